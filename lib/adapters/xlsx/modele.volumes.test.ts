import fc from 'fast-check'
import { readXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { AIDES_DES_COMMUNES, AIDES_DES_POINTS } from '#lib/documents/recensement-aides.ts'
import { writeRecensement } from '#lib/documents/recensement-modele.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { toOsm } from '#lib/domain/guichet/horaires/ecriture-osm.ts'
import { arbSemaine } from '#lib/domain/guichet/horaires/testing.ts'
import { analyseClasseur } from '#lib/domain/guichet/recensement/analyse.ts'
import { lettresDe } from '#lib/domain/guichet/recensement/classeur.ts'
import {
  COLONNES_DES_COMMUNES,
  COLONNES_DES_POINTS,
  type ColonneDePoint,
} from '#lib/domain/guichet/recensement/colonnes.ts'
import { listChangements } from '#lib/domain/guichet/recensement/contenus.ts'
import { describePoint } from '#lib/domain/guichet/recensement/ecriture.ts'
import { VERSION_DU_MODELE } from '#lib/domain/guichet/recensement/modele.ts'
import { CENTRE, FAITS, rangDe } from '#lib/domain/guichet/recensement/testing.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { codesOf, PUBLICS, SERVICES } from '#lib/domain/guichet/vocabulaire.ts'
import { convert } from './conversion.ts'

const POINTS = [
  unPointDeContact({ telephone: '05 36 49 00 01' }),
  unPointDeContact({
    canal: 'telephone',
    telephone: '36 46',
    adresse: null,
    position: null,
    siteWeb: null,
    territoire: { communes: [], epcis: ['200067791'], departements: ['09'] },
  }),
  unPointDeContact({
    canal: 'internet',
    adresse: null,
    position: null,
    telephone: null,
    codeGuichet: '01001',
    horaires: { osm: null, texte: 'Jour et nuit', aVerifier: true },
  }),
]
const CHIFFRES = {
  codeInsee: '01001',
  annee: 2026,
  type: 't6-et-plus',
  logements: 0,
  demandesEnAttente: null,
  attributionsN1: 3,
  arreteAu: jour('2025-12-31'),
  source: 'Essai',
} as const

describe('le modèle du recensement', () => {
  it('vierge, se lit sans aucune ligne', async () => {
    const lecture = await convert(Buffer.from(await writeRecensement()))
    if (!lecture.ok) throw new Error(lecture.refus.code)
    expect(lecture.value.feuilles.map(({ nom }) => nom)).toEqual([
      'Lisez-moi',
      'Points de contact',
      'Communes',
      'Listes',
    ])
    const entetes = (index: number) =>
      lecture.value.feuilles[index]?.lignes[0]?.cellules.map(({ cellule }) => cellule.texte)
    expect(entetes(1)).toEqual(Object.values(COLONNES_DES_POINTS))
    expect(entetes(2)).toEqual(Object.values(COLONNES_DES_COMMUNES))
    expect(analyseClasseur(lecture.value, FAITS)).toEqual({ ok: false, refus: { code: 'aucune-ligne' } })
  })

  it('prérempli, se relit exactement, zéros de tête compris', async () => {
    const bytes = await writeRecensement({
      points: POINTS.map((contenu, index) => ({ contenu, identifiant: `id-${index}` })),
      chiffres: [{ chiffres: CHIFFRES, commune: 'L’Abergement-Clémenciat' }],
    })
    const lecture = await convert(Buffer.from(bytes))
    const analyse = lecture.ok ? analyseClasseur(lecture.value, FAITS) : undefined
    if (!analyse?.ok) throw new Error('unread')
    expect(analyse.value.points.map(({ contenu }) => contenu)).toEqual(POINTS)
    expect(analyse.value.points.map(({ identifiant }) => identifiant)).toEqual(['id-0', 'id-1', 'id-2'])
    expect(analyse.value.chiffres.map(({ chiffres }) => chiffres)).toEqual([CHIFFRES])
    expect(analyse.value.exemples).toHaveLength(2)
    // R-REC-129
    expect(analyse.value.alertes).toEqual([])
  })

  it('nos propres feuilles se passent sans un mot dans chaque format, sauf si l’on y écrit (R-REC-129)', async () => {
    const bytes = await writeRecensement({ points: POINTS.map((contenu) => ({ contenu })) })
    for (const bookType of ['xlsx', 'ods', 'xls'] as const) {
      const book = XLSX.read(bytes)
      const alertes = async () => {
        const lecture = await convert(XLSX.write(book, { type: 'buffer', bookType }))
        const analyse = lecture.ok ? analyseClasseur(lecture.value, FAITS) : undefined
        return analyse?.ok ? analyse.value.alertes : undefined
      }
      expect(await alertes()).toEqual([])
      const lisezMoi = book.Sheets['Lisez-moi']
      if (lisezMoi) XLSX.utils.sheet_add_aoa(lisezMoi, [['Permanence à Foix']], { origin: 'B3' })
      expect(await alertes()).toEqual([{ code: 'feuille-ignoree', feuille: 'Lisez-moi' }])
    }
  })

  it('ne porte ni auteur, ni feuille cachée, ni octet qui change', async () => {
    const [one, two] = [await writeRecensement(), await writeRecensement()]
    expect(Buffer.compare(one, two)).toBe(0)
    const book = await readXlsx(one)
    expect(book.sheets.every(({ hidden, veryHidden }) => !hidden && !veryHidden)).toBe(true)
    expect(book.properties).not.toHaveProperty('creator')
    expect(book.properties).not.toHaveProperty('lastModifiedBy')
    expect(book.activeSheet).toBe(1)
  })

  it('dit sa version et qui interroger sur sa première feuille', async () => {
    const lignes = async (contact: string | null = null) =>
      (await readXlsx(await writeRecensement({ contact }))).sheets[0]?.rows.map(([texte]) => texte) ?? []
    expect((await lignes())[1]).toBe(`Version du modèle : ${VERSION_DU_MODELE}`)
    expect((await lignes()).at(-1)).toBe('Une question : votre gestionnaire territorial.')
    expect((await lignes('Gaston (gaston@exemple.invalid)')).at(-1)).toContain('Gaston (gaston@exemple.invalid)')
  })

  it.each([
    ['Points de contact', COLONNES_DES_POINTS, AIDES_DES_POINTS],
    ['Communes', COLONNES_DES_COMMUNES, AIDES_DES_COMMUNES],
  ] as const)(
    'aide sous chaque en-tête, et fige l’en-tête et les deux colonnes qui nomment : %s',
    async (nom, c, a) => {
      const { sheets } = await readXlsx(await writeRecensement())
      const feuille = sheets.find(({ name }) => name === nom)
      const aides: Readonly<Record<string, string>> = a
      expect(feuille?.rows[1]).toEqual(Object.keys(c).map((colonne) => aides[colonne]))
      expect(feuille?.rows[1]?.every((aide) => String(aide).length > 7)).toBe(true)
      expect(feuille?.freezePane).toEqual({ rows: 1, columns: 2 })
    },
  )

  it('chaque liste déroulante est celle de sa colonne, prévient et n’interdit rien', async () => {
    const { sheets } = await readXlsx(await writeRecensement())
    const listes = sheets[3]?.rows ?? []
    // « Listes!$B$2:$B$7 », as a spreadsheet reads it.
    const valuesAt = (formula = '') => {
      const [, colonne = '', premiere, fin, derniere] = /^Listes!\$([A-Z])\$(\d+):\$([A-Z])\$(\d+)$/.exec(formula) ?? []
      expect([formula, fin]).toEqual([formula, colonne])
      return listes.slice(Number(premiere) - 1, Number(derniere)).map((row) => row[colonne.charCodeAt(0) - 65])
    }
    const lues = sheets.flatMap(({ name, rows, dataValidations = [] }) =>
      dataValidations.map(({ type, formula1, range, errorStyle }) => {
        expect([type, errorStyle]).toEqual(['list', 'warning'])
        // From the line under the example to the last that is made ready, in one column.
        const [, colonne = '', fin] = /^([A-Z]+)4:([A-Z]+)304$/.exec(range) ?? []
        expect([range, fin]).toEqual([range, colonne])
        return [name, rows[0]?.find((_, at) => lettresDe(at) === colonne), valuesAt(formula1).join(' · ')]
      }),
    )
    // Written out, not from the vocabulary: what the contract of the workbook promises.
    expect(lues).toEqual([
      ['Points de contact', 'Canal', 'Physique · Téléphone · Internet'],
      ['Points de contact', 'Type', 'Guichet enregistreur · Lieu d’information · SIAD · SIAO · ADIL · Site local'],
      [
        'Points de contact',
        'Nature de l’organisme',
        'Commune · EPCI · Département · État · Bailleur · Action Logement · Employeur · Association · Autre',
      ],
      ['Points de contact', 'Rendez-vous', 'Sans · Obligatoire · Possible'],
      [
        'Points de contact',
        'Public réservé',
        'Tout public · Salariés (Action Logement) · Agents publics · Salariés de l’employeur · Locataires · Hébergés',
      ],
      ['Points de contact', 'Accessibilité PMR', 'Oui · Partielle · Non · Inconnue'],
      ['Communes', 'Type de logement', 'Ensemble · Chambre · T1 · T2 · T3 · T4 · T5 · T6 et plus'],
    ])
  })
})

describe('un point écrit dans une ligne se relit le même', () => {
  const arbPoint = fc
    .record({
      semaine: arbSemaine,
      services: fc.uniqueArray(fc.constantFrom(...codesOf(SERVICES)), { minLength: 1 }),
      publicReserve: fc.constantFrom(...codesOf(PUBLICS)),
      // Signs alone may stand for the cell above: they are asked about (R-REC-47).
      texte: fc.option(
        fc
          .stringMatching(/^[a-zé<>&"' ]{3,40}$/)
          .filter((text) => text.trim() === text && !/ {2}/.test(text) && /[a-zé]{2}/.test(text)),
      ),
    })
    .map(({ semaine, services, publicReserve, texte }) =>
      unPointDeContact({
        telephone: '05 36 49 00 01',
        services: codesOf(SERVICES).filter((service) => services.includes(service)),
        publicReserve,
        commentaire: texte,
        horaires: { osm: toOsm(semaine), texte, aVerifier: texte !== null },
      }),
    )
  it('quels que soient ses horaires, ses services et ses textes', () => {
    const lecteur = { role: 'centre', centre: CENTRE } as const
    fc.assert(
      fc.property(arbPoint, (contenu) => {
        const cells = Object.fromEntries(
          (Object.keys(COLONNES_DES_POINTS) as ColonneDePoint[]).map((key) => [
            key,
            describePoint(contenu)[key] ?? null,
          ]),
        )
        const lu = rangDe(cells, { lecteur }).contenu
        expect(lu && listChangements(contenu, lu)).toEqual([])
      }),
    )
  })
})
