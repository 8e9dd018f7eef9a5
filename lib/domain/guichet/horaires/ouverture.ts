/** Is a point open, and until or from when? Facts in, decision out; runs on the server and in browsers. */
import type { Jour } from '../../calendrier.ts'
import type { Fermeture } from '../point-de-contact.ts'
import { addJours } from './jours.ts'
import { jourFerie } from './jours-feries.ts'
import { fromOsm } from './osm.ts'
import { type Horaires, journeeDe } from './regime.ts'
import { type HorairesDuJour, MINUTES_PAR_JOUR, type Plage } from './semaine.ts'

/** What is known of the hours of a point; the département says the public holidays and the zone. */
export type HorairesSitues = Readonly<{
  osm: string | null
  fermetures: readonly Fermeture[]
  departement: string
}>

/** Wall clock at the point: civil day, and minutes from 0 to 1439. */
export type Moment = Readonly<{ jour: Jour; minutes: number }>

/** `surRendezVous`: open now, or at the next opening, to those who have an appointment. */
export type Statut =
  /** `fermeA` and `fermeLe` are null when it does not close in the week that follows. */
  | Readonly<{ ouvert: true; fermeLe: Jour | null; fermeA: number | null; surRendezVous?: true }>
  /** `ouvreLe` and `ouvreA` are null when no opening is known; `motif` says why today is closed. */
  | (Readonly<{ ouvert: false; motif: MotifDeFermeture }> & ProchaineOuverture)
  | 'inconnu'

type ProchaineOuverture = Readonly<{ ouvreLe: Jour | null; ouvreA: number | null; surRendezVous?: true }>

/** `sur-rendez-vous`: received today, at hours agreed with each. */
export type MotifDeFermeture = 'horaires' | 'sur-rendez-vous' | 'jour-ferie' | 'fermeture-exceptionnelle'

/** How far the next opening is looked for: the longest closures of summer, and some. */
const HORIZON_EN_JOURS = 92

type Journee = Readonly<{ horaires: HorairesDuJour; motif: MotifDeFermeture }>

/** Decides whether a point is open at a moment of its own wall clock. */
export function statutAu(point: HorairesSitues, moment: Moment): Statut {
  const lu = point.osm === null ? null : fromOsm(point.osm)
  const horaires = lu?.ok ? lu.value : null
  const aujourdhui = journeeDu(point, horaires, moment.jour)
  // R-HOR-05 — un jour qui n'est pas renseigné n'est dit ni ouvert ni fermé
  if (aujourdhui.horaires === 'inconnu') return 'inconnu'
  const plages = plagesOf(aujourdhui.horaires)
  // R-HOR-10 — ouvert de la minute d'ouverture incluse à la minute de fermeture exclue
  const current = plages.find(({ de, a }) => de <= moment.minutes && moment.minutes < a)
  if (current) return { ouvert: true, ...findFermeture(point, horaires, moment.jour, current.a), ...reserve(current) }
  const later = plages.find(({ de }) => de > moment.minutes)
  const next = later ? ouvertureDe(moment.jour, later) : findOuverture(point, horaires, moment.jour)
  return { ouvert: false, ...next, motif: later ? 'horaires' : aujourdhui.motif }
}

/** Whether it may be said open at that moment: what is not known is not said open (R-HOR-05). */
export function isOuvert(point: HorairesSitues, moment: Moment): boolean {
  const statut = statutAu(point, moment)
  return statut !== 'inconnu' && statut.ouvert
}

/** The hours of the seven days that follow a moment, from its own: what a person may come for this week. */
export function semaineDu(point: HorairesSitues, jour: Jour): readonly Readonly<{ jour: Jour } & Journee>[] {
  const lu = point.osm === null ? null : fromOsm(point.osm)
  return Array.from({ length: 7 }, (_, n) => {
    const day = addJours(jour, n)
    return { jour: day, ...journeeDu(point, lu?.ok ? lu.value : null, day) }
  })
}

const plagesOf = (horaires: HorairesDuJour): readonly Plage[] => (typeof horaires === 'string' ? [] : horaires)
// R-HOR-16 — choix du portail : ouvert à qui a rendez-vous n'est pas ouvert à tous
const reserve = ({ surRendezVous }: Plage) => (surRendezVous ? { surRendezVous } : {})
const ouvertureDe = (jour: Jour, plage: Plage): ProchaineOuverture => ({
  ouvreLe: jour,
  ouvreA: plage.de,
  ...reserve(plage),
})

/** What holds on a given civil day, exceptional closures and public holidays counted. */
function journeeDu(point: HorairesSitues, horaires: Horaires | null, jour: Jour): Journee {
  // R-HOR-11 — une fermeture exceptionnelle vaut ses deux jours extrêmes inclus, et l'emporte sur la semaine
  if (point.fermetures.some(({ du, au }) => du <= jour && jour <= au))
    return { horaires: 'ferme', motif: 'fermeture-exceptionnelle' }
  if (!horaires) return { horaires: 'inconnu', motif: 'horaires' }
  // R-HOR-06 — un jour férié ferme le point, sauf s'il est ouvert sans interruption ou s'il dit autre chose
  if (horaires.feries !== 'ordinaires' && jourFerie(jour, point.departement))
    return { horaires: horaires.feries === 'fermes' ? 'ferme' : horaires.feries, motif: 'jour-ferie' }
  const journee = journeeDe(horaires, jour)
  return { horaires: journee, motif: journee === 'sur-rendez-vous' ? journee : 'horaires' }
}

/** Where the plage that ends at `fin` really ends: a night through midnight goes on in the next day. */
function findFermeture(
  point: HorairesSitues,
  horaires: Horaires | null,
  depuis: Jour,
  fin: number,
): { fermeLe: Jour | null; fermeA: number | null } {
  let jour = depuis
  let fermeA = fin
  for (let n = 0; n < 7 && fermeA === MINUTES_PAR_JOUR; n += 1) {
    const lendemain = addJours(jour, 1)
    const [first] = plagesOf(journeeDu(point, horaires, lendemain).horaires)
    if (first?.de !== 0) return { fermeLe: jour, fermeA }
    jour = lendemain
    fermeA = first.a
  }
  return fermeA === MINUTES_PAR_JOUR ? { fermeLe: null, fermeA: null } : { fermeLe: jour, fermeA }
}

function findOuverture(point: HorairesSitues, horaires: Horaires | null, depuis: Jour): ProchaineOuverture {
  for (let n = 1; n <= HORIZON_EN_JOURS; n += 1) {
    const jour = addJours(depuis, n)
    const [first] = plagesOf(journeeDu(point, horaires, jour).horaires)
    if (first) return ouvertureDe(jour, first)
  }
  return { ouvreLe: null, ouvreA: null }
}
