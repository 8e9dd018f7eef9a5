/** Nothing may be renewed here today: why, the day that counts, and whom to see. */
import type { ReactNode } from 'react'
import { lecture } from '#db/queries/lecture.ts'
import { listPoints } from '#db/queries/points.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { lignesNonEnregistrees } from '#lib/documents/reponses-depassees.ts'
import type { SaisieARecopier } from '#lib/documents/saisie-gardee.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { PointList } from '#lib/ui/points/point-list.tsx'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import type { RefusDeRenouvelerIci, RenouvellementLu } from '#lib/usecases/open-renouvellement.ts'
import { cheminDe } from './chemins.ts'

const Le = ({ jour }: { jour: Jour }) => (
  <strong>
    <time dateTime={jour}>{formatJourEntier(jour)}</time>
  </strong>
)

export function Fermee({
  lue: { demande, le, dernier, depasse },
  refus,
  reference,
  isAutrement = false,
}: {
  lue: RenouvellementLu
  refus: RefusDeRenouvelerIci
  reference: string
  /** What was just sent is not what its renewal recorded: a tab had stayed on other answers. */
  isAutrement?: boolean
}) {
  switch (refus.code) {
    case 'trop-tot':
      return (
        <Page titre="Il est trop tôt pour renouveler">
          <p className="fr-text--lg">
            Vous pourrez renouveler à partir du <Le jour={refus.ouvreLe} />. Notez cette date.
          </p>
          <p>Votre demande reste valable. Si votre situation change avant, signalez-le.</p>
        </Page>
      )
    case 'deja-renouvelee':
      return (
        <Page titre="Votre demande est déjà renouvelée">
          <p className="fr-text--lg">
            Elle l’a été le <Le jour={refus.renouveleeLe} />. Vous pourrez la renouveler de nouveau à partir du{' '}
            <Le jour={refus.ouvreLe} />.
          </p>
          {isAutrement ? <EnvoyeAutrement reference={reference} /> : null}
          {depasse ? (
            <NonEnregistre reference={reference} lignes={lignesNonEnregistrees(demande.contenu, depasse, le)} />
          ) : null}
          {dernier ? (
            <p>
              <a className="fr-btn" href={cheminDe(reference, 'fait')}>
                Voir le reçu
              </a>
            </p>
          ) : null}
        </Page>
      )
    case 'fichier-partage':
      return (
        <Page titre="Votre demande se renouvelle sur un autre site">
          <p className="fr-text--lg">Dans ce département, les demandes sont sur le site du {refus.nom}.</p>
          <p>
            <a className="fr-btn" href={refus.adresse} rel="noreferrer">
              Aller sur le site du {refus.nom}
            </a>
          </p>
        </Page>
      )
    case 'echeance-passee':
      return (
        <Page titre="Le dernier jour est passé">
          <p className="fr-text--lg">
            Le dernier jour pour renouveler était le <Le jour={refus.dernierJour} />. Appelez un guichet sans attendre :
            il vous dit où en est votre demande et ce que vous pouvez faire.
          </p>
          <QuiVoir contenu={demande.contenu} />
        </Page>
      )
    default:
      return (
        <Page titre="Votre demande ne se renouvelle pas ici">
          <p className="fr-text--lg">{phraseDuRefus(refus)}</p>
          <QuiVoir contenu={demande.contenu} />
        </Page>
      )
  }
}

const EnvoyeAutrement = ({ reference }: Readonly<{ reference: string }>) => (
  <section className="fr-alert fr-alert--warning fr-mb-3w" aria-labelledby="envoye-autrement">
    <h2 id="envoye-autrement" className="fr-alert__title">
      Ce que vous venez d’envoyer n’est pas enregistré
    </h2>
    <p>
      Votre demande a été renouvelée depuis une autre page, avec d’autres réponses : ce sont celles-là qui comptent.
      Vérifiez-les. Si elles ne sont pas justes, changez-les.
    </p>
    <p>
      <a className="fr-link" href={`/ma-demande/${reference}`}>
        Voir ma demande
      </a>
    </p>
  </section>
)

/** What another's renewal overtook: shown as long as it is kept, to be copied where it belongs. */
const NonEnregistre = ({ reference, lignes }: Readonly<{ reference: string; lignes: SaisieARecopier }>) =>
  lignes.length === 0 ? null : (
    <section className="fr-alert fr-alert--warning fr-mb-3w" aria-labelledby="non-enregistre">
      <h2 id="non-enregistre" className="fr-alert__title">
        Ce que vous aviez écrit n’est pas enregistré
      </h2>
      <p>
        Quelqu’un d’autre a renouvelé votre demande avant vous, un guichet par exemple. Voici vos réponses. Recopiez
        dans votre demande ce qui est encore juste.
      </p>
      <dl>
        {lignes.map(({ nom, libelle, valeur }) => (
          <div key={nom}>
            <dt>{libelle}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a className="fr-link" href={`/ma-demande/${reference}`}>
          Mettre à jour ma demande
        </a>
      </p>
    </section>
  )

const Page = ({ titre, children }: { titre: string; children: ReactNode }) => (
  <Cadre titre={titre}>
    {children}
    <p>
      <a className="fr-link" href="/ma-demande">
        Revenir à ma demande
      </a>
    </p>
  </Cadre>
)

const POINTS_AU_PLUS = 5

/** The points de contact that renew, in the commune asked for first: where somebody lives stands in no address. */
async function QuiVoir({ contenu: { recherche } }: { contenu: Contenu }) {
  const commune = recherche.localisations[0]?.commune
  const vers = `/points-de-contact?service=renouvellement${commune ? `&commune=${commune}` : ''}`
  const { points } = commune
    ? await listPoints(lecture, { commune, service: 'renouvellement' }, { limite: POINTS_AU_PLUS })
    : { points: [] }
  return (
    <section aria-labelledby="qui-voir">
      <h2 id="qui-voir">Qui voir, qui appeler</h2>
      {points.length > 0 ? <PointList points={points} titre="h3" /> : null}
      <p>
        <a className="fr-btn" href={vers}>
          Voir tous les guichets qui renouvellent
        </a>
      </p>
    </section>
  )
}
