/** The workbooks of the imports that are cut: what is published before, then what changes it in every way at once. */
import * as XLSX from 'xlsx'
import { COLONNES_DES_COMMUNES } from '#lib/domain/guichet/recensement/colonnes.ts'
import { type Rang, unPoint } from '#lib/usecases/testing.ts'

const ENTETES = ['Identifiant', 'Nom', 'Canal', 'Type', 'Services', 'Adresse', 'Code postal', 'Commune', 'Téléphone']
const LIEUX = {
  centre: [
    ['Foix', '09000'],
    ['Pamiers', '09100'],
  ],
  gestionnaire: [['Varilhes', '09120']],
} as const
export type Role = keyof typeof LIEUX

/** Of the points of a workbook, as many stay, change, leave and come. */
const QUARTS = { restent: 0, changent: 1, partent: 2, viennent: 3 } as const

function listPoints(role: Role, chaque: number, quarts: readonly number[], voie: string): Rang[] {
  const lieux = LIEUX[role]
  return quarts.flatMap((quart) =>
    Array.from({ length: chaque }, (_, n) => {
      const rang = quart * chaque + n
      const [commune, codePostal] = lieux[rang % lieux.length] ?? lieux[0]
      const telephone = `05 36 ${role === 'centre' ? '10' : '20'} ${String(rang).padStart(4, '0').replace(/^(..)/, '$1 ')}`
      const rue = quart === QUARTS.changent ? voie : `${rang + 1} rue Inventée`
      return unPoint(`Accueil inventé ${role} ${rang + 1}`, telephone, { 5: rue, 6: codePostal, 7: commune })
    }),
  )
}

const chiffresDe = (role: Role, logements: number): Rang[] =>
  role === 'centre'
    ? []
    : [
        ['09122', 'Foix', 2025, 'T3', logements, null, 12, '31/12/2024', 'Essai'],
        ['09225', 'Pamiers', 2025, 'Ensemble', 900, 300, 80, '31/12/2024', 'Essai'],
      ]

function pack(points: readonly Rang[], communes: readonly Rang[]): Buffer {
  const book = XLSX.utils.book_new()
  const rows = (entetes: readonly string[], rangs: readonly Rang[]) => XLSX.utils.aoa_to_sheet([[...entetes], ...rangs])
  XLSX.utils.book_append_sheet(book, rows([...ENTETES, 'Mis à jour le'], points), 'Points de contact')
  if (communes.length > 0)
    XLSX.utils.book_append_sheet(book, rows(Object.values(COLONNES_DES_COMMUNES), communes), 'Communes')
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
}

/** What `role` has published: three quarters of the points. */
export const writeAvant = (role: Role, chaque: number): Buffer =>
  pack(
    listPoints(role, chaque, [QUARTS.restent, QUARTS.changent, QUARTS.partent], '1 rue d’Avant'),
    chiffresDe(role, 40),
  )

/** What it sends then: some as they are, some changed, some no more there, some new; figures that change, from a gestionnaire. */
export const writeApres = (role: Role, chaque: number): Buffer =>
  pack(
    listPoints(role, chaque, [QUARTS.restent, QUARTS.changent, QUARTS.viennent], '2 rue d’Après'),
    chiffresDe(role, 41),
  )

/** Rows that the second makes. */
export const countRangs = (role: Role, chaque: number): number => 3 * chaque + chiffresDe(role, 0).length
