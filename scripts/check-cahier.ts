/** docs/cahier-de-tests.md lists the journeys that a browser walks; each has one test with its id, and the reverse. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Ids of the page: first cell of each row of its tables. */
const readCahier = (page: string): string[] =>
  [...page.matchAll(/^\|\s*([A-Z]{3}-\d{2})\s*\|/gm)].flatMap(([, id]) => id ?? [])

/** Ids of a spec: `[ABC-01]` at the head of a test's title. */
const readTags = (spec: string): string[] =>
  [...spec.matchAll(/\btest(?:\.\w+)?\(\s*['"`]\[([A-Z]{3}-\d{2})\]/g)].flatMap(([, id]) => id ?? [])

/** Tests without an id: a journey that nobody wrote down. */
const untagged = (spec: string): string[] =>
  [...spec.matchAll(/^\s*test\(\s*(['"`])(?!\[[A-Z]{3}-\d{2}\])([^\n]*?)\1/gm)].flatMap(([, , title]) => title ?? [])

const twice = (ids: readonly string[]): string[] => [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]

/** One sentence for each disagreement between the page and the specs. */
export function compareCahier(page: string, specs: readonly string[]): string[] {
  const listed = readCahier(page)
  const tags = specs.flatMap(readTags)
  return [
    ...twice(listed).map((id) => `${id} : deux lignes dans docs/cahier-de-tests.md.`),
    ...twice(tags).map((id) => `${id} : deux tests du navigateur portent cet identifiant.`),
    ...listed.filter((id) => !tags.includes(id)).map((id) => `${id} : au cahier, sans test du navigateur.`),
    ...new Set(tags.filter((id) => !listed.includes(id)).map((id) => `${id} : testé, absent du cahier.`)),
    ...specs.flatMap(untagged).map((title) => `« ${title} » : ce test n’a pas d’identifiant [ABC-01].`),
  ]
}

/** Reads the repository and compares. */
export function checkCahier(root: string): string[] {
  const page = join(root, 'docs/cahier-de-tests.md')
  if (!existsSync(page)) return ['docs/cahier-de-tests.md manque.']
  const folder = join(root, 'e2e/parcours')
  const specs = readdirSync(folder).filter((file) => file.endsWith('.spec.ts'))
  return compareCahier(
    readFileSync(page, 'utf8'),
    specs.map((file) => readFileSync(join(folder, file), 'utf8')),
  )
}
