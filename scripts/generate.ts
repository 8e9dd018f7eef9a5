/** `npm run db:generate -- NAME`: writes the migration that the schema asks for; read it before committing it. */
import { spawnSync } from 'node:child_process'
import { root } from './base.ts'

const [name] = process.argv.slice(2)
if (!name) {
  process.stderr.write('Donnez un nom à la migration : npm run db:generate -- renouvellement\n')
  process.exit(1)
}
process.exit(
  spawnSync('node_modules/.bin/drizzle-kit', ['generate', '--name', name], { cwd: root, stdio: 'inherit' }).status ?? 1,
)
