/** A page with its forms, a browser and a network that a test holds in its hand. */
import { vi } from 'vitest'
import type { Coffre } from './coffre.ts'
import type { EtatDuFil } from './etat-du-fil.ts'
import { suivre } from './suivre.ts'

export const COURRIEL = 'demandeur.courriel'

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
  /** The field is left: what was typed there is said once more. */
  quitter() {
    this.dispatchEvent(new UneFrappe(this.courriel, 'change'))
  }
}
/** The target of an event is who tells it: here, the field. */
class UneFrappe extends Event {
  readonly champ: UneSaisie
  constructor(champ: UneSaisie, type = 'input') {
    super(type)
    this.champ = champ
  }
  override get target(): EventTarget | null {
    return this.champ
  }
}

export const JAMAIS = new Promise<never>(() => {})
export const MUET: Coffre = { lire: () => JAMAIS, garder: () => JAMAIS, fermer: () => {} }
export const GARDE: Coffre = { lire: async () => [], garder: async () => {}, fermer: () => {} }

/** More than any form waits. */
export const longtemps = () => vi.advanceTimersByTimeAsync(10_000)

export const repondre = (reponse: () => Promise<Response>) =>
  vi.stubGlobal(
    'fetch',
    vi.fn<typeof fetch>((_, dite) =>
      Promise.race([
        reponse(),
        new Promise<never>((_, refuser) => dite?.signal?.addEventListener('abort', () => refuser(dite.signal?.reason))),
      ]),
    ),
  )

/** A page of its own: what one test leaves is not what the next comes back to. `reponse`: the form of one tap, without a field. */
export function ouvrirUnePage() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const [form, effacement, reponse] = [new UnFormulaire(), new UnFormulaire(), new UnFormulaire()]
  const etats: EtatDuFil[] = []
  const recharges: string[] = []
  const adresse = `/renouveler/${crypto.randomUUID()}/saisie`
  const rien = class {}
  for (const [nom, valeur] of Object.entries({
    HTMLFormElement: UnFormulaire,
    HTMLInputElement: UneSaisie,
    HTMLSelectElement: rien,
    HTMLTextAreaElement: rien,
    HTMLButtonElement: rien,
    RadioNodeList: rien,
    window: Object.assign(new EventTarget(), { location: { reload: () => void recharges.push('page') } }),
    navigator: { onLine: true },
    document: {
      querySelector: (quoi: string) =>
        quoi.includes('saisie') ? form : quoi.includes('reponse') ? reponse : effacement,
    },
  }))
    vi.stubGlobal(nom, valeur)
  repondre(async () => Response.json({ enregistre: '14 h 32' }))
  const suivreDans = (coffre: Coffre, surPlace = false) =>
    suivre({
      adresse,
      page: { version: '1' },
      recues: {},
      surPlace,
      coffre,
      depart: { nature: 'rien' },
      dire: (etat) => void etats.push(etat),
      montrerEcartes: () => {},
      montrerDAvant: () => {},
    })
  return { form, effacement, reponse, etats, recharges, suivreDans }
}

export function fermerLaPage(): void {
  vi.unstubAllGlobals()
  vi.useRealTimers()
}
