/**
 * What a content may not do, whatever the act that brings it: rename the applicant, fill the headings that an
 * association does not have, ask for a commune of another territory, lack what the act needs to be registered.
 */
import type { Jour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { checkCompletude } from './formulaire/completude.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { identiteDe, isIdentiteCompletee } from './identite.ts'
import { isCommuneDuTerritoire, type Territoire } from './territoire.ts'

export type RefusDeContenu =
  | { code: 'identite-figee' }
  | { code: 'rubriques-en-trop' }
  | { code: 'commune-hors-territoire'; communes: readonly string[] }
  | { code: 'incomplete'; champs: readonly string[]; mineur: boolean }

/** What is judged of a content by itself; `debout`: the communes that its demande asked for before. */
export function checkContenu(
  contenu: Contenu,
  territoire: Territoire,
  debout: readonly string[] = [],
): Resultat<Contenu, RefusDeContenu> {
  // R-DEM-04 — CCH, R441-2-2 : une personne morale ne remplit que son identité, ses coordonnées et le logement recherché
  if (contenu.demandeur.nature === 'personne-morale' && hasOtherRubriques(contenu))
    return refuse({ code: 'rubriques-en-trop' })
  const communes = communesVoulues(contenu)
    // R-DEM-19 — choix du portail : une commune qui y était déjà reste ; nul ne perd sa demande pour une donnée reprise
    .filter((commune) => !(isCommuneDuTerritoire(commune, territoire) || debout.includes(commune)))
  // R-DEM-05 — CCH, R441-2-3 et R441-2-4 : une demande vaut pour son territoire, une autre se dépose ailleurs
  return communes.length > 0 ? refuse({ code: 'commune-hors-territoire', communes }) : accept(contenu)
}

/** The same, for a content that takes the place of another: the identity does not move. */
export function checkNouveauContenu(
  { avant, apres }: Readonly<{ avant: Contenu; apres: Contenu }>,
  territoire: Territoire,
): Resultat<Contenu, RefusDeContenu> {
  const [connue, nouvelle] = [identiteDe(avant), identiteDe(apres)]
  // R-IDE-01 — bulletin de juillet 2014 : le nom et le prénom ne se modifient pas sur une demande existante
  // R-IDE-05 — choix du portail : ce qui n’est pas connu d’un nom se complète, sinon une demande reprise ne se renouvellerait pas
  if (!isIdentiteCompletee(connue, nouvelle)) return refuse({ code: 'identite-figee' })
  return checkContenu(apres, territoire, communesVoulues(avant))
}

const communesVoulues = ({ recherche }: Contenu): readonly string[] =>
  recherche.localisations.map(({ commune }) => commune)

/** Whether an act may be registered with this content on that day. */
export function checkEnregistrable(
  contenu: Contenu,
  acte: 'depot' | 'renouvellement',
  le: Jour,
): Resultat<Contenu, RefusDeContenu> {
  const { registrable, manques, mineur } = checkCompletude(contenu, acte, le)
  // R-DEM-06 — bulletin de juillet 2014, « Bonnes pratiques » : un cerfa non complet ne peut être enregistré
  if (registrable) return accept(contenu)
  return refuse({ code: 'incomplete', champs: manques.map(({ champ }) => champ), mineur })
}

function hasOtherRubriques({ cotitulaires, foyer, logementActuel, motifs, handicaps }: Contenu): boolean {
  const { personnesACharge, enfantsANaitre, enfantsEnGarde, ressourcesDesPersonnesACharge } = foyer
  return (
    [cotitulaires, personnesACharge, enfantsEnGarde, motifs, handicaps].some((liste) => liste.length > 0) ||
    enfantsANaitre !== null ||
    ressourcesDesPersonnesACharge !== null ||
    Object.values(logementActuel).some((value) => value !== null)
  )
}
