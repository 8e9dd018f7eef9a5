/** The web process, in which things go wrong while it serves: what it writes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clonePreparedBase } from './bases.ts'
import { type Run, start } from './portail.ts'

const SECRETS = ['Agathe', 'agathe@exemple.invalid', '06 39 98 00 01', '1 85 05 78 006 084 36']
const TOUT = JSON.stringify(SECRETS.join(', '))
const folder = mkdtempSync(join(tmpdir(), 'portail-journal-'))
const signal = join(folder, 'maintenant')

/** Loaded by each process of the portal, and waiting in the web server alone for the file that the test writes. */
const FAULTS = `
import { existsSync } from 'node:fs'
if (process.argv[1]?.endsWith('next')) {
  const timer = setInterval(() => {
    if (!existsSync(${JSON.stringify(signal)})) return
    clearInterval(timer)
    console.log(${TOUT})
    console.error(${TOUT}, { nom: 'Agathe' })
    console.warn('x', new Error(${TOUT}, { cause: ${TOUT} }))
    process.emitWarning(${TOUT}, { detail: ${TOUT} })
    Promise.reject(${TOUT})
    Promise.reject(new Error(${TOUT}))
    setTimeout(() => { throw ${TOUT} })
    setTimeout(() => { throw new Error(${TOUT}) })
    setTimeout(() => console.log(new RangeError('last')), 200)
  }, 50)
}`

let portal: Run
beforeAll(async () => {
  const file = join(folder, 'fautes.mjs')
  writeFileSync(file, FAULTS)
  portal = await start(await clonePreparedBase(), ['--web'], { NODE_OPTIONS: `--import=${file}` })
  expect(await portal.ready, portal.said()).toBe(true)
})
afterAll(async () => {
  await portal.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('le serveur web écrit ce qui va mal sans un mot de ce qui est dit, et sert encore (R-JOU-02)', async () => {
  writeFileSync(signal, '')
  await expect.poll(portal.said).toContain('"type":"RangeError"')
  for (const secret of SECRETS) expect(portal.said()).not.toContain(secret)
  for (const kind of ['printed', 'incident', 'warning']) expect(portal.said()).toContain(`"msg":"${kind}"`)
  expect((await fetch(`${portal.url}/api/sante`)).status).toBe(200)
})
