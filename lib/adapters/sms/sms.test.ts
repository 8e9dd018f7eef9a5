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
