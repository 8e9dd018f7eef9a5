import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#db/client.ts'
import { listImports } from '#db/queries/imports.ts'
import { importDeRecensement, pointDeContact, publication } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { CODES } from './departements.ts'
import { seedDemo } from './index.ts'

withDatabase({ pays: true })
beforeAll(async () => {
  await seedDemo(db)
}, 120_000)

const countSchema = z.array(z.object({ nombre: z.coerce.number() }))
const count = async (query: ReturnType<typeof sql>) => countSchema.parse([...(await db.execute(query))])[0]?.nombre

describe('la base de démonstration', () => {
  it('vient de quinze classeurs, dans l’histoire des imports, au nom de leur gestionnaire', async () => {
    const { imports } = await listImports({
      role: 'administrateur-national',
      compteId: '00000000-0000-4000-8000-000000000001',
    })
    expect(imports).toHaveLength(CODES.length)
    for (const un of imports)
      expect(un).toMatchObject({ etat: 'publie', origine: 'demonstration', totaux: { refuse: 0 } })
    expect(new Set(imports.map(({ auteur }) => auteur)).size).toBe(3)
  })

  it('sert chaque commune par chaque canal, ouvert à tous', async () => {
    const codes = sql.join(
      CODES.map((code) => sql`${code}`),
      sql`, `,
    )
    for (const canal of ['physique', 'telephone', 'internet'] as const) {
      const alone = await count(sql`
        select count(*) as nombre from commune c where c.departement_code in (${codes}) and not exists (
          select 1 from desserte d join point_de_contact p on p.id = d.point_id
          where p.canal = ${canal}::canal and p.public_reserve = 'tout-public' and p.retire_at is null
            and ((d.niveau = 'commune' and d.code = c.code_insee) or (d.niveau = 'epci' and d.code = c.epci_code)
              or (d.niveau = 'departement' and d.code = c.departement_code)))`)
      expect(alone).toBe(0)
    }
  })

  it('se dit inventée partout et n’appelle que des numéros de fiction', async () => {
    expect(
      await count(sql`select count(*) as nombre from point_de_contact where not demonstration or nom !~ 'ficti(f|ve)'`),
    ).toBe(0)
    expect(
      await count(
        sql`select count(*) as nombre from point_de_contact where telephone !~ '^0(2 61 91|4 65 71|5 36 49) '`,
      ),
    ).toBe(0)
    expect(
      await count(
        sql`select count(*) as nombre from chiffre_de_commune where not demonstration or source !~ 'inventées'`,
      ),
    ).toBe(0)
    expect(await count(sql`select count(distinct type) as nombre from point_de_contact`)).toBe(6)
  })

  it('a des chiffres qui se tiennent, de petits nombres et des communes sans parc', async () => {
    expect(await count(sql`select count(*) as nombre from chiffre_de_commune where attributions_n1 > logements`)).toBe(
      0,
    )
    expect(
      await count(sql`select count(*) as nombre from chiffre_de_commune where type = 'ensemble' and logements = 0`),
    ).toBeGreaterThan(100)
    expect(
      await count(sql`select count(*) as nombre from chiffre_de_commune where attributions_n1 between 1 and 4`),
    ).toBeGreaterThan(100)
  })

  it('n’est remplie qu’une fois, et reprend ce qu’un arrêt brutal a laissé', async () => {
    const points = await db.$count(pointDeContact)
    const versions = await db.$count(publication)
    await seedDemo(db)
    expect(await db.$count(importDeRecensement)).toBe(CODES.length)
    await db.update(importDeRecensement).set({ etat: 'lu' }).where(sql`fichier_nom = 'recensement-09.xlsx'`)
    await seedDemo(db)
    expect(await db.$count(pointDeContact)).toBe(points)
    expect(await db.$count(publication)).toBe(versions)
  })
})
