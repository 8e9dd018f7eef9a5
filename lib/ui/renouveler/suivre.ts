/** Sends each field a moment after it is typed, keeps what could not be sent, and says at each moment which is true. */
import type { Coffre } from './coffre.ts'

export type EtatDuFil =
  | Readonly<{ nature: 'rien' | 'envoi' | 'attente' | 'attente-fragile' | 'session' | 'session-fragile' | 'refus' }>
  | Readonly<{ nature: 'enregistre'; heure: string }>

type Monde = Readonly<{
  adresse: string
  version: number
  coffre: Coffre | undefined
  dire: (etat: EtatDuFil) => void
}>

const PAUSE = 700
const NOUVEL_ESSAI = 8000

type Champ = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const isChamp = (cible: unknown): cible is Champ =>
  cible instanceof HTMLInputElement || cible instanceof HTMLSelectElement || cible instanceof HTMLTextAreaElement
const isCase = (champ: Champ): champ is HTMLInputElement =>
  champ instanceof HTMLInputElement && champ.type === 'checkbox'

/** Follows the form of the page; what it answers stops it. */
export function suivre(form: HTMLFormElement | null, { adresse, version, coffre, dire }: Monde): () => void {
  const attente = new Map<string, string>()
  let minuteur: ReturnType<typeof setTimeout> | undefined
  let enVol: Promise<void> | undefined
  const fragile = (nature: 'attente' | 'session'): EtatDuFil => ({ nature: coffre ? nature : `${nature}-fragile` })

  const envoyer = async (): Promise<void> => {
    const partis = new Map(attente)
    if (partis.size === 0) return
    dire({ nature: 'envoi' })
    try {
      const reponse = await fetch(adresse, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...Object.fromEntries(partis), version: String(version) }),
      })
      const dit: { enregistre?: unknown; code?: unknown } = await reponse.json()
      if (reponse.status === 401) {
        if (dit.enregistre === true) oublier(partis)
        dire(dit.enregistre === true ? { nature: 'session' } : fragile('session'))
        return
      }
      if (reponse.ok && typeof dit.code === 'string') {
        dire({ nature: 'refus' })
        return
      }
      if (typeof dit.enregistre !== 'string') throw new Error('not kept')
      oublier(partis)
      dire({ nature: 'enregistre', heure: dit.enregistre })
    } catch {
      dire(fragile('attente'))
      planifier(NOUVEL_ESSAI)
    }
  }
  const oublier = (partis: ReadonlyMap<string, string>): void => {
    for (const [nom, texte] of partis) if (attente.get(nom) === texte) attente.delete(nom)
    void coffre?.garder(Object.fromEntries(attente))
    if (attente.size > 0) planifier(PAUSE)
  }
  const partir = (): Promise<void> => {
    clearTimeout(minuteur)
    // One at a time: an older text never comes after a newer one.
    const suite = (enVol ?? Promise.resolve()).then(envoyer)
    enVol = suite
    void suite.finally(() => {
      if (enVol === suite) enVol = undefined
    })
    return suite
  }
  function planifier(delai: number): void {
    clearTimeout(minuteur)
    minuteur = setTimeout(() => void partir(), delai)
  }

  const saisir = ({ target }: Event): void => {
    if (!isChamp(target) || !target.name || target.type === 'hidden' || target.dataset.fil === 'non') return
    attente.set(target.name, isCase(target) && !target.checked ? '' : target.value)
    void coffre?.garder(Object.fromEntries(attente))
    if (!navigator.onLine) dire(fragile('attente'))
    planifier(PAUSE)
  }
  const retour = (): void => void partir()
  const coupure = (): void => dire(fragile('attente'))
  let isLibre = false
  const soumettre = (event: SubmitEvent): void => {
    if (isLibre || !form) return
    if (!navigator.onLine) {
      event.preventDefault()
      coupure()
      return
    }
    clearTimeout(minuteur)
    const { submitter } = event
    if (submitter instanceof HTMLButtonElement && submitter.value === 'retablir') {
      // What was typed is given up: nothing of it waits any more.
      attente.clear()
      void coffre?.garder({})
    }
    if (!enVol) return
    // What is on its way arrives first, or it could undo what the form says.
    event.preventDefault()
    void enVol.finally(() => {
      isLibre = true
      form.requestSubmit(submitter)
      isLibre = false
    })
  }

  void coffre?.lire().then((gardes) => {
    for (const [nom, texte] of Object.entries(gardes)) {
      if (!attente.has(nom)) attente.set(nom, texte)
      remettre(form, nom, attente.get(nom) ?? texte)
    }
    if (attente.size > 0) void partir()
  })
  form?.addEventListener('input', saisir)
  form?.addEventListener('change', saisir)
  form?.addEventListener('submit', soumettre)
  window.addEventListener('online', retour)
  window.addEventListener('offline', coupure)
  return () => {
    clearTimeout(minuteur)
    form?.removeEventListener('input', saisir)
    form?.removeEventListener('change', saisir)
    form?.removeEventListener('submit', soumettre)
    window.removeEventListener('online', retour)
    window.removeEventListener('offline', coupure)
  }
}

/** Puts back in its field what had waited. */
function remettre(form: HTMLFormElement | null, nom: string, texte: string): void {
  const champ = form?.elements.namedItem(nom)
  if (champ instanceof RadioNodeList) champ.value = texte
  else if (isChamp(champ) && isCase(champ)) champ.checked = texte !== ''
  else if (isChamp(champ)) champ.value = texte
}
