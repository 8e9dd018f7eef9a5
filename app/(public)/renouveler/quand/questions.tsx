import { type Jour, parseJour } from '#lib/domain/calendrier.ts'

export type Erreurs = Readonly<{ depuis?: string | undefined; departement?: string | undefined }>

/** The two fields, as a plain form whose answer is a page: what was typed is kept, and the focus is on the first fault. */
export function Questions({
  titre,
  depuis,
  departement,
  bornes,
  departements,
  erreurs,
}: {
  titre: string
  depuis: string
  departement: string
  bornes: Readonly<{ premier: Jour; dernier: Jour }>
  departements: readonly { code: string; nom: string }[]
  erreurs: Erreurs
}) {
  // A field of the date type shows no text that is not a day: what was typed would be lost.
  const type = depuis === '' || parseJour(depuis) ? 'date' : 'text'
  return (
    <section className="texte sans-papier" aria-labelledby="questions">
      <h2 id="questions">{titre}</h2>
      <form action="/renouveler/quand" className="panneau" noValidate>
        <div className={erreurs.depuis ? 'fr-input-group fr-input-group--error' : 'fr-input-group'}>
          <label className="fr-label" htmlFor="depuis">
            Jour du dépôt ou du dernier renouvellement
            <span className="fr-hint-text">
              Le plus récent des deux. Il est écrit sur votre attestation. Par exemple : 12/03/2026.
            </span>
          </label>
          <input
            className="fr-input"
            id="depuis"
            name="depuis"
            type={type}
            key={type}
            min={bornes.premier}
            max={bornes.dernier}
            maxLength={40}
            defaultValue={depuis}
            autoComplete="off"
            aria-required="true"
            {...attributsDErreur('depuis', erreurs.depuis)}
            // biome-ignore lint/a11y/noAutofocus: the page answers a form; without scripts nothing else leads to its fault
            autoFocus={erreurs.depuis !== undefined}
          />
          <Erreur id="depuis" texte={erreurs.depuis} />
        </div>
        <div className={erreurs.departement ? 'fr-select-group fr-select-group--error' : 'fr-select-group'}>
          <label className="fr-label" htmlFor="departement">
            Département de la demande
            <span className="fr-hint-text">
              Celui où vous cherchez un logement. En Île-de-France, choisissez l’un des huit : les dates sont les mêmes.
            </span>
          </label>
          <select
            className="fr-select"
            id="departement"
            name="departement"
            defaultValue={departement}
            aria-required="true"
            {...attributsDErreur('departement', erreurs.departement)}
            // biome-ignore lint/a11y/noAutofocus: the same, when this field is the first at fault
            autoFocus={erreurs.depuis === undefined && erreurs.departement !== undefined}
          >
            <option value="">Choisir un département</option>
            {departements.map(({ code, nom }) => (
              <option key={code} value={code}>
                {code} {nom}
              </option>
            ))}
          </select>
          <Erreur id="departement" texte={erreurs.departement} />
        </div>
        <button className="fr-btn fr-mt-2w" type="submit">
          Calculer mes dates
        </button>
      </form>
    </section>
  )
}

const attributsDErreur = (id: string, erreur: string | undefined) =>
  erreur === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-erreur` }

const Erreur = ({ id, texte }: { id: string; texte: string | undefined }) =>
  texte === undefined ? null : (
    <p id={`${id}-erreur`} className="fr-error-text">
      {texte}
    </p>
  )
