/** Is a point open, and until or from when? Facts in, decision out; runs on the server and in browsers. */
import type { Jour } from '../../calendrier.ts'
import type { Fermeture } from '../point-de-contact.ts'
import { addJours, indexDe } from './jours.ts'
import { jourFerie } from './jours-feries.ts'
import { fromOsm, type HorairesHebdomadaires } from './osm.ts'
import { type HorairesDuJour, MINUTES_PAR_JOUR } from './semaine.ts'

/** What is known of the hours of a point; the département says the public holidays and the zone. */
export type HorairesSitues = Readonly<{
  osm: string | null
  fermetures: readonly Fermeture[]
  departement: string
}>

/** Wall clock at the point: civil day, and minutes from 0 to 1439. */
export type Moment = Readonly<{ jour: Jour; minutes: number }>

export type Statut =
  /** `fermeA` and `fermeLe` are null when it does not close in the week that follows. */
  | Readonly<{ ouvert: true; fermeLe: Jour | null; fermeA: number | null }>
  /** `ouvreLe` and `ouvreA` are null when no opening is known; `motif` says why today is closed. */
  | Readonly<{ ouvert: false; ouvreLe: Jour | null; ouvreA: number | null; motif: MotifDeFermeture }>
  | 'inconnu'

export type MotifDeFermeture = 'horaires' | 'jour-ferie' | 'fermeture-exceptionnelle'

/** How far the next opening is looked for: the longest closures of summer, and some. */
const HORIZON_EN_JOURS = 92

type Journee = Readonly<{ horaires: HorairesDuJour; motif: MotifDeFermeture }>

/** Decides whether a point is open at a moment of its own wall clock. */
export function statutAu(point: HorairesSitues, moment: Moment): Statut {
  const lu = point.osm === null ? null : fromOsm(point.osm)
  const hebdomadaires = lu?.ok ? lu.value : null
  const aujourdhui = journeeDu(point, hebdomadaires, moment.jour)
  // R-HOR-05 — un jour qui n'est pas renseigné n'est dit ni ouvert ni fermé
  if (aujourdhui.horaires === 'inconnu') return 'inconnu'
  const plages = aujourdhui.horaires === 'ferme' ? [] : aujourdhui.horaires
  // R-HOR-10 — ouvert de la minute d'ouverture incluse à la minute de fermeture exclue
  const current = plages.find(({ de, a }) => de <= moment.minutes && moment.minutes < a)
  if (current) return { ouvert: true, ...findFermeture(point, hebdomadaires, moment.jour, current.a) }
  const later = plages.find(({ de }) => de > moment.minutes)
  if (later) return { ouvert: false, ouvreLe: moment.jour, ouvreA: later.de, motif: 'horaires' }
  return { ouvert: false, ...findOuverture(point, hebdomadaires, moment.jour), motif: aujourdhui.motif }
}

/** What holds on a given civil day, exceptional closures and public holidays counted. */
function journeeDu(point: HorairesSitues, hebdomadaires: HorairesHebdomadaires | null, jour: Jour): Journee {
  // R-HOR-11 — une fermeture exceptionnelle vaut ses deux jours extrêmes inclus, et l'emporte sur la semaine
  if (point.fermetures.some(({ du, au }) => du <= jour && jour <= au))
    return { horaires: 'ferme', motif: 'fermeture-exceptionnelle' }
  if (!hebdomadaires) return { horaires: 'inconnu', motif: 'horaires' }
  // R-HOR-06 — un jour férié ferme le point, sauf s'il est ouvert sans interruption
  if (hebdomadaires.feriesFermes && jourFerie(jour, point.departement))
    return { horaires: 'ferme', motif: 'jour-ferie' }
  return { horaires: hebdomadaires.semaine[indexDe(jour)], motif: 'horaires' }
}

/** Where the plage that ends at `fin` really ends: a night through midnight goes on in the next day. */
function findFermeture(
  point: HorairesSitues,
  hebdomadaires: HorairesHebdomadaires | null,
  depuis: Jour,
  fin: number,
): { fermeLe: Jour | null; fermeA: number | null } {
  let jour = depuis
  let fermeA = fin
  for (let n = 0; n < 7 && fermeA === MINUTES_PAR_JOUR; n += 1) {
    const lendemain = addJours(jour, 1)
    const { horaires } = journeeDu(point, hebdomadaires, lendemain)
    const first = typeof horaires === 'string' ? undefined : horaires[0]
    if (first?.de !== 0) return { fermeLe: jour, fermeA }
    jour = lendemain
    fermeA = first.a
  }
  return fermeA === MINUTES_PAR_JOUR ? { fermeLe: null, fermeA: null } : { fermeLe: jour, fermeA }
}

function findOuverture(
  point: HorairesSitues,
  hebdomadaires: HorairesHebdomadaires | null,
  depuis: Jour,
): { ouvreLe: Jour | null; ouvreA: number | null } {
  for (let n = 1; n <= HORIZON_EN_JOURS; n += 1) {
    const jour = addJours(depuis, n)
    const { horaires } = journeeDu(point, hebdomadaires, jour)
    const first = typeof horaires === 'string' ? undefined : horaires[0]
    if (first) return { ouvreLe: jour, ouvreA: first.de }
  }
  return { ouvreLe: null, ouvreA: null }
}
