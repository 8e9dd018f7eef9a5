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
  // Sent without the box: nothing else would say why the page comes back.
  const erreurs = lu.mineur && query.revoir !== undefined ? [...lu.anomalies, SANS_EMANCIPATION] : lu.anomalies
  const isAge = lu.mineur && lu.manques.length === 0
  return (
    <Cadre
      titre={isAge ? 'Êtes-vous émancipé ou émancipée ?' : 'Il manque quelques réponses'}
      etape="Étape 4 sur 4 : confirmer"
      fil={fil}
    >
      {query.revoir === undefined ? null : <Erreurs anomalies={erreurs} libelleDe={libelleDans(blocs)} />}
      {lu.mineur ? (
        <p>
          Avant dix-huit ans, une demande ne se renouvelle que si vous êtes émancipé ou émancipée. Sinon, ou si votre
          date de naissance est fausse, voyez un guichet :{' '}
          <a className="fr-link" href="/points-de-contact?service=renouvellement">
            trouver un guichet
          </a>
          .
        </p>
      ) : (
        <p>Sans elles, votre demande ne peut pas être enregistrée.</p>
      )}
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
