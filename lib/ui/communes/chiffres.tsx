/**
 * The figures of a commune: three at a glance, the picture by type, the same data as a table, and what each counts.
 * Made on the server; every number is text, the bars only show it again.
 */
import { definitionsOf, formatCellule, formatNombre, phraseDeTension } from '#lib/documents/chiffres.ts'
import { TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import type { ChiffresDeType, ChiffresPublies } from '#lib/domain/territoire/chiffres.ts'
import type { Cellule } from '#lib/domain/territoire/secret.ts'

const FIGURES = ['demandesEnAttente', 'logements', 'attributionsN1'] as const
type Figure = (typeof FIGURES)[number]
const SERIES = { demandesEnAttente: 'demandes', logements: 'logements', attributionsN1: 'attributions' } as const
const CARTES: readonly Figure[] = ['logements', 'demandesEnAttente', 'attributionsN1']

type Props = { codeInsee: string; nom: string; chiffres: ChiffresPublies | null; titre?: 'h2' | 'h3' }

export function Chiffres({ codeInsee, nom, chiffres, titre: Titre = 'h2' }: Props) {
  if (!chiffres) {
    return (
      <section className="panneau" aria-labelledby="chiffres">
        <Titre id="chiffres" className="fr-h4">
          Pas de chiffre publié pour cette commune
        </Titre>
        <p className="fr-mb-0">
          Personne n’a encore déclaré les logements, les demandes et les attributions de {nom}. Posez la question à un
          point de contact : il connaît le parc de la commune.
        </p>
      </section>
    )
  }
  const definitions = definitionsOf(chiffres)
  const tension = phraseDeTension(chiffres)
  return (
    <section aria-labelledby="chiffres" className="chiffres">
      <Titre id="chiffres" className="visuellement-cache">
        Les chiffres de {nom}
      </Titre>
      <ul className="chiffres__cles">
        {CARTES.map((figure) => (
          <li key={figure} className={`carte-chiffre carte-chiffre--${SERIES[figure]}`}>
            <Valeur cellule={chiffres.total[figure]} />
            <span className="carte-chiffre__nom">{definitions[figure].nom}</span>
            <span className="carte-chiffre__date">{definitions[figure].date}</span>
          </li>
        ))}
      </ul>
      {chiffres.demonstration && <p className="fr-badge fr-badge--no-icon">Démonstration : chiffres inventés</p>}
      {tension && <p className="chiffres__tension">{tension}</p>}
      {chiffres.parType.length > 0 && <ParType codeInsee={codeInsee} nom={nom} chiffres={chiffres} />}
      <dl className="chiffres__definitions discret">
        {CARTES.map((figure) => (
          <div key={figure}>
            <dt>{definitions[figure].nom}</dt>
            <dd>{definitions[figure].definition}</dd>
          </div>
        ))}
        <div>
          <dt>Source</dt>
          <dd>{chiffres.source ?? 'non précisée'}</dd>
        </div>
      </dl>
    </section>
  )
}

function Valeur({ cellule }: { cellule: Cellule }) {
  const known = typeof cellule === 'number'
  return (
    <strong className={known ? 'carte-chiffre__valeur' : 'carte-chiffre__valeur carte-chiffre__valeur--mots'}>
      {formatCellule(cellule)}
    </strong>
  )
}

const libelle = (figure: Figure, annee: number): string =>
  ({ demandesEnAttente: 'demandes', logements: 'logements', attributionsN1: `attributions en ${annee - 1}` })[figure]

function ParType({
  codeInsee,
  nom,
  chiffres,
}: Required<Pick<Props, 'codeInsee' | 'nom'>> & { chiffres: ChiffresPublies }) {
  const { parType, annee } = chiffres
  const known = parType
    .flatMap((row) => FIGURES.map((figure) => row[figure]))
    .filter((cellule) => typeof cellule === 'number')
  const largest = Math.max(1, ...known)
  // A type of which nothing is known or which does not exist here would be an empty row of the picture.
  const shown = parType.filter((row) => FIGURES.some((figure) => row[figure] !== null && row[figure] !== 0))
  return (
    <div className="par-type">
      <h3 className="fr-h5">Par type de logement</h3>
      <ul className="par-type__legende" aria-hidden="true">
        {FIGURES.map((figure) => (
          <li key={figure} className={`legende legende--${SERIES[figure]}`}>
            {libelle(figure, annee)}
          </li>
        ))}
      </ul>
      <ul className="barres">
        {shown.map((row) => (
          <TypeEnBarres key={row.type} row={row} largest={largest} annee={annee} />
        ))}
      </ul>
      <details className="depliant">
        <summary>Voir en tableau</summary>
        <div className="par-type__tableau">
          <table>
            <caption className="visuellement-cache">Chiffres de {nom} par type de logement</caption>
            <thead>
              <tr>
                <th scope="col">Type</th>
                <th scope="col">Logements</th>
                <th scope="col">Demandes en attente</th>
                <th scope="col">Attributions en {annee - 1}</th>
              </tr>
            </thead>
            <tbody>
              {parType.map((row) => (
                <Ligne key={row.type} nom={TYPES_DE_LOGEMENT[row.type]} row={row} />
              ))}
            </tbody>
            <tfoot>
              <Ligne nom={TYPES_DE_LOGEMENT.ensemble} row={chiffres.total} />
            </tfoot>
          </table>
        </div>
        <p className="discret">
          Une demande qui accepte plusieurs types compte dans chacun. « Moins de… » protège les petits nombres ; « non
          diffusé » empêche de les retrouver par soustraction.
        </p>
      </details>
      <p className="sans-papier fr-mt-1w">
        <a href={`/api/v1/communes/${codeInsee}?format=csv`} download>
          Télécharger ces chiffres (CSV)
        </a>
      </p>
    </div>
  )
}

function TypeEnBarres({ row, largest, annee }: { row: ChiffresDeType; largest: number; annee: number }) {
  return (
    <li className="barres__type">
      <span className="barres__nom">{TYPES_DE_LOGEMENT[row.type]}</span>
      <ul>
        {FIGURES.map((figure) => {
          const cellule = row[figure]
          const part = typeof cellule === 'number' ? (cellule / largest) * 100 : 0
          return (
            <li key={figure} className={`barre barre--${SERIES[figure]}`}>
              <span className="barre__trait" style={{ width: `${part.toFixed(2)}%` }} aria-hidden="true" />
              <span className="barre__valeur">
                <span className="nombre">{formatCellule(cellule)}</span>
                <span className="visuellement-cache"> {libelle(figure, annee)}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </li>
  )
}

function Ligne({ nom, row }: { nom: string; row: Pick<ChiffresDeType, Figure> }) {
  return (
    <tr>
      <th scope="row">{nom}</th>
      <td>{row.logements === null ? 'inconnu' : formatNombre(row.logements)}</td>
      <td>{formatCellule(row.demandesEnAttente)}</td>
      <td>{formatCellule(row.attributionsN1)}</td>
    </tr>
  )
}
