/**
 * Reminders while everything that makes them is killed at random: those that plan, those that send, PostgreSQL, a
 * connection. The outside fails three times in ten, accepts and hangs up, and sends its receipts late, twice or out of
 * order. What waits for minutes or hours is made due at once; the lease of a worker ends only once it is dead.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import { PREFERENCES_PAR_DEFAUT, planRappels, suiviDe } from '#lib/domain/rappels/jalons.ts'
import { receiveAccuse } from '#lib/usecases/receive-accuse.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { root } from '../base.ts'
import { type Dehors, openDehors } from './dehors.ts'
import { type Hasard, hasardDe } from './hasard.ts'
import { checkRappels, type HistoireDeRappels, type RappelVu } from './histoire-de-rappels.ts'
import { childrenOf } from './processus-vus.ts'
import { inTens, type TerrainDuRegistre } from './terrain-du-registre.ts'

const CIBLES = ['ouvrier', 'ouvriers', 'connexion', 'serveur'] as const
type Cible = (typeof CIBLES)[number]
const OUVRIERS = 2
/** One demande in so many is renewed after its reminders were planned and before any was sent. */
const UNE_RENOUVELEE_SUR = 8
/** One in so many is due its legal notice instead of the step of the last month. */
const UN_AVIS_SUR = 4
/** Twentieths of a second for the living to say what became of what they hold. */
const ESSAIS_AVANT_DE_TUER = 40
/** When to give up on what never settles: ten minutes, and ten seconds for each kill. */
const patienceDe = (coupures: number): number => 600_000 + 10_000 * coupures
/** Of a hundred reminders, those that leave before the last kill; some never do. */
const PARTIS_SOUS_LES_COUPS = 60

export type IssueDeRappels = Readonly<{
  prevus: number
  partis: number
  incertains: number
  coupures: Readonly<Record<Cible, number>>
  defauts: readonly string[]
}>

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null

/** The same role in several processes, all killed and begun again together or one by one. */
class Equipe {
  private enfants: ChildProcess[] = []
  private readonly args: readonly string[]
  constructor(role: 'prevoir' | 'envoyer', { urls }: Dehors, { argsOf }: TerrainDuRegistre) {
    this.args = [...argsOf('ouvrier-de-rappels'), role, ...urls]
  }
  /** Answers once all of them are at work. */
  async start(): Promise<void> {
    const prets: Promise<unknown>[] = []
    // One that ended by itself is begun again, as the operator's unit does.
    this.enfants = this.enfants.filter((one) => !isGone(one))
    while (this.enfants.length < OUVRIERS) {
      const env = { ...process.env, PORTAIL_SECRET: 'secret-invente-pour-des-fautes-sans-suite' }
      const enfant = spawn(process.execPath, this.args, {
        cwd: root,
        env,
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      this.enfants.push(enfant)
      prets.push(Promise.race([once(enfant, 'message'), once(enfant, 'exit')]))
    }
    await Promise.all(prets)
  }
  /** Kills so many of them, and waits until they are gone. */
  async kill(nombre = OUVRIERS): Promise<void> {
    const perdus = this.enfants.splice(0, nombre)
    const ended = perdus.filter((one) => !isGone(one)).map((one) => once(one, 'exit'))
    for (const one of perdus) one.kill('SIGKILL')
    await Promise.all(ended)
  }
}

/** A demande of Ariège, reached by a mail and a mobile of its own, whose step is due today. */
const insertDue = (rang: number, le: Jour): Promise<DemandeActive> => {
  const contenu = unContenu(
    ['demandeur.telephonePortable', `06${String(39_980_000 + rang)}`],
    ['demandeur.courriel', `personne.${rang}@exemple.invalid`],
  )
  if (rang % UN_AVIS_SUR === 0) return insertUneDemande({ contenu, valideDepuis: addMonths(addDays(le, 5), -11) })
  const valideDepuis = addMonths(addDays(le, -16), -12)
  return insertUneDemande({ contenu, valideDepuis, avisRemisLe: addDays(le, -45) })
}

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
  { graine, demandes: nombre, coupures }: Readonly<{ graine: number; demandes: number; coupures: number }>,
): Promise<IssueDeRappels> {
  const hasard = hasardDe(graine)
  const le = await aujourdHui()
  const rangs = Array.from({ length: nombre }, (_, rang) => rang)
  const demandes = await inTens(rangs, (rang) => insertDue(rang, le))
  const attendus = demandes.flatMap((demande) => {
    const suivi = suiviDe(demande)
    const dus = suivi ? planRappels(suivi, PREFERENCES_PAR_DEFAUT, le) : []
    return dus.map(({ jalon, canal }) => ({ numero: demande.numeroUnique, jalon, canal }))
  })
  const accuses: Promise<void>[] = []
  const dehors = await openDehors({ hasard, nombre: 3 }, (reference) => accuses.push(tell(reference, hasard)))
  try {
    await plan(dehors, { terrain, attendus: attendus.length, hasard, coupures })
    const renouvelees = await renewSome(demandes)
    const faites = await send(dehors, { terrain, attendus: attendus.length, hasard, coupures })
    await Promise.all(accuses)
    const vus = await look()
    const avisRemis = await db.$sql<{ numero: string }[]>`
      select numero_unique as numero from fait_de_demande where type = 'avis-remis'`
    const { partis, renvois } = dehors
    const histoire: HistoireDeRappels = {
      ...{ attendus, vus, partis, renvois, renouvelees },
      avisRemis: avisRemis.map(({ numero }) => numero),
    }
    return {
      prevus: vus.length,
      partis: partis.length,
      incertains: vus.filter(({ etat }) => etat === 'a-verifier').length,
      coupures: faites,
      defauts: [...checkRappels(histoire), ...(await terrain.checkFichiers())],
    }
  } finally {
    await dehors.stop()
  }
}

/** The receipt of a message, later or at once, sometimes twice. */
async function tell(reference: string, hasard: Hasard): Promise<void> {
  const fois = hasard.below(5) === 0 ? 2 : 1
  for (let une = 0; une < fois; une += 1) {
    await pause(hasard.below(400))
    // A mail server sends none.
    const isSms = await insist(() => db.$sql`select from rappel where reference = ${reference} and canal = 'sms'`)
    if (isSms.length > 0) await insist(() => receiveAccuse({ reference, etat: 'remis' }))
  }
}

/** Two that plan at once, killed on their way, until everything is planned. */
async function plan(
  dehors: Dehors,
  {
    terrain,
    attendus,
    hasard,
    coupures,
  }: Readonly<{ terrain: TerrainDuRegistre; attendus: number; hasard: Hasard; coupures: number }>,
): Promise<void> {
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

/** Some renew after they were planned a reminder: none must leave any more. */
async function renewSome(demandes: readonly DemandeActive[]): Promise<ReadonlySet<string>> {
  const renouvelees = new Set<string>()
  for (const [rang, { ref, numeroUnique }] of demandes.entries()) {
    // A notice may leave before the renewal opens: only those of the last month are sure to be open.
    if (rang % UNE_RENOUVELEE_SUR !== 1) continue
    const ctx = contexteDe({ ...ACTEURS.demandeur, demandes: [ref] })
    const cle = crypto.randomUUID()
    const done = await renewDemande({ ref, ctx }, { contenu: unContenu(), version: 1, cle }, AVIS_DE_CONTACT)
    if (!done.ok) throw new Error(`A renewal was refused: ${done.refus.code}`)
    renouvelees.add(numeroUnique)
  }
  return renouvelees
}

/** Sends everything, while it is cut; answers how many of each were killed. */
async function send(
  dehors: Dehors,
  {
    terrain,
    attendus,
    hasard,
    coupures,
  }: Readonly<{ terrain: TerrainDuRegistre; attendus: number; hasard: Hasard; coupures: number }>,
): Promise<Record<Cible, number>> {
  const equipe = new Equipe('envoyer', dehors, terrain)
  const faites: Record<Cible, number> = { ouvrier: 0, ouvriers: 0, serveur: 0, connexion: 0 }
  const end = performance.now() + patienceDe(coupures)
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
    for (let at = 0; at < coupures; at += 1) {
      // All along the sendings, and something leaves between two cuts, however long a process takes to begin again.
      const apres = Math.floor(((at + 1) * attendus * PARTIS_SOUS_LES_COUPS) / (100 * (coupures + 1)))
      await waitFor(Math.max(apres, dehors.partis.length + 1))
      await pause(hasard.below(60))
      const cible = CIBLES[at % CIBLES.length] ?? 'ouvrier'
      await cut(cible, { equipe, terrain })
      faites[cible] += 1
      await equipe.start()
    }
    while (!(await isReglee()) && performance.now() < end) {
      await waitFor(Number.POSITIVE_INFINITY)
      for (let essai = 0; essai < ESSAIS_AVANT_DE_TUER && (await isTenue()); essai += 1) await pause(50)
      // What a dead worker had taken is seen once nobody can still be sending it; its lease alone lasts five minutes.
      await equipe.kill()
      await passTime(true)
      await equipe.start()
      await pause(100)
    }
    return faites
  } finally {
    await equipe.kill()
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

const look = (): Promise<readonly RappelVu[]> =>
  db.$sql<
    (Omit<RappelVu, 'etat'> & { etat: EtatDeRappel })[]
  >`select reference, numero_unique as numero, jalon, canal, etat from rappel`
