/** The styles of a workbook, with a coloured twin for each style that a marked cell bears. */
import { GRAVITES, type Gravite } from '#lib/domain/guichet/recensement/remarques.ts'
import { attributDe, type Balise, listBalises, withAttribut } from '../paquet/xml.ts'

/** Light enough for dark letters, and told apart in grey too: the word in the comment says the same. */
export const COULEURS: Readonly<Record<Gravite, string>> = {
  refus: 'FFFFB3B3',
  'a-verifier': 'FFFFE699',
  corrige: 'FFCFE8FF',
}

export const STYLES_NEUFS =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'

export type Styles = Readonly<{
  /** The number of the twin of a style in the colour of a remark. */
  colour: (style: number, gravite: Gravite) => number
  /** Whether the style bears one of our colours, from an earlier annotation. */
  isOurs: (style: number) => boolean
  hasOurs: boolean
  /** The number of the twin without any fill. */
  bare: (style: number) => number
  /** Text shown as typed, on several lines, for the list; in the colour of a remark or in none. */
  text: (gravite: Gravite | null) => number
  toXml: () => string
}>

type Bloc = Readonly<{ ouvre: Balise; fin: number; enfants: readonly string[] }>

/** The children of an element of the style sheet, each as it is written. */
function readBloc(xml: string, balises: readonly Balise[], nom: string): Bloc | undefined {
  const start = balises.findIndex((balise) => balise.nom === nom && balise.genre === 'ouvre')
  const ouvre = balises[start]
  if (!ouvre) return undefined
  const enfants: string[] = []
  let depth = 0
  let debut = 0
  for (const balise of balises.slice(start + 1)) {
    if (depth === 0 && balise.genre === 'ferme') return { ouvre, fin: balise.debut, enfants }
    if (depth === 0) debut = balise.debut
    if (balise.genre === 'ouvre') depth += 1
    if (balise.genre === 'ferme') depth -= 1
    if (depth === 0) enfants.push(xml.slice(debut, balise.fin))
  }
  return undefined
}

/** Undefined when the style sheet is not what a spreadsheet program writes. */
export function openStyles(xml: string): Styles | undefined {
  const balises = listBalises(xml)
  const fills = readBloc(xml, balises, 'fills')
  const xfs = readBloc(xml, balises, 'cellXfs')
  if (!fills || !xfs || xfs.enfants.length === 0 || xfs.fin < fills.fin) return undefined
  const { prefixe } = fills.ouvre
  const ours = new Set(
    fills.enfants.flatMap((fill, index) =>
      Object.values(COULEURS).some((couleur) => fill.includes(`"${couleur}"`)) ? [index] : [],
    ),
  )
  const coloured = new Set(
    xfs.enfants.flatMap((xf, index) => {
      const [head] = ours.size > 0 ? listBalises(xf) : []
      return head && ours.has(Number(attributDe(head.attributs, 'fillId') ?? 0)) ? [index] : []
    }),
  )
  const newFills = GRAVITES.map(
    (gravite) =>
      `<${prefixe}fill><${prefixe}patternFill patternType="solid"><${prefixe}fgColor rgb="${COULEURS[gravite]}"/><${prefixe}bgColor indexed="64"/></${prefixe}patternFill></${prefixe}fill>`,
  )
  const newXfs: string[] = []
  const twins = new Map<string, number>()
  const twin = (key: string, make: () => string): number => {
    const known = twins.get(key)
    if (known !== undefined) return known
    twins.set(key, xfs.enfants.length + newXfs.length)
    newXfs.push(make())
    return xfs.enfants.length + newXfs.length - 1
  }
  const fillOf = (gravite: Gravite): number => fills.enfants.length + GRAVITES.indexOf(gravite)
  const withFill = (style: number, fill: number): string => {
    const xf = xfs.enfants[style] ?? xfs.enfants[0] ?? ''
    const [head] = listBalises(xf)
    if (!head) return xf
    const attributs = withAttribut(withAttribut(head.attributs, 'fillId', fill), 'applyFill', 1)
    return `<${head.prefixe}xf${attributs}${head.genre === 'seule' ? '/>' : '>'}${xf.slice(head.fin)}`
  }
  return {
    colour: (style, gravite) => twin(`${style}|${gravite}`, () => withFill(style, fillOf(gravite))),
    hasOurs: coloured.size > 0,
    isOurs: (style) => coloured.has(style),
    bare: (style) => twin(`${style}|nu`, () => withFill(style, 0)),
    text: (gravite) =>
      twin(
        `texte|${gravite}`,
        () =>
          `<${prefixe}xf numFmtId="49" fontId="0" fillId="${gravite ? fillOf(gravite) : 0}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1"><${prefixe}alignment vertical="top" wrapText="1"/></${prefixe}xf>`,
      ),
    toXml: () => {
      const open = (bloc: Bloc, count: number) =>
        `<${bloc.ouvre.prefixe}${bloc.ouvre.nom}${withAttribut(bloc.ouvre.attributs, 'count', count)}>`
      return [
        xml.slice(0, fills.ouvre.debut),
        open(fills, fills.enfants.length + newFills.length),
        xml.slice(fills.ouvre.fin, fills.fin),
        ...newFills,
        xml.slice(fills.fin, xfs.ouvre.debut),
        open(xfs, xfs.enfants.length + newXfs.length),
        xml.slice(xfs.ouvre.fin, xfs.fin),
        ...newXfs,
        xml.slice(xfs.fin),
      ].join('')
    },
  }
}
