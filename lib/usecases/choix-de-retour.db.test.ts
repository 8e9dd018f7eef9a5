import { beforeAll, expect, it } from 'vitest'
import { findRetourDImport, MODIFIES_PAR_PAGE } from '#db/queries/retours.ts'
import { withDatabase } from '#db/testing/database.ts'
import { publishRecensement } from './publish-recensement.ts'
import { revertImport } from './revert-import.ts'
import { lireClasseur, pointsDe, type Tenu, unClasseurDe, unDecor, unPointA } from './testing.ts'

withDatabase()

let centre: Tenu
beforeAll(async () => {
  ;({ ariege: centre } = await unDecor())
})

const NOMBRE = MODIFIES_PAR_PAGE + 1
const rangs = (suffixe: number) =>
  Array.from({ length: NOMBRE }, (_, rang) =>
    unPointA(
      `Point ${rang}`,
      'Foix',
      '09000',
      `05 36 ${suffixe} ${Math.floor(rang / 100)}0 ${String(rang % 100).padStart(2, '0')}`,
    ),
  )
async function publie(suffixe: number): Promise<string> {
  const { importId } = await lireClasseur(unClasseurDe(rangs(suffixe)), { centreId: centre.id, par: centre.agent })
  expect(await publishRecensement(importId, centre.agent)).toMatchObject({ ok: true })
  return importId
}
const retires = async () => (await pointsDe(centre.id)).filter(({ retireAt }) => retireAt !== null).map(({ id }) => id)

it('ce qui attend un choix se lit page par page, et se choisit sur chacune, avant comme après (R-REC-61)', async () => {
  const importId = await publie(49)
  await publie(50)
  const lire = async (page?: number) => {
    const retour = await findRetourDImport(centre.agent.acteur, importId, page)
    if (!retour) throw new Error('no import')
    return retour
  }
  const [premiere, seconde] = [await lire(), await lire(2)]
  expect([premiere.total, premiere.premier, premiere.modifies.length]).toEqual([NOMBRE, 1, MODIFIES_PAR_PAGE])
  expect([seconde.premier, seconde.modifies.length]).toEqual([NOMBRE, 1])
  // Beyond the last one, the last one.
  expect((await lire(9)).modifies).toEqual(seconde.modifies)
  const cles = [...premiere.modifies, ...seconde.modifies].map(({ cle }) => cle)
  expect(new Set(cles).size).toBe(NOMBRE)

  const choisir = (choisis: string[]) => revertImport(importId, centre.agent, { choisis })
  expect(await choisir(seconde.modifies.map(({ cle }) => cle))).toMatchObject({
    value: { rendus: 1, gardes: NOMBRE - 1 },
  })
  expect(await retires()).toHaveLength(1)
  const ensuite = await lire(2)
  expect([ensuite.total, ensuite.premier]).toEqual([MODIFIES_PAR_PAGE, 1])
  expect(await choisir([ensuite.modifies.at(-1)?.cle ?? ''])).toMatchObject({ value: { rendus: 2 } })
  expect(await retires()).toHaveLength(2)
})
