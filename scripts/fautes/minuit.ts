/**
 * Renewals that race with the night around the end of the last day, wave after wave where that day ends at another
 * instant than in Paris too. The clock of the base stands at the last millisecond of the day, where all are accepted; then
 * it goes to and fro across the midnight of the territory, ten milliseconds before and ten after: each transaction is
 * judged at an instant of its own, drawn by chance, in an order that no clock would give. Then the day is over, the night
 * passes, and each demande has one end.
 */
import { randomUUID } from 'node:crypto'
import { db } from '#db/client.ts'
import { another, reprendre, writeActes } from '#db/testing/cohortes.ts'
import { ouvrirTerritoire } from '#db/testing/demandes.ts'
import { type Horloge, setClock } from '#db/testing/horloge.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { listCasesDe } from '#lib/domain/demande/comptage.ts'
import { computeEcheances } from '#lib/domain/demande/echeances.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { hasardDe } from './hasard.ts'
import {
  type Accuse,
  checkComptes,
  checkHistoire,
  checkRefus,
  type DemandeVue,
  gainDe,
  type Refus,
  toComptes,
} from './histoire.ts'
import { finDuJour } from './jours-a-part.ts'
import { type DemandeEcrite, openTerrainDuRegistre, teneurDe } from './terrain-du-registre.ts'

/** Ariège, Martinique, La Réunion: each wave is of the next one. Their zones are said here, not asked of what is tried. */
const LIEUX: readonly (readonly [Territoire, string])[] = [
  ['09', 'Europe/Paris'],
  ['972', 'America/Martinique'],
  ['974', 'Indian/Reunion'],
]
/** The clock of the base goes once across midnight in so long, from half of it before. */
const TOUR_MS = 20
const CLIENTS = 6
const NUITS = 2
/** Demandes that a night locks at once. */
const LOT = 3
/** One demande in so many is sent twice at once, with two keys. */
const DEUX_FOIS_SUR = 3
/** Both ends must be seen in so many of a hundred races of each territory, or nobody raced there. */
const PART_DE_CHACUN = 5

export type IssueDesCourses = Readonly<{
  renouvelees: number
  radiees: number
  refuses: number
  defauts: readonly string[]
}>

/** Where the demandes of a wave live, the last day of each of them, and the one that they are written from. */
type Lieu = Readonly<{
  territoire: Territoire
  fuseau: string
  dernierJour: Jour
  modele: ReturnType<typeof reprendre>
  /** Ends seen there so far. */
  vues: { renouvelees: number; radiees: number }
}>

/** The end of that day where they live, in SQL. */
const finDe = ({ dernierJour, fuseau }: Lieu): string =>
  `(timestamp '${addDays(dernierJour, 1)}' at time zone '${fuseau}')`
/** Ten milliseconds before or after it, to and fro fifty times a second. */
const autourDeLaFin =
  (lieu: Lieu): Horloge =>
  (instant) =>
    `${finDe(lieu)}
      + (mod((extract(epoch from ${instant}) * 1000000)::bigint, ${1_000 * TOUR_MS}) - ${500 * TOUR_MS}) * interval '1 microsecond'`
/** It stands so many milliseconds after it, before it when negative. */
const arreteeA =
  (lieu: Lieu, ms: number): Horloge =>
  () =>
    `${finDe(lieu)} + ${ms} * interval '1 millisecond'`

function lieuDe(territoire: Territoire, fuseau: string, nombre: number): Lieu {
  const valideDepuis = addMonths(jourLocal(new Date(), fuseau), -13)
  const { dernierJour } = computeEcheances(valideDepuis)
  const cohorte = { valideDepuis, avisRemisLe: addDays(dernierJour, -45), nombre, territoire }
  const modele = reprendre(cohorte, addMonths(valideDepuis, -24))
  return { territoire, fuseau, dernierJour, modele, vues: { renouvelees: 0, radiees: 0 } }
}

/** `vagues` times `parVague` demandes, each renewed and radiated at once; three waves at least, one for each territory. */
export async function tryCourses({
  graine,
  vagues,
  parVague,
  tell = () => {},
}: Readonly<{
  graine: number
  vagues: number
  parVague: number
  /** Hears how far it is after each wave. */
  tell?: (courses: number, issue: IssueDesCourses) => void
}>): Promise<IssueDesCourses> {
  const lieux = LIEUX.map(([territoire, fuseau]) => lieuDe(territoire, fuseau, parVague))
  const [premier] = lieux
  if (!premier) throw new Error('Nobody lives anywhere.')
  const terrain = await openTerrainDuRegistre(autourDeLaFin(premier))
  try {
    for (const { territoire } of lieux) await ouvrirTerritoire(territoire)
    const hasard = hasardDe(graine)
    const issue = { renouvelees: 0, radiees: 0, refuses: 0 }
    const defauts: string[] = []
    for (let vague = 0; vague < vagues; vague += 1) {
      const lieu = lieux[vague % lieux.length] ?? premier
      const actes = Array.from({ length: parVague }, (_, rang) =>
        another(lieu.modele, rang, vague * parVague + rang + 1),
      )
      await writeActes(actes)
      // Copied, they were never counted: as if they had been.
      const copiees = actes.flatMap(({ demande }) =>
        listCasesDe(demande, new Map()).map((une) => ({ ...une, nombre: 1 })),
      )
      const avant = gainDe(await terrain.readComptes(), toComptes(copiees))
      const { territoire, dernierJour } = lieu
      const { valideDepuis } = lieu.modele.etat
      const demandes = actes
        .map(({ demande: { ref, numeroUnique } }) => ({ ref, numeroUnique, territoire, valideDepuis }))
        .map((demande) => ({ demande, at: hasard.below(1_000_000) }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ demande }) => demande)
      const fin = finDuJour(territoire, dernierJour)
      const accuses: Accuse[] = []
      const refuses: Refus[] = []
      const dixieme = Math.ceil(parVague / 10)
      // Some at the last millisecond of the day, where nobody may be refused; then the others.
      for (const [horloge, siennes, avant] of [
        [arreteeA(lieu, -1), demandes.slice(0, dixieme), fin - 1],
        [autourDeLaFin(lieu), demandes.slice(dixieme), fin + TOUR_MS / 2],
      ] as const) {
        await setClock(db.$sql, horloge)
        const dits = await race(siennes, avant, () => hasard.below(DEUX_FOIS_SUR) === 0)
        accuses.push(...dits.accuses)
        refuses.push(...dits.refuses)
      }
      await setClock(db.$sql, arreteeA(lieu, 60_000))
      await Promise.all([radiateDues(), radiateDues()])
      await radiateDues()
      const vues = await terrain.look(demandes.map((demande) => [demande, null] as const))
      defauts.push(
        ...checkHistoire(accuses, vues),
        ...checkRefus(refuses, vues),
        ...checkComptes(gainDe(await terrain.readComptes(), avant), vues),
      )
      const [renouvelees, radiees] = [
        vues.filter(({ statut }) => statut === 'active').length,
        vues.filter(isRadiee).length,
      ]
      const enCourse = vues.slice(dixieme)
      lieu.vues.renouvelees += enCourse.filter(({ statut }) => statut === 'active').length
      lieu.vues.radiees += enCourse.filter(isRadiee).length
      issue.renouvelees += renouvelees
      issue.radiees += radiees
      issue.refuses += refuses.length
      tell((vague + 1) * parVague, { ...issue, defauts })
    }
    for (const { territoire, vues } of lieux)
      if (Math.min(vues.renouvelees, vues.radiees) * lieux.length * 100 < PART_DE_CHACUN * vagues * parVague)
        defauts.push(`${territoire} : personne n’a couru : une issue ne se voit pas`)
    return { ...issue, defauts }
  } finally {
    await terrain.close()
  }
}

const isRadiee = ({ statut }: DemandeVue): boolean => statut === 'radiee'

/** Everybody renews, in an order drawn by chance, while two nights pass without end, at `avant` at the latest. */
async function race(
  demandes: readonly DemandeEcrite[],
  avant: number,
  isDeuxFois: () => boolean,
): Promise<Readonly<{ accuses: readonly Accuse[]; refuses: readonly Refus[] }>> {
  const accuses: Accuse[] = []
  const refuses: Refus[] = []
  const contenu = unContenu()
  const envoye = teneurDe(contenu, { canal: 'internet', organisme: GUICHET_DU_PORTAIL })
  const renew = async ({ ref, numeroUnique: numero }: DemandeEcrite): Promise<void> => {
    const cle = randomUUID()
    const ctx = contexteDe({ ...ACTEURS.demandeur, demandes: [ref] })
    const done = await renewDemande({ ref, ctx }, { contenu, version: 1, cle }, AVIS_DE_CONTACT)
    if (!done.ok) return void refuses.push({ numero, code: done.refus.code, avant })
    const { rang, deja, le, echeances } = done.value
    accuses.push({ numero, cle, rang, deja, envoye, dit: { le, echeances, recu: null } })
  }
  const waiting = demandes[Symbol.iterator]()
  let isOver = false
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (const demande of { [Symbol.iterator]: () => waiting })
      await Promise.all([renew(demande), isDeuxFois() ? renew(demande) : undefined])
  })
  const nuits = Array.from({ length: NUITS }, async () => {
    while (!isOver) await radiateDues({ lot: LOT })
  })
  try {
    await Promise.all(clients)
  } finally {
    isOver = true
  }
  await Promise.all(nuits)
  return { accuses, refuses }
}
