/**
 * A part of a demande changed outside of a renewal, by the same fields and the same reading: what the form of the part
 * shows, and the content that its answers make. What is left as it was shown changes nothing, amounts included.
 */
import type { Jour } from '../../../calendrier.ts'
import { accept, type Resultat, refuse } from '../../../resultat.ts'
import { canonicalJson } from '../../modification.ts'
import { RESSOURCES } from '../codes.ts'
import type { Contenu } from '../contenu.ts'
import { type Anomalie, readContenu } from '../validite.ts'
import { forgetReponses, mergeReponses } from './brouillon.ts'
import { blocsDuGroupe } from './champs-de-groupe.ts'
import { type Bloc, type ChampSaisi, champ, choix, ecrireMontant } from './champs-saisis.ts'
import type { Communes } from './communes.ts'
import { blocsDeMineur } from './emancipation.ts'
import { groupesDe, isGroupe, type Reponses } from './groupes.ts'
import { readReponses } from './lecture.ts'
import { personnesParPlace } from './personnes.ts'
import {
  anneeDuRevenu,
  CHAMP_DE_L_ANNEE,
  champDeLigne,
  champDeRessources,
  champDeRevenu,
  champDuMontant,
  lignesEcrites,
  type Porteur,
  porteursDe,
} from './ressources.ts'

/** What may change at any time, part by part; the contacts have their own form, which warns those of before. */
export const PARTIES = {
  vous: 'Mon adresse et ma situation',
  foyer: 'Mon foyer',
  logement: 'Mon logement actuel',
  recherche: 'Ce que je cherche',
  ressources: 'Mes ressources de chaque mois',
  revenu: 'Mon revenu fiscal de référence',
} as const
export type Partie = keyof typeof PARTIES
export const isPartie = (texte: string): texte is Partie => Object.hasOwn(PARTIES, texte)

/**
 * What a form was opened on: the content that it showed (undefined when it does not read any more; `ancien` is what is left
 * of it), and the year of the income which it asked for.
 */
export type Page = Readonly<{ contenu: Contenu | undefined; ancien?: unknown; annee: string | undefined }>

/** Whether the fields of two pages of a part ask the same of the same persons, whatever else changed between them. */
export function isMemePage(partie: Partie, a: Page, b: Page): boolean {
  if (partie === 'revenu' && a.annee !== b.annee) return false
  const sens = SENS_DES_RANGS[partie]
  if (sens === undefined) return true
  return a.contenu !== undefined && b.contenu !== undefined && sens(a.contenu) === sens(b.contenu)
}

/** Parts whose fields are named by a place: of another household, or of other lines, they would be another's. */
const SENS_DES_RANGS: Readonly<Partial<Record<Partie, (contenu: Contenu) => string>>> = {
  foyer: personnesParPlace,
  ressources: (contenu) => canonicalJson([personnesParPlace(contenu), ...codesDesLignes(contenu)]),
  revenu: personnesParPlace,
}

/** Whether the fields of a part are named by a place, hence speak of somebody, or of something, that only their page says. */
export const isNommeeParPlace = (partie: Partie): boolean => SENS_DES_RANGS[partie] !== undefined

/** What each line of resources is, in its place; null where none is known. */
const codesDesLignes = ({ demandeur, cotitulaires, foyer }: Contenu) =>
  [
    ...(demandeur.nature === 'personne-morale' ? [] : [demandeur.ressources]),
    ...cotitulaires.map(({ ressources }) => ressources),
    foyer.ressourcesDesPersonnesACharge,
  ].map((dites) => (dites?.statut === 'declarees' ? dites.lignes.map(({ code }) => code) : null))

/** Lets through what was typed on a page that still asks what it asked. */
export function checkPageOuverte(
  partie: Partie,
  { vue, actuel, le }: Readonly<{ vue: Page; actuel: Contenu; le: Jour }>,
): Resultat<true, RefusDePage> {
  // R-MAJ-04 — choix du portail : un champ nommé par le rang d’une personne, ou par une année, ne s’enregistre pas pour une autre
  return isMemePage(partie, vue, pageDuJour(actuel, le)) ? accept(true) : refuse({ code: 'page-depassee' })
}

/** What a form opened now is opened on. */
export const pageDuJour = (contenu: Contenu, le: Jour): Page => ({ contenu, annee: String(anneeDuRevenu(le)) })

export type RefusDePage = { code: 'page-depassee' }

/** The part that holds a field, for who is sent there; undefined: none does. */
export const partieDuChamp = (nom: string, contenu: Contenu, faits: FaitsDesChamps): Partie | undefined =>
  partiesDe(contenu).find((partie) => nom in textesDe(blocsDePartie(partie, contenu, faits)))

/** The parts of a content; an association has no resources. */
export const partiesDe = (contenu: Pick<Contenu, 'demandeur'>): readonly Partie[] => [
  ...groupesDe(contenu),
  ...(contenu.demandeur.nature === 'personne-morale' ? [] : (['ressources', 'revenu'] as const)),
]

export type Faits = Readonly<{ le: Jour; communes: Communes }>
/** What the fields of a form are made of. */
export type FaitsDesChamps = Readonly<{ le: Jour; communes: Pick<Communes, 'nomDe'> }>

/** The fields of a part, as registered. */
export function blocsDePartie(partie: Partie, contenu: Contenu, { le, communes }: FaitsDesChamps): readonly Bloc[] {
  if (isGroupe(partie))
    // R-MAJ-01 — choix du portail : les moyens de joindre le demandeur ne changent que là où l’ancien est prévenu (R-RAT-07)
    return [
      ...blocsDuGroupe(partie, contenu, communes.nomDe).filter(
        ({ champs }) => !champs.some(({ nom }) => nom === 'demandeur.courriel'),
      ),
      ...(partie === 'vous' ? blocsDeMineur(contenu, {}, le) : []),
    ]
  const porteurs = porteursDe(contenu, [], le)
  if (partie === 'ressources') return porteurs.map(blocDeRessources)
  const annee = anneeDuRevenu(le)
  return porteurs.filter(({ revenu }) => revenu).map((porteur) => blocDeRevenu(porteur, annee))
}

const MONTANT = { autre: 'Le montant écrit ci-dessous', rien: 'Rien (0 €)' }

function blocDeRessources(porteur: Porteur): Bloc {
  const { cle, nom } = porteur
  const lignes = lignesEcrites(porteur, {})
  const ecrites = lignes.findLastIndex(({ code, euros }) => code !== '' || euros !== '') + 1
  return {
    titre: nom,
    champs: [
      {
        ...choix(champDeRessources(cle), 'Chaque mois :', null, { ...MONTANT, inconnu: 'Je ne sais pas encore' }),
        sorte: 'reponse',
      },
      ...lignes.slice(0, Math.max(2, ecrites + 1)).flatMap(({ rang, code, euros }): readonly ChampSaisi[] => {
        const suite = rang === 0 ? '' : ` (${rang + 1})`
        return [
          choix(champDeLigne(cle, rang, 'code'), `D’où vient l’argent${suite}`, code, RESSOURCES),
          champ('euros', champDeLigne(cle, rang, 'euros'), `Euros par mois${suite}`, euros),
        ]
      }),
    ],
  }
}

/** The amount shown is that of the year which is asked: another year's says nothing of it. */
function blocDeRevenu({ cle, nom, revenu }: Porteur, annee: number): Bloc {
  const connu = revenu?.annee === annee ? ecrireMontant(revenu.montant) : ''
  return {
    titre: nom,
    champs: [
      {
        ...choix(champDeRevenu(cle), `Revenus de ${annee} :`, null, { ...MONTANT, inconnu: 'Je ne l’ai pas encore' }),
        sorte: 'reponse',
      },
      champ('euros', champDuMontant(cle), 'Montant, en euros', connu),
    ],
  }
}

/** The text of each field, as it is shown when the form opens. */
export const textesDe = (blocs: readonly Bloc[]): Reponses =>
  Object.fromEntries(blocs.flatMap(({ champs }) => champs).map(({ nom, valeur }) => [nom, valeur]))

/** The content that the answers of a part make; null while one of them cannot be kept, and `anomalies` says which. */
export function readMiseAJour(
  { partie, avant, envoyes }: Readonly<{ partie: Partie; avant: Contenu; envoyes: Reponses }>,
  faits: Faits,
): Readonly<{ contenu: Contenu | null; anomalies: readonly Anomalie[] }> {
  const blocs = blocsDePartie(partie, avant, faits)
  const textes = textesDe(blocs)
  const noms = new Set([...Object.keys(textes), ...blocs.flatMap(({ retirer = '' }) => retirer)])
  const saisies = Object.fromEntries(
    Object.entries(mergeReponses({}, envoyes)).filter(([nom, texte]) => noms.has(nom) && isOfferte(nom, texte)),
  )
  const intacts = montantsIntacts(blocs, textes, saisies)
  const debout = readContenu(avant, faits.le)
  const cheminsDebout = new Set(debout.ok ? [] : debout.anomalies.map(({ champ }) => champ))
  const { contenu, anomalies } = readReponses(
    avant,
    {
      ...casesVides(blocs),
      ...forgetReponses(saisies, (nom) => intacts.has(nom)),
      ...montantsRepondus(blocs, textes, saisies),
      // That of the page, which `checkPageOuverte` let through.
      [CHAMP_DE_L_ANNEE]: String(anneeDuRevenu(faits.le)),
    },
    // R-MAJ-07 — choix du portail : une date que le temps a rendue fausse se corrige dans sa partie, et n’arrête pas une autre
    { ...faits, isToleree: (champ, chemin) => !noms.has(champ) && cheminsDebout.has(chemin) },
  )
  return { contenu, anomalies }
}

/** Amounts that « rien » or « je ne sais pas » leave as they are shown: nobody wrote them beside it. */
const montantsIntacts = (blocs: readonly Bloc[], textes: Reponses, saisies: Reponses): ReadonlySet<string> =>
  new Set(
    blocs.flatMap(({ champs }) => {
      const question = champs.find(({ sorte }) => sorte === 'reponse')
      if (!question || !['rien', 'inconnu'].includes(saisies[question.nom] ?? '')) return []
      const intacts = champs.filter(({ nom, sorte }) => sorte === 'euros' && saisies[nom]?.trim() === textes[nom])
      return intacts.map(({ nom }) => nom)
    }),
  )

/** An answer about an amount is one of those that the form offers: « la même chose » is to leave it. */
const isOfferte = (nom: string, texte: string): boolean =>
  !nom.endsWith('.reponse') || ['autre', 'rien', 'inconnu'].includes(texte)

/** A browser sends nothing of a box that is not ticked: on the form that shows it, it was emptied. */
export const casesVides = (blocs: readonly Bloc[]): Reponses =>
  Object.fromEntries(
    blocs.flatMap(({ champs, retirer }) => [
      ...champs.filter(({ sorte }) => sorte === 'case').map(({ nom }) => [nom, ''] as const),
      ...(retirer ? [[retirer, ''] as const] : []),
    ]),
  )

/** Who changes an amount without choosing answered by changing it; who changes nothing is asked nothing. */
function montantsRepondus(blocs: readonly Bloc[], textes: Reponses, saisies: Reponses): Reponses {
  const reponses: Record<string, string> = {}
  for (const { champs } of blocs) {
    const question = champs.find(({ sorte }) => sorte === 'reponse')
    if (!question || saisies[question.nom]) continue
    // R-MAJ-02 — choix du portail : un montant que l’on ne touche pas reste ce qu’il est, l’inconnu aussi ; vidé, il se redemande
    const isTouche = champs.some(({ nom }) => (saisies[nom] ?? textes[nom] ?? '').trim() !== textes[nom])
    if (isTouche) reponses[question.nom] = 'autre'
  }
  return reponses
}
