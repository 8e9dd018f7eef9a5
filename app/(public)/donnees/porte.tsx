import { parametersOf } from '#lib/web/api/openapi.ts'
import type { Contrat } from '#lib/web/define-route.ts'

/** One door of the API for people: what it answers, what it takes, addresses to try. From the contract it runs. */
export function Porte({ contrat }: { contrat: Contrat }) {
  const id = contrat.operation
  return (
    <section className="panneau porte-ouverte" aria-labelledby={id}>
      <h3 id={id} className="fr-h5">
        {contrat.resume}
      </h3>
      <p className="porte-ouverte__adresse">
        <code>GET {contrat.chemin}</code>
      </p>
      <p>{contrat.description.replaceAll('`', '')}</p>
      <dl>
        {parametersOf(contrat).map(({ name, required, description, schema }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              {required && <span className="discret"> obligatoire</span>}
            </dt>
            <dd>
              {description.replaceAll('`', '')}
              {Array.isArray(schema.enum) && name !== 'format' && name !== 'ouvert' && (
                <span className="discret"> {schema.enum.join(' · ')}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <h4 className="fr-h6">Essayer</h4>
      <ul>
        {contrat.exemples.map((exemple) => (
          <li key={exemple}>
            <a href={exemple}>
              <code>{exemple}</code>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
