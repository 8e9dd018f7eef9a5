/** Workbooks whose names are members of every object. */
import { classeur, ENTETES, FORMATS, feuille, lignes, PARTIES } from './classeur-sain.ts'
import type { Hasard } from './hasard.ts'
import { pack, rewrite, withParties } from './paquet.ts'

const DANGEREUX = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'] as const

/** A comment of which the author, the cell or the text is that name, on the sheet of the points. */
const withComment = (nom: string): Buffer =>
  pack(
    withParties(PARTIES, {
      'xl/comments1.xml': `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>${nom}</author></authors><commentList><comment ref="${nom}" authorId="0"><text><t>${nom}</t></text></comment><comment ref="A2" authorId="0"><text><t>${nom}</t></text></comment></commentList></comments>`,
      'xl/worksheets/_rels/sheet1.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/></Relationships>`,
    }),
  )

/** Names that are members of every object, as sheet, as header, as value and as part. */
export function dangerousNames(hasard: Hasard): Buffer {
  const nom = hasard.pick(DANGEREUX)
  const rows = lignes(5).map((row) => row.map((cell) => (hasard.below(3) === 0 ? nom : cell)))
  const entetes = ENTETES.map((entete) => (hasard.below(6) === 0 ? hasard.pick(DANGEREUX) : entete))
  return hasard.pick([
    () => classeur(hasard.pick(FORMATS), [ENTETES, ...rows], nom),
    () => classeur(hasard.pick(FORMATS), [entetes, ...rows]),
    () => classeur(hasard.pick(FORMATS), [ENTETES.map(() => nom), ...rows], nom),
    () => pack(withParties(PARTIES, { [`xl/worksheets/${nom}.xml`]: '<worksheet/>', [nom]: 'x' })),
    () => pack(rewrite(PARTIES, 'xl/workbook.xml', (xml) => xml.replace('name="Notes"', `name="${nom}"`))),
    () => pack(feuille((xml) => xml.replace(/r="B3"/, `r="${nom}"`))),
    () =>
      pack(
        rewrite(PARTIES, 'xl/workbook.xml', (xml) =>
          xml.replace(
            '</sheets>',
            `</sheets><definedNames><definedName name="${nom}">Notes!$A$1</definedName></definedNames>`,
          ),
        ),
      ),
    () => withComment(nom),
  ])()
}
