import type { Metadata } from 'next'
import { VerificationForm } from './verification.form.tsx'

/** Each question is a row of the counter of attempts: nothing here is stored. */
export const dynamic = 'force-dynamic'
export const metadata: Metadata = {
  title: 'Vérifier une attestation',
  description: 'Savoir si une attestation de demande de logement social est authentique et encore valable.',
}

export default function Verifier() {
  return (
    <div className="fr-container page texte">
      <h1>Vérifier une attestation</h1>
      <p className="fr-text--lg">
        On vous présente une attestation de demande de logement social. Recopiez son code : nous disons si elle est
        conforme, et rien d’autre sur la personne.
      </p>
      <VerificationForm />
      <h2>Ce que veut dire la réponse</h2>
      <dl>
        <dt>
          <strong>Conforme</strong>
        </dt>
        <dd>
          Nous avons délivré cette attestation, sa validité n’est pas finie, la demande est active et son titulaire est
          le même.
        </dd>
        <dt>
          <strong>Plus valable</strong>
        </dt>
        <dd>
          Nous l’avons délivrée, mais sa validité est finie, la demande n’est plus active ou son titulaire a changé.
        </dd>
        <dt>
          <strong>Non conforme</strong>
        </dt>
        <dd>
          Nous n’avons pas délivré d’attestation de ce code, ou pas à ce nom. Recopiez-le encore une fois ; si la
          réponse reste la même, ne vous fiez pas à ce document.
        </dd>
      </dl>
      <h2>À quoi ressemble une attestation</h2>
      <ul>
        <li>
          <a href="/verifier/specimens/creation.pdf">Spécimen d’attestation d’enregistrement (PDF)</a>
        </li>
        <li>
          <a href="/verifier/specimens/renouvellement.pdf">Spécimen d’attestation de renouvellement (PDF)</a>
        </li>
      </ul>
      <p>Les spécimens sont au nom d’une personne inventée : leur code est toujours « non conforme ».</p>
      <h2>Vérifier sans ce site</h2>
      <p>
        Le DataMatrix de l’attestation contient un texte signé (Ed25519). Il se vérifie hors ligne, avec notre clé
        publique ; hors ligne, on ne sait pas si la demande a été annulée depuis, ni si son titulaire a changé.
      </p>
      <ol>
        <li>
          Gardez <a href="/verifier/cle">notre clé publique</a> dans un fichier <code>cle.pem</code>, et{' '}
          <a href="/verifier-attestation.mjs" download>
            le programme de vérification
          </a>{' '}
          à côté. Téléchargé avant le 30 novembre 2026, prenez-le de nouveau : il ne connaît pas DLS2.
        </li>
        <li>Lisez le DataMatrix avec un téléphone ou une douchette : il commence par DLS1 ou DLS2.</li>
        <li>
          Lancez, avec Node.js : <code>node verifier-attestation.mjs cle.pem DLS…</code>
        </li>
      </ol>
      <details>
        <summary>Le texte signé, signe par signe</summary>
        <p>
          Dans l’ordre : version (4 signes, DLS1 ; DLS2 quand du dépôt le mois seul est connu), clé (6, son premier
          jour, AAMMJJ), nature (1, C ou R), numéro unique (18), jour du dépôt (8, AAAAMMJJ ; AAAAMM00 en DLS2), jour de
          l’attestation (8), fin de validité (8), empreinte du nom (13). Puis la signature de ces 66 signes : 64 octets
          en base 32 de Crockford (103 signes).
        </p>
      </details>
    </div>
  )
}
