/**
 * The store of rendered pages and of what they were read from: Next's `cacheHandler`, in memory, empty at each start.
 * What it keeps counts from the moment its making began, so that a page made from what was read before a publication
 * never outlives it; Next's own store dates a page from the end of its making, and would keep it (docs/adr/0017).
 *
 * Next loads this file by itself, outside its bundle: it imports nothing, and its state is the process's.
 */

/** UTF-16 characters and bytes of everything kept; the least recently asked leave first. */
const CAPACITE = 200 * 1024 * 1024
/** On a page whose address stands for nothing (lib/web/page-stockee.ts). */
export const BALISE_D_ABSENCE = 'absence'
/** Bytes that an entry holds beside its bodies: its key, its tags, its headers. */
const PAR_ENTREE = 1000
/** Where Next writes the tags of a page, and of what it was read from. */
const ENTETE_DES_BALISES = 'x-next-cache-tags'

type Valeur = Readonly<{
  html?: string
  rscData?: Uint8Array
  body?: Uint8Array | string
  data?: Readonly<{ body?: string }>
  headers?: Readonly<Record<string, unknown>>
  status?: number
}>
type Contexte = Readonly<{ tags?: readonly string[]; cacheControl?: unknown }>
type Gardee = Readonly<{
  valeur: Valeur
  balises: readonly string[]
  /** How many expiries had been asked when its making began. */
  rang: number
  taille: number
  lastModified: number
  cacheControl: unknown
}>
type Etat = {
  /** Expiries asked so far. */
  rang: number
  /** The last expiry of each tag, of everything. */
  expirees: Map<string, number>
  toutExpire: number
  gardees: Map<string, Gardee>
  taille: number
}

const holder = globalThis as typeof globalThis & { portailMagasin?: Etat }

function etat(): Etat {
  holder.portailMagasin ??= { rang: 0, expirees: new Map(), toutExpire: 0, gardees: new Map(), taille: 0 }
  return holder.portailMagasin
}

/** From now on, nothing whose making began before holds for these tags. */
export function expireBalises(balises: Iterable<string>): void {
  const tout = etat()
  tout.rang += 1
  for (const balise of balises) tout.expirees.set(balise, tout.rang)
}

/** From now on, nothing whose making began before holds. */
export function expireTout(): void {
  const tout = etat()
  tout.rang += 1
  tout.toutExpire = tout.rang
}

const holds = ({ rang, balises }: Pick<Gardee, 'rang' | 'balises'>): boolean => {
  const { toutExpire, expirees } = etat()
  return rang >= toutExpire && balises.every((balise) => rang >= (expirees.get(balise) ?? 0))
}

function forget(cle: string): void {
  const tout = etat()
  tout.taille -= tout.gardees.get(cle)?.taille ?? 0
  tout.gardees.delete(cle)
}

function keep(cle: string, gardee: Gardee): void {
  const tout = etat()
  forget(cle)
  tout.gardees.set(cle, gardee)
  tout.taille += gardee.taille
  for (const [oldest] of tout.gardees) {
    if (tout.taille <= CAPACITE) break
    forget(oldest)
  }
}

/** On the script of a page that asks for its frame of scripts itself (lib/ui/layout/cadre.tsx). */
const CADRE_ATTENDU = '<script data-cadre="attend">'
const SCRIPT_DU_CADRE =
  /<script src="(\/_next\/static\/[^"]+)" async=""><\/script>|<link rel="preload" as="script"[^>]*>/g

/** What Next hands to its frame: the page a second time, as data, in some forty scripts. */
const DONNEES_DU_CADRE =
  /<script>((?:\(self\.__next_f=self\.__next_f\|\|\[\]\)|self\.__next_f)\.push\(.*?\))<\/script>/gs

/** Such a page with its scripts waiting, to be asked for by the page, and their data in one; any other as it is. */
export function makeAttendre(html: string): string {
  if (!html.includes(CADRE_ATTENDU)) return html
  const donnees = [...html.matchAll(DONNEES_DU_CADRE)].map(([, push]) => push).join(';\n')
  let isFirst = true
  return html
    .replace(SCRIPT_DU_CADRE, (_, src?: string) =>
      src === undefined ? '' : `<script type="text/plain" data-src="${src}"></script>`,
    )
    .replace(DONNEES_DU_CADRE, () => {
      const script = isFirst ? `<script type="text/plain" data-donnees="">${donnees}</script>` : ''
      isFirst = false
      return script
    })
}

const balisesOf = (valeur: Valeur, { tags }: Contexte): string[] => {
  const written = valeur.headers?.[ENTETE_DES_BALISES]
  return [...(tags ?? []), ...(typeof written === 'string' ? written.split(',') : [])]
}

/**
 * R-DEB-04 — choix du portail : whether a page answers at an address that anyone can invent: of what does not exist, or another writing of one that
 * does, which leads to it. Kept, they would push out the pages that people read.
 */
const isSansFin = ({ html, status = 200 }: Valeur, balises: readonly string[]): boolean =>
  html !== undefined && (balises.includes(BALISE_D_ABSENCE) || (status >= 300 && status < 400))

const sizeOf = ({ html, rscData, body, data }: Valeur): number =>
  PAR_ENTREE +
  2 * (html?.length ?? 0) +
  (rscData?.byteLength ?? 0) +
  (body?.length ?? 0) +
  2 * (data?.body?.length ?? 0)

/** What Next makes for each request; a value is given to `set` by the request that did not find it. */
export default class Magasin {
  readonly #debut = etat().rang
  readonly #debuts = new Map<string, number>()

  async get(cle: string) {
    const tout = etat()
    const gardee = tout.gardees.get(cle)
    if (gardee && holds(gardee)) {
      tout.gardees.delete(cle)
      tout.gardees.set(cle, gardee)
      return { value: gardee.valeur, lastModified: gardee.lastModified, cacheControl: gardee.cacheControl }
    }
    if (gardee) forget(cle)
    if (!this.#debuts.has(cle)) this.#debuts.set(cle, tout.rang)
    return null
  }

  async set(cle: string, valeur: Valeur | null, contexte: Contexte): Promise<void> {
    const rang = this.#debuts.get(cle) ?? this.#debut
    this.#debuts.delete(cle)
    const balises = valeur ? balisesOf(valeur, contexte) : []
    if (!valeur || isSansFin(valeur, balises) || !holds({ rang, balises })) return forget(cle)
    const { cacheControl } = contexte
    const gardee = valeur.html === undefined ? valeur : { ...valeur, html: makeAttendre(valeur.html) }
    keep(cle, { valeur: gardee, balises, rang, taille: sizeOf(gardee), lastModified: Date.now(), cacheControl })
  }

  async revalidateTag(balises: string | readonly string[]): Promise<void> {
    expireBalises([balises].flat())
  }

  resetRequestCache(): void {}
}
