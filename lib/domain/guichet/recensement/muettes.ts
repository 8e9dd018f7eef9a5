/** Cells that say nothing in words: « néant », « NC », « à compléter ». */
import { type Colonne, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { isIdem } from './idem.ts'

/** What people write in a cell to say that there is nothing; « aucun » may be an answer where a price is asked. */
const RIEN = /^(?:[-–—_/.…]{1,5}|n[ée]ant|aucune?|n\s?\/\s?a|sans objet|s\s?\/\s?o|s\.\s?o\.?|non concern[ée]e?)$/i
/** What they write when they do not know, or not yet, or will not say. */
const INCONNU =
  /^(?:n\.?\s?[crd]\.?|n\s?\/\s?c|nsp|ne sais? pas|en attente|[àa] (?:compl[ée]ter|renseigner|pr[ée]ciser|d[ée]finir|d[ée]terminer|confirmer|v[ée]rifier|venir|voir)|non (?:renseign|communiqu|pr[ée]cis|d[ée]termin)[ée]e?|non connue?|inconnue?s?|pas connue?s?|non disponible)[.…]{0,3}$/i

/** « Aucune fermeture prévue », « pas de fermeture annuelle ». */
const PAS_DE_FERMETURE =
  /^(?:(?:aucune|pas de|sans) fermetures?(?: (?:pr[ée]vues?|exceptionnelles?|annuelles?|estivales?)){0,2}|sans|non|ras)\.?$/i

/**
 * Columns where nothing is an answer like another: what is not here is read as it is written. Nothing served or nobody
 * in particular received would open a point to a whole département, or to everyone: those two are not here.
 */
const VIDABLES: ReadonlySet<Colonne> = new Set<Colonne>([
  ...(['organisme', 'natureOrganisme', 'siren', 'codeGuichet', 'voie', 'complement'] as const),
  ...(['codePostal', 'codeInsee'] as const),
  ...(['latitude', 'longitude', 'telephone', 'courriel', 'siteWeb', 'lienRendezVous', 'fermetures'] as const),
  ...(['accessibilitePmr', 'commentaire', 'identifiant', 'horairesTexte'] as const),
  // R-REC-93 — choix du portail : un tiret dans un jour ne dit ni ouvert ni fermé, et n’est pas montré
  ...JOURS_DE_LA_SEMAINE,
])
/** Where « aucun », or a dash, may mean something, but where « NC » says that it is not known. */
const INCONNAISSABLES: ReadonlySet<Colonne> = new Set<Colonne>(['nom', 'coutAppel', 'rendezVous'])

const JOURS: ReadonlySet<Colonne> = new Set<Colonne>(JOURS_DE_LA_SEMAINE)

/** Signs that one may start with: most cells are told by their first, and read no further. */
const DEBUTS = new Set([...'-–—_/.…nNaAàÀsSeEiIpP'])
const LONGUEUR_MAX = 20

/** What a text says where it says nothing: that there is none, or that it is not known. */
export function muetteDe(colonne: Colonne, texte: string): 'rien-d-ecrit' | 'inconnu-d-ecrit' | undefined {
  if (colonne === 'fermetures' && PAS_DE_FERMETURE.test(texte)) return 'rien-d-ecrit'
  if (texte.length > LONGUEUR_MAX || !DEBUTS.has(texte.charAt(0))) return undefined
  // A value of the list, where it is one.
  if (colonne === 'accessibilitePmr' && /^inconnue?$/i.test(texte)) return undefined
  // « // » in a day may be the day before, or the row above (R-REC-47).
  const vidable = VIDABLES.has(colonne) && !(JOURS.has(colonne) && isIdem(texte))
  if (vidable && RIEN.test(texte)) return 'rien-d-ecrit'
  return (vidable || INCONNAISSABLES.has(colonne)) && INCONNU.test(texte) ? 'inconnu-d-ecrit' : undefined
}

/** The same of any column: its words are no value, whatever was asked. */
export const motMuet = (texte: string): ReturnType<typeof muetteDe> => muetteDe('organisme', texte)
export const estMuet = (texte: string): boolean => motMuet(texte) !== undefined
