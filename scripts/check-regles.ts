/**
 * A rule is quotable: its id stands in docs/regles.md, in a comment above its condition and in a test title. Here the
 * three are compared, and the symbol and the test that the page names are looked for.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ID = /R-[A-Z]{3}-\d{2}/g
const PLACES = ['lib', 'db', 'app']
const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file)

type Regle = Readonly<{ id: string; cells: readonly string[] }>
type Source = Readonly<{ file: string; text: string }>

/** The rows of the table of docs/regles.md: id, rule, source, symbol, test. */
const readRegles = (page: string): Regle[] =>
  page.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const id = cells[1] ?? ''
    return /^R-[A-Z]{3}-\d{2}$/.test(id) ? [{ id, cells: cells.slice(1, -1) }] : []
  })

/** Ids of a text that stand in a comment line `// R-XXX-nn — source`. */
const idsInComments = (text: string): string[] =>
  [...text.matchAll(/\/\/ (R-[A-Z]{3}-\d{2}) — \S/g)].flatMap(([, id]) => (id ? [id] : []))

/** Ids of a test file that stand in a quoted text. */
const idsInTitles = (text: string): string[] =>
  [...text.matchAll(/'[^'\n]*'|`[^`]*`|"[^"\n]*"/g)].flatMap(([title]) => title.match(ID) ?? [])

const pathsIn = (cell: string): string[] =>
  [...cell.matchAll(/`([\w./()[\]-]+\.tsx?)`/g)].flatMap(([, path]) => path ?? [])
const symbolsIn = (cell: string): string[] => [...cell.matchAll(/`(\w+)`/g)].flatMap(([, name]) => name ?? [])

/** One sentence for each disagreement; none when the page, the code and the tests agree. */
export function compareRegles(page: string, sources: readonly Source[]): string[] {
  const regles = readRegles(page)
  const known = new Set(regles.map(({ id }) => id))
  const code = sources.filter(({ file }) => !isTest(file))
  const tests = sources.filter(({ file }) => isTest(file))
  const commented = new Set(code.flatMap(({ text }) => idsInComments(text)))
  const named = new Set([...code, ...tests].flatMap(({ text }) => text.match(ID) ?? []))
  const tested = new Set(tests.flatMap(({ text }) => idsInTitles(text)))
  const textOf = (path: string) => sources.find(({ file }) => file === path)?.text
  const problems: string[] = []
  for (const [at, { id, cells }] of regles.entries()) {
    if (regles.findIndex((regle) => regle.id === id) !== at)
      problems.push(`${id} : écrite deux fois dans docs/regles.md.`)
    if (cells.length !== 5 || cells.some((cell) => cell === ''))
      problems.push(`${id} : il faut cinq colonnes remplies.`)
    if (!commented.has(id)) problems.push(`${id} : aucune ligne « // ${id} — source » dans le code.`)
    if (!tested.has(id)) problems.push(`${id} : aucun titre de test ne la nomme.`)
    const [, , , symbole = '', test = ''] = cells
    const homes = pathsIn(symbole)
    for (const path of [...homes, ...pathsIn(test)])
      if (textOf(path) === undefined) problems.push(`${id} : le fichier ${path} n’existe pas.`)
    for (const name of symbolsIn(symbole))
      if (!homes.some((path) => new RegExp(`\\b${name}\\b`).test(textOf(path) ?? '')))
        problems.push(`${id} : le symbole ${name} n’est pas dans ${homes.join(', ') || 'un fichier nommé'}.`)
    for (const path of pathsIn(test))
      if (!idsInTitles(textOf(path) ?? '').includes(id)) problems.push(`${id} : ${path} ne la nomme dans aucun titre.`)
  }
  for (const id of named) if (!known.has(id)) problems.push(`${id} : nommée dans le code, absente de docs/regles.md.`)
  return problems
}

/** Reads the repository and compares. */
export function checkRegles(root: string): string[] {
  const page = join(root, 'docs/regles.md')
  if (!existsSync(page)) return ['docs/regles.md manque.']
  const sources = PLACES.flatMap((place) =>
    readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file: `${place}/${file}`, text: readFileSync(join(root, place, file), 'utf8') })),
  )
  return compareRegles(readFileSync(page, 'utf8'), sources)
}
