/**
 * What waits for the network, in the browser: ciphered with a key that only the session gives, gone as soon as the
 * server has it. A computer that several people use gets no key, hence keeps nothing.
 */
import type { Entree } from './frappes.ts'

export type Lue = Entree & Readonly<{ oublier: () => void }>
export type Coffre = Readonly<{
  /** What waits here of this form and that no open page sends itself. */
  lire: () => Promise<readonly Lue[]>
  /** Keeps what waits on this page, in the place of what it kept; nothing when nothing waits. Done once it, or newer, is there. */
  garder: (entree: Entree) => Promise<void>
  /** The page follows its form no more: what it left is anyone's to send. */
  fermer: () => void
}>

const PREFIXE = 'portail-renouvellement:'

const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
const toText = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** Undefined where a browser cannot cipher, or refuses to keep: the page then says not to close it. */
export async function ouvrirCoffre(nom: string, cles: readonly string[]): Promise<Coffre | undefined> {
  if (cles.length === 0 || !globalThis.crypto?.subtle) return undefined
  try {
    const debut = `${PREFIXE}${nom}#`
    // Of this page alone: two tabs that wait do not write over each other.
    const sien = debut + crypto.randomUUID()
    localStorage.getItem(sien)
    const ouvertes = await Promise.all(
      cles.map((cle) => crypto.subtle.importKey('raw', toBytes(cle), 'AES-GCM', false, ['encrypt', 'decrypt'])),
    )
    const fermer = tenir(sien)
    let derniere: Promise<void> | undefined
    let dernier = 0
    const ecrire = async (entree: Entree): Promise<void> => {
      const rang = ++dernier
      const [cle] = ouvertes
      if (!cle || Object.keys(entree.champs).length === 0) return localStorage.removeItem(sien)
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const clair = new TextEncoder().encode(JSON.stringify(entree))
      const chiffre = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, cle, clair))
      // Ciphering takes time: what was asked since is newer.
      if (rang === dernier) localStorage.setItem(sien, `${toText(iv)}.${toText(chiffre)}`)
    }
    return {
      fermer,
      lire: async () => {
        const lues = []
        for (const entree of Object.keys(localStorage).filter((one) => one.startsWith(debut))) {
          // Sent from here, its page would not hear what the server says of it.
          if (await isTenue(entree)) continue
          const texte = localStorage.getItem(entree) ?? ''
          const lue = await dechiffrer(texte, ouvertes)
          const oublier = () => {
            // A page that opened again meanwhile may have written on: that stays.
            if (localStorage.getItem(entree) === texte) localStorage.removeItem(entree)
          }
          if (lue) lues.push({ ...lue, oublier })
        }
        return lues
      },
      garder: async (entree) => {
        derniere = ecrire(entree)
        for (let une: Promise<void> | undefined; une !== derniere; ) {
          une = derniere
          try {
            await une
          } catch (raison) {
            // A newer one says whether it is there.
            if (une === derniere) throw raison
          }
        }
      },
    }
  } catch {
    return undefined
  }
}

/** Says that the page of an entry is open, until the answer is called or the page is gone. */
function tenir(entree: string): () => void {
  let rendre = (): void => {}
  // Not `withResolvers`, which the phones of three years ago do not have.
  const ouverte = new Promise<void>((done) => {
    rendre = done
  })
  navigator.locks?.request(entree, () => ouverte).catch(() => {})
  return () => rendre()
}

/** A browser without locks does not say it: then two tabs may send the same text, and the server keeps it once. */
const isTenue = async (entree: string): Promise<boolean> =>
  (await navigator.locks?.request(entree, { ifAvailable: true }, (verrou) => verrou === null)) ?? false

/** By the key of this session, or of one that went out while something waited; undefined of another's. */
async function dechiffrer(texte: string, cles: readonly CryptoKey[]): Promise<Entree | undefined> {
  const [iv = '', chiffre = ''] = texte.split('.')
  for (const cle of cles)
    try {
      const clair = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: toBytes(iv) }, cle, toBytes(chiffre))
      return JSON.parse(new TextDecoder().decode(clair))
    } catch {
      // Of another key: the next may open it.
    }
  return undefined
}

/** Leaves nothing of it on the device; `noms`: nothing of these forms. */
export function viderCoffres(noms: readonly string[] = ['']): void {
  try {
    for (const entree of Object.keys(localStorage))
      if (noms.some((nom) => entree.startsWith(PREFIXE + nom))) localStorage.removeItem(entree)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
