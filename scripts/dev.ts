/** `npm run dev`: the development server on the demonstration base of this checkout. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fail, openBase, root } from './base.ts'
import { actionsKey } from './build.ts'
import { prepareData } from './donnees.ts'
import { writeStyles } from './styles.ts'

try {
  const base = await openBase()
  await prepareData(base, (text) => process.stdout.write(`${text}\n`))
  writeStyles()
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= actionsKey()
  const next = spawn(
    process.execPath,
    [join(root, 'node_modules/next/dist/bin/next'), 'dev', '-H', '127.0.0.1', '-p', process.env.PORT ?? '3000'],
    { cwd: root, stdio: 'inherit', env: { ...process.env, PORTAIL_DIST: '.next-dev' } },
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => next.kill(signal))
  next.on('exit', () => void base.release().then(() => process.exit(0)))
} catch (error) {
  fail(error)
}
