import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import { radiateForNonRenewal } from '#lib/usecases/radiate-demande.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { db } from '../client.ts'
import { demande } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { aujourdHui, insertUneDemande, newRef } from '../testing/demandes.ts'
import { formatRepere, listDemandesATraiter, listRadieesSurAvisTardif, parseRepere } from './demandes-a-traiter.ts'

withDatabase()

describe('les demandes à traiter', () => {
  it('dit ce que la nuit laisse et pourquoi, à qui en répond ; ce qu’elle radie n’y est pas (R-DEM-02, R-RAD-05)', async () => {
    const le = await aujourdHui()
    const passee = addMonths(le, -14)
    const sansT = await insertUneDemande({ valideDepuis: null })
    const sansAvis = await insertUneDemande({ valideDepuis: passee })
    const finie = addMonths(addDays(le, -5), -13)
    const recent = await insertUneDemande({ valideDepuis: finie, avisRemisLe: addDays(addMonths(le, -1), 4) })
    await insertUneDemande({ valideDepuis: passee, avisRemisLe: addDays(le, -40) })
    // As a file told it before a notice of after the last day was refused (R-RAP-31).
    const tardif = await insertUneDemande({ valideDepuis: addMonths(le, -16) })
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx
        .update(demande)
        .set({ avisRemisLe: addDays(le, -40) })
        .where(eq(demande.ref, tardif.ref))
    })
    await insertUneDemande()
    const ailleurs = await insertUneDemande({ valideDepuis: null, territoire: '32' })
    expect(await radiateDues()).toEqual({ radiees: 1 })

    const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['09'] }
    const { total, demandes } = await listDemandesATraiter(gestionnaire)
    expect(total).toBe(4)
    expect(demandes[0]?.numeroUnique).toBe(sansT.numeroUnique)
    expect(new Map(demandes.map(({ numeroUnique, refus }) => [numeroUnique, refus.code]))).toEqual(
      new Map([
        [sansT.numeroUnique, 'validite-inconnue'],
        [sansAvis.numeroUnique, 'avis-non-remis'],
        [recent.numeroUnique, 'avis-trop-recent'],
        [tardif.numeroUnique, 'avis-non-remis'],
      ]),
    )
    const national = await listDemandesATraiter(ACTEURS['administrateur-national'])
    expect(national.demandes.map(({ numeroUnique }) => numeroUnique)).toContain(ailleurs.numeroUnique)
    for (const role of ['agent-de-guichet', 'bailleur', 'demandeur'] as const)
      expect((await listDemandesATraiter(ACTEURS[role])).total).toBe(0)
  })

  it('dit celles qu’une nuit d’avant la règle a radiées sur un avis d’après leur dernier jour (R-RAP-31)', async () => {
    const le = await aujourdHui('46')
    const [radieeATort, radieeABonDroit, tropVieille] = [
      await insertUneDemande({ territoire: '46', valideDepuis: addMonths(le, -15), avisRemisLe: addMonths(le, -3) }),
      await insertUneDemande({ territoire: '46', valideDepuis: addMonths(le, -15), avisRemisLe: addMonths(le, -3) }),
      await insertUneDemande({ territoire: '46', valideDepuis: addMonths(le, -15), avisRemisLe: addMonths(le, -3) }),
    ]
    for (const { ref } of [radieeATort, radieeABonDroit, tropVieille]) granted(await radiateForNonRenewal(ref))
    const dernierJour = radieeATort.echeances?.dernierJour ?? le
    const avisRemisLe = addDays(dernierJour, 1)
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx.update(demande).set({ avisRemisLe }).where(eq(demande.ref, radieeATort.ref))
      const passee = { radieeLe: addMonths(le, -6), reactivableJusquAu: addDays(le, -1), avisRemisLe }
      await tx.update(demande).set(passee).where(eq(demande.ref, tropVieille.ref))
      await tx.update(demande).set({ avisRemisLe: dernierJour }).where(eq(demande.ref, radieeABonDroit.ref))
    })
    const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['46'] }
    const [radieeLe, reactivableJusquAu] = [le, addMonths(le, 5)]
    const dite = { numeroUnique: radieeATort.numeroUnique, territoire: '46', radieeLe, dernierJour }
    const dites = { radiees: [{ ...dite, avisRemisLe, reactivableJusquAu }], isPlus: false }
    expect(await listRadieesSurAvisTardif(gestionnaire)).toEqual(dites)
    expect(await listRadieesSurAvisTardif(ACTEURS['administrateur-national'])).toEqual(dites)
    for (const acteur of [{ ...gestionnaire, departements: ['32'] }, ACTEURS['agent-de-guichet'], ACTEURS.demandeur])
      expect((await listRadieesSurAvisTardif(acteur)).radiees).toEqual([])
  })

  it('de plus de cent, dit qu’il y en a plus, fût-ce quand l’une de la page est finie là où elle vit (R-RAP-31)', async () => {
    // Of the day of La Réunion, which is never before that of Martinique: at ten in the evening of Greenwich the one after
    // has begun there, and not in Martinique.
    const le = await aujourdHui('974')
    const maintenant = new Date(`${le}T22:00:00Z`)
    const radier = async (territoire: '972' | '974', reactivableJusquAu: Jour) => {
      const dates = { valideDepuis: addMonths(le, -15), avisRemisLe: addMonths(le, -3) }
      const { ref, echeances } = await insertUneDemande({ territoire, ...dates })
      granted(await radiateForNonRenewal(ref))
      await db.transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`)
        const changes = { reactivableJusquAu, avisRemisLe: addDays(echeances?.dernierJour ?? le, 1) }
        await tx.update(demande).set(changes).where(eq(demande.ref, ref))
      })
    }
    await radier('974', le)
    for (let rang = 0; rang < 99; rang += 1) await radier('972', addDays(le, 30))
    const lire = async () => {
      const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['972', '974'] }
      const { radiees, isPlus } = await listRadieesSurAvisTardif(gestionnaire, maintenant)
      return [radiees.length, isPlus]
    }
    expect(await lire()).toEqual([99, false])
    await radier('972', addDays(le, 30))
    expect(await lire()).toEqual([99, true])
  })

  it('de page en page, toutes une fois, celles dont la date manque d’abord', async () => {
    const le = await aujourdHui('65')
    const posees = []
    for (let rang = 0; rang < 130; rang += 1)
      posees.push(await insertUneDemande({ territoire: '65', valideDepuis: rang < 110 ? null : addMonths(le, -14) }))
    const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['65'] }
    const premiere = await listDemandesATraiter(gestionnaire)
    expect([premiere.total, premiere.isPlus, premiere.demandes.length]).toEqual([130, false, 100])
    const suite = premiere.suite && parseRepere(formatRepere(premiere.suite))
    expect(suite).toEqual(premiere.suite)
    const seconde = await listDemandesATraiter(gestionnaire, suite ?? undefined)
    expect([seconde.demandes.length, seconde.suite]).toEqual([30, null])
    const lues = [...premiere.demandes, ...seconde.demandes]
    expect(new Set(lues.map(({ numeroUnique }) => numeroUnique)).size).toBe(130)
    expect(lues.map(({ refus }) => refus.code === 'validite-inconnue').lastIndexOf(true)).toBe(109)
    const [, , troisieme] = seconde.demandes.filter(({ dernierJour }) => dernierJour !== null)
    const laRef = posees.find(({ numeroUnique }) => numeroUnique === troisieme?.numeroUnique)
    const apresElle = await listDemandesATraiter(gestionnaire, {
      dernierJour: laRef?.echeances?.dernierJour ?? null,
      ref: laRef?.ref ?? newRef(),
    })
    expect(apresElle.demandes).toHaveLength(17)
  })

  it('d’une adresse changée à la main, la première page', () => {
    const ref = newRef()
    expect(parseRepere(`2026-03-01_${ref}`)).toEqual({ dernierJour: '2026-03-01', ref })
    expect(parseRepere(`_${ref}`)).toEqual({ dernierJour: null, ref })
    for (const texte of ['', '_', '2026-02-30_x', `2026-02-30_${ref}`, `hier_${ref}`, '2026-03-01_12'])
      expect(parseRepere(texte), texte).toBeUndefined()
  })
})
