import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel, insertRattachement } from '#db/repositories/demandeurs.ts'
import { demande, demandeur, faitDeDemande, rattachement, reglage, sessionDemandeur } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { courrielDHistoire, HISTOIRES_RACONTEES, type SlugDHistoire } from '#lib/documents/histoires.ts'
import { addDays } from '#lib/domain/calendrier.ts'
import { situationAu } from '#lib/domain/demande/echeances.ts'
import { checkCompletude } from '#lib/domain/demande/formulaire/completude.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { codeOf } from '#lib/domain/demande/testing.ts'
import { enterHistoire } from '#lib/usecases/enter-histoire.ts'
import { seedDemandes } from './demandes.ts'
import { HISTOIRES } from './histoires.ts'

withDatabase({ pays: true })
beforeAll(async () => {
  await insertCentre({ code: 'G0901' })
  await seedDemandes(db, { ampleur: 0.02 })
}, 60_000)

/** The demande of a story, by its account. */
async function de(slug: SlugDHistoire) {
  const [row] = await db
    .select({ demande })
    .from(demandeur)
    .innerJoin(rattachement, eq(rattachement.demandeurId, demandeur.id))
    .innerJoin(demande, eq(demande.numeroUnique, rattachement.numeroUnique))
    .where(eq(demandeur.courriel, courrielDHistoire(slug)))
  if (!row) throw new Error(slug)
  return row.demande
}

describe('les demandes de la démonstration', () => {
  it('racontent leurs histoires, chacune à son compte', async () => {
    const le = await aujourdHui()
    expect(await de('a-renouveler')).toMatchObject({ statut: 'active', avisRemisLe: addDays(le, -12) })
    const situation = async (slug: SlugDHistoire, territoire: Territoire = '09') => {
      const { ouvreLe, avisAuPlusTardLe, expireLe, dernierJour } = await de(slug)
      if (!ouvreLe || !avisAuPlusTardLe || !expireLe || !dernierJour) throw new Error(slug)
      return situationAu(await aujourdHui(territoire), { ouvreLe, avisAuPlusTardLe, expireLe, dernierJour })
    }
    expect([await situation('a-renouveler'), await situation('corse', '2A')]).toEqual(['ouverte', 'ouverte'])
    expect(await situation('dernier-mois')).toBe('dernier-mois')
    expect(await situation('dernier-jour-outre-mer', '974')).toBe('dernier-mois')
    const { contenu } = await de('a-renouveler')
    expect(contenu && checkCompletude(contenu, 'renouvellement', le)).toMatchObject({ registrable: true, inconnus: [] })
    expect(await de('radiee')).toMatchObject({ statut: 'radiee', motif: 'RADREN' })
    expect(await de('reactivee')).toMatchObject({ statut: 'active', valideDepuis: le })
    const separee = await de('separee')
    expect(separee).toMatchObject({ statut: 'active', deposeeLe: le, contenu: { cotitulaires: [] } })
    expect(separee.ancienneteDepuis < le).toBe(true)
    expect(await de('incomplete')).toMatchObject({ contenu: { motifs: [] } })
    expect(await de('revenu-inconnu')).toMatchObject({
      contenu: { demandeur: { revenuFiscal: { anneeMoins2: { montant: null } } } },
    })
    expect(await de('corse')).toMatchObject({ territoire: '2A' })
    expect(await de('dernier-jour-outre-mer')).toMatchObject({ territoire: '974', statut: 'active' })
    expect(await de('nee-a-l-etranger')).toMatchObject({ contenu: { demandeur: { naissance: '1975-00-00' } } })
    expect(await de('un-seul-nom')).toMatchObject({ contenu: { demandeur: { prenom: null, unSeulNom: true } } })
    expect(await de('association')).toMatchObject({ contenu: { demandeur: { nature: 'personne-morale' } } })
    expect(await de('a-traiter')).toMatchObject({ valideDepuis: null })
    expect(await db.$count(rattachement)).toBe(HISTOIRES.length)
    expect(HISTOIRES.map(({ slug }) => slug)).toEqual(Object.keys(HISTOIRES_RACONTEES))
  })

  it('se disent inventées, et comptent dans les chiffres', async () => {
    expect(await db.$count(demande, sql`not demonstration`)).toBe(0)
    const nombreSchema = z.array(z.object({ nombre: z.number() }))
    const [comptees] = nombreSchema.parse([
      ...(await db.execute(
        sql`select sum(nombre)::int as nombre from comptage where mesure = 'premier-choix' and detail = 'ensemble'`,
      )),
    ])
    expect(comptees?.nombre).toBe(await db.$count(demande, sql`statut = 'active' and demonstration`))
    expect(await db.$count(faitDeDemande, sql`type = 'renouvellement'`)).toBeGreaterThan(5)
  })

  it('ne se refont pas, et reprennent là où un arrêt brutal les a laissées', async () => {
    const avant = [await db.$count(demande), await db.$count(faitDeDemande), await db.$count(rattachement)]
    await seedDemandes(db, { ampleur: 0.02 })
    await db.delete(reglage).where(eq(reglage.nom, 'demandes-de-demonstration-finies'))
    await seedDemandes(db, { ampleur: 0.02 })
    expect([await db.$count(demande), await db.$count(faitDeDemande), await db.$count(rattachement)]).toEqual(avant)
  })

  it('s’ouvrent d’un geste, sur la demande de leur compte, et nulle autre', async () => {
    const courriel = courrielDHistoire('corse')
    const { ref } = await de('corse')
    expect(await enterHistoire(courriel)).toMatchObject({ ok: true, value: { ref } })
    const [compte] = await db.select({ id: demandeur.id }).from(demandeur).where(eq(demandeur.courriel, courriel))
    expect(await db.select().from(sessionDemandeur)).toMatchObject([
      { demandeurId: compte?.id, appareilPartage: false },
    ])
    expect(codeOf(await enterHistoire('nul@demandeur.invalid'))).toBe('introuvable')
    // A real demande, under whatever account, is never opened so.
    const { numeroUnique } = await insertUneDemande()
    await db.transaction(async (tx) => {
      const demandeurId = await ensureDemandeurDeCourriel(tx, 'vraie@demandeur.invalid')
      await insertRattachement(tx, { numeroUnique, demandeurId, preuve: 'contact' })
    })
    expect(codeOf(await enterHistoire('vraie@demandeur.invalid'))).toBe('introuvable')
    await db.delete(rattachement).where(eq(rattachement.numeroUnique, numeroUnique))
  })
})
