/**
 * The ladder: which reminders an active demande is due, by which channel, from which stored day. Days are counted from
 * the échéances, which the rules computed from T in one step of months; here only whole days are added, so that SQL can
 * compare the same stored days and never adds a month.
 */
import { addDays, type Jour, parseJour } from '../calendrier.ts'
import { isAvisEncorePossible } from '../demande/avis.ts'
import type { Demande } from '../demande/demande.ts'
import { codesOf } from '../demande/formulaire/codes.ts'
import { memoize } from '../memoire.ts'

export const CANAUX_DE_RAPPEL = ['courriel', 'sms', 'courrier'] as const
export type CanalDeRappel = (typeof CANAUX_DE_RAPPEL)[number]

/** From which stored day of a demande a step is counted. */
type Repere = 'avisAuPlusTardLe' | 'expireLe' | 'radieeLe'
type Echelon = Readonly<{
  repere: Repere
  /** Days after it (before it when negative) on which the step is due. */
  jours: number
  /** Days after its due day on which it may still be planned, and leave; null: until the last day to renew. */
  fenetre: number | null
  libelle: string
}>

/** Days that the post needs before the legal day: a batch is taken by a gestionnaire, once a day of work. */
const AVANCE_DE_L_AVIS = 10

/**
 * Days at most from the legal day of the notice to the last day to renew, two months later: a bound that SQL can count on
 * the first, since it never adds a month.
 */
export const JOURS_DE_L_AVIS_AU_DERNIER = 62

export const JALONS = {
  // R-RAP-01 — CCH, R441-2-7 : l’avis est remis au plus tard onze mois après T ; dix jours d’avance laissent partir un courrier
  avis: { repere: 'avisAuPlusTardLe', jours: -AVANCE_DE_L_AVIS, fenetre: null, libelle: 'Avis de fin de validité' },
  // R-RAP-02 — choix du portail : quatre rappels, de moins en moins espacés, chacun plus près du dernier jour
  relance: { repere: 'avisAuPlusTardLe', jours: 15, fenetre: 10, libelle: 'Relance' },
  'fin-proche': { repere: 'expireLe', jours: -3, fenetre: 3, libelle: 'Trois jours avant la fin de validité' },
  'dernier-mois': { repere: 'expireLe', jours: 15, fenetre: 12, libelle: 'Dernier mois' },
  radiation: { repere: 'radieeLe', jours: 0, fenetre: 30, libelle: 'Radiation' },
} as const satisfies Readonly<Record<string, Echelon>>
export type Jalon = keyof typeof JALONS
/** The step that is said wherever it happened, and that no day makes untrue: its window is that of its planning. */
export const TOUJOURS_DIT = 'radiation' satisfies Jalon
export const NOMS_DE_JALON = codesOf(JALONS)

/** What an applicant asked, and what is known of how they use the portal. */
export type Preferences = Readonly<{
  sms: boolean
  courriel: boolean
  /** By post as well. */
  courrier: boolean
  /** They used the portal once at least. */
  venuSurLePortail: boolean
}>
export const PREFERENCES_PAR_DEFAUT: Preferences = {
  sms: true,
  courriel: true,
  courrier: false,
  venuSurLePortail: false,
}
/** What a step needs to know of a demande; `radieeLe` only for a radiation for non-renewal. */
export type Suivi = Readonly<{
  valideDepuis: Jour
  avisAuPlusTardLe: Jour
  expireLe: Jour
  dernierJour: Jour
  avisRemisLe: Jour | null
  radieeLe: Jour | null
}>
/** One sending to make: never twice for the same demande, step, channel and due day. */
export type RappelDu = Readonly<{ jalon: Jalon; canal: CanalDeRappel; duLe: Jour; cycle: Jour }>

/** What reminders follow of a demande; undefined when none does: T unknown, radiated for another motive, erased. */
export function suiviDe(demande: Demande): Suivi | undefined {
  // R-DEM-02: without T no delay is counted, so nobody is reminded of one.
  if (demande.statut === 'effacee' || demande.valideDepuis === null) return undefined
  if (demande.statut === 'radiee' && demande.motif.code !== 'RADREN') return undefined
  const { valideDepuis, avisRemisLe, echeances } = demande
  const { avisAuPlusTardLe, expireLe, dernierJour } = echeances
  const radieeLe = demande.statut === 'radiee' ? demande.radieeLe : null
  return { valideDepuis, avisAuPlusTardLe, expireLe, dernierJour, avisRemisLe, radieeLe }
}

/** The demandes of one night fall due on a few days: each is counted once. */
const isoPlus = memoize((text) => {
  const [depart = '', jours = ''] = text.split(' ')
  const jour = parseJour(depart)
  if (!jour) throw new Error(`Not a civil day: ${depart}`)
  return addDays(jour, Number(jours))
})
const plusDays = (jour: Jour, jours: number): Jour => isoPlus(`${jour} ${jours}`)

/** The day on which a step falls due; null when the demande has not that day. */
function duLe(suivi: Suivi, jalon: Jalon): Jour | null {
  const { repere, jours } = JALONS[jalon]
  const depart = suivi[repere]
  return depart && plusDays(depart, jours)
}

/** Whether a step that was planned may leave on a civil day of the territory. */
export function isAEnvoyer(suivi: Suivi, jalon: Jalon, le: Jour): boolean {
  const du = duLe(suivi, jalon)
  if (du === null || le < du) return false
  if ((jalon === 'radiation') !== (suivi.radieeLe !== null)) return false
  if (jalon === 'avis' && !isAvisEncorePossible(suivi, le)) return false
  // R-RAP-38 — choix du portail : une radiation se dit où que ce soit, et si tard que ce soit une fois prévue
  return jalon === TOUJOURS_DIT || isDansSaFenetre(jalon, du, le)
}

function isDansSaFenetre(jalon: Jalon, du: Jour, le: Jour): boolean {
  const { fenetre } = JALONS[jalon]
  // R-RAP-04 — choix du portail : un rappel en retard ne se croise pas avec le suivant, et ne part pas après le dernier jour
  return fenetre === null || le <= plusDays(du, fenetre)
}

/**
 * The channels of a step: those that the law wants for the notice, the quick ones for the others. Whether there is an
 * address is seen at the moment of sending, where what has none leaves its place to another (`relaisDe`).
 */
export function canauxDe(
  jalon: Jalon,
  { courriel, sms, courrier, venuSurLePortail }: Preferences,
): readonly CanalDeRappel[] {
  if (jalon === 'avis') {
    // R-RAP-05 — CCH, R441-2-7 : par courriel à qui s’est servi du portail, par la poste aux autres, les deux à qui le demande
    const parLaPoste = !venuSurLePortail || courrier || !courriel
    return [...(courriel ? (['courriel'] as const) : []), ...(parLaPoste ? (['courrier'] as const) : [])]
  }
  // R-RAP-06 — choix du portail : la radiation se dit toujours, au besoin par la poste
  if (jalon === 'radiation') return [courriel ? 'courriel' : 'courrier']
  // R-RAP-02: the last days before the end of validity go by SMS alone; the two others by both.
  return [...(courriel && jalon !== 'fin-proche' ? (['courriel'] as const) : []), ...(sms ? (['sms'] as const) : [])]
}

/**
 * Whether the notice is handed over by this channel alone: a letter is what the law counts for who must have one. What is
 * left of the plan decides nothing: a letter that was given up, or not planned yet, is due all the same.
 */
export const isAvisRemisPar = (canal: CanalDeRappel, preferences: Preferences): boolean =>
  // R-RAP-12 — CCH, R441-2-7 : quand l’avis est dû par la poste, le courriel seul ne l’a pas remis
  canal === 'courrier' || (canal === 'courriel' && !canauxDe('avis', preferences).includes('courrier'))

/** The sendings that a demande is due on a civil day of its territory. */
export const planRappels = (suivi: Suivi, preferences: Preferences, le: Jour): readonly RappelDu[] =>
  NOMS_DE_JALON.flatMap((jalon) => {
    const du = duLe(suivi, jalon)
    if (du === null || !isAEnvoyer(suivi, jalon, le) || !isDansSaFenetre(jalon, du, le)) return []
    // R-RAP-03 — CCH, R441-2-8, e : sans avis remis, aucune radiation ; il reste dû tant qu’il n’est pas remis
    if (jalon === 'avis' && suivi.avisRemisLe !== null) return []
    return canauxDe(jalon, preferences).map((canal) => ({ jalon, canal, duLe: du, cycle: suivi.valideDepuis }))
  })
