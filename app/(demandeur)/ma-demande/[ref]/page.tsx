import type { Metadata } from 'next'
import Link from 'next/link'
import { listNomsDeCommunes } from '#db/queries/noms-de-communes.ts'
import { listPartiesGardees } from '#db/queries/saisies-gardees.ts'
import { lineOfFait, suiteDe } from '#lib/documents/histoire-de-demande.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { TITRES_DES_PARTIES } from '#lib/documents/saisie-gardee.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { computeAnciennete, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { fuseauDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { answerWith } from '#lib/web/statut.ts'
import { Quitter } from '../quitter.tsx'
import { Enregistre } from './enregistre.tsx'
import { cheminDuFormulaire } from './garder.ts'

export const metadata: Metadata = { title: 'Ma demande' }
export const acces = 'consulter-ma-demande'

type Props = {
  params: Promise<{ ref: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const pluriel = (nombre: number, un: string, plusieurs: string) => `${nombre} ${nombre > 1 ? plusieurs : un}`

function formatAnciennete({ annees, mois }: ReturnType<typeof computeAnciennete>): string {
  const parts = [annees > 0 && pluriel(annees, 'an', 'ans'), mois > 0 && `${mois} mois`].filter(Boolean)
  return parts.length > 0 ? parts.join(' et ') : 'moins d’un mois'
}

const Le = ({ jour }: Readonly<{ jour: Jour }>) => <time dateTime={jour}>{formatJourEntier(jour)}</time>

export default async function UneDemande({ params, searchParams }: Props) {
  const { ref: text } = await params
  const { enregistre } = await searchParams
  const { ctx } = await requireDemandeur(`/ma-demande/${text}`)
  const ref = parseDemandeRef(text)
  const lue = ref ? await readDemande({ ref, ctx }, 'ma-demande') : undefined
  // Another's and nobody's are told apart by nothing.
  if (!lue?.ok || lue.value.demande.statut === 'effacee') {
    answerWith(404)
    return <Introuvable />
  }
  const { demande, faits } = lue.value
  const { contenu, echeances } = demande
  const le = jourLocal(ctx.maintenant, fuseauDuTerritoire(demande.territoire))
  const suite = suiteDe(demande, le)
  const noms = await listNomsDeCommunes(contenu)
  const gardees = demande.statut === 'active' ? await listPartiesGardees(ctx.acteur, demande.ref) : []
  const attestations = faits.filter(({ fait }) => fait.type === 'depot' || fait.type === 'renouvellement').reverse()
  const hasOthers = ctx.acteur.role === 'demandeur' && ctx.acteur.demandes.length > 1
  return (
    <div className="fr-container page texte">
      <h1>Ma demande</h1>
      {enregistre === undefined ? null : (
        <div className="fr-alert fr-alert--success fr-mb-3w" role="status">
          <p>C’est enregistré. Vos dates et votre ancienneté n’ont pas changé.</p>
        </div>
      )}
      {gardees.length > 0 ? (
        <div className="fr-alert fr-alert--warning fr-alert--sm fr-mb-2w">
          {gardees.map((partie) => (
            <p key={partie}>
              Un formulaire vous attend, il n’est pas encore enregistré :{' '}
              <Link className="fr-link" href={cheminDuFormulaire(demande.ref, partie)} prefetch={false}>
                {TITRES_DES_PARTIES[partie]}
              </Link>
            </p>
          ))}
        </div>
      ) : null}
      <p className="fr-text--lg fr-mb-2w">
        N° <strong>{formatNumeroUnique(demande.numeroUnique)}</strong>
      </p>
      <section className="panneau fr-mb-4w" aria-labelledby="suite">
        <h2 id="suite" className="fr-h4">
          Ce qui vient ensuite
        </h2>
        <p>{suite.phrase}</p>
        {suite.peutRenouveler ? (
          <Link className="fr-btn fr-btn--lg" href={`/renouveler/${demande.ref}`} prefetch={false}>
            Renouveler ma demande
          </Link>
        ) : (
          <Link className="fr-link" href="/points-de-contact?service=renouvellement" prefetch={false}>
            Trouver un point de contact
          </Link>
        )}
      </section>
      <section aria-labelledby="dates">
        <h2 id="dates" className="fr-h4">
          Vos dates
        </h2>
        <dl className="faits">
          {demande.statut === 'radiee' ? (
            <div>
              <dt>Radiée (annulée) le</dt>
              <dd>
                <Le jour={demande.radieeLe} />
              </dd>
            </div>
          ) : null}
          {echeances && demande.statut === 'active' ? (
            <>
              <div>
                <dt>Le renouvellement s’ouvre le</dt>
                <dd>
                  <Le jour={echeances.ouvreLe} />
                </dd>
              </div>
              <div>
                <dt>La demande est valable jusqu’au</dt>
                <dd>
                  <Le jour={echeances.expireLe} />
                </dd>
              </div>
              <div>
                <dt>Dernier jour pour renouveler</dt>
                <dd>
                  <strong>
                    <Le jour={echeances.dernierJour} />
                  </strong>
                </dd>
              </div>
            </>
          ) : null}
          <div>
            <dt>Ancienneté</dt>
            <dd>
              {formatAnciennete(computeAnciennete(demande.ancienneteDepuis, le))}, depuis le{' '}
              <Le jour={demande.ancienneteDepuis} />
            </dd>
          </div>
          <div>
            <dt>Déposée le</dt>
            <dd>
              <Le jour={demande.deposeeLe} />
            </dd>
          </div>
          <div>
            <dt>Enregistrée le</dt>
            <dd>
              <Le jour={demande.enregistreeLe} />
            </dd>
          </div>
        </dl>
      </section>
      {attestations.length > 0 ? (
        <section aria-labelledby="attestations">
          <h2 id="attestations" className="fr-h4">
            Vos attestations
          </h2>
          <ul>
            {attestations.map(({ rang, fait }) => (
              <li key={rang}>
                <a className="fr-link" href={`/ma-demande/${demande.ref}/attestations/${rang}`}>
                  Attestation {fait.type === 'depot' ? 'd’enregistrement' : 'de renouvellement'} du{' '}
                  {formatJourEntier(fait.le)} (PDF)
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Enregistre demande={demande} nomDe={(code) => noms.get(code) ?? code} le={le} />
      {demande.correction ? (
        <p>
          Vous avez demandé la correction de votre nom le <Le jour={demande.correction.demandeeLe} /> : le gestionnaire
          territorial décidera.
        </p>
      ) : null}
      {demande.statut === 'active' ? (
        <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-2w">
          <li>
            <Link className="fr-btn fr-btn--secondary" href={`/ma-demande/${demande.ref}/coordonnees`} prefetch={false}>
              Changer mes coordonnées
            </Link>
          </li>
          {demande.correction || contenu.demandeur.nature === 'personne-morale' ? null : (
            <li>
              <Link className="fr-btn fr-btn--tertiary" href={`/ma-demande/${demande.ref}/nom`} prefetch={false}>
                Faire corriger mon nom
              </Link>
            </li>
          )}
        </ul>
      ) : null}
      <section aria-labelledby="histoire">
        <h2 id="histoire" className="fr-h4">
          Ce qui s’est passé
        </h2>
        <ul>
          {faits.toReversed().map(({ rang, fait }) => (
            <li key={rang}>
              <Le jour={fait.le} /> : {lineOfFait(fait)}
            </li>
          ))}
        </ul>
      </section>
      {hasOthers ? (
        <p>
          <Link className="fr-link" href="/ma-demande" prefetch={false}>
            Voir toutes mes demandes
          </Link>
        </p>
      ) : null}
      <p>
        <Link className="fr-link" href="/ma-demande/rattacher" prefetch={false}>
          Ouvrir une autre demande dans ce compte
        </Link>
      </p>
      <Quitter />
    </div>
  )
}
