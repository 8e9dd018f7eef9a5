/** Where the applicants of some départements go instead: said on the first screen, before anything is typed. */
import type { Jour } from '#lib/domain/calendrier.ts'
import { listFichiersPartages } from '#lib/domain/demande/territoire.ts'

/** Who has no number yet is told by the place where they look for a home. */
const DIT = {
  depot: (departement: string, nom: string) =>
    `Vous cherchez un logement dans le département ${departement} ? Votre demande sera tenue par le ${nom}. Elle se dépose sur son site :`,
  renouvellement: (departement: string, nom: string) =>
    `Votre numéro commence par ${departement.padStart(3, '0')} ? Votre demande est tenue par le ${nom}. Elle se renouvelle sur son site :`,
}

/** `le`: the day on which the page is shown. */
export function FichiersPartages({ le, acte }: Readonly<{ le: Jour; acte: keyof typeof DIT }>) {
  // R-TER-13 — arrêté du 23 mars 2015 (cahier des charges) : un fichier partagé local tient lui-même ses demandes
  return listFichiersPartages(le).map(({ departement, nom, adresse }) => (
    <p key={departement} className="texte">
      {DIT[acte](departement, nom)}{' '}
      <a className="fr-link" href={adresse} rel="noopener">
        {new URL(adresse).host}
      </a>
    </p>
  ))
}
