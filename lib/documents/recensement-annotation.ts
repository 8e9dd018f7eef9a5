/** What the annotated file says: for each cell, what is wrong or was repaired; then the same in a sheet of its own. */

import { type Annotation, isGraver, MARQUES_AU_PLUS, type Marque } from '#lib/domain/guichet/recensement/annotation.ts'
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import { type CelluleCorrigee, NOUVEAU_POINT } from '#lib/domain/guichet/recensement/corrections.ts'
import type { Examen } from '#lib/domain/guichet/recensement/examen.ts'
import {
  ENTETES_A_CORRIGER,
  ETATS_A_CORRIGER,
  FEUILLES_DU_MODELE,
  PHRASE_A_CORRIGER,
} from '#lib/domain/guichet/recensement/modele.ts'
import { GRAVITES, type Gravite, type Remarque } from '#lib/domain/guichet/recensement/remarques.ts'
import { formatNombre } from './chiffres.ts'
import { nomDeColonne, phraseDAlerte, phraseDeRemarque } from './recensement.ts'
import { texteCorrige } from './recensement-corrections.ts'

export const MOTS_DE_GRAVITE: Readonly<Record<Gravite, string>> = ETATS_A_CORRIGER

const PHRASES = [
  PHRASE_A_CORRIGER,
  'Rouge, « À corriger » : la ligne attend. Jaune, « À vérifier » : la ligne est acceptée, regardez-la. Bleu, « Corrigé » : le portail a lu la valeur ainsi, il n’y a rien à faire.',
]
const REFAIT = [
  'Ce classeur a été fait à partir de ce qui a été lu : votre fichier n’est pas au format .xlsx. Les feuilles ignorées n’y sont pas ; votre fichier d’origine reste à télécharger sur le portail.',
]

type Vu = Readonly<{
  feuille: string
  cellule: string
  gravite: Gravite
  colonne: Colonne
  ecrit: string
  phrase: string
  valeur?: string
}>
type Rang = Readonly<{
  feuille: string
  ligne: number
  remarques: readonly Remarque[]
  trouve: Readonly<Partial<Record<Colonne, string>>>
  corrigees?: readonly CelluleCorrigee[]
}>

const lineOf = ({ gravite, colonne, phrase }: Vu): string =>
  `${MOTS_DE_GRAVITE[gravite]}, ${nomDeColonne(colonne)} : ${phrase}`

/** What was corrected in the preview, written in its cell where the sheet has one, said at the head of the row else. */
const listCorriges = ({ feuille, ligne, corrigees = [] }: Rang): Vu[] =>
  corrigees.map((corrigee): Vu => {
    const { cellule, colonne, ecrit, valeur } = corrigee
    // « Un nouveau point » is an answer to this import: the question is asked again of the next file.
    const isWritten = cellule !== null && valeur !== NOUVEAU_POINT
    return {
      feuille,
      cellule: cellule ?? `A${ligne}`,
      gravite: 'corrige',
      colonne,
      ecrit,
      phrase: `corrigé sur le portail : ${ecrit === '' ? '(vide)' : `« ${ecrit} »`} devient ${texteCorrige(corrigee)}.`,
      ...(isWritten && { valeur }),
    }
  })

/** `examen`: what was understood of the file. The gravest marks first, then in the order of the file. */
export function annotationDExamen({
  points,
  chiffres,
  alertes,
}: Pick<Examen, 'points' | 'chiffres' | 'alertes'>): Annotation {
  const rangs: readonly Rang[] = [...points, ...chiffres]
  const vus = rangs.flatMap((rang) => [
    ...listCorriges(rang),
    ...rang.remarques.map(
      (remarque): Vu => ({
        feuille: rang.feuille,
        cellule: remarque.cellule,
        gravite: remarque.gravite,
        colonne: remarque.colonne,
        ecrit: rang.trouve[remarque.colonne] ?? '',
        phrase: phraseDeRemarque(remarque),
      }),
    ),
  ])
  const byCell = [...Map.groupBy(vus, ({ feuille, cellule }) => `${cellule}!${feuille}`).values()]
  const cells = byCell.flatMap((list): (Marque & { vus: readonly Vu[] })[] => {
    const [first] = list
    if (!first) return []
    const gravite = list.reduce(
      (gravest: Gravite, one) => (isGraver(one.gravite, gravest) ? one.gravite : gravest),
      'corrige',
    )
    const valeur = list.find((one) => one.valeur !== undefined)?.valeur
    return [
      {
        feuille: first.feuille,
        cellule: first.cellule,
        gravite,
        texte: list.map(lineOf).join('\n'),
        ...(valeur !== undefined && { valeur }),
        vus: list,
      },
    ]
  })
  const sorted = cells.toSorted((a, b) => GRAVITES.indexOf(b.gravite) - GRAVITES.indexOf(a.gravite))
  // What is written in the cells is all there, whatever the number of marks.
  const others = sorted.filter(({ valeur }) => valeur === undefined)
  const left = new Set(others.slice(Math.max(0, MARQUES_AU_PLUS - (sorted.length - others.length))))
  const kept = sorted.filter((cell) => !left.has(cell))
  const rest = sorted.length - kept.length
  return {
    marques: kept.map(({ vus: _, ...marque }) => marque),
    liste: {
      nom: FEUILLES_DU_MODELE.aCorriger,
      phrases: [
        ...PHRASES,
        ...(rest > 0
          ? [
              `Les ${formatNombre(kept.length)} cellules les plus graves sont marquées ; ${formatNombre(rest)} autres ne le sont pas.`,
            ]
          : []),
        ...alertes.map(phraseDAlerte),
      ],
      siRefait: REFAIT,
      entetes: ENTETES_A_CORRIGER,
      lignes: kept.flatMap(({ vus: list }) =>
        list.map(({ feuille, cellule, gravite, colonne, ecrit, phrase }) => ({
          feuille,
          cellule,
          gravite,
          textes: [
            `${feuille}, ${cellule}`,
            MOTS_DE_GRAVITE[gravite],
            nomDeColonne(colonne),
            ecrit === '' ? '(vide)' : `« ${ecrit} »`,
            phrase,
          ],
        })),
      ),
    },
  }
}
