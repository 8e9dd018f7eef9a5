import type { ReactNode } from 'react'
import type { TerritoireDesservi } from '#lib/domain/guichet/desserte.ts'
import type { Canal } from '#lib/domain/guichet/vocabulaire.ts'
import { pathOfCommune } from '#lib/domain/territoire/slug.ts'

/** Of each level, a page stays readable with this many names; the others unfold, and are counted on paper. */
export const LIEUX_MONTRES = 12

type Niveau = Readonly<{
  lieux: readonly Readonly<{ code: string; nom: ReactNode }>[]
  /** What is added after the names: that the whole of them is received. */
  entier: string
  /** « une autre commune », « autres communes ». */
  mots: readonly [string, string]
}>

/** Whose inhabitants a point receives: whole départements and groups of communes first, then communes by name. */
export function Territoire({ canal, territoire }: { canal: Canal; territoire: TerritoireDesservi }) {
  const niveaux = niveauxDe(territoire).filter(({ lieux }) => lieux.length > 0)
  if (niveaux.length === 0) return null
  return (
    <section aria-labelledby="territoire" className="territoire">
      <h2 id="territoire">{canal === 'physique' ? 'Reçoit les habitants de' : 'Répond aux habitants de'}</h2>
      <ul>
        {niveaux.map(({ lieux, entier, mots }) => (
          <li key={mots[1]}>
            <Noms lieux={lieux.slice(0, LIEUX_MONTRES)} />
            {lieux.length > LIEUX_MONTRES && (
              <span className="papier-seulement"> et {compter(lieux.length - LIEUX_MONTRES, mots)}</span>
            )}
            {entier}
          </li>
        ))}
      </ul>
      {niveaux
        .filter(({ lieux }) => lieux.length > LIEUX_MONTRES)
        .map(({ lieux, entier, mots }) => (
          <details key={mots[1]} className="depliant">
            <summary>{voir(lieux.length - LIEUX_MONTRES, mots)}</summary>
            <p>
              <Noms lieux={lieux.slice(LIEUX_MONTRES)} />
              {entier}
            </p>
          </details>
        ))}
    </section>
  )
}

const niveauxDe = ({ departements, epcis, communes }: TerritoireDesservi): readonly Niveau[] => [
  {
    lieux: departements.map(({ code, nom }) => ({
      code,
      nom: (
        <a href={`/points-de-contact?departement=${code}`} rel="nofollow">
          {nom} ({code})
        </a>
      ),
    })),
    entier: departements.length === 1 ? ', tout le département' : ', départements entiers',
    mots: ['un autre département', 'autres départements'],
  },
  {
    lieux: epcis,
    entier: ', toutes les communes',
    mots: ['un autre groupe de communes', 'autres groupes de communes'],
  },
  {
    lieux: communes.map((commune) => ({
      code: commune.codeInsee,
      nom: <a href={pathOfCommune(commune)}>{commune.nom}</a>,
    })),
    entier: '',
    mots: ['une autre commune', 'autres communes'],
  },
]

const compter = (nombre: number, [un, plusieurs]: Niveau['mots']): string =>
  nombre === 1 ? un : `${nombre} ${plusieurs}`

const voir = (nombre: number, mots: Niveau['mots']): string =>
  nombre === 1 ? `Voir ${mots[0]}` : `Voir les ${compter(nombre, mots)}`

const Noms = ({ lieux }: Pick<Niveau, 'lieux'>) =>
  lieux.map(({ code, nom }, index) => (
    <span key={code}>
      {index > 0 && ', '}
      {nom}
    </span>
  ))
