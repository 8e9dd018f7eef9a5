import type { Metadata } from 'next'
import Link from 'next/link'
import { findSaisieGardee } from '#db/queries/saisies-gardees.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { identiteDe } from '#lib/domain/demande/identite.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { requireDemandeur } from '#lib/web/demandeur.ts'
import { recuesDe } from '#lib/web/frappes-recues.ts'
import { answerWith } from '#lib/web/statut.ts'
import { NomForm } from '../coordonnees.form.tsx'
import { filDe } from '../fil.ts'
import { FilDeMiseAJour } from '../fil-de-mise-a-jour.tsx'
import { cheminDuFormulaire } from '../garder.ts'
import { NaissanceACorriger } from '../identite-figee.tsx'
import { Instant, Reprise } from '../reprise.tsx'

export const metadata: Metadata = { title: 'Faire corriger mon nom' }
export const acces = 'modifier-ma-demande'

type Props = {
  params: Promise<{ ref: string }>
}

export default async function CorrigerLeNom({ params }: Props) {
  const { ref: text } = await params
  const demandeur = await requireDemandeur(`/ma-demande/${text}/nom`)
  const { ctx } = demandeur
  const recues = await recuesDe(demandeur)
  const ref = parseDemandeRef(text)
  const lue = ref ? await readDemande({ ref, ctx }, 'nom') : undefined
  if (
    !lue?.ok ||
    lue.value.demande.statut !== 'active' ||
    lue.value.demande.contenu.demandeur.nature === 'personne-morale'
  ) {
    answerWith(404)
    return <Introuvable />
  }
  const { contenu, version, territoire } = lue.value.demande
  const { nom, nomDeNaissance, prenom } = identiteDe(contenu)
  const initial = { nom: nom ?? '', nomDeNaissance: nomDeNaissance ?? '', prenom: prenom ?? '' }
  const { ref: reference } = lue.value.demande
  const gardee = await findSaisieGardee(ctx.acteur, reference, 'nom')
  const fil = await filDe(demandeur, reference, 'nom', { version: gardee?.valeurs.version ?? String(version) }, recues)
  const cle = `${version} ${gardee?.gardeeAt.toISOString()}`
  return (
    <div className="fr-container page renouveler">
      <FilDeMiseAJour key={`fil ${cle}`} {...fil} />
      <h1>Faire corriger mon nom</h1>
      <p>
        Le nom et le prénom ne se changent pas ici : vous demandez leur correction, et le gestionnaire territorial
        décide. Votre ancienneté ne change pas.
      </p>
      <p className="discret">
        <NaissanceACorriger contenu={contenu} />
      </p>
      {gardee ? (
        <Reprise demande={reference} partie="nom" gardeeLe={<Instant at={gardee.gardeeAt} territoire={territoire} />} />
      ) : null}
      <NomForm
        key={cle}
        adresse={cheminDuFormulaire(reference, 'nom')}
        demande={reference}
        version={version}
        initial={gardee?.valeurs ?? initial}
        repris={gardee?.gardeeAt.toISOString()}
        isSuivi
      />
      <p className="fr-mt-3w">
        <Link className="fr-link" href={`/ma-demande/${reference}`} prefetch={false}>
          Revenir à ma demande
        </Link>
      </p>
    </div>
  )
}
