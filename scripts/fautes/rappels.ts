/**
 * Reminders while everything that makes them is killed at random: those that plan, those that send, PostgreSQL, a
 * connection. The outside fails three times in ten, accepts and hangs up, loses what it accepted, and sends its receipts
 * hours late, twice or against each other. What waits for minutes or hours is made due at once; the lease of a worker ends only once it is dead.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { saveActe } from '#db/repositories/demandes.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordModification } from '#lib/domain/demande/modification.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import { PREFERENCES_PAR_DEFAUT, planRappels, suiviDe } from '#lib/domain/rappels/jalons.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { makeAccuses, writeAccuse } from './accuses.ts'
import { type Dehors, openDehors } from './dehors.ts'
import { Equipe } from './equipe.ts'
import { type Hasard, hasardDe } from './hasard.ts'
import { checkRappels, type HistoireDeRappels, type RappelVu } from './histoire-de-rappels.ts'
import { childrenOf } from './processus-vus.ts'
import { inTens, type TerrainDuRegistre } from './terrain-du-registre.ts'

const CIBLES = ['ouvrier', 'ouvriers', 'connexion', 'serveur'] as const
type Cible = (typeof CIBLES)[number]
/** One demande in so many is renewed after its reminders were planned and before any was sent. */
const UNE_RENOUVELEE_SUR = 8
/** One in so many is due its legal notice instead of the step of the last month; half of these came by Internet. */
const UN_AVIS_SUR = 4
/** Of the gateways, the one that is a mail server: workers are told it last. */
const RANG_DU_COURRIEL = 2
/** Twentieths of a second for the living to say what became of what they hold. */
const ESSAIS_AVANT_DE_TUER = 40
/** When to give up on what never settles: ten minutes, and ten seconds for each kill. */
const patienceDe = (coupures: number): number => 600_000 + 10_000 * coupures
/** Of a hundred reminders, those that leave before the last kill; some never do. */
const PARTIS_SOUS_LES_COUPS = 60

export type IssueDeRappels = Readonly<{
  prevus: number
  partis: number
  /** Planned in the place of those that did not arrive. */
  relayes: number
  /** Receipts heard; of those, how many said that nothing arrived. */
  accuses: number
  contraires: number
  incertains: number
  coupures: Readonly<Record<Cible, number>>
  defauts: readonly string[]
}>

type Due = Readonly<{ demande: DemandeActive; venuSurLePortail: boolean }>

/** A demande of Ariège, reached by a mail and a mobile of its own, whose step is due today. */
async function insertDue(rang: number, le: Jour): Promise<Due> {
  const contenu = unContenu(
    ['demandeur.telephonePortable', `06${String(39_980_000 + rang)}`],
    ['demandeur.courriel', `personne.${rang}@exemple.invalid`],
  )
  if (rang % UN_AVIS_SUR !== 0) {
    const valideDepuis = addMonths(addDays(le, -16), -12)
    const demande = await insertUneDemande({ contenu, valideDepuis, avisRemisLe: addDays(le, -45) })
    return { demande, venuSurLePortail: false }
  }
  const demande = await insertUneDemande({ contenu, valideDepuis: addMonths(addDays(le, 5), -11) })
  const venuSurLePortail = rang % (2 * UN_AVIS_SUR) === 0
  if (venuSurLePortail) await comeByInternet(demande, le)
  return { demande, venuSurLePortail }
}

/** Who came by Internet has their notice by mail alone. */
async function comeByInternet(demande: DemandeActive, le: Jour): Promise<void> {
  const { contenu } = demande
  if (contenu.demandeur.nature === 'personne-morale') throw new Error('A person is wanted')
  const change = { ...contenu, demandeur: { ...contenu.demandeur, telephoneDuDomicile: '05 61 02 00 00' } }
  const moment = { le, bareme: baremeAu(le), origine: { canal: 'internet', organisme: GUICHET_DU_PORTAIL } } as const
  const acte = recordModification(demande, { contenu: change }, moment)
  if (!acte.ok) throw new Error(`A change was refused: ${acte.refus.code}`)
  await db.transaction((tx) => saveActe(tx, acte.value, { compteId: null, role: null }))
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
  const dues = await inTens(rangs, (rang) => insertDue(rang, le))
  const demandes = dues.map(({ demande }) => demande)
  const attendus = dues.flatMap(({ demande, venuSurLePortail }) => {
    const suivi = suiviDe(demande)
    const dus = suivi ? planRappels(suivi, { ...PREFERENCES_PAR_DEFAUT, venuSurLePortail }, le) : []
    return dus.map(({ jalon, canal }) => ({ numero: demande.numeroUnique, jalon, canal }))
  })
  const accuses = makeAccuses(hasard, (accuse) => insist(() => writeAccuse(accuse)))
  const dehors = await openDehors({ hasard, nombre: 3 }, (reference, rang) =>
    accuses.onAccepte(reference, rang === RANG_DU_COURRIEL),
  )
  try {
    await plan(dehors, { terrain, attendus: attendus.length, hasard, coupures })
    const renouvelees = await renewSome(demandes)
    const faites = await send(dehors, { terrain, attendus: attendus.length, hasard, coupures })
    // Hours later: what comes back makes others leave.
    await accuses.tellLate()
    await send(dehors, { terrain, attendus: attendus.length, hasard, coupures: 0 })
    await accuses.tellLate()
    const vus = await look()
    const { partis, renvois } = dehors
    const parCourriel = new Set(
      dues.flatMap(({ demande, venuSurLePortail }) => (venuSurLePortail ? demande.numeroUnique : [])),
    )
    const histoire: HistoireDeRappels = {
      ...{ attendus, vus, partis, renvois, renouvelees, parCourriel },
      accuses: accuses.dits,
      avis: await lookAtAvis(),
    }
    const { length: dits } = accuses.dits
    return {
      prevus: attendus.length,
      partis: partis.length,
      relayes: vus.length - attendus.length,
      accuses: dits,
      contraires: accuses.dits.filter(({ etat }) => etat !== 'remis').length,
      incertains: vus.filter(({ etat }) => etat === 'a-verifier').length,
      coupures: faites,
      defauts: [...checkRappels(histoire), ...(await terrain.checkFichiers())],
    }
  } finally {
    await dehors.stop()
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

/** What the register says of the notices, demande by demande. */
const lookAtAvis = (): Promise<HistoireDeRappels['avis']> =>
  db.$sql<{ numero: string; remis: number; revenus: number }[]>`
    select numero_unique as numero, count(*) filter (where type = 'avis-remis')::int as remis,
      count(*) filter (where type = 'avis-revenu')::int as revenus
    from fait_de_demande where type in ('avis-remis', 'avis-revenu') group by 1`

const look = (): Promise<readonly RappelVu[]> =>
  db.$sql<
    (Omit<RappelVu, 'etat'> & { etat: EtatDeRappel })[]
  >`select reference, numero_unique as numero, jalon, canal, etat from rappel`
