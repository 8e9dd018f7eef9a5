/** Hostile texts in the cells of a centre and in what is said of them: the annotated file holds texts, in each format. */
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { readChargesHostiles } from '#lib/domain/guichet/cas/testing.ts'
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'
import { marquer } from './marquer.ts'
import { uneAnnotation } from './testing.ts'

// A file that holds a control is no text: it is not read as CSV.
const CHARGES = [...readChargesHostiles().values()].flat().filter((charge) => !/(?![\t\n\r])\p{Cc}/u.test(charge))
const ENTETES = ['Nom', 'Téléphone', 'Canal', 'Type', 'Services', 'Mis à jour le', 'Commentaire']
const FEUILLE = 'Nos points'
const lu = (text: string): string => removeInvisibles(text).replace(/\s+/g, ' ').trim()

function classeurDe(bookType: XLSX.BookType): Buffer {
  const book = XLSX.utils.book_new()
  const rang = (charge: string) => [
    ...[`Accueil ${charge}`, '12', 'Téléphone', 'Lieu d’information', 'Information', '03/03/2026', charge],
  ]
  const rows = [ENTETES, ...CHARGES.map(rang)]
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), FEUILLE)
  return XLSX.write(book, { type: 'buffer', bookType, bookSST: true })
}

describe('un fichier annoté dont chaque texte est hostile', () => {
  it.each([
    ['xlsx', false, FEUILLE],
    ['ods', true, FEUILLE],
    ['biff8', true, FEUILLE],
    ['csv', true, 'CSV'],
  ] as const)('venu en %s, ne tient que des textes, et tous', async (bookType, refait, feuille) => {
    const marques = CHARGES.map((texte, rang) => ({
      ...({ feuille, cellule: `B${rang + 2}`, gravite: 'refus', texte } as const),
    }))
    const marked = await marquer(classeurDe(bookType), uneAnnotation(marques))
    if (!marked.ok) throw new Error(marked.refus.code)
    expect(marked.value.refait).toBe(refait)
    const { Sheets } = XLSX.read(marked.value.octets, { cellFormula: true })
    const cellules = Object.values(Sheets).flatMap((sheet) =>
      Object.entries(sheet).flatMap(([adresse, cell]) => (/^[A-Z]/.test(adresse) ? [cell] : [])),
    )
    expect(cellules.filter((cell) => cell.f !== undefined)).toEqual([])
    const liens = cellules.flatMap((cell) => (cell.l?.Target ? [String(cell.l.Target)] : []))
    expect(liens.filter((lien) => !lien.startsWith('#'))).toEqual([])
    const textes = Map.groupBy(
      cellules.flatMap(({ t, v }) => (t === 's' ? [lu(String(v))] : [])),
      (texte) => texte,
    )
    // In the cell of the centre, and in the list of what is said.
    const manquent = CHARGES.filter((charge) => lu(charge) !== '' && (textes.get(lu(charge))?.length ?? 0) < 2)
    expect(manquent).toEqual([])
  })
})
