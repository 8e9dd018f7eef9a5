import {
  definitionsOf,
  formatCellule,
  phraseDeSource,
  phraseDeTension,
  phraseDeTousVoeux,
} from '#lib/documents/chiffres.ts'
import { lieuDe } from '#lib/documents/lieux.ts'
import type { ChiffresPublies } from '#lib/domain/territoire/chiffres.ts'
import { type Cellule, isMasque } from '#lib/domain/territoire/secret.ts'
import { ChiffresParType } from './chiffres-par-type.tsx'

/** Where the list of points begins, on the page of a commune as in the directory. */
const ANCRE_DES_POINTS = '#points'

export type PointsAQuiDemander = Readonly<{ adresse: string; lien: string }>
export const POINTS_DE_CETTE_PAGE: PointsAQuiDemander = {
  adresse: ANCRE_DES_POINTS,
  lien: 'un point de contact de cette page',
}

type Props = {
  commune: Readonly<{ codeInsee: string; nom: string }>
  chiffres: ChiffresPublies | null
  /** Where the points that serve the commune are listed, null when none does: without figures, they can be asked. */
  points: PointsAQuiDemander | null
  /** `resume`: the three figures alone, above a list; their definitions stay. */
  forme?: 'entiere' | 'resume'
  titre?: 'h2' | 'h3'
}

const FIGURES = ['logements', 'demandesEnAttente', 'attributionsN1'] as const

/** A figure as big as it may be said: a number, or the words that stand for it. */
function Valeur({ cellule }: { cellule: Cellule }) {
  return typeof cellule === 'number' ? (
    <span className="carte-chiffre__valeur nombre">{formatCellule(cellule)}</span>
  ) : (
    <span className="carte-chiffre__valeur carte-chiffre__valeur--mots">{formatCellule(cellule)}</span>
  )
}

/** The figures of a commune: three at a glance with their definitions, the tension, then the detail by type. */
export function Chiffres({ commune, chiffres, points, forme = 'entiere', titre: Titre = 'h2' }: Props) {
  if (!chiffres) return <ChiffresInconnus points={points} Titre={Titre} />
  const { codeInsee, nom } = commune
  const definitions = definitionsOf(chiffres)
  const [tension, tousVoeux] = [phraseDeTension(chiffres), phraseDeTousVoeux(chiffres)]
  const cells = [chiffres.total, ...chiffres.parType].flatMap((row) => [row.demandesEnAttente, row.attributionsN1])
  return (
    <section aria-labelledby="chiffres" className="chiffres">
      <Titre id="chiffres" className="visuellement-cache">
        Les chiffres {lieuDe(nom)}
      </Titre>
      <dl className="cartes-chiffres">
        {FIGURES.map((figure) => (
          <div key={figure} className={`carte-chiffre carte-chiffre--${figure}`}>
            <dt>
              <span className="carte-chiffre__nom">{definitions[figure].nom}</span>{' '}
              <span className="carte-chiffre__date">{definitions[figure].date}</span>
            </dt>
            <dd>
              <Valeur cellule={chiffres.total[figure]} />
              <span className="carte-chiffre__definition">{definitions[figure].definition}</span>
              {figure === 'demandesEnAttente' && tousVoeux && (
                <span className="carte-chiffre__definition">{tousVoeux}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {tension && <p className="tension">{tension}</p>}
      {chiffres.demonstration && (
        <p>
          <span className="fr-badge fr-badge--sm fr-badge--no-icon">Démonstration</span> Chiffres inventés, pour essayer
          le portail.
        </p>
      )}
      {forme === 'entiere' && chiffres.parType.length > 0 && (
        <ChiffresParType codeInsee={codeInsee} nom={nom} chiffres={chiffres} />
      )}
      <p className="discret chiffres__notes">
        {phraseDeSource(chiffres)}{' '}
        {cells.some((cell) => isMasque(cell) && cell.moinsDe !== undefined) && (
          <>« Moins de » : les petits nombres ne sont pas diffusés, pour que personne ne soit reconnu. </>
        )}
        {cells.some((cell) => isMasque(cell) && cell.moinsDe === undefined) && (
          <>« Non diffusé » : ce nombre permettrait d’en retrouver un petit. </>
        )}
        {cells.includes(null) && <>« Inconnu » : le chiffre n’a pas été transmis. </>}
      </p>
    </section>
  )
}

/** No figure: who to ask. Where no point serves the commune, the list below, which is empty, says it. */
function ChiffresInconnus({ points, Titre }: Pick<Props, 'points'> & { Titre: 'h2' | 'h3' }) {
  return (
    <section aria-labelledby="chiffres" className="panneau fr-mb-4w">
      <Titre id="chiffres" className="fr-h5">
        Pas de chiffre publié pour cette commune
      </Titre>
      <p className="fr-mb-0">
        Personne n’a encore déclaré les logements, les demandes et les attributions de cette commune. Cela ne veut pas
        dire qu’il n’y en a pas.{' '}
        {points ? (
          <>
            Demandez à la mairie ou à <a href={points.adresse}>{points.lien}</a>.
          </>
        ) : (
          <>
            Voyez plus bas <a href={ANCRE_DES_POINTS}>qui peut vous renseigner</a>.
          </>
        )}
      </p>
    </section>
  )
}
