/**
 * Workbooks that no centre meant to send, drawn from a seed: what a bad line, a bad disk, a clumsy program and an
 * attacker make of a good one. Number n of a seed is always the same file.
 */
import { deflateRawSync } from 'node:zlib'
import * as XLSX from 'xlsx'
import { zipOf } from '#lib/adapters/xlsx/testing.ts'
import {
  COLONNES_DES_COMMUNES,
  COLONNES_DES_POINTS,
  type Colonne,
  keysOf,
} from '#lib/domain/guichet/recensement/colonnes.ts'
import { longueurDe } from '#lib/domain/guichet/recensement/longueurs.ts'
import { classeur, ENTETES, FEUILLE, FORMATS, feuille, lignes, PARTIES, rowsInstead, SAIN } from './classeur-sain.ts'
import { type Hasard, hasardDe } from './hasard.ts'
import { dangerousNames } from './noms-dangereux.ts'
import { pack, packLying, rewrite, withParties } from './paquet.ts'

/** Bits turned in a copy: `count` of them, anywhere or in one stretch. */
function flip(bytes: Buffer, hasard: Hasard, count: number): Buffer {
  const copy = Buffer.from(bytes)
  for (let n = 0; n < count; n += 1) {
    const at = hasard.below(copy.length)
    copy.writeUInt8(copy.readUInt8(at) ^ (1 << hasard.below(8)), at)
  }
  return copy
}

/** An XML part damaged under a sound archive: the parser meets it, not the archive's check. */
function damagedXml(hasard: Hasard): Buffer {
  const noms = [...PARTIES.keys()].filter((nom) => nom.endsWith('.xml') || nom.endsWith('.rels'))
  const nom = noms[hasard.below(noms.length)] ?? FEUILLE
  const part = PARTIES.get(nom) ?? Buffer.alloc(0)
  const damaged =
    hasard.below(2) === 0 ? part.subarray(0, hasard.below(part.length)) : flip(part, hasard, 1 + hasard.below(30))
  return pack(withParties(PARTIES, { [nom]: damaged }))
}

function entities(hasard: Hasard, dehors: string): Buffer {
  const levels = 2 + hasard.below(12)
  const lol = Array.from({ length: levels }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
  const doctype = hasard.pick([
    `<!DOCTYPE x [<!ENTITY l0 "lol">${lol}]>`,
    '<!DOCTYPE x [<!ENTITY l0 SYSTEM "file:///etc/passwd">]>',
    `<!DOCTYPE x [<!ENTITY % l0 SYSTEM "${dehors}/x.dtd"> %l0;]>`,
  ])
  const reference = doctype.includes('l1') ? `&l${levels};` : '&l0;'
  return pack(
    feuille((xml) =>
      xml
        .replace(/\?>\s*/, `?>${doctype}`)
        .replace(
          '</sheetData>',
          `<row r="30"><c r="A30" t="inlineStr"><is><t>${reference}</t></is></c></row></sheetData>`,
        ),
    ),
  )
}

function nested(hasard: Hasard): Buffer {
  let inside = SAIN.xlsx
  for (let depth = 1 + hasard.below(20); depth > 0; depth -= 1) {
    inside = pack(
      hasard.below(2) === 0
        ? new Map([['classeur.xlsx', inside]])
        : withParties(PARTIES, { 'xl/embeddings/x.xlsx': inside }),
    )
  }
  return inside
}

function lying(hasard: Hasard): Buffer {
  const noms = [...PARTIES.keys()]
  const liar = noms[hasard.below(noms.length)] ?? FEUILLE
  return packLying(
    PARTIES,
    liar,
    hasard.pick([{ size: 0 }, { size: 1 }, { size: 0x7fffffff }, { size: 0xffffffff }, { crc: 0 }]),
  )
}

/** An archive of a few hundred kilobytes that unpacks to 30 or to 260 MiB and declares ten bytes. */
function bomb(hasard: Hasard): Buffer {
  const packed = deflateRawSync(Buffer.alloc(hasard.pick([30, 260]) * 1024 * 1024, hasard.pick([0, 32, 60])))
  const sound = [...PARTIES].map(([nom, content]) => ({ nom, content }))
  const liar = { nom: hasard.pick(['xl/media/vide.xml', 'xl/comments1.xml']), packed, size: 10, crc: 0 }
  return zipOf([...sound, liar])
}

/** Addresses, ranges and counts that no sheet has. */
function oversized(hasard: Hasard): Buffer {
  const cell = (address: string, row: number) =>
    `<row r="${row}"><c r="${address}" t="inlineStr"><is><t>Foix</t></is></c></row>`
  return hasard.pick([
    () => pack(feuille((xml) => xml.replace(/<dimension[^>]*>/, '<dimension ref="A1:XFD1048576"/>'))),
    () => rowsInstead(cell('XFD1048576', 1_048_576)),
    () => rowsInstead(cell('ZZZZZZ99999999', 99_999_999)),
    () => rowsInstead(cell('A0', 0)),
    () => rowsInstead(cell('A-1', -1)),
    () =>
      pack(
        feuille((xml) =>
          xml.replace('</worksheet>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'),
        ),
      ),
    () =>
      pack(
        feuille((xml) =>
          xml.replace('<sheetData>', '<cols><col min="1" max="2147483647" width="9"/></cols><sheetData>'),
        ),
      ),
    () =>
      rowsInstead(`<row r="40"><c r="A40" t="s"><v>${hasard.pick(['-1', '4294967295', '1e308', 'NaN'])}</v></c></row>`),
    () =>
      rowsInstead(
        `<row r="40"><c r="A40" s="99999"><v>${hasard.pick(['1e308', '-1e308', 'NaN', '9'.repeat(400)])}</v></c></row>`,
      ),
    () => classeur('xlsx', [ENTETES, ...lignes(3), Array.from({ length: 16_384 }, () => 'x')]),
  ])()
}

const rowsFrom30 = (count: number, row: (r: number) => string): Buffer =>
  rowsInstead(Array.from({ length: count }, (_, n) => row(n + 30)).join(''))

/** Very many rows: empty, holding only a style, or full. */
function manyRows(hasard: Hasard): Buffer {
  const count = hasard.pick([60_000, 200_000, 1_000_000])
  const row = hasard.pick([
    (r: number) => `<row r="${r}"/>`,
    (r: number) => `<row r="${r}" s="1" customFormat="1"><c r="A${r}" s="0"/></row>`,
    (r: number) => `<row r="${r}"><c r="A${r}" t="str"><v></v></c></row>`,
    (r: number) => `<row r="${r}"><c r="A${r}"><v>1</v></c></row>`,
  ])
  return rowsFrom30(count, row)
}

const relation = (type: string, target: string) =>
  `<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="External"/></Relationships>`
const linked = (type: string, target: string) =>
  pack(rewrite(PARTIES, 'xl/_rels/workbook.xml.rels', (xml) => xml.replace('</Relationships>', relation(type, target))))
const withPartie = (nom: string, content: string | Buffer) => pack(withParties(PARTIES, { [nom]: content }))

/** What a workbook may carry besides its cells. */
function carried(hasard: Hasard, dehors: string): Buffer {
  return hasard.pick([
    () => withPartie('xl/vbaProject.bin', hasard.bytes(4000)),
    () => withPartie('xl/media/image1.png', hasard.bytes(20_000)),
    () => withPartie('xl/externalLinks/externalLink1.xml', '<externalLink/>'),
    () => linked('externalLink', `${dehors}/x.xlsx`),
    () => linked('worksheet', 'file:///etc/passwd'),
    () => linked('worksheet', '../../../../etc/passwd'),
    () => linked('attachedTemplate', '\\\\127.0.0.1\\partage\\x.dotm'),
    () =>
      pack(new Map([...PARTIES].map(([nom, part]) => [nom.replace(/^xl\/worksheets/, '../../xl/worksheets'), part]))),
    () => rowsInstead(`<row r="40"><c r="A40"><f>WEBSERVICE("${dehors}/")</f><v>1</v></c></row>`),
    () => rowsInstead(`<row r="40"><c r="A40"><f>${'('.repeat(50_000)}</f><v>1</v></c></row>`),
  ])()
}

/** A password: the OLE wrapper that Excel writes, whole or damaged, or the flag of an archive. */
function encrypted(hasard: Hasard): Buffer {
  const cfb = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(cfb, '/EncryptionInfo', hasard.bytes(600))
  XLSX.CFB.utils.cfb_add(cfb, '/EncryptedPackage', hasard.bytes(5000))
  const ole = Buffer.from(XLSX.CFB.write(cfb, { type: 'buffer' }) as Uint8Array)
  const flagged = Buffer.from(SAIN.xlsx)
  const central = flagged.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
  flagged.writeUInt16LE(flagged.readUInt16LE(central + 8) | 1, central + 8)
  return hasard.pick([
    () => ole,
    () => flip(ole, hasard, 20),
    () => ole.subarray(0, hasard.below(ole.length)),
    () => flagged,
  ])()
}

/** One shape cut or repeated so that a parser recurses or looks back for very long. */
function deep(hasard: Hasard): Buffer {
  const count = 1000 * (1 + hasard.below(200))
  return hasard.pick([
    () => pack(feuille((xml) => xml.replace('</sheetData>', `${'<a>'.repeat(count)}</sheetData>`))),
    () => pack(feuille((xml) => xml.replace('</sheetData>', `${'<row '.repeat(count)}</sheetData>`))),
    () => pack(feuille((xml) => xml.replace('</sheetData>', `${'<!--'.repeat(count)}</sheetData>`))),
    () => pack(feuille((xml) => xml.replace('</sheetData>', `${'<![CDATA['.repeat(count)}</sheetData>`))),
    () => rowsInstead(`<row r="40"><c r="A40" t="inlineStr"><is>${'<t>'.repeat(count)}</is></c></row>`),
    () => rowsInstead(`<row r="40"><c r="A40" t="str"><v>${'&amp;'.repeat(count)}</v></c></row>`),
    () => Buffer.from(`${ENTETES.join(';')}\n${'"'.repeat(count)}`),
    () => Buffer.from(`${ENTETES.join(';')}\n${';'.repeat(count)}\n`.repeat(3)),
    () => Buffer.concat([Buffer.from(ENTETES.join('\t')), hasard.bytes(2000)]),
  ])()
}

/** What readers of words go through sign by sign, or go back over. */
const MOTIFS = [
  '1-1-',
  ...(['x\n', ', ', 'a;', '(', ' (a', '9h-12h ', '24/12 ', '24/12/2026;', ' et ', 'a/', '@', 'a.', '\u00a0'] as const),
  ...(['lundi 9h-12h ', 'sur rendez-vous ', 'conges : ', 'noel ', '09000 Foix ', 'Foix et ', '0536490001 '] as const),
] as const
/** Every column of the census, as long as it may be or a little more; no two cells alike, so that each is read. */
function longCells(hasard: Hasard): Buffer {
  const cell = (colonne: Colonne, row: number) => {
    const motif = hasard.pick(MOTIFS)
    // No spreadsheet writes a longer one.
    const length = Math.min(32_767, longueurDe(colonne) + hasard.pick([0, 0, 0, 1]))
    return `${row}${motif.repeat(Math.ceil(length / motif.length))}`.slice(0, length)
  }
  const points = keysOf(COLONNES_DES_POINTS)
  const communes = keysOf(COLONNES_DES_COMMUNES)
  const sheet = (entetes: readonly string[], colonnes: readonly Colonne[]) => [
    [...entetes],
    ...Array.from({ length: 20 }, (_, row) => colonnes.map((colonne) => cell(colonne, row))),
  ]
  return hasard.pick([
    () => classeur(hasard.pick(['xlsx', 'ods', 'csv']), sheet(Object.values(COLONNES_DES_POINTS), points)),
    () => classeur('xlsx', sheet(Object.values(COLONNES_DES_COMMUNES), communes), 'Données communales'),
  ])()
}

/** `dehors`: the address that a workbook calls, where it calls one. */
const CUISINES: readonly (readonly [genre: string, make: (hasard: Hasard, dehors: string) => Buffer])[] = [
  ['tronqué', (hasard) => ((whole) => whole.subarray(0, hasard.below(whole.length)))(SAIN[hasard.pick(FORMATS)])],
  ['bits retournés', (hasard) => flip(SAIN[hasard.pick(FORMATS)], hasard, 1 + hasard.below(40))],
  ['XML abîmé dans une archive saine', damagedXml],
  ['entités XML', entities],
  ['archives emboîtées', nested],
  ['tailles et sommes qui mentent', lying],
  ['noms qui sont ceux de tout objet', dangerousNames],
  ['adresses et étendues démesurées', oversized],
  ['macros, images, liens externes', carried],
  ['chiffré', encrypted],
  ['XML ou texte sans fin', deep],
  [
    'octets au hasard sous un bon début',
    (hasard) => Buffer.concat([SAIN[hasard.pick(FORMATS)].subarray(0, 8 + hasard.below(60)), hasard.bytes(4000)]),
  ],
]
/** Those that must be in every hundred, which a draw may leave out: one in every five, in turn. */
const NOMMEES: typeof CUISINES = [
  ['feuille nommée __proto__', () => classeur('xlsx', undefined, '__proto__')],
  ['en-tête nommé __proto__', () => classeur('xlsx', [[...ENTETES, '__proto__'], ...lignes(5)])],
  ['point nommé __proto__', () => classeur('xlsx', [ENTETES, ...lignes(5).map(([, ...row]) => ['__proto__', ...row])])],
  ['un million de lignes vides', () => rowsFrom30(1_000_000, (r) => `<row r="${r}"/>`)],
  [
    'cellule XFD1048576',
    () => rowsInstead('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>Foix</t></is></c></row>'),
  ],
  ['cellules longues, toutes colonnes', longCells],
  ['macros', (hasard) => withPartie('xl/vbaProject.bin', hasard.bytes(4000))],
  ['image', (hasard) => withPartie('xl/media/image1.png', hasard.bytes(20_000))],
  ['lien externe', (_, dehors) => linked('externalLink', `${dehors}/x.xlsx`)],
]
/** Slow to make and to read: one in every fifty. */
const LOURDES: typeof CUISINES = [
  ['lignes innombrables', manyRows],
  ['bombe', bomb],
]

/** What any hundred in a row holds. */
export const GENRES: readonly string[] = [...CUISINES, ...NOMMEES, ...LOURDES].map(([genre]) => genre)

export type ClasseurMute = Readonly<{ numero: number; genre: string; bytes: Buffer }>

/** Number `numero` of the seed `graine`; `dehors` is the address that it calls, if it calls one. */
export function mutateClasseur(graine: number, numero: number, dehors = 'http://127.0.0.1:9'): ClasseurMute {
  const hasard = hasardDe(Math.imul(graine, 1_000_003) + numero)
  const [list, turn] =
    numero % 50 === 49
      ? [LOURDES, Math.floor(numero / 50)]
      : numero % 5 === 2
        ? [NOMMEES, Math.floor(numero / 5)]
        : [CUISINES, numero]
  const cuisine = list[turn % list.length]
  if (!cuisine) throw new Error(`no kind for ${numero}`)
  return { numero, genre: cuisine[0], bytes: cuisine[1](hasard, dehors) }
}
