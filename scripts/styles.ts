/**
 * Makes `app/dsfr.genere.css` from the DSFR stylesheets that react-dsfr ships: only the rules and variables that our
 * sources name, dark colours also without scripts; and `app/icones.genere.svg`, the icons that they name in one picture.
 * Pictures stand beside the stylesheet: one inside it is a document that a phone makes before it shows anything, some
 * thirty milliseconds each. Run by the build and by `npm run dev`.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const dsfr = join(root, 'node_modules/@codegouvfr/react-dsfr/dsfr')
const STYLES = 'app/dsfr.genere.css'
const ICONS = 'app/icones.genere.svg'
const COMPONENTS =
  'link button badge tag alert notice breadcrumb callout card tile highlight form input select checkbox radio search upload table tab pagination stepper segmented accordion summary sidemenu footer header navigation skiplink logo connect'

/** A rule (`selector { … }`), an at-rule with rules inside, or a statement without a block. */
export type Node = { prelude: string; body: string | Node[] | null }

const NESTING = /^@(media|supports|-moz-document)/

/** Reads a stylesheet into rules. Enough for the DSFR: no brace stands inside a string there. */
export function parseCss(css: string): Node[] {
  const nodes: Node[] = []
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '')
  let start = 0
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === ';') {
      nodes.push({ prelude: text.slice(start, i).trim(), body: null })
      start = i + 1
    } else if (text[i] === '{') {
      const prelude = text.slice(start, i).trim()
      let depth = 1
      const from = i + 1
      while (depth > 0 && i < text.length) {
        i += 1
        if (text[i] === '{') depth += 1
        else if (text[i] === '}') depth -= 1
      }
      const body = text.slice(from, i)
      nodes.push({ prelude, body: NESTING.test(prelude) ? parseCss(body) : body.trim() })
      start = i + 1
    }
  }
  return nodes
}

/** Tells whether our sources name a DSFR class; `fr-badge--${…}` names all that begin so. */
export function classesNamed(sources: string): (name: string) => boolean {
  const names = new Set(sources.match(/fr-[a-z0-9_-]+/g) ?? [])
  const prefixes = [...names].filter((name) => name.endsWith('-'))
  return (name) => names.has(name) || prefixes.some((prefix) => name.startsWith(prefix))
}

const withoutNegations = (selector: string): string => selector.replace(/:not\([^()]*(\([^()]*\)[^()]*)*\)/g, '')

/** Keeps the selectors whose every DSFR class is used, and drops rules left without one. */
export function keepUsed(nodes: Node[], isUsed: (name: string) => boolean): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (node.body === null || node.prelude.startsWith('@font-face')) return []
    if (Array.isArray(node.body)) {
      const body = keepUsed(node.body, isUsed)
      return body.length > 0 ? [{ ...node, body }] : []
    }
    if (node.prelude.startsWith('@')) return [node]
    const kept = node.prelude.split(/,(?![^(]*\))/).filter((selector) => {
      const classes = withoutNegations(selector).match(/\.fr-[a-z0-9_-]+/g) ?? []
      return classes.every((name) => isUsed(name.slice(1)))
    })
    return kept.length > 0 && node.body !== ''
      ? [{ prelude: kept.map((s) => s.trim()).join(','), body: node.body }]
      : []
  })
}

const DARK = '[data-fr-theme=dark]'
const printCss = (nodes: Node[]): string =>
  nodes
    .map(({ prelude, body }) =>
      body === null
        ? `${prelude};`
        : `${prelude}{${Array.isArray(body) ? printCss(body) : body.replace(/\s*\n\s*/g, '')}}`,
    )
    .join('\n')

/** The choice of the person first, else the choice of the system, which needs no script; paper is always light. */
export function darkWithoutScript(nodes: Node[]): Node[] {
  return nodes.flatMap((node): Node[] => {
    if (!node.prelude.includes(DARK)) {
      return [Array.isArray(node.body) ? { ...node, body: darkWithoutScript(node.body) } : node]
    }
    const bySystem = node.prelude.replaceAll(DARK, ':not([data-fr-theme=light])')
    return [
      { prelude: '@media screen', body: [node] },
      { prelude: '@media screen and (prefers-color-scheme:dark)', body: [{ ...node, prelude: bySystem }] },
    ]
  })
}

/** Drops the custom properties that nothing reads, again until none is left. */
export function dropUnreadVariables(css: string, readers: string): string {
  let [before, now] = ['', css]
  while (before !== now) {
    before = now
    const read = new Set([
      ...[...now.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]),
      ...(readers.match(/--[\w-]+/g) ?? []),
    ])
    now = now.replace(/(?<=[{;])\s*(--[\w-]+)\s*:(?:"[^"]*"|[^;{}"])*;?/g, (whole, name: string) =>
      read.has(name) ? whole : '',
    )
  }
  return now.replace(/[^{}\n]*\{\s*\}\n?/g, '')
}

const filesUnder = (folder: string, pattern: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name) && !/\.test\.|\.genere\./.test(name))
    .sort()
    .map((name) => join(root, folder, name))

const MASK = '-webkit-mask'

/** The icons as one picture, from the top down, and the rules by which each class shows its part. */
export function drawIcons(icons: ReadonlyMap<string, string>): { css: string; svg: string } {
  const names = [...icons.keys()].sort()
  const select = (name: string) => `.fr-icon-${name}::before,.fr-icon-${name}::after`
  const parts = names.map((name, at) => {
    const [, drawing] = /^<svg[^>]* viewBox="0 0 24 24"[^>]*>(.*)<\/svg>\s*$/s.exec(icons.get(name) ?? '') ?? []
    if (drawing === undefined) throw new Error(`Not drawn in a square of 24: fr-icon-${name}`)
    return `<g transform="translate(0 ${24 * at})">${drawing}</g>`
  })
  const height = 24 * names.length
  const place = (at: number) => Math.round((at / Math.max(1, names.length - 1)) * 1e6) / 1e4
  const css = [
    // Old browsers read the prefix alone, new ones read it too.
    `${names.map(select).join(',')}{${MASK}-image:url("./${basename(ICONS)}");${MASK}-size:100% ${names.length}00%}`,
    ...names.map((name, at) => `${select(name)}{${MASK}-position:0 ${place(at)}%}`),
  ].join('\n')
  return {
    css,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 ${height}" width="24" height="${height}">${parts.join('')}</svg>\n`,
  }
}

function iconsNamed(sources: string): Map<string, string> {
  const files = readdirSync(join(dsfr, 'icons'), { recursive: true, encoding: 'utf8' })
  return new Map(
    [...sources.matchAll(/fr-icon-([a-z0-9-]+-(?:fill|line))/g)].map(([, name = '']) => {
      const file = files.find((path) => [`${name}.svg`, `fr--${name}.svg`].includes(basename(path)))
      if (!file) throw new Error(`No such DSFR icon: fr-icon-${name}`)
      return [name, readFileSync(join(dsfr, 'icons', file), 'utf8')]
    }),
  )
}

const fontFaces = (): string =>
  [
    ['Regular', 400],
    ['Medium', 500],
    ['Bold', 700],
  ]
    .map(
      ([name, weight]) =>
        `@font-face{font-family:Marianne;src:url("../node_modules/@codegouvfr/react-dsfr/dsfr/fonts/Marianne-${name}.woff2") format("woff2");font-weight:${weight};font-display:swap}`,
    )
    .join('\n')

/** The whole stylesheet and its icons, from the sources as they stand: a text by path. */
export function makeStyles(): ReadonlyMap<string, string> {
  const read = (files: string[]): string => files.map((file) => readFileSync(file, 'utf8')).join('\n')
  const sources = read([...filesUnder('app', /\.tsx?$/), ...filesUnder('lib/ui', /\.tsx?$/)])
  const isUsed = classesNamed(sources)
  const sheets = [
    join(dsfr, 'core/core.main.css'),
    join(dsfr, 'scheme/scheme.css'),
    ...COMPONENTS.split(' ').map((name) => join(dsfr, 'component', name, `${name}.main.css`)),
  ]
  const rules = sheets.flatMap((file) => {
    const css = readFileSync(file, 'utf8').replace(
      /url\("(\.\.[^"]+\.svg)"\)/g,
      (_, path: string) => `url("../${relative(root, join(dirname(file), path))}")`,
    )
    return keepUsed(parseCss(css), isUsed)
  })
  const marque = parseCss(readFileSync(join(root, 'lib/ui/styles/marque.css'), 'utf8'))
  const css = printCss(darkWithoutScript([...rules, ...marque])).replaceAll(
    '"Marianne", arial, sans-serif',
    'var(--police)',
  )
  const readers = `${sources}${read([...filesUnder('app', /\.css$/), ...filesUnder('lib/ui', /\.css$/)])}`
  const icons = drawIcons(iconsNamed(sources))
  return new Map([
    [
      STYLES,
      `/* DSFR, MIT: https://www.systeme-de-design.gouv.fr */\n${fontFaces()}\n${dropUnreadVariables(css, readers)}\n${icons.css}\n`,
    ],
    [ICONS, icons.svg],
  ])
}

/** Writes the stylesheet and its icons, only what changed. */
export function writeStyles(): void {
  for (const [name, text] of makeStyles()) {
    const path = join(root, name)
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
  }
}
