export default function PointIntrouvable() {
  return (
    <div className="fr-container page texte">
      <h1>Ce point de contact n’est pas publié</h1>
      <p>
        Il a pu fermer, changer de place ou être retiré par le centre qui le tient. L’adresse de cette page a pu aussi
        être mal recopiée.
      </p>
      <p>
        <a className="fr-btn" href="/points-de-contact">
          Chercher un autre point de contact
        </a>
      </p>
    </div>
  )
}
