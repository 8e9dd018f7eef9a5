/** The couples of a demande through its life: a form that one of the two sends alone takes nothing from the other. */
import type { Fait } from './faits.ts'
import type { Contenu, Cotitulaire } from './formulaire/contenu.ts'
import { enCharge, isNommee, isReconnue, type Personne } from './nommee.ts'

/** Where a content names somebody, from 0. */
export type Place = Readonly<{ liste: 'cotitulaires' | 'personnesACharge'; rang: number }>
/** `place` null: a form left them out since. `isCouvert`: the rule of couples is theirs. */
export type Conjoint = Readonly<{ personne: Personne; place: Place | null; isCouvert: boolean }>

/** Whether the rule covers a link: married or PACS, never concubins nor housemates. */
const isLienCouvert = ({ lien }: Cotitulaire): boolean =>
  // R-SEP-01 — bulletin de juillet 2014 (SNE 3.3) : « anciennement marié ou pacsé »
  lien === 'M' || lien === 'P'

/** Whom a content names that may be the spouse of its applicant. */
function listNommes({ demandeur, cotitulaires, foyer }: Contenu): readonly Conjoint[] {
  const avecLui = cotitulaires.map((personne, rang) => ({
    personne,
    place: { liste: 'cotitulaires', rang } as const,
    isCouvert: isLienCouvert(personne),
  }))
  const situation = demandeur.nature === 'personne-physique' ? demandeur.situationFamiliale : null
  const isEnCouple = situation === 'M' || situation === 'P'
  if (!isEnCouple || avecLui.some(({ isCouvert }) => isCouvert)) return avecLui
  // R-SEP-10 — CCH, L441-1 : la demande « mentionnait l’autre parmi les personnes à loger », cotitulaire ou non ; à charge, son lien se dit « Autre »
  const aCharge = foyer.personnesACharge.flatMap((un, rang) =>
    un.lien === 'A'
      ? [{ personne: enCharge(un), place: { liste: 'personnesACharge', rang } as const, isCouvert: true }]
      : [],
  )
  return [...avecLui, ...aCharge]
}

/** `isLa`: the last content names them. */
type Connu = Readonly<{ personne: Personne; isCouvert: boolean; isLa: boolean }>

/**
 * Who may part from a demande: its co-titulaires in their order, then the spouse that it names among the dependants, then
 * those that a form left out or made a dependant, oldest first. A couple is covered if it was one since they came in,
 * whatever a later form says of their link. `faits`: all of them, in their order.
 */
export function listConjoints(contenu: Contenu, faits: readonly Fait[]): readonly Conjoint[] {
  const connus = faits.reduce(follow, [])
  const nommes = listNommes(contenu)
  const isConnu = (qui: Personne) => connus.some((un) => un.isCouvert && isReconnue(un.personne, qui))
  return [
    ...nommes.map((un) => ({ ...un, isCouvert: un.isCouvert || isConnu(un.personne) })),
    // R-SEP-09 — CCH, L441-1 : la demande qui « mentionnait l’autre » lui garde son ancienneté, même si elle ne le mentionne plus
    ...connus
      .filter((un) => !nommes.some(({ personne }) => isReconnue(un.personne, personne)))
      .map(({ personne, isCouvert }) => ({ personne, place: placeACharge(contenu, personne), isCouvert })),
  ]
}

function placeACharge({ foyer }: Contenu, qui: Personne): Place | null {
  const rang = foyer.personnesACharge.findIndex((un) => isReconnue(enCharge(un), qui))
  return rang === -1 ? null : { liste: 'personnesACharge', rang }
}

function follow(connus: readonly Connu[], fait: Fait): readonly Connu[] {
  if (!('contenu' in fait)) return connus
  const nommes = listNommes(fait.contenu)
  const gardes = listGardes(connus, fait)
  const avant = (qui: Personne) => gardes.find((un) => isReconnue(un.personne, qui))
  return [
    ...gardes
      .filter((un) => !nommes.some(({ personne }) => isReconnue(un.personne, personne)))
      .map((un) => ({ ...un, isLa: false })),
    ...nommes.map(({ personne, isCouvert }) => ({
      personne,
      isCouvert: isCouvert || avant(personne)?.isCouvert === true,
      isLa: true,
    })),
  ]
}

/** Who is still to be counted with after an act: not who left by it, nor the couples of a head that changed. */
function listGardes(connus: readonly Connu[], fait: Extract<Fait, { contenu: Contenu }>): readonly Connu[] {
  if (fait.type === 'depot' || fait.type === 'reprise' || fait.type === 'changement-de-titulaire') return []
  if (fait.type !== 'separation') return connus
  const { parti } = fait
  if (parti) return connus.filter(({ personne }) => !isReconnue(personne, parti))
  // A fait of before that said who parted.
  const isNomme = ({ personne }: Connu) => isNommee(fait.contenu, personne)
  const isParti = (un: Connu) => un.isLa && !isNomme(un)
  // Nobody that it named left: it was one of those left out before.
  return connus.some(isParti) ? connus.filter((un) => !isParti(un)) : connus.filter(isNomme)
}
