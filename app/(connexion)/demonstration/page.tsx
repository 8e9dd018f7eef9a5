import type { Metadata } from 'next'
import Link from 'next/link'
import {
  listComptes,
  listLettres,
  listMessages,
  listRappels,
  type MessageMontre,
  parseRepere,
} from '#db/queries/demonstration.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import { ETATS_DE_LETTRE } from '#lib/documents/etats-de-lot.ts'
import { formatInstant } from '#lib/documents/heures.ts'
import { HISTOIRES_RACONTEES } from '#lib/documents/histoires.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { env } from '#lib/env.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { PagesSuivantes } from '#lib/ui/layout/pages-suivantes.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { enterHistoireAction } from './histoire.action.ts'

export const metadata: Metadata = { title: 'Démonstration' }
export const dynamic = 'force-dynamic'
export const acces = 'public'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Each list is read from an address of its own, the two others at their beginning. */
const LISTES = {
  messages: { debut: 'Revenir aux derniers messages', suite: 'Messages plus anciens' },
  rappels: { debut: 'Revenir aux derniers rappels', suite: 'Rappels plus anciens' },
  courriers: { debut: 'Revenir aux derniers courriers', suite: 'Courriers plus anciens' },
} as const
const SOMMAIRE = [
  ['comptes', 'Se connecter en tant que…'],
  ['histoires', 'Vivre l’histoire d’un demandeur…'],
  ['messages', 'Boîte d’envoi'],
  ['rappels', 'Avis et rappels'],
  ['courriers', 'Courriers'],
] as const
const RIEN_DE_PLUS = 'Il n’y en a pas de plus ancien.'

export default async function Demonstration({ searchParams }: Props) {
  if (env.mode !== 'demonstration') {
    answerWith(404)
    return <Introuvable />
  }
  const demande = await searchParams
  const [deMessages, deRappels, deCourriers] = [demande.messages, demande.rappels, demande.courriers].map(parseRepere)
  const [comptes, messages, rappels, courriers] = await Promise.all([
    listComptes(),
    listMessages(deMessages),
    listRappels(deRappels),
    listLettres(deCourriers),
  ])
  const ecrire = ecrireUneLettre(env.siteUrl)
  return (
    <div className="fr-container page">
      <h1>La démonstration</h1>
      <p className="fr-text--lg texte">Toutes les personnes sont inventées. Aucun message ne part d’ici.</p>
      <nav className="fr-mb-4w" aria-label="Dans cette page">
        <ul>
          {SOMMAIRE.map(([ancre, mots]) => (
            <li key={ancre}>
              <a href={`#${ancre}`}>{mots}</a>
            </li>
          ))}
        </ul>
      </nav>
      <h2 id="comptes">Se connecter en tant que…</h2>
      <p>
        <Link className="fr-btn" href="/connexion" prefetch={false}>
          Choisir une identité
        </Link>
      </p>
      <ul className="demonstration__liste">
        {comptes.map((un) => (
          <li key={un.id} className="panneau">
            <strong>{un.nom ?? 'Pas encore venue'}</strong>
            <br />
            {ROLES[un.role]}
            {un.desactiveAt ? ' (compte fermé)' : ''}
            <br />
            <span className="discret">{un.courriel}</span>
          </li>
        ))}
      </ul>
      <h2 id="histoires">Vivre l’histoire d’un demandeur…</h2>
      <p>
        Chacune ouvre, en un geste, la demande d’une personne inventée. Les jours se comptent depuis la première mise en
        route.
      </p>
      <ul className="demonstration__liste">
        {Object.entries(HISTOIRES_RACONTEES).map(([slug, { titre, recit }]) => (
          <li key={slug} className="panneau">
            <Formulaire action={enterHistoireAction} bouton={titre} secondaire>
              <input type="hidden" name="slug" value={slug} />
            </Formulaire>
            <p className="fr-text--sm fr-mb-0">{recit}</p>
          </li>
        ))}
      </ul>
      <section aria-labelledby="messages">
        <h2 id="messages">Boîte d’envoi</h2>
        {messages.lignes.length === 0 ? (
          <p>{deMessages ? RIEN_DE_PLUS : 'Aucun message n’a été écrit pour l’instant.'}</p>
        ) : null}
        <Messages messages={messages.lignes} />
        <Suite liste="messages" apres={deMessages} suite={messages.suite} />
      </section>
      <section aria-labelledby="rappels">
        <h2 id="rappels">Avis et rappels</h2>
        <p className="texte">
          En démarrant, puis chaque heure, le portail prévoit ceux qui sont dus. Ils partent de 8 h à 20 h, jamais le
          dimanche.
        </p>
        {rappels.lignes.length === 0 ? <p>{deRappels ? RIEN_DE_PLUS : 'Aucun n’est encore parti.'}</p> : null}
        <Messages messages={rappels.lignes} />
        <Suite liste="rappels" apres={deRappels} suite={rappels.suite} />
      </section>
      <section aria-labelledby="courriers">
        <h2 id="courriers">Courriers</h2>
        <p className="texte">
          Un gestionnaire les prend, les imprime et les dit remis, dans « Courriers » de son administration.
        </p>
        {courriers.lignes.length === 0 ? (
          <p>{deCourriers ? RIEN_DE_PLUS : 'Aucune lettre n’est due pour l’instant.'}</p>
        ) : null}
        {courriers.lignes.map(({ repere, jalon, etat, destinataire, ...dits }) => {
          const { objet, numero, paragraphes } = ecrire(jalon, dits)
          return (
            <article key={repere} className="fr-mb-4w">
              <h3 className="fr-h6 fr-mb-1v">{objet}</h3>
              <p className="fr-text--sm fr-mb-1w">
                À {destinataire?.join(', ') ?? 'une adresse incomplète'} ; demande n° {numero} ; {ETATS_DE_LETTRE[etat]}
              </p>
              {paragraphes.map((paragraphe) => (
                <p key={paragraphe} className="fr-mb-1w">
                  {paragraphe}
                </p>
              ))}
            </article>
          )
        })}
        <Suite liste="courriers" apres={deCourriers} suite={courriers.suite} />
      </section>
    </div>
  )
}

const Suite = ({
  liste,
  apres,
  suite,
}: Readonly<{ liste: keyof typeof LISTES; apres: string | undefined; suite: string | null }>) =>
  apres === undefined && suite === null ? null : (
    <PagesSuivantes
      debut={apres === undefined ? null : `/demonstration#${liste}`}
      suite={suite === null ? null : `/demonstration?${liste}=${suite}#${liste}`}
      mots={LISTES[liste]}
    />
  )

const Messages = ({ messages }: Readonly<{ messages: readonly MessageMontre[] }>) =>
  messages.map((message) => (
    <article key={message.repere} className="fr-mb-4w">
      <h3 className="fr-h6 fr-mb-1v">{message.objet ?? 'SMS'}</h3>
      <p className="fr-text--sm fr-mb-1w">
        À {message.destinataire},{' '}
        <time dateTime={message.createdAt.toISOString()}>{formatInstant(message.createdAt)}</time>
      </p>
      <p style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{message.corps}</p>
    </article>
  ))
