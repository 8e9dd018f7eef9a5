/** The tags of an XML part with where they stand, so that an edit touches them and leaves every other byte alone. */

export type Balise = Readonly<{
  /** Local name, and the prefix with its colon (`x:`), empty when there is none. */
  nom: string
  prefixe: string
  attributs: string
  genre: 'ouvre' | 'ferme' | 'seule'
  debut: number
  fin: number
}>

const source =
  '<!--[\\s\\S]*?-->|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>|<\\?[\\s\\S]*?\\?>|' +
  '<(\\/?)([A-Za-z_][\\w.-]*:)?([A-Za-z_][\\w.-]*)((?:[^<>"\']|"[^"]*"|\'[^\']*\')*?)(\\/?)>'

/** Walks the tags from `debut`; comments, instructions and CDATA are passed over. `jump` goes on from elsewhere. */
export function scanBalises(xml: string, debut = 0): { next: () => Balise | undefined; jump: (at: number) => void } {
  const pattern = new RegExp(source, 'g')
  pattern.lastIndex = debut
  return {
    jump: (at) => {
      pattern.lastIndex = at
    },
    next: () => {
      for (let found = pattern.exec(xml); found; found = pattern.exec(xml)) {
        const [whole, closing, prefixe = '', nom, attributs = '', single] = found
        if (nom === undefined) continue
        const genre = closing ? 'ferme' : single ? 'seule' : 'ouvre'
        return { nom, prefixe, attributs, genre, debut: found.index, fin: found.index + whole.length }
      }
      return undefined
    },
  }
}

/** Every tag of a small part. */
export function listBalises(xml: string): Balise[] {
  const scan = scanBalises(xml)
  const balises: Balise[] = []
  for (let balise = scan.next(); balise; balise = scan.next()) balises.push(balise)
  return balises
}

const patterns = new Map<string, RegExp>()
const patternOf = (nom: string): RegExp => {
  const known = patterns.get(nom)
  if (known) return known
  const made = new RegExp(`(\\s(?:[\\w.-]+:)?${nom}\\s*=\\s*)(?:"([^"]*)"|'([^']*)')`)
  patterns.set(nom, made)
  return made
}

/** The value of an attribute by its local name, as written (entities not undone). */
export const attributDe = (attributs: string, nom: string): string | undefined => {
  const found = patternOf(nom).exec(attributs)
  return found?.[2] ?? found?.[3]
}

/** The attributes with this one changed or added. `valeur` holds nothing that needs escaping. */
export const withAttribut = (attributs: string, nom: string, valeur: string | number): string =>
  attributDe(attributs, nom) === undefined
    ? `${attributs.trimEnd()} ${nom}="${valeur}"`
    : attributs.replace(patternOf(nom), (_, start: string) => `${start}"${valeur}"`)

const ENTITES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

export const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hexa, decimal, name) => {
    if (name) return ENTITES[String(name).toLowerCase()] ?? whole
    const code = hexa ? Number.parseInt(hexa, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

/** Text of ours for an element or an attribute; signs that XML 1.0 forbids are left out. */
export const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very signs that XML refuses
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g, '')
    .replace(/(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

/** Replaces pieces of a text at once; the pieces do not overlap. */
export function applyEdits(
  text: string,
  edits: readonly Readonly<{ debut: number; fin: number; texte: string }>[],
): string {
  const pieces: string[] = []
  let at = 0
  for (const { debut, fin, texte } of [...edits].sort((a, b) => a.debut - b.debut || a.fin - b.fin)) {
    pieces.push(text.slice(at, debut), texte)
    at = fin
  }
  pieces.push(text.slice(at))
  return pieces.join('')
}
