/** Sends each field a moment after it is typed, keeps what could not be sent, and says at each moment which is true. */

import { ecrireFrappe, SAISIE_TROP_LONGUE } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import { enMots, isCase, isChamp, montre } from './champs-du-dom.ts'
import type { Coffre } from './coffre.ts'
import { attendreLeDepart, DEPART, duNavigateur } from './depart.ts'
import { isDAvantSesDerniersMots, noterDerniersMots } from './derniers-mots.ts'
import { tenirLeFil } from './etat-du-fil.ts'
import { compterLesFrappes, resteDe } from './frappes.ts'
import type { Monde } from './monde.ts'
import { corpsDe, isGarde, isMemePage, montrerLues, rendreLesAutresPages } from './rendre.ts'
import { reprendre } from './reprendre.ts'

const PAUSE = 700
const NOUVEL_ESSAI = 8000
/** Longer than a poor network takes; what hangs is tried again. */
const SANS_REPONSE = 15_000
/** Answers that the same text would get again. */
const SANS_RETOUR = [403, 404, 413]

/** Follows the form of the page, and the one that gives up what it holds; what it answers stops it. */
export function suivre(monde: Monde): () => void {
  const { adresse, page, recues, surPlace, coffre, depart, montrerEcartes, montrerDAvant } = monde
  const form = document.querySelector<HTMLFormElement>('form[data-fil="saisie"]')
  const effacement = document.querySelector<HTMLFormElement>('form[data-fil="effacement"]')
  /** Answers in one tap what the form asks, and holds none of its fields. */
  const reponse = document.querySelector<HTMLFormElement>('form[data-fil="reponse"]')
  const frappes = compterLesFrappes(page)
  const { attente } = frappes
  /** What the server took of this page. */
  const rendus = new Map<string, string>()
  /** Told before they go: the answer may never come, and the server have them. */
  const noterPartis = (partis: ReadonlyMap<string, string>): void => {
    for (const [nom, texte] of partis) frappes.noter(nom, texte)
    void retenir()
  }
  /** What is on its way; ended when nothing answers, or when the page is left. */
  let enCours: AbortController | undefined
  let minuterie: ReturnType<typeof setTimeout> | undefined
  let minuteur: ReturnType<typeof setTimeout> | undefined
  let enVol: Promise<void> | undefined
  /** What waits of the pages of before is being read. */
  let enLecture: Promise<unknown> | undefined
  /** What is on the server, said again when the network is back. */
  let acquis = depart
  let [isFini, isParti, isRetenu, isRenonce, isEnvoye] = [false, false, false, false, false]
  const { dire, direArret, noterGarde } = tenirLeFil(monde.dire, coffre !== undefined)
  const isDuFormulaire = (nom: string): boolean => surPlace || montre(form, nom) !== undefined
  const requete = (textes: ReadonlyMap<string, string>) =>
    corpsDe(Object.fromEntries(textes), page, frappes.jusquOu(isDuFormulaire))
  /** Whether the browser took it. */
  const retenir = async (): Promise<boolean> => {
    if (!coffre) return false
    const entree = frappes.entree()
    try {
      await coffre.garder(entree)
      frappes.confier(entree)
      noterGarde(true)
      return true
    } catch {
      // It refuses to write, as a full one does: the server alone keeps.
      noterGarde(false)
      return false
    }
  }

  const envoyer = async (): Promise<void> => {
    const partis = new Map(attente)
    if (partis.size === 0) return
    dire({ nature: 'envoi' })
    noterPartis(partis)
    try {
      enCours = new AbortController()
      minuterie = setTimeout(() => enCours?.abort(), SANS_REPONSE)
      const reponse = await fetch(adresse, { ...requete(partis), signal: enCours.signal })
      if (SANS_RETOUR.includes(reponse.status)) {
        dire({ nature: 'refus' })
        return
      }
      if (reponse.status === 429 || reponse.status >= 500) {
        direArret('panne')
        planifier(NOUVEL_ESSAI)
        return
      }
      const dit: { enregistre?: unknown; code?: unknown } = await reponse.json()
      if (reponse.status === 401) {
        if (dit.enregistre !== true) return direArret('session')
        oublier(partis)
        return dire({ nature: 'session' })
      }
      if (reponse.ok && typeof dit.code === 'string') {
        // Opened again, the page shows what waits of this one.
        if (dit.code === 'page-depassee') direArret('depassee')
        else dire({ nature: dit.code === SAISIE_TROP_LONGUE ? 'trop-long' : 'refus' })
        return
      }
      if (!isGarde(dit)) throw new Error('not kept')
      // What it kept before is gone, recorded or given up elsewhere: all that stands on this page goes again.
      for (const [nom, texte] of rendus)
        if (dit.nouvelle === true && !isRenonce && !partis.has(nom) && !attente.has(nom)) frappes.attendre(nom, texte)
      for (const [nom, texte] of partis) rendus.set(nom, texte)
      acquis = dit.enregistre === null ? { nature: 'rien' } : { nature: 'enregistre', heure: dit.enregistre }
      oublier(partis)
      dire(acquis)
    } catch {
      if (isFini) return
      direArret('attente')
      planifier(NOUVEL_ESSAI)
    } finally {
      clearTimeout(minuterie)
    }
  }
  const oublier = (partis: ReadonlyMap<string, string>): void => {
    frappes.oublier(partis)
    void retenir()
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

  const saisir = ({ type, target }: Event): void => {
    if (!isChamp(target) || !target.name || target.type === 'hidden' || target.dataset.fil === 'non') return
    const texte = isCase(target) && !target.checked ? '' : target.value
    // R-MAJ-13 — choix du portail : quitter un champ ne redit pas ce qui y a été tapé
    if (type === 'change' && frappes.isDernier(target.name, texte)) return
    // A form that left and whose page is still typed on was stopped on its way.
    isParti = false
    if (!frappes.isConnu(target.name)) frappes.noter(target.name, montre(form, target.name) ?? '')
    frappes.attendre(target.name, texte, enMots(form, target.name, texte))
    void retenir()
    if (!navigator.onLine) direArret('attente')
    planifier(PAUSE)
  }
  const retour = (): void => (attente.size > 0 ? void partir() : dire(acquis))
  const coupure = (): void => direArret('attente')
  /** What was typed in this form is given up: nothing of it waits any more, here nor from the page that came before. */
  const renoncer = async (): Promise<void> => {
    isRenonce = true
    for (const nom of [...attente.keys()]) if (isDuFormulaire(nom)) frappes.renoncer(nom)
    const lues = ((await duNavigateur(coffre?.lire())) ?? []).filter((lue) => isMemePage(lue.page, page))
    // Of another form of the same demande, nothing is given up.
    for (const lue of lues)
      for (const [nom, texte] of Object.entries(resteDe(lue, recues)))
        if (!isDuFormulaire(nom) && !attente.has(nom)) frappes.attendre(nom, texte, lue.mots?.[nom])
    const isTenu = await duNavigateur(retenir())
    await enVol
    if (isTenu) for (const lue of lues) lue.oublier()
  }
  /** A form that leaves says how far the page is: what it holds comes back from nowhere, whatever page is next. */
  const compter = ({ formData }: FormDataEvent): void => {
    for (const [nom, texte] of Object.entries(ecrireFrappe(frappes.jusquOuDe(isDuFormulaire)))) formData.set(nom, texte)
  }
  /** Nothing is on its way, or it could undo what the form says; the browser has what it does not hold, after it. */
  const confier = async (): Promise<void> => {
    await duNavigateur(enLecture)
    await enVol
    frappes.laisserPartir(isDuFormulaire)
    await duNavigateur(retenir())
  }
  /** Waited for enough: what is on its way goes no further, and what the browser writes late of the rest comes after the form. */
  const forcer = (): void => {
    enCours?.abort()
    frappes.laisserPartir(isDuFormulaire)
    void retenir()
  }
  let isLibre = false
  const soumettre = (event: SubmitEvent): void => {
    const parti = event.currentTarget
    if (isLibre || !(parti instanceof HTMLFormElement)) return
    if (!navigator.onLine) {
      event.preventDefault()
      coupure()
      return
    }
    clearTimeout(minuteur)
    isEnvoye = true
    const { submitter } = event
    const isDeTrop = parti === effacement || (submitter instanceof HTMLButtonElement && submitter.value === 'retablir')
    const apresLesTextes = (): Promise<void> | undefined => {
      if (surPlace) return attente.size > 0 ? partir() : enVol
      // R-MAJ-13 — choix du portail : un texte arrive avant la réponse d’une touche, ou ne compte plus
      if (parti === reponse && attente.size > 0) return partir().then(confier)
      return attente.size > 0 || enLecture ? confier() : enVol
    }
    const avant = isDeTrop ? renoncer().then(surPlace ? undefined : confier) : apresLesTextes()
    if (!avant) {
      isParti = !surPlace
      return
    }
    event.preventDefault()
    if (isRetenu) return
    isRetenu = true
    // Nothing else says, meanwhile, that the form was heard.
    if (!surPlace) dire({ nature: 'envoi' })
    attendreLeDepart({
      // Answered on its page, it goes after what was typed, as long as that may take.
      delai: surPlace ? SANS_REPONSE : DEPART,
      avant,
      // Typed meanwhile, or come from a page of before.
      encore: () => (!surPlace && (enVol || frappes.laisserPartir(isDuFormulaire)) ? confier() : undefined),
      aller: (isEchu) => {
        if (isEchu) forcer()
        isRetenu = false
        isLibre = true
        isParti = !surPlace
        parti.requestSubmit(submitter)
        isLibre = false
      },
    })
  }
  /** The page is left within the pause: its last words go without it. Those of a form that goes are in the form. */
  const laisser = async (): Promise<boolean> => {
    if (attente.size === 0 || isParti) return false
    const partis = new Map(attente)
    noterPartis(partis)
    try {
      const reponse = await fetch(adresse, { ...requete(partis), keepalive: true })
      // Where the page is gone, nobody reads the answer: what waits is sent again when the form opens.
      if (!reponse.ok || !isGarde(await reponse.json())) return false
      oublier(partis)
      return true
    } catch {
      return false
    }
  }
  /** The page is shown again as it was left: it follows what is typed. */
  const reprise = (): void => {
    if (isParti) dire(acquis)
    isParti = false
  }

  const reprendreAvant = async (garde: Coffre): Promise<void> => {
    const isArrete = (): boolean => isFini || isRenonce
    const lue = reprendre({ coffre: garde, form, page, recues, frappes, retenir, isArrete })
    enLecture = lue.catch(() => undefined)
    const { ecartes, dAvant } = await lue.finally(() => {
      enLecture = undefined
    })
    if (isArrete()) return
    if (ecartes.length > 0) montrerEcartes(ecartes)
    if (attente.size > 0) await partir()
    if (isArrete()) return
    // The draft of a renewal takes any text: only who keeps a form says of whom a page of before spoke.
    const { isRendu, refusees } = surPlace
      ? await rendreLesAutresPages(garde, { adresse, page, recues })
      : { isRendu: false, refusees: dAvant }
    // The page opens again with it; who has begun to write here, or sent the form, finds it the next time.
    if (isRendu && attente.size === 0 && !isFini && !isEnvoye) return window.location.reload()
    const textes = montrerLues(refusees, recues)
    if (textes) montrerDAvant(textes)
  }

  if (coffre)
    reprendreAvant(coffre).catch(() => {
      // It waits in the browser.
    })
  void isDAvantSesDerniersMots(adresse, recues).then((isDAvant) => {
    const isEcrite = attente.size > 0 || rendus.size > 0
    if (isDAvant && !isEcrite && !isFini && !isEnvoye && !isRenonce) window.location.reload()
  })
  const fin = new AbortController()
  const ecoute = { signal: fin.signal }
  form?.addEventListener('input', saisir, ecoute)
  form?.addEventListener('change', saisir, ecoute)
  form?.addEventListener('submit', soumettre, ecoute)
  // Answered on its page, a form goes after what was typed, and carries nothing but its fields.
  if (!surPlace) form?.addEventListener('formdata', compter, ecoute)
  effacement?.addEventListener('submit', soumettre, ecoute)
  reponse?.addEventListener('submit', soumettre, ecoute)
  reponse?.addEventListener('formdata', compter, ecoute)
  window.addEventListener('online', retour, ecoute)
  window.addEventListener('offline', coupure, ecoute)
  window.addEventListener('pagehide', laisser, ecoute)
  window.addEventListener('pageshow', reprise, ecoute)
  return () => {
    isFini = true
    clearTimeout(minuteur)
    // The next page may come without this one being left: what is on its way goes again with its last words, at once.
    enCours?.abort()
    noterDerniersMots(adresse, { entree: frappes.entree(), isGardee: laisser() })
    fin.abort()
  }
}
