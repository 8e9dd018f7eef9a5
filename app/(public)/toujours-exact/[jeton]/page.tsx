import type { Metadata } from 'next'
import { lecture } from '#db/queries/lecture.ts'
import { loadVerification } from '#db/queries/verifications.ts'
import { formatJour } from '#lib/documents/horaires.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { openVerification } from '#lib/sceau.ts'
import { PointList } from '#lib/ui/points/point-list.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { ConfirmationForm } from './confirmation.form.tsx'

export const metadata: Metadata = {
  title: 'Vos points de contact sont-ils toujours exacts ?',
  robots: { index: false },
  referrer: 'strict-origin',
}

export default async function ToujoursExact({ params }: { params: Promise<{ jeton: string }> }) {
  const { jeton } = await params
  const id = openVerification(decodeURIComponent(jeton))
  const question = id ? await loadVerification(lecture, id) : undefined
  if (!question) {
    answerWith(404)
    return <Dire titre="Ce lien n’est pas reconnu" phrase={phraseDuRefus({ code: 'lien-inconnu' })} />
  }
  const { centre, expireLe, confirmeeLe, isExpiree, points, total, vus } = question
  if (confirmeeLe)
    return (
      <Dire
        titre="Merci"
        phrase={`Les points de contact de « ${centre} » sont confirmés depuis le ${formatJour(confirmeeLe)}. Vous n’avez plus rien à faire.`}
      />
    )
  if (isExpiree) {
    answerWith(410)
    return (
      <Dire titre="Ce lien n’est plus valable" phrase={phraseDuRefus({ code: 'lien-expire', expireLe })} connexion />
    )
  }
  if (total === 0)
    return (
      <Dire
        titre="Rien à confirmer"
        phrase={`« ${centre} » n’a plus de point de contact publié : fermez cette page.`}
      />
    )
  return (
    <div className="fr-container page">
      <div className="texte">
        <h1>
          {total === 1
            ? 'Ce point de contact est-il toujours exact ?'
            : `Ces ${total} points de contact sont-ils toujours exacts ?`}
        </h1>
        <p>
          Voici ce que le public lit de « {centre} ». Relisez, puis confirmez : la date de mise à jour devient celle
          d’aujourd’hui.
        </p>
        <ConfirmationForm jeton={jeton} vus={vus} />
        <h2>Quelque chose a changé ?</h2>
        <p>
          <a href="/connexion?retour=/admin/points">Connectez-vous pour corriger vos points</a>. Sans compte,
          servez-vous de « Signaler une erreur » sous le point qui a changé : votre centre et votre gestionnaire le
          recevront.
        </p>
        <h2>Ce que le public lit</h2>
      </div>
      <PointList points={points} />
      {total > points.length && (
        <p>
          Les {total - points.length} autres points se lisent dans{' '}
          <a href="/connexion?retour=/admin/points">l’administration</a>.
        </p>
      )}
    </div>
  )
}

function Dire({ titre, phrase, connexion = false }: Readonly<{ titre: string; phrase: string; connexion?: boolean }>) {
  return (
    <div className="fr-container page texte">
      <h1>{titre}</h1>
      <p role="status">{phrase}</p>
      <p>
        {connexion ? (
          <a className="fr-btn" href="/connexion?retour=/admin/points">
            Se connecter à l’administration
          </a>
        ) : (
          <a href="/">Revenir à l’accueil</a>
        )}
      </p>
    </div>
  )
}
