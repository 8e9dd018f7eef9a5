/**
 * What the web process does with the workbooks that it is sent, by the same use cases, in a process that is looked at: it
 * receives each on its disk, stores it, and reads it here or in the process of large censuses (docs/adr/0025). It tells
 * what came of each, and what they cost it: how long nobody else was served, its memory, what every object inherits.
 */
import { createReadStream, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { findPetitFichier, findTailleDImport } from '#db/queries/imports.ts'
import { runAPart } from '#lib/adapters/processus/recensement-a-part.ts'
import { declaredSize } from '#lib/adapters/xlsx/archive.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { BUDGET, GRAND, isGrandFichier } from '#lib/domain/guichet/recensement/a-part.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import type { Resultat } from '#lib/domain/resultat.ts'
import { type LireClasseur, readImport, receiveRecensement } from '#lib/usecases/read-recensement.ts'
import { keepSansNom } from '#lib/web/fichier-sans-nom.ts'
import { watchPrototypes } from './prototypes.ts'

/** Sent together, as two people do. */
export type EnvoiDeClasseurs = Readonly<{ chemins: readonly string[]; departements: readonly string[]; par: Contexte }>
export type ClasseurVu = Readonly<{
  importId: string | null
  refus: RefusDeRecensement | null
  exception: string | null
  aPart: boolean
  /** Milliseconds. */
  duree: number
}>
/** `bloc`: milliseconds of this thread between two turns of its loop, at most; `memoire`: bytes more, at the highest. */
export type EnvoiVu = Readonly<{
  vus: readonly ClasseurVu[]
  bloc: number
  memoire: number
  pollution: string | null
}>

const TOUR_MS = 5

/** Counts the work of this thread and not the clock: a machine that is busy elsewhere makes nobody wait for us. */
function watchLoop(): () => number {
  const spent = () => {
    const { user, system } = process.threadCpuUsage()
    return (user + system) / 1000
  }
  let last = spent()
  let longest = 0
  const look = (): void => {
    const now = spent()
    longest = Math.max(longest, now - last)
    last = now
  }
  const clock = setInterval(look, TOUR_MS)
  return () => {
    look()
    clearInterval(clock)
    return Math.round(longest)
  }
}

const residentOf = (field: 'VmRSS' | 'VmHWM'): number =>
  1024 * Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0)

/** How much more memory this process held at the highest; nothing is counted where /proc is not. */
function watchMemoire(): () => number {
  if (process.platform !== 'linux') return () => 0
  // Its highest is counted from here.
  writeFileSync('/proc/self/clear_refs', '5')
  const before = residentOf('VmRSS')
  return () => residentOf('VmHWM') - before
}

/** As `readWhereFit` of the pages, which no program may import. */
async function readWhereFit(importId: string, par: Contexte, onAPart: () => void) {
  const readAPart = () => {
    onAPart()
    return runAPart({ acte: 'lire', importId, par })
  }
  const { octets } = await findTailleDImport(importId)
  const fichier = await findPetitFichier(importId, GRAND.octets)
  if (isGrandFichier({ octets, depaquetes: fichier ? declaredSize(fichier) : 0 })) return readAPart()
  const lire: LireClasseur = (bytes, { colonnes, suivi }) =>
    readClasseur(bytes, { colonnes, suivi, reponse: GRAND.reponse })
  const lu = await readImport(importId, { lire, budget: BUDGET }, par)
  return !lu.ok && lu.refus.code === 'lecture-interrompue' ? readAPart() : lu
}

async function receive(chemin: string, { departements, par }: EnvoiDeClasseurs): Promise<ClasseurVu> {
  let start = performance.now()
  let importId: string | null = null
  let aPart = false
  const said = (refus: RefusDeRecensement | null, exception: string | null = null): ClasseurVu => ({
    ...{ importId, refus, exception, aPart, duree: performance.now() - start },
  })
  try {
    const octets = await keepSansNom(createReadStream(chemin), tmpdir())
    const depot = { nom: basename(chemin), octets, centreId: null, departements, origine: 'administration' } as const
    const recu = await receiveRecensement(depot, par)
    await octets.close()
    if (!recu.ok) return said(recu.refus)
    importId = recu.value.importId
    const id = importId
    const lire = (): Promise<Resultat<unknown, RefusDeRecensement>> =>
      readWhereFit(id, par, () => {
        aPart = true
      })
    const lu = await lire()
    if (lu.ok || lu.refus.code !== 'trop-de-traitements') return said(lu.ok ? null : lu.refus)
    // The other file kept the turn for long: nothing was begun, and whoever is told so asks again.
    start = performance.now()
    const relu = await lire()
    return said(relu.ok ? null : relu.refus)
  } catch (error) {
    return said(null, error instanceof Error ? error.message : String(error))
  }
}

const look = watchPrototypes()

async function treat(envoi: EnvoiDeClasseurs): Promise<void> {
  const [endLoop, endMemoire] = [watchLoop(), watchMemoire()]
  const vus = await Promise.all(envoi.chemins.map((chemin) => receive(chemin, envoi)))
  process.send?.({ vus, bloc: endLoop(), memoire: endMemoire(), pollution: look() } satisfies EnvoiVu)
}

process.on('message', (envoi: EnvoiDeClasseurs) => void treat(envoi))
process.once('disconnect', () => process.exit(0))
