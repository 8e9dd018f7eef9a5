/**
 * Reminders while everything that makes them is killed at random: those that plan, those that send, PostgreSQL, a
 * connection. The outside fails three times in ten, accepts and hangs up, loses what it accepted, and sends its receipts
 * hours late, twice or against each other. What waits for minutes or hours is made due at once; the lease of a worker ends only once it is dead.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { aujourdHui } from '#db/testing/demandes.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { makeAccuses, writeAccuse } from './accuses.ts'
import { type Dehors, openDehors } from './dehors.ts'
import { insertDues } from './demandes-de-rappels.ts'
import { Equipe } from './equipe.ts'
import { type Hasard, hasardDe } from './hasard.ts'
import { type Coupure, checkRappels } from './histoire-de-rappels.ts'
import { keepPassages, maintenant, readRegistre } from './journal-de-rappels.ts'
import { childrenOf } from './processus-vus.ts'
import type { TerrainDuRegistre } from './terrain-du-registre.ts'

const CIBLES = ['ouvrier', 'ouvriers', 'connexion', 'serveur'] as const
type Cible = (typeof CIBLES)[number]
/** Of the gateways, the one that is a mail server: workers are told it last. */
const RANG_DU_COURRIEL = 2
/** Twentieths of a second for the living to say what became of what they hold. */
const ESSAIS_AVANT_DE_TUER = 40
/** When to give up on what never settles: ten minutes, and ten seconds for each kill. */
const patienceDe = (coupures: number): number => 600_000 + 10_000 * coupures
/** Of a hundred reminders, those that leave before the last kill; some never do. */
const PARTIS_SOUS_LES_COUPS = 60
/** What is cut may begin to leave that long after the blow: PostgreSQL is told of a dead connection in its own time. */
const SUITE_D_UN_COUP_MS = 1_000

export type IssueDeRappels = Readonly<{
  prevus: number
  partis: number
  /** Planned in the place of those that did not arrive. */
  relayes: number
  /** Receipts heard; of those, how many said that nothing arrived. */
  accuses: number
  contraires: number
  incertains: number
  /** Renewed before anything was sent, or while all was. */
  renouvelees: number
  radiees: number
  coupures: Readonly<Record<Cible, number>>
  defauts: readonly string[]
}>

/** Time that passes for what waits: an attempt to come, a question to ask again; `baux`: of workers that are all dead. */
const passTime = async (baux: boolean): Promise<void> => {
  const etats = ['a-envoyer', 'a-verifier', ...(baux ? ['en-cours'] : [])]
  await insist(
    () => db.$sql`update rappel set prochain_at = now() - interval '1 second'
      where prochain_at > now() and etat = any(${etats}::etat_de_rappel[])`,
  )
}

/** Says until the base hears it: PostgreSQL may be starting again. */
async function insist<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act()
    } catch {
      await pause(100)
    }
  }
}

/** `demandes` told of their deadlines while `coupures` processes are killed. */
export async function tryRappels(
  terrain: TerrainDuRegistre,
  {
    graine,
    demandes: nombre,
    coupures: nombreDeCoupures,
  }: Readonly<{ graine: number; demandes: number; coupures: number }>,
): Promise<IssueDeRappels> {
  const hasard = hasardDe(graine)
  await keepPassages()
  const { dues, attendus } = await insertDues(nombre, await aujourdHui())
  const renouvelees = new Map<string, number>()
  const coupures: Coupure[] = []
  const accuses = makeAccuses(hasard, (accuse) => insist(() => writeAccuse(accuse)))
  const dehors = await openDehors({ hasard, nombre: 3 }, (reference, rang) =>
    accuses.onAccepte(reference, rang === RANG_DU_COURRIEL),
  )
  const demandesQui = (moment: 'avant' | 'pendant') =>
    dues.flatMap(({ demande, seRenouvelle }) => (seRenouvelle === moment ? [demande] : []))
  const partie = { terrain, dehors, hasard, attendus: attendus.length, coupures }
  try {
    await plan(partie, nombreDeCoupures)
    for (const demande of demandesQui('avant')) await renew(demande, renouvelees)
    const envois = send(partie, nombreDeCoupures)
    await renewAmong(partie, demandesQui('pendant'), { renouvelees, envois })
    const faites = await envois
    // Hours later: what comes back makes others leave.
    await accuses.tellLate()
    await send(partie, 0)
    await accuses.tellLate()
    const registre = await readRegistre()
    const { vus } = registre
    const { partis, renvois } = dehors
    const numerosDe = (choisies: typeof dues) => new Set(choisies.map(({ demande }) => demande.numeroUnique))
    const aRadier = numerosDe(dues.filter(({ isARadier }) => isARadier))
    const parCourriel = numerosDe(dues.filter(({ venuSurLePortail }) => venuSurLePortail))
    const histoire = { ...registre, attendus, partis, renvois, renouvelees, coupures, aRadier, parCourriel }
    const { length: dits } = accuses.dits
    return {
      prevus: attendus.length,
      partis: partis.length,
      relayes: vus.length - attendus.length,
      accuses: dits,
      contraires: accuses.dits.filter(({ etat }) => etat !== 'remis').length,
      incertains: vus.filter(({ etat }) => etat === 'a-verifier').length,
      renouvelees: renouvelees.size,
      radiees: registre.radiations.size,
      coupures: faites,
      defauts: [...checkRappels({ ...histoire, accuses: accuses.dits }), ...(await terrain.checkFichiers())],
    }
  } finally {
    await dehors.stop()
  }
}

type Partie = Readonly<{
  terrain: TerrainDuRegistre
  dehors: Dehors
  hasard: Hasard
  /** Reminders that were due before anything was planned. */
  attendus: number
  /** All that was killed while something was leaving. */
  coupures: Coupure[]
}>

/** Two that plan at once, killed on their way, until everything is planned. */
async function plan({ terrain, dehors, hasard, attendus }: Partie, coupures: number): Promise<void> {
  const equipe = new Equipe('prevoir', dehors, terrain)
  try {
    const end = performance.now() + patienceDe(coupures)
    // Killed as soon as they begin, then later and later: a moment comes when everything is planned.
    for (let essai = 1; performance.now() < end; essai += 1) {
      await equipe.start()
      await pause(hasard.below(50 * essai ** 2))
      await equipe.kill()
      const [{ nombre } = { nombre: 0 }] = await db.$sql<{ nombre: number }[]>`
        select count(*)::int as nombre from rappel`
      if (nombre >= attendus) return
    }
  } finally {
    await equipe.kill()
  }
}

/** Renews with one key until it is acknowledged, and says when it was at the latest. */
async function renew(
  { ref, numeroUnique, version, contenu }: DemandeActive,
  renouvelees: Map<string, number>,
): Promise<void> {
  const ctx = contexteDe({ ...ACTEURS.demandeur, demandes: [ref] })
  const cle = crypto.randomUUID()
  const done = await insist(() => renewDemande({ ref, ctx }, { contenu, version, cle }, AVIS_DE_CONTACT))
  if (!done.ok) throw new Error(`A renewal was refused: ${done.refus.code}`)
  renouvelees.set(numeroUnique, maintenant() + 1)
}

/** Renews these one by one, all along the sendings and the blows. */
async function renewAmong(
  { dehors, attendus }: Partie,
  demandes: readonly DemandeActive[],
  { renouvelees, envois }: Readonly<{ renouvelees: Map<string, number>; envois: Promise<unknown> }>,
): Promise<void> {
  let isOver = false
  const over = () => {
    isOver = true
  }
  void envois.then(over, over)
  for (const [rang, demande] of demandes.entries()) {
    const apres = Math.floor((rang * attendus * PARTIS_SOUS_LES_COUPS) / (100 * demandes.length))
    while (dehors.partis.length < apres && !isOver) await pause(10)
    await renew(demande, renouvelees)
  }
}

/** Sends everything, while it is cut; answers how many of each were killed. */
async function send(
  { terrain, dehors, hasard, attendus, coupures }: Partie,
  nombre: number,
): Promise<Record<Cible, number>> {
  const equipe = new Equipe('envoyer', dehors, terrain)
  const faites: Record<Cible, number> = { ouvrier: 0, ouvriers: 0, serveur: 0, connexion: 0 }
  const end = performance.now() + patienceDe(nombre)
  const blow = async (act: () => Promise<void>): Promise<void> => {
    const de = maintenant()
    await act()
    coupures.push({ de, a: maintenant() + SUITE_D_UN_COUP_MS })
  }
  const waitFor = async (partis: number): Promise<void> => {
    const isAssez = () => dehors.partis.length >= partis || performance.now() >= end
    while (!isAssez()) {
      if (!(await isEnAttente())) return
      await passTime(false)
      await equipe.start()
      // The base is asked twice a second: it has the sendings to serve.
      for (let essai = 0; essai < 25 && !isAssez(); essai += 1) await pause(20)
    }
  }
  try {
    await equipe.start()
    // Every cut is made, also when everything was settled before it: then what is settled must stay so.
    for (let at = 0; at < nombre; at += 1) {
      // All along the sendings, and something leaves between two cuts, however long a process takes to begin again.
      const apres = Math.floor(((at + 1) * attendus * PARTIS_SOUS_LES_COUPS) / (100 * (nombre + 1)))
      await waitFor(Math.max(apres, dehors.partis.length + 1))
      await pause(hasard.below(60))
      const cible = CIBLES[at % CIBLES.length] ?? 'ouvrier'
      await blow(() => cut(cible, { equipe, terrain }))
      faites[cible] += 1
      await equipe.start()
    }
    while (!(await isReglee()) && performance.now() < end) {
      await waitFor(Number.POSITIVE_INFINITY)
      for (let essai = 0; essai < ESSAIS_AVANT_DE_TUER && (await isTenue()); essai += 1) await pause(50)
      // What a dead worker had taken is seen once nobody can still be sending it; its lease alone lasts five minutes.
      await blow(() => equipe.kill())
      await passTime(true)
      await equipe.start()
      await pause(100)
    }
    return faites
  } finally {
    await blow(() => equipe.kill())
  }
}

/** Something is still to be sent, or to be asked of a gateway. */
async function isEnAttente(): Promise<boolean> {
  const rows = await insist(
    () => db.$sql`select from rappel where etat = 'a-envoyer' or (etat = 'a-verifier' and canal = 'sms') limit 1`,
  )
  return rows.length > 0
}
/** Something is held by a worker, alive or dead. */
async function isTenue(): Promise<boolean> {
  return (await insist(() => db.$sql`select from rappel where etat = 'en-cours' limit 1`)).length > 0
}
const isReglee = async (): Promise<boolean> => !(await isEnAttente()) && !(await isTenue())

async function cut(
  cible: Cible,
  { equipe, terrain }: Readonly<{ equipe: Equipe; terrain: TerrainDuRegistre }>,
): Promise<void> {
  if (cible === 'ouvrier') return equipe.kill(1)
  if (cible === 'ouvriers') {
    await equipe.kill()
    return passTime(true)
  }
  const postmaster = terrain.postmaster()
  const victime = cible === 'serveur' ? postmaster : childrenOf(postmaster).at(-1)
  if (victime) process.kill(victime, 'SIGKILL')
  await pause(100)
  if (cible === 'connexion') return
  // A worker would knock at a server that has moved.
  await equipe.kill()
  await terrain.ensureServer()
  await passTime(true)
}
