/** The worker and the process of large censuses, in which something goes wrong: what they write, how they end. */
import { spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const SECRETS = ['Agathe', 'agathe@exemple.invalid', '06 39 98 00 01', '1 85 05 78 006 084 36']
const TOUT = JSON.stringify(SECRETS.join(', '))

/** A base that takes the connection and never answers: the worker waits while the fault comes. */
const base = createServer()
beforeAll(() => new Promise<void>((done) => void base.listen(0, '127.0.0.1', done)))
afterAll(() => void base.close())

type Fin = Readonly<{ code: number | null; said: string }>

const PROGRAMMES = {
  'le traitement des tâches': '../scripts/worker.ts',
  'un grand recensement': 'jobs/recensement-a-part.ts',
}
const DEMANDE = {
  acte: 'publier',
  importId: '00000000-0000-4000-8000-000000000000',
  par: null,
  retirer: [],
  confirmer: [],
}

const runWorker = (fault: string, databaseUrl?: string): Promise<Fin> =>
  runProgramme(PROGRAMMES['le traitement des tâches'], fault, databaseUrl)

/** Runs that program, with a fault that waits for it to be guarded; it is asked what only the second one hears. */
function runProgramme(programme: string, fault: string, databaseUrl?: string): Promise<Fin> {
  const { port } = base.address() as AddressInfo
  const wait = `const t = setInterval(() => { if (process.listenerCount('uncaughtException')) { clearInterval(t); ${fault} } }, 5)`
  const child = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      '--import',
      `data:text/javascript,${encodeURIComponent(wait)}`,
      join(import.meta.dirname, programme),
    ],
    {
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl ?? `postgres://portail@127.0.0.1:${port}/portail`,
        PORTAIL_SECRET: 'secret-des-tests-0123456789-0123456789',
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  let said = ''
  child.send(DEMANDE, () => {})
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      said += chunk
    })
  return new Promise((done) => child.once('close', (code) => done({ code, said })))
}

const expectWithoutValues = ({ said }: Fin): void => {
  for (const secret of SECRETS) expect(said).not.toContain(secret)
  for (const line of said.trim().split('\n')) expect(JSON.parse(line)).toMatchObject({ service: 'portail' })
}

it.each([
  [
    'une erreur et sa cause',
    `throw new Error(${TOUT}, { cause: new Error(${TOUT}, { cause: ${TOUT} }) })`,
    'uncaughtException',
  ],
  ['une phrase lancée', `throw ${TOUT}`, 'uncaughtException'],
  ['une promesse rompue par une erreur', `Promise.reject(new Error(${TOUT}))`, 'unhandledRejection'],
  ['une promesse rompue par une phrase', `Promise.reject(${TOUT})`, 'unhandledRejection'],
])('%s que personne n’attrape finit par 1, sans ses valeurs (R-JOU-02)', async (_, fault, kind) => {
  for (const programme of Object.values(PROGRAMMES)) {
    const fin = await runProgramme(programme, fault)
    expect(fin.code, fin.said).toBe(1)
    expectWithoutValues(fin)
    expect(fin.said).toContain(`"msg":"${kind}"`)
  }
})

it('un avertissement, une phrase ou une erreur imprimés s’écrivent au journal sans leurs mots (R-JOU-02)', async () => {
  const fin = await runWorker(`
    process.emitWarning(${TOUT}, { type: 'DeprecationWarning', detail: ${TOUT} })
    process.emitWarning(Object.assign(new Error(${TOUT}), { name: 'Agathe' }))
    console.log(${TOUT})
    console.error(${TOUT})
    console.warn('x', new Error(${TOUT}))
    setTimeout(() => process.exit(7), 50)`)
  expect(fin.code, fin.said).toBe(7)
  expectWithoutValues(fin)
  const written = fin.said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).msg)
  expect(written.toSorted()).toEqual(['incident', 'printed', 'printed', 'warning', 'warning'])
})

it('un départ manqué finit par 1, sans l’adresse de la base ni celui qu’elle nomme (R-JOU-02)', async () => {
  for (const programme of Object.values(PROGRAMMES)) {
    const fin = await runProgramme(programme, '', 'postgres://Agathe:mot-de-passe@127.0.0.1:1/portail')
    expect(fin.code, fin.said).toBe(1)
    expectWithoutValues(fin)
    expect(fin.said).not.toContain('mot-de-passe')
    expect(fin.said).toContain('ECONNREFUSED')
  }
})
