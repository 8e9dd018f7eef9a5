'use client'
import type { ComponentProps } from 'react'
import type { Valeurs } from '#lib/documents/etat-de-formulaire.ts'
import {
  FIGURES,
  FIGURES_EN_ORDRE,
  nomDeGarde,
  nomDuChamp,
  nomDuMelange,
  type Origine,
  TYPES,
} from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { Champ } from '#lib/ui/formulaire/champs.tsx'
import { useChamp } from '#lib/ui/formulaire/contexte.ts'
import { Formulaire } from '#lib/ui/formulaire/formulaire.tsx'
import { editChiffresAction } from './chiffres.action.ts'

const libelleDe = (type: (typeof TYPES)[number], figure: (typeof FIGURES_EN_ORDRE)[number]): string =>
  `${FIGURES[figure]}, ${TYPES_DE_LOGEMENT[type]}`

function Nombre({ nom, libelle }: Readonly<{ nom: string; libelle: string }>) {
  const { texte, erreur, autre } = useChamp(nom)
  return (
    <>
      <input
        className="fr-input"
        id={nom}
        name={nom}
        defaultValue={texte}
        inputMode="numeric"
        autoComplete="off"
        aria-label={libelle}
        aria-invalid={erreur ? true : undefined}
        aria-describedby={[erreur && `${nom}-erreur`, autre && `${nom}-autre`].filter(Boolean).join(' ') || undefined}
      />
      {erreur ? (
        <span id={`${nom}-erreur`} className="fr-error-text">
          Nombre entier, ou rien
        </span>
      ) : null}
      {autre ? (
        <span id={`${nom}-autre`} className="fr-hint-text">
          Entre-temps : {autre}
        </span>
      ) : null}
    </>
  )
}

type OrigineProps = Omit<ComponentProps<typeof Champ>, 'nom' | 'aide'> &
  Readonly<{ nom: Origine; aide: string | undefined; exemple?: string }>

/** A date or a source of every row: the form goes on saying what it was opened with once someone changed it. */
function OrigineDesLignes({ nom, aide, exemple, ...rest }: OrigineProps) {
  const { texte: melange, autre } = useChamp(nomDuMelange(nom))
  const garde = useChamp(nomDeGarde(nom))
  // Ticked, it stays until the form is taken: another of its fields may be refused meanwhile.
  const separees = melange === 'non' && (autre === 'oui' || garde.texte !== '')
  const selon = melange === 'oui' ? 'Laissez vide pour garder ce que dit chaque ligne.' : exemple
  return (
    <>
      {melange === '' ? null : <input type="hidden" name={nomDuMelange(nom)} value={melange} />}
      <Champ {...rest} nom={nom} aide={separees ? 'Vide, ce champ efface ce que dit chaque ligne.' : (aide ?? selon)} />
      {separees ? (
        <div className="fr-checkbox-group fr-mb-3w">
          <input
            key={garde.texte}
            type="checkbox"
            id={garde.id}
            name={nomDeGarde(nom)}
            defaultChecked={garde.texte !== ''}
          />
          <label className="fr-label" htmlFor={garde.id}>
            Garder ce que dit chaque ligne
          </label>
        </div>
      ) : null}
    </>
  )
}

/** The name of each cell in the summary of errors: « Chambre, Attributions N-1 ». */
const LIBELLES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    TYPES.flatMap((type) =>
      FIGURES_EN_ORDRE.map((figure) => [nomDuChamp(type, figure), libelleDe(type, figure)] as const),
    ),
  ),
  arreteAu: 'Arrêté au',
  source: 'Source',
}

type Props = Readonly<{
  codeInsee: string
  annee: number
  version: number
  initial: Valeurs
  /** What to say of a field that the rows do not say alike. */
  aides: Readonly<Record<'arreteAu' | 'source', string | undefined>>
}>

export function ChiffresForm({ codeInsee, annee, version, initial, aides }: Props) {
  return (
    <Formulaire
      action={editChiffresAction}
      bouton={`Publier les chiffres de ${annee}`}
      initial={initial}
      version={version}
      libelles={LIBELLES}
    >
      <input type="hidden" name="codeInsee" value={codeInsee} />
      <input type="hidden" name="annee" value={annee} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard */}
      <section className="tableau tableau--saisie" aria-label="Chiffres par type de logement" tabIndex={0}>
        <table>
          <caption>Laissez vide ce que vous ne savez pas : vide veut dire inconnu, 0 veut dire aucun.</caption>
          <thead>
            <tr>
              <th scope="col">Type</th>
              {FIGURES_EN_ORDRE.map((figure) => (
                <th key={figure} scope="col">
                  {FIGURES[figure]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {TYPES.map((type) => (
              <tr key={type}>
                <th scope="row">{TYPES_DE_LOGEMENT[type]}</th>
                {FIGURES_EN_ORDRE.map((figure) => (
                  <td key={figure} data-titre={FIGURES[figure]}>
                    <Nombre nom={nomDuChamp(type, figure)} libelle={libelleDe(type, figure)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <OrigineDesLignes nom="arreteAu" libelle="Demandes arrêtées au" aide={aides.arreteAu} type="date" />
      <OrigineDesLignes
        nom="source"
        libelle="Source"
        aide={aides.source}
        exemple="Par exemple « SNE, extraction du 31 décembre »."
        max={200}
      />
    </Formulaire>
  )
}
