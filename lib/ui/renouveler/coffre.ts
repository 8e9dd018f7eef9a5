/**
 * What waits for the network, in the browser: ciphered with a key that only the session gives, gone as soon as the
 * server has it. A computer that several people use gets no key, hence keeps nothing.
 */
type Champs = Readonly<Record<string, string>>
export type Coffre = Readonly<{
  lire: () => Promise<Champs>
  garder: (champs: Champs) => Promise<void>
}>

const PREFIXE = 'portail-renouvellement:'

const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
const toText = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** Undefined where a browser cannot cipher, or refuses to keep: the page then says not to close it. */
export async function ouvrirCoffre(nom: string, cles: readonly string[]): Promise<Coffre | undefined> {
  if (cles.length === 0 || !globalThis.crypto?.subtle) return undefined
  try {
    const entree = PREFIXE + nom
    localStorage.getItem(entree)
    const ouvertes = await Promise.all(
      cles.map((cle) => crypto.subtle.importKey('raw', toBytes(cle), 'AES-GCM', false, ['encrypt', 'decrypt'])),
    )
    return {
      // By the key of this session, or of one that went out while something waited.
      lire: async () => {
        const [iv, chiffre] = (localStorage.getItem(entree) ?? '').split('.')
        for (const cle of iv && chiffre ? ouvertes : [])
          try {
            const clair = await crypto.subtle.decrypt(
              { name: 'AES-GCM', iv: toBytes(iv ?? '') },
              cle,
              toBytes(chiffre ?? ''),
            )
            return JSON.parse(new TextDecoder().decode(clair))
          } catch {
            // Of another key: the next may open it.
          }
        return {}
      },
      garder: async (champs) => {
        const [cle] = ouvertes
        if (!cle || Object.keys(champs).length === 0) return localStorage.removeItem(entree)
        const iv = crypto.getRandomValues(new Uint8Array(12))
        const clair = new TextEncoder().encode(JSON.stringify(champs))
        const chiffre = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, cle, clair))
        localStorage.setItem(entree, `${toText(iv)}.${toText(chiffre)}`)
      },
    }
  } catch {
    return undefined
  }
}

/** Leaves nothing of it on the device. */
export function viderCoffres(): void {
  try {
    for (const entree of Object.keys(localStorage)) if (entree.startsWith(PREFIXE)) localStorage.removeItem(entree)
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
