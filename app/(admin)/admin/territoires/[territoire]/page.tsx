import type { Metadata } from 'next'
import Link from 'next/link'
import { LIGNES_D_HISTORIQUE, listHistoriqueDuTerritoire } from '#db/queries/historique.ts'
import { listReglagesDesTerritoires } from '#db/queries/reglages-de-territoire.ts'
import { fonctionsOuvertes } from '#lib/domain/demande/reglages-de-territoire.ts'
import { Historique } from '#lib/ui/admin/historique.tsx'
import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { Succes } from '#lib/ui/admin/succes.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { pagePrivee } from '../../page-privee.tsx'
import { RadiationSourde } from '../radiation-sourde.tsx'
import { changeReglagesAction, undoReglagesAction } from '../reglages.action.ts'
import { AnnulationForm, ReglagesForm } from '../reglages.form.tsx'

export const metadata: Metadata = { title: 'Territoire' }
export const acces = 'consulter-territoires'

type Props = {
  params: Promise<{ territoire: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Whether undoing the last change would switch radiation on again. */
const rouvreLaRadiation = (avant: Readonly<Record<string, unknown>> | null, isOuverte: boolean): boolean =>
  !isOuverte && Array.isArray(avant?.ouverts) && avant.ouverts.includes('radiation')

export default pagePrivee(acces, async ({ acteur }, { params, searchParams }: Props) => {
  const [{ territoire: code }, query] = await Promise.all([params, searchParams])
  const regle = (await listReglagesDesTerritoires()).find(({ territoire }) => territoire === code)
  if (!regle) {
    answerWith(404)
    return <ObjetIntrouvable />
  }
  const historique = await listHistoriqueDuTerritoire(acteur, regle.territoire)
  const [dernier] = historique
  return (
    <div className="admin__fiche">
      <p>
        <Link href="/admin/territoires" prefetch={false}>
          Tous les territoires
        </Link>
      </p>
      <h1>
        {regle.nom} ({regle.territoire})
      </h1>
      {'enregistre' in query ? <Succes>Les réglages sont enregistrés : ils valent dès maintenant.</Succes> : null}
      {'annule' in query ? <Succes>Le changement est annulé : les réglages d’avant valent de nouveau.</Succes> : null}
      <RadiationSourde isSourde={regle.isSourde} />
      <ReglagesForm
        key={`reglages-${regle.version}`}
        action={changeReglagesAction}
        territoire={regle.territoire}
        version={regle.version}
        ouverts={fonctionsOuvertes(regle.reglages)}
      />
      <Historique lignes={historique} max={LIGNES_D_HISTORIQUE} />
      {dernier ? (
        <AnnulationForm
          key={`annulation-${dernier.id}`}
          action={undoReglagesAction}
          territoire={regle.territoire}
          id={dernier.id}
          rouvreLaRadiation={rouvreLaRadiation(dernier.avant, regle.reglages.radiation)}
        />
      ) : null}
    </div>
  )
})
