import type { Metadata } from 'next'
import Link from 'next/link'
import { lecture } from '#db/queries/lecture.ts'
import { loadVerification, type Question } from '#db/queries/verifications.ts'
import { formatNombre } from '#lib/documents/chiffres.ts'
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

type Query = Readonly<Record<string, string | string[] | undefined>>
type Props = { params: Promise<{ jeton: string }>; searchParams: Promise<Query> }

export default async function ToujoursExact({ params, searchParams }: Props) {
  const [{ jeton }, query] = await Promise.all([params, searchParams])
  const id = openVerification(decodeURIComponent(jeton))
  const page = typeof query.page === 'string' && /^[1-9]\d{0,3}$/.test(query.page) ? Number(query.page) : 1
  const lus = typeof query.lus === 'string' ? query.lus : undefined
  const question = id ? await loadVerification(lecture, id, { page, lus }) : undefined
  if (!question) {
    answerWith(404)
    return <Dire titre="Ce lien n’est pas reconnu" phrase={phraseDuRefus({ code: 'lien-inconnu' })} />
  }
  const { centre, expireLe, confirmeeLe, isExpiree, points, total, premier, suite } = question
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
            : `Ces ${formatNombre(total)} points de contact sont-ils toujours exacts ?`}
        </h1>
        <p>
          Voici ce que le public lit de « {centre} ». Relisez, puis confirmez : la date de mise à jour devient celle
          d’aujourd’hui.
        </p>
        <Reponse jeton={jeton} question={question} />
        <h2>Quelque chose a changé ?</h2>
        <p>
          <a href="/connexion?retour=/admin/points">Connectez-vous pour corriger vos points</a>. Sans compte,
          servez-vous de « Signaler une erreur » sous le point qui a changé : une fois envoyé, la page vous dit qui le
          reçoit.
        </p>
        <h2>Ce que le public lit</h2>
      </div>
      <PointList points={points} debut={premier} />
      {suite ? (
        <p>
          <Link
            className="fr-btn"
            href={`/toujours-exact/${jeton}?page=${suite.page}&lus=${suite.lus}`}
            prefetch={false}
          >
            Lire la suite
          </Link>
        </p>
      ) : null}
    </div>
  )
}

/** The one button, once every point was shown; until then, which of them are on this page and what is left. */
function Reponse({ jeton, question }: Readonly<{ jeton: string; question: Question }>) {
  const { points, total, premier, suite, vus } = question
  const dernier = premier + points.length - 1
  const places =
    total > points.length ? (
      <p>
        Points {formatNombre(premier)} à {formatNombre(dernier)} sur {formatNombre(total)}.
      </p>
    ) : null
  if (vus)
    return (
      <>
        {places}
        <ConfirmationForm jeton={jeton} vus={vus} />
      </>
    )
  if (suite)
    return (
      <>
        {places}
        <p>
          Relisez cette page, puis la suite, au bas de la liste : il en reste {formatNombre(total - dernier)}. Vous
          confirmez sur la dernière page, une fois que tout a été lu.
        </p>
      </>
    )
  return (
    <div className="fr-alert fr-alert--warning fr-mb-3w" role="alert">
      <p>
        Des points ont changé depuis que vous avez commencé, ou une page a été passée. On ne confirme que ce que l’on a
        lu : reprenez à la première page.
      </p>
      <p>
        <Link href={`/toujours-exact/${jeton}`} prefetch={false}>
          Reprendre à la première page
        </Link>
      </p>
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
