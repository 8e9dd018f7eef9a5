import { describe, expect, it } from 'vitest'
import { addDays } from '../../calendrier.ts'
import type { ContenuDePoint } from '../point-de-contact.ts'
import { unPointDeContact } from '../testing.ts'
import { areMemesDires, areSameContenus, findMemePoint, listChangements } from './contenus.ts'
import { rangDe } from './testing.ts'

function contenu(): ContenuDePoint {
  const found = rangDe({}).contenu
  if (!found) throw new Error('refused')
  return structuredClone(found)
}
const avec = (adresse: object) => ({ ...contenu(), adresse }) as ContenuDePoint
const adresse = { voie: '1 rue Inventée', complement: null, codePostal: '09000', commune: 'Foix', codeInsee: '09122' }

describe('deux contenus disent la même chose', () => {
  it('quel que soit l’ordre de leurs clés, et ce qui n’est pas dit', () => {
    const avant = avec(adresse)
    const { voie, ...reste } = adresse
    const apres = avec({ ...reste, voie, region: undefined })
    expect(areSameContenus(avant, apres)).toBe(true)
    expect(listChangements(avant, apres)).toEqual([])
  })

  it.each<[string, object]>([
    ['une valeur', { ...adresse, voie: '2 rue Inventée' }],
    ['une valeur de plus', { ...adresse, region: 'Occitanie' }],
    ['une valeur de moins', { ...adresse, complement: undefined }],
    ['une valeur à la place d’une autre', { ...adresse, complement: undefined, region: null }],
    ['une liste', ['1 rue Inventée']],
  ])('à %s près, ils ne la disent plus', (_, autre) => {
    const [avant, apres] = [avec(adresse), avec(autre)]
    expect(areSameContenus(avant, apres)).toBe(false)
    expect(areSameContenus(apres, avant)).toBe(false)
    expect(listChangements(avant, apres).map(({ champ }) => champ)).toEqual(['adresse'])
  })

  it('un autre jour aussi, pour qui envoie de nouveau (R-EDI-11)', () => {
    const avant = unPointDeContact({})
    const apres = { ...avant, misAJourLe: addDays(avant.misAJourLe, 1) }
    expect([areSameContenus(avant, apres), areMemesDires(avant, apres)]).toEqual([false, true])
    expect(areMemesDires(avant, { ...apres, nom: 'Autre' })).toBe(false)
  })
  it('à l’ordre d’une liste près non plus', () => {
    const avant = contenu()
    expect(areSameContenus(avant, { ...avant, services: [...avant.services].reverse() })).toBe(false)
  })
})

describe('le point que désigne un contenu (R-EDI-04)', () => {
  const point = (changes: Partial<ContenuDePoint>) => unPointDeContact({ nom: 'Mairie de Foix', ...changes })
  const tenus = [{ point: { ...point({}), id: 'mairie', centreId: null } }]

  it('a son canal, son nom, aux accents et aux capitales près, et sa commune', () => {
    expect(findMemePoint(tenus, point({ nom: 'MAIRIE  de foix', telephone: '05 36 49 00 09' }))).toBe('mairie')
    expect(findMemePoint([], point({}))).toBeUndefined()
  })

  it.each<[string, Partial<ContenuDePoint>]>([
    ['un autre nom', { nom: 'Mairie de Foix, annexe' }],
    ['un autre canal', { canal: 'telephone' }],
    ['une autre commune', { adresse: { ...adresse, codeInsee: '09225' } }],
  ])('n’est pas celui qui a %s', (_, changes) => {
    expect(findMemePoint(tenus, point(changes))).toBeUndefined()
  })
})
