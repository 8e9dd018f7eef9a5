/** In the administration, in place of what does not exist or belongs to another: the two are told alike. */
export function ObjetIntrouvable() {
  return (
    <div className="admin__fiche">
      <h1>Cette page n’existe pas</h1>
      <p>L’adresse est peut-être mal écrite, ou ce qu’elle montrait n’est pas de votre ressort.</p>
      <p>
        <a className="fr-btn" href="/admin">
          Revenir à mon administration
        </a>
      </p>
    </div>
  )
}
