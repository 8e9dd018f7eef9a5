import { setImmediate } from 'node:timers/promises'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { withDatabase } from '#db/testing/database.ts'
import { accept } from '#lib/domain/resultat.ts'
import { type LireClasseur, readRecensement } from './read-recensement.ts'
import { type Tenu, unCentre, unClasseurDe, unPoint } from './testing.ts'

withDatabase()
let centre: Tenu
beforeAll(async () => {
  centre = await unCentre('lecture-suivie')
})

const classeur = unClasseurDe(
  Array.from({ length: 800 }, (_, rang) =>
    unPoint(`Accueil ${rang}`, rang % 5 === 0 ? 'un numéro' : `05 36 49 ${String(10_000 + rang).slice(1, 3)} 01`),
  ),
)

/** What is understood of the workbook, and how many times a row was asked for its cells. */
async function lire(isSuivi: boolean) {
  let demandes = 0
  const compte = {
    feuilles: classeur.feuilles.map((feuille) => ({
      ...feuille,
      lignes: feuille.lignes.map(({ numero, cellules }) => ({
        numero,
        get cellules() {
          demandes += 1
          return cellules
        },
      })),
    })),
  }
  const lire: LireClasseur = async (_, { suivi }) => {
    if (isSuivi) {
      for (const { lignes, ...feuille } of compte.feuilles) {
        suivi.feuille(feuille)
        for (const ligne of lignes) suivi.ligne(ligne)
      }
      // What the rows are read under is still being asked for.
      while (demandes < 800) await db.execute('select 1')
      for (let turn = 0; turn < 100; turn += 1) await setImmediate()
    }
    demandes = 0
    return accept(compte)
  }
  const depot = { nom: 'suivi.xlsx', octets: Buffer.from('x'), centreId: centre.id, origine: 'administration' } as const
  const lu = await readRecensement(depot, { lire }, centre.agent)
  if (!lu.ok) throw new Error(lu.refus.code)
  return { examen: await loadExamen(db, lu.value.importId), demandes }
}

it('un classeur suivi pendant qu’il s’ouvre est compris comme un autre, et n’est pas relu', async () => {
  const [suivi, entier] = [await lire(true), await lire(false)]
  expect(suivi.examen?.points).toHaveLength(800)
  expect(suivi.examen).toEqual(entier.examen)
  // Each of the 800 rows is asked once more where it is read at the end.
  expect(entier.demandes - suivi.demandes).toBeGreaterThanOrEqual(800)
})
