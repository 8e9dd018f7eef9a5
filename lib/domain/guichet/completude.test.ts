import { describe, expect, it } from 'vitest'
import { type ContenuJuge, computeCompletude, FAITS, POIDS } from './completude.ts'
import { unPointDeContact } from './testing.ts'

const WHOLE = unPointDeContact()
const TOTAL = FAITS.reduce((sum, fait) => sum + POIDS[fait], 0)
const judge = (contenus: readonly ContenuJuge[]) =>
  computeCompletude(contenus.map((contenu) => ({ contenu, nombre: 1 })))
const score = (contenus: readonly ContenuJuge[]) => judge(contenus).pourCent

describe('la complétude d’un centre (R-FRA-03)', () => {
  it('sans point, il n’y a rien à dire', () => {
    expect(judge([])).toEqual({ pourCent: null, manques: [] })
  })

  it('tout est dit : cent', () => {
    expect(judge([WHOLE])).toEqual({ pourCent: 100, manques: [] })
  })

  it.each([
    ['horaires', { ...WHOLE, horaires: { osm: null, texte: null, aVerifier: false } }],
    ['horaires', { ...WHOLE, horaires: { osm: 'Mo 09:00-12:00', texte: 'sur demande', aVerifier: true } }],
    ['joindre', unPointDeContact({ canal: 'physique', telephone: null, courriel: null })],
    ['position', { ...WHOLE, position: null }],
    ['position', { ...WHOLE, position: { latitude: 42, longitude: 1, precision: 'commune' } }],
    ['accessibilite', { ...WHOLE, accessibilitePmr: 'inconnue' }],
    ['rendezVous', { ...WHOLE, rendezVous: null }],
    ['organisme', { ...WHOLE, organisme: null }],
  ] as const)('sans %s, il manque son poids', (fait, contenu) => {
    expect(judge([contenu])).toEqual({
      pourCent: Math.floor((100 * (TOTAL - POIDS[fait])) / TOTAL),
      manques: [{ fait, points: 1 }],
    })
  })

  it('ne demande à un téléphone ni lieu ni rampe, à un site pas d’horaires', () => {
    const nu = { position: null, accessibilitePmr: 'inconnue' } as const
    expect(score([unPointDeContact({ canal: 'telephone', telephone: '36 46', ...nu })])).toBe(100)
    const horaires = { osm: null, texte: null, aVerifier: false }
    expect(score([unPointDeContact({ canal: 'internet', horaires, ...nu })])).toBe(100)
  })

  it('n’attend d’un téléphone ni d’un site un autre moyen de joindre que le sien', () => {
    const seul = { courriel: null, services: [] } as const
    expect(score([unPointDeContact({ canal: 'telephone', telephone: '36 46', ...seul })])).toBe(100)
    expect(score([unPointDeContact({ canal: 'internet', telephone: null, ...seul })])).toBe(100)
  })

  it('cent ne s’arrondit pas, et ce qui manque le plus vient d’abord', () => {
    const sansRdv = { ...WHOLE, rendezVous: null }
    expect(score([...Array(200).fill(WHOLE), sansRdv])).toBe(99)
    expect(judge([sansRdv, { ...sansRdv, organisme: null }]).manques).toEqual([
      { fait: 'rendezVous', points: 2 },
      { fait: 'organisme', points: 1 },
    ])
  })

  it('compte pour leur nombre des points semblables', () => {
    const sansRdv = { ...WHOLE, rendezVous: null }
    const semblables = [
      { contenu: WHOLE, nombre: 3 },
      { contenu: sansRdv, nombre: 2 },
    ]
    expect(computeCompletude(semblables)).toEqual(judge([WHOLE, WHOLE, WHOLE, sansRdv, sansRdv]))
  })
})
