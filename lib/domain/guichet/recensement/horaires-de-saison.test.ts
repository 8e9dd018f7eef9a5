import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import type { Fusion } from './classeur.ts'
import { DEFAUTS, FAITS, feuilleDe } from './testing.ts'

type Cell = string | number | null
const VIDES: Cell[] = [null, null, null, null]
const P = ['Mairie', '1 rue Inventée', '09000', 'Foix']

const lire = (heads: Cell[][], row: Cell[], fusions: Fusion[] = []) => lireLignes(heads, [row], fusions)
function lireLignes(heads: Cell[][], rows: Cell[][], fusions: Fusion[] = []) {
  const tete = heads.map((cells, at) => [...(at === 0 ? ['Nom', 'Adresse', 'CP', 'Ville'] : VIDES), ...cells])
  const feuille = { ...feuilleDe('F', [...tete, ...rows.map((row) => [...P, ...row])]), fusions }
  const found = analyseClasseur({ feuilles: [feuille] }, { ...FAITS, defauts: DEFAUTS })
  if (!found.ok) throw new Error(found.refus.code)
  return found.value
}
const horaires = (heads: Cell[][], row: Cell[], fusions: Fusion[] = []) => {
  const { points } = lire(heads, row, fusions)
  return points.length === 1 ? points[0]?.contenu?.horaires : undefined
}

describe('des heures d’une partie de l’année (R-REC-120)', () => {
  it.each([
    ['Été', 'Hiver'],
    ['Période scolaire', 'Vacances scolaires'],
    ['Hors vacances', 'Vacances'],
    ['Juillet et août', 'Hiver'],
  ])('« %s » et « %s » sous « Horaires » : les deux textes, à vérifier', (une, autre) => {
    const attendu = { osm: null, texte: `${une} : lundi 8h-12h\n${autre} : lundi 9h-17h`, aVerifier: true }
    const row = ['lundi 8h-12h', 'lundi 9h-17h']
    for (const titre of ['Horaires', 'Horaires d’ouverture']) {
      const heads = [
        [titre, null],
        [une, autre],
      ]
      expect(horaires(heads, row)).toEqual(attendu)
      expect(horaires(heads, row, [{ haut: 1, bas: 1, gauche: 4, droite: 5 }])).toEqual(attendu)
    }
    expect(horaires([[`Horaires (${une})`, `Horaires (${autre})`]], row)).toEqual(attendu)
    expect(horaires([[`Horaires ${une}`, `Horaires ${autre}`]], row)).toEqual(attendu)
  })
  it('une seule, sous « Horaires », ne vaut pas toute l’année', () =>
    expect(
      horaires(
        [
          ['Téléphone', 'Horaires'],
          [null, '(été)'],
        ],
        ['05 61 02 33 00', 'lundi 9h-12h'],
      ),
    ).toEqual({
      osm: null,
      texte: 'Été : lundi 9h-12h',
      aVerifier: true,
    }))
  it('seules, sans titre au-dessus, elles ne se perdent pas non plus', () =>
    expect(horaires([['Horaires', 'Été']], ['lundi 9h-17h', 'lundi 8h-12h'])).toEqual({
      osm: null,
      texte: 'lundi 9h-17h\nÉté : lundi 8h-12h',
      aVerifier: true,
    }))
  it('au-dessus des jours, elles disent que ce n’est pas toute l’année', () => {
    const heads = [
      ['Été', null, 'Hiver', null],
      ['Lundi', 'Mardi', 'Lundi', 'Mardi'],
    ]
    const texte = 'Été Lundi : 8h-12h\nÉté Mardi : 8h-12h\nHiver Lundi : 9h-17h\nHiver Mardi : 9h-17h'
    const attendu = { osm: null, texte, aVerifier: true }
    expect(horaires(heads, ['8h-12h', '8h-12h', '9h-17h', '9h-17h'])).toEqual(attendu)
    const sousHoraires = [['Horaires d’ouverture', null, null, null], ...heads]
    expect(horaires(sousHoraires, ['8h-12h', '8h-12h', '9h-17h', '9h-17h'])).toEqual(attendu)
  })
  it('les semaines paires et impaires se lisent, elles reviennent toute l’année', () => {
    const heads = [
      ['Horaires', null],
      ['Semaines paires', 'Semaines impaires'],
    ]
    const osm = 'week 02-52/2 Mo 08:00-12:00; week 01-53/2 Mo 09:00-17:00; PH off'
    expect(horaires(heads, ['lundi 8h-12h', 'lundi 9h-17h'])?.osm).toBe(osm)
    const jours = [
      ['Semaines paires', null, 'Semaines impaires', null],
      ['Lundi', 'Mardi', 'Lundi', 'Mardi'],
    ]
    expect(horaires(jours, ['8h-12h', null, '9h-17h', null])?.osm).toBe(osm)
  })
  it('des mois sous « Horaires » se lisent, et ne valent pas toute l’année', () => {
    const heads = [
      ['Horaires', null],
      ['Juillet-août', 'Septembre à juin'],
    ]
    const lus = horaires(heads, ['lundi 8h-12h', 'lundi 9h-17h'])
    expect(lus?.texte).toBe('Juillet-août : lundi 8h-12h\nSeptembre à juin : lundi 9h-17h')
    expect(lus?.osm).toBe('Jul-Aug Mo 08:00-12:00; Sep-Jun Mo 09:00-17:00; PH off')
  })
  it('à côté de la semaine, elle reste, à vérifier', () =>
    expect(horaires([['Lundi', 'Lundi (été)']], ['9h-17h', '8h-12h'])).toEqual({
      osm: 'Mo 09:00-17:00; PH off',
      texte: 'Lundi (été) : 8h-12h',
      aVerifier: true,
    }))
  it('« Ouvert l’été » qui répond par oui, et les fermetures, n’en sont pas', () => {
    const rows = lire(
      [['Horaires', 'Ouverture été', 'Fermeture estivale']],
      ['lundi 9h-12h', 'oui', '01/08/2026-15/08/2026'],
    )
    expect(rows.points[0]?.contenu).toMatchObject({
      horaires: { osm: 'Mo 09:00-12:00; PH off', aVerifier: false },
      fermetures: [{ du: '2026-08-01', au: '2026-08-15' }],
    })
    expect(rows.alertes).toContainEqual(expect.objectContaining({ code: 'colonne-ignoree', entete: 'Ouverture été' }))
  })
  it.each(['Ouvert le samedi en été', 'Ouvert en été'])('« %s » : une case cochée ne dit pas d’heures', (entete) => {
    const heads = [['Horaires', entete]]
    const rows = ['Oui', 'De 9h à 12h', 'Non', 'x', 'Oui le matin'].map((dit) => ['lundi au vendredi 9h-17h', dit])
    const osm = (points: Cell[][]) => lireLignes(heads, points).points.map(({ contenu }) => contenu?.horaires.osm)
    const semaine = 'Mo-Fr 09:00-17:00; PH off'
    expect(osm(rows)).toEqual([semaine, null, semaine, semaine, null])
    const cochees = rows.filter((_, at) => at % 2 === 0 && at < 4)
    expect(osm(cochees)).toEqual([semaine, semaine])
    expect(lireLignes(heads, cochees).alertes).toContainEqual(
      expect.objectContaining({ code: 'colonne-ignoree', entete }),
    )
  })
  it('une case de rendez-vous ou de semaines paires n’est pas de saison, et se demande', () => {
    for (const entete of ['Samedi (sur rendez-vous)', 'Samedi (semaines paires)'])
      expect(horaires([['Horaires', entete]], ['lundi 9h-12h', 'Oui'])?.aVerifier).toBe(true)
  })
})
