/** What lacks for the demande to be registered, and what cannot be read: asked here, never made up. */
import { blocsACompleter } from '#lib/domain/demande/formulaire/renouvellement/a-completer.ts'
import { CHAMP_EMANCIPE } from '#lib/domain/demande/formulaire/renouvellement/emancipation.ts'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { Champs, Erreurs } from '#lib/ui/renouveler/champs.tsx'
import { cheminDe } from '../chemins.ts'
import { type EtapeProps, FormulaireDEtape, ListeDesCommunes, libelleDans } from './commun.tsx'

export function Completer({ reference, fil, ouvert, reponses, query }: EtapeProps) {
  const { demande, lu } = ouvert
  const blocs = lu.groupes.flatMap((one) => one.blocs)
  const demandes = blocsACompleter(lu)
  // Before sixteen there is no box: nothing that is written here would change anything.
  const isEmancipable = demandes.some(({ champs }) => champs.some(({ nom }) => nom === CHAMP_EMANCIPE))
  // Sent without the box: nothing else would say why the page comes back.
  const erreurs = isEmancipable && query.revoir !== undefined ? [...lu.anomalies, SANS_EMANCIPATION] : lu.anomalies
  const titreDeLAge = isEmancipable ? 'Êtes-vous émancipé ou émancipée ?' : 'Votre âge'
  return (
    <Cadre
      titre={lu.mineur && lu.manques.length === 0 ? titreDeLAge : 'Il manque quelques réponses'}
      etape="Étape 4 sur 4 : confirmer"
      fil={fil}
    >
      {query.revoir === undefined ? null : <Erreurs anomalies={erreurs} libelleDe={libelleDans(blocs)} />}
      {lu.mineur ? (
        <p>
          {isEmancipable
            ? 'Avant dix-huit ans, une demande ne se renouvelle que si vous êtes émancipé ou émancipée. Sinon, ou si votre date de naissance est fausse, voyez un guichet :'
            : 'Votre demande dit que vous avez moins de seize ans : elle ne se renouvelle pas ici. Si votre date de naissance est fausse, voyez un guichet :'}{' '}
          <a className="fr-link" href="/points-de-contact?service=renouvellement">
            trouver un guichet
          </a>
          .
        </p>
      ) : (
        <p>Sans elles, votre demande ne peut pas être enregistrée.</p>
      )}
      {demandes.length > 0 && (
        <FormulaireDEtape reference={reference} etape="completer" version={demande.version}>
          {demandes.map(({ titre, champs }) => (
            <fieldset className="renouveler__bloc" key={champs[0]?.nom}>
              <legend>{titre}</legend>
              <Champs champs={champs} reponses={reponses} anomalies={erreurs} />
            </fieldset>
          ))}
          <ListeDesCommunes ouvert={ouvert} />
          <button className="fr-btn renouveler__principal" type="submit" name="faire" value="enregistrer">
            Enregistrer ces réponses
          </button>
        </FormulaireDEtape>
      )}
      <p>
        <a className="fr-link" href={cheminDe(reference)}>
          Revenir à votre demande
        </a>
      </p>
    </Cadre>
  )
}

const SANS_EMANCIPATION = {
  champ: CHAMP_EMANCIPE,
  message: 'Cochez cette case si vous êtes émancipé ou émancipée. Sinon, voyez un guichet.',
}
