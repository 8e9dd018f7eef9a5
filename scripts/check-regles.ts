/**
 * A rule is quotable: its id stands in docs/regles.md, in a comment above its condition and in a test title. Here the
 * three are compared, and the symbol and the test that the page names are looked for. A source is one that a reader
 * of the repository can open: a law, a standard, a document of the repository, or the reason of a choice.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const ID = /R-[A-Z]{3,4}-\d{2}/g
const PLACES = ['lib', 'db', 'app']
/** Where a name of a document must lead somewhere, whether or not a rule is cited there. */
const READ = [...PLACES, 'scripts', 'e2e', 'bench', 'docs', 'README.md', 'CONTRIBUTING.md', 'next.config.mjs']
const isTest = (file: string): boolean => /\.(test|spec)\.tsx?$/.test(file)
/** Where rules are cited: the rooms that hold them, and the tests of the commands that go through them. */
const isCited = (file: string): boolean =>
  PLACES.some((place) => file.startsWith(`${place}/`)) || /^scripts\/[\w-]+\.db\.test\.ts$/.test(file)

type Regle = Readonly<{ id: string; cells: readonly string[] }>
type Source = Readonly<{ file: string; text: string }>

/** The rows of the table of docs/regles.md: id, rule, source, symbol, test. */
const readRegles = (page: string): Regle[] =>
  page.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim())
    const id = cells[1] ?? ''
    return /^R-[A-Z]{3,4}-\d{2}$/.test(id) ? [{ id, cells: cells.slice(1, -1) }] : []
  })

/** Ids of a text that stand in a comment line `// R-XXX-nn — source`. */
const idsInComments = (text: string): string[] =>
  [...text.matchAll(/\/\/ (R-[A-Z]{3,4}-\d{2}) — \S/g)].flatMap(([, id]) => (id ? [id] : []))

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

/** What makes a source unreadable from the repository, one sentence each; `documents` are its Markdown files. */
function judgeSource(text: string, documents: readonly string[]): string[] {
  const adr = documents.flatMap((path) => /adr\/(\d{4})-/.exec(path)?.[1] ?? [])
  const absents = [...text.matchAll(/\bADR (\d{4})/g)].flatMap(([name, number]) =>
    adr.includes(number ?? '') ? [] : [`${name} n’existe pas`],
  )
  return [
    ...listDocumentsAbsents(text, documents).map((name) => `${name} n’est pas dans le dépôt`),
    ...absents,
    ...(/\bissues?\b/i.test(text) ? ['une « issue » ne se lit pas dans le dépôt'] : []),
    ...(/[—;,] décision\b(?! \d{4})/.test(`— ${text}`) ? ['« décision » ne dit pas sa raison'] : []),
  ]
}

/** Names of Markdown files in a text that no document of the repository bears. */
function listDocumentsAbsents(text: string, documents: readonly string[]): string[] {
  const names = new Set(documents.map((path) => path.split('/').at(-1)))
  return [...text.matchAll(/[\w-]+\.md\b/g)].flatMap(([name]) => (names.has(name) ? [] : [name]))
}

/** One sentence for each source, in the page or above a condition, that a reader of the repository cannot open. */
export function checkSources(page: string, sources: readonly Source[], documents: readonly string[]): string[] {
  const inPage = readRegles(page).flatMap(({ id, cells }) =>
    judgeSource(cells[2] ?? '', documents).map((reason) => `${id} : dans docs/regles.md, ${reason}.`),
  )
  const lines = sources.flatMap(({ file, text }) =>
    isTest(file) ? [] : text.split('\n').map((line) => ({ file, line })),
  )
  const inCode = lines.flatMap(({ file, line }) => {
    const [, id, source = ''] = /(R-[A-Z]{3,4}-\d{2})(?: —| :) (.*)/.exec(line) ?? []
    const reasons = id
      ? judgeSource(source, documents)
      : listDocumentsAbsents(line, documents).map((name) => `${name} n’est pas dans le dépôt`)
    return reasons.map((reason) => `${file} : ${id ? `${id}, ` : ''}${reason}.`)
  })
  return [...inPage, ...inCode]
}

/** Every text under a file or a folder of the repository that a person wrote. */
function readTexts(root: string, place: string): Source[] {
  if (!existsSync(join(root, place))) return []
  const files = statSync(join(root, place)).isFile()
    ? [place]
    : readdirSync(join(root, place), { recursive: true, encoding: 'utf8' }).map((file) => `${place}/${file}`)
  return files
    .filter((file) => /\.(tsx?|mjs|md)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }))
}

/** Reads the repository and compares. */
export function checkRegles(root: string): string[] {
  const page = join(root, 'docs/regles.md')
  if (!existsSync(page)) return ['docs/regles.md manque.']
  const texts = READ.flatMap((place) => readTexts(root, place))
  const sources = texts.filter(({ file }) => /\.tsx?$/.test(file) && isCited(file))
  const documents = texts.flatMap(({ file }) => (file.endsWith('.md') ? [file] : []))
  const regles = readFileSync(page, 'utf8')
  return [...compareRegles(regles, sources), ...checkSources(regles, texts, documents)]
}
