/** In the administration, in place of a page that this role may not open. */
export function AccesRefuse() {
  return (
    <div className="admin__fiche">
      <h1>Cette page ne vous est pas ouverte</h1>
      <p>
        Votre rôle ne permet pas de la consulter. Pour y accéder, adressez-vous au gestionnaire de votre département.
      </p>
      <p>
        <a className="fr-btn" href="/admin">
          Revenir à mon administration
        </a>
      </p>
    </div>
  )
}
