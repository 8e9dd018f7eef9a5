/** The night that erases: nothing that names anybody is left, wherever it was. */
import { randomUUID } from 'node:crypto'
import { eq, getTableName, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#db/client.ts'
import { loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { CE_QUI_TIENT, forgetDemandes } from '#db/repositories/oubli.ts'
import {
  compte as agent,
  demande,
  demandeur,
  faitDAdministration,
  faitDeDemande,
  lettreDeLot,
  lotDeCourriers,
  preferenceDeRappel,
  rappel,
  rattachement,
} from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { recordRadiation } from '#lib/domain/demande/radiation.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import { eraseDues } from './erase-dues.ts'

withDatabase()

/** A demande radiated on that day, for abandon, with an account, a reminder and its choices. */
async function radiee(radieeLe: Jour): Promise<DemandeActive> {
  const une = await insertUneDemande({ valideDepuis: addMonths(radieeLe, -6) })
  const { numeroUnique, territoire } = une
  const moment = {
    le: radieeLe,
    bareme: baremeAu(radieeLe),
    origine: { canal: 'guichet', organisme: 'G0123' },
  } as const
  await db.transaction(async (tx) => {
    const found = await loadDemandeForUpdate(tx, une.ref)
    if (!found) throw new Error('demande')
    const acte = recordRadiation(found.demande, { motif: { code: 'RADABA', recuLe: radieeLe } }, moment)
    await saveActe(
      tx,
      granted(acte),
      { compteId: randomUUID(), role: 'demandeur' },
      { cle: randomUUID(), corps: 'essai' },
    )
  })
  const [compte] = await db
    .insert(demandeur)
    .values({ courriel: `${randomUUID()}@exemple.fr` })
    .returning()
  await db.insert(rattachement).values({ numeroUnique, demandeurId: compte?.id ?? '', preuve: 'contact' })
  await db.insert(preferenceDeRappel).values({ numeroUnique })
  const dates = { duLe: radieeLe, cycle: radieeLe }
  await db.insert(rappel).values({ numeroUnique, territoire, jalon: 'avis', canal: 'courriel', ...dates })
  const [gestionnaire] = await db
    .insert(agent)
    .values({ courriel: `${randomUUID()}@exemple.fr`, role: 'gestionnaire-territorial' })
    .returning()
  const lotId = randomUUID()
  await db.insert(lotDeCourriers).values({ id: lotId, territoire, prisPar: gestionnaire?.id ?? '', nombre: 1 })
  await db.insert(lettreDeLot).values({ numeroUnique, reference: randomUUID(), lotId, rang: 1 })
  return une
}
const countOf = async ({ numeroUnique }: DemandeActive): Promise<number[]> =>
  Promise.all(CE_QUI_TIENT.map((table) => db.$count(table, eq(table.numeroUnique, numeroUnique))))

describe('l’effacement de la nuit', () => {
  it('efface au jour dit la demande, ce que disent ses faits, et tout ce qui y tient (R-EFF-01, R-EFF-02)', async () => {
    const le = await aujourdHui()
    const [dues, vive] = [
      [await radiee(addMonths(le, -12)), await radiee(addMonths(le, -20))],
      await radiee(addDays(addMonths(le, -12), 4)),
    ]
    const avant = await countOf(vive)
    expect(avant.slice(0, 4)).toEqual([1, 1, 1, 1])
    const passages = await Promise.all([eraseDues({ lot: 1 }), eraseDues({ lot: 1 })])
    expect(passages.reduce((sum, { effacees }) => sum + effacees, 0)).toBe(2)
    for (const une of dues) {
      const [row] = await db.select().from(demande).where(eq(demande.ref, une.ref))
      expect(row).toMatchObject({ statut: 'effacee', contenu: null, effaceeLe: le, motif: 'RADABA', version: 3 })
      const faits = await db.select().from(faitDeDemande).where(eq(faitDeDemande.numeroUnique, une.numeroUnique))
      expect(faits).toHaveLength(3)
      for (const fait of faits) expect(fait).toMatchObject({ dit: null, compteId: null, cle: null, empreinte: null })
      expect(await countOf(une)).toEqual(CE_QUI_TIENT.map(() => 0))
    }
    expect(await db.select().from(demande).where(eq(demande.ref, vive.ref))).toMatchObject([{ statut: 'radiee' }])
    expect(await countOf(vive)).toEqual(avant)
    expect(await eraseDues()).toEqual({ effacees: 0 })
  })

  it('ce que des gens ont dit d’elle et d’une autre ne les relie plus, et reste dit (R-EFF-01)', async () => {
    const le = await aujourdHui()
    const [une, autre, vive, seconde] = [
      await radiee(addMonths(le, -12)),
      await radiee(addMonths(le, -12)),
      await insertUneDemande({}),
      await insertUneDemande({}),
    ]
    const paires = [
      [une, vive],
      [vive, autre],
      [une, autre],
      [vive, seconde],
    ] as const
    await db.insert(faitDAdministration).values(
      paires.map(([a, b]) => ({
        objet: 'personnes' as const,
        cible: `${a.ref}:${b.ref}`,
        nature: 'fermeture' as const,
        apres: { distinctes: true },
      })),
    )
    // Of another kind: it says nothing of a demande, whatever its cible is.
    await db.insert(faitDAdministration).values({ objet: 'reglage', cible: une.ref, nature: 'correction' })
    expect((await eraseDues()).effacees).toBe(2)
    const faits = await db.select().from(faitDAdministration).orderBy(faitDAdministration.id)
    expect(faits.map(({ cible }) => cible)).toEqual([
      `effacee:${vive.ref}`,
      `${vive.ref}:effacee`,
      'effacee:effacee',
      `${vive.ref}:${seconde.ref}`,
      une.ref,
    ])
    expect(faits[0]).toMatchObject({ nature: 'fermeture', apres: { distinctes: true } })
  })

  it('les trouve par un index, non en lisant tout l’historique de l’administration (R-EFF-01)', async () => {
    const [une, vive] = [await insertUneDemande({}), await insertUneDemande({})]
    const lus = await db.transaction(async (tx) => {
      await tx.execute(sql`
        insert into fait_d_administration (objet, cible, nature)
        select 'personnes', gen_random_uuid() || ':' || gen_random_uuid(), 'fermeture' from generate_series(1, 5000)`)
      await tx.insert(faitDAdministration).values([
        { objet: 'personnes', cible: `${une.ref}:${vive.ref}`, nature: 'fermeture' },
        { objet: 'personnes', cible: `${vive.ref}:${une.ref}`, nature: 'reouverture' },
      ])
      await tx.execute(sql`analyze fait_d_administration`)
      await tx.execute(sql`set local session_replication_role = replica`)
      await forgetDemandes(tx, [une.numeroUnique])
      const rows = await tx.execute(sql`
        select seq_scan::int as parcours, n_tup_upd::int as ecrits from pg_stat_xact_user_tables
        where relname = 'fait_d_administration'`)
      return [...rows]
    })
    expect(lus).toEqual([{ parcours: 0, ecrits: 2 }])
  })

  it('connaît chaque table où une demande a des lignes (R-EFF-02)', async () => {
    const rows = await db.execute(sql`
      select table_name as nom from information_schema.columns
      where table_schema = 'public' and column_name = 'numero_unique' order by 1`)
    const tables = z.array(z.object({ nom: z.string() })).parse([...rows])
    // The register itself is emptied in place; the journal of reads forgets the applicant; who held a demande is out of
    // the keys since its radiation. The codes of attestations say
    // nothing of anyone: kept, they answer « plus valable » and not « non conforme ».
    const connues = [
      'attestation_delivree',
      'cle_de_titulaire',
      'demande',
      'fait_de_demande',
      'lecture_de_demande',
      ...CE_QUI_TIENT.map((table) => getTableName(table)),
    ]
    expect(tables.map(({ nom }) => nom)).toEqual(connues.sort())
  })
})
