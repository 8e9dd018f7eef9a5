/** STOP, answered to an SMS: the number has no more of them, until its holder answers START. */
import { createHmac } from 'node:crypto'
import { like } from 'drizzle-orm'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadPreferences } from '#db/queries/preferences-de-rappel.ts'
import { ensureSels, insertRappels } from '#db/repositories/rappels.ts'
import { contactMort, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui } from '#db/testing/demandes.ts'
import { openPasserelle } from '#lib/adapters/sms/sms.ts'
import { startPasserelle } from '#lib/adapters/sms/testing.ts'
import { addDays, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { runSortie, sortieDeSms } from '#lib/jobs/rappels.ts'
import { rappelsDe, sendMails, TOUJOURS, unePersonne } from '#lib/jobs/testing.ts'
import { sealDestination } from '#lib/sceau.ts'
import { changePreferences } from '#lib/usecases/change-preferences.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { POST } from './route.ts'

withDatabase()
const SECRET = 'un-secret-partage-avec-la-passerelle'
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
process.env.ACCUSES_SECRET = SECRET
const compteId = '00000000-0000-4000-8000-0000000000aa'
let le: Jour
beforeAll(async () => {
  le = await aujourdHui()
})
afterEach(async () => {
  await db.delete(rappel)
  await db.delete(contactMort)
})

async function dire(reponse: object, signe = SECRET): Promise<number> {
  const body = JSON.stringify(reponse)
  const signature = `sha256=${createHmac('sha256', signe).update(body).digest('hex')}`
  const headers = { 'x-signature': signature, 'content-length': String(body.length) }
  return (await POST(new Request('http://portail.invalid/api/accuses', { method: 'POST', body, headers }))).status
}
const stop = (numero: string, signe = SECRET) => dire({ numero, etat: 'stop' }, signe)
const arretes = () => db.$count(contactMort, like(contactMort.destination, 'arret:%'))
const start = (numero: string, signe = SECRET) => dire({ numero, etat: 'start' }, signe)
const dueParSms = ({ numeroUnique, territoire, valideDepuis, echeances }: DemandeActive) =>
  db.transaction((tx) =>
    insertRappels(tx, [
      {
        jalon: 'dernier-mois',
        canal: 'sms',
        duLe: addDays(echeances?.expireLe ?? le, 15),
        cycle: valideDepuis ?? le,
        numeroUnique,
        territoire,
      },
    ]),
  )
async function sendSms(): Promise<readonly string[]> {
  const fausse = await startPasserelle()
  const sortie = sortieDeSms([openPasserelle({ nom: 'passerelle-1', url: fausse.url })])
  await runSortie(sortie, ['09'], TOUJOURS).finally(() => fausse.stop())
  return [...fausse.recus.values()].map(({ destinataire }) => destinataire)
}

it('un numéro qui répond STOP n’a plus de SMS, d’aucune de ses demandes ; le courriel prend la place (R-RAP-58)', async () => {
  const portable = '06 39 98 44 01'
  const [une, autre] = [await unePersonne({ portable }), await unePersonne({ portable, courriel: null })]
  const voisine = await unePersonne({ portable: '06 39 98 44 02' })
  for (const demande of [une, autre, voisine]) await dueParSms(demande)
  // A gateway writes numbers its own way, and may say it twice.
  expect([await stop('33639984401'), await stop('+33 6 39 98 44 01')]).toEqual([204, 204])
  expect(await sendSms()).toEqual(['0639984402'])
  for (const demande of [une, autre])
    expect(await rappelsDe(demande)).toEqual([
      'dernier-mois courriel a-envoyer',
      'dernier-mois sms annule (prefere-pas)',
    ])
  await sendMails()
  expect(await rappelsDe(une)).toContain('dernier-mois courriel envoye')
  expect(await rappelsDe(autre)).toContain('dernier-mois courriel annule (sans-contact)')
})

it('un STOP d’outre-mer vaut, dit comme une passerelle le dit, avec son indicatif (R-RAP-58, R-RAP-61)', async () => {
  await dueParSms(await unePersonne({ portable: '0692 12 44 06' }))
  expect(await stop('+262692124406')).toBe(204)
  expect(await sendSms()).toEqual([])
})

it('ses choix le montrent ; un renouvellement ni un choix n’y changent rien, START le défait (R-RAP-58, R-RAP-62)', async () => {
  const une = await unePersonne({ portable: '06 39 98 44 03' })
  const { ref, numeroUnique } = une
  const sels = await db.transaction((tx) => ensureSels(tx, [numeroUnique]))
  const sel = sels.get(numeroUnique) ?? ''
  const lire = () => loadPreferences(sel, sealDestination)
  await stop('0639984403')
  expect(await lire()).toEqual({ sms: false, courriel: true, courrier: false, isArrete: true })
  const ctx = contexteDe({ role: 'demandeur', compteId, demandes: [ref] })
  const cle = '00000000-0000-4000-8000-0000000000c1'
  expect((await renewDemande({ ref, ctx }, { contenu: une.contenu, version: 1, cle }, AVIS_DE_CONTACT)).ok).toBe(true)
  const sans = { sms: false, courriel: true, courrier: true }
  await changePreferences(sel, sans)
  expect(await lire()).toEqual({ ...sans, isArrete: true })
  expect(await arretes()).toBe(1)
  await changePreferences(sel, { ...sans, sms: true })
  expect(await lire()).toEqual({ ...sans, isArrete: true })
  expect(await arretes()).toBe(1)
  expect([await start('33639984403'), await start('0639984403')]).toEqual([204, 204])
  expect(await lire()).toEqual({ ...sans, sms: true, isArrete: false })
  expect(await arretes()).toBe(0)
})

it('le numéro d’un autre, mis dans sa demande, ne redonne pas de SMS à cet autre (R-RAP-62)', async () => {
  const portable = '06 39 98 44 07'
  const [sienne, intruse] = [await unePersonne({ portable }), await unePersonne({ portable })]
  await stop('0639984407')
  const sels = await db.transaction((tx) => ensureSels(tx, [intruse.numeroUnique]))
  const choix = { sms: true, courriel: true, courrier: false }
  expect((await changePreferences(sels.get(intruse.numeroUnique) ?? '', choix)).ok).toBe(true)
  for (const demande of [sienne, intruse]) await dueParSms(demande)
  expect(await sendSms()).toEqual([])
})

it('de deux réponses, la dernière vaut, dans quelque ordre que la passerelle les dise (R-RAP-66)', async () => {
  const numero = '0639984408'
  const reponse = (etat: 'stop' | 'start', heure: string) => dire({ numero, etat, le: `2026-02-03T${heure}+01:00` })
  const apres = async (...dites: readonly (readonly ['stop' | 'start', string])[]) => {
    await db.delete(contactMort)
    for (const dite of dites) expect(await reponse(...dite)).toBe(204)
    return (await arretes()) === 1 ? 'stop' : 'start'
  }
  expect(await apres(['stop', '10:00:00'], ['start', '09:59:59'])).toBe('stop')
  expect(await apres(['stop', '10:00:00'], ['start', '10:00:00'])).toBe('stop')
  expect(await apres(['stop', '10:00:00'], ['start', '10:00:01'])).toBe('start')
  // Said late, or again.
  expect(await apres(['start', '10:05:00'], ['stop', '10:00:00'])).toBe('start')
  expect(await apres(['stop', '10:00:00'], ['start', '10:05:00'], ['stop', '10:00:00'])).toBe('start')
  expect(await apres(['start', '10:05:00'], ['stop', '10:05:00'])).toBe('stop')
  expect(await apres(['stop', '11:00:00'], ['stop', '08:00:00'], ['start', '10:30:00'])).toBe('stop')
  // Together, the same.
  await db.delete(contactMort)
  await Promise.all([reponse('stop', '10:00:00'), reponse('start', '10:05:00')])
  expect(await arretes()).toBe(0)
})

it('une passerelle en avance compte à sa propre heure ; un instant illisible se refuse (R-RAP-66)', async () => {
  const numero = '0639984409'
  const dans = (secondes: number) => new Date(Date.now() + secondes * 1000).toISOString()
  expect(await dire({ numero, etat: 'stop', le: dans(300) })).toBe(204)
  await dire({ numero, etat: 'start', le: dans(299) })
  expect(await arretes()).toBe(1)
  await dire({ numero, etat: 'start', le: dans(301) })
  expect(await arretes()).toBe(0)
  for (const le of ['hier', '0000-01-01T00:00:00Z', '9999-01-01T00:00:00Z', '2026-02-30T10:00:00Z'])
    expect(await dire({ numero, etat: 'start', le }), le).toBe(400)
  expect(await dire({ numero, etat: 'stop', le: '2026-02-03T10:00:00+23:00' })).toBe(204)
})

it('une réponse sans son instant, ou d’à présent, vient après celle qu’une horloge a datée de l’avenir (R-RAP-67)', async () => {
  const numero = '0639984410'
  const dans = (secondes: number) => new Date(Date.now() + secondes * 1000).toISOString()
  // Said by a gateway whose clock is ahead, then by one that says no instant.
  for (const [premiere, suivante, reste] of [
    ['start', 'stop', 1],
    ['stop', 'start', 0],
  ] as const) {
    await db.delete(contactMort)
    const avant = { numero, etat: premiere, le: dans(300) }
    await dire(avant)
    expect(await dire({ numero, etat: suivante })).toBe(204)
    expect(await arretes()).toBe(reste)
    // Said again, the first one comes before still.
    await dire(avant)
    expect(await arretes()).toBe(reste)
  }
  // Of a clock ahead, by little or by much, then of now; said again, it changes nothing.
  const jour = 24 * 3600
  for (const avance of [6, 2 * 3600, jour + 60, 3 * jour, 50 * 365 * jour])
    for (const [premiere, suivante, reste] of [
      ['start', 'stop', 1],
      ['stop', 'start', 0],
    ] as const) {
      await db.delete(contactMort)
      const avant = { numero, etat: premiere, le: dans(avance) }
      await dire(avant)
      await dire({ numero, etat: suivante, le: dans(0) })
      expect(await arretes(), String(avance)).toBe(reste)
      await dire(avant)
      expect(await arretes(), String(avance)).toBe(reste)
    }
  // Older than an answer travels: it may be said again, of before.
  for (const [age, reste] of [
    [9 * 60, 1],
    [11 * 60, 0],
  ] as const) {
    await db.delete(contactMort)
    await dire({ numero, etat: 'start', le: dans(2 * 3600) })
    await dire({ numero, etat: 'stop', le: dans(-age) })
    expect(await arretes(), String(age)).toBe(reste)
  }
})

it('sans signature, ou d’un numéro qui ne reçoit pas de SMS, rien n’est écrit', async () => {
  expect(await stop('0639984404', 'un-autre-secret')).toBe(401)
  expect(await stop('01 99 00 12 34')).toBe(404)
  expect(await arretes()).toBe(0)
  await stop('0639984404')
  expect([await start('0639984404', 'un-autre-secret'), await start('01 99 00 12 34')]).toEqual([401, 404])
  expect(await arretes()).toBe(1)
})
