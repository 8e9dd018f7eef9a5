import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import type { Feuille } from './classeur.ts'
import { COLONNES_DES_POINTS } from './colonnes.ts'
import { type DejaLu, readInAdvance } from './lecture-suivie.ts'
import type { FaitsDeLecture } from './points.ts'
import { CENTRE, FAITS, feuilleDe, ligneDe } from './testing.ts'

const COLONNES = [
  'nom',
  'canal',
  'type',
  'services',
  'voie',
  'codePostal',
  'commune',
  'telephone',
  'misAJourLe',
] as const
const ENTETES = COLONNES.map((colonne) => COLONNES_DES_POINTS[colonne])
const point = (nom: string, codePostal = '09000') => [
  nom,
  'Physique',
  'Lieu d’information',
  'Information',
  '1 rue Inventée',
  codePostal,
  'Foix',
  '05 36 49 00 01',
  '03/03/2026',
]
const RANGEES = Array.from({ length: 900 }, (_, rang) => point(`Accueil ${rang}`, rang % 7 === 0 ? '0900' : '09000'))
const TABLE = feuilleDe('Points de contact', [ENTETES, ...RANGEES])

function suivre({ lignes, ...feuille }: Feuille, faits: FaitsDeLecture = FAITS) {
  const avance = readInAdvance(faits)
  avance.feuille(feuille)
  for (const ligne of lignes) avance.ligne(ligne)
  return avance
}

/** The analysis, and how many of its rows were read already. */
function analyse(feuille: Feuille, dejaLu: DejaLu | undefined, faits: FaitsDeLecture = FAITS) {
  let nombre = 0
  const compte: DejaLu = (lue) => {
    const found = dejaLu?.(lue)
    if (found) nombre += 1
    return found
  }
  const read = analyseClasseur({ feuilles: [feuille] }, faits, compte)
  return { read, nombre }
}

describe('les lignes lues pendant l’ouverture du classeur', () => {
  it('disent ce qu’elles disent lues à la fin', () => {
    const { read, nombre } = analyse(TABLE, suivre(TABLE).dejaLuSous(FAITS))
    expect(nombre).toBe(900)
    expect(read).toEqual(analyseClasseur({ feuilles: [TABLE] }, FAITS))
  })

  it('se lisent chacune à son tour, quand celles de la tête sont connues ensemble', () => {
    const attendent: (() => void)[] = []
    const { lignes, ...feuille } = TABLE
    const avance = readInAdvance(FAITS, (lire) => attendent.push(lire))
    avance.feuille(feuille)
    for (const ligne of lignes) avance.ligne(ligne)
    expect(attendent).toHaveLength(700)
    expect(analyse(TABLE, avance.dejaLuSous(FAITS)).nombre).toBe(201)
    for (const lire of attendent) lire()
    expect(analyse(TABLE, avance.dejaLuSous(FAITS)).nombre).toBe(900)
  })

  it('ne valent rien sous d’autres faits', () => {
    const avance = suivre(TABLE)
    expect(avance.dejaLuSous({ ...FAITS })).toBeDefined()
    expect(avance.dejaLuSous({ ...FAITS, defauts: { canal: undefined } })).toBeDefined()
    for (const autres of [
      { le: '2026-06-02' },
      { defauts: { canal: 'telephone' } },
      { centres: [] },
      { lecteur: { role: 'centre', centre: CENTRE } },
      { colonnes: new Map([['nom', null]]) },
      { referentiel: { ...FAITS.referentiel } },
    ] as Partial<FaitsDeLecture>[])
      expect(avance.dejaLuSous({ ...FAITS, ...autres })).toBeUndefined()
  })

  it('ne valent rien sous d’autres en-têtes, ni sous le nom d’une autre feuille', () => {
    const dejaLu = suivre(TABLE).dejaLuSous(FAITS)
    const [, ligne] = TABLE.lignes
    if (!ligne || !dejaLu) throw new Error('no row')
    const colonnes = new Map(COLONNES.map((colonne, at) => [colonne, at] as const))
    expect(dejaLu({ feuille: TABLE.nom, ligne, colonnes })?.valeurs.nom).toBe('Accueil 0')
    expect(dejaLu({ feuille: TABLE.nom, ligne, colonnes: new Map([...colonnes].slice(1)) })).toBeUndefined()
    expect(dejaLu({ feuille: 'Autre', ligne, colonnes })).toBeUndefined()
    expect(dejaLu({ feuille: TABLE.nom, ligne: { ...ligne }, colonnes })).toBeUndefined()
  })

  it('se relisent quand une autre ligne les complète : « idem », une correction', () => {
    const table = feuilleDe('Points de contact', [
      ENTETES,
      ...RANGEES.map((row, at) => (at === 10 ? row.with(4, 'idem') : row)),
    ])
    const faits = {
      ...FAITS,
      corrections: [{ feuille: table.nom, ligne: 22, colonne: 'nom', valeur: 'Corrigé' }] as const,
    }
    const { read, nombre } = analyse(table, suivre(table, faits).dejaLuSous(faits), faits)
    expect(nombre).toBe(898)
    expect(read).toEqual(analyseClasseur({ feuilles: [table] }, faits))
  })

  it('laissent à la fin une feuille courte, une adresse en morceaux et ce qui n’est pas une table de points', () => {
    const courte = { ...TABLE, lignes: TABLE.lignes.slice(0, 600) }
    const morceaux = feuilleDe('Points de contact', [
      [...ENTETES.slice(0, 4), 'N° de voie', 'Nom de la voie', ...ENTETES.slice(5)],
      ...RANGEES.map((row) => [...row.slice(0, 4), '1', 'rue Inventée', ...row.slice(5)]),
    ])
    const notes = { nom: 'Notes', lignes: Array.from({ length: 900 }, (_, at) => ligneDe(at + 1, [`note ${at}`])) }
    for (const feuille of [courte, morceaux, notes]) {
      const { read, nombre } = analyse(feuille, suivre(feuille).dejaLuSous(FAITS))
      expect(nombre).toBe(0)
      expect(read).toEqual(analyseClasseur({ feuilles: [feuille] }, FAITS))
    }
  })
})
