/** What the outside received of the reminders, beside what the base says of them: nothing lost, nothing twice. */
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import type { AccuseDit } from './accuses.ts'

type Du = Readonly<{ numero: string; jalon: Jalon; canal: CanalDeRappel }>
/** A reminder as the base holds it at the end. */
export type RappelVu = Du & Readonly<{ reference: string; etat: EtatDeRappel }>

export type HistoireDeRappels = Readonly<{
  /** What was due, told before anything was planned. */
  attendus: readonly Du[]
  vus: readonly RappelVu[]
  /** References that the outside accepted, once for each acceptance. */
  partis: readonly string[]
  /** References sent again to whom had accepted them. */
  renvois: readonly string[]
  /** Demandes whose renewal was acknowledged before anything was sent. */
  renouvelees: ReadonlySet<string>
  /** Receipts that the base heard. */
  accuses: readonly AccuseDit[]
  /** How often the register says the notice of a demande handed over, and come back. */
  avis: readonly Readonly<{ numero: string; remis: number; revenus: number }>[]
  /** Demandes whose notice goes by mail alone: it hands it over. */
  parCourriel: ReadonlySet<string>
}>

const PARTIS: ReadonlySet<EtatDeRappel> = new Set(['envoye', 'remis'])
const EN_ROUTE: ReadonlySet<EtatDeRappel> = new Set(['a-envoyer', 'en-cours', 'a-verifier'])

const cleOf = ({ numero, jalon, canal }: Du): string => `${numero}, ${jalon} par ${canal}`

const countBy = (all: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(all, (one) => one)].map(([key, same]) => [key, same.length]))

/** What takes the place of one that did not arrive; nothing after a mail that no law wants. */
const RELAIS: Readonly<Partial<Record<string, CanalDeRappel>>> = {
  sms: 'courriel',
  'avis courriel': 'courrier',
  'radiation courriel': 'courrier',
}
const relaisDe = ({ jalon, canal }: Du): CanalDeRappel | undefined => RELAIS[canal] ?? RELAIS[`${jalon} ${canal}`]

/** What is wrong with one reminder, accepted so many times by the outside, of which it said this later. */
function checkRappel(
  vu: RappelVu,
  { fois, dits }: Readonly<{ fois: number; dits: ReadonlySet<AccuseDit['etat']> }>,
  { renouvelees }: HistoireDeRappels,
): string[] {
  const { etat, canal, numero } = vu
  const cle = cleOf(vu)
  // A mail server cannot be asked: people decide what became of it, and it may have left or not.
  const isPerdu = [...dits].some((dit) => dit !== 'remis')
  const isIncertain = etat === 'a-verifier' && canal === 'courriel'
  return [
    ...(fois > 1 ? [`${cle} : parti ${fois} fois`] : []),
    ...(PARTIS.has(etat) && fois === 0 ? [`${cle} : dit parti, jamais reçu`] : []),
    ...(EN_ROUTE.has(etat) && !isIncertain ? [`${cle} : jamais réglé (${etat})`] : []),
    ...(!PARTIS.has(etat) && !isIncertain && !isPerdu && fois > 0 ? [`${cle} : parti, et dit ${etat}`] : []),
    // In whatever order they came, and however often: what is lost did not arrive.
    ...(isPerdu && etat !== 'echec' ? [`${cle} : un accusé le dit perdu, et il est dit ${etat}`] : []),
    ...(!isPerdu && dits.size > 0 && etat !== 'remis'
      ? [`${cle} : un accusé le dit remis, et il est dit ${etat}`]
      : []),
    ...(dits.size === 0 && etat === 'remis' ? [`${cle} : dit remis, sans accusé`] : []),
    ...(renouvelees.has(numero) && fois > 0 ? [`${cle} : parti après le renouvellement`] : []),
  ]
}

/** One line a defect. */
export function checkRappels(histoire: HistoireDeRappels): string[] {
  const { attendus, vus, partis, renvois, accuses } = histoire
  const fois = countBy(partis)
  const lignes = countBy(vus.map(cleOf))
  const connues = new Set(vus.map(({ reference }) => reference))
  const ditsDe = Map.groupBy(accuses, ({ reference }) => reference)
  const sansRelais = vus.filter((vu) => {
    const canal = relaisDe(vu)
    return vu.etat === 'echec' && canal && !lignes.has(cleOf({ ...vu, canal }))
  })
  return [
    ...attendus.flatMap((du) => {
      const nombre = lignes.get(cleOf(du)) ?? 0
      return nombre === 1 ? [] : [`${cleOf(du)} : prévu ${nombre} fois`]
    }),
    ...vus.flatMap((vu) => {
      const dits = new Set((ditsDe.get(vu.reference) ?? []).map(({ etat }) => etat))
      return checkRappel(vu, { fois: fois.get(vu.reference) ?? 0, dits }, histoire)
    }),
    ...[...fois.keys()].filter((reference) => !connues.has(reference)).map((une) => `${une} : parti sans être prévu`),
    ...renvois.map((reference) => `${reference} : renvoyé à qui l’avait accepté`),
    ...sansRelais.map((vu) => `${cleOf(vu)} : échoué, et rien à sa place`),
    ...checkAvis(histoire),
  ]
}

/** The register says of a notice what became of the mail that hands it over. */
function checkAvis({ vus, avis, parCourriel }: HistoireDeRappels): string[] {
  const partis = new Set(
    vus
      .filter(({ jalon, canal, etat }) => jalon === 'avis' && canal === 'courriel' && PARTIS.has(etat))
      .map(({ numero }) => numero),
  )
  const dits = new Map(avis.map((un) => [un.numero, un]))
  return [...new Set([...dits.keys(), ...parCourriel])].flatMap((numero) => {
    const { remis = 0, revenus = 0 } = dits.get(numero) ?? {}
    const attendu = parCourriel.has(numero) && partis.has(numero) ? 1 : 0
    return [
      ...(remis > 1 ? [`${numero} : avis dit remis ${remis} fois`] : []),
      ...(remis - revenus === attendu ? [] : [`${numero} : avis remis ${remis - revenus} fois, ${attendu} attendu`]),
    ]
  })
}
