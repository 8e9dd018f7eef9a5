/**
 * The figures of a commune and a year, as a gestionnaire types them in one form: every type at once. Same rules as the
 * sheet `Communes`: whole numbers or empty; empty is unknown, never 0.
 */
import { type Jour, parseJour } from '../calendrier.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { areSameChiffres, type ChiffresDeclares } from './chiffres.ts'
import { codesOf, TYPES_DE_LOGEMENT, type TypeDeLogement } from './vocabulaire.ts'

export const FIGURES = {
  logements: 'Logements',
  demandesEnAttente: 'Demandes en attente',
  attributionsN1: 'Attributions N-1',
} as const
export type Figure = keyof typeof FIGURES

export const ANNEE_MINIMALE = 2000
export const TYPES = codesOf(TYPES_DE_LOGEMENT)
export const FIGURES_EN_ORDRE = codesOf(FIGURES)

/** Name of a field of the form: `t1.logements`. */
export const nomDuChamp = (type: TypeDeLogement, figure: Figure): string => `${type}.${figure}`

export type Saisie = Readonly<Record<string, string | undefined>>
export type ErreursDeSaisie = Readonly<Record<string, string>>

/** A year whose figures may exist: not before 2000, not to come. */
export const isAnnee = (annee: number, le: Jour): boolean =>
  // R-CHI-11 — choix du portail : les chiffres d’une année à venir n’existent pas encore
  Number.isInteger(annee) && annee >= ANNEE_MINIMALE && annee <= Number(le.slice(0, 4))

function parseNombre(text: string): number | undefined {
  const digits = text.replace(/[\s\u00a0\u202f]/g, '')
  // R-CHI-10 — choix du portail : nombre entier ou vide ; vide est inconnu, jamais 0
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}

/** Every row of the year, types without any figure included (all null); or every field that is wrong, at once. */
export function readSaisie(
  saisie: Saisie,
  { codeInsee, annee }: Readonly<{ codeInsee: string; annee: number }>,
): Resultat<ChiffresDeclares[], { code: 'saisie-a-revoir'; erreurs: ErreursDeSaisie }> {
  const erreurs: Record<string, string> = {}
  const text = (nom: string) => saisie[nom]?.trim() ?? ''
  const origine = (nom: Origine) => (saisie[nomDeGarde(nom)] ? '' : text(nom))
  const typedDay = origine('arreteAu')
  const arreteAu = typedDay === '' ? null : (parseJour(typedDay) ?? null)
  if (typedDay !== '' && !arreteAu) erreurs.arreteAu = 'Écrivez une date qui existe.'
  const source = origine('source') || null
  if (source && source.length > 200) erreurs.source = 'La source est trop longue : 200 caractères au plus.'
  const rows = TYPES.map((type): ChiffresDeclares => {
    const figure = (nom: Figure): number | null => {
      const champ = nomDuChamp(type, nom)
      const typed = text(champ)
      if (typed === '') return null
      const nombre = parseNombre(typed)
      if (nombre === undefined) erreurs[champ] = 'Écrivez un nombre entier, ou rien si vous ne le savez pas.'
      return nombre ?? null
    }
    return {
      codeInsee,
      annee,
      type,
      logements: figure('logements'),
      demandesEnAttente: figure('demandesEnAttente'),
      attributionsN1: figure('attributionsN1'),
      arreteAu,
      source,
    }
  })
  return Object.keys(erreurs).length > 0 ? refuse({ code: 'saisie-a-revoir', erreurs }) : accept(rows)
}

/** What the form shows of stored rows. */
export function toSaisie(rows: readonly ChiffresDeclares[]): Record<string, string> {
  const saisie: Record<string, string> = {}
  for (const row of rows)
    for (const nom of FIGURES_EN_ORDRE) {
      const value = row[nom]
      if (value !== null) saisie[nomDuChamp(row.type, nom)] = String(value)
    }
  for (const nom of ORIGINES) {
    const [une, ...autres] = listOrigines(rows, nom)
    if (une && autres.length === 0) saisie[nom] = une
  }
  return saisie
}

/** What the form says once for every row. */
export const ORIGINES = ['arreteAu', 'source'] as const
export type Origine = (typeof ORIGINES)[number]

/** The dates or the sources that the rows with a figure say, each once, null included; several: the form shows none. */
export const listOrigines = (rows: readonly ChiffresDeclares[], nom: Origine): (string | null)[] => [
  ...new Set(rows.filter(hasFigure).map((row) => row[nom])),
]

/**
 * Name of the field by which a form goes on saying what it was opened with: `oui`, several, and empty keeps each; `non`,
 * a common one, and empty erases it.
 */
export const nomDuMelange = (nom: Origine): string => `melange.${nom}`

/** Name of the box that keeps what each row says, whatever is written: offered where a common one became several. */
export const nomDeGarde = (nom: Origine): string => `garder.${nom}`

/** What the form is opened with: what it shows, and what empty then means. */
export const openSaisie = (rows: readonly ChiffresDeclares[]): Record<string, string> => ({
  ...toSaisie(rows),
  ...Object.fromEntries(
    ORIGINES.flatMap((nom) => {
      const [une, ...autres] = listOrigines(rows, nom)
      return autres.length > 0 || une ? [[nomDuMelange(nom), autres.length > 0 ? 'oui' : 'non']] : []
    }),
  ),
})

/** Whether empty keeps what each row says: as the form that was sent had said; not said where it had shown nothing. */
export type Melanges = Readonly<Partial<Record<Origine, boolean>>>
export const listMelanges = (saisie: Saisie): Melanges =>
  Object.fromEntries(
    ORIGINES.flatMap((nom) => {
      if (saisie[nomDeGarde(nom)]) return [[nom, true]]
      const dit = saisie[nomDuMelange(nom)]
      return dit ? [[nom, dit === 'oui']] : []
    }),
  )

/** What someone else saved meanwhile, where a date or a source that differs from row to row is said by row. */
export const toActuel = (rows: readonly ChiffresDeclares[]): Record<string, string> => ({
  ...openSaisie(rows),
  ...Object.fromEntries(
    ORIGINES.filter((nom) => listOrigines(rows, nom).length > 1).map((nom) => [nom, direParLigne(rows, nom)]),
  ),
})

/** « SNE (T1, T2) ; aucune (Ensemble) ». */
const direParLigne = (rows: readonly ChiffresDeclares[], nom: Origine): string =>
  listOrigines(rows, nom)
    .map((dite) => {
      const types = rows.filter((row) => hasFigure(row) && row[nom] === dite).map(({ type }) => TYPES_DE_LOGEMENT[type])
      const texte = nom === 'arreteAu' ? dite?.split('-').reverse().join('/') : dite
      return `${texte ?? 'aucune'} (${types.join(', ')})`
    })
    .join(' ; ')

/**
 * The rows to write over those stored: a date or a source left empty keeps each row's own where the form said so, or
 * where it had shown none and they differ.
 */
export function keepOrigines(
  saisies: readonly ChiffresDeclares[],
  stored: readonly ChiffresDeclares[],
  melanges: Melanges = {},
): ChiffresDeclares[] {
  // R-CHI-13 — choix du portail : un champ laissé vide faute de valeur commune n’efface rien
  const keeps = (nom: Origine) => melanges[nom] ?? listOrigines(stored, nom).length > 1
  const keepsDates = keeps('arreteAu')
  const keepsSources = keeps('source')
  return saisies.map((row) => {
    const actuel = stored.find(({ type }) => type === row.type)
    return {
      ...row,
      arreteAu: row.arreteAu ?? (keepsDates ? (actuel?.arreteAu ?? null) : null),
      source: row.source ?? (keepsSources ? (actuel?.source ?? null) : null),
    }
  })
}

/** Whether what is stored says already what these rows would write: every row with a figure, and no other. */
export const isDejaEcrit = (rows: readonly ChiffresDeclares[], stored: readonly ChiffresDeclares[]): boolean =>
  rows.every((row) => {
    const actuel = stored.find(({ type }) => type === row.type)
    return hasFigure(row) ? actuel !== undefined && areSameChiffres(actuel, row) : actuel === undefined
  })

export const hasFigure = (row: ChiffresDeclares): boolean => FIGURES_EN_ORDRE.some((nom) => row[nom] !== null)
