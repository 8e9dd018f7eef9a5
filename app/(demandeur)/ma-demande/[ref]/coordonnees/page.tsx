import type { Metadata } from 'next'
import Link from 'next/link'
import { findSaisieGardee } from '#db/queries/saisies-gardees.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { textesDesContacts } from '#lib/usecases/update-contacts.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { answerWith } from '#lib/web/statut.ts'
import { CoordonneesForm } from '../coordonnees.form.tsx'
import { cheminDuFormulaire } from '../garder.ts'
import { Reprise } from '../reprise.tsx'

export const metadata: Metadata = { title: 'Mes coordonnées' }
export const acces = 'modifier-ma-demande'

type Props = {
  params: Promise<{ ref: string }>
}

export default async function Coordonnees({ params }: Props) {
  const { ref: text } = await params
  const { ctx } = await requireDemandeur(`/ma-demande/${text}/coordonnees`)
  const ref = parseDemandeRef(text)
  const lue = ref ? await readDemande({ ref, ctx }, 'coordonnees') : undefined
  if (!lue?.ok || lue.value.demande.statut !== 'active') {
    answerWith(404)
    return <Introuvable />
  }
  const { contenu, version } = lue.value.demande
  const initial = textesDesContacts(contenu.demandeur)
  const { ref: reference } = lue.value.demande
  const gardee = await findSaisieGardee(ctx.acteur, reference, 'coordonnees')
  return (
    <div className="fr-container page renouveler">
      <h1>Mes coordonnées</h1>
      <p>
        C’est par elles que vous serez prévenu. Si le courriel change, l’ancien en est averti ; pendant trois jours,
        aucun code ne part vers le nouveau.
      </p>
      {gardee ? <Reprise demande={reference} partie="coordonnees" /> : null}
      <CoordonneesForm
        key={gardee ? 'gardee' : 'enregistree'}
        adresse={cheminDuFormulaire(reference, 'coordonnees')}
        demande={reference}
        version={version}
        initial={gardee ?? initial}
      />
      <p className="fr-mt-3w">
        Votre adresse a changé ?{' '}
        <Link className="fr-link" href={`/ma-demande/${reference}/modifier/vous`} prefetch={false}>
          Modifier mon adresse ou ma situation
        </Link>
      </p>
      <p>
        <Link className="fr-link" href={`/ma-demande/${reference}`} prefetch={false}>
          Revenir à ma demande
        </Link>
      </p>
    </div>
  )
}
