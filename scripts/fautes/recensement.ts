/**
 * Bad workbooks given to what the web process does with one (./porte-de-classeurs.ts), the reading child and the process
 * of large censuses included: each is read, or refused in one French sentence, within the time that a reading may take;
 * what is said of its rows is French sentences on their cells. Meanwhile others are served, the memory of the web process
 * hardly rises, what every object inherits is as it was, and nobody is called outside.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { BUDGET } from '#lib/domain/guichet/recensement/a-part.ts'
import { LIMITES } from '#lib/domain/guichet/recensement/classeur.ts'
import { root } from '../base.ts'
import { SAIN } from './classeur-sain.ts'
import { mutateClasseur } from './classeurs-mutes.ts'
import { judgeExamen, judgeRefus } from './phrases.ts'
import type { ClasseurVu, EnvoiDeClasseurs, EnvoiVu } from './porte-de-classeurs.ts'

/** The reader ends a child at its limit, and this long after everything has been said. */
const MARGE = 1000
/** Of the work of its thread: what one file is given at one go (docs/adr/0025), and a row begun just before. */
const BLOC_MAX = BUDGET.dUnTrait + 100
/** Of two files that are received and read together, at the highest (docs/mesures.md says what was seen). */
const MEMOIRE_MAX = 64 * 1024 * 1024
/** Who has said nothing after this long hangs: a file that waited its turn in vain, then was read after the other. */
const ATTENTE = 3 * (LIMITES.duree + MARGE) + 20_000

/** `bloc`: the longest that others would have waited meanwhile, in milliseconds; `memoire`: bytes more meanwhile. */
export type Constat = Readonly<{
  numero: number
  genre: string
  issue: string
  duree: number
  bloc: number
  memoire: number
  defaut: string | null
}>

export type Atelier = Readonly<{
  tryClasseurs: (graine: number, numeros: readonly number[]) => Promise<Constat[]>
  close: () => Promise<void>
}>

/** Listens behind the addresses of the workbooks, and counts who calls. */
export async function openGuet(): Promise<Readonly<{ url: string; appels: () => number; close: () => void }>> {
  let appels = 0
  const server = createServer((socket) => {
    appels += 1
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, appels: () => appels, close: () => server.close() }
}

const startPorte = (): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      join(root, 'scripts/fautes/porte-de-classeurs.ts'),
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )

/** What a door says of what it is sent; why not, when it says nothing. */
async function ask(porte: ChildProcess, envoi: EnvoiDeClasseurs): Promise<EnvoiVu | string> {
  const stop = new AbortController()
  const { signal } = stop
  try {
    const said = once(porte, 'message', { signal }).then(([vu]): EnvoiVu => vu)
    const gone = once(porte, 'exit', { signal }).then(() => 'le serveur web est tombé')
    porte.send(envoi)
    return await Promise.race([said, gone, pause(ATTENTE, 'aucune réponse', { ref: false, signal })])
  } finally {
    stop.abort()
  }
}

/** A door on the base of `DATABASE_URL`, and what watches it; `par` reads for these départements. */
export async function openAtelier(par: Contexte, departements: readonly string[]): Promise<Atelier> {
  const guet = await openGuet()
  const folder = mkdtempSync(join(tmpdir(), 'portail-classeurs-'))
  let porte = startPorte()
  const send = async (files: readonly Readonly<{ nom: string; bytes: Buffer }>[]): Promise<EnvoiVu | string> => {
    const chemins = files.map(({ nom, bytes }) => {
      writeFileSync(join(folder, nom), bytes)
      return join(folder, nom)
    })
    const vu = await ask(porte, { chemins, departements, par })
    for (const chemin of chemins) rmSync(chemin)
    if (typeof vu === 'string') {
      porte.kill('SIGKILL')
      porte = startPorte()
    }
    return vu
  }
  // A server that has served is warm: its memory is no longer that of a start.
  for (let turn = 0; turn < 3; turn += 1) await send([{ nom: 'sain.xlsx', bytes: SAIN.xlsx }])

  /** Two at a time, as two people who send theirs; both made before, which takes a while. */
  const tryDeux = async (graine: number, numeros: readonly number[]): Promise<Constat[]> => {
    const deux = numeros.map((numero) => mutateClasseur(graine, numero, guet.url))
    const before = guet.appels()
    const vu = await send(deux.map(({ numero, bytes }) => ({ nom: `piege-${numero}.xlsx`, bytes })))
    if (typeof vu === 'string')
      return deux.map(({ numero, genre }) => ({
        ...{ numero, genre, issue: vu, duree: 0, bloc: 0, memoire: 0, defaut: vu },
      }))
    const commun = judgeEnvoi(vu, guet.appels() - before)
    return Promise.all(
      deux.map(async ({ numero, genre }, at) => {
        const one = vu.vus[at]
        if (!one) throw new Error('a workbook of which nothing is said')
        const { bloc, memoire } = vu
        const defaut = (await judge(one)) ?? commun
        return { numero, genre, issue: issueDe(one), duree: one.duree, bloc, memoire, defaut }
      }),
    )
  }
  return {
    tryClasseurs: async (graine, numeros) => {
      const constats: Constat[] = []
      for (let at = 0; at < numeros.length; at += 2)
        constats.push(...(await tryDeux(graine, numeros.slice(at, at + 2))))
      return constats
    },
    close: async () => {
      porte.kill('SIGKILL')
      guet.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What these workbooks cost the web process and others. */
export function judgeEnvoi({ bloc, memoire, pollution }: Omit<EnvoiVu, 'vus'>, appels: number): string | null {
  if (appels > 0) return `${appels} appels au dehors`
  if (pollution !== null) return pollution
  if (bloc > BLOC_MAX) return `personne d’autre n’est servi pendant ${bloc} ms`
  return memoire > MEMOIRE_MAX ? `${Math.round(memoire / 1024 / 1024)} Mo de plus dans le serveur web` : null
}

const issueDe = ({ aPart, refus, exception }: ClasseurVu): string =>
  `${aPart ? 'à part, ' : ''}${exception === null ? (refus?.code ?? 'lu') : 'exception'}`

async function judge({ importId, refus, exception, duree }: ClasseurVu): Promise<string | null> {
  if (exception !== null) return `exception : ${exception}`
  if (duree > LIMITES.duree + MARGE) return `réponse en ${Math.round(duree / 1000)} s`
  if (refus) return judgeRefus(refus)
  const examen = importId === null ? undefined : await loadExamen(db, importId)
  if (!examen) return 'lu, et rien n’en est gardé'
  // What a workbook names on this machine is not read.
  if (JSON.stringify(examen).includes('root:x:0')) return 'un fichier de la machine est lu'
  return judgeExamen(examen)
}

/** One line a defect, with what replays it. */
export const describeDefauts = (constats: readonly Constat[], graine: number): string[] =>
  constats.flatMap(({ numero, genre, defaut }) =>
    defaut === null
      ? []
      : [
          `Classeur ${numero} de la graine ${graine} (${genre}) : ${defaut}. À rejouer : --graine ${graine} --seul ${numero}.`,
        ],
  )
