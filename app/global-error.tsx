'use client'
import { numeroDePanne, PANNE } from '#lib/documents/panne.ts'

/** Last resort, when the frame itself failed: nothing of ours is needed to show it. */
export default function PanneGenerale({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="fr">
      <body style={{ fontFamily: 'system-ui, sans-serif', margin: '3rem auto', maxWidth: '38rem', padding: '0 1rem' }}>
        <title>Le service ne répond pas</title>
        <main>
          <h1>Le service ne répond pas</h1>
          <p>
            {PANNE.faute} {PANNE.reessayer}
          </p>
          <p>{PANNE.saisiePerdue}</p>
          <p>
            <a href="/mentions-legales">{PANNE.ecrire}</a>
            {numeroDePanne(error.digest)}
          </p>
          <p>
            <a href="/">Revenir à l’accueil</a>
          </p>
        </main>
      </body>
    </html>
  )
}
