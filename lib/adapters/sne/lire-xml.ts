/**
 * Interface files of the SNE, read as they come: one demande at a time, so that the file of a territory (hundreds of
 * thousands of demandes) never stands whole in memory. No entity of the file is ever expanded: one that declares its
 * own is refused before its first demande.
 */
import { createReadStream } from 'node:fs'
import sax from 'sax'
import type { Element } from '#lib/domain/demande/reprise/element.ts'

/** A demande is some hundreds of elements, twelve deep at most. */
const PROFONDEUR = 40
const ELEMENTS_PAR_DEMANDE = 20_000
const SIGNES_PAR_DEMANDE = 2_000_000
const UNE_DEMANDE = 'demandeLogement'
const RACINE = 'interfaceNuu'

/** Why a file cannot be read any further. */
export type RefusDeFichier = Readonly<{
  code:
    | 'pas-du-xml'
    | 'autre-encodage'
    | 'pas-une-interface'
    | 'declare-des-entites'
    | 'hors-de-proportion'
    | 'illisible'
  /** Line of the file, when it is known. */
  ligne: number | null
}>
export type Morceau =
  /** `typeFichier`: the kind of act that the heading says (`CRE`, `REN`…). */
  | Readonly<{
      sorte: 'demande'
      element: Element
      typeFichier: string | null
      /** « dateFichier » as it is written. */
      dateFichier: string | null
      ligne: number
    }>
  | Readonly<{ sorte: 'refus'; refus: RefusDeFichier }>

type Ouvert = {
  nom: string
  code: string | null
  texte: string
  enfants: Ouvert[]
  attributs?: Readonly<Record<string, string>>
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** What the attributes of an element say, without their prefix; those of XML itself say nothing of a demande. */
const attributsDe = (attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([nom, valeur]) =>
      typeof valeur === 'string' && !/^(?:xmlns|xml|xsi)(?::|$)/.test(nom) ? [[localName(nom), valeur]] : [],
    ),
  )

/** As its first line declares it; UTF-8 when it says nothing, or a name that nobody knows. */
function decoderOf(first: Buffer): TextDecoder {
  const declared = /^[^>]*encoding=["']([\w.-]+)["']/.exec(first.subarray(0, 200).toString('latin1'))?.[1]
  try {
    return new TextDecoder(declared ?? 'utf-8', { fatal: true })
  } catch {
    return new TextDecoder('utf-8', { fatal: true })
  }
}

/** Undefined when the bytes are not of that encoding: a name that is read wrong would stay wrong. */
function decodeOr(decoder: TextDecoder, chunk: Buffer): string | undefined {
  try {
    return decoder.decode(chunk, { stream: true })
  } catch {
    return undefined
  }
}

/** The demandes of a file in their order; a refusal comes last, and ends the reading. */
export async function* readFichierSne(path: string): AsyncGenerator<Morceau> {
  const parser = sax.createStream(true, { trim: false, position: true })
  const ready: Morceau[] = []
  let refus: RefusDeFichier | undefined
  const pile: Ouvert[] = []
  const entete: { typeFichier: string | null; dateFichier: string | null } = { typeFichier: null, dateFichier: null }
  let [profondeur, elements, signes] = [0, 0, 0]
  const stop = (code: RefusDeFichier['code']) => {
    refus ??= { code, ligne: parser._parser.line + 1 }
  }
  parser.on('error', () => stop(profondeur === 0 ? 'pas-du-xml' : 'illisible'))
  // R-REP-03 — OWASP, « XML External Entity Prevention » : une déclaration d’entités ne sert à aucun échange, on la refuse
  parser.on('doctype', () => stop('declare-des-entites'))
  parser.on('opentag', ({ name, attributes }) => {
    if (refus) return
    profondeur += 1
    elements += 1
    const nom = localName(name)
    if (profondeur === 1 && nom !== RACINE) stop('pas-une-interface')
    if (nom === UNE_DEMANDE && pile.length === 0) [elements, signes] = [0, 0]
    if (pile.length === 0 && nom !== UNE_DEMANDE && !(nom in entete)) return
    const { code = null, ...attributs } = attributsDe(attributes)
    signes += Object.values(attributs).join('').length
    pile.push({ nom, code, texte: '', enfants: [], ...(Object.keys(attributs).length > 0 && { attributs }) })
    if (profondeur > PROFONDEUR || elements > ELEMENTS_PAR_DEMANDE || signes > SIGNES_PAR_DEMANDE)
      stop('hors-de-proportion')
  })
  const hear = (text: string) => {
    const at = pile.at(-1)
    if (!at || refus) return
    signes += text.length
    if (signes > SIGNES_PAR_DEMANDE) stop('hors-de-proportion')
    else at.texte += text
  }
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', () => {
    if (refus) return
    profondeur -= 1
    const closed = pile.pop()
    const parent = pile.at(-1)
    if (!closed) return
    if (parent) parent.enfants.push(closed)
    else if (closed.nom === 'typeFichier' || closed.nom === 'dateFichier')
      entete[closed.nom] = closed.code ?? (closed.texte.trim() || null)
    else ready.push({ sorte: 'demande', element: closed, ...entete, ligne: parser._parser.line + 1 })
  })
  let decoder: TextDecoder | undefined
  for await (const chunk of createReadStream(path)) {
    decoder ??= decoderOf(chunk)
    const text = decodeOr(decoder, chunk)
    if (text === undefined) stop(profondeur === 0 ? 'pas-du-xml' : 'autre-encodage')
    else parser.write(text)
    yield* ready.splice(0)
    if (refus) break
  }
  if (!refus) {
    parser.end()
    yield* ready.splice(0)
    // A file of nothing, or of words: the parser has nothing to say against it.
    if (!refus && elements === 0) stop('pas-du-xml')
  }
  if (refus) yield { sorte: 'refus', refus }
}
