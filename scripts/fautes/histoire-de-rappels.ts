/** What the outside received of the reminders, beside what the base says of them: nothing lost, nothing twice. */
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'

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
  /** Demandes of each notice said to be handed over, once for each time. */
  avisRemis: readonly string[]
}>

const PARTIS: ReadonlySet<EtatDeRappel> = new Set(['envoye', 'remis'])
const EN_ROUTE: ReadonlySet<EtatDeRappel> = new Set(['a-envoyer', 'en-cours', 'a-verifier'])

const cleOf = ({ numero, jalon, canal }: Du): string => `${numero}, ${jalon} par ${canal}`

const countBy = (all: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(all, (one) => one)].map(([key, same]) => [key, same.length]))

/** What is wrong with one reminder, accepted so many times by the outside. */
function checkRappel(vu: RappelVu, fois: number, { renouvelees }: HistoireDeRappels): string[] {
  const { etat, canal, numero } = vu
  const cle = cleOf(vu)
  // A mail server cannot be asked: people decide what became of it, and it may have left or not.
  const isIncertain = etat === 'a-verifier' && canal === 'courriel'
  return [
    ...(fois > 1 ? [`${cle} : parti ${fois} fois`] : []),
    ...(PARTIS.has(etat) && fois === 0 ? [`${cle} : dit parti, jamais reçu`] : []),
    ...(EN_ROUTE.has(etat) && !isIncertain ? [`${cle} : jamais réglé (${etat})`] : []),
    ...(!PARTIS.has(etat) && !isIncertain && fois > 0 ? [`${cle} : parti, et dit ${etat}`] : []),
    ...(renouvelees.has(numero) && fois > 0 ? [`${cle} : parti après le renouvellement`] : []),
  ]
}

/** One line a defect. */
export function checkRappels(histoire: HistoireDeRappels): string[] {
  const { attendus, vus, partis, renvois, avisRemis } = histoire
  const fois = countBy(partis)
  const lignes = countBy(vus.map(cleOf))
  const connues = new Set(vus.map(({ reference }) => reference))
  const sansRelais = vus.filter(
    ({ etat, canal, numero, jalon }) =>
      etat === 'echec' && canal === 'sms' && !lignes.has(cleOf({ numero, jalon, canal: 'courriel' })),
  )
  return [
    ...attendus.flatMap((du) => {
      const nombre = lignes.get(cleOf(du)) ?? 0
      return nombre === 1 ? [] : [`${cleOf(du)} : prévu ${nombre} fois`]
    }),
    ...vus.flatMap((vu) => checkRappel(vu, fois.get(vu.reference) ?? 0, histoire)),
    ...[...fois.keys()].filter((reference) => !connues.has(reference)).map((une) => `${une} : parti sans être prévu`),
    ...renvois.map((reference) => `${reference} : renvoyé à qui l’avait accepté`),
    ...sansRelais.map((vu) => `${cleOf(vu)} : échoué, et rien à sa place`),
    ...[...countBy(avisRemis)].flatMap(([numero, nombre]) =>
      nombre > 1 ? [`${numero} : avis dit remis ${nombre} fois`] : [],
    ),
  ]
}
