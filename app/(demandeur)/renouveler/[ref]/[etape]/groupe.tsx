/** One group opened: its fields, as they stand or as they were typed. */
import { GROUPES, type Groupe } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { Blocs, Erreurs } from '#lib/ui/renouveler/champs.tsx'
import { cheminDe } from '../chemins.ts'
import { type EtapeProps, FormulaireDEtape, ListeDesCommunes, libelleDans } from './commun.tsx'

export function UnGroupe({
  reference,
  fil,
  ouvert,
  reponses,
  query,
  groupe,
}: EtapeProps & Readonly<{ groupe: Groupe }>) {
  const { demande, lu } = ouvert
  const { blocs = [], anomalies = [], etat } = lu.groupes.find((one) => one.groupe === groupe) ?? {}
  return (
    <Cadre titre={`Ce qui a changé : ${GROUPES[groupe].toLowerCase()}`} etape="Étape 1 sur 4 : votre demande" fil={fil}>
      {query.revoir === undefined ? null : <Erreurs anomalies={anomalies} libelleDe={libelleDans(blocs)} />}
      <p>Changez seulement ce qui n’est plus exact.</p>
      {groupe === 'vous' && demande.contenu.demandeur.nature === 'personne-physique' ? (
        <p className="discret">
          Votre nom, votre prénom et votre date de naissance ne se changent pas ici. Si votre nom ou votre prénom est
          faux,{' '}
          <a className="fr-link" href={`/ma-demande/${reference}/nom`}>
            demandez sa correction en ligne
          </a>
          . Pour votre date de naissance, voyez{' '}
          <a className="fr-link" href="/points-de-contact?service=modification">
            un guichet
          </a>
          .
        </p>
      ) : null}
      <FormulaireDEtape reference={reference} etape={groupe} version={demande.version}>
        <Blocs blocs={blocs} reponses={reponses} anomalies={anomalies} />
        {groupe === 'recherche' ? <ListeDesCommunes ouvert={ouvert} /> : null}
        <button className="fr-btn renouveler__principal" type="submit" name="faire" value="enregistrer">
          Enregistrer ces changements
        </button>
        {etat === 'change' ? (
          <button className="fr-btn fr-btn--secondary renouveler__second" type="submit" name="faire" value="retablir">
            Finalement, rien n’a changé ici
          </button>
        ) : null}
      </FormulaireDEtape>
      <p>
        <a className="fr-link" href={cheminDe(reference)}>
          Revenir à votre demande
        </a>
      </p>
    </Cadre>
  )
}
