import type { Metadata } from 'next'
import Link from 'next/link'
import { adresseATaper } from '#lib/documents/adresse-a-taper.ts'
import { env } from '#lib/env.ts'
import { Contact } from '../contact.tsx'

const TITRE = 'Ce message vient-il de nous ?'

export const metadata: Metadata = {
  title: TITRE,
  description: 'Ce que nos SMS et nos courriels ne demandent jamais, comment vérifier un message, et à qui le dire.',
  alternates: { canonical: '/nos-messages' },
}

/** `Portail <a@b.fr>` to `a@b.fr`. */
const adresseDe = (expediteur: string): string => /<([^>]+)>/.exec(expediteur)?.[1] ?? expediteur

// What it says of the messages is held by lib/documents/nos-messages.test.ts.
export default function NosMessages() {
  return (
    <div className="fr-container page">
      <div className="texte">
        <h1>{TITRE}</h1>
        <p className="fr-text--lg">
          Un SMS ou un courriel vous parle de votre demande de logement social ? Lisez ceci avant de toucher un lien, de
          répondre ou de payer.
        </p>

        <h2>Ce que nous ne demandons jamais</h2>
        <ul>
          <li>
            <strong>De l’argent.</strong> Déposer, renouveler, corriger, être aidé : tout est gratuit.
          </li>
          <li>
            <strong>Une carte bancaire, un RIB, un mot de passe, la photo d’une pièce d’identité</strong> par message.
          </li>
          <li>
            <strong>Un code.</strong> Le code que vous recevez s’écrit dans la page où vous l’avez demandé, et nulle
            part ailleurs. Ne le dites à personne, même au téléphone.
          </li>
          <li>
            <strong>De toucher un lien pour vous connecter.</strong> Nous écrivons l’adresse de ce site ; c’est vous qui
            la tapez.
          </li>
        </ul>
        <p>
          Nos SMS et nos courriels ne portent jamais votre nom, ni votre numéro unique, ni de pièce jointe. Une lettre,
          elle, porte votre nom et ce numéro.
        </p>

        <h2>Ce qu’il y a dans nos messages</h2>
        <ul>
          <li>
            Un rappel dit le dernier jour pour renouveler votre demande. Si elle est radiée (annulée), un message le
            dit, et vous envoie à un guichet.
          </li>
          <li>
            Un SMS commence par « Logement social ». Il ne contient aucun lien. Si votre téléphone souligne l’adresse de
            ce site, tapez-la quand même vous-même. Pour ne plus en recevoir, vous pouvez répondre STOP. Vous doutez
            qu’il vienne de nous ? Ne répondez pas : choisissez vos rappels dans « Ma demande ».
          </li>
          <li>
            Un courriel vient de <code>{adresseDe(env.expediteur)}</code>. Il peut mener à deux pages seulement : les
            points de contact, et le choix de vos rappels. Aucune des deux ne demande votre nom, votre numéro unique ni
            un mot de passe.
          </li>
        </ul>
        <p>
          Un fraudeur peut imiter tout cela, même le nom et l’adresse de qui écrit. Un message qui ressemble aux nôtres
          ne prouve rien : vérifiez.
        </p>

        <h2>Comment vérifier</h2>
        <ol>
          <li>Ne touchez aucun lien, et ne répondez pas au message.</li>
          <li>
            Tapez vous-même l’adresse <code>{adresseATaper(env.siteUrl)}</code> dans votre navigateur.
          </li>
          <li>
            Ouvrez{' '}
            <Link href="/ma-demande" prefetch={false}>
              Ma demande
            </Link>
             : le dernier jour pour renouveler y est écrit. Sans vous connecter, vous pouvez{' '}
            <Link href="/renouveler/quand" prefetch={false}>
              calculer vos dates
            </Link>{' '}
            avec votre attestation.
          </li>
          <li>
            Un doute reste ? Appelez un{' '}
            <Link href="/points-de-contact" prefetch={false}>
              point de contact
            </Link>
            , au numéro écrit sur ce site, pas à celui du message.
          </li>
        </ol>

        <h2>À qui le dire</h2>
        <ul>
          <li>Un SMS : transférez-le au 33700.</li>
          <li>
            Un courriel : signalez-le sur <a href="https://www.signal-spam.fr">signal-spam.fr</a>.
          </li>
          <li>
            Vous avez donné un code, ou quelqu’un est entré dans votre demande : prévenez un{' '}
            <Link href="/points-de-contact" prefetch={false}>
              point de contact
            </Link>{' '}
            sans attendre.
          </li>
          <li>
            Vous avez payé, ou donné votre carte bancaire : appelez votre banque tout de suite, puis{' '}
            <a href="https://17cyber.gouv.fr">17cyber.gouv.fr</a> vous dit quoi faire.
          </li>
        </ul>
        <p>Dites-le-nous aussi.</p>
        <Contact courriel={env.contact} demonstration={env.mode === 'demonstration'} />
        <p className="discret">
          Cette page parle des messages que reçoivent les demandeurs. Les agents et les centres en reçoivent d’autres.
        </p>
      </div>
    </div>
  )
}
