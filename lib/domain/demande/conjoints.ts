/** The couples of a demande through its life: a form that one of the two sends alone takes nothing from the other. */
import type { Fait } from './faits.ts'
import type { Contenu, Cotitulaire } from './formulaire/contenu.ts'
import { isReconnue } from './nommee.ts'

/** `rang`: among the co-titulaires, from 0; null: a form left them out since. `isCouvert`: the rule of couples is theirs. */
export type Conjoint = Readonly<{ personne: Cotitulaire; rang: number | null; isCouvert: boolean }>

/** Whether the rule covers a link: married or PACS, never concubins nor housemates. */
const isLienCouvert = ({ lien }: Cotitulaire): boolean =>
  // R-SEP-01 — bulletin de juillet 2014 (SNE 3.3) : « anciennement marié ou pacsé »
  lien === 'M' || lien === 'P'

/** `isLa`: the last content names them. */
type Connu = Readonly<{ personne: Cotitulaire; isCouvert: boolean; isLa: boolean }>

/**
 * Who may part from a demande: its co-titulaires in their order, then those that a form left out, oldest first. A couple is
 * covered if it was one since they came in, whatever a later form says of their link. `faits`: all of them, in their order.
 */
export function listConjoints({ cotitulaires }: Contenu, faits: readonly Fait[]): readonly Conjoint[] {
  const connus = faits.reduce(follow, [])
  const isConnu = (qui: Cotitulaire) => connus.some((un) => un.isCouvert && isReconnue(un.personne, qui))
  return [
    ...cotitulaires.map((qui, rang) => ({ personne: qui, rang, isCouvert: isLienCouvert(qui) || isConnu(qui) })),
    // R-SEP-09 — CCH, L441-1 : la demande qui « mentionnait l’autre » lui garde son ancienneté, même si elle ne le mentionne plus
    ...connus
      .filter((un) => !cotitulaires.some((qui) => isReconnue(un.personne, qui)))
      .map(({ personne, isCouvert }) => ({ personne, rang: null, isCouvert })),
  ]
}

function follow(connus: readonly Connu[], fait: Fait): readonly Connu[] {
  if (!('contenu' in fait)) return connus
  const { cotitulaires } = fait.contenu
  const gardes = listGardes(connus, fait)
  const avant = (qui: Cotitulaire) => gardes.find((un) => isReconnue(un.personne, qui))
  return [
    ...gardes
      .filter((un) => !cotitulaires.some((qui) => isReconnue(un.personne, qui)))
      .map((un) => ({ ...un, isLa: false })),
    ...cotitulaires.map((qui) => ({
      personne: qui,
      isCouvert: isLienCouvert(qui) || avant(qui)?.isCouvert === true,
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
  const isNomme = ({ personne }: Connu) => fait.contenu.cotitulaires.some((qui) => isReconnue(personne, qui))
  const isParti = (un: Connu) => un.isLa && !isNomme(un)
  // Nobody that it named left: it was one of those left out before.
  return connus.some(isParti) ? connus.filter((un) => !isParti(un)) : connus.filter(isNomme)
}
