import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readReglagesDeTerritoire } from '#db/queries/reglages-de-territoire.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { PARTIES_GARDEES } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { isPrevenu } from '#lib/domain/demande/reglages-de-territoire.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { Cadre } from '#lib/ui/renouveler/cadre.tsx'
import { Oubli } from '#lib/ui/saisie-gardee/oubli.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { cheminDeSaisie } from '../../../ma-demande/[ref]/garder.ts'
import { charger } from '../charger.ts'
import { cheminDe } from '../chemins.ts'
import { Recu } from './recu.tsx'
import { recuMontrable } from './recu-montrable.ts'

export const metadata: Metadata = { title: 'Votre demande est renouvelée' }
export const acces = 'renouveler-ma-demande'

type Props = { params: Promise<{ ref: string }> }

/** What a renewal says anew: all but the name, which is corrected apart. */
const PARTIES_RENOUVELEES = PARTIES_GARDEES.filter((partie) => partie !== 'nom')

/** The receipt of the last renewal: the same however often one comes back. */
export default async function CEstFait({ params }: Props) {
  const { ref: text } = await params
  const chargee = await charger(text, 'fait')
  if (!chargee) {
    answerWith(404)
    return <Introuvable />
  }
  const { ref, lue } = chargee
  const montrable = recuMontrable(lue)
  if (!montrable) redirect(`/ma-demande/${ref}`)
  const { dernier, echeances } = montrable
  const { expireLe, ouvreLe, dernierJour } = echeances
  const previent = isPrevenu(await readReglagesDeTerritoire(lue.demande.territoire))
  return (
    <Cadre titre={`Votre demande est renouvelée jusqu’au ${formatJourEntier(expireLe)}`}>
      {lue.depasse ? null : (
        <Oubli
          adresses={[cheminDe(ref, 'reponses'), ...PARTIES_RENOUVELEES.map((partie) => cheminDeSaisie(ref, partie))]}
        />
      )}
      <Recu reference={ref} dernier={dernier} />
      <h2>Et maintenant ?</h2>
      <ul>
        <li>
          <strong>Votre situation change ?</strong> Adresse, téléphone, famille, travail, ressources : signalez-le dans{' '}
          <a href={`/ma-demande/${ref}`}>votre demande</a>, sans attendre l’an prochain.
        </li>
        <li>
          Le prochain renouvellement s’ouvre le <time dateTime={ouvreLe}>{formatJourEntier(ouvreLe)}</time>.
          {previent
            ? ' Nous vous préviendrons.'
            : ' Notez cette date : nous n’envoyons pas encore de rappels là où est votre demande.'}
        </li>
        <li>
          Le dernier jour sera le <time dateTime={dernierJour}>{formatJourEntier(dernierJour)}</time>.
        </li>
      </ul>
    </Cadre>
  )
}
