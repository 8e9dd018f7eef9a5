/**
 * What the outside received of the reminders, beside what the base says of them: nothing lost, nothing twice, nothing
 * that nobody was due, nothing after a renewal. Instants are in milliseconds of the machine.
 */
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import type { AccuseDit } from './accuses.ts'

export type Du = Readonly<{ numero: string; jalon: Jalon; canal: CanalDeRappel; duLe: string }>
/** `jusquAu`: the last civil day on which it may leave. */
export type Attendu = Du & Readonly<{ jusquAu: string }>
/** A reminder as the base holds it at the end. */
export type RappelVu = Du & Readonly<{ reference: string; etat: EtatDeRappel }>
/** A state that a reminder came to, at the instant of the transaction that wrote it; `ecritAt`: when it wrote it. */
export type Passage = Readonly<{ reference: string; etat: EtatDeRappel; at: number; ecritAt: number }>
/** Something killed: from the blow until the last that it can have cut short. */
export type Coupure = Readonly<{ de: number; a: number }>
/** The outside accepted it. `coupe`: it hung up and said nothing, so that who sent it cannot know. */
export type Depart = Readonly<{ reference: string; at: number; coupe?: boolean }>

/** The outside did not accept it: for the moment, or because nobody has that number or that address. */
export type RefusDuDehors = Readonly<{ reference: string; at: number; isDefinitif: boolean }>

export type HistoireDeRappels = Readonly<{
  /** The civil day of the territory at the end. */
  le: string
  /** What was due, told by a ladder of our own (./echelle-a-part.ts). */
  attendus: readonly Attendu[]
  vus: readonly RappelVu[]
  passages: readonly Passage[]
  coupures: readonly Coupure[]
  partis: readonly Depart[]
  refus: readonly RefusDuDehors[]
  /** References sent again to whom had accepted them. */
  renvois: readonly string[]
  /** Demandes whose renewal was asked for, and when first; was acknowledged, and when at the latest. */
  demandees: ReadonlyMap<string, number>
  renouvelees: ReadonlyMap<string, number>
  /** Demandes that the night had to radiate, and how often the register says that each demande was. */
  aRadier: ReadonlySet<string>
  radiations: ReadonlyMap<string, number>
  /** Receipts that the base heard. */
  accuses: readonly AccuseDit[]
  /** How often the register says the notice of a demande handed over, of which after its renewal, and come back. */
  avis: readonly Readonly<{ numero: string; remis: number; apres: number; revenus: number }>[]
  /** Demandes whose notice goes by mail alone: it hands it over. */
  parCourriel: ReadonlySet<string>
}>

const PARTIS: ReadonlySet<EtatDeRappel> = new Set(['envoye', 'remis'])
const EN_ROUTE: ReadonlySet<EtatDeRappel> = new Set(['a-envoyer', 'en-cours', 'a-verifier'])
/** Where a letter ends here: nobody takes the batch. */
const A_LA_POSTE: ReadonlySet<EtatDeRappel> = new Set(['a-prendre', 'pris'])
/** Longer than any sending: what leaves later than that was not on its way. */
const EN_CHEMIN_MS = 300_000
/** Mails that die with one blow: two workers, two lanes each, sixty-four to a lane. */
const TENUS_AU_PLUS = 256

export const cleOf = ({ numero, jalon, canal, duLe }: Du): string => `${numero}, ${jalon} du ${duLe} par ${canal}`

const countBy = (all: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(all, (one) => one)].map(([key, same]) => [key, same.length]))

/** What takes the place of one that did not arrive; nothing after a mail that no law wants. */
const RELAIS: Readonly<Partial<Record<string, CanalDeRappel>>> = {
  sms: 'courriel',
  'avis courriel': 'courrier',
  'radiation courriel': 'courrier',
}
export const relaisDe = ({ jalon, canal }: Pick<Du, 'jalon' | 'canal'>): CanalDeRappel | undefined =>
  RELAIS[canal] ?? RELAIS[`${jalon} ${canal}`]

/** A mail server cannot be asked: people decide what became of it, and it may have left or not. */
export const isIncertain = ({ etat, canal }: RappelVu): boolean => etat === 'a-verifier' && canal === 'courriel'

/** What is wrong with one reminder, accepted so many times by the outside, of which it said this later. */
function checkRappel(vu: RappelVu, fois: number, dits: ReadonlySet<AccuseDit['etat']>): string[] {
  const { etat } = vu
  const cle = cleOf(vu)
  const isPerdu = [...dits].some((dit) => dit !== 'remis')
  const isEnRoute = EN_ROUTE.has(etat) || (A_LA_POSTE.has(etat) && vu.canal !== 'courrier')
  return [
    ...(fois > 1 ? [`${cle} : parti ${fois} fois`] : []),
    ...(PARTIS.has(etat) && fois === 0 ? [`${cle} : dit parti, jamais reçu`] : []),
    ...(isEnRoute && !isIncertain(vu) ? [`${cle} : jamais réglé (${etat})`] : []),
    ...(!PARTIS.has(etat) && !isIncertain(vu) && !isPerdu && fois > 0 ? [`${cle} : parti, et dit ${etat}`] : []),
    // In whatever order they came, and however often: what is lost did not arrive.
    ...(isPerdu && etat !== 'echec' ? [`${cle} : un accusé le dit perdu, et il est dit ${etat}`] : []),
    ...(!isPerdu && dits.size > 0 && etat !== 'remis'
      ? [`${cle} : un accusé le dit remis, et il est dit ${etat}`]
      : []),
    ...(dits.size === 0 && etat === 'remis' ? [`${cle} : dit remis, sans accusé`] : []),
  ]
}

/** One line a defect. */
export function checkRappels(histoire: HistoireDeRappels): string[] {
  const { vus, partis, renvois, accuses } = histoire
  const fois = countBy(partis.map(({ reference }) => reference))
  const connues = new Set(vus.map(({ reference }) => reference))
  const ditsDe = Map.groupBy(accuses, ({ reference }) => reference)
  return [
    ...checkPlan(histoire),
    ...vus.flatMap((vu) => {
      const dits = new Set((ditsDe.get(vu.reference) ?? []).map(({ etat }) => etat))
      return checkRappel(vu, fois.get(vu.reference) ?? 0, dits)
    }),
    ...[...fois.keys()].filter((reference) => !connues.has(reference)).map((une) => `${une} : parti sans être prévu`),
    ...renvois.map((reference) => `${reference} : renvoyé à qui l’avait accepté`),
    ...checkIncertains(histoire),
    ...checkRenouvelees(histoire),
    ...checkRadiees(histoire),
    ...checkAvis(histoire),
  ]
}

/** What was due stands once; what stands was due, or takes the place of one that did not arrive; and that place is taken. */
function checkPlan({ attendus, vus }: HistoireDeRappels): string[] {
  const lignes = countBy(vus.map(cleOf))
  const dus = new Set(attendus.map(cleOf))
  const relayes = (laissent: (vu: RappelVu) => boolean) =>
    vus.filter(laissent).flatMap((vu) => {
      const canal = relaisDe(vu)
      return canal ? [{ vu, cle: cleOf({ ...vu, canal }) }] : []
    })
  const echoues = relayes(({ etat }) => etat === 'echec')
  // What the law wants said does not wait for a person to find out what became of a mail: a letter leaves as well.
  const permis = new Set(relayes((vu) => vu.etat === 'echec' || isIncertain(vu)).map(({ cle }) => cle))
  return [
    ...attendus.flatMap((du) => {
      const nombre = lignes.get(cleOf(du)) ?? 0
      return nombre === 1 ? [] : [`${cleOf(du)} : prévu ${nombre} fois`]
    }),
    ...[...lignes.keys()]
      .filter((cle) => !dus.has(cle) && !permis.has(cle))
      .map((cle) => `${cle} : ni dû, ni à la place d’un autre`),
    ...echoues.filter(({ cle }) => !lignes.has(cle)).map(({ vu }) => `${cleOf(vu)} : échoué, et rien à sa place`),
  ]
}

/** A mail is uncertain because the outside hung up on it, or because something was killed while it was leaving. */
function checkIncertains({ vus, passages, coupures, partis }: HistoireDeRappels): string[] {
  const passagesDe = Map.groupBy(passages, ({ reference }) => reference)
  const sansReponse = new Set(partis.filter(({ coupe }) => coupe).map(({ reference }) => reference))
  const morts: Coupure[] = []
  const defauts = vus.filter(isIncertain).flatMap((vu) => {
    if (sansReponse.has(vu.reference)) return []
    const siens = passagesDe.get(vu.reference) ?? []
    const pris = siens.findLast(({ etat }) => etat === 'en-cours')
    const vers = siens.findLast(({ etat }) => etat === 'a-verifier')
    const coupure = pris && vers && coupures.find(({ de, a }) => pris.at <= a && de <= vers.at)
    if (!coupure) return [`${cleOf(vu)} : incertain, et rien n’a coupé son envoi`]
    morts.push(coupure)
    return []
  })
  const trop = [...Map.groupBy(morts, (une) => une)].filter(([, same]) => same.length > TENUS_AU_PLUS)
  return [
    ...defauts,
    ...trop.map(([{ de }, same]) => `${same.length} incertains pour la coupure de ${de} : plus qu’elle n’en tenait`),
  ]
}

/** Nothing is taken to leave once a renewal is acknowledged; what had been taken before is soon out of the door. */
function checkRenouvelees({ vus, passages, partis, renouvelees }: HistoireDeRappels): string[] {
  const prisDe = Map.groupBy(
    passages.filter(({ etat }) => etat === 'en-cours'),
    ({ reference }) => reference,
  )
  const departsDe = Map.groupBy(partis, ({ reference }) => reference)
  return vus.flatMap((vu) => {
    const ditAt = renouvelees.get(vu.numero)
    if (ditAt === undefined) return []
    const pris = prisDe.get(vu.reference) ?? []
    const isPrisAvant = pris.some(({ at }) => at <= ditAt)
    const apres = (departsDe.get(vu.reference) ?? []).filter(
      ({ at }) => at > ditAt && (!isPrisAvant || at > ditAt + EN_CHEMIN_MS),
    )
    return [
      ...(pris.some(({ at }) => at > ditAt) ? [`${cleOf(vu)} : pris pour partir après le renouvellement`] : []),
      ...apres.map(() => `${cleOf(vu)} : parti après le renouvellement`),
    ]
  })
}

/** The night radiates what it has to, once, and nobody else; that it is told once is for the plan to say. */
const checkRadiees = ({ aRadier, radiations }: HistoireDeRappels): string[] =>
  [...new Set([...aRadier, ...radiations.keys()])].flatMap((numero) => {
    const [fois, attendu] = [radiations.get(numero) ?? 0, aRadier.has(numero) ? 1 : 0]
    return fois === attendu ? [] : [`${numero} : radiée ${fois} fois, ${attendu} attendue`]
  })

/** The register says of a notice what became of the mail that hands it over, unless a renewal came meanwhile. */
function checkAvis({ vus, avis, parCourriel, renouvelees }: HistoireDeRappels): string[] {
  const partis = new Set(
    vus
      .filter(({ jalon, canal, etat }) => jalon === 'avis' && canal === 'courriel' && PARTIS.has(etat))
      .map(({ numero }) => numero),
  )
  const dits = new Map(avis.map((un) => [un.numero, un]))
  return [...new Set([...dits.keys(), ...parCourriel])].flatMap((numero) => {
    const { remis = 0, apres = 0, revenus = 0 } = dits.get(numero) ?? {}
    const [restent, attendu] = [remis - revenus, parCourriel.has(numero) && partis.has(numero) ? 1 : 0]
    // Renewed before the answer to the mail was written, nobody was warned of anything; after it, they were.
    const isBon = renouvelees.has(numero) ? restent === 0 || restent === 1 : restent === attendu
    return [
      ...(remis > 1 ? [`${numero} : avis dit remis ${remis} fois`] : []),
      ...(apres > 0 ? [`${numero} : avis dit remis après le renouvellement`] : []),
      ...(isBon ? [] : [`${numero} : avis remis ${restent} fois, ${attendu} attendu`]),
    ]
  })
}
