import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { lecture } from '#db/queries/lecture.ts'
import { loadPoint } from '#db/queries/points.ts'
import { findPointGarde, loadPointRetire } from '#db/queries/points-retires.ts'
import { findEnvoiDeSignalement } from '#db/queries/signalements.ts'
import { formatAdresse } from '#lib/documents/points.ts'
import { phraseDeSignalement } from '#lib/documents/signalements.ts'
import { PointAbsent } from '#lib/ui/points/point-absent.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { SignalementForm } from './signalement.form.tsx'

export const metadata: Metadata = { title: 'Signaler une erreur', robots: { index: false } }

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Signaler({ params, searchParams }: Props) {
  const { id } = await params
  const point = await loadPoint(lecture, id)
  if (!point) {
    const garde = await findPointGarde(lecture, id)
    if (garde) permanentRedirect(`/points-de-contact/${garde}/signaler`)
    const retire = (await loadPointRetire(lecture, id)) ?? null
    answerWith(retire ? 410 : 404)
    return <PointAbsent retire={retire} />
  }
  const fiche = `/points-de-contact/${point.id}`
  if ('merci' in (await searchParams))
    return (
      <div className="fr-container page texte">
        <h1>Merci</h1>
        <p role="status">
          {phraseDeSignalement(point.nom, (await findEnvoiDeSignalement(lecture, point.id)) ?? 'personne')}
        </p>
        <p>
          <a className="fr-btn" href={fiche}>
            Revenir au point de contact
          </a>
        </p>
      </div>
    )
  return (
    <div className="fr-container page texte">
      <h1>Signaler une erreur</h1>
      <p>
        Sur <a href={fiche}>{point.nom}</a>
        {point.adresse && <>, {formatAdresse(point.adresse)}</>}. Aucun compte n’est nécessaire, et rien ne vous est
        demandé sur vous.
      </p>
      <SignalementForm pointId={point.id} cle={randomUUID()} />
    </div>
  )
}
