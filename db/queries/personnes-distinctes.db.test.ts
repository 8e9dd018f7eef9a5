import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { unGestionnaire } from '#lib/usecases/testing.ts'
import { db } from '../client.ts'
import { compte, faitDAdministration } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertUneDemande, newRef } from '../testing/demandes.ts'
import {
  formatRepereDeDistinctes,
  listPersonnesDistinctes,
  PAIRES_PAR_PAGE,
  parseRepereDeDistinctes,
  type RepereDeDistinctes,
} from './personnes-distinctes.ts'

withDatabase()

it('de page en page, chaque paire une fois, la dernière dite d’abord, même dites au même instant (R-PER-09)', async () => {
  const acteur = { ...ACTEURS['gestionnaire-territorial'], departements: ['09'] }
  // Sixteen homonyms: a hundred and twenty pairs, half of them said at one instant.
  for (let rang = 0; rang < 16; rang += 1) await insertUneDemande({ territoire: '09' })
  await insertUneDemande({ territoire: '32' })
  await db.execute(sql`
    insert into personnes_distinctes
    select une.numero_unique, autre.numero_unique, une.territoire, une.titulaires, autre.titulaires,
      now() - make_interval(secs => greatest(0, row_number() over (order by une.ref, autre.ref) - 60) / 1000000.0)
    from demande une join demande autre on une.numero_unique < autre.numero_unique and une.territoire = autre.territoire`)
  const paires: string[] = []
  const pages: number[] = []
  let apres: RepereDeDistinctes | undefined
  do {
    const { distinctes, suite } = await listPersonnesDistinctes(acteur, apres)
    pages.push(distinctes.length)
    paires.push(...distinctes.map(({ numeros }) => numeros.join()))
    const adresse = suite ? formatRepereDeDistinctes(suite) : undefined
    expect(adresse ?? '').not.toMatch(/\d{13}G0123/)
    apres = adresse === undefined ? undefined : parseRepereDeDistinctes(adresse)
    expect(apres ?? null).toEqual(suite)
  } while (apres)
  expect(pages).toEqual([PAIRES_PAR_PAGE, 20])
  expect(new Set(paires).size).toBe(120)
  for (const texte of ['', 'x', `1_${newRef()}`, `a_${newRef()}_${newRef()}`, `1_${newRef()}_x`])
    expect(parseRepereDeDistinctes(texte), texte).toBeUndefined()
})

it('dit qui l’a dit en dernier, par son nom, ou par son courriel quand il n’en a pas (R-PER-09)', async () => {
  const qui = await unGestionnaire(['46'])
  const [une, autre] = [await insertUneDemande({ territoire: '46' }), await insertUneDemande({ territoire: '46' })]
  await db.execute(sql`
    insert into personnes_distinctes
    select une.numero_unique, autre.numero_unique, une.territoire, une.titulaires, autre.titulaires
    from demande une, demande autre where une.ref = ${une.ref} and autre.ref = ${autre.ref}`)
  const par = async () => (await listPersonnesDistinctes(qui)).distinctes.map((paire) => paire.par)
  expect(await par()).toEqual([null])
  await db.insert(faitDAdministration).values({
    objet: 'personnes',
    cible: `${une.ref}:${autre.ref}`,
    nature: 'fermeture',
    compteId: qui.role === 'visiteur' ? null : qui.compteId,
  })
  expect(await par()).toEqual([expect.stringContaining('@')])
  await db.update(compte).set({ nom: 'Dominique Inventée' })
  expect(await par()).toEqual(['Dominique Inventée'])
})
