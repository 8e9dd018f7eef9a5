'use client'
import { nomADonner } from '#lib/documents/recensement.ts'
import type { ColonneADire } from '#lib/domain/guichet/recensement/a-dire.ts'
import { COLONNES_DES_POINTS, PIECES_A_DIRE } from '#lib/domain/guichet/recensement/colonnes.ts'
import { useChampVu } from '#lib/ui/formulaire/contexte.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { champDEntete, champDeColonne, champDeVu, ECARTER } from './champs.ts'
import { nameColumnsAction } from './colonnes.action.ts'

/** The columns of the model, then the parts in which a table may hold an address or a position. */
const OPTIONS = [
  ['Colonnes du modèle', Object.entries(COLONNES_DES_POINTS)],
  ['Adresse, position ou jours en morceaux', Object.entries(PIECES_A_DIRE)],
] as const

const LIBELLES: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...COLONNES_DES_POINTS, ...PIECES_A_DIRE, [ECARTER]: 'à laisser de côté' }),
)

/** One header with the first values under it, and the list of what it may be. */
function Colonne({ colonne, rang }: Readonly<{ colonne: ColonneADire; rang: number }>) {
  const { entete, cle = entete, cellule, exemples, dite, proposee } = colonne
  const nom = champDeColonne(rang)
  const { id, texte, vu, autre, erreur, described } = useChampVu(nom, dite === null ? ECARTER : (dite ?? ''))
  return (
    <div className={erreur ? 'fr-select-group fr-select-group--error' : 'fr-select-group'}>
      <label className="fr-label" htmlFor={id}>
        {`La colonne « ${entete} » (${cellule}) est`}
        <span className="fr-hint-text">
          {exemples.length > 0 ? exemples.map((exemple) => `« ${exemple} »`).join(', ') : 'Rien n’y est écrit.'}
          {dite === undefined && proposee ? (
            <>
              {' '}
              <strong>{`Proposé : « ${nomADonner(proposee)} », à confirmer.`}</strong>
            </>
          ) : null}
        </span>
      </label>
      <input type="hidden" name={champDEntete(rang)} value={cle} />
      <input type="hidden" name={champDeVu(rang)} value={vu} />
      <select
        key={texte}
        className="fr-select"
        id={id}
        name={nom}
        defaultValue={texte}
        aria-describedby={described || undefined}
        aria-invalid={erreur ? true : undefined}
      >
        <option value="">Pas encore dit</option>
        {dite === undefined && proposee ? (
          <optgroup label="Proposé">
            <option value={proposee}>{nomADonner(proposee)}</option>
          </optgroup>
        ) : null}
        <option value={ECARTER}>Sans usage ici : la laisser de côté</option>
        {OPTIONS.map(([groupe, options]) => (
          <optgroup key={groupe} label={groupe}>
            {options.map(([code, label]) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {erreur ? (
        <p id={`${id}-erreur`} className="fr-error-text">
          {erreur}
        </p>
      ) : null}
      {autre ? (
        <p id={`${id}-autre`} className="fr-hint-text">
          <strong>Dit entre-temps :</strong> {LIBELLES.get(autre) ?? 'pas encore dit'}
        </p>
      ) : null}
    </div>
  )
}

type Props = Readonly<{ id: string; colonnes: readonly ColonneADire[] }>

/** « Cette colonne est… »: what the headers that nobody knows mean, said once for the table. */
export function ColonnesForm({ id, colonnes }: Props) {
  const initial = Object.fromEntries(
    // What is proposed is not chosen for who answers another field.
    colonnes.flatMap(({ dite }, rang) => (dite === undefined ? [] : [[champDeColonne(rang), dite ?? ECARTER]])),
  )
  const libelles = Object.fromEntries(colonnes.map(({ entete }, rang) => [champDeColonne(rang), `« ${entete} »`]))
  return (
    <Formulaire
      action={nameColumnsAction}
      bouton="Lire avec ces colonnes"
      enCours="Lecture du classeur…"
      libelles={libelles}
      initial={initial}
      secondaire
    >
      <input type="hidden" name="id" value={id} />
      <div className="correction__cellules fr-mb-2w">
        {colonnes.map((colonne, rang) => (
          <Colonne key={colonne.cle ?? colonne.entete} colonne={colonne} rang={rang} />
        ))}
      </div>
    </Formulaire>
  )
}
