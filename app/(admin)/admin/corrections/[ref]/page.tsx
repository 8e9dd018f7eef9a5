import type { Metadata } from 'next'
import Link from 'next/link'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { readCorrection } from '#lib/domain/demande/correction-d-identite.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { type Identite, identiteDe } from '#lib/domain/demande/identite.ts'
import { formatNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Tableau } from '#lib/ui/admin/tableau.tsx'
import { readDemande } from '#lib/usecases/read-demande.ts'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { DecisionForm } from '../decision.form.tsx'
import { PORTE_DU_GESTIONNAIRE } from '../porte.ts'

export const metadata: Metadata = { title: 'Correction d’un nom' }
export const acces = 'traiter-corrections'

type Props = { params: Promise<{ ref: string }> }

const CHAMPS = [
  ['nom', 'Nom d’usage'],
  ['nomDeNaissance', 'Nom de naissance'],
  ['prenom', 'Prénom'],
] as const satisfies readonly (readonly [keyof Identite, string])[]

export default pagePrivee(acces, async (ctx, { params }: Props) => {
  const ref = parseDemandeRef((await params).ref)
  const lue = ref ? await readDemande({ ref, ctx, porte: PORTE_DU_GESTIONNAIRE }, 'correction') : undefined
  if (!lue?.ok || lue.value.demande.statut === 'effacee') {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const { demande } = lue.value
  const correction = demande.statut === 'active' ? demande.correction : null
  const avant = identiteDe(demande.contenu)
  const lu = correction && readCorrection(demande.contenu, correction)
  return (
    <div className="admin__fiche">
      <p>
        <Link href="/admin/corrections" prefetch={false}>
          Toutes les corrections
        </Link>
      </p>
      <h1>Demande n° {formatNumeroUnique(demande.numeroUnique)}</h1>
      {correction && lu ? (
        <>
          <Tableau
            titre={`Correction demandée le ${formatJourEntier(correction.demandeeLe)}`}
            colonnes={['Ce qui se corrige', 'Sur la demande', 'Demandé']}
            lignes={CHAMPS.filter(([champ]) => avant[champ] !== null || lu.nouvelle[champ] !== null).map(
              ([champ, libelle]) => ({
                cle: champ,
                cellules: [libelle, avant[champ] ?? '(vide)', lu.nouvelle[champ] ?? '(vide)'],
              }),
            )}
          />
          <p>{`Ce que dit la personne\u00a0: «\u00a0${correction.motif}\u00a0»`}</p>
          <p>
            {lu.difference === 'mouvement'
              ? 'C’est un autre nom de naissance, ou un autre prénom : ne le corrigez qu’après avoir vu une pièce.'
              : 'C’est le même état civil, écrit autrement.'}
          </p>
          <DecisionForm demande={demande.ref} version={demande.version} aPiece={lu.difference === 'mouvement'} />
        </>
      ) : (
        <p>Aucune correction n’attend pour cette demande.</p>
      )}
    </div>
  )
})
