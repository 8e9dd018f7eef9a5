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
  champDeLigne,
  champDeRessources,
  champDeRevenu,
  champDuMontant,
  isDeLaLigne,
  LIGNES_AU_PLUS,
  lireRessources,
  lireRevenu,
  type Porteur,
} from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'

/** Names of the form that are no answers. */
const TECHNIQUE = new Set<string>(['version', 'etape', 'faire', ...NOMS_DE_FRAPPE])

/** `oublier`: fields that go back to what stands on the demande. */
export type Sens = Readonly<{ reponses: Reponses; oublier?: (nom: string) => boolean; relue?: boolean }>

export function interpreter(champs: Readonly<Record<string, string>>, contenu: Contenu, lu: Renouveler): Sens {
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
  if (etape === 'ressources') return surLesMontants(lu.porteurs, faire, saisies, RESSOURCES)
  if (etape === 'revenu') {
    const concernes = lu.porteurs.filter(({ revenu }) => revenu)
    return surLesMontants(concernes, faire, saisies, REVENU)
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
  lire: (porteur: Porteur, reponses: Reponses) => Readonly<{ anomalies: readonly unknown[] }>
}>
const RESSOURCES: Question = { champDe: champDeRessources, isMontant: isDeLaLigne, lire: lireRessources }
const REVENU: Question = {
  champDe: champDeRevenu,
  isMontant: (cle, nom) => nom === champDuMontant(cle),
  lire: lireRevenu,
}

/**
 * One tap answers for everyone; otherwise who wrote an amount without choosing answered by writing it. Who taps, or keeps
 * what stands and writes nothing else, has written no amount: those of an earlier try go.
 */
function surLesMontants(
  porteurs: readonly Porteur[],
  faire: string,
  saisies: Reponses,
  { champDe, isMontant, lire }: Question,
): Sens {
  const isPourTous = ['toujours', 'rien', 'inconnu'].includes(faire)
  const isLaMemeChose = (porteur: Porteur) =>
    saisies[champDe(porteur.cle)] === 'toujours' && lire(porteur, saisies).anomalies.length === 0
  const sans = porteurs.filter((porteur) => isPourTous || isLaMemeChose(porteur))
  // R-MAJ-05 — choix du portail : un montant d’un essai d’avant ne contredit pas le bouton qui répond sans montant
  const oublier = (nom: string) => sans.some(({ cle }) => isMontant(cle, nom))
  const dites = forgetReponses(saisies, oublier)
  if (isPourTous)
    return { reponses: { ...dites, ...Object.fromEntries(porteurs.map(({ cle }) => [champDe(cle), faire])) }, oublier }
  const ecrits = porteurs.filter(
    ({ cle }) => !saisies[champDe(cle)] && montantsDe(cle).some((nom) => (saisies[nom] ?? '').trim() !== ''),
  )
  return { reponses: { ...dites, ...Object.fromEntries(ecrits.map(({ cle }) => [champDe(cle), 'autre'])) }, oublier }
}

const montantsDe = (cle: string): readonly string[] => [
  champDuMontant(cle),
  ...Array.from({ length: LIGNES_AU_PLUS }, (_, rang) => champDeLigne(cle, rang, 'euros')),
]
