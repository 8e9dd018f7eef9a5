/** The legal notice on a real base: which sending hands it over, and what takes the place of one that does not. */
import { and, eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listFaits } from '#db/repositories/demandes.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { contactMort, preferenceDeRappel, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, finirLe } from '#db/testing/demandes.ts'
import { addDays, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import type { CanalDeRappel } from '#lib/domain/rappels/jalons.ts'
import { markAvisRemis } from '#lib/usecases/edit-demande.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { settleVerification } from '#lib/usecases/settle-rappels.ts'
import { AVIS_DE_CONTACT, contexteDe, venirParInternet } from '#lib/usecases/testing.ts'
import { verify } from './rappels.ts'
import { rappelsDe, sendMails, unePersonne } from './testing.ts'

withDatabase()
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
const compteId = '00000000-0000-4000-8000-0000000000aa'
let le: Jour
beforeAll(async () => {
  le = await aujourdHui()
})
afterEach(async () => {
  await db.delete(rappel)
  await db.delete(contactMort)
})

describe('l’avis', () => {
  const avisDe = async ({ numeroUnique }: DemandeActive) =>
    (await listFaits(db, numeroUnique)).map(({ fait }) => fait.type).filter((type) => type === 'avis-remis')
  const duNow = async (demande: DemandeActive, canaux: readonly CanalDeRappel[]) => {
    const duLe = addDays(demande.echeances?.avisAuPlusTardLe ?? le, -10)
    const { numeroUnique, territoire } = demande
    const cycle = demande.valideDepuis ?? le
    const lignes = canaux.map((canal) => ({ jalon: 'avis' as const, canal, duLe, cycle, numeroUnique, territoire }))
    await db.transaction((tx) => insertRappels(tx, lignes))
  }

  /** The same, who came by Internet. */
  const venue = async () => {
    const une = await unePersonne()
    await venirParInternet(une)
    return une
  }

  it('accepté par le serveur de courriel, il est remis à qui s’est servi du portail (R-RAP-12)', async () => {
    const une = await venue()
    await duNow(une, ['courriel'])
    const { partis } = await sendMails()
    expect(partis).toHaveLength(1)
    expect(partis[0]?.corps).toMatch(/\/rappels\/[\w-]+\.[\w-]+/)
    expect(await avisDe(une)).toEqual(['avis-remis'])
  })

  it('ce qu’on apprend de l’avis d’une validité ne dit rien de la suivante', async () => {
    const une = await unePersonne()
    await duNow(une, ['courriel'])
    await sendMails(() => ({ issue: 'indisponible', code: 'ETIMEDOUT', peutEtreParti: true }))
    const ctx = contexteDe({ role: 'demandeur', compteId, demandes: [une.ref] })
    const cle = '00000000-0000-4000-8000-0000000000c2'
    expect(
      (await renewDemande({ ref: une.ref, ctx }, { contenu: une.contenu, version: 1, cle }, AVIS_DE_CONTACT)).ok,
    ).toBe(true)
    const [row] = await db.select().from(rappel).where(eq(rappel.numeroUnique, une.numeroUnique))
    expect(await settleVerification(row?.reference ?? '', 'envoye')).toBe(true)
    expect(await avisDe(une)).toEqual([])
  })

  it('peut-être parti par courriel, il part aussi par la poste (R-RAP-13)', async () => {
    const une = await unePersonne()
    await duNow(une, ['courriel'])
    await sendMails(() => ({ issue: 'indisponible', code: 'ETIMEDOUT', peutEtreParti: true }))
    await verify([])
    expect(await rappelsDe(une)).toEqual([
      expect.stringContaining('avis courriel a-verifier'),
      'avis courrier a-prendre',
    ])
  })

  it('dû par la poste aussi, le courriel ne l’a pas remis, que sa lettre soit abandonnée avant lui ou après (R-RAP-12)', async () => {
    const abandonner = async (une: DemandeActive) => {
      const sienne = and(eq(rappel.numeroUnique, une.numeroUnique), eq(rappel.canal, 'courrier'))
      await db.update(rappel).set({ etat: 'annule', motif: 'sans-contact', regleAt: new Date() }).where(sienne)
    }
    const [jamais, avant, apres] = [await unePersonne(), await unePersonne(), await unePersonne()]
    for (const une of [jamais, avant, apres]) await duNow(une, ['courriel', 'courrier'])
    await abandonner(avant)
    expect((await sendMails()).compte).toMatchObject({ envoyes: 3 })
    await abandonner(apres)
    for (const une of [jamais, avant, apres]) expect(await avisDe(une)).toEqual([])
    expect(await rappelsDe(jamais)).toEqual(['avis courriel envoye', 'avis courrier a-prendre'])
    for (const une of [avant, apres])
      expect(await rappelsDe(une)).toEqual(['avis courriel envoye', 'avis courrier annule (sans-contact)'])
  })

  it('une lettre qui manque au plan, ou demandée depuis, est due quand le courriel est parti (R-RAP-12)', async () => {
    const [jamais, demandee] = [await unePersonne(), await venue()]
    for (const une of [jamais, demandee]) await duNow(une, ['courriel'])
    await db.insert(preferenceDeRappel).values({ numeroUnique: demandee.numeroUnique, courrier: true })
    await sendMails()
    for (const une of [jamais, demandee]) {
      expect(await avisDe(une)).toEqual([])
      expect(await rappelsDe(une)).toEqual(['avis courriel envoye', 'avis courrier a-prendre'])
    }
  })

  it('appris tard, il est remis le jour où son courriel est parti, et jamais après le dernier jour (R-RAP-31, R-RAP-34)', async () => {
    const [aTemps, apres, parLaPoste] = [await venue(), await venue(), await venue()]
    for (const une of [aTemps, apres, parLaPoste]) await duNow(une, ['courriel'])
    await sendMails(() => ({ issue: 'indisponible', code: 'ETIMEDOUT', peutEtreParti: true }))
    const partirIlYA = (une: DemandeActive, jours: number) =>
      db
        .update(rappel)
        .set({ regleAt: sql`now() - make_interval(days => ${jours})` })
        .where(eq(rappel.numeroUnique, une.numeroUnique))
    await partirIlYA(aTemps, 10)
    await partirIlYA(apres, 2)
    await partirIlYA(parLaPoste, 10)
    const remisLe = addDays(le, -7)
    const ctx = contexteDe({ role: 'gestionnaire-territorial', compteId, departements: ['09'] })
    const porte = { canal: 'guichet', centreId: null } as const
    granted(await markAvisRemis({ ref: parLaPoste.ref, ctx, porte }, remisLe))
    for (const une of [aTemps, apres]) await finirLe(une, addDays(le, -5))
    const jours = []
    for (const une of [aTemps, apres, parLaPoste]) {
      const [row] = await db.select().from(rappel).where(eq(rappel.numeroUnique, une.numeroUnique))
      expect(await settleVerification(row?.reference ?? '', 'envoye')).toBe(true)
      const faits = (await listFaits(db, une.numeroUnique)).map(({ fait }) => fait)
      jours.push(faits.flatMap((fait) => (fait.type === 'avis-remis' ? fait.avisRemisLe : [])))
    }
    expect(jours).toEqual([[addDays(le, -10)], [], [remisLe]])
  })

  it('cinq demandes d’une même boîte ont leurs cinq avis le même jour, et les relances attendent (R-RAP-53)', async () => {
    const siennes: DemandeActive[] = []
    for (let rang = 0; rang < 5; rang += 1) siennes.push(await unePersonne({ courriel: 'association@exemple.fr' }))
    for (const une of siennes) {
      await venirParInternet(une)
      await duNow(une, ['courriel'])
    }
    expect((await sendMails()).partis).toHaveLength(5)
    for (const une of siennes) expect(await avisDe(une)).toEqual(['avis-remis'])
    const [premiere] = siennes
    if (!premiere) throw new Error('Five demandes were just written.')
    const { numeroUnique, territoire, valideDepuis } = premiere
    const relance = { jalon: 'dernier-mois', canal: 'courriel', duLe: le, cycle: valideDepuis ?? le } as const
    await db.transaction((tx) => insertRappels(tx, [{ ...relance, numeroUnique, territoire }]))
    expect((await sendMails()).partis).toEqual([])
    expect(await rappelsDe(premiere)).toContain('dernier-mois courriel a-envoyer (plafond)')
  })

  it('refusé par le serveur, il part par la poste (R-RAP-13)', async () => {
    const une = await unePersonne()
    await duNow(une, ['courriel'])
    await sendMails(() => ({ issue: 'refuse', code: 'EENVELOPE 550' }))
    expect(await rappelsDe(une)).toEqual(['avis courriel echec (EENVELOPE 550)', 'avis courrier a-prendre'])
    expect(await avisDe(une)).toEqual([])
  })
})
