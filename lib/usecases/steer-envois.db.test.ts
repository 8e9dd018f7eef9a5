/** Campaigns stopped and resumed, and uncertain sendings that a person decides, on a real base. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { countEnvois, INCERTAINS_PAR_PAGE, listCampagnesArretees, listIncertains } from '#db/queries/envois.ts'
import { markIncertains } from '#db/repositories/envois.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { compte, faitDAdministration, lettreDeLot, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import { settleVerification } from './settle-rappels.ts'
import { decideEnvois, steerCampagne } from './steer-envois.ts'
import { takeCourriers } from './take-courriers.ts'
import { BAIL_EN_MINUTES, takeRappels } from './take-rappels.ts'
import { contexteDe } from './testing.ts'

withDatabase()
const TOUS = { territoire: null, jalon: null, canal: null }
let le: Jour
let administratrice: Contexte
let gestionnaire: Contexte
beforeAll(async () => {
  await insertTerritoire()
  le = await aujourdHui()
  const [a, g] = await db
    .insert(compte)
    .values([
      { courriel: 'a@x.invalid', role: 'administrateur-national' },
      { courriel: 'g@x.invalid', role: 'gestionnaire-territorial', departements: ['09'] },
    ])
    .returning({ id: compte.id })
  administratrice = contexteDe({ role: 'administrateur-national', compteId: a?.id ?? '' })
  gestionnaire = contexteDe({ role: 'gestionnaire-territorial', compteId: g?.id ?? '', departements: ['09'] })
})
beforeEach(async () => {
  await db.delete(lettreDeLot)
  await db.delete(rappel)
})

/** Planned, and due now. */
async function unRappel(jalon: Jalon, canal: CanalDeRappel): Promise<string> {
  const mois = jalon === 'avis' ? -11 : -12
  const une = await insertUneDemande({ valideDepuis: addMonths(addDays(le, jalon === 'avis' ? 0 : -16), mois) })
  const { numeroUnique, territoire } = une
  const depart =
    jalon === 'avis' ? addDays(une.echeances?.avisAuPlusTardLe ?? le, -10) : addDays(une.echeances?.expireLe ?? le, 15)
  const cycle = une.valideDepuis ?? le
  await db.transaction((tx) => insertRappels(tx, [{ jalon, canal, duLe: depart, cycle, numeroUnique, territoire }]))
  const [row] = await db.select().from(rappel).where(eq(rappel.numeroUnique, numeroUnique))
  return row?.reference ?? ''
}
const envoyer = async () => {
  const question = {
    canal: 'courriel',
    territoires: ['09'],
    passerelle: 'smtp',
    empreinteDe: (canal: string, vers: string) => `${canal}:${vers}:${randomUUID()}`,
    isHeure: () => true,
  } as const
  return (await takeRappels(question, 10)).partants.length
}
const prendre = () =>
  takeCourriers({ id: randomUUID(), territoire: '09', ecrire: ecrireUneLettre('https://x.invalid') }, gestionnaire)
const etatDe = async (reference: string) =>
  (await db.select().from(rappel).where(eq(rappel.reference, reference)))[0]?.etat
const journalDe = async (objet: 'campagne' | 'envoi') =>
  (
    await db
      .select()
      .from(faitDAdministration)
      .where(eq(faitDAdministration.objet, objet))
      .orderBy(faitDAdministration.id)
  ).map(({ nature, cible }) => `${nature} ${cible}`)

describe('arrêter une campagne (R-RAP-24)', () => {
  it('retient courriels et lettres de cette étape dans ce territoire, et elle seule, jusqu’à la reprise', async () => {
    const retenu = await unRappel('dernier-mois', 'courriel')
    const lettre = await unRappel('avis', 'courrier')
    const campagne = (jalon: Jalon, isArret: boolean) =>
      steerCampagne({ territoire: '09', jalon, isArret }, administratrice)
    expect((await Promise.all([campagne('dernier-mois', true), campagne('dernier-mois', true)])).map(codeOf)).toEqual([
      'ok',
      'ok',
    ])
    granted(await campagne('avis', true))
    expect((await listCampagnesArretees()).map(({ jalon }) => jalon).toSorted()).toEqual(['avis', 'dernier-mois'])
    expect(await envoyer()).toBe(0)
    expect(codeOf(await prendre())).toBe('aucun-courrier')
    expect([await etatDe(retenu), await etatDe(lettre)]).toEqual(['a-envoyer', 'a-prendre'])
    const libre = await unRappel('avis', 'courriel')
    granted(await campagne('avis', false))
    granted(await campagne('avis', false))
    expect(await envoyer()).toBe(1)
    expect([await etatDe(libre), await etatDe(retenu)]).toEqual(['en-cours', 'a-envoyer'])
    granted(await prendre())
    granted(await campagne('dernier-mois', false))
    expect(await envoyer()).toBe(1)
    expect(await journalDe('campagne')).toEqual([
      'fermeture 09:dernier-mois',
      'fermeture 09:avis',
      'reouverture 09:avis',
      'reouverture 09:dernier-mois',
    ])
  })

  it('n’est pas à un gestionnaire', async () => {
    expect(codeOf(await steerCampagne({ territoire: '09', jalon: 'avis', isArret: true }, gestionnaire))).toBe(
      'acces-refuse',
    )
    expect(codeOf(await decideEnvois({ references: [randomUUID()], decision: 'parti' }, gestionnaire))).toBe(
      'acces-refuse',
    )
  })
})

describe('un envoi à vérifier, qu’une personne décide (R-RAP-16)', () => {
  const montres = async () => (await listIncertains()).incertains.map(({ reference }) => reference)
  const incertain = async () => {
    const reference = await unRappel('dernier-mois', 'courriel')
    await db
      .update(rappel)
      .set({ etat: 'a-verifier', passerelle: 'smtp', tentatives: 1 })
      .where(eq(rappel.reference, reference))
    return reference
  }

  it('parti, il est compté parti ; pas parti, il est jugé de nouveau ; une fois', async () => {
    const [parti, pasParti] = [await incertain(), await incertain()]
    expect((await montres()).toSorted()).toEqual([parti, pasParti].toSorted())
    const deux = await Promise.all(
      [1, 2].map(() => decideEnvois({ references: [parti], decision: 'parti' }, administratrice)),
    )
    expect(deux.map((un) => granted(un).decides).toSorted()).toEqual([0, 1])
    granted(await decideEnvois({ references: [pasParti], decision: 'pas-parti' }, administratrice))
    expect([await etatDe(parti), await etatDe(pasParti)]).toEqual(['envoye', 'a-envoyer'])
    expect(await montres()).toEqual([])
    expect((await journalDe('envoi')).toSorted()).toEqual([`correction ${parti}`, `correction ${pasParti}`].toSorted())
  })

  it('plusieurs se décident à la fois, chacun jugé seul : ceux qu’un autre a réglés restent comme il les a laissés (R-RAP-35)', async () => {
    const references = [await incertain(), await incertain(), await incertain()]
    const [regle = ''] = references
    granted(await decideEnvois({ references: [regle], decision: 'pas-parti' }, administratrice))
    const decider = () =>
      decideEnvois({ references: [...references, regle, randomUUID()], decision: 'parti' }, administratrice)
    // Twice at once, as of a second click.
    const [une, autre] = (await Promise.all([decider(), decider()])).map(granted)
    expect([(une?.decides ?? 0) + (autre?.decides ?? 0), (une?.regles ?? 0) + (autre?.regles ?? 0)]).toEqual([2, 6])
    expect(await Promise.all(references.map(etatDe))).toEqual(['a-envoyer', 'envoye', 'envoye'])
    expect(await montres()).toEqual([])
    const journal = await journalDe('envoi')
    expect(references.map((reference) => journal.filter((ligne) => ligne.endsWith(reference)).length)).toEqual([
      1, 1, 1,
    ])
  })

  it('une page en montre cent, les plus anciens, et la suivante le reste, chacun une fois', async () => {
    const reference = await incertain()
    await db.execute(sql`
      insert into rappel (reference, numero_unique, territoire, jalon, canal, du_le, cycle, etat, passerelle, prochain_at)
      select gen_random_uuid(), numero_unique, territoire, jalon, canal, du_le + rang, cycle + rang, etat, passerelle, prochain_at
      from rappel, generate_series(1, ${INCERTAINS_PAR_PAGE}) rang`)
    const { incertains, isPlus } = await listIncertains()
    expect([incertains.length, incertains[0]?.reference, isPlus]).toEqual([INCERTAINS_PAR_PAGE, reference, true])
    const suite = await listIncertains(2)
    expect([suite.incertains.length, suite.isPlus, (await listIncertains(3)).incertains]).toEqual([1, false, []])
    const tous = [...incertains, ...suite.incertains].map((un) => un.reference)
    expect(new Set(tous).size).toBe(INCERTAINS_PAR_PAGE + 1)
    await db.delete(rappel).where(eq(rappel.reference, reference))
    expect((await listIncertains()).isPlus).toBe(false)
  })

  it('se montre avec l’instant où il est parti, non celui de la dernière question', async () => {
    const reference = await unRappel('dernier-mois', 'courriel')
    const tenteAt = new Date(Date.now() - 3_600_000)
    const prochainAt = new Date(tenteAt.getTime() + BAIL_EN_MINUTES * 60_000)
    await db.update(rappel).set({ etat: 'en-cours', passerelle: 'smtp', tentatives: 1, prochainAt })
    await markIncertains(BAIL_EN_MINUTES)
    expect(await settleVerification(reference, 'muet')).toBe(false)
    expect((await listIncertains()).incertains).toMatchObject([{ reference, depuis: tenteAt }])
  })

  it('les comptes disent combien, par territoire, étape et canal', async () => {
    await incertain()
    await unRappel('avis', 'courrier')
    const dits = (comptes: Awaited<ReturnType<typeof countEnvois>>) =>
      comptes.map(({ territoire, jalon, canal, etat, nombre }) => `${territoire} ${jalon} ${canal} ${etat} ${nombre}`)
    expect(dits(await countEnvois(TOUS))).toEqual([
      '09 avis courrier a-prendre 1',
      '09 dernier-mois courriel a-verifier 1',
    ])
    expect(dits(await countEnvois({ ...TOUS, canal: 'courrier' }))).toEqual(['09 avis courrier a-prendre 1'])
    expect(dits(await countEnvois({ ...TOUS, territoire: '32' }))).toEqual([])
  })
})
