/** What lacks for the demande to be registered, and what cannot be read: asked here, never made up. */
import { blocsACompleter } from '#lib/domain/demande/formulaire/renouvellement/a-completer.ts'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { Champs, Erreurs } from '#lib/ui/renouveler/champs.tsx'
import { cheminDe } from '../chemins.ts'
import { type EtapeProps, FormulaireDEtape, ListeDesCommunes, libelleDans } from './commun.tsx'

export function Completer({ reference, fil, ouvert, reponses, query }: EtapeProps) {
  const { demande, lu } = ouvert
  const blocs = lu.groupes.flatMap((one) => one.blocs)
  const demandes = blocsACompleter(lu)
  return (
    <Cadre titre="Il manque quelques réponses" etape="Étape 4 sur 4 : confirmer" fil={fil}>
      {query.revoir === undefined ? null : <Erreurs anomalies={lu.anomalies} libelleDe={libelleDans(blocs)} />}
      {lu.mineur ? (
        <p>
          Une demande se dépose à partir de dix-huit ans, ou émancipé. Voyez un guichet :{' '}
          <a href="/points-de-contact?service=renouvellement">trouver un guichet</a>.
        </p>
      ) : (
        <p>Sans elles, votre demande ne peut pas être enregistrée.</p>
      )}
      <FormulaireDEtape reference={reference} etape="completer" version={demande.version}>
        {demandes.map(({ titre, champs }) => (
          <fieldset className="renouveler__bloc" key={titre}>
            <legend>{titre}</legend>
            <Champs champs={champs} reponses={reponses} anomalies={lu.anomalies} />
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
