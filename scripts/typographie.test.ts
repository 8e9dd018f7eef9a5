import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Words that the reader of workbooks knows, and what people type again as they see it. */
const LUS = ['lib/domain/guichet/horaires/', 'lib/domain/guichet/recensement/']
const RETAPES = ['Création ; Renouvellement ; Dépôt de pièces', '24/12/2026 ; 01/08/2026-15/08/2026']
/** The alphabet of an SMS, in its own order: no sentence. */
const ALPHABET = '@£$¥'

/** An ordinary space where French wants one that does not break: a line could begin with the sign. */
const SECABLE = /« |(?<=\S|^) (?:»|[;:?!](?=[\s.,;)»<'"`]|\$\{|$))/u

/** What a source file says to people: its strings and the text of its elements, as they are written. */
function textsOf(path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8')
  if (!SECABLE.test(source.replace(/\n\s*/g, ' '))) return []
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    // An element's text loses its lines: the sign that begins one follows an ordinary space.
    if (ts.isJsxText(node)) texts.push(node.text.trim().replace(/\n\s*/g, ' '))
    if (ts.isStringLiteralLike(node)) texts.push(node.text)
    if (ts.isTemplateExpression(node))
      texts.push([node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind))
  return texts
}

// It parses a thousand files: beside other work that takes longer than a rule is given.
it('le texte français ne laisse ni un guillemet ni un signe double seul au bord d’une ligne', {
  timeout: 60_000,
}, () => {
  const files = ['app', 'lib']
    .flatMap((room) => readdirSync(join(root, room), { recursive: true }).map((file) => join(room, String(file))))
    .filter((file) => /(?<!\.test|\.d)\.tsx?$/.test(file) && !LUS.some((folder) => file.startsWith(folder)))
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((file) =>
    textsOf(file)
      // A text, not what only separates two of them.
      .filter((text) => SECABLE.test(text) && /[…\p{L}]/u.test(text))
      .filter((text) => ![...RETAPES, ALPHABET].some((example) => text.includes(example)))
      .map((text) => `${file} : ${text}`),
  )
  expect(found).toEqual([])
})
