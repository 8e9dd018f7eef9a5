import type { Metadata } from 'next'
import Link from 'next/link'
import { THEMES } from './questions.tsx'

export const metadata: Metadata = {
  title: 'Aide',
  description:
    'Demande de logement social : quand renouveler, ce que devient l’ancienneté, à qui s’adresser, ce que disent les chiffres.',
  alternates: { canonical: '/aide' },
}

export default function Aide() {
  return (
    <div className="fr-container page">
      <div className="texte">
        <h1>Aide</h1>
        <p className="fr-text--lg">
          Les questions que l’on nous pose le plus. Touchez une question pour lire la réponse.
        </p>
        {THEMES.map(({ id, titre, questions }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id}>{titre}</h2>
            {questions.map(({ id: ancre, question, reponse }) => (
              <details key={ancre} id={ancre} className="depliant">
                <summary>{question}</summary>
                {reponse}
              </details>
            ))}
          </section>
        ))}
        <h2>Vous n’avez pas trouvé ?</h2>
        <p>
          Un point de contact vous répond, gratuitement.{' '}
          <Link href="/points-de-contact" prefetch={false}>
            Trouver un point de contact
          </Link>
        </p>
      </div>
    </div>
  )
}
