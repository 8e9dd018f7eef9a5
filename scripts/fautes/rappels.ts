/**
 * Reminders while everything that makes them is killed at random: those that plan, the workers of the product, PostgreSQL
 * under them, a connection, and the web server that hears the receipts. The outside fails three times in ten, accepts and
 * hangs up, loses what it accepted, and sends its receipts hours late, twice or against each other. People renew before
 * and while all is sent. What waits for minutes or hours is made due at once; a lease ends only once its worker is dead.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { listAJoindre } from '#db/queries/a-joindre.ts'
import type { Repere } from '#db/queries/demandes-a-traiter.ts'
import { aujourdHui } from '#db/testing/demandes.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { checkAJoindre } from './a-joindre-de-rappels.ts'
import { checkAbandons } from './abandons-de-rappels.ts'
import { makeAccuses, postAccuse, REGLAGE_DES_ACCUSES, writeAccuse } from './accuses.ts'
import { openDehors } from './dehors.ts'
import { insertDues } from './demandes-de-rappels.ts'
import { type Cible, insist, PARTIS_SOUS_LES_COUPS, type Partie, patienceDe, retain, send } from './envois-coupes.ts'
import { Equipe } from './equipe.ts'
import { hasardDe } from './hasard.ts'
import { type Coupure, checkRappels } from './histoire-de-rappels.ts'
import { keepPassages, maintenant, readRegistre } from './journal-de-rappels.ts'
import { decalageVersUneHeureDEnvoi, openOuvriers } from './ouvriers.ts'
import { PortailTue } from './portail-tue.ts'
import { openTerrainDuRegistre, type TerrainDuRegistre } from './terrain-du-registre.ts'

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
  /** Whom nothing reached: on the list that a person works through. */
  aJoindre: number
  /** The longest time from a web server begun again to its first answer, in ms. */
  reprise: number
  coupures: Readonly<Record<Cible, number>>
  /** Workers killed at work that were begun as `npm start` begins them. */
  tuesDuProduit: number
  defauts: readonly string[]
}>

type Essai = Readonly<{ graine: number; demandes: number; coupures: number; folder?: string }>

/**
 * `demandes` told of their deadlines while `coupures` processes are killed, on a base that lives at an hour when messages
 * leave; with a `folder`, a checkout whose pages are built, its web server hears the receipts and is killed too, and
 * every other worker is begun as `npm start` begins it.
 */
export async function tryRappels(essai: Essai): Promise<IssueDeRappels> {
  const decalage = decalageVersUneHeureDEnvoi()
  const terrain = await openTerrainDuRegistre((instant) => `${instant} + interval '${decalage} milliseconds'`)
  try {
    return await tryOn(terrain, decalage, essai)
  } finally {
    await terrain.close()
  }
}

async function tryOn(
  terrain: TerrainDuRegistre,
  decalage: number,
  { graine, demandes: nombre, coupures: nombreDeCoupures, folder }: Essai,
): Promise<IssueDeRappels> {
  const hasard = hasardDe(graine)
  await keepPassages()
  const dues = await insertDues(nombre, await aujourdHui())
  const attendus = dues.flatMap((due) => due.attendus)
  const demandees = new Map<string, number>()
  const renouvelees = new Map<string, number>()
  const renouvellements = { demandees, renouvelees }
  const coupures: Coupure[] = []
  const version = folder && { folder, env: REGLAGE_DES_ACCUSES }
  const portail = version ? await PortailTue.open([version, version]) : undefined
  const accuses = makeAccuses(hasard, (accuse) =>
    portail ? postAccuse(portail, accuse) : insist(() => writeAccuse(accuse)),
  )
  const dehors = await openDehors(hasard, accuses.onAccepte)
  const ouvriers = await openOuvriers(terrain, { decalage, dehors, duProduit: folder !== undefined })
  const demandesQui = (moment: 'avant' | 'pendant') =>
    dues.flatMap(({ demande, seRenouvelle }) => (seRenouvelle === moment ? [demande] : []))
  const partie = { terrain, dehors, ouvriers, portail, hasard, attendus: attendus.length, coupures }
  try {
    await plan(partie, nombreDeCoupures)
    await retain()
    for (const demande of demandesQui('avant')) await renew(demande, renouvellements)
    const envois = send(partie, nombreDeCoupures)
    await renewAmong(partie, demandesQui('pendant'), { renouvellements, envois })
    const faites = await envois
    // Hours later: what comes back makes others leave.
    await accuses.tellLate()
    await send(partie, 0)
    await accuses.tellLate()
    const registre = await readRegistre()
    const aJoindre = await readAJoindre()
    const { vus } = registre
    const { partis, refus, renvois } = dehors
    const numerosDe = (choisies: typeof dues) => new Set(choisies.map(({ demande }) => demande.numeroUnique))
    const aRadier = numerosDe(dues.filter(({ isARadier }) => isARadier))
    const parCourriel = numerosDe(dues.filter(({ venuSurLePortail }) => venuSurLePortail))
    const dehorsEtDits = { partis, refus, renvois, accuses: accuses.dits, coupures }
    const histoire = {
      ...{ ...registre, ...dehorsEtDits, ...renouvellements },
      ...{ le: await aujourdHui(), attendus, aRadier, parCourriel },
    }
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
      aJoindre: aJoindre.length,
      coupures: faites,
      tuesDuProduit: ouvriers.countTuesDuProduit(),
      reprise: portail?.reprise ?? 0,
      defauts: [
        ...checkRappels(histoire),
        ...checkAbandons(histoire),
        ...checkAJoindre(histoire, aJoindre),
        ...ouvriers.describeFinis(),
        ...(await terrain.checkFichiers()),
      ],
    }
  } finally {
    await ouvriers.close()
    await portail?.close()
    await dehors.stop()
  }
}

/** The numbers of all pages of the list, as it is shown. */
async function readAJoindre(): Promise<readonly string[]> {
  const numeros: string[] = []
  let suite: Repere | null | undefined
  do {
    const page = await listAJoindre(ACTEURS['administrateur-national'], suite ?? undefined)
    numeros.push(...page.demandes.map(({ numeroUnique }) => numeroUnique))
    suite = page.suite
  } while (suite)
  return numeros
}

/** Two that plan at once, killed on their way, until everything is planned. */
async function plan({ terrain, hasard, attendus }: Partie, coupures: number): Promise<void> {
  const equipe = new Equipe({ facons: [terrain.argsOf('planificateur-de-rappels')], env: {}, prevenu: true })
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

/** When each was asked for at first, and acknowledged at the latest. */
type Renouvellements = Readonly<Record<'demandees' | 'renouvelees', Map<string, number>>>

/** Renews with one key until it is acknowledged, and says when it was at the latest. */
async function renew(
  { ref, numeroUnique, version, contenu }: DemandeActive,
  { demandees, renouvelees }: Renouvellements,
): Promise<void> {
  demandees.set(numeroUnique, maintenant())
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
  { renouvellements, envois }: Readonly<{ renouvellements: Renouvellements; envois: Promise<unknown> }>,
): Promise<void> {
  let isOver = false
  const over = () => {
    isOver = true
  }
  void envois.then(over, over)
  for (const [rang, demande] of demandes.entries()) {
    const apres = Math.floor((rang * attendus * PARTIS_SOUS_LES_COUPS) / (100 * demandes.length))
    while (dehors.partis.length < apres && !isOver) await pause(10)
    await renew(demande, renouvellements)
  }
}
