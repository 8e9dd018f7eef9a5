/**
 * Writes the workbooks of the demonstration again: `node --conditions=react-server db/seed/demo/generate.ts`. They are
 * committed, so that the start reads real files and never makes them.
 */
import { writeFileSync } from 'node:fs'
import { pathOf, writeClasseur } from './classeurs.ts'
import { listDepartements } from './departements.ts'

for (const departement of listDepartements()) {
  const bytes = await writeClasseur(departement)
  writeFileSync(pathOf(departement.code), bytes)
  console.log(`${departement.code} ${departement.nom} : ${bytes.length} octets`)
}
