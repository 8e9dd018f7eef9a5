/** Where the applicants of some départements go instead: said on the first screen, before anything is typed. */
import type { Jour } from '#lib/domain/calendrier.ts'
import { listFichiersPartages } from '#lib/domain/demande/territoire.ts'

/** `le`: the day on which the page is shown. */
export function FichiersPartages({ le }: Readonly<{ le: Jour }>) {
  return listFichiersPartages(le).map(({ departement, nom, adresse }) => (
    <p key={departement} className="texte">
      Votre numéro commence par {departement.padStart(3, '0')} ? Votre demande est tenue par le {nom}. Elle se
      renouvelle sur son site :{' '}
      <a className="fr-link" href={adresse} rel="noopener">
        {new URL(adresse).host}
      </a>
    </p>
  ))
}
