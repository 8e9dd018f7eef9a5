import type { Metadata } from 'next'
import Link from 'next/link'
import { listComptes, listLettres, listMessages } from '#db/queries/demonstration.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import { ETATS_DE_LETTRE } from '#lib/documents/etats-de-lot.ts'
import { formatInstant } from '#lib/documents/heures.ts'
import { HISTOIRES_RACONTEES } from '#lib/documents/histoires.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { env } from '#lib/env.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { enterHistoireAction } from './histoire.action.ts'

export const metadata: Metadata = { title: 'Démonstration' }
export const dynamic = 'force-dynamic'
export const acces = 'public'

export default async function Demonstration() {
  if (env.mode !== 'demonstration') {
    answerWith(404)
    return <Introuvable />
  }
  const [comptes, { messages, rappels }, lettres] = await Promise.all([listComptes(), listMessages(), listLettres()])
  const ecrire = ecrireUneLettre(env.siteUrl)
  return (
    <div className="fr-container page">
      <h1>La démonstration</h1>
      <p className="fr-text--lg texte">Toutes les personnes sont inventées. Aucun message ne part d’ici.</p>
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
      <h2>Boîte d’envoi</h2>
      {messages.length === 0 ? <p>Aucun message n’a été écrit pour l’instant.</p> : null}
      <Messages messages={messages} />
      <section aria-labelledby="rappels">
        <h2 id="rappels">Avis et rappels</h2>
        <p className="texte">
          En démarrant, puis chaque heure, le portail prévoit ceux qui sont dus. Ils partent de 8 h à 20 h, jamais le
          dimanche.
        </p>
        {rappels.length === 0 ? <p>Aucun n’est encore parti.</p> : null}
        <Messages messages={rappels} />
      </section>
      <section aria-labelledby="courriers">
        <h2 id="courriers">Courriers</h2>
        <p className="texte">
          Un gestionnaire les prend, les imprime et les dit remis, dans « Courriers » de son administration.
        </p>
        {lettres.length === 0 ? <p>Aucune lettre n’est due pour l’instant.</p> : null}
        {lettres.map(({ reference, jalon, etat, destinataire, ...dits }) => {
          const { objet, numero, paragraphes } = ecrire(jalon, dits)
          return (
            <article key={reference} className="fr-mb-4w">
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
      </section>
    </div>
  )
}

const Messages = ({ messages }: Readonly<{ messages: Awaited<ReturnType<typeof listMessages>>['messages'] }>) =>
  messages.map((message) => (
    <article key={message.id} className="fr-mb-4w">
      <h3 className="fr-h6 fr-mb-1v">{message.objet ?? 'SMS'}</h3>
      <p className="fr-text--sm fr-mb-1w">
        À {message.destinataire},{' '}
        <time dateTime={message.createdAt.toISOString()}>{formatInstant(message.createdAt)}</time>
      </p>
      <p style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{message.corps}</p>
    </article>
  ))
