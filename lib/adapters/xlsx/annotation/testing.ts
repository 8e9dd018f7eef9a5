/** A workbook with what a centre puts in its own: formats, merged cells, lists, rules, a picture, other sheets. */
import { type CellStyle, writeXlsx } from 'hucre'
import type { Annotation, Marque } from '#lib/domain/guichet/recensement/annotation.ts'
import { openPaquet } from '../paquet/parties.ts'
import { readRelations } from '../paquet/relations.ts'
import { attributDe, listBalises, unescapeXml } from '../paquet/xml.ts'

const POINT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const JAUNE: CellStyle = {
  font: { bold: true, color: { rgb: 'C00000' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFFF00' } },
  border: { top: { style: 'thin', color: { rgb: '000000' } } },
}

/** The telephone of row 3 is wrong, that of row 4 is right; `D3` lost its zero; `A1:D1` is one block. */
export const unClasseurDeCentre = (): Promise<Uint8Array> =>
  writeXlsx({
    namedRanges: [{ name: 'zone', range: "'Nos points'!$A$1:$B$4" }],
    sheets: [
      {
        name: 'Nos points',
        columns: [{ width: 30 }, { width: 12 }, { width: 22 }],
        rows: [
          ['Recensement 2026', null, null, null],
          ['Nom', 'Canal', 'Téléphone', 'Code postal', 'Total'],
          ['Mairie & services', 'Physique', '12', 9000, 18_000],
          ['Annexe', 'Physique', '05 36 49 00 01', 9000, 1],
        ],
        merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 3 }],
        cells: new Map([
          ['1,0', { style: JAUNE }],
          ['2,2', { style: { ...JAUNE, numFmt: '@' }, comment: { text: 'Leur note', author: 'Jeanne' } }],
          ['2,4', { formula: 'D3*2', formulaResult: 18_000 }],
        ]),
        dataValidations: [{ type: 'list', formula1: '"Physique,Internet"', range: 'B3:B50' }],
        conditionalRules: [
          { type: 'cellIs', operator: 'greaterThan', formula: '100', range: 'E3:E50', priority: 1, style: JAUNE },
        ],
        images: [{ data: POINT, type: 'png', anchor: { from: { row: 6, col: 1 }, to: { row: 9, col: 3 } } }],
        freezePane: { rows: 2 },
      },
      {
        name: 'À garder',
        rows: [['à elle']],
        cells: new Map([['0,1', { formula: "'Nos points'!D3", formulaResult: 9000 }]]),
      },
    ],
  })

export const uneAnnotation = (marques: readonly Marque[]): Annotation => ({
  marques,
  liste: {
    nom: 'À corriger (portail)',
    phrases: ['Corrigez, puis déposez ce fichier.'],
    siRefait: ['Fait de ce qui a été lu.'],
    entetes: ['Où', 'État', 'Dit'],
    lignes: marques.map(({ feuille, cellule, gravite, texte }) => ({
      feuille,
      cellule,
      gravite,
      textes: [`${feuille}, ${cellule}`, gravite, texte],
    })),
  },
})

/** The texts of the comments of a sheet, by address. */
export function commentairesDe(octets: Uint8Array, part: string): Record<string, string> {
  const paquet = openPaquet(octets)
  const comments = paquet && readRelations(paquet, part).find(({ type }) => type.endsWith('/comments'))
  const xml = (comments && paquet?.read(comments.part)) ?? ''
  const texts: Record<string, string> = {}
  let ref = ''
  listBalises(xml).forEach((balise, at, all) => {
    if (balise.nom === 'comment' && balise.genre === 'ouvre') ref = attributDe(balise.attributs, 'ref') ?? ''
    const next = all[at + 1]
    if (balise.nom !== 't' || balise.genre !== 'ouvre' || !next) return
    const bytes = Buffer.from(xml.slice(balise.fin, next.debut), 'latin1')
    texts[ref] = `${texts[ref] ?? ''}${unescapeXml(bytes.toString('utf8'))}`
  })
  return texts
}

/** The colour of the fill of a cell, as its style sheet says; undefined when it has none. */
export function couleurDe(octets: Uint8Array, part: string, adresse: string): string | undefined {
  const paquet = openPaquet(octets)
  const cell = listBalises(paquet?.read(part) ?? '').find(
    ({ nom, attributs }) => nom === 'c' && attributDe(attributs, 'r') === adresse,
  )
  const styles = paquet?.read('xl/styles.xml') ?? ''
  const xfs = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? ''
  const xf = listBalises(xfs).filter(({ nom, genre }) => nom === 'xf' && genre !== 'ferme')[
    Number(attributDe(cell?.attributs ?? '', 's') ?? 0)
  ]
  const fills = (/<fills[^>]*>(.*?)<\/fills>/s.exec(styles)?.[1] ?? '').split('</fill>')
  return /fgColor rgb="([0-9A-F]{8})"/.exec(fills[Number(attributDe(xf?.attributs ?? '', 'fillId') ?? 0)] ?? '')?.[1]
}
