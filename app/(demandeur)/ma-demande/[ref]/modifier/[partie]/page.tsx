import type { Metadata } from 'next'
import Link from 'next/link'
import { formatMontant, formatRessources } from '#lib/documents/contenu-en-lignes.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { listARecopier } from '#lib/documents/saisie-gardee.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { isPartie, PARTIES, partiesDe } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import { anneeDuRevenu, porteursDe } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { RetourDesTextes } from '#lib/ui/saisie-gardee/retour-des-textes.tsx'
import { type MiseAJourOuverte, readPourMettreAJour } from '#lib/usecases/update-demande.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { recuesDe } from '#lib/web/frappes-recues.ts'
import { answerWith } from '#lib/web/statut.ts'
import { filDe } from '../../fil.ts'
import { FilDeMiseAJour } from '../../fil-de-mise-a-jour.tsx'
import { cheminDuFormulaire } from '../../garder.ts'
import { IdentiteFigee } from '../../identite-figee.tsx'
import { Instant, Reprise } from '../../reprise.tsx'
import { ModifierForm } from '../modifier.form.tsx'

export const metadata: Metadata = { title: 'Modifier ma demande' }
export const acces = 'modifier-ma-demande'

type Props = {
  params: Promise<{ ref: string; partie: string }>
}

export default async function ModifierUnePartie({ params }: Props) {
  const { ref: text, partie } = await params
  const demandeur = await requireDemandeur(`/ma-demande/${text}/modifier/${partie}`)
  const { ctx } = demandeur
  const ref = parseDemandeRef(text)
  const recues = await recuesDe(demandeur)
  const lue = ref && isPartie(partie) ? await readPourMettreAJour({ ref, ctx }, partie) : undefined
  if (ref && lue && !lue.ok && lue.refus.code === 'demande-radiee')
    return (
      <div className="fr-container page renouveler">
        <h1>Cette demande ne se modifie plus</h1>
        <p className="fr-text--lg">{phraseDuRefus(lue.refus)}</p>
        <ul className="fr-btns-group fr-btns-group--inline-md">
          <li>
            <Link className="fr-btn" href="/points-de-contact" prefetch={false}>
              Trouver un point de contact
            </Link>
          </li>
          <li>
            <Link className="fr-btn fr-btn--secondary" href={`/ma-demande/${ref}`} prefetch={false}>
              Revenir à ma demande
            </Link>
          </li>
        </ul>
      </div>
    )
  // Another's and nobody's are told apart by nothing.
  if (!lue?.ok || !isPartie(partie) || !partiesDe(lue.value.demande.contenu).includes(partie)) {
    answerWith(404)
    return <Introuvable />
  }
  const { demande, le, blocs, communes, gardee } = lue.value
  const annee = anneeDuRevenu(le)
  const repris = gardee?.isReprise ? gardee : undefined
  // Beside what is to be copied, nothing is kept as it is typed: it would take its place.
  const isSuivi = gardee === undefined || gardee.isReprise
  const fil = await filDe(
    demandeur,
    demande.ref,
    partie,
    {
      version: repris?.valeurs.version ?? String(demande.version),
      ...(partie === 'revenu' ? { annee: String(annee) } : {}),
    },
    recues,
  )
  const cle = `${demande.version} ${gardee?.gardeeAt.toISOString()}`
  return (
    <div className="fr-container page renouveler">
      {isSuivi ? <FilDeMiseAJour key={`fil ${cle}`} {...fil} /> : <RetourDesTextes {...fil} />}
      <h1>{PARTIES[partie]}</h1>
      <p>
        Changez seulement ce qui n’est plus exact. Vos dates et votre ancienneté restent les mêmes : modifier n’est pas
        renouveler.
      </p>
      {partie === 'vous' ? (
        <p className="discret">
          {demande.contenu.demandeur.nature === 'personne-morale' ? null : (
            <>
              <IdentiteFigee demande={demande.ref} contenu={demande.contenu} />{' '}
            </>
          )}
          <Link className="fr-link" href={`/ma-demande/${demande.ref}/coordonnees`} prefetch={false}>
            Changer mon courriel ou mon téléphone
          </Link>
        </p>
      ) : null}
      {partie === 'ressources' || partie === 'revenu' ? <Montants ouverte={lue.value} partie={partie} /> : null}
      {gardee ? (
        <Reprise
          demande={demande.ref}
          partie={partie}
          gardeeLe={<Instant at={gardee.gardeeAt} territoire={demande.territoire} />}
          aRecopier={repris ? undefined : listARecopier(gardee.valeurs, blocs)}
        />
      ) : null}
      <ModifierForm
        key={cle}
        adresse={cheminDuFormulaire(demande.ref, partie)}
        demande={demande.ref}
        partie={partie}
        version={demande.version}
        blocs={blocs}
        communes={partie === 'recherche' ? communes : []}
        annee={annee}
        initial={repris?.valeurs}
        repris={repris?.gardeeAt.toISOString()}
        isSuivi={isSuivi}
      />
      <p className="fr-mt-3w">
        <Link className="fr-link" href={`/ma-demande/${demande.ref}`} prefetch={false}>
          Revenir à ma demande sans rien changer
        </Link>
      </p>
    </div>
  )
}

/** What stands: an amount that is not known is said so, and stays so when nothing is answered. */
function Montants({
  ouverte: { demande, le },
  partie,
}: Readonly<{ ouverte: MiseAJourOuverte; partie: 'ressources' | 'revenu' }>) {
  const annee = anneeDuRevenu(le)
  return (
    <>
      <p>
        {partie === 'ressources' ? (
          <>Salaire, retraite, chômage, RSA, allocations familiales… Ne comptez pas les aides au logement (APL, AL).</>
        ) : (
          <>
            Il est écrit sur votre <strong>avis d’impôt {annee + 1}</strong>, en première page : c’est celui des revenus
            de {annee}.
          </>
        )}
      </p>
      <h2 className="fr-h6">Ce qui est enregistré</h2>
      <dl className="renouveler__faits fr-mb-3w">
        {porteursDe(demande.contenu, [], le)
          .filter(({ revenu }) => partie === 'ressources' || revenu)
          .map(({ cle, nom, ressources, revenu }) => (
            <div key={cle}>
              <dt>
                {nom}
                {partie === 'revenu' && revenu?.annee ? `, revenus de ${revenu.annee}` : ''}
              </dt>
              <dd>{partie === 'ressources' ? formatRessources(ressources) : formatMontant(revenu?.montant ?? null)}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
