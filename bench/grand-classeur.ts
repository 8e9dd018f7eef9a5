/**
 * The workbook that the benches of an import send: one invented point a row, on the real communes of the territory of
 * a gestionnaire of the demonstration, 25 columns of the model filled in. The same arguments give the same workbook.
 */
import { listDepartements } from '../db/seed/demo/departements.ts'
import { drawer } from '../db/seed/demo/invention.ts'
import { STYLES_NEUFS } from '../lib/adapters/xlsx/annotation/styles.ts'
import { escapeXml } from '../lib/adapters/xlsx/paquet/xml.ts'
import { zipOf } from '../lib/adapters/xlsx/testing.ts'
import { adresseDe } from '../lib/domain/guichet/recensement/classeur.ts'
import { COLONNES_DES_POINTS, type ColonneDePoint } from '../lib/domain/guichet/recensement/colonnes.ts'

/** The territory of the gestionnaire who sends it. */
const DEPARTEMENTS = ['09', '12', '32', '46', '65', '81', '82']

const COLONNES = [
  'nom',
  'canal',
  'type',
  'organisme',
  'natureOrganisme',
  'services',
  'voie',
  'complement',
  'codePostal',
  'commune',
  'codeInsee',
  'latitude',
  'longitude',
  'lundi',
  'mardi',
  'mercredi',
  'jeudi',
  'vendredi',
  'samedi',
  'telephone',
  'courriel',
  'siteWeb',
  'rendezVous',
  'commentaire',
  'misAJourLe',
] as const satisfies readonly ColonneDePoint[]

const SEMAINES = [
  ['9h-12h / 14h-17h', '9h-12h / 14h-17h', '9h-12h', '9h-12h / 14h-17h', '9h-12h / 14h-16h30', 'fermé'],
  ['08:30-12:30, 13:30-17:30', '08:30-12:30, 13:30-17:30', 'fermé', '08:30-12:30', '08:30-12:30', '09:00-12:00'],
  ['fermé', '14h-18h', '9h-12h', 'fermé', '9h-12h / 14h-17h30', 'fermé'],
  ['9h00-12h30', '9h00-12h30', '9h00-12h30', '9h00-12h30', '9h00-12h30', 'fermé'],
  ['10:00-12:00, 14:00-19:00', 'fermé', '10:00-12:00, 14:00-18:00', 'fermé', '10:00-12:00', 'fermé'],
]
const VOIES = ['place de la Mairie', 'avenue de la Gare', 'rue des Écoles', 'rue de la République', 'chemin du Moulin']
const SERVICES = ['Information ; Renouvellement', 'Information', 'Création ; Renouvellement ; Information', 'Entretien']
const COMPLEMENTS = ['Rez-de-chaussée', 'Bâtiment B', '1er étage, porte 12', 'Derrière la poste']
const COMMENTAIRES = [
  'Sonner à l’accueil ; parking derrière la mairie.',
  'Fermé pendant les vacances scolaires de la zone C.',
  'Se munir d’une pièce d’identité et du numéro unique de la demande.',
  'Permanence tenue par deux agents, une visioconférence est possible.',
]

/** An `.xlsx` of that many rows, written as Excel and Calc do: texts in a table of their own, numbers as numbers. */
export const writeGrandClasseur = (lignes: number): Buffer =>
  packClasseur([COLONNES.map((colonne) => COLONNES_DES_POINTS[colonne]), ...listRangees(lignes)])

/** The rows of that workbook, without its header. */
export function listRangees(lignes: number): (string | number)[][] {
  const communes = listDepartements()
    .filter(({ code }) => DEPARTEMENTS.includes(code))
    .flatMap(({ communes }) => communes)
  const draw = drawer(`mesure ${lignes}`)
  const one = <T>(list: readonly T[]): T => {
    const found = list[draw(list.length)]
    if (found === undefined) throw new Error('an empty list')
    return found
  }
  return Array.from({ length: lignes }, (_, rang) => {
    const lieu = communes[rang % communes.length]
    if (!lieu) throw new Error('no commune')
    const jitter = () => (draw(2000) - 1000) / 100_000
    const numero = String(rang).padStart(6, '0')
    const slug = `mesure-${numero}`
    return [
      `Point d’accueil fictif ${rang + 1} de ${lieu.nom}`,
      'Physique',
      'Lieu d’information',
      `Commune de ${lieu.nom} (mesure)`,
      'Commune',
      one(SERVICES),
      `${1 + draw(80)} ${one(VOIES)}`,
      one(COMPLEMENTS),
      lieu.codePostal,
      lieu.nom,
      lieu.codeInsee,
      lieu.position ? Math.round((lieu.position.latitude + jitter()) * 100_000) / 100_000 : '',
      lieu.position ? Math.round((lieu.position.longitude + jitter()) * 100_000) / 100_000 : '',
      ...one(SEMAINES),
      `05 36 ${numero.slice(0, 2)} ${numero.slice(2, 4)} ${numero.slice(4)}`,
      `accueil@${slug}.invalid`,
      `https://${slug}.invalid/logement`,
      one(['Sans', 'Possible', 'Obligatoire']),
      one(COMMENTAIRES),
      `${String(1 + draw(28)).padStart(2, '0')}/${String(1 + draw(6)).padStart(2, '0')}/2026`,
    ]
  })
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PAQUET = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** The parts that every program writes, and no more: texts in a table of their own, numbers as numbers. */
function packClasseur(rows: readonly (readonly (string | number)[])[]): Buffer {
  const shared = new Map<string, number>()
  const cellOf = (value: string | number, adresse: string): string => {
    if (typeof value === 'number') return `<c r="${adresse}" s="0"><v>${value}</v></c>`
    if (value === '') return `<c r="${adresse}" s="0"/>`
    const at = shared.get(value) ?? shared.size
    shared.set(value, at)
    return `<c r="${adresse}" s="0" t="s"><v>${at}</v></c>`
  }
  const lines = rows.map((row, index) => {
    const cells = row.map((value, colonne) => cellOf(value, adresseDe(colonne, index + 1)))
    return `<row r="${index + 1}">${cells.join('')}</row>`
  })
  const texts = [...shared.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`)
  const part = (nom: string, xml: string) => ({
    nom,
    content: Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`),
  })
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
  return zipOf([
    part(
      '[Content_Types].xml',
      `<Types xmlns="${PAQUET}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="${PAQUET}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Points de contact" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PAQUET}/relationships">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}${relation('rId3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    ),
    part('xl/styles.xml', STYLES_NEUFS.replace(/^<\?[^>]*>\s*/, '')),
    part('xl/worksheets/sheet1.xml', `<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`),
    part('xl/sharedStrings.xml', `<sst xmlns="${MAIN}" uniqueCount="${texts.length}">${texts.join('')}</sst>`),
  ])
}
