/** What the browser keeps, in a storage and under locks that a test holds in its hand. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ouvrirCoffre, viderCoffres } from './coffre.ts'
import { compterLesFrappes } from './frappes.ts'

const ADRESSE = '/renouveler/x/reponses'
const [CLE, AUTRE] = ['A'.repeat(43), 'B'.repeat(43)]
const RUE = 'demandeur.adresse.rue'

/** A storage whose own keys are its entries, as a browser's. */
const unMagasin = (): Storage & Record<string, string> =>
  Object.create({
    getItem(this: Record<string, string>, nom: string) {
      return Object.hasOwn(this, nom) ? this[nom] : null
    },
    setItem(this: Record<string, string>, nom: string, texte: string) {
      this[nom] = texte
    },
    removeItem(this: Record<string, string>, nom: string) {
      delete this[nom]
    },
  })
let magasin: ReturnType<typeof unMagasin>
beforeEach(() => {
  magasin = unMagasin()
  vi.stubGlobal('localStorage', magasin)
})
afterEach(() => {
  vi.unstubAllGlobals()
})

async function ouvrir(cles: readonly string[] = [CLE], adresse = ADRESSE) {
  const coffre = await ouvrirCoffre(adresse, cles)
  if (!coffre) throw new Error('Nothing to keep in')
  return coffre
}
const entreeDe = (texte: string) => {
  const frappes = compterLesFrappes({ version: '1' })
  frappes.attendre(RUE, texte)
  return frappes.entree()
}

describe('le coffre du navigateur', () => {
  it('garde chiffré, et rend à qui a la clé ce qu’une page fermée y a laissé', async () => {
    const coffre = await ouvrir()
    const entree = entreeDe('rue Neuve')
    await coffre.garder(entree)
    expect(Object.values(magasin).join()).not.toContain('Neuve')
    // The page that is open sends it itself.
    const suivante = await ouvrir()
    expect(await suivante.lire()).toEqual([])
    coffre.fermer()
    await vi.waitFor(async () => expect(await suivante.lire()).toMatchObject([entree]))
    expect(await (await ouvrir([AUTRE])).lire()).toEqual([])
    expect(await (await ouvrir([AUTRE, CLE])).lire()).toMatchObject([entree])
    expect(await (await ouvrir([CLE], '/renouveler/y/reponses')).lire()).toEqual([])
  })

  it('n’oublie pas ce qu’une page rouverte a écrit depuis, et vide sa place quand plus rien n’attend', async () => {
    const coffre = await ouvrir()
    await coffre.garder(entreeDe('rue Neuve'))
    coffre.fermer()
    const suivante = await ouvrir()
    const lues = await vi.waitFor(async () => {
      const trouvees = await suivante.lire()
      expect(trouvees).toHaveLength(1)
      return trouvees
    })
    await coffre.garder(entreeDe('rue Neuve, 2'))
    for (const lue of lues) lue.oublier()
    expect((await suivante.lire()).map(({ champs }) => champs)).toEqual([{ [RUE]: 'rue Neuve, 2' }])
    await coffre.garder(compterLesFrappes({ version: '1' }).entree())
    expect(Object.keys(magasin)).toEqual([])
  })

  it('écrit en dernier ce qui lui a été demandé en dernier', async () => {
    const coffre = await ouvrir()
    await Promise.all(['r', 'ru', 'rue'].map((texte) => coffre.garder(entreeDe(texte))))
    coffre.fermer()
    const suivante = await ouvrir()
    await vi.waitFor(async () =>
      expect((await suivante.lire()).map(({ champs }) => champs)).toEqual([{ [RUE]: 'rue' }]),
    )
  })

  it('ne dit gardé que ce qui l’est, lui ou ce qui l’a suivi', async () => {
    const coffre = await ouvrir()
    // The first is ciphered when the second is not: there is nothing of either in its place.
    const { promise: second, resolve: rendre } = Promise.withResolvers<void>()
    const chiffrer = crypto.subtle.encrypt.bind(crypto.subtle)
    const lent = vi.spyOn(crypto.subtle, 'encrypt')
    lent.mockImplementationOnce(chiffrer).mockImplementationOnce(async (...dits) => {
      await second
      return chiffrer(...dits)
    })
    const places: number[] = []
    const noter = () => places.push(Object.keys(magasin).length)
    const garder = ['r', 'rue'].map((texte) => coffre.garder(entreeDe(texte)).then(noter))
    await lent.mock.results[0]?.value
    rendre()
    await Promise.all(garder)
    lent.mockRestore()
    expect(places).toEqual([1, 1])
  })

  it('ne dit pas perdu ce dont la suite est gardée, et ne dit gardé rien de ce qu’il refuse', async () => {
    const coffre = await ouvrir()
    const chiffrer = vi.spyOn(crypto.subtle, 'encrypt').mockRejectedValueOnce(new Error('refused'))
    const deux = ['r', 'rue'].map((texte) => coffre.garder(entreeDe(texte)))
    expect((await Promise.allSettled(deux)).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    chiffrer.mockRejectedValue(new Error('refused'))
    const refusees = ['rue N', 'rue Neuve'].map((texte) => coffre.garder(entreeDe(texte)))
    expect((await Promise.allSettled(refusees)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    chiffrer.mockRestore()
  })

  it('sans clé ne s’ouvre pas, et se vide de tout ou d’un seul formulaire', async () => {
    expect(await ouvrirCoffre(ADRESSE, [])).toBeUndefined()
    for (const adresse of [ADRESSE, '/ma-demande/x/saisie/foyer'])
      await (await ouvrir([CLE], adresse)).garder(entreeDe('rue Neuve'))
    magasin.setItem('autre', 'reste')
    viderCoffres([ADRESSE])
    expect(Object.keys(magasin)).toHaveLength(2)
    viderCoffres()
    expect(Object.keys(magasin)).toEqual(['autre'])
  })
})
