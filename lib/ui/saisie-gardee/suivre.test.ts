/** A page that is followed, in a document, a browser and a network that a test holds in its hand. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Coffre } from './coffre.ts'
import type { EtatDuFil } from './etat-du-fil.ts'
import { suivre } from './suivre.ts'

const COURRIEL = 'demandeur.courriel'

class UneSaisie extends EventTarget {
  type = 'text'
  defaultValue = ''
  dataset = {}
  labels = []
  name = COURRIEL
  value = ''
}
/** It has one field, and notes each time that it goes. */
class UnFormulaire extends EventTarget {
  readonly courriel = new UneSaisie()
  readonly elements = { namedItem: (nom: string) => (nom === COURRIEL ? this.courriel : null) }
  readonly departs: Readonly<Record<string, string>>[] = []
  requestSubmit() {
    if (!this.dispatchEvent(new Event('submit', { cancelable: true }))) return
    const formData = new Map<string, string>()
    this.dispatchEvent(Object.assign(new Event('formdata'), { formData }))
    this.departs.push(Object.fromEntries(formData))
  }
  ecrire(texte: string) {
    this.courriel.value = texte
    this.dispatchEvent(new UneFrappe(this.courriel))
  }
}
/** The target of an event is who tells it: here, the field. */
class UneFrappe extends Event {
  readonly champ: UneSaisie
  constructor(champ: UneSaisie) {
    super('input')
    this.champ = champ
  }
  override get target(): EventTarget | null {
    return this.champ
  }
}

const GARDE: Coffre = { lire: async () => [], garder: async () => {}, fermer: () => {} }

let form: UnFormulaire
let effacement: UnFormulaire
let etats: EtatDuFil[]
const suivreDans = (coffre: Coffre) =>
  suivre({
    adresse: '/renouveler/x/saisie',
    page: { version: '1' },
    recues: {},
    surPlace: false,
    coffre,
    depart: { nature: 'rien' },
    dire: (etat) => void etats.push(etat),
    montrerEcartes: () => {},
    montrerDAvant: () => {},
  })
const repondre = (reponse: () => Promise<Response>) =>
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>((_, dite) =>
      Promise.race([
        reponse(),
        new Promise<never>((_, refuser) => dite?.signal?.addEventListener('abort', () => refuser(dite.signal?.reason))),
      ]),
    ),
  )

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  form = new UnFormulaire()
  effacement = new UnFormulaire()
  etats = []
  const rien = class {}
  for (const [nom, valeur] of Object.entries({
    HTMLFormElement: UnFormulaire,
    HTMLInputElement: UneSaisie,
    HTMLSelectElement: rien,
    HTMLTextAreaElement: rien,
    HTMLButtonElement: rien,
    RadioNodeList: rien,
    window: new EventTarget(),
    navigator: { onLine: true },
    document: { querySelector: (quoi: string) => (quoi.includes('saisie') ? form : effacement) },
  }))
    vi.stubGlobal(nom, valeur)
  repondre(async () => Response.json({ enregistre: '14 h 32' }))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('la ligne qui dit si ce qui se tape est gardé', () => {
  it('redit gardé ce que le navigateur garde de nouveau, et fragile ce qu’il refuse', async () => {
    repondre(() => Promise.reject(new TypeError('no network')))
    const garder = vi.fn<Coffre['garder']>(async () => {})
    const cesser = suivreDans({ ...GARDE, garder })
    const direApres = async (texte: string) => {
      form.ecrire(texte)
      await vi.advanceTimersByTimeAsync(1000)
      return etats.at(-1)
    }
    expect(await direApres('un')).toEqual({ nature: 'attente' })
    garder.mockRejectedValue(new DOMException('full', 'QuotaExceededError'))
    expect(await direApres('deux')).toEqual({ nature: 'attente-fragile' })
    garder.mockResolvedValue()
    form.ecrire('trois')
    await vi.advanceTimersByTimeAsync(0)
    expect(etats.at(-1)).toEqual({ nature: 'attente' })
    cesser()
  })
})
