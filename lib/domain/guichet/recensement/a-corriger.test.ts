import { describe, expect, it } from 'vitest'
import { candidatsDe, listACorriger } from './a-corriger.ts'
import { rangDe } from './testing.ts'

const colonnesDe = (...args: Parameters<typeof rangDe>) =>
  listACorriger(rangDe(...args)).map(({ colonnes }) => colonnes)

describe('ce qui se corrige d’une ligne', () => {
  it('est rien pour une ligne juste, ou seulement réparée', () => {
    expect(colonnesDe({})).toEqual([])
    expect(colonnesDe({ telephone: '0536490001' })).toEqual([])
  })

  it('est la cellule refusée, ou à vérifier, une fois pour toutes ses remarques', () => {
    expect(colonnesDe({ telephone: '12', misAJourLe: '01/01/2030' })).toEqual([['telephone'], ['misAJourLe']])
    const services = listACorriger(rangDe({ services: 'Infrmation ; Creatoin' }))
    expect(services.map(({ colonnes, remarques }) => [colonnes, remarques.length])).toEqual([[['services'], 2]])
  })

  it('réunit les cellules qui disent la même chose : le lieu, la position, le centre', () => {
    const lieu = ['codePostal', 'commune', 'codeInsee']
    expect(colonnesDe({ commune: 'Saint-Jeannet', codePostal: '09000' })).toEqual([lieu])
    expect(colonnesDe({ codePostal: 'ABC', codeInsee: '99999' })).toEqual([lieu])
    expect(colonnesDe({ latitude: '1,607', longitude: '42,966' })).toEqual([['latitude', 'longitude']])
    expect(colonnesDe({ siren: '123' })).toEqual([['siren']])
    const [centre] = listACorriger({
      remarques: [
        { cellule: 'A7', colonne: 'siren', gravite: 'refus', code: 'centre-ambigu', siren: '210901229', centres: [] },
      ],
    })
    expect(centre?.colonnes).toEqual(['siren', 'codeGuichet'])
  })

  it('ne montre une cellule qu’une fois, dans le groupe de sa première remarque', () => {
    const cell = (colonne: 'siren' | 'codeGuichet', code: 'centre-ambigu' | 'manquant') =>
      ({ cellule: 'A7', colonne, gravite: 'refus', code, siren: '210901229', centres: [] }) as const
    const groups = listACorriger({ remarques: [cell('codeGuichet', 'manquant'), cell('siren', 'centre-ambigu')] })
    expect(groups.map(({ colonnes, remarques }) => [colonnes, remarques.length])).toEqual([
      [['codeGuichet', 'siren'], 2],
    ])
  })

  it('n’offre aux chiffres que leurs colonnes', () => {
    const remarque = { cellule: 'A7', gravite: 'refus', code: 'manquant' } as const
    const groups = listACorriger({ chiffres: null, remarques: [{ ...remarque, colonne: 'codeInsee' }] })
    expect(groups.map(({ colonnes }) => colonnes)).toEqual([['commune', 'codeInsee']])
  })

  it('laisse à part ce qu’aucune cellule ne règle, et demande quel point publié est la ligne', () => {
    const candidats = [{ id: 'p', nom: 'Mairie' }]
    const remarque = { cellule: 'A7', colonne: 'identifiant', gravite: 'refus' } as const
    const rang = {
      remarques: [
        { ...remarque, code: 'doublon', ligne: 3 },
        { ...remarque, code: 'rapprochement-ambigu', candidats },
      ],
    } as const
    expect(listACorriger(rang)).toEqual([])
    expect(candidatsDe(rang)).toEqual(candidats)
    expect(candidatsDe({ remarques: [] })).toEqual([])
  })
})
