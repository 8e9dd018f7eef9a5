/**
 * The centre's own workbook with its cells marked: styles, comments and one sheet are added to the package; every other
 * part is copied as it was packed. A library that reads and writes the workbook again loses what it does not model
 * (docs/adr/0019).
 */
import { type Annotation, isGraver, type Marque } from '#lib/domain/guichet/recensement/annotation.ts'
import { fromBytes, inBytes, openPaquet, type Paquet, readPart } from '../paquet/parties.ts'
import { addRelation, addType, readRelations, relationAttribut } from '../paquet/relations.ts'
import { attributDe, escapeXml, listBalises, unescapeXml } from '../paquet/xml.ts'
import { COMMENTAIRES_NEUFS, markCommentaires } from './commentaires.ts'
import { DESSINS_NEUFS, markDessins } from './dessins.ts'
import { anchorsOf, type MarqueDeCellule, markFeuille, withDessin } from './feuille.ts'
import { writeListe } from './liste.ts'
import { openStyles, STYLES_NEUFS, type Styles } from './styles.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const SML = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const VML = 'application/vnd.openxmlformats-officedocument.vmlDrawing'

const TEXTE_MAX = 2_000

/** The marked workbook, or undefined when its package is not one that we may edit without a doubt. */
export function annotePaquet(source: Uint8Array, { marques, liste }: Annotation): Buffer | undefined {
  const paquet = openPaquet(source)
  const main = paquet && readRelations(paquet, '').find(({ type }) => type.endsWith('/officeDocument'))?.part
  const workbook = main && readPart(paquet, main)
  if (!paquet || !main || !workbook?.includes(MAIN)) return undefined
  const relations = readRelations(paquet, main)
  const stylesPart = relations.find(({ type }) => type.endsWith('/styles'))?.part ?? addStyles(paquet, main)
  const stylesXml = stylesPart && readPart(paquet, stylesPart)
  const styles = stylesXml && openStyles(stylesXml)
  if (!styles) return undefined
  const feuilles = new Map(
    listBalises(workbook).flatMap(({ nom, genre, attributs }) => {
      const part = relations.find(({ id }) => id === attributDe(attributs, 'id'))?.part
      const name = unescapeXml(fromBytes(attributDe(attributs, 'name') ?? ''))
      return nom === 'sheet' && genre !== 'ferme' && part ? [[name, part] as const] : []
    }),
  )
  const byFeuille = Map.groupBy(marques, ({ feuille }) => feuille)
  for (const [nom, part] of feuilles) {
    if (nom === liste.nom || !part.includes('worksheets/')) continue
    if (!markSheet(paquet, part, { marques: byFeuille.get(nom) ?? [], styles })) return undefined
  }
  if (!addListe(paquet, { main, workbook, part: feuilles.get(liste.nom), liste, styles })) return undefined
  paquet.write(stylesPart, styles.toXml())
  return paquet.toBytes()
}

function addStyles(paquet: Paquet, main: string): string | undefined {
  const part = paquet.freeName('xl/styles-portail-', '.xml')
  paquet.write(part, STYLES_NEUFS)
  addRelation(paquet, main, 'styles', part)
  return addType(paquet, { part }, `${SML}.styles+xml`) ? part : undefined
}

function markSheet(
  paquet: Paquet,
  part: string,
  { marques, styles }: Readonly<{ marques: readonly Marque[]; styles: Styles }>,
): boolean {
  const relations = readRelations(paquet, part)
  const existing = relations.find(({ type }) => type.endsWith('/comments'))?.part
  if (marques.length === 0 && existing === undefined && !styles.hasOurs) return true
  const xml = readPart(paquet, part)
  if (xml === undefined) return false
  const anchor = anchorsOf(xml)
  const cells = new Map<string, MarqueDeCellule>()
  const textes = new Map<string, string>()
  for (const { cellule, gravite, texte, valeur } of marques) {
    const { ancre: at, isFusion } = anchor(cellule)
    const other = cells.get(at)
    // What is written in a merged block would be each row's.
    const written = isFusion ? undefined : (valeur ?? other?.valeur)
    const gravest = other === undefined || isGraver(gravite, other.gravite) ? gravite : other.gravite
    cells.set(at, { gravite: gravest, valeur: written })
    const before = textes.get(at)
    // A block of merged cells gathers what its rows say: each thing once, and no longer than anyone reads.
    if (before === undefined) textes.set(at, texte)
    else if (!before.includes(texte) && before.length < TEXTE_MAX) textes.set(at, `${before}\n${texte}`)
  }
  const marked = markFeuille(xml, cells, styles)
  if (marked !== undefined && textes.size === 0 && existing === undefined) {
    paquet.write(part, marked)
    return true
  }
  const commented = markCommentaires(existing ? (readPart(paquet, existing) ?? '') : COMMENTAIRES_NEUFS, textes)
  if (marked === undefined || commented === undefined) return false
  const comments = existing ?? addPart(paquet, part, 'comments')
  paquet.write(comments, commented.xml)
  const drawn = withDessin(marked, 'PORTAIL')
  if (!drawn) return false
  const vmlPart = drawn.id === 'PORTAIL' ? undefined : relations.find(({ id }) => id === drawn.id)?.part
  if (drawn.id !== 'PORTAIL' && !vmlPart) return false
  const vml = markDessins((vmlPart && paquet.read(vmlPart)) ?? DESSINS_NEUFS, commented)
  if (vml === undefined || !addType(paquet, { extension: 'vml' }, VML)) return false
  if (vmlPart) {
    paquet.write(vmlPart, vml)
    paquet.write(part, marked)
    return true
  }
  const nom = paquet.freeName('xl/drawings/vmlDrawingPortail', '.vml')
  paquet.write(nom, vml)
  const again = withDessin(marked, addRelation(paquet, part, 'vmlDrawing', nom))
  if (again) paquet.write(part, again.xml)
  return again !== undefined
}

function addPart(paquet: Paquet, from: string, kind: 'comments' | 'worksheet'): string {
  const part = paquet.freeName(kind === 'comments' ? 'xl/commentsPortail' : 'xl/worksheets/portail', '.xml')
  if (kind === 'comments') addRelation(paquet, from, kind, part)
  addType(paquet, { part }, `${SML}.${kind}+xml`)
  return part
}

type Ajout = Readonly<{
  main: string
  workbook: string
  part: string | undefined
  liste: Annotation['liste']
  styles: Styles
}>

/** The list comes last, so that the numbers of their own sheets stay true; an earlier one of ours is written over. */
function addListe(paquet: Paquet, { main, workbook, part, liste, styles }: Ajout): boolean {
  if (part) {
    paquet.write(part, writeListe(liste, styles))
    return true
  }
  const balises = listBalises(workbook)
  const end = balises.find(({ nom, genre }) => nom === 'sheets' && genre === 'ferme')
  if (!end) return false
  const ids = balises.flatMap(({ nom, attributs }) =>
    nom === 'sheet' ? [Number(attributDe(attributs, 'sheetId') ?? 0)] : [],
  )
  const nom = addPart(paquet, main, 'worksheet')
  paquet.write(nom, writeListe(liste, styles))
  const id = addRelation(paquet, main, 'worksheet', nom)
  const sheet = `<${end.prefixe}sheet name="${escapeXml(inBytes(liste.nom))}" sheetId="${Math.max(0, ...ids) + 1}" ${relationAttribut(workbook, id)}/>`
  paquet.write(main, `${workbook.slice(0, end.debut)}${sheet}${workbook.slice(end.debut)}`)
  return true
}
