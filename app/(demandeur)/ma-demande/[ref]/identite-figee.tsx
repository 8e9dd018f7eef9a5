/** What of an identity does not change on a form, and where each piece of it is corrected. */
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'

type Props = Readonly<{ contenu: Pick<Contenu, 'recherche'> }>

// R-IDE-13 — choix du portail : une date de naissance se corrige à un guichet, sur pièce, et la page dit lequel
/** Whom to see about a date of birth: in the commune asked for first, since where somebody lives stands in no address. */
export function NaissanceACorriger({ contenu: { recherche } }: Props) {
  const commune = recherche.localisations[0]?.commune
  const vers = `/points-de-contact?service=modification${commune ? `&commune=${commune}` : ''}`
  return (
    <>
      Si votre date de naissance est fausse, voyez un guichet avec votre pièce d’identité{'\u00A0'}:{' '}
      <a className="fr-link" href={vers}>
        trouver un guichet
      </a>
      .
    </>
  )
}

/** For a person; an association has no such thing. */
export const IdentiteFigee = ({ demande, contenu }: Props & Readonly<{ demande: string }>) => (
  <>
    Votre nom, votre prénom et votre date de naissance ne se changent pas ici. Si votre nom ou votre prénom est faux,{' '}
    <a className="fr-link" href={`/ma-demande/${demande}/nom`}>
      demandez sa correction en ligne
    </a>
    . <NaissanceACorriger contenu={contenu} />
  </>
)
