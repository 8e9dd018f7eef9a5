/** When the list of communes changes, the counts follow what the demandes still hold, and never fall below zero (R-TER-17). */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { z } from 'zod'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordRadiation, recordRetablissement } from '#lib/domain/demande/radiation.ts'
import { auGuichet, granted, SIREN, uneAttribution } from '#lib/domain/demande/testing.ts'
import { db } from '../client.ts'
import { commune, communeAncienne } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { aujourdHui, insertUneDemande } from '../testing/demandes.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { saveActe } from './demandes.ts'

withDatabase()
const NUIT = { compteId: null, role: null }
const GOULIER = { codeInsee: '09135', nom: 'Goulier', nature: 'deleguee', communeCode: '09334' } as const
beforeAll(async () => {
  await insertTerritoire()
  const actuelle = { departementCode: '09', codesPostaux: ['09220'], population: 700 }
  await db.insert(commune).values([
    { ...actuelle, codeInsee: '09334', nom: 'Val-de-Sos', slug: 'val-de-sos' },
    { ...actuelle, codeInsee: '09135', nom: 'Goulier', slug: 'goulier' },
  ])
})
beforeEach(async () => {
  await db.execute(sql`truncate demande, comptage, ecart_de_comptage cascade`)
  await rendre()
})

/** Goulier goes into Val-de-Sos, its row kept; and is a commune again. */
async function reunir() {
  await db.insert(communeAncienne).values(GOULIER)
  await db.update(commune).set({ quitteeLe: '2026-01-01' }).where(eq(commune.codeInsee, '09135'))
}
async function rendre() {
  await db.delete(communeAncienne).where(eq(communeAncienne.codeInsee, '09135'))
  await db.update(commune).set({ quitteeLe: null }).where(eq(commune.codeInsee, '09135'))
}
async function moving(change: () => Promise<void>) {
  const rows = await db.execute(sql`select carte_des_communes()::text as carte`)
  const [{ carte }] = z.tuple([z.object({ carte: z.string() })]).parse([...rows])
  await change()
  await db.execute(sql`select recompter_communes(${carte}::text::jsonb)`)
}

/** What is counted, of all types together: « measure place number ». */
async function comptes(): Promise<string[]> {
  const rows = await db.execute(sql`
    select concat_ws(' ', mesure, lieu, sum(nombre)) as dit
    from (select mesure, lieu, detail, nombre from comptage union all select mesure, lieu, detail, nombre from ecart_de_comptage) tous
    where detail in ('ensemble', '') and mesure in ('tous-choix', 'attributions')
    group by mesure, lieu having sum(nombre) <> 0 order by 1`)
  return z
    .array(z.object({ dit: z.string() }))
    .parse([...rows])
    .map(({ dit }) => dit)
}

const asking = (...communes: string[]) =>
  insertUneDemande({
    contenu: unContenu(['recherche.localisations', communes.map((une) => ({ commune: une, quartier: null }))]),
  })

async function uneAttribuee(commune: string) {
  const le = await aujourdHui()
  const radiee = granted(
    recordRadiation(
      await asking('09122'),
      { motif: { code: 'RADATT', attribution: uneAttribution({ bailSigneLe: le, commune }) }, sirenEmetteur: SIREN },
      auGuichet(le),
    ),
  )
  await db.transaction((tx) => saveActe(tx, radiee, NUIT))
  return async () => {
    if (radiee.demande.statut !== 'radiee') throw new Error('radiée')
    const acte = granted(
      recordRetablissement(radiee.demande, { raison: 'Erreur', sirenEmetteur: SIREN }, auGuichet(le)),
    )
    await db.transaction((tx) => saveActe(tx, acte, NUIT))
  }
}

it('une attribution revient avec sa commune, et s’annule sans descendre sous zéro (R-TER-17)', async () => {
  const annuler = await uneAttribuee('09135')
  await uneAttribuee('09334')
  // Of demandes erased since: nothing else is left of them.
  await db.execute(sql`
    insert into comptage (mesure, lieu, detail, periode, nombre, arrete_le)
    values ('attributions', '09135', '', '2020', 2, '2026-01-01'), ('attributions', '09334', '', '2020', 1, '2026-01-01')`)
  expect(await comptes()).toEqual(['attributions 09135 3', 'attributions 09334 2'])
  await moving(reunir)
  expect(await comptes()).toEqual(['attributions 09334 5'])
  await moving(rendre)
  // Which of the two an erased one was in is no longer known: it stays where it counts.
  expect(await comptes()).toEqual(['attributions 09135 1', 'attributions 09334 4'])
  await annuler()
  expect(await comptes()).toEqual(['attributions 09334 4', 'tous-choix 09122 1'])
})

it('une demande en attente aussi, et celles qui ne nomment pas la commune ne bougent pas (R-TER-17)', async () => {
  await asking('09135', '09334')
  await asking('09122', '09135')
  await asking('09334')
  const avant = ['tous-choix 09122 1', 'tous-choix 09135 2', 'tous-choix 09334 2']
  expect(await comptes()).toEqual(avant)
  await moving(reunir)
  expect(await comptes()).toEqual(['tous-choix 09122 1', 'tous-choix 09334 3'])
  await moving(rendre)
  expect(await comptes()).toEqual(avant)
  // Nothing is left for a list that moves no commune.
  const ecarts = await db.$count(sql`ecart_de_comptage`)
  await moving(async () => {})
  expect(await db.$count(sql`ecart_de_comptage`)).toBe(ecarts)
})
