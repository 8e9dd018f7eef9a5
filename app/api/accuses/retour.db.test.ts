/** A mail that comes back an hour later, from the mail that left to the register: heard, once, and by nobody else. */
import { createHmac } from 'node:crypto'
import { eq } from 'drizzle-orm'
import pino from 'pino'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listFaits, loadDemandeForUpdate } from '#db/repositories/demandes.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { contactMort, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { openSmtp } from '#lib/adapters/mail/mail.ts'
import { OCTETS_D_UN_RETOUR } from '#lib/adapters/mail/retour.ts'
import { absence, exim, gmail, postfix, REFERENCE } from '#lib/adapters/mail/retours-de-test.ts'
import { startSmtpServer } from '#lib/adapters/mail/testing.ts'
import { addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { runSortie, sortieDeCourriel } from '#lib/jobs/rappels.ts'
import { journal } from '#lib/journal.ts'
import { venirParInternet } from '#lib/usecases/testing.ts'
import { POST } from './route.ts'

withDatabase()
const EXPEDITEUR = 'Portail <ne-pas-repondre@exemple.fr>'
const SECRET = 'un-secret-partage-avec-le-serveur'
process.env.COURRIEL_EXPEDITEUR = EXPEDITEUR
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
let le: Jour
beforeAll(async () => {
  process.env.ACCUSES_SECRET = SECRET
  le = await aujourdHui()
})
afterEach(async () => {
  await db.delete(rappel)
  await db.delete(contactMort)
})

async function rendre(brut: string | Buffer, { secret = SECRET, type = 'message/rfc822' } = {}): Promise<number> {
  const body = Buffer.from(brut)
  const headers = {
    'content-type': type,
    'content-length': String(body.length),
    'x-signature': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }
  return (await POST(new Request('http://portail.invalid/api/accuses', { method: 'POST', body, headers }))).status
}

/** What the journal writes meanwhile, heard at its own output. */
async function listen(run: () => Promise<void>): Promise<readonly unknown[]> {
  const sortie: unknown = Reflect.get(journal, pino.symbols.streamSym)
  if (typeof sortie !== 'object' || sortie === null || !('write' in sortie))
    throw new Error('the journal has no output')
  const { write } = sortie
  if (typeof write !== 'function') throw new Error('the journal writes nothing')
  const lignes: unknown[] = []
  Object.assign(sortie, {
    write: (ligne: string) => {
      lignes.push(JSON.parse(ligne))
      return Reflect.apply(write, sortie, [ligne])
    },
  })
  await run().finally(() => Object.assign(sortie, { write }))
  return lignes
}

/** A notice that a real server took; `mail`: what that server received. */
async function unAvisParti() {
  const demande = await insertUneDemande({ valideDepuis: addMonths(le, -11) })
  await venirParInternet(demande)
  const { numeroUnique, territoire, valideDepuis, echeances } = demande
  const duLe = echeances?.avisAuPlusTardLe ?? le
  const du = { jalon: 'avis', canal: 'courriel', duLe, cycle: valideDepuis ?? le } as const
  await db.transaction((tx) => insertRappels(tx, [{ ...du, numeroUnique, territoire }]))
  const serveur = await startSmtpServer()
  const transport = openSmtp({ url: serveur.url, from: EXPEDITEUR })
  try {
    expect(await runSortie(sortieDeCourriel(transport), ['09'], () => true)).toMatchObject({ envoyes: 1 })
  } finally {
    transport.close()
    await serveur.stop()
  }
  const mail = serveur.received[0] ?? ''
  const said = (motif: RegExp) => motif.exec(mail)?.[1] ?? ''
  return { demande, reference: said(/^Message-ID: <([^@>]+)@/m), vers: said(/^RCPT TO:<([^>]+)>/m) }
}
const avisDe = async ({ ref, numeroUnique }: DemandeActive) => ({
  remisLe: (await db.transaction((tx) => loadDemandeForUpdate(tx, ref)))?.demande,
  faits: (await listFaits(db, numeroUnique)).map(({ fait }) => fait.type).filter((type) => type.startsWith('avis-')),
  envois: (await db.select().from(rappel).where(eq(rappel.numeroUnique, numeroUnique)).orderBy(rappel.canal)).map(
    ({ canal, etat, motif }) => `${canal} ${etat}${motif ? ` (${motif})` : ''}`,
  ),
})

describe('un courriel revenu', () => {
  it('se retrouve par ce que le serveur a reçu : l’avis est revenu, la lettre prend la place, une fois (R-RAP-36, R-RAP-37)', async () => {
    const { demande, reference, vers } = await unAvisParti()
    expect(await avisDe(demande)).toMatchObject({ remisLe: { avisRemisLe: le }, faits: ['avis-remis'] })
    expect(await rendre(postfix({ reference, action: 'delayed', status: '4.4.1' }))).toBe(204)
    expect((await avisDe(demande)).envois).toEqual(['courriel envoye'])
    expect(await Promise.all([1, 2].map(() => rendre(postfix({ reference, vers: vers.toUpperCase() }))))).toEqual([
      204, 204,
    ])
    expect(await avisDe(demande)).toMatchObject({
      remisLe: { statut: 'active', avisRemisLe: null },
      faits: ['avis-remis', 'avis-revenu'],
      envois: ['courriel echec (rebond)', 'courrier a-prendre'],
    })
    expect(await db.select().from(contactMort)).toHaveLength(1)
  })

  it('d’une boîte pleine, ou après cinq jours d’essais, ne remet pas l’avis non plus, et ne tue pas l’adresse (R-RAP-37)', async () => {
    for (const status of ['5.2.2', '4.4.7']) {
      const { demande, reference, vers } = await unAvisParti()
      // A relay gave the mail an envelope of its own; the address that we send from says which name is ours.
      const enveloppe = '11111111-2222-4333-8444-555555555555'
      expect(await rendre(postfix({ reference, status, enveloppe, vers }))).toBe(204)
      expect(await avisDe(demande)).toMatchObject({
        faits: ['avis-remis', 'avis-revenu'],
        envois: ['courriel echec (echec)', 'courrier a-prendre'],
      })
    }
    expect(await db.select().from(contactMort)).toEqual([])
  })

  it('d’une adresse où la boîte fait suivre : l’avis n’est remis à personne, la lettre part, et la boîte vit (R-RAP-46)', async () => {
    for (const vers of ['ailleurs@apres.invalid', null]) {
      const { demande, reference } = await unAvisParti()
      expect(await rendre(postfix({ reference, vers }))).toBe(204)
      expect(await avisDe(demande)).toMatchObject({
        remisLe: { statut: 'active', avisRemisLe: null },
        faits: ['avis-remis', 'avis-revenu'],
        envois: ['courriel echec (echec)', 'courrier a-prendre'],
      })
    }
    expect(await db.select().from(contactMort)).toEqual([])
  })

  it('inventé, inconnu, ou qui n’en est pas un, ne change rien et ne se garde pas', async () => {
    const { demande } = await unAvisParti()
    const avant = await avisDe(demande)
    for (const brut of [absence(), exim(), gmail(), postfix({ reference: REFERENCE }), 'n’importe quoi', ''])
      expect(await rendre(brut)).toBe(204)
    expect(await avisDe(demande)).toEqual(avant)
  })

  it('ne dit au journal que pourquoi il est laissé, ou la référence de qui n’existe pas : ni l’adresse, ni le texte', async () => {
    const { reference, vers } = await unAvisParti()
    const lignes = await listen(async () => {
      for (const brut of [absence(), postfix({ reference, vers, action: 'delayed' }), postfix({ reference: 'perdu' })])
        expect(await rendre(brut)).toBe(204)
      for (const brut of [postfix(), postfix({ reference, vers })]) expect(await rendre(brut)).toBe(204)
    })
    const ecrit = { time: expect.any(String), service: 'portail' }
    const laisse = { ...ecrit, level: 30, msg: 'a mail to the address of returns is left' }
    expect(lignes).toEqual([
      { ...laisse, lu: 'pas-un-rapport' },
      { ...laisse, lu: 'pas-un-echec' },
      { ...laisse, lu: 'sans-reference' },
      { ...ecrit, level: 40, reference: REFERENCE, msg: 'return of an unknown sending' },
    ])
  })

  it('mal signé, trop grand, ou dit d’une autre sorte, n’est pas lu ; des octets qui ne sont pas du texte le sont', async () => {
    const { demande, reference, vers } = await unAvisParti()
    expect(await rendre(postfix({ reference }), { secret: 'un-autre-secret' })).toBe(401)
    expect(await rendre(postfix({ reference }), { type: 'text/plain' })).toBe(400)
    expect(await rendre('x'.repeat(OCTETS_D_UN_RETOUR + 1))).toBe(413)
    expect((await avisDe(demande)).envois).toEqual(['courriel envoye'])
    const octets = Buffer.from(
      postfix({ reference, vers }).replace('User unknown', 'Adresse inconnue \xe9\xff'),
      'latin1',
    )
    expect(await rendre(octets, { type: 'Message/RFC822; charset=x' })).toBe(204)
    expect((await avisDe(demande)).envois).toContain('courriel echec (rebond)')
  })
})
