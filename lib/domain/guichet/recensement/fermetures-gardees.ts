/**
 * Closures in words beside those that are published: nobody asked to erase the ones by the others, and the words that
 * the comment of the row holds are not what the row says in its comment.
 */
import type { ContenuDePoint } from '../point-de-contact.ts'
import { COMMENTAIRE_MAX, joinMarque, withoutMarque } from './mots-de-fermetures.ts'
import type { RangDePoint } from './points.ts'
import type { Proposition, Remarque } from './remarques.ts'

type EnMots = Extract<Remarque, { code: 'fermetures-sans-annee' | 'fermetures-en-mots' }>
const isEnMots = (remarque: Remarque): remarque is EnMots =>
  remarque.code === 'fermetures-sans-annee' || remarque.code === 'fermetures-en-mots'

const withChanges = (rang: RangDePoint, contenu: ContenuDePoint, changes: Partial<ContenuDePoint>): RangDePoint => {
  const changed: ContenuDePoint = Object.assign({}, contenu, changes)
  return { ...rang, contenu: changed, valeurs: changed }
}

const withEnMots = (rang: RangDePoint, change: (remarque: EnMots) => Remarque): RangDePoint => ({
  ...rang,
  remarques: rang.remarques.map((remarque) => (isEnMots(remarque) ? change(remarque) : remarque)),
})

/** What `change` makes of the row without the words of its closures, which then join the comment that it has. */
export function aPartDesMots(rang: RangDePoint, change: (rang: RangDePoint) => RangDePoint): RangDePoint {
  const mots = rang.remarques.find(isEnMots)?.valeur
  if (mots === undefined || !rang.contenu) return change(rang)
  const changed = change(withChanges(rang, rang.contenu, { commentaire: withoutMarque(rang.contenu.commentaire) }))
  if (!changed.contenu) return { ...changed, valeurs: rang.valeurs }
  const commentaire = joinMarque(changed.contenu.commentaire, mots)
  if (commentaire.length <= COMMENTAIRE_MAX) return withChanges(changed, changed.contenu, { commentaire })
  return { ...withEnMots(changed, (remarque) => ({ ...remarque, gravite: 'refus' })), contenu: null }
}

const vider = ({ colonne, cellule }: Remarque): Proposition => ({
  pourquoi: 'cellule-videe',
  ecritures: [{ colonne, cellule, valeur: '' }],
})

/** The row with the closures of the published point wherever its own are in words only. */
export function gardeFermetures(rang: RangDePoint, publie: ContenuDePoint): RangDePoint {
  const { contenu } = rang
  if (!contenu) return rang
  if (!rang.remarques.some(isEnMots)) return isCorrigee(contenu, publie) ? withoutPerimee(rang, contenu) : rang
  if (publie.fermetures.length === 0) return rang
  // R-REC-97 — choix du portail : des jours qui ne sont pas certains n’effacent pas ceux qui sont publiés
  return withEnMots(withChanges(rang, contenu, { fermetures: publie.fermetures }), (remarque) => ({
    ...remarque,
    estGarde: true,
    propositions: [...(remarque.propositions ?? []), vider(remarque)],
  }))
}

/** The row as its own cells say it, whatever closures were kept when it was compared before. */
export function sansFermeturesGardees(rang: RangDePoint): RangDePoint {
  if (!rang.contenu || !rang.remarques.some((remarque) => isEnMots(remarque) && remarque.estGarde)) return rang
  return withEnMots(
    withChanges(rang, rang.contenu, { fermetures: [] }),
    ({ estGarde: _, propositions = [], ...remarque }) => {
      const own = propositions.filter(({ pourquoi }) => pourquoi !== 'cellule-videe')
      return { ...remarque, ...(own.length > 0 && { propositions: own }) }
    },
  )
}

/** Certain days were written, other than those that are published. */
const isCorrigee = ({ fermetures }: ContenuDePoint, publie: ContenuDePoint): boolean =>
  fermetures.length > 0 && JSON.stringify(fermetures) !== JSON.stringify(publie.fermetures)

/** What the comment still says of the words that those days replace goes. */
const withoutPerimee = (rang: RangDePoint, contenu: ContenuDePoint): RangDePoint => {
  const commentaire = withoutMarque(contenu.commentaire)
  return commentaire === contenu.commentaire ? rang : withChanges(rang, contenu, { commentaire })
}
