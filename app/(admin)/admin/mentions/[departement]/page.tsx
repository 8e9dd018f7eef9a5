import type { Metadata } from 'next'
import Link from 'next/link'
import { LIGNES_D_HISTORIQUE, listHistoriqueDesMentions } from '#db/queries/historique.ts'
import { findMentions } from '#db/queries/mentions.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { Historique } from '#lib/ui/admin/historique.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { undoMentionsAction } from '../mentions.action.ts'
import { MentionsForm } from '../mentions.form.tsx'

export const metadata: Metadata = { title: 'Mentions d’un département' }
export const acces = 'consulter-mentions'

type Props = {
  params: Promise<{ departement: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default pagePrivee(acces, async ({ acteur }, { params, searchParams }: Props) => {
  const [{ departement }, query] = await Promise.all([params, searchParams])
  const tenues = await findMentions(acteur, departement)
  if (!tenues) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const { code, nom, version, saisie } = tenues
  const mayEdit = checkAcces(acteur, 'modifier-mentions', { departements: [code], centreId: null }).ok
  const historique = await listHistoriqueDesMentions(acteur, code)
  return (
    <div className="admin__fiche">
      <p>
        <Link href="/admin/mentions" prefetch={false}>
          Tous les départements
        </Link>
      </p>
      <h1>Mentions des attestations, {nom}</h1>
      {'enregistre' in query ? (
        <Succes>Les mentions sont enregistrées : les prochaines attestations les porteront.</Succes>
      ) : null}
      {'annule' in query ? <Succes>Le changement est annulé : les mentions d’avant valent de nouveau.</Succes> : null}
      <p>
        Un changement vaut pour les dépôts et les renouvellements qui suivent. Une attestation déjà délivrée se
        télécharge toujours telle qu’elle était.
      </p>
      <MentionsForm key={version} departement={code} version={version} initial={saisie} lectureSeule={!mayEdit} />
      <Historique lignes={historique} max={LIGNES_D_HISTORIQUE} />
      {mayEdit && historique.length > 0 ? (
        <Formulaire
          key={`annulation-${version}`}
          action={undoMentionsAction}
          bouton="Annuler le dernier changement"
          secondaire
          prefixe="annulation-"
        >
          <input type="hidden" name="departement" value={code} />
          <input type="hidden" name="annulee" value={version} />
        </Formulaire>
      ) : null}
    </div>
  )
})
