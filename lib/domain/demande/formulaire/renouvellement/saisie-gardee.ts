/**
 * What an applicant typed in a form of « Ma demande » and did not record: what is kept of it, as it is typed or when it
 * was sent after the session had gone out, and how long.
 */
import { accept, type Resultat, refuse } from '../../../resultat.ts'
import { identiteDe } from '../../identite.ts'
import { canonicalJson } from '../../modification.ts'
import { courrielSchema, telephoneSchema, textesDesContacts } from '../contacts.ts'
import type { Contenu } from '../contenu.ts'
import { readCeQuiSeLit } from '../lecture-partielle.ts'
import { isToutGarde, mergeReponses } from './brouillon.ts'
import { NOMS_DE_FRAPPE } from './frappe.ts'
import type { Reponses } from './groupes.ts'
import {
  blocsDePartie,
  casesVides,
  type Faits,
  isMemePage,
  isNommeeParPlace,
  isPartie,
  type Page,
  type Partie,
  partiesDe,
  type RefusDePage,
  readMiseAJour,
  textesDe,
} from './mise-a-jour.ts'

/** The forms of « Ma demande » that keep what was typed: a part, the contacts, the correction of the name. */
export const PARTIES_GARDEES = [
  'vous',
  'foyer',
  'logement',
  'recherche',
  'ressources',
  'revenu',
  'coordonnees',
  'nom',
] as const satisfies readonly (Partie | 'coordonnees' | 'nom')[]
export type PartieGardee = (typeof PARTIES_GARDEES)[number]
export const isPartieGardee = (texte: string): texte is PartieGardee => PARTIES_GARDEES.some((one) => one === texte)

/** The forms that a content has. */
export const partiesGardeesDe = (contenu: Pick<Contenu, 'demandeur'>): readonly PartieGardee[] => [
  ...partiesDe(contenu),
  'coordonnees',
  ...(contenu.demandeur.nature === 'personne-morale' ? [] : (['nom'] as const)),
]

/** Days that a kept form waits for its applicant. */
export const JOURS_DE_SAISIE_GARDEE = 7

/** Whether a form is kept though its session was of a shared computer, where whoever comes next may send it. */
export const isGardeeSurAppareilPartage = (partie: PartieGardee): boolean =>
  // R-MAJ-06 — choix du portail : personne ne dépose, sur un appareil partagé, des coordonnées dans la demande d’un autre
  partie !== 'coordonnees'

const NOM_DE_CHAMP = /^[a-zA-Z]+(?:\.[a-zA-Z0-9]+){0,6}$/

/** A form as its page shows it: the text of each field, and its boxes, which a browser sends only when they are ticked. */
export type Formulaire = Readonly<{ textes: Reponses; cases: Reponses }>

export function formulaireDe(partie: PartieGardee, contenu: Contenu, faits: Faits): Formulaire {
  if (partie === 'coordonnees') return { textes: textesDesContacts(contenu.demandeur), cases: {} }
  if (partie === 'nom') {
    const { nom, nomDeNaissance, prenom } = identiteDe(contenu)
    const textes = { nom: nom ?? '', nomDeNaissance: nomDeNaissance ?? '', prenom: prenom ?? '', motif: '' }
    return { textes, cases: {} }
  }
  const blocs = blocsDePartie(partie, contenu, faits)
  const cases = casesVides(blocs)
  return { textes: { ...cases, ...textesDe(blocs) }, cases }
}

/** Whether a form would change nothing if it were recorded: the register writes a telephone or an amount its own way. */
export function redit(partie: PartieGardee, contenu: Contenu, valeurs: Reponses, faits: Faits): boolean {
  // A correction is asked of somebody: what stands says nothing of it.
  if (partie === 'nom') return false
  if (partie === 'coordonnees')
    return Object.entries(textesDesContacts(contenu.demandeur)).every(
      ([nom, debout]) => normalizeContact(nom, (valeurs[nom] ?? debout).trim()) === debout,
    )
  const { contenu: lu } = readMiseAJour({ partie, avant: contenu, envoyes: valeurs }, faits)
  return lu !== null && canonicalJson(lu) === canonicalJson(contenu)
}

const normalizeContact = (nom: string, texte: string): string =>
  (nom === 'courriel' ? courrielSchema : telephoneSchema).safeParse(texte).data ?? texte

const isMemeFormulaire = (partie: PartieGardee, a: Page, b: Page): boolean =>
  !isPartie(partie) || isMemePage(partie, a, b)

/**
 * The page that a form was typed on, of which nothing reads any more (its version of the form was replaced): that of today,
 * where a field asks the same whatever the page. Undefined where only that page said of whom it asked.
 */
export const pageQuiVaut = (partie: PartieGardee, vue: Page, debout: Page): Page | undefined => {
  if (vue.contenu) return vue
  // R-MAJ-09 — choix du portail : une nouvelle version du formulaire ne fait refuser que ce dont elle ne sait plus de qui il parle
  return isPartie(partie) && isNommeeParPlace(partie) ? undefined : { ...vue, contenu: debout.contenu }
}

/** What a page showed, as far as it still reads. */
export const contenuMontre = (vue: Page, debout: Contenu): Contenu => vue.contenu ?? readCeQuiSeLit(vue.ancien, debout)

/** Whether all that was received is kept beside what was. */
export const isSaisieEntiere = (gardee: Reponses, recues: Reponses): boolean =>
  isToutGarde(gardee, recues, NOM_DE_CHAMP)

/** Whether these texts, of one page, are all among those that are kept of it. */
export const isDejaGardee = (recues: Reponses, gardee: Reponses): boolean =>
  Object.entries(mergeReponses({}, recues, NOM_DE_CHAMP)).every(
    ([nom, texte]) => isDeLaFrappe(nom) || gardee[nom] === texte,
  )
const isDeLaFrappe = (nom: string): boolean => NOMS_DE_FRAPPE.some((un) => un === nom)

/** What was typed on a page, and what stands around it. */
export type SaisieRecue = Readonly<{
  partie: PartieGardee
  /** By field, as typed: those that the person touched, or the whole form when they sent it. */
  recues: Reponses
  /** `entiere`: sent; `reprise`: sent by a page that showed all that is kept, hence says all of it anew. */
  envoi?: 'entiere' | 'reprise' | undefined
  /**
   * The page on which it was typed, of that version of the demande, or the one that is worth it (`pageQuiVaut`); `montrait`:
   * the texts that it showed itself (`contenuMontre`).
   */
  sur: Readonly<{ version: number; page: Page; formulaire: Formulaire; montrait: Reponses }>
  gardee: Readonly<{ version: number; page: Page; valeurs: Reponses }> | undefined
  /** The page as it would open now; `redit`: whether recording these texts would change nothing of it. */
  debout: Readonly<{ page: Page; redit: (valeurs: Reponses) => boolean }>
}>

/**
 * The form to keep: all that the page showed with all that was typed on it, here or in another tab, and which page that
 * was (`version`, `annee`). Null: it says the same as the page, or as what stands; nothing is left to keep.
 */
export function mergeSaisie(saisie: SaisieRecue): Resultat<Reponses | null, RefusDePage> {
  const { partie, envoi, sur, gardee, debout } = saisie
  const { textes } = sur.formulaire
  const isDAujourdHui = isMemeFormulaire(partie, sur.page, debout.page)
  const isDAutres = gardee !== undefined && !isMemeFormulaire(partie, gardee.page, sur.page)
  // R-MAJ-08 — choix du portail : ce qui est gardé d’autres personnes, ou d’une autre année, ne se mêle pas, et ne s’efface que pour un formulaire recopié et envoyé
  if (isDAutres && !(envoi && isDAujourdHui)) return refuse({ code: 'page-depassee' })
  const avant = isDAutres ? undefined : gardee
  const valeurs = mergeReponses(champsDe({ ...textes, ...avant?.valeurs }, textes), ecritesDe(saisie), NOM_DE_CHAMP)
  const isIntacte = Object.keys(textes).every((nom) => (valeurs[nom] ?? '').trim() === (textes[nom] ?? '').trim())
  // R-MAJ-06 — choix du portail : ce qui dit la même chose que le registre, écrit autrement ou non, n’attend plus rien
  if (isIntacte || (isDAujourdHui && debout.redit(valeurs)))
    return isDAutres ? refuse({ code: 'page-depassee' }) : accept(null)
  const { annee } = sur.page
  // What was kept before was typed on an older page: whoever records it is told of all that changed since.
  const version = avant && avant.version >= 1 ? Math.min(sur.version, avant.version) : sur.version
  return accept({ ...valeurs, ...(partie === 'revenu' && annee !== undefined && { annee }), version: String(version) })
}

const champsDe = (valeurs: Reponses, textes: Reponses): Reponses =>
  Object.fromEntries(Object.entries(valeurs).filter(([nom]) => Object.hasOwn(textes, nom)))

/** Of a form that was sent, what it left as its page showed it was not typed: another tab may have typed there. */
function ecritesDe({ recues, envoi, sur: { formulaire, montrait } }: SaisieRecue): Reponses {
  const dites = champsDe(envoi ? { ...formulaire.cases, ...recues } : recues, formulaire.textes)
  if (envoi !== 'entiere') return dites
  // R-MAJ-09 — choix du portail : ce qui n’a pas été touché n’est pas écrit, même d’une page qui ne se lit plus
  return Object.fromEntries(Object.entries(dites).filter(([nom, texte]) => texte !== montrait[nom]))
}
