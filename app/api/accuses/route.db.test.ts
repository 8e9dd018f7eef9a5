/** The receipts of gateways: heard when signed, late, twice or out of order. */
import { createHmac } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadExploitation } from '#db/queries/exploitation.ts'
import { listFaits, loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { contactMort, rappel, reglage } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { addDays, type Jour } from '#lib/domain/calendrier.ts'
import { recordAvisRemis } from '#lib/domain/demande/avis.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import { momentDe } from '#lib/usecases/open-demande.ts'
import { PAR_LA_POSTE } from '#lib/usecases/settle-courriers.ts'
import { settleVerification } from '#lib/usecases/settle-rappels.ts'
import { venirParInternet } from '#lib/usecases/testing.ts'
import { POST } from './route.ts'

withDatabase()
const SECRET = 'un-secret-partage-avec-la-passerelle'
let le: Jour
beforeAll(async () => {
  process.env.ACCUSES_SECRET = SECRET
  le = await aujourdHui()
})
afterEach(async () => {
  process.env.ACCUSES_SECRET = SECRET
  await db.delete(rappel)
  await db.delete(contactMort)
})

const sign = (body: string, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
async function post(said: unknown, signature?: string): Promise<number> {
  const body = typeof said === 'string' ? said : JSON.stringify(said)
  const headers = { 'x-signature': signature ?? sign(body), 'content-length': String(Buffer.byteLength(body)) }
  return (await POST(new Request('http://portail.invalid/api/accuses', { method: 'POST', body, headers }))).status
}
/** A sending that left this morning, of a demande of its own, whose notice was loaded with it unless told. */
async function unEnvoi({
  jalon = 'relance',
  canal = 'sms',
  avisRemisLe = addDays(le, -1),
}: {
  jalon?: Jalon
  canal?: CanalDeRappel
  avisRemisLe?: Jour | null
} = {}) {
  const demande = await insertUneDemande(avisRemisLe === null ? {} : { avisRemisLe })
  const { numeroUnique, territoire, valideDepuis } = demande
  const ligne = { jalon, canal, duLe: le, cycle: valideDepuis ?? le, numeroUnique, territoire }
  await db.transaction((tx) => insertRappels(tx, [ligne]))
  const [row] = await db
    .update(rappel)
    .set({ etat: 'envoye', envoyeAt: new Date(), destination: `empreinte-${numeroUnique}`, passerelle: 'passerelle-1' })
    .where(eq(rappel.numeroUnique, numeroUnique))
    .returning({ reference: rappel.reference })
  return { demande, reference: row?.reference ?? '' }
}
/** A notice that is leaving by mail, to who used the portal. */
async function unAvisQuiPart() {
  const demande = await insertUneDemande()
  await venirParInternet(demande)
  const { numeroUnique, territoire, valideDepuis } = demande
  const du = { jalon: 'avis', canal: 'courriel', duLe: le, cycle: valideDepuis ?? le } as const
  await db.transaction((tx) => insertRappels(tx, [{ ...du, numeroUnique, territoire }]))
  const enCours = { etat: 'en-cours', tentatives: 1, destination: 'empreinte', passerelle: 'smtp' } as const
  const [row] = await db.update(rappel).set(enCours).where(eq(rappel.numeroUnique, numeroUnique)).returning()
  return { demande, numeroUnique, reference: row?.reference ?? '' }
}
const PERSONNE = { compteId: null, role: null } as const
/** What its history says of its notice. */
const avisDe = async (numeroUnique: NumeroUnique) =>
  (await listFaits(db, numeroUnique)).map(({ fait }) => fait.type).filter((type) => type.startsWith('avis-'))
const etats = async (numeroUnique: string) =>
  (await db.select().from(rappel))
    .filter((one) => one.numeroUnique === numeroUnique)
    .map(({ canal, etat }) => `${canal} ${etat}`)
    .toSorted()

describe('un accusé', () => {
  it('remis, deux fois : une seule', async () => {
    const { demande, reference } = await unEnvoi()
    expect(await post({ reference, etat: 'remis' })).toBe(204)
    expect(await post({ reference, etat: 'remis' })).toBe(204)
    expect(await etats(demande.numeroUnique)).toEqual(['sms remis'])
  })

  it('un numéro invalide ne reçoit plus rien, et le courriel prend la place (R-RAP-14)', async () => {
    const { demande, reference } = await unEnvoi()
    expect(await post({ reference, etat: 'numero-invalide' })).toBe(204)
    expect(await post({ reference, etat: 'remis' })).toBe(204)
    expect(await etats(demande.numeroUnique)).toEqual(['courriel a-envoyer', 'sms echec'])
    expect(await db.select().from(contactMort)).toHaveLength(1)
  })

  it('un avis revenu n’a averti personne : le registre le dit, et le courrier prend la place (R-RAD-06, R-RAP-13)', async () => {
    const { numeroUnique, reference } = await unAvisQuiPart()
    await post({ reference, etat: 'remis' })
    expect(await post({ reference, etat: 'rebond' })).toBe(204)
    expect(await post({ reference, etat: 'rebond' })).toBe(204)
    expect(await etats(numeroUnique)).toEqual(['courriel echec', 'courrier a-prendre'])
    expect(await avisDe(numeroUnique)).toEqual(['avis-remis', 'avis-revenu'])
  })

  it('un courriel revenu ne défait pas l’avis que la poste a remis avant ou depuis, ni celui d’un fichier (R-RAP-33)', async () => {
    const [avant, depuis, fichier] = [
      await unEnvoi({ jalon: 'avis', canal: 'courriel', avisRemisLe: null }),
      await unAvisQuiPart(),
      await unEnvoi({ jalon: 'avis', canal: 'courriel' }),
    ]
    await post({ reference: depuis.reference, etat: 'remis' })
    for (const { demande } of [avant, depuis])
      await db.transaction(async (tx) => {
        const found = await loadDemandeForUpdate(tx, demande.ref)
        if (!found) throw new Error('A demande that was just written is not there')
        const moment = momentDe(found.maintenant, demande.territoire, PAR_LA_POSTE)
        await saveActe(tx, granted(recordAvisRemis(found.demande, { avisRemisLe: le }, moment)), PERSONNE)
      })
    for (const { reference } of [avant, depuis, fichier]) await post({ reference, etat: 'rebond' })
    for (const { demande } of [avant, depuis, fichier]) {
      expect(await avisDe(demande.numeroUnique)).not.toContain('avis-revenu')
      expect((await db.transaction((tx) => loadDemandeForUpdate(tx, demande.ref)))?.demande).toMatchObject({
        avisRemisLe: expect.any(String),
      })
    }
  })

  it('remis avant que l’envoi soit réglé, il dit que l’avis est parti, une fois (R-RAP-26)', async () => {
    const { numeroUnique, reference } = await unAvisQuiPart()
    expect([await post({ reference, etat: 'remis' }), await post({ reference, etat: 'remis' })]).toEqual([204, 204])
    // What the worker learns after is known already.
    expect(await settleVerification(reference, 'envoye')).toBe(false)
    expect(await etats(numeroUnique)).toEqual(['courriel remis'])
    const faits = (await listFaits(db, numeroUnique)).map(({ fait }) => fait)
    expect(faits.filter(({ type }) => type === 'avis-remis')).toMatchObject([{ avisRemisLe: le }])
  })

  it('sans signature, mal signé, trop grand ou illisible, rien ne change', async () => {
    const { demande, reference } = await unEnvoi()
    const said = { reference, etat: 'echec' }
    expect(await post(said, '')).toBe(401)
    expect(await post(said, sign(JSON.stringify(said), 'un-autre-secret'))).toBe(401)
    expect(await post('{')).toBe(400)
    expect(await post({ ...said, etat: 'lu' })).toBe(400)
    expect(await post({ ...said, nom: 'x' })).toBe(400)
    expect(await post({ ...said, reference: '00000000-0000-4000-8000-000000000009' })).toBe(404)
    expect(await post('x'.repeat(3_000))).toBe(413)
    expect(await etats(demande.numeroUnique)).toEqual(['sms envoye'])
  })

  it('l’exploitation dit quand le dernier fut entendu, de chaque canal, à la minute ; ni celui d’un inconnu, ni sans signature', async () => {
    await db.delete(reglage)
    const retours = async () => {
      const { retourDeCourriel, retourDeSms } = (await loadExploitation()).etat
      return { courriel: retourDeCourriel, sms: retourDeSms }
    }
    const { reference } = await unEnvoi()
    const said = { reference, etat: 'remis' }
    expect(await post(said, '')).toBe(401)
    expect(await post({ ...said, reference: '00000000-0000-4000-8000-000000000009' })).toBe(404)
    expect(await retours()).toEqual({ courriel: null, sms: null })
    const { at: debut } = await db.transaction(readInstant)
    expect(await post(said)).toBe(204)
    const premier = await retours()
    expect(premier.courriel).toBeNull()
    expect(premier.sms?.getTime()).toBeGreaterThanOrEqual(debut.getTime())
    // A receipt that changes nothing is heard all the same, and written once a minute.
    expect(await post(said)).toBe(204)
    expect(await retours()).toEqual(premier)
    const ilYA = (secondes: number) =>
      db.update(reglage).set({ valeur: sql`to_jsonb(now() - make_interval(secs => ${secondes}))` })
    for (const [secondes, isEcrit] of [
      [50, false],
      [61, true],
    ] as const) {
      await ilYA(secondes)
      const { sms: avant } = await retours()
      expect(await post(said)).toBe(204)
      expect((await retours()).sms?.getTime() !== avant?.getTime()).toBe(isEcrit)
    }
    const courriel = await unEnvoi({ canal: 'courriel' })
    expect(await post({ reference: courriel.reference, etat: 'rebond' })).toBe(204)
    expect((await retours()).courriel).toBeInstanceOf(Date)
  })

  it('sans secret réglé, la porte n’existe pas', async () => {
    delete process.env.ACCUSES_SECRET
    expect(await post({ reference: '00000000-0000-4000-8000-000000000009', etat: 'remis' })).toBe(404)
  })
})
