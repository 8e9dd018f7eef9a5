/** The comments of a sheet: theirs are kept, ours come and go. */
import { inBytes } from '../paquet/parties.ts'
import { applyEdits, attributDe, type Balise, escapeXml, listBalises } from '../paquet/xml.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const AUTEUR = 'Portail du logement social'
export const COMMENTAIRES_NEUFS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="${MAIN}"><authors><author>${AUTEUR}</author></authors><commentList></commentList></comments>`

/** How a text of ours begins. A program that saves the workbook again may drop the author, never the text. */
export const MARQUE = inBytes('— Portail —')
const withMarque = (texte: string): string => escapeXml(`— Portail —\n${texte}`)

type Element = Readonly<{ debut: number; fin: number; balise: Balise; dedans: readonly Balise[] }>

/** The elements of that name, in one pass; none holds another of its name. */
function elementsOf(balises: readonly Balise[], nom: string): Element[] {
  const found: Element[] = []
  let start = -1
  balises.forEach((balise, at) => {
    if (balise.nom !== nom) return
    const opened = balises[start]
    if (balise.genre === 'ouvre') start = at
    else if (balise.genre === 'ferme' && opened)
      found.push({ debut: opened.debut, fin: balise.fin, balise: opened, dedans: balises.slice(start, at) })
  })
  return found
}

/** The texts of a comment, with where each stands. */
function textsOf(xml: string, { dedans }: Element): readonly Readonly<{ debut: number; fin: number; texte: string }>[] {
  return dedans.flatMap((balise, at) => {
    const next = dedans[at + 1]
    if (balise.nom !== 't' || balise.genre !== 'ouvre' || !next) return []
    return [{ debut: balise.fin, fin: next.debut, texte: xml.slice(balise.fin, next.debut) }]
  })
}

export type Commentes = Readonly<{
  xml: string
  /** Cells whose comment goes away with ours. */
  retires: readonly string[]
  /** Cells that get a comment and had none. */
  nouveaux: readonly string[]
}>

/** The comments part with ours replaced by these. A threaded conversation keeps its cell to itself. */
export function markCommentaires(xml: string, textes: ReadonlyMap<string, string>): Commentes | undefined {
  const balises = listBalises(xml)
  const list = balises.find(({ nom, genre }) => nom === 'commentList' && genre !== 'ferme')
  const listEnd = balises.find(({ nom, genre }) => nom === 'commentList' && genre === 'ferme')
  const authors = elementsOf(balises, 'author')
  const authorsEnd = balises.find(({ nom, genre }) => nom === 'authors' && genre === 'ferme')
  if (!list || !listEnd || !authorsEnd) return undefined
  const edits: { debut: number; fin: number; texte: string }[] = []
  const { prefixe } = list
  const nameOf = ({ balise, fin }: Element) => xml.slice(balise.fin, fin - `</${prefixe}author>`.length)
  const known = authors.findIndex((author) => nameOf(author) === AUTEUR)
  if (known < 0)
    edits.push({
      debut: authorsEnd.debut,
      fin: authorsEnd.debut,
      texte: `<${prefixe}author>${AUTEUR}</${prefixe}author>`,
    })
  const authorId = known < 0 ? authors.length : known
  const run = (texte: string) =>
    `<${prefixe}r><${prefixe}t xml:space="preserve">${inBytes(texte)}</${prefixe}t></${prefixe}r>`
  const done = new Set<string>()
  const retires: string[] = []
  for (const comment of elementsOf(balises, 'comment')) {
    const ref = attributDe(comment.balise.attributs, 'ref') ?? ''
    const texte = textes.get(ref)
    const texts = textsOf(xml, comment)
    const whole = texts.map((part) => part.texte).join('')
    const at = whole.indexOf(MARQUE)
    const theirs = (at < 0 ? whole : whole.slice(0, at)).trim()
    const author = authors[Number(attributDe(comment.balise.attributs, 'authorId'))]
    if (author && nameOf(author).startsWith('tc=')) done.add(ref)
    else if (theirs === '') {
      edits.push({ debut: comment.debut, fin: comment.fin, texte: '' })
      if (texte === undefined) retires.push(ref)
      else {
        edits.push({ debut: listEnd.debut, fin: listEnd.debut, texte: commentOf(ref, run(withMarque(texte))) })
        done.add(ref)
      }
    } else if (at >= 0 || texte !== undefined) {
      // Their own words stay, without their fonts when ours were mixed in: one text, then ours.
      const textEnd = comment.dedans.findLast(({ nom, genre }) => nom === 'text' && genre === 'ferme')?.debut
      if (at < 0 && textEnd !== undefined)
        edits.push({ debut: textEnd, fin: textEnd, texte: run(`\n\n${withMarque(texte ?? '')}`) })
      else
        edits.push({
          debut: comment.debut,
          fin: comment.fin,
          texte: commentOf(
            ref,
            `<${prefixe}r><${prefixe}t xml:space="preserve">${theirs}</${prefixe}t></${prefixe}r>${texte === undefined ? '' : run(`\n\n${withMarque(texte)}`)}`,
          ),
        })
      done.add(ref)
    }
  }
  const nouveaux = [...textes.keys()].filter((ref) => !done.has(ref))
  for (const ref of nouveaux)
    edits.push({
      debut: listEnd.debut,
      fin: listEnd.debut,
      texte: commentOf(ref, run(withMarque(textes.get(ref) ?? ''))),
    })
  return { xml: applyEdits(xml, edits), retires, nouveaux }

  function commentOf(ref: string, runs: string): string {
    return `<${prefixe}comment ref="${ref}" authorId="${authorId}"><${prefixe}text>${runs}</${prefixe}text></${prefixe}comment>`
  }
}
