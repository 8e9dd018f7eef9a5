import type { Metadata } from 'next'
import Link from 'next/link'
import { findSaisieGardee } from '#db/queries/saisies-gardees.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { textesDesContacts } from '#lib/domain/demande/formulaire/contacts.ts'
import { isGardeeSurAppareilPartage } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { recuesDe } from '#lib/web/frappes-recues.ts'
import { answerWith } from '#lib/web/statut.ts'
import { CoordonneesForm } from '../coordonnees.form.tsx'
import { filDe } from '../fil.ts'
import { FilDeMiseAJour } from '../fil-de-mise-a-jour.tsx'
import { cheminDuFormulaire } from '../garder.ts'
import { Instant, Reprise } from '../reprise.tsx'

export const metadata: Metadata = { title: 'Mes coordonnées' }
export const acces = 'modifier-ma-demande'

type Props = {
  params: Promise<{ ref: string }>
}

export default async function Coordonnees({ params }: Props) {
  const { ref: text } = await params
  const demandeur = await requireDemandeur(`/ma-demande/${text}/coordonnees`)
  const { ctx } = demandeur
  const recues = await recuesDe(demandeur)
  const ref = parseDemandeRef(text)
  const lue = ref ? await readDemande({ ref, ctx }, 'coordonnees') : undefined
  if (!lue?.ok || lue.value.demande.statut !== 'active') {
    answerWith(404)
    return <Introuvable />
  }
  const { contenu, version, territoire } = lue.value.demande
  const initial = textesDesContacts(contenu.demandeur)
  const { ref: reference } = lue.value.demande
  const gardee = await findSaisieGardee(ctx.acteur, reference, 'coordonnees')
  const isSuivi = !demandeur.appareilPartage || isGardeeSurAppareilPartage('coordonnees')
  const fil = await filDe(
    demandeur,
    reference,
    'coordonnees',
    { version: gardee?.valeurs.version ?? String(version) },
    recues,
  )
  const cle = `${version} ${gardee?.gardeeAt.toISOString()}`
  return (
    <div className="fr-container page renouveler">
      {isSuivi ? <FilDeMiseAJour key={`fil ${cle}`} {...fil} /> : null}
      <h1>Mes coordonnées</h1>
      <p>
        C’est par elles que l’on peut vous joindre. Si le courriel change, l’ancien en est averti ; pendant trois jours,
        aucun code ne part vers le nouveau.
      </p>
      {gardee ? (
        <Reprise
          demande={reference}
          partie="coordonnees"
          gardeeLe={<Instant at={gardee.gardeeAt} territoire={territoire} />}
        />
      ) : null}
      <CoordonneesForm
        key={cle}
        adresse={cheminDuFormulaire(reference, 'coordonnees')}
        demande={reference}
        version={version}
        initial={gardee?.valeurs ?? initial}
        repris={gardee?.gardeeAt.toISOString()}
        isSuivi={isSuivi}
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
