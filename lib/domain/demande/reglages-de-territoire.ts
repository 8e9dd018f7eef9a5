/** What is switched on in a territory: the portal enters it step by step, and an act that is off is refused everywhere. */
import type { Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import type { CanalDeDemande } from './faits.ts'
import { checkHorsFichierPartage, hasFichierPartage, type Territoire } from './territoire.ts'

/** In the order in which a territory usually opens them. */
export const FONCTIONS_DE_TERRITOIRE = {
  'renouvellement-en-ligne': 'Renouvellement en ligne',
  rappels: 'Avis légal et rappels',
  radiation: 'Radiation des demandes non renouvelées',
} as const
export type FonctionDeTerritoire = keyof typeof FONCTIONS_DE_TERRITOIRE

export type ReglagesDeTerritoire = Readonly<{ renouvellementEnLigne: boolean; rappels: boolean; radiation: boolean }>

/** Of a territory that nobody has set: in production nothing acts before an administrator said so. */
export function reglagesParDefaut(territoire: Territoire, isDemonstration: boolean): ReglagesDeTerritoire {
  // R-REG-01 — choix du portail : une nuit ne radie, ni n’écrit à personne, avant que le territoire soit prêt
  const isOuvert = isDemonstration && !hasFichierPartage(territoire)
  return { renouvellementEnLigne: isOuvert, rappels: isOuvert, radiation: isOuvert }
}

export const fonctionsOuvertes = (reglages: ReglagesDeTerritoire): FonctionDeTerritoire[] => [
  ...(reglages.renouvellementEnLigne ? (['renouvellement-en-ligne'] as const) : []),
  ...(reglages.rappels ? (['rappels'] as const) : []),
  ...(reglages.radiation ? (['radiation'] as const) : []),
]

export const reglagesDe = (ouvertes: readonly FonctionDeTerritoire[]): ReglagesDeTerritoire => ({
  renouvellementEnLigne: ouvertes.includes('renouvellement-en-ligne'),
  rappels: ouvertes.includes('rappels'),
  radiation: ouvertes.includes('radiation'),
})

/** Whether a renewal may come in by that channel: only the one of the applicants is switched. */
export const checkRenouvellementEnLigne = (
  { renouvellementEnLigne }: ReglagesDeTerritoire,
  canal: CanalDeDemande | null,
): Resultat<true, RefusDeRenouvellementEnLigne> =>
  // R-REG-02 — choix du portail : un territoire s’ouvre à son heure, et ses guichets renouvellent de toute façon
  canal === 'internet' && !renouvellementEnLigne ? refuse({ code: 'renouvellement-en-ligne-ferme' }) : accept(true)
export type RefusDeRenouvellementEnLigne = { code: 'renouvellement-en-ligne-ferme' }

/** Whether a page may promise to an applicant of that territory that the notice and the reminders will come. */
export const isPrevenu = ({ rappels }: ReglagesDeTerritoire): boolean =>
  // R-REG-05 — choix du portail : on ne promet de prévenir que là où l’avis légal et les rappels sont ouverts
  rappels

/**
 * Radiation is switched on by who says, each time, that the renewals made elsewhere and the mails that come back reach this
 * register; `isRetourEntendu`: this installation has a way to hear the latter.
 */
export function checkOuvertureDeRadiation(
  avant: ReglagesDeTerritoire,
  apres: ReglagesDeTerritoire,
  { isConfirmee, isRetourEntendu }: Readonly<{ isConfirmee: boolean; isRetourEntendu: boolean }>,
): Resultat<true, RefusDeReglage> {
  if (!apres.radiation || avant.radiation) return accept(true)
  // R-REG-06 — CCH, R441-2-7 et R441-2-8, e : un avis revenu n’a averti personne ; sans l’entendre, on radierait sur lui
  if (!isRetourEntendu) return refuse({ code: 'retours-non-entendus' })
  // R-REG-03 — choix du portail : une demande renouvelée ailleurs et inconnue ici serait radiée à tort
  return isConfirmee ? accept(true) : refuse({ code: 'radiation-a-confirmer' })
}

/** Whether the night radiates there while nobody hears the mails that come back: opened before, it stays so, and is told. */
export const isRadiationSourde = ({ radiation }: ReglagesDeTerritoire, isRetourEntendu: boolean): boolean =>
  // R-REG-06: the same where radiation is switched as where it would be opened.
  radiation && !isRetourEntendu

/** A territory whose demandes a shared local file keeps opens nothing here; what is open there may be closed. */
export function checkOuvertureDeTerritoire(
  avant: ReglagesDeTerritoire,
  apres: ReglagesDeTerritoire,
  { territoire, le }: Readonly<{ territoire: Territoire; le: Jour }>,
): Resultat<true, RefusDeReglage> {
  const ouvertes = fonctionsOuvertes(avant)
  if (fonctionsOuvertes(apres).every((fonction) => ouvertes.includes(fonction))) return accept(true)
  const libre = checkHorsFichierPartage(territoire, le)
  // R-REG-04 — arrêté du 23 mars 2015 (cahier des charges) : un fichier partagé local renouvelle, rappelle et radie lui-même
  return libre.ok ? libre : refuse({ code: 'territoire-a-fichier-partage', nom: libre.refus.nom })
}
export type RefusDeReglage =
  | { code: 'radiation-a-confirmer' }
  | { code: 'retours-non-entendus' }
  | { code: 'territoire-a-fichier-partage'; nom: string }
