/** The workbooks of the demonstration, one for each département: the same invention gives the same bytes. */
import { join } from 'node:path'
import { writeRecensement } from '#lib/documents/recensement-modele.ts'
import type { Departement } from './formes.ts'
import { inventChiffres, inventPoints } from './invention.ts'

export const writeClasseur = (departement: Departement): Promise<Uint8Array> =>
  writeRecensement({
    points: inventPoints(departement).map((contenu) => ({ contenu })),
    chiffres: inventChiffres(departement),
    contact: 'Gestionnaire fictif de la démonstration',
  })

/** Path of the committed file. */
export const pathOf = (code: string): string => join(import.meta.dirname, `recensement-${code}.xlsx`)
