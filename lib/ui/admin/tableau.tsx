import type { ReactNode } from 'react'

type Ligne = Readonly<{ cle: string; cellules: readonly ReactNode[] }>

/**
 * A dense table that scrolls sideways by itself, reachable by keyboard; the first cell names its row. On a phone each row
 * stands alone, each value beside the name of its column.
 */
export function Tableau({
  titre,
  colonnes,
  lignes,
}: Readonly<{ titre: string; colonnes: readonly string[]; lignes: readonly Ligne[] }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <section className="tableau" aria-label={titre} tabIndex={0}>
      <table>
        <caption>{titre}</caption>
        <thead>
          <tr>
            {colonnes.map((colonne) => (
              <th key={colonne} scope="col">
                {colonne}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lignes.map(({ cle, cellules }) => (
            <tr key={cle}>
              {cellules.map((cellule, rang) =>
                rang === 0 ? (
                  <th key={colonnes[rang]} scope="row">
                    {cellule}
                  </th>
                ) : (
                  <td key={colonnes[rang]} data-titre={colonnes[rang]}>
                    <div>{cellule}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
