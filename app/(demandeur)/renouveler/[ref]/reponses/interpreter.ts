/** What a form of the renewal means: the fields that it carries, and what its button says of them. */
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { blocsACompleter } from '#lib/domain/demande/formulaire/renouvellement/a-completer.ts'
import { forgetReponses } from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import type { Bloc } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import { NOMS_DE_FRAPPE } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import { champExact, type Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { type Renouveler, reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { casesVides } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import {
  CHAMP_DE_L_ANNEE,
  champDeRessources,
  champDeRevenu,
  champDuMontant,
  isDeLaLigne,
  lireRessources,
  lireRevenu,
  type Porteur,
  reponsesDeLAnnee,
} from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'

/** Names of the form that are no answers. */
const TECHNIQUE = new Set<string>(['version', 'etape', 'faire', ...NOMS_DE_FRAPPE])

/** `oublier`: fields that go back to what stands on the demande. */
export type Sens = Readonly<{ reponses: Reponses; oublier?: (nom: string) => boolean; relue?: boolean }>

/** `gardees`: the answers of before this form. */
export function interpreter(
  champs: Readonly<Record<string, string>>,
  contenu: Contenu,
  { lu, gardees }: Readonly<{ lu: Renouveler; gardees: Reponses }>,
): Sens {
  const { etape = '', faire = '' } = champs
  const saisies = Object.fromEntries(Object.entries(champs).filter(([nom]) => !TECHNIQUE.has(nom)))
  if (faire === 'relu') return { reponses: {}, relue: true }
  if (faire === 'rien-n-a-change') return { reponses: reponsesExactes(contenu) }
  const groupe = lu.groupes.find((one) => one.groupe === etape)
  if (groupe && faire === 'retablir') {
    const noms = new Set(groupe.blocs.flatMap(nomsDuBloc))
    return { reponses: { [champExact(groupe.groupe)]: 'oui' }, oublier: (nom) => noms.has(nom) }
  }
  if (groupe) return { reponses: { ...casesVides(groupe.blocs), ...saisies, [champExact(groupe.groupe)]: 'oui' } }
  const isUneTouche = ['toujours', 'rien', 'inconnu'].includes(faire)
  if (etape === 'ressources')
    return isUneTouche
      ? enUneTouche(lu.porteurs, faire, { saisies, gardees }, RESSOURCES)
      : surLesMontants(lu.porteurs, { saisies, gardees }, RESSOURCES)
  if (etape === 'revenu') {
    const concernes = lu.porteurs.filter(({ revenu }) => revenu)
    const deLAnnee = reponsesDeLAnnee(gardees, Number(saisies[CHAMP_DE_L_ANNEE]))
    const sens = isUneTouche
      ? enUneTouche(concernes, faire, { saisies, gardees: deLAnnee }, REVENU)
      : surLesMontants(concernes, { saisies, gardees: deLAnnee }, REVENU)
    // R-BRO-08 — choix du portail : de deux années, le brouillon en garde une entière ; une page n’ôte rien de l’autre
    return deLAnnee === gardees ? sens : { reponses: sens.reponses }
  }
  // A browser sends nothing of a box that is not ticked: the one that a first name is asked with may be emptied again.
  if (etape === 'completer') return { reponses: { ...casesVides(blocsACompleter(lu)), ...saisies } }
  return { reponses: saisies }
}

const nomsDuBloc = ({ champs, retirer }: Bloc): readonly string[] => [
  ...champs.map(({ nom }) => nom),
  ...(retirer ? [retirer] : []),
]

type Question = Readonly<{
  champDe: (cle: string) => string
  isMontant: (cle: string, nom: string) => boolean
  lire: (porteur: Porteur, reponses: Reponses) => Readonly<{ valeur: unknown; anomalies: readonly unknown[] }>
}>
const RESSOURCES: Question = { champDe: champDeRessources, isMontant: isDeLaLigne, lire: lireRessources }
const REVENU: Question = {
  champDe: champDeRevenu,
  isMontant: (cle, nom) => nom === champDuMontant(cle),
  lire: lireRevenu,
}

/**
 * Who wrote an amount without choosing answered by writing it. Who keeps what stands and writes nothing else has written no
 * amount: those of an earlier try go. Who neither chose nor wrote said nothing, whatever a tap had said for them before.
 */
function surLesMontants(
  porteurs: readonly Porteur[],
  { saisies, gardees }: Readonly<{ saisies: Reponses; gardees: Reponses }>,
  question: Question,
): Sens {
  const { champDe, isMontant, lire } = question
  const isLaMemeChose = (porteur: Porteur) =>
    saisies[champDe(porteur.cle)] === 'toujours' && lire(porteur, saisies).anomalies.length === 0
  const sans = porteurs.filter(isLaMemeChose)
  const enEcrivant = ditesEnEcrivant(porteurs, saisies, question)
  const isMuet = ({ cle }: Porteur) =>
    !saisies[champDe(cle)] && !(champDe(cle) in enEcrivant) && Object.keys(saisies).some((nom) => isMontant(cle, nom))
  // R-MAJ-12 — choix du portail : seul, nul ne voit « la même chose » choisie ; un montant vidé ne la dit pas
  const muets = porteurs.filter((porteur) => gardees[champDe(porteur.cle)] === 'toujours' && isMuet(porteur))
  const oublier = (nom: string) =>
    sans.some(({ cle }) => isMontant(cle, nom)) || muets.some(({ cle }) => nom === champDe(cle))
  return { reponses: { ...forgetReponses(saisies, oublier), ...enEcrivant }, oublier }
}

/** One tap answers for everyone who has not answered: what another wrote is theirs. */
function enUneTouche(
  porteurs: readonly Porteur[],
  faire: string,
  { saisies, gardees }: Readonly<{ saisies: Reponses; gardees: Reponses }>,
  question: Question,
): Sens {
  const { champDe, isMontant, lire } = question
  const dites = { ...gardees, ...saisies }
  const enEcrivant = ditesEnEcrivant(porteurs, dites, question)
  const apres: Reponses = { ...dites, ...enEcrivant }
  const isADire = (porteur: Porteur) => {
    const { valeur, anomalies } = lire(porteur, apres)
    return valeur === undefined || anomalies.length > 0
  }
  const isRienEcrit = ({ cle }: Porteur) =>
    Object.entries(apres).every(([nom, texte]) => !isMontant(cle, nom) || texte.trim() === '')
  const isSansMontant = ({ cle }: Porteur) => apres[champDe(cle)] !== 'autre'
  const aDire = porteurs.filter(isADire)
  // R-MAJ-14 — choix du portail : une touche n’efface rien de ce qu’un autre a écrit tant qu’elle a quelqu’un pour qui répondre
  const pour =
    [aDire.filter(isRienEcrit), aDire, porteurs.filter(isSansMontant), porteurs].find(({ length }) => length > 0) ?? []
  // R-MAJ-05 — choix du portail : un montant d’un essai d’avant ne contredit pas le bouton qui répond sans montant
  const oublier = (nom: string) => pour.some(({ cle }) => isMontant(cle, nom))
  const touchees = Object.fromEntries(pour.map(({ cle }) => [champDe(cle), faire]))
  return { reponses: { ...forgetReponses(saisies, oublier), ...enEcrivant, ...touchees }, oublier }
}

/** The answers of those who wrote an amount without choosing. */
function ditesEnEcrivant(porteurs: readonly Porteur[], reponses: Reponses, { champDe, isMontant }: Question): Reponses {
  const isEcrit = (cle: string) =>
    Object.entries(reponses).some(
      ([nom, texte]) => nom.endsWith('.euros') && isMontant(cle, nom) && texte.trim() !== '',
    )
  const ecrits = porteurs.filter(({ cle }) => !reponses[champDe(cle)] && isEcrit(cle))
  return Object.fromEntries(ecrits.map(({ cle }) => [champDe(cle), 'autre']))
}
