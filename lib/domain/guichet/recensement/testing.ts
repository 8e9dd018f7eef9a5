/** Rows of cells for tests, without a file. */
import { jour } from '../../calendrier.ts'
import { departementOf } from '../../territoire/code-insee.ts'
import { adresseDe, type Classeur, type Feuille, type Ligne } from './classeur.ts'
import { COLONNES_DES_POINTS, type ColonneDePoint } from './colonnes.ts'
import { type Examen, examineClasseur } from './examen.ts'
import type { CentreConnu } from './lecteur.ts'
import { type FaitsDeLecture, type RangDePoint, readPoint } from './points.ts'
import { buildReferentiel, type CommuneConnue, type Referentiel } from './referentiel.ts'

type Valeur = string | number | boolean | { jour: string } | null | undefined

/** One row of cells; `null` is an empty cell, `{ jour }` a cell that the spreadsheet shows as a date. */
export function ligneDe(numero: number, valeurs: readonly Valeur[]): Ligne {
  const cellules = valeurs.flatMap((valeur, colonne) => {
    if (valeur === null || valeur === undefined || valeur === '') return []
    const adresse = adresseDe(colonne, numero)
    if (typeof valeur === 'object')
      return [{ colonne, cellule: { adresse, valeur: 46_000, texte: valeur.jour, jour: valeur.jour } }]
    return [{ colonne, cellule: { adresse, valeur, texte: String(valeur) } }]
  })
  return { numero, cellules }
}

/** What a centre says once for a table that lacks these columns. */
export const DEFAUTS = {
  canal: 'physique',
  type: 'lieu-information',
  services: ['information'],
  misAJourLe: jour('2026-03-03'),
} as const

export const feuilleDe = (nom: string, rows: readonly (readonly Valeur[])[]): Feuille => ({
  nom,
  lignes: rows.map((row, index) => ligneDe(index + 1, row)).filter(({ cellules }) => cellules.length > 0),
})

const commune = (codeInsee: string, nom: string, codesPostaux: string[], rest: Partial<CommuneConnue> = {}) => ({
  codeInsee,
  nom,
  departement: departementOf(codeInsee),
  epci: null,
  codesPostaux,
  position: null,
  ...rest,
})

/** Those communes, and nothing else: code, name, postcodes. */
export const referentielDe = (
  communes: readonly (readonly [codeInsee: string, nom: string, ...codesPostaux: string[]])[],
): Referentiel =>
  buildReferentiel({
    communes: communes.map(([codeInsee, nom, ...codesPostaux]) => commune(codeInsee, nom, codesPostaux)),
    ...{ anciennes: [], departements: [], epcis: [] },
  })

/** A few real communes, with the traps of the field: namesakes, a renamed one, arrondissements, Corsica. */
export const REFERENTIEL: Referentiel = buildReferentiel({
  communes: [
    commune('09122', 'Foix', ['09000'], { epci: '200067791', position: { latitude: 42.966, longitude: 1.607 } }),
    commune('09225', 'Pamiers', ['09100'], { epci: '200066231' }),
    commune('01001', 'L’Abergement-Clémenciat', ['01400']),
    commune('06122', 'Saint-Jeannet', ['06640']),
    commune('04181', 'Saint-Jeannet', ['04270']),
    commune('49092', 'Chemillé-en-Anjou', ['49120', '49670', '49750']),
    commune('13055', 'Marseille', ['13001', '13002']),
    commune('2A004', 'Ajaccio', ['20000', '20090']),
    commune('25204', 'Doubs', ['25300']),
  ],
  anciennes: [
    { codeInsee: '49281', nom: 'Saint-Georges-des-Gardes', nature: 'deleguee', communeCode: '49092', codesPostaux: [] },
    { codeInsee: '49302', nom: 'Saint-Jeannet', nature: 'deleguee', communeCode: '49092', codesPostaux: ['49670'] },
    {
      codeInsee: '13202',
      nom: 'Marseille 2e Arrondissement',
      nature: 'arrondissement',
      communeCode: '13055',
      codesPostaux: ['13002'],
    },
  ],
  departements: [
    { code: '01', nom: 'Ain' },
    { code: '04', nom: 'Alpes-de-Haute-Provence' },
    { code: '06', nom: 'Alpes-Maritimes' },
    { code: '09', nom: 'Ariège' },
    { code: '13', nom: 'Bouches-du-Rhône' },
    { code: '25', nom: 'Doubs' },
    { code: '2A', nom: 'Corse-du-Sud' },
    { code: '49', nom: 'Maine-et-Loire' },
  ],
  epcis: [
    { code: '200067791', nom: 'CA L’Agglo Foix-Varilhes' },
    { code: '200066231', nom: 'CC des Portes d’Ariège Pyrénées' },
  ],
})

export const CENTRE: CentreConnu = {
  id: '00000000-0000-4000-8000-00000000000a',
  code: '09A01',
  siren: '210901229',
  nom: 'Maison de l’habitat (démonstration)',
  departements: ['09'],
}

export const FAITS: FaitsDeLecture = {
  referentiel: REFERENTIEL,
  centres: [CENTRE],
  lecteur: { role: 'gestionnaire', departements: null },
  le: jour('2026-06-01'),
  defauts: {},
}

/** What a workbook says where nothing is published yet; one that does not read is a mistake of the test. */
export function examineSeul(classeur: Classeur, faits: FaitsDeLecture = FAITS): Examen {
  const examine = examineClasseur(classeur, faits)
  if (!examine.ok) throw new Error(examine.refus.code)
  return examine.value.compare({ points: [], autres: [], reunis: new Map(), noms: new Map(), chiffres: new Map() })
}

const COLONNES = new Map(
  (Object.keys(COLONNES_DES_POINTS) as ColonneDePoint[]).map((colonne, index) => [colonne, index]),
)

/** A row that says everything right; `changes` replaces cells, `null` empties them. */
export function rangDe(
  changes: Partial<Record<ColonneDePoint, Valeur>>,
  faits: Partial<FaitsDeLecture> = {},
): RangDePoint {
  const cells: Partial<Record<ColonneDePoint, Valeur>> = {
    nom: 'Maison de l’habitat',
    canal: 'Physique',
    type: 'Lieu d’information',
    services: 'Information ; Création',
    voie: '45 cours Gabriel-Fauré',
    codePostal: '09000',
    commune: 'Foix',
    misAJourLe: '03/03/2026',
    ...changes,
  }
  const ligne = ligneDe(
    7,
    [...COLONNES.keys()].map((colonne) => cells[colonne]),
  )
  return readPoint({ feuille: 'Points de contact', ligne, colonnes: COLONNES }, { ...FAITS, ...faits })
}

/** Texts that a page, a script, a template or a spreadsheet might run, were they not shown as texts. */
export const TEXTES_HOSTILES = [
  '<img src=x onerror=window.__xss=1>',
  '<script>window.__xss=1</script>',
  '"><svg onload=window.__xss=1>',
  '</script><script>window.__xss=1</script>',
  "' onmouseover='window.__xss=1",
  '{{7*7}} #{7*7} <%= 7*7 %>',
  '=HYPERLINK("http://x.invalid";"Ici")',
  "+cmd|' /C calc'!A0",
  '-1+1',
  '@SUM(1;1)',
  '\u202etxt.exe',
  '&lt;b&gt;gras&lt;/b&gt;',
  'javascript:window.__xss=1',
  'data:text/html,<script>window.__xss=1</script>',
] as const

/** What no link of ours may hold. */
export const ADRESSES_HOSTILES = [
  'javascript:window.__xss=1',
  'JAVA\tSCRIPT:window.__xss=1',
  'JavaScript://x.invalid/%0Awindow.__xss=1',
  'data:text/html,<script>window.__xss=1</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  '//x.invalid',
  'https://portail@x.invalid/',
] as const
