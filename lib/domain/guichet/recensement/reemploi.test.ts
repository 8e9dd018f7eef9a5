import { expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { compareAnalyse, type Publie } from './examen.ts'
import type { RangDePoint } from './points.ts'
import { type FaitsDeReemploi, isEntier, writeFaits } from './reemploi.ts'
import { rangDe } from './testing.ts'

const centre = { id: 'c', code: null, siren: null, nom: 'Centre (essai)', departements: ['09'] }
const FAITS: FaitsDeReemploi = {
  programmes: 'p',
  territoire: 3,
  lecteur: { role: 'centre', centre },
  centres: [centre],
  le: jour('2026-06-01'),
  retenues: {},
}

it('le même texte pour les mêmes faits, un autre dès qu’un seul change', () => {
  const dits = writeFaits(FAITS)
  expect(
    writeFaits({ ...FAITS, centres: [{ departements: ['09'], nom: centre.nom, siren: null, code: null, id: 'c' }] }),
  ).toBe(dits)
  const autres: Partial<FaitsDeReemploi>[] = [
    { programmes: 'q' },
    { territoire: 4 },
    { lecteur: { role: 'centre', centre: { ...centre, departements: ['09', '31'] } } },
    { lecteur: { role: 'gestionnaire', departements: ['09'] } },
    { centres: [{ ...centre, siren: '123456782' }] },
    { centres: [] },
    { le: jour('2026-06-02') },
    { retenues: { canal: 'physique' } },
    { retenues: { colonnes: [['structure', 'nom']] } },
  ]
  const textes = new Set([dits, ...autres.map((autre) => writeFaits({ ...FAITS, ...autre }))])
  expect(textes.size).toBe(autres.length + 1)
})

const RIEN: Publie = { points: [], autres: [], reunis: new Map(), noms: new Map(), chiffres: new Map() }

it('une comparaison qui refuse une ligne ne dit plus tout ce qui a été lu', () => {
  const isEntierAvec = (...points: RangDePoint[]) => {
    const analyse = { points, chiffres: [], exemples: [], alertes: [] }
    return isEntier(compareAnalyse(analyse, RIEN), analyse)
  }
  // A row that its own cells refuse stays as it was read.
  expect(isEntierAvec(rangDe({}), rangDe({ nom: 'Autre', codePostal: 'ABC' }))).toBe(true)
  expect(isEntierAvec(rangDe({}), rangDe({}))).toBe(false)
  expect(isEntierAvec(rangDe({ identifiant: 'inconnu12345' }))).toBe(false)
})
