import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { journal } from '#lib/journal.ts'
import { freePort } from '../../../db/port-libre.ts'
import {
  type Fournisseur,
  MENSONGES,
  type Mensonge,
  startFournisseur,
} from '../../../scripts/production/fournisseur.ts'
import { findSortie, leaveForFranceConnect, type Reglages, returnFromFranceConnect } from './franceconnect.ts'

const CLAIMS = {
  sub: 'un-sub-invente',
  acr: 'eidas1',
  family_name: 'FICTIF-RENOUVELLE',
  given_name: 'CAMILLE',
  birthdate: '1984-05-12',
}
const SITE = 'https://logement.exemple.fr'

let fournisseur: Fournisseur
let reglages: Reglages
beforeAll(async () => {
  fournisseur = await startFournisseur('portail')
  const { issuer } = fournisseur
  reglages = { issuer, clientId: 'portail', clientSecret: 'secret', signature: 'RS256', siteUrl: SITE }
})
afterAll(() => fournisseur.stop())

async function leave(asked = reglages) {
  const left = await leaveForFranceConnect(asked)
  if (!left.ok) throw new Error(left.refus.code)
  return { ...left.value, query: new URL(left.value.adresse).searchParams }
}

type Tour = Readonly<{ mensonge?: Mensonge; claims?: Record<string, unknown>; reponse?: Record<string, string> }>

/** There and back: what the provider says, and with what the browser comes back. */
async function goAndCome({ mensonge = 'aucun', claims = {}, reponse }: Tour = {}) {
  const { depart } = await leave()
  fournisseur.prepare({ ...CLAIMS, ...claims }, mensonge, depart.nonce)
  const query = new URLSearchParams(reponse ?? { code: 'code', state: depart.etat })
  return returnFromFranceConnect(reglages, { reponse: query, depart })
}

const refus = (code: string) => ({ ok: false, refus: { code } })

describe('la connexion par FranceConnect', () => {
  it('demande le niveau eidas1, un état et un nonce neufs, et ce que la règle compare seulement', async () => {
    const [one, other] = [await leave(), await leave()]
    expect(Object.fromEntries(one.query)).toMatchObject({
      acr_values: 'eidas1',
      response_type: 'code',
      redirect_uri: `${SITE}/ma-demande/connexion/franceconnect/retour`,
      scope: 'openid given_name family_name preferred_username birthdate birthplace birthcountry',
    })
    // FranceConnect refuses fewer than twenty-two characters.
    for (const name of ['state', 'nonce']) expect(one.query.get(name)?.length).toBeGreaterThanOrEqual(22)
    expect([one.query.get('state'), one.query.get('nonce')]).not.toEqual([
      other.query.get('state'),
      other.query.get('nonce'),
    ])
    expect([one.query.has('code_challenge'), one.depart.verificateur]).toEqual([false, null])
  })

  it('croit qui dit vrai, et lit son identité (R-ACC-25)', async () => {
    const identite = { nomDeNaissance: 'FICTIF-RENOUVELLE', prenoms: ['CAMILLE'], naissance: '1984-05-12' }
    const jetonDeSortie = expect.stringMatching(/^ey/)
    expect(await goAndCome()).toMatchObject({ ok: true, value: { sub: CLAIMS.sub, identite, jetonDeSortie } })
  })

  it.each(MENSONGES.filter((one) => !['aucun', 'code déjà servi'].includes(one)))(
    'ne croit pas : %s (R-ACC-25)',
    async (mensonge) => expect(await goAndCome({ mensonge })).toEqual(refus('franceconnect-non-verifie')),
  )

  it.each([undefined, 'eidas0', 1])('ne croit pas un niveau %j (R-ACC-25)', async (acr) =>
    expect(await goAndCome({ claims: { acr } })).toEqual(refus('franceconnect-non-verifie')),
  )

  it.each([
    ['-40s', true],
    ['-75s', false],
  ])('une horloge qui se trompe d’une minute au plus ne ferme pas la porte : un jeton fini à %s', async (finit, ok) =>
    expect((await goAndCome({ claims: { finit } })).ok).toBe(ok),
  )

  it('ne croit pas une autre signature que celle qui fut déclarée', async () => {
    const { depart } = await leave({ ...reglages, signature: 'ES256' })
    fournisseur.prepare(CLAIMS, 'aucun', depart.nonce)
    const reponse = new URLSearchParams({ code: 'code', state: depart.etat })
    const back = await returnFromFranceConnect({ ...reglages, signature: 'ES256' }, { reponse, depart })
    expect(back).toEqual(refus('franceconnect-non-verifie'))
  })

  it('nomme chaque arrêt : refusé, rejoué, coupé, sans identité, injoignable', async () => {
    const { depart } = await leave()
    const refuse = new URLSearchParams({ error: 'access_denied', state: depart.etat })
    expect(await returnFromFranceConnect(reglages, { reponse: refuse, depart })).toEqual(refus('franceconnect-arrete'))
    expect(await goAndCome({ reponse: { code: 'code', state: 'celui-d-un-autre' } })).toEqual(
      refus('franceconnect-rejoue'),
    )
    expect(await goAndCome({ reponse: { code: 'code' } })).toEqual(refus('franceconnect-rejoue'))
    expect(await goAndCome({ mensonge: 'code déjà servi' })).toEqual(refus('franceconnect-rejoue'))
    expect(await goAndCome({ claims: { birthdate: '' } })).toEqual(refus('franceconnect-sans-identite'))
    expect(await goAndCome({ reponse: {} })).toEqual(refus('franceconnect-rejoue'))
    const ailleurs = { ...reglages, issuer: `http://127.0.0.1:${await freePort()}` }
    expect(await leaveForFranceConnect(ailleurs)).toEqual(refus('franceconnect-injoignable'))
    expect(await findSortie(ailleurs, 'jeton')).toBeNull()
  })

  it('qui refuse nos réglages le dit au journal, par le seul code de sa norme', async () => {
    const ecrit = vi.spyOn(journal, 'error').mockImplementation(() => {})
    const { depart } = await leave()
    for (const [error, fois] of [
      ['invalid_client', 1],
      ['invalid_scope', 1],
      ['Camille Fictif', 0],
    ] as const) {
      ecrit.mockClear()
      const reponse = new URLSearchParams({ error, error_description: 'Camille', state: depart.etat })
      expect(await returnFromFranceConnect(reglages, { reponse, depart })).toEqual(refus('franceconnect-injoignable'))
      expect(ecrit.mock.calls).toEqual(Array(fois).fill([{ raison: error }, 'franceconnect refuses our settings']))
    }
    ecrit.mockRestore()
  })
})
