/** Sends each field a moment after it is typed, keeps what could not be sent, and says at each moment which is true. */
import type { Coffre } from './coffre.ts'

/** Why a text is not on the server yet: no network, a portal that does not answer, a session that went out. */
type Arret = 'attente' | 'panne' | 'session'
/** `-fragile`: the browser keeps nothing of it either. */
export type EtatDuFil =
  | Readonly<{ nature: 'rien' | 'envoi' | 'refus' | Arret | `${Arret}-fragile` }>
  | Readonly<{ nature: 'enregistre'; heure: string }>

type Monde = Readonly<{
  adresse: string
  version: number
  coffre: Coffre | undefined
  /** What the page says before anything is typed. */
  depart: EtatDuFil
  dire: (etat: EtatDuFil) => void
}>

const PAUSE = 700
const NOUVEL_ESSAI = 8000
/** Longer than a poor network takes; what hangs is tried again. */
const SANS_REPONSE = 15_000
/** Answers that the same text would get again. */
const SANS_RETOUR = [403, 404, 413]

type Champ = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement
const isChamp = (cible: unknown): cible is Champ =>
  cible instanceof HTMLInputElement || cible instanceof HTMLSelectElement || cible instanceof HTMLTextAreaElement
const isCase = (champ: Champ): champ is HTMLInputElement =>
  champ instanceof HTMLInputElement && champ.type === 'checkbox'

/** Follows the form of the page; what it answers stops it. */
export function suivre(form: HTMLFormElement | null, { adresse, version, coffre, depart, dire }: Monde): () => void {
  const attente = new Map<string, string>()
  let minuteur: ReturnType<typeof setTimeout> | undefined
  let enVol: Promise<void> | undefined
  /** What is on the server, said again when the network is back. */
  let acquis = depart
  let [isFini, isParti, isRetenu] = [false, false, false]
  const fragile = (nature: Arret): EtatDuFil => ({ nature: coffre ? nature : `${nature}-fragile` })
  const requete = (champs: ReadonlyMap<string, string>): RequestInit => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...Object.fromEntries(champs), version: String(version) }),
  })

  const envoyer = async (): Promise<void> => {
    const partis = new Map(attente)
    if (partis.size === 0) return
    dire({ nature: 'envoi' })
    try {
      const reponse = await fetch(adresse, { ...requete(partis), signal: AbortSignal.timeout(SANS_REPONSE) })
      if (SANS_RETOUR.includes(reponse.status)) {
        dire({ nature: 'refus' })
        return
      }
      if (reponse.status === 429 || reponse.status >= 500) {
        dire(fragile('panne'))
        planifier(NOUVEL_ESSAI)
        return
      }
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
      acquis = { nature: 'enregistre', heure: dit.enregistre }
      oublier(partis)
      dire(acquis)
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
    // A page that is left sends nothing more: what it held could undo what a later one says.
    if (!isFini) minuteur = setTimeout(() => void partir(), delai)
  }

  const saisir = ({ target }: Event): void => {
    if (!isChamp(target) || !target.name || target.type === 'hidden' || target.dataset.fil === 'non') return
    attente.set(target.name, isCase(target) && !target.checked ? '' : target.value)
    void coffre?.garder(Object.fromEntries(attente))
    if (!navigator.onLine) dire(fragile('attente'))
    planifier(PAUSE)
  }
  const retour = (): void => (attente.size > 0 ? void partir() : dire(acquis))
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
    if (!enVol) {
      isParti = true
      return
    }
    // What is on its way arrives first, or it could undo what the form says.
    event.preventDefault()
    if (isRetenu) return
    isRetenu = true
    void enVol.finally(() => {
      isRetenu = false
      isLibre = true
      isParti = true
      form.requestSubmit(submitter)
      isLibre = false
    })
  }
  /** The page is left within the pause: its last words go without it. Those of a form that goes are in the form. */
  const laisser = (): void => {
    if (attente.size > 0 && !isParti) void fetch(adresse, { ...requete(attente), keepalive: true }).catch(() => {})
  }
  /** The page is shown again as it was left: it follows what is typed. */
  const reprise = (): void => {
    isParti = false
  }

  void coffre?.lire().then((gardes) => {
    if (isFini) return
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
  window.addEventListener('pagehide', laisser)
  window.addEventListener('pageshow', reprise)
  return () => {
    isFini = true
    clearTimeout(minuteur)
    form?.removeEventListener('input', saisir)
    form?.removeEventListener('change', saisir)
    form?.removeEventListener('submit', soumettre)
    window.removeEventListener('online', retour)
    window.removeEventListener('offline', coupure)
    window.removeEventListener('pagehide', laisser)
    window.removeEventListener('pageshow', reprise)
  }
}

/** Puts back in its field what had waited. */
function remettre(form: HTMLFormElement | null, nom: string, texte: string): void {
  const champ = form?.elements.namedItem(nom)
  if (champ instanceof RadioNodeList) champ.value = texte
  else if (isChamp(champ) && isCase(champ)) champ.checked = texte !== ''
  else if (isChamp(champ)) champ.value = texte
}
