import { phraseDuRefus } from '#lib/documents/refus.ts'

/** In the administration, in place of a page that is not shown: why, and the way out. */
function PageRefusee({
  titre,
  raison,
  sortie = ['/admin', 'Revenir à mon administration'],
}: Readonly<{ titre: string; raison: string; sortie?: readonly [href: string, texte: string] }>) {
  return (
    <div className="admin__fiche">
      <h1>{titre}</h1>
      <p>{raison}</p>
      <p>
        <a className="fr-btn" href={sortie[0]}>
          {sortie[1]}
        </a>
      </p>
    </div>
  )
}

/** A page that this role may not open. */
export const AccesRefuse = () => (
  <PageRefusee titre="Cette page ne vous est pas ouverte" raison={phraseDuRefus({ code: 'acces-refuse' })} />
)

/** Someone whose role opens nothing here yet: what is open to them, and who can change it. */
export const RoleSansPorte = ({ role }: Readonly<{ role: string }>) => (
  <PageRefusee
    titre="Aucune page ne vous est encore ouverte ici"
    raison={`Le rôle « ${role} » n’ouvre encore aucune page de l’administration. Toutes les pages publiques vous sont ouvertes. Un administrateur national peut fermer ce compte et vous inviter dans un autre rôle.`}
    sortie={['/', 'Aller à l’accueil']}
  />
)

/** What does not exist or belongs to another: the two are told alike. */
export const ObjetIntrouvable = () => (
  <PageRefusee
    titre="Cette page n’existe pas"
    raison="L’adresse est peut-être mal écrite, ou ce qu’elle montrait n’est pas de votre ressort."
  />
)
