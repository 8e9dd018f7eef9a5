/** The second wall: what no rule would write, the register refuses too. */
import { eq, type SQL, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, jour } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { recordEffacement } from '#lib/domain/demande/effacement.ts'
import { type Fait, replayFaits } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordRadiation } from '#lib/domain/demande/radiation.ts'
import { auGuichet, granted, numeroDuMois, refDe, uneDemande, uneRadiation } from '#lib/domain/demande/testing.ts'
import { db } from '../client.ts'
import { demande, faitDeDemande, lectureDeDemande, rattachement } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { insertUneDemande, loadUneDemande, newRef } from '../testing/demandes.ts'
import { insertDemande, listFaits, saveActe } from './demandes.ts'
import { ensureDemandeurDeCourriel, insertRattachement } from './demandeurs.ts'
import { recordLecture } from './lectures-de-demandes.ts'
import { forgetDemandes } from './oubli.ts'

withDatabase()
const NUIT = { compteId: null, role: null }

/** Writes a life, act by act, as the builder made it. */
async function write(faits: readonly Fait[]): Promise<Demande> {
  for (const [at, fait] of faits.entries()) {
    const acte = { demande: replayFaits(faits.slice(0, at + 1)), fait }
    await db.transaction(async (tx) => {
      if (at > 0) return saveActe(tx, acte, NUIT)
      await insertDemande(tx, acte, NUIT)
    })
  }
  return replayFaits(faits)
}

describe('écrire et relire', () => {
  const debut = (sequence: number) =>
    uneDemande().deposeeLe('2014-07-29', numeroDuMois('2014-07-29', sequence), refDe(sequence))
  const vies = [
    debut(101),
    debut(102).renouveleeLe('2015-07-01').avisRemisLe('2016-06-01'),
    debut(103).avisRemisLe('2015-06-29').radieeLe('2015-08-30'),
    debut(104).radieeLe('2014-09-01', 'RADATT'),
    debut(105).radieeLe('2014-09-01', 'RADIRR'),
    debut(106).radieeLe('2014-09-01', 'RADCON').reactiveeLe('2015-02-01'),
    debut(107).radieeLe('2014-09-01', 'RADABA').effaceeLe('2015-09-01'),
  ]
  it.each(vies.map((vie, at) => [at, vie] as const))(
    'chaque état revient tel quel, et ses faits aussi (%i)',
    async (_, vie) => {
      const etat = await write(vie.listFaits())
      expect(await loadUneDemande(etat.ref)).toEqual(etat)
      expect((await listFaits(db, etat.numeroUnique)).map(({ fait }) => fait)).toEqual(vie.listFaits())
    },
  )

  it('un numéro, ou ses treize premiers caractères, ne sert qu’une fois', async () => {
    const insert = (numero: string) => {
      const [fait] = uneDemande().deposeeLe('2014-07-29', numeroDuMois('2014-07-29', 200), newRef()).listFaits()
      if (fait?.type !== 'depot') throw new Error('depot')
      const autre = { ...fait, numeroUnique: numero as typeof fait.numeroUnique }
      return db.transaction((tx) => insertDemande(tx, { demande: replayFaits([autre]), fait: autre }, NUIT))
    }
    expect(await insert('0090714000200G0123')).toBe(true)
    expect(await insert('0090714000200G0123')).toBe(false)
    expect(await insert('0090714000200G0456')).toBe(false)
    expect(await insert('0090714000201G0456')).toBe(true)
  })

  it('une écriture depuis une version passée échoue en entier', async () => {
    const { ref } = await insertUneDemande()
    const found = await loadUneDemande(ref)
    if (found?.statut !== 'active' || !found.valideDepuis) throw new Error('demande')
    const le = found.valideDepuis
    const acte = granted(recordRadiation(found, uneRadiation('RADABA', le), auGuichet(le)))
    await db.transaction((tx) => saveActe(tx, acte, NUIT))
    await expect(db.transaction((tx) => saveActe(tx, acte, NUIT))).rejects.toThrow()
    expect(await listFaits(db, found.numeroUnique)).toHaveLength(2)
  })
})

/** Codes of PostgreSQL: a check, a value out of its list, a trigger of the register. */
const [CHECK, ENUM, FIGE] = ['23514', '22P02', '23001']

describe('le second mur', () => {
  const changed = async (set: SQL) => {
    const { ref } = await insertUneDemande()
    return db.execute(sql`update demande set version = version + 1, ${set} where ref = ${ref}`)
  }
  it.each([
    ['active sans contenu', CHECK, sql`contenu = null`],
    ['active avec un jour de radiation', CHECK, sql`radiee_le = deposee_le`],
    ['radiée sans motif', CHECK, sql`statut = 'radiee', radiee_le = deposee_le, effacement_le = deposee_le + 1`],
    [
      'radiée pour un motif et détaillée pour un autre',
      CHECK,
      sql`statut = 'radiee', radiee_le = deposee_le, effacement_le = deposee_le + 1, motif = 'RADABA',
        motif_detaille = '{"code": "RADIRR"}'`,
    ],
    [
      'radiée par abandon et réactivable',
      CHECK,
      sql`statut = 'radiee', radiee_le = deposee_le, effacement_le = deposee_le + 1, motif = 'RADABA',
        motif_detaille = '{"code": "RADABA"}', reactivable_jusqu_au = deposee_le + 1`,
    ],
    ['échéances à moitié', CHECK, sql`dernier_jour = null`],
    ['échéances en désordre', CHECK, sql`expire_le = dernier_jour + 1`],
    [
      'avis sans validité',
      CHECK,
      sql`valide_depuis = null, ouvre_le = null, avis_au_plus_tard_le = null, expire_le = null,
      dernier_jour = null, avis_remis_le = deposee_le`,
    ],
    ['un autre statut', ENUM, sql`statut = 'autre'`],
    ['un autre territoire', CHECK, sql`territoire = '31'`],
    ['un autre numéro', FIGE, sql`numero_unique = '0090714999999G0123'`],
    ['une autre référence', FIGE, sql`ref = gen_random_uuid()`],
    ['une ancienneté plus longue', FIGE, sql`anciennete_depuis = anciennete_depuis - 1`],
    [
      'effacée sans avoir été radiée',
      FIGE,
      sql`statut = 'effacee', contenu = null, valide_depuis = null, ouvre_le = null, avis_au_plus_tard_le = null,
        expire_le = null, dernier_jour = null, avis_remis_le = null, renouvelee_le = null,
        radiee_le = deposee_le, effacee_le = deposee_le + 400, motif = 'RADABA'`,
    ],
  ])('refuse une demande %s', async (_, refus, set) => {
    await expect(changed(set)).rejects.toMatchObject({ cause: { code: refus } })
  })

  it('refuse une demande effacée qui garde son contenu', async () => {
    const { ref } = await write(
      uneDemande()
        .deposeeLe('2014-07-29', numeroDuMois('2014-07-29', 210), refDe(210))
        .radieeLe('2014-09-01', 'RADABA')
        .listFaits(),
    )
    const effacee = sql`update demande set version = version + 1, statut = 'effacee', effacee_le = radiee_le + 400`
    await expect(db.execute(sql`${effacee} where ref = ${ref}`)).rejects.toMatchObject({ cause: { code: CHECK } })
  })

  it('refuse un état sans son fait, et une version sautée', async () => {
    const { ref } = await insertUneDemande()
    await expect(db.execute(sql`update demande set version = version + 1 where ref = ${ref}`)).rejects.toMatchObject({
      cause: { constraint_name: 'demande_a_son_fait' },
    })
    await expect(db.execute(sql`update demande set version = version + 2 where ref = ${ref}`)).rejects.toThrow()
    await expect(db.execute(sql`update demande set avis_remis_le = null where ref = ${ref}`)).rejects.toThrow()
    await expect(db.execute(sql`delete from demande where ref = ${ref}`)).rejects.toThrow()
  })

  it('un fait ne change pas et ne s’efface pas', async () => {
    const { numeroUnique } = await insertUneDemande()
    const mine = eq(faitDeDemande.numeroUnique, numeroUnique)
    await expect(
      db
        .update(faitDeDemande)
        .set({ le: jour('2020-01-01') })
        .where(mine),
    ).rejects.toThrow()
    await expect(db.update(faitDeDemande).set({ dit: null }).where(mine)).rejects.toThrow()
    await expect(db.delete(faitDeDemande).where(mine)).rejects.toThrow()
    await expect(db.transaction((tx) => forgetDemandes(tx, [numeroUnique]))).rejects.toThrow()
  })

  it('une ligne qu’aucun état n’a est un défaut', async () => {
    const { ref, numeroUnique } = await insertUneDemande()
    await db.execute(sql`alter table demande drop constraint demande_active, disable trigger keep_demande`)
    await db.update(demande).set({ contenu: null }).where(eq(demande.numeroUnique, numeroUnique))
    await expect(loadUneDemande(ref)).rejects.toThrow('has no content')
  })
})

describe('effacer', () => {
  it('ne laisse rien qui nomme quelqu’un, ni dans l’état ni dans les faits', async () => {
    const radieeLe = addDays(addMonths(jour('2026-01-01'), -12), -1)
    const vie = uneDemande()
      .deposeeLe('2014-07-29', numeroDuMois('2014-07-29', 300), refDe(300))
      .radieeLe(radieeLe, 'RADABA')
    const compteId = '00000000-0000-4000-8000-0000000000aa'
    const demandeur = { compteId, role: 'demandeur' } as const
    const envoi = { cle: '00000000-0000-4000-8000-0000000000bb', corps: 'envoi' }
    const [depot, radiation] = vie.listFaits()
    if (!depot || !radiation) throw new Error('A life of two faits')
    const etat = replayFaits([depot, radiation])
    const lecture = { numeroUnique: etat.numeroUnique, objet: 'ma-demande' }
    await db.transaction(async (tx) => {
      await insertDemande(tx, { demande: replayFaits([depot]), fait: depot }, demandeur, { envoi })
      await recordLecture(tx, { ...lecture, ...demandeur })
      await recordLecture(tx, { ...lecture, compteId, role: 'agent-de-guichet' })
      const demandeurId = await ensureDemandeurDeCourriel(tx, 'oublie@exemple.fr')
      await insertRattachement(tx, { numeroUnique: etat.numeroUnique, demandeurId, preuve: 'contact' })
    })
    await db.transaction((tx) =>
      saveActe(tx, { demande: etat, fait: radiation }, demandeur, { ...envoi, cle: compteId }),
    )
    await expect(
      db.update(lectureDeDemande).set({ compteId: null }).where(eq(lectureDeDemande.role, 'demandeur')),
    ).rejects.toThrow()
    const acte = granted(recordEffacement(etat, auGuichet('2026-01-01')))
    await db.transaction(async (tx) => {
      await saveActe(tx, acte, NUIT)
      await forgetDemandes(tx, [etat.numeroUnique])
    })
    const [row] = await db.select().from(demande).where(eq(demande.ref, etat.ref))
    const faits = await db.select().from(faitDeDemande).where(eq(faitDeDemande.numeroUnique, etat.numeroUnique))
    expect(JSON.stringify([row, faits])).not.toMatch(/Invent|Camille|exemple\.fr/)
    expect(await db.$count(rattachement, eq(rattachement.numeroUnique, etat.numeroUnique))).toBe(0)
    // Neither who sent and read, nor what would tell a content that was guessed; who read of a service stays written.
    expect(faits.map(({ compteId: un, cle, empreinte }) => [un, cle, empreinte])).toEqual(
      Array.from({ length: 3 }, () => [null, null, null]),
    )
    const lectures = await db
      .select()
      .from(lectureDeDemande)
      .where(eq(lectureDeDemande.numeroUnique, etat.numeroUnique))
      .orderBy(lectureDeDemande.id)
    expect(lectures.map(({ role, compteId: un }) => [role, un])).toEqual([
      ['demandeur', null],
      ['agent-de-guichet', compteId],
    ])
    expect(faits.map(({ type, dit }) => [type, dit])).toEqual([
      ['depot', null],
      ['radiation', null],
      ['effacement', null],
    ])
    expect(await listFaits(db, etat.numeroUnique)).toEqual([])
    expect(unContenu().demandeur).toHaveProperty('nom', 'Inventée')
  })
})
