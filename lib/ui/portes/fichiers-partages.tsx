/** Where the applicants of some départements go instead: said on the first screen, before anything is typed. */
import type { Jour } from '#lib/domain/calendrier.ts'
import { type FichierPartage, listFichiersPartages } from '#lib/domain/demande/territoire.ts'

/** Who has no number yet is told by the place where they look for a home. */
const DIT = {
  depot: ({ departement, ou }: FichierPartage) =>
    `Vous cherchez un logement ${ou} (${departement}) ? Les demandes s’y déposent sur un autre site :`,
  renouvellement: ({ departement }: FichierPartage) =>
    `Votre numéro commence par ${departement.padStart(3, '0')} ? Votre demande se renouvelle sur un autre site :`,
}

/** `le`: the day on which the page is shown. */
export function FichiersPartages({ le, acte }: Readonly<{ le: Jour; acte: keyof typeof DIT }>) {
  // R-TER-13 — arrêté du 23 mars 2015 (cahier des charges) : un fichier partagé local tient lui-même ses demandes
  return listFichiersPartages(le).map((fichier) => (
    <p key={fichier.departement} className="texte">
      {DIT[acte](fichier)}{' '}
      <a className="fr-link" href={fichier.adresse} rel="noopener">
        {new URL(fichier.adresse).host}
      </a>
    </p>
  ))
}
