/** Opening hours in French words. Data in, text out; used on the server and in browsers. */
import type { Jour } from '#lib/domain/calendrier.ts'
import { type IndexDeJour, indexDe, toNumero } from '#lib/domain/guichet/horaires/jours.ts'
import { JOURS, joinEt, MOIS } from '#lib/domain/guichet/horaires/noms.ts'
import type { Moment, MotifDeFermeture, Statut } from '#lib/domain/guichet/horaires/ouverture.ts'
import type { RefusDePlages } from '#lib/domain/guichet/horaires/plages.ts'
import { type HorairesDuJour, isJourneeEntiere } from '#lib/domain/guichet/horaires/semaine.ts'
import type { Fermeture } from '#lib/domain/guichet/point-de-contact.ts'

const NBSP = '\u00a0'
export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** « 17 h 30 », « 9 h », « minuit ». */
export function formatHeure(minutes: number): string {
  if (minutes === 0 || minutes === 1440) return 'minuit'
  const reste = minutes % 60
  const heures = `${Math.floor(minutes / 60)}${NBSP}h`
  return reste === 0 ? heures : `${heures}${NBSP}${String(reste).padStart(2, '0')}`
}

const aHeure = (minutes: number): string => `à ${formatHeure(minutes)}`

/** « 12 mars 2027 », « 1er mai 2026 ». */
export function formatJour(jour: Jour): string {
  const quantieme = Number(jour.slice(8))
  return `${quantieme === 1 ? '1er' : quantieme}${NBSP}${formatMois(jour)}`
}

/** « mars 2027 ». */
export function formatMois(jour: Jour): string {
  const [annee, mois] = jour.split('-').map(Number)
  return `${MOIS[(mois ?? 1) - 1]}${NBSP}${annee}`
}

/** « Ouvert, ferme à 17 h 30 », « Fermé, ouvre lundi à 9 h »; null when nothing is known, so that nothing is said. */
export function formatStatut(statut: Statut, moment: Moment): string | null {
  if (statut === 'inconnu') return null
  const reserve = statut.surRendezVous ? ' sur rendez-vous' : ''
  if (statut.ouvert) {
    if (statut.fermeA === null || statut.fermeLe === null) return `Ouvert${reserve}, sans interruption`
    return `Ouvert${reserve}, ferme ${formatQuand(statut.fermeLe, moment.jour)}${aHeure(statut.fermeA)}`
  }
  const etat = ETATS[statut.motif]
  if (statut.ouvreLe === null || statut.ouvreA === null) return etat
  return `${etat}, ouvre ${formatQuand(statut.ouvreLe, moment.jour)}${aHeure(statut.ouvreA)}${reserve}`
}

const ETATS = {
  horaires: 'Fermé',
  'sur-rendez-vous': 'Aujourd’hui sur rendez-vous',
  'jour-ferie': 'Fermé (jour férié)',
  'fermeture-exceptionnelle': 'Fermé exceptionnellement',
} as const

/** « fermé », « fermé (jour férié) », « fermé exceptionnellement ». */
export const formatFerme = (motif: MotifDeFermeture): string =>
  ETATS[motif].charAt(0).toLowerCase() + ETATS[motif].slice(1)

/** « Mardi 3 mars ». */
export const formatJourDeSemaine = (jour: Jour): string =>
  `${capitalize(JOURS[indexDe(jour)])} ${formatJour(jour).replace(/.\d{4}$/, '')}`

/** Nothing today, « demain », the name of the day within a week, then the full date; with a space after. */
function formatQuand(jour: Jour, aujourdhui: Jour): string {
  const dans = toNumero(jour) - toNumero(aujourdhui)
  if (dans <= 0) return ''
  if (dans === 1) return 'demain '
  const nom = JOURS[indexDe(jour)]
  return dans < 7 ? `${nom} ` : `${nom} ${formatJour(jour)} `
}

/** « de 9 h à 12 h et de 14 h à 17 h 30 », « fermé », « non renseigné », « 24 h sur 24 », « sur rendez-vous ». */
export function formatJournee(journee: HorairesDuJour): string {
  if (journee === 'ferme') return 'fermé'
  if (journee === 'inconnu') return 'non renseigné'
  if (journee === 'sur-rendez-vous') return 'sur rendez-vous'
  if (isJourneeEntiere(journee)) return `24${NBSP}h sur${NBSP}24`
  const reserves = journee.filter(({ surRendezVous }) => surRendezVous).length
  const plages = journee.map(({ de, a, surRendezVous }) => {
    const plage = `de ${formatHeure(de)} ${aHeure(a)}`
    if (reserves === 0 || reserves === journee.length) return plage
    return `${plage} ${surRendezVous ? 'sur' : 'sans'} rendez-vous`
  })
  return `${reserves === journee.length ? 'sur rendez-vous, ' : ''}${joinEt(plages)}`
}

/** « lundi », « samedi et dimanche », « du lundi au vendredi ». */
export function formatJours(du: IndexDeJour, au: IndexDeJour): string {
  if (du === au) return JOURS[du]
  return au === du + 1 ? `${JOURS[du]} et ${JOURS[au]}` : `du ${JOURS[du]} au ${JOURS[au]}`
}

/** « le 24 décembre 2026 », « du 1er août 2026 au 15 août 2026 ». */
export const formatFermeture = ({ du, au }: Fermeture): string =>
  du === au ? `le ${formatJour(du)}` : `du ${formatJour(du)} au ${formatJour(au)}`

/** Why a day cell is refused, and what to write. */
export function formatRefusDePlages(refus: RefusDePlages): string {
  const exemple = 'Écrivez par exemple « 09:00-12:00, 14:00-17:30 » ou « fermé ».'
  switch (refus.code) {
    case 'horaires-illisibles':
      return `Ces horaires ne sont pas compris : « ${refus.texte} ». ${exemple}`
    case 'heure-impossible':
      return `L’heure « ${refus.heure} » n’existe pas. ${exemple}`
    case 'fermeture-avant-ouverture':
      return `La fermeture (${formatHeure(refus.ferme)}) doit venir après l’ouverture (${formatHeure(refus.ouvre)}), le même jour.`
    case 'plages-qui-se-chevauchent':
      return `Deux plages de ce jour se chevauchent. ${exemple}`
    case 'plages-en-desordre':
      return `Une plage commence avant celle qui est écrite avant elle : est-elle du matin ou du soir ? ${exemple}`
  }
}
