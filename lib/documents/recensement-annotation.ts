/** What the annotated file says: for each cell, what is wrong or was repaired; then the same in a sheet of its own. */
import { type Annotation, isGraver, MARQUES_AU_PLUS, type Marque } from '#lib/domain/guichet/recensement/annotation.ts'
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { Examen } from '#lib/domain/guichet/recensement/examen.ts'
import { GRAVITES, type Gravite, type Remarque } from '#lib/domain/guichet/recensement/remarques.ts'
import { nomDeColonne, phraseDAlerte, phraseDeRemarque } from './recensement.ts'

/** The name of the sheet that we add: ours to write over when the file comes back. */
export const FEUILLE_A_CORRIGER = 'À corriger (portail)'

export const MOTS_DE_GRAVITE: Readonly<Record<Gravite, string>> = {
  refus: 'À corriger',
  'a-verifier': 'À vérifier',
  corrige: 'Corrigé',
}

const PHRASES = [
  'Ce que le portail a vu dans ce classeur. Corrigez les cellules dans leur feuille, enregistrez, puis déposez ce même fichier : cette feuille et les commentaires ne seront pas lus.',
  'Rouge, « À corriger » : la ligne attend. Jaune, « À vérifier » : la ligne est acceptée, regardez-la. Bleu, « Corrigé » : le portail a lu la valeur ainsi, il n’y a rien à faire.',
]
const REFAIT = [
  'Ce classeur a été fait à partir de ce qui a été lu : votre fichier n’est pas au format .xlsx. Les feuilles ignorées n’y sont pas ; votre fichier d’origine reste à télécharger sur le portail.',
]

type Vu = Readonly<{ feuille: string; remarque: Remarque; ecrit: string }>
type Rang = Readonly<{
  feuille: string
  remarques: readonly Remarque[]
  trouve: Readonly<Partial<Record<Colonne, string>>>
}>

const lineOf = ({ remarque }: Vu): string =>
  `${MOTS_DE_GRAVITE[remarque.gravite]}, ${nomDeColonne(remarque.colonne)} : ${phraseDeRemarque(remarque)}`

/** `examen`: what was understood of the file. The gravest marks first, then in the order of the file. */
export function annotationDExamen({
  points,
  chiffres,
  alertes,
}: Pick<Examen, 'points' | 'chiffres' | 'alertes'>): Annotation {
  const rangs: readonly Rang[] = [...points, ...chiffres]
  const vus = rangs.flatMap(({ feuille, remarques, trouve }) =>
    remarques.map((remarque): Vu => ({ feuille, remarque, ecrit: trouve[remarque.colonne] ?? '' })),
  )
  const byCell = [...Map.groupBy(vus, ({ feuille, remarque }) => `${remarque.cellule}!${feuille}`).values()]
  const cells = byCell.flatMap((list): (Marque & { vus: readonly Vu[] })[] => {
    const [first] = list
    if (!first) return []
    const gravite = list.reduce(
      (gravest: Gravite, { remarque }) => (isGraver(remarque.gravite, gravest) ? remarque.gravite : gravest),
      'corrige',
    )
    return [
      {
        feuille: first.feuille,
        cellule: first.remarque.cellule,
        gravite,
        texte: list.map(lineOf).join('\n'),
        vus: list,
      },
    ]
  })
  const sorted = cells.toSorted((a, b) => GRAVITES.indexOf(b.gravite) - GRAVITES.indexOf(a.gravite))
  const kept = sorted.slice(0, MARQUES_AU_PLUS)
  const rest = sorted.length - kept.length
  return {
    marques: kept.map(({ feuille, cellule, gravite, texte }) => ({ feuille, cellule, gravite, texte })),
    liste: {
      nom: FEUILLE_A_CORRIGER,
      phrases: [
        ...PHRASES,
        ...(rest > 0
          ? [`Les ${kept.length} cellules les plus graves sont marquées ; ${rest} autres ne le sont pas.`]
          : []),
        ...alertes.map(phraseDAlerte),
      ],
      siRefait: REFAIT,
      entetes: ['Où', 'État', 'Colonne', 'Ce qui est écrit', 'Ce que dit le portail'],
      lignes: kept.flatMap(({ vus: list }) =>
        list.map(({ feuille, remarque, ecrit }) => ({
          feuille,
          cellule: remarque.cellule,
          gravite: remarque.gravite,
          textes: [
            `${feuille}, ${remarque.cellule}`,
            MOTS_DE_GRAVITE[remarque.gravite],
            nomDeColonne(remarque.colonne),
            ecrit === '' ? '(vide)' : `« ${ecrit} »`,
            phraseDeRemarque(remarque),
          ],
        })),
      ),
    },
  }
}
