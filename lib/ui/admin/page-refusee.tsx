import { phraseDuRefus } from '#lib/documents/refus.ts'

/** In the administration, in place of a page that is not shown: why, and the way out. */
function PageRefusee({ titre, raison }: Readonly<{ titre: string; raison: string }>) {
  return (
    <div className="admin__fiche">
      <h1>{titre}</h1>
      <p>{raison}</p>
      <p>
        <a className="fr-btn" href="/admin">
          Revenir à mon administration
        </a>
      </p>
    </div>
  )
}

/** A page that this role may not open. */
export const AccesRefuse = () => (
  <PageRefusee titre="Cette page ne vous est pas ouverte" raison={phraseDuRefus({ code: 'acces-refuse' })} />
)

/** What does not exist or belongs to another: the two are told alike. */
export const ObjetIntrouvable = () => (
  <PageRefusee
    titre="Cette page n’existe pas"
    raison="L’adresse est peut-être mal écrite, ou ce qu’elle montrait n’est pas de votre ressort."
  />
)
