import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#db/client.ts'
import { listNomsDeCommunes } from '#db/repositories/noms-de-communes.ts'
import { commune, communeAncienne, publication, reglage } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { seedReference } from './index.ts'
import { COMMUNES_ABSORBEES, COMMUNES_RENOMMEES } from './noms-d-avant.ts'

/** Each name of the table must meet a former code of the list: a mistyped one would be lost silently. */
const NOMMES = Object.keys(COMMUNES_ABSORBEES).length + Object.keys(COMMUNES_RENOMMEES).length

// Filled by `seedReference` on an empty base, once for the files that need it (db/testing/cluster.setup.ts).
withDatabase({ pays: true })

const load = async (codeInsee: string) => (await db.select().from(commune).where(eq(commune.codeInsee, codeInsee)))[0]
const countsSchema = z.tuple([z.record(z.string(), z.coerce.number())])

describe('le territoire de référence', () => {
  it('contient toutes les communes d’aujourd’hui et ce qui mène à elles', async () => {
    const rows = await db.execute(sql`
      select (select count(*) from commune) as communes, (select count(*) from region) as regions,
        (select count(*) from departement) as departements, (select count(*) from epci) as epcis,
        (select count(*) from commune_ancienne where nature = 'deleguee') as deleguees,
        (select count(*) from commune_ancienne where nature = 'associee') as associees,
        (select count(*) from commune_ancienne where nature = 'arrondissement') as arrondissements,
        (select count(*) from commune_ancienne where nature in ('ancien-code', 'ancien-nom')) as anciens,
        (select count(*) from commune_ancienne where nature = 'ancien-nom') as nommes`)
    expect(countsSchema.parse([...rows])[0]).toMatchObject({
      communes: 34_969,
      departements: 109,
      deleguees: 2_105,
      associees: 471,
      arrondissements: 45,
      // 2,248 former codes, of which some fifty are named, and three renamed towns.
      anciens: 2_251,
      nommes: NOMMES,
    })
  })

  it('n’a pas de commune pour un arrondissement, mais son code et son code postal mènent à la ville', async () => {
    expect(await load('75101')).toBeUndefined()
    const [premier] = await db.select().from(communeAncienne).where(eq(communeAncienne.codeInsee, '75101'))
    expect(premier).toMatchObject({ nature: 'arrondissement', communeCode: '75056', codesPostaux: ['75001'] })
  })

  it('mène chaque code d’avant à une seule commune (R-TER-17)', async () => {
    const rows = await db.execute(sql`
      select count(distinct code_insee) as codes, count(distinct (code_insee, commune_code)) as liens,
        count(distinct code_insee) filter (where exists (
          select from commune where commune.code_insee = commune_actuelle(commune_ancienne.code_insee)
          and commune.code_insee = commune_ancienne.commune_code)) as menes
      from commune_ancienne
      where nature <> 'arrondissement' and not exists (select from commune where commune.code_insee = commune_ancienne.code_insee)`)
    // Goulier and 4,239 others.
    expect(countsSchema.parse([...rows])[0]).toEqual({ codes: 4_240, liens: 4_240, menes: 4_240 })
  })

  it('place les communes connues et dit approximatives les autres (R-TER-03)', async () => {
    expect(await load('09122')).toMatchObject({
      slug: 'foix',
      positionPrecision: 'commune',
      positionSource: 'geonames',
    })
    const rows = await db.execute(sql`
      select count(*) filter (where position_precision = 'commune') as precises,
        count(*) filter (where position_precision = 'approximative') as approximatives,
        count(*) filter (where position_precision is null) as inconnues from commune`)
    const [{ precises = 0, approximatives = 0, inconnues = 0 }] = countsSchema.parse([...rows])
    expect(precises).toBeGreaterThan(14_700)
    expect(approximatives).toBeGreaterThan(20_000)
    expect(inconnues).toBeLessThan(60)
  })

  it.each(['40271', '38363', '71588', '23257'])('écarte le point aberrant connu de %s (R-TER-02)', async (code) =>
    expect(await load(code)).toMatchObject({ positionPrecision: 'approximative' }),
  )

  it('ne fait rien la seconde fois, et garde les positions officielles quand les listes changent', async () => {
    const before = await db.select().from(publication)
    await seedReference(db)
    expect(await db.select().from(publication)).toEqual(before)

    await db.update(commune).set({ latitude: 1, positionSource: 'officielle' }).where(eq(commune.codeInsee, '09122'))
    await db.update(commune).set({ nom: 'Autre' }).where(eq(commune.codeInsee, '09225'))
    await db.update(reglage).set({ valeur: 'ancienne' }).where(eq(reglage.nom, 'territoire'))
    await seedReference(db)
    expect(await load('09122')).toMatchObject({ latitude: 1, positionSource: 'officielle' })
    expect((await load('09225'))?.nom).toBe('Pamiers')
    expect(await db.select().from(publication)).toHaveLength(before.length + 1)
  })

  it('une liste nouvelle, sur celle d’avant : ce qui était compté dans une commune qui l’a quittée est dans celle d’aujourd’hui (R-TER-17)', async () => {
    const comptes = async () => {
      const rows = await db.execute(sql`
        select json_object_agg(lieu, nombre) as comptes, commune_actuelle('09135') as actuelle from (
          select lieu, sum(nombre)::int as nombre from ecart_de_comptage
          where mesure = 'tous-choix' and detail = 'ensemble' and lieu in ('09135', '09334')
          group by lieu having sum(nombre) <> 0) tous`)
      return [...rows][0]
    }
    // As a base of before the merger holds it: Goulier is a commune, and leads nowhere else.
    await db.delete(communeAncienne).where(eq(communeAncienne.codeInsee, '09135'))
    const avant = { departementCode: '09', codesPostaux: ['09220'], population: 40 }
    await db.insert(commune).values({ ...avant, codeInsee: '09135', nom: 'Goulier', slug: 'goulier' })
    for (const code of ['09135', '09334'])
      await insertUneDemande({
        contenu: unContenu(['recherche.localisations', [{ commune: code, quartier: null }]]),
      })
    expect(await comptes()).toEqual({ comptes: { '09135': 1, '09334': 1 }, actuelle: '09135' })
    // And one that the list of before had not, which is back.
    await db.update(commune).set({ quitteeLe: '2020-01-01' }).where(eq(commune.codeInsee, '09122'))

    await db.update(reglage).set({ valeur: 'ancienne' }).where(eq(reglage.nom, 'territoire'))
    // A writer that lasts: renounced in a sentence, nothing filled, and whoever writes did not wait long behind it.
    await db.transaction(async (tx) => {
      await tx.execute(sql`lock table demande in row exclusive mode`)
      await expect(seedReference(db, { attente: 20, essais: 1 })).rejects.toThrow(
        'Une opération longue retient la base',
      )
    })
    expect(await comptes()).toEqual({ comptes: { '09135': 1, '09334': 1 }, actuelle: '09135' })
    await seedReference(db)
    expect(await comptes()).toEqual({ comptes: { '09334': 2 }, actuelle: '09334' })
    expect((await load('09135'))?.quitteeLe).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect((await load('09122'))?.quitteeLe).toBeNull()
    // Named as on a base that never had its row (R-TER-15).
    expect(await listNomsDeCommunes(db, ['09135'])).toEqual(new Map([['09135', 'Goulier (Val-de-Sos)']]))
  })
})
