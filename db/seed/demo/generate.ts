/**
 * Writes the workbooks of the demonstration again: `node --conditions=react-server db/seed/demo/generate.ts`. They are
 * committed, so that the start reads real files and never makes them.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeRecensement } from '#lib/documents/recensement-modele.ts'
import { listDepartements } from './departements.ts'
import { inventChiffres, inventPoints } from './invention.ts'

for (const departement of listDepartements()) {
  const bytes = await writeRecensement({
    points: inventPoints(departement).map((contenu) => ({ contenu })),
    chiffres: inventChiffres(departement),
    contact: 'Gestionnaire fictif de la démonstration',
  })
  writeFileSync(join(import.meta.dirname, `recensement-${departement.code}.xlsx`), bytes)
  console.log(`${departement.code} ${departement.nom} : ${bytes.length} octets`)
}
