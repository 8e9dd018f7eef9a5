import type { Metadata } from 'next'
import Link from 'next/link'
import { listNomsDuContenu } from '#db/queries/noms-de-communes.ts'
import { listPartiesGardees } from '#db/queries/saisies-gardees.ts'
import { lineOfFait, suiteDe } from '#lib/documents/histoire-de-demande.ts'
import { TITRES_DES_PARTIES } from '#lib/documents/saisie-gardee.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { answerWith } from '#lib/web/statut.ts'
import { Attestations } from './attestations.tsx'
import { Dates, Le } from './dates.tsx'
import { Enregistre } from './enregistre.tsx'
import { cheminDuFormulaire } from './garder.ts'

export const metadata: Metadata = { title: 'Ma demande' }
export const acces = 'consulter-ma-demande'

type Props = {
  params: Promise<{ ref: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

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
  const { demande, faits, le, actes } = lue.value
  const { contenu } = demande
  const suite = suiteDe(demande, { le, actes })
  const noms = await listNomsDuContenu(contenu)
  const gardees = demande.statut === 'active' ? await listPartiesGardees(ctx.acteur, demande.ref) : []
  const hasOthers = ctx.acteur.role === 'demandeur' && ctx.acteur.demandes.length > 1
  return (
    <div className="fr-container page renouveler">
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
      <p className="ma-demande__numero">
        <span>
          N° <strong>{formatNumeroUnique(demande.numeroUnique)}</strong>
        </span>
        {demande.statut === 'active' ? (
          <span className="fr-badge fr-badge--success">Active</span>
        ) : (
          <span className="fr-badge fr-badge--error">Radiée (annulée)</span>
        )}
      </p>
      <section className="panneau fr-mb-3w" aria-labelledby="suite">
        <h2 id="suite" className="fr-h4 fr-mb-1w">
          Ce qui vient ensuite
        </h2>
        <p className="fr-text--lg">{suite.phrase}</p>
        {suite.peutRenouveler ? (
          <Link className="fr-btn fr-btn--lg" href={`/renouveler/${demande.ref}`} prefetch={false}>
            Renouveler ma demande
          </Link>
        ) : suite.voir ? (
          <Link className="fr-link" href={`/points-de-contact?service=${suite.voir}`} prefetch={false}>
            Trouver un point de contact
          </Link>
        ) : null}
      </section>
      <Dates demande={demande} le={le} />
      <Attestations demande={demande} faits={faits} />
      <Enregistre demande={demande} nomDe={(code) => noms.get(code) ?? code} le={le} />
      {demande.correction ? (
        <p>
          Vous avez demandé la correction de votre nom le <Le jour={demande.correction.demandeeLe} /> : le gestionnaire
          territorial décidera.
        </p>
      ) : null}
      {actes.includes('modification') ? (
        <ul className="fr-btns-group fr-btns-group--inline-md fr-mt-2w">
          <li>
            <Link className="fr-btn fr-btn--secondary" href={`/ma-demande/${demande.ref}/coordonnees`} prefetch={false}>
              Changer mes coordonnées
            </Link>
          </li>
          <li>
            <Link className="fr-btn fr-btn--secondary" href={`/ma-demande/${demande.ref}/rappels`} prefetch={false}>
              Choisir mes rappels
            </Link>
          </li>
          {!actes.includes('demande-de-correction') || contenu.demandeur.nature === 'personne-morale' ? null : (
            <li>
              <Link className="fr-btn fr-btn--tertiary" href={`/ma-demande/${demande.ref}/nom`} prefetch={false}>
                Faire corriger mon nom
              </Link>
            </li>
          )}
        </ul>
      ) : null}
      <section aria-labelledby="histoire">
        <h2 id="histoire" className="fr-h4 fr-mt-4w">
          Ce qui s’est passé
        </h2>
        <ul className="ma-demande__histoire">
          {faits.toReversed().map(({ rang, fait }) => (
            <li key={rang}>
              <Le jour={fait.le} />
              <span className="visuellement-cache"> : </span>
              <strong>{lineOfFait(fait)}</strong>
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
    </div>
  )
}
