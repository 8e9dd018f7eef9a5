/** How the parts of a package name each other: relations and content types. */
import type { Paquet } from './parties.ts'
import { attributDe, escapeXml, listBalises, unescapeXml } from './xml.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PAQUET = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPES = '[Content_Types].xml'

export type Relation = Readonly<{ id: string; type: string; part: string }>

const relsOf = (part: string): string => part.replace(/([^/]*)$/, '_rels/$1.rels')

/** A target as the name of a part: from the root, or from the folder of the part that names it. */
function resolve(from: string, target: string): string {
  const base = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  const path: string[] = [...base]
  for (const step of target.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '' && step !== '.') path.push(step)
  }
  return path.join('/')
}

/** Relations of a part (`''`: of the package), those to the outside left out. */
export function readRelations(paquet: Paquet, part: string): Relation[] {
  return listBalises(paquet.read(relsOf(part)) ?? '').flatMap(({ nom, genre, attributs }) => {
    if (nom !== 'Relationship' || genre === 'ferme' || attributDe(attributs, 'TargetMode') === 'External') return []
    const [id, type, target] = ['Id', 'Type', 'Target'].map((name) => attributDe(attributs, name))
    return id && type && target ? [{ id, type, part: resolve(part, unescapeXml(target)) }] : []
  })
}

/** Adds a relation and gives its id. Targets are written from the root: that is always true. */
export function addRelation(paquet: Paquet, from: string, type: string, part: string): string {
  const nom = relsOf(from)
  const xml =
    paquet.read(nom) ??
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${PAQUET}"></Relationships>`
  const balises = listBalises(xml)
  const taken = new Set(balises.map(({ attributs }) => attributDe(attributs, 'Id')))
  let index = 1
  while (taken.has(`rIdPortail${index}`)) index += 1
  const id = `rIdPortail${index}`
  const root = balises.find(({ nom: name }) => name === 'Relationships')
  const prefixe = root?.prefixe ?? ''
  const relation = `<${prefixe}Relationship Id="${id}" Type="${OFFICE}/${type}" Target="/${escapeXml(part)}"/>`
  const end = balises.findLast(({ nom: name, genre }) => name === 'Relationships' && genre === 'ferme')
  paquet.write(
    nom,
    end
      ? `${xml.slice(0, end.debut)}${relation}${xml.slice(end.debut)}`
      : `${xml.slice(0, root?.debut ?? xml.length)}<Relationships xmlns="${PAQUET}">${relation}</Relationships>`,
  )
  return id
}

/** The attribute that names a relation, under the prefix that the root of this part declares. */
export function relationAttribut(xml: string, id: string): string {
  const root = /<(?!\?|!)[^>]*>/.exec(xml)?.[0] ?? ''
  const prefixe = new RegExp(`\\sxmlns:([\\w.-]+)\\s*=\\s*["']${OFFICE}["']`).exec(root)?.[1]
  return prefixe ? `${prefixe}:id="${id}"` : `xmlns:r="${OFFICE}" r:id="${id}"`
}

/** Says what a new part is. A kind of file (`vml`) is said once for its extension. */
export function addType(
  paquet: Paquet,
  what: Readonly<{ part: string } | { extension: string }>,
  type: string,
): boolean {
  const xml = paquet.read(TYPES)
  const balises = listBalises(xml ?? '')
  const end = balises.findLast(({ nom, genre }) => nom === 'Types' && genre === 'ferme')
  if (xml === undefined || !end) return false
  const [name, key, value] =
    'part' in what
      ? (['Override', 'PartName', `/${what.part}`] as const)
      : (['Default', 'Extension', what.extension] as const)
  const isKnown = balises.some(
    ({ nom, attributs }) => nom === name && attributDe(attributs, key)?.toLowerCase() === value.toLowerCase(),
  )
  if (!isKnown)
    paquet.write(
      TYPES,
      `${xml.slice(0, end.debut)}<${end.prefixe}${name} ${key}="${escapeXml(value)}" ContentType="${type}"/>${xml.slice(end.debut)}`,
    )
  return true
}
