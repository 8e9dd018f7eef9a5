'use client'

/** Last resort, when the frame itself failed: nothing of ours is needed to show it. */
export default function PanneGenerale({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="fr">
      <body style={{ fontFamily: 'system-ui, sans-serif', margin: '3rem auto', maxWidth: '38rem', padding: '0 1rem' }}>
        <title>Le service ne répond pas</title>
        <main>
          <h1>Le service ne répond pas</h1>
          <p>Le problème vient de nous, pas de vous. Rechargez la page dans un instant.</p>
          <p>
            <a href="/">Revenir à l’accueil</a>
          </p>
          {error.digest && <p>Référence à donner si vous nous écrivez : {error.digest}</p>}
        </main>
      </body>
    </html>
  )
}
