import { createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { makeAiguillage } from './aiguillage.ts'
import { openPasserelle } from './sms.ts'
import { type FaussePasserelle, startPasserelle } from './testing.ts'

const sms = { reference: '00000000-0000-4000-8000-000000000001', destinataire: '0639981234', texte: 'Bonjour' }
let fausse: FaussePasserelle | undefined
afterEach(async () => {
  await fausse?.stop()
  fausse = undefined
})
const ouvrir = async (options: Parameters<typeof startPasserelle>[0] = {}) => {
  fausse = await startPasserelle(options)
  return openPasserelle({ nom: 'essai', url: fausse.url, jeton: 'secret' })
}

describe('une passerelle de SMS', () => {
  it('garde le texte une fois, même demandé deux fois, et compte qui l’a redemandé', async () => {
    const passerelle = await ouvrir()
    expect(await passerelle.send(sms)).toEqual({ issue: 'envoye' })
    expect(await passerelle.send(sms)).toEqual({ issue: 'envoye' })
    expect([...(fausse?.recus.values() ?? [])]).toEqual([{ ...sms, fois: 2 }])
    expect(fausse?.autorisations).toEqual(['Bearer secret', 'Bearer secret'])
  })

  it.each([
    [422, 'numero-invalide'],
    [429, 'differe'],
    [503, 'differe'],
    [502, 'incertain'],
    [400, 'refuse'],
    [302, 'incertain'],
  ])('réponse %i : %s', async (statut, issue) => {
    const passerelle = await ouvrir({ repond: () => ({ statut, garde: false }) })
    expect((await passerelle.send(sms)).issue).toBe(issue)
  })

  it('personne n’écoute : rien n’est parti, cela se retente', async () => {
    const passerelle = await ouvrir()
    await fausse?.stop()
    expect(await passerelle.send(sms)).toEqual({ issue: 'differe', code: expect.any(String) })
    expect(await passerelle.ask(sms.reference)).toBe('muet')
  })

  it('coupée après avoir accepté : incertain, et la passerelle le sait', async () => {
    const passerelle = await ouvrir({ repond: () => 'coupe' })
    expect((await passerelle.send(sms)).issue).toBe('incertain')
    expect(await passerelle.ask(sms.reference)).toBe('envoye')
    expect(await passerelle.ask('00000000-0000-4000-8000-000000000002')).toBe('inconnu')
  })
})

describe('une connexion qui n’aboutit pas (R-RAP-55)', () => {
  /** A listener that speaks no TLS; `entendre`: what it does of the first bytes, or at once of a connection. */
  async function ecouter(entendre: (socket: Socket) => void): Promise<number> {
    const serveur = createServer((socket) => entendre(socket.on('error', () => {})))
    await new Promise<void>((done) => serveur.listen(0, '127.0.0.1', done))
    serveur.unref()
    const adresse = serveur.address()
    if (!adresse || typeof adresse === 'string') throw new Error('No port.')
    return adresse.port
  }
  const envoyer = (url: string) => openPasserelle({ nom: 'essai', url }).send(sms)
  const couper = (socket: Socket) => socket.once('data', () => socket.resetAndDestroy())

  it('le nom n’existe pas, le TLS ne commence pas : rien n’est parti, cela se retente', async () => {
    expect(await envoyer('https://passerelle.invalid')).toMatchObject({ issue: 'differe' })
    const fermee = await ecouter((socket) => socket.destroy())
    expect(await envoyer(`https://127.0.0.1:${fermee}`)).toEqual({ issue: 'differe', code: 'ECONNRESET' })
    const coupee = await ecouter(couper)
    expect(await envoyer(`https://127.0.0.1:${coupee}`)).toEqual({ issue: 'differe', code: 'ECONNRESET' })
    const enClair = await ecouter((socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Non\r\n\r\n')))
    expect(await envoyer(`https://127.0.0.1:${enClair}`)).toMatchObject({ issue: 'differe' })
  })

  it('coupée du même code une fois le message écrit : incertain', async () => {
    const coupee = await ecouter(couper)
    expect(await envoyer(`http://127.0.0.1:${coupee}`)).toEqual({ issue: 'incertain', code: 'ECONNRESET' })
  })
})

describe('deux passerelles', () => {
  const muette = (nom: string) => ({
    nom,
    send: async () => ({ issue: 'envoye' }) as const,
    ask: async () => 'muet' as const,
  })
  it('la seconde prend après cinq échecs de suite, et la première est réessayée une minute après', () => {
    let maintenant = 0
    const aiguillage = makeAiguillage([muette('a'), muette('b')], () => maintenant)
    for (let essai = 0; essai < 4; essai += 1) aiguillage.note('a', { issue: 'differe', code: '503' })
    expect(aiguillage.choose().passerelle.nom).toBe('a')
    aiguillage.note('a', { issue: 'incertain', code: 'coupe' })
    expect(aiguillage.choose().passerelle.nom).toBe('b')
    maintenant = 59_999
    expect(aiguillage.choose().passerelle.nom).toBe('b')
    maintenant = 60_000
    // One message tries it; whoever asks before it has answered goes to the other.
    expect(aiguillage.choose()).toMatchObject({ passerelle: { nom: 'a' }, essai: true })
    expect(aiguillage.choose()).toMatchObject({ passerelle: { nom: 'b' }, essai: false })
    aiguillage.note('a', { issue: 'differe', code: '503' })
    expect(aiguillage.choose().passerelle.nom).toBe('b')
    maintenant = 200_000
    aiguillage.note('a', { issue: 'envoye' })
    aiguillage.note('a', { issue: 'differe', code: '503' })
    expect(aiguillage.choose()).toMatchObject({ passerelle: { nom: 'a' }, essai: false })
  })

  it('un numéro refusé n’est pas une panne ; quand toutes se reposent, la première reposée reprend', () => {
    let maintenant = 0
    const aiguillage = makeAiguillage([muette('a'), muette('b')], () => maintenant)
    for (let essai = 0; essai < 9; essai += 1) aiguillage.note('a', { issue: 'numero-invalide', code: '422' })
    expect(aiguillage.choose().passerelle.nom).toBe('a')
    for (let essai = 0; essai < 5; essai += 1) aiguillage.note('b', { issue: 'differe', code: '503' })
    maintenant = 1
    for (let essai = 0; essai < 5; essai += 1) aiguillage.note('a', { issue: 'differe', code: '503' })
    expect(aiguillage.choose().passerelle.nom).toBe('b')
  })
})
