/**
 * The census workbook that the portal hands over, blank or prefilled. The only module that knows the writing library.
 * No author, no date but the model's own: the same content gives the same bytes.
 */
import { type CellStyle, type DataValidation, type WriteSheet, writeXlsx } from 'hucre'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { lettresDe } from '#lib/domain/guichet/recensement/classeur.ts'
import {
  COLONNES_DES_COMMUNES,
  COLONNES_DES_POINTS,
  type ColonneDeCommune,
  type ColonneDePoint,
} from '#lib/domain/guichet/recensement/colonnes.ts'
import { describeChiffres, describePoint, type ValeurDeCellule } from '#lib/domain/guichet/recensement/ecriture.ts'
import { FEUILLES_DU_MODELE, LISTES, lignesDeLisezMoi } from '#lib/domain/guichet/recensement/modele.ts'
import { AIDES_DES_COMMUNES, AIDES_DES_POINTS, EXEMPLE_DE_COMMUNE, EXEMPLE_DE_POINT } from './recensement-aides.ts'

export type ContenuDuModele = Readonly<{
  points?: readonly Readonly<{ contenu: ContenuDePoint; identifiant?: string }>[]
  chiffres?: readonly Readonly<{ chiffres: ChiffresDeclares; commune: string }>[]
  /** Who answers questions: name and address of the gestionnaire. */
  contact?: string | null
}>

/** Rows of an empty model that keep their text format, so that `01001` typed there keeps its zero. */
const LIGNES_PRETES = 300
const PREMIERE_LIGNE = 4
const MODIFIE = new Date(Date.UTC(2026, 0, 5))

type Liste = keyof typeof LISTES

const LISTE_DE: Readonly<Record<string, Liste | undefined>> = {
  canal: 'Canal',
  type: 'Type',
  natureOrganisme: 'Nature de l’organisme',
  rendezVous: 'Rendez-vous',
  publicReserve: 'Public réservé',
  accessibilitePmr: 'Accessibilité PMR',
}
const TEXTE: ReadonlySet<string> = new Set([
  'identifiant',
  'siren',
  'codeGuichet',
  'codePostal',
  'codeInsee',
  'telephone',
  'territoire',
  'fermetures',
  'lundi',
  'mardi',
  'mercredi',
  'jeudi',
  'vendredi',
  'samedi',
  'dimanche',
])
const JOURS: ReadonlySet<string> = new Set(['misAJourLe', 'arreteAu'])
const LARGES: ReadonlySet<string> = new Set([
  'nom',
  'voie',
  'services',
  'commentaire',
  'horairesTexte',
  'organisme',
  'territoire',
])

const font = { name: 'Calibri', size: 11 }
const EN_TETE: CellStyle = {
  font: { ...font, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '27358B' } },
  alignment: { vertical: 'center', wrapText: true },
}
const AIDE: CellStyle = {
  font: { ...font, size: 9, italic: true, color: { rgb: '3A3A3A' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'ECECFE' } },
  alignment: { vertical: 'top', wrapText: true },
  numFmt: '@',
}
const EXEMPLE: CellStyle = { font: { ...font, italic: true, color: { rgb: '666666' } } }

/** Whom to ask, on the first sheet; null: nobody is known, the sheet says « votre gestionnaire territorial ». */
export const formatContact = (gestionnaires: readonly Readonly<{ nom: string | null; courriel: string }>[]) =>
  gestionnaires.map(({ nom, courriel }) => (nom ? `${nom} (${courriel})` : courriel)).join(', ') || null

/** The workbook, as bytes. */
export const writeRecensement = ({
  points = [],
  chiffres = [],
  contact = null,
}: ContenuDuModele = {}): Promise<Uint8Array> =>
  writeXlsx({
    defaultFont: font,
    activeSheet: 1,
    properties: { title: 'Recensement des points de contact', modified: MODIFIE },
    sheets: [
      lisezMoi(contact),
      table('Points de contact', COLONNES_DES_POINTS, AIDES_DES_POINTS, [
        EXEMPLE_DE_POINT,
        ...points.map(({ contenu, identifiant }) => describePoint(contenu, identifiant)),
      ]),
      table('Communes', COLONNES_DES_COMMUNES, AIDES_DES_COMMUNES, [
        EXEMPLE_DE_COMMUNE,
        ...chiffres.map((row) => describeChiffres(row.chiffres, row.commune)),
      ]),
      listes(),
    ],
  })

function lisezMoi(contact: string | null): WriteSheet {
  const lignes = lignesDeLisezMoi(contact)
  const cells = new Map<string, { style: CellStyle }>()
  lignes.forEach((ligne, index) => {
    const isTitle = index === 0 || (lignes[index - 1] === '' && !ligne.startsWith('Une question'))
    const style = isTitle ? { font: { ...font, bold: true, size: index === 0 ? 16 : 12 } } : { font }
    cells.set(`${index},0`, { style: { ...style, alignment: { wrapText: true, vertical: 'top' } } })
  })
  return { name: FEUILLES_DU_MODELE.lisezMoi, columns: [{ width: 110 }], rows: lignes.map((ligne) => [ligne]), cells }
}

type Rows<C extends string> = readonly Readonly<Partial<Record<C, ValeurDeCellule>>>[]

function table<C extends ColonneDePoint | ColonneDeCommune>(
  name: string,
  colonnes: Readonly<Record<C, string>>,
  aides: Readonly<Record<C, string>>,
  donnees: Rows<C>,
): WriteSheet {
  const keys = keysOf(colonnes)
  const lignes = donnees.map((row) => keys.map((key) => toValue(row[key])))
  const last = PREMIERE_LIGNE + Math.max(donnees.length - 1, 0) + LIGNES_PRETES
  const cells = new Map<string, { style: CellStyle; value?: string }>()
  keys.forEach((key, column) => {
    cells.set(`0,${column}`, { style: EN_TETE })
    cells.set(`1,${column}`, { style: AIDE })
    const format = TEXTE.has(key) ? '@' : JOURS.has(key) ? 'dd/mm/yyyy' : undefined
    cells.set(`2,${column}`, { style: format ? { ...EXEMPLE, numFmt: format } : EXEMPLE })
    if (format)
      for (let row = 3; row < last; row += 1) cells.set(`${row},${column}`, { style: { font, numFmt: format } })
  })
  const blanks = Array.from({ length: LIGNES_PRETES }, () => keys.map(() => null))
  return {
    name,
    columns: keys.map((key) => ({ width: LARGES.has(key) ? 34 : 18 })),
    rows: [keys.map((key) => colonnes[key]), keys.map((key) => aides[key]), ...lignes, ...blanks],
    rowDefs: new Map([
      [0, { height: 32 }],
      [1, { height: 66 }],
    ]),
    cells,
    freezePane: { rows: 1, columns: 2 },
    dataValidations: keys.flatMap((key, column) => validation(key, column, last, colonnes[key], aides[key])),
  }
}

function validation(key: string, column: number, last: number, entete: string, aide: string): DataValidation[] {
  const liste = key === 'type' && entete === 'Type de logement' ? 'Type de logement' : LISTE_DE[key]
  if (!liste) return []
  const at = lettresDe(keysOf(LISTES).indexOf(liste))
  const letters = lettresDe(column)
  return [
    {
      type: 'list',
      formula1: `${FEUILLES_DU_MODELE.listes}!$${at}$2:$${at}$${1 + Object.keys(LISTES[liste]).length}`,
      range: `${letters}${PREMIERE_LIGNE}:${letters}${last}`,
      allowBlank: true,
      showInputMessage: true,
      inputTitle: entete.slice(0, 32),
      inputMessage: aide.slice(0, 255),
      // Warns and never blocks: what is not in the list is told again on reading.
      showErrorMessage: true,
      errorStyle: 'warning',
      errorTitle: 'Valeur hors de la liste',
      errorMessage: 'Cette valeur n’est pas dans la liste. Vous pouvez la garder ; elle sera signalée à la lecture.',
    },
  ]
}

function listes(): WriteSheet {
  const names = keysOf(LISTES)
  const columns = names.map((name) => Object.values(LISTES[name]))
  const height = Math.max(...columns.map((values) => values.length))
  return {
    name: FEUILLES_DU_MODELE.listes,
    columns: names.map(() => ({ width: 28 })),
    rows: [names, ...Array.from({ length: height }, (_, row) => columns.map((values) => values[row] ?? null))],
    cells: new Map(names.map((_, column) => [`0,${column}`, { style: EN_TETE }])),
    freezePane: { rows: 1 },
  }
}

const toValue = (value: ValeurDeCellule | undefined): string | number | Date | null =>
  value === undefined ? null : typeof value === 'object' ? new Date(`${value.jour}T00:00:00Z`) : value

const keysOf = <C extends string>(record: Readonly<Record<C, unknown>>): C[] => Object.keys(record) as C[]
