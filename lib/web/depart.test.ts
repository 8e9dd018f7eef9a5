import { encode } from 'next-auth/jwt'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDepart, SECONDES_DU_DEPART, sealDepart } from './depart.ts'

const SECRET = 'un-secret-de-test-de-plus-de-trente-deux-signes'
const DEPART = {
  depart: { etat: 'etat', nonce: 'nonce', verificateur: null },
  retour: '/ma-demande',
  appareilPartage: true,
}
beforeAll(() => {
  process.env.PORTAIL_SECRET = SECRET
})

describe('ce que le navigateur emporte chez FranceConnect', () => {
  it('revient tel quel, et ne se lit pas en chemin', async () => {
    const scelle = await sealDepart(DEPART)
    expect(scelle).not.toContain('nonce')
    expect(await openDepart(scelle)).toEqual(DEPART)
  })

  it('n’ouvre rien après un quart d’heure, ni changé, ni scellé pour autre chose (R-ACC-26)', async () => {
    const scelle = await sealDepart(DEPART)
    const perime = await encode({ token: { aFranceConnect: DEPART }, secret: SECRET, maxAge: -60 })
    const session = await encode({ token: { demandeur: 'sid' }, secret: SECRET, maxAge: SECONDES_DU_DEPART })
    const autreSecret = await encode({ token: { aFranceConnect: DEPART }, secret: 'autre', maxAge: SECONDES_DU_DEPART })
    for (const token of [undefined, '', `${scelle.slice(0, -4)}AAAA`, perime, session, autreSecret])
      expect(await openDepart(token)).toBeUndefined()
  })
})
