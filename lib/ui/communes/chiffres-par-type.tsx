import { definitionsOf, formatCellule } from '#lib/documents/chiffres.ts'
import { lieuDe } from '#lib/documents/lieux.ts'
import { TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import type { ChiffresDeType, ChiffresPublies } from '#lib/domain/territoire/chiffres.ts'
import type { Cellule } from '#lib/domain/territoire/secret.ts'

const SERIES = [
  { figure: 'demandesEnAttente', un: 'demande', plusieurs: 'demandes' },
  { figure: 'logements', un: 'logement', plusieurs: 'logements' },
  { figure: 'attributionsN1', un: 'attribution', plusieurs: 'attributions' },
] as const

const nameOf = ({ un, plusieurs }: (typeof SERIES)[number], cellule: Cellule): string =>
  typeof cellule === 'number' && cellule < 2 ? un : plusieurs

/** A type of which nothing is known, or that does not exist here, would be an empty row of the picture. */
const isTold = (row: ChiffresDeType): boolean => SERIES.some(({ figure }) => row[figure] !== null && row[figure] !== 0)

/** One sentence for who does not see the bars. */
function summarize(rows: readonly ChiffresDeType[]): string {
  const sorted = rows
    .flatMap(({ type, demandesEnAttente }) =>
      typeof demandesEnAttente === 'number' ? [{ type, demandes: demandesEnAttente }] : [],
    )
    .sort((a, b) => b.demandes - a.demandes)
  const first = sorted[0]
  return `Demandes, logements et attributions pour chaque type de logement.${
    first && first.demandes > 0
      ? ` Le type le plus demandé : ${TYPES_DE_LOGEMENT[first.type]}, ${formatCellule(first.demandes)} demandes.`
      : ''
  } Les mêmes nombres sont dans le tableau qui suit.`
}

/** The picture by type, on one scale, and the same data as a table. */
export function ChiffresParType({
  codeInsee,
  nom,
  chiffres,
}: {
  codeInsee: string
  nom: string
  chiffres: ChiffresPublies
}) {
  const rows = chiffres.parType.filter(isTold)
  if (rows.length === 0) return null
  const numbers = rows.flatMap((row) =>
    SERIES.flatMap(({ figure }) => {
      const cellule = row[figure]
      return typeof cellule === 'number' ? [cellule] : []
    }),
  )
  const largest = Math.max(1, ...numbers)
  return (
    <section aria-labelledby="par-type" className="par-type" data-plus-bas="">
      <h3 id="par-type" className="fr-h4">
        Par type de logement
      </h3>
      <div className="barres" role="img" aria-label={summarize(rows)}>
        {rows.map((row) => (
          <div key={row.type} className="barres__type">
            <span className="barres__nom">{TYPES_DE_LOGEMENT[row.type]}</span>
            <div>
              {SERIES.map((serie) => (
                <Barre
                  key={serie.figure}
                  cellule={row[serie.figure]}
                  nom={nameOf(serie, row[serie.figure])}
                  largest={largest}
                  figure={serie.figure}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
      <div className="par-type__acces sans-papier">
        <details className="depliant">
          <summary>Voir en tableau</summary>
          <Tableau nom={nom} chiffres={chiffres} />
        </details>
        <p className="fr-mt-2w">
          <a
            className="fr-link fr-icon-download-line fr-link--icon-left"
            href={`/api/v1/communes/${codeInsee}?format=csv`}
            download
          >
            Télécharger ces chiffres (CSV)
          </a>
        </p>
      </div>
    </section>
  )
}

function Barre({
  cellule,
  nom,
  largest,
  figure,
}: {
  cellule: Cellule
  nom: string
  largest: number
  figure: (typeof SERIES)[number]['figure']
}) {
  const share = typeof cellule === 'number' ? cellule / largest : 0
  return (
    <div className={`barre barre--${figure}`}>
      {typeof cellule === 'number' ? (
        <span
          className="barre__trait"
          style={share === 0 ? { display: 'none' } : { width: `${(share * 100).toFixed(1)}%` }}
        />
      ) : (
        <span className="barre__trait barre__trait--sans" />
      )}
      <span className="barre__valeur">
        {/* « inconnu » agrees with a number, which is what is unknown. */}
        <strong className="nombre">{formatCellule(cellule)}</strong> {nom}
      </span>
    </div>
  )
}

function Tableau({ nom, chiffres }: { nom: string; chiffres: ChiffresPublies }) {
  const definitions = definitionsOf(chiffres)
  const lines = [
    ...chiffres.parType.map((row) => ({ nom: TYPES_DE_LOGEMENT[row.type], ...row })),
    { nom: TYPES_DE_LOGEMENT.ensemble, ...chiffres.total },
  ]
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached with the keyboard
    <section className="chiffres-tableau" tabIndex={0} aria-label={`Chiffres ${lieuDe(nom)} par type de logement`}>
      <table>
        <caption className="visuellement-cache">Chiffres {lieuDe(nom)} par type de logement</caption>
        <thead>
          <tr>
            <th scope="col">Type</th>
            {SERIES.map(({ figure }) => (
              <th key={figure} scope="col">
                {definitions[figure].nom} <span className="chiffres-tableau__date">{definitions[figure].date}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.nom}>
              <th scope="row">{line.nom}</th>
              {SERIES.map(({ figure }) => (
                <td key={figure} className="nombre">
                  {formatCellule(line[figure])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
