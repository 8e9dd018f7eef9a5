'use client'
import { PhrasesDePanne } from '#lib/ui/layout/panne.tsx'

/** Last resort, when the frame itself failed: nothing of ours but these sentences is needed to show it. */
export default function PanneGenerale({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="fr">
      <body style={{ fontFamily: 'system-ui, sans-serif', margin: '3rem auto', maxWidth: '38rem', padding: '0 1rem' }}>
        <title>Le service ne répond pas</title>
        <main>
          <h1>Le service ne répond pas</h1>
          <PhrasesDePanne digest={error.digest} />
          <p>
            <a href="/">Revenir à l’accueil</a>
          </p>
        </main>
      </body>
    </html>
  )
}
