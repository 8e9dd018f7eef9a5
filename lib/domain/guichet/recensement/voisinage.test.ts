import { describe, expect, it } from 'vitest'
import type { ContenuDePoint } from '../point-de-contact.ts'
import { unPointDeContact } from '../testing.ts'
import { comparePoints, type RangCompare } from './comparaison.ts'
import type { RangDePoint } from './points.ts'
import {
  checkVoisinage,
  cleDeRetour,
  findDoubles,
  listRencontres,
  paraitAilleurs,
  type Revenant,
  SANS_DOUBLE,
  type Voisin,
  voisinageDe,
} from './voisinage.ts'

const rang = (contenu: ContenuDePoint, centreId: string | null = 'b', ligne = 3): RangDePoint => ({
  feuille: 'P',
  ligne,
  repere: `A${ligne}`,
  identifiant: null,
  centreId,
  trouve: {},
  valeurs: {},
  contenu,
  remarques: [],
})
const publie = (id: string, contenu: ContenuDePoint, centreId: string | null, version = 1) => ({
  point: { ...contenu, id, centreId },
  version,
})
type Publies = readonly ReturnType<typeof publie>[]
const NOMS = new Map([
  ['a', 'Centre A'],
  ['b', 'Centre B'],
])
/** Compares as centre `centreId` does: its own points first, then those of others. */
function examine(rangs: readonly (RangDePoint | RangCompare)[], publies: Publies, confirmes: readonly string[] = []) {
  const own = publies.filter(({ point }) => rangs.some(({ centreId }) => centreId === point.centreId))
  return checkVoisinage(comparePoints(rangs, own).points, { publies, noms: NOMS, confirmes: new Set(confirmes) })
}
const one = (...args: Parameters<typeof examine>) => {
  const [first] = examine(...args)
  if (!first) throw new Error('no row')
  return first
}

const A = unPointDeContact({ telephone: '05 36 49 00 01', siteWeb: 'https://www.exemple.invalid/' })
const ailleurs = { voie: '1 rue', complement: null, codeInsee: '09225', commune: 'Pamiers', codePostal: '09100' }
type Contact = Readonly<{ nom?: string; telephone?: string | null; siteWeb?: string | null; adresse?: typeof ailleurs }>
const autre = (changes: Contact) =>
  unPointDeContact({ canal: 'physique', nom: 'Tout autre nom', telephone: null, siteWeb: null, ...changes })
const parTelephone = (telephone: string, nom: string) =>
  unPointDeContact({ canal: 'telephone', nom, adresse: null, telephone, siteWeb: null })

describe('un point que publie déjà un autre (R-REC-64)', () => {
  const cas: readonly (readonly [string, ContenuDePoint, ContenuDePoint, 'nouveau' | 'refuse'])[] = [
    ['même canal, même nom, même commune', A, { ...A, nom: A.nom.toUpperCase() }, 'refuse'],
    ['même nom, autre commune', A, autre({ nom: A.nom, adresse: ailleurs }), 'nouveau'],
    ['même téléphone dans la même commune', A, autre({ telephone: '05 36 49 00 01' }), 'refuse'],
    ['même téléphone, autre commune', A, autre({ telephone: '05 36 49 00 01', adresse: ailleurs }), 'nouveau'],
    ['même site dans la même commune', A, autre({ siteWeb: 'http://exemple.invalid' }), 'refuse'],
    ['ni nom, ni téléphone, ni site', A, autre({ telephone: '05 36 49 00 02' }), 'nouveau'],
    ['même numéro, par téléphone', parTelephone('36 46', 'Un nom'), parTelephone('36 46', 'Un autre'), 'refuse'],
    ['même numéro, autre canal', A, parTelephone('05 36 49 00 01', 'Un autre'), 'nouveau'],
  ]
  it.each(cas)('%s', (_, theirs, ours, statut) => {
    expect(one([rang(ours)], [publie('p', theirs, 'a')]).statut).toBe(statut)
    expect(one([rang(ours)], [publie('p', theirs, null)]).statut).toBe(statut)
    expect(one([rang(ours, null)], [publie('p', theirs, 'a')]).statut).toBe(statut)
  })

  it('attend avec les deux versions, et dit qui publie l’autre', () => {
    const waits = one([rang({ ...A, commentaire: 'Sonnez' })], [publie('p', A, 'a', 7)])
    expect(waits).toMatchObject({
      statut: 'refuse',
      pointId: null,
      contenu: { commentaire: 'Sonnez' },
      changements: [{ champ: 'commentaire', avant: null, apres: 'Sonnez' }],
      remarques: [{ cellule: 'A3', gravite: 'refus', code: 'deja-publie-par-un-autre' }],
    })
    expect(voisinageDe(waits)).toEqual({
      cle: 'P:3:p.7',
      confirme: false,
      points: [{ id: 'p', nom: A.nom, version: 7, detenteur: 'Centre A' }],
    })
    expect(voisinageDe(one([rang(A)], [publie('p', A, null)]))?.points[0]?.detenteur).toBeNull()
  })

  it('se publie une fois confirmé, tant que l’autre version est celle qui a été vue', () => {
    const confirme = one([rang(A)], [publie('p', A, 'a', 7)], ['P:3:p.7'])
    expect(confirme).toMatchObject({ statut: 'nouveau', remarques: [{ gravite: 'a-verifier' }] })
    expect(voisinageDe(confirme)?.confirme).toBe(true)
    expect(one([rang(A)], [publie('p', A, 'a', 8)], ['P:3:p.7']).statut).toBe('refuse')
    expect(one([rang(A)], [publie('p', A, 'a', 7), publie('q', A, null)], ['P:3:p.7']).statut).toBe('refuse')
  })

  it('ne se demande pas pour son propre point, inchangé ou corrigé', () => {
    const publies = [publie('p', A, 'a'), publie('q', A, 'b')]
    expect(one([rang(A)], publies).statut).toBe('inchange')
    expect(one([rang({ ...A, commentaire: 'Sonnez' })], publies).statut).toBe('modifie')
  })

  it('se demande quand une correction le mène chez un autre', () => {
    const mine = autre({ nom: 'Mon guichet', telephone: '05 36 49 00 09' })
    const moved = autre({ nom: 'Mon guichet', telephone: '05 36 49 00 01' })
    expect(one([rang(moved)], [publie('p', A, 'a'), publie('q', mine, 'b')]).statut).toBe('refuse')
  })

  it('comparé de nouveau, ne répète pas sa remarque, et l’oublie quand l’autre n’est plus là', () => {
    const first = examine([rang(A)], [publie('p', A, 'a')])
    expect(one(first, [publie('p', A, 'a')]).remarques).toHaveLength(1)
    expect(one(first, [])).toMatchObject({ statut: 'nouveau', remarques: [] })
  })

  it('les autres lignes ne l’attendent pas', () => {
    const seul = autre({ nom: 'Un point seul', telephone: '05 36 49 00 33' })
    expect(examine([rang(A), rang(seul, 'b', 4)], [publie('p', A, 'a')]).map(({ statut }) => statut)).toEqual([
      'refuse',
      'nouveau',
    ])
  })
})

describe('un point que l’annulation d’un import rendrait (R-REC-116)', () => {
  const revenant = (avant: ContenuDePoint, changes: Partial<Revenant> = {}): Revenant => ({
    id: 'r',
    centreId: 'a',
    actuel: null,
    avant,
    sort: 'revient',
    ...changes,
  })
  const trouve = (revenants: readonly Revenant[], publies: readonly (Publies[number] & Partial<Voisin>)[]) =>
    [...findDoubles(revenants, { voisins: publies.map((un) => ({ auDebut: null, ...un })), noms: NOMS })]
      .map(([id, { points }]) => [id, ...points.map((point) => point.id)])
      .sort()

  const memeNumero = autre({ telephone: '05 36 49 00 01' })
  const cas: readonly (readonly [string, ContenuDePoint, string | null, boolean])[] = [
    ['le même d’un autre centre', A, 'b', true],
    ['le même du gestionnaire', A, null, true],
    ['le même numéro, d’un autre', memeNumero, 'b', true],
    ['le même numéro, du même centre', memeNumero, 'a', false],
    ['le même nom, du même centre', { ...autre({}), nom: A.nom.toUpperCase() }, 'a', true],
    ['le même nom, ailleurs', autre({ nom: A.nom, adresse: ailleurs }), 'b', false],
  ]
  it.each(cas)('%s', (_, theirs, centreId, double) => {
    expect(trouve([revenant(A)], [publie('p', theirs, centreId)])).toEqual(double ? [['r', 'p']] : [])
  })

  it('n’est pas en double de lui-même, ni de ce à côté de quoi il est déjà', () => {
    const actuel = { ...A, nom: 'Un autre nom' }
    expect(trouve([revenant(A, { actuel })], [publie('r', actuel, 'a'), publie('p', memeNumero, 'b')])).toEqual([])
    expect(trouve([revenant(A, { actuel })], [publie('p', { ...autre({}), nom: A.nom }, 'b')])).toEqual([['r', 'p']])
    expect(paraitAilleurs({ actuel, avant: A })).toBe(true)
    expect(paraitAilleurs({ actuel: A, avant: { ...A, commentaire: 'Sonnez' } })).toBe(false)
  })

  it('ne se demande pas pour celui qui disait déjà ce lieu avant l’import, même modifié depuis', () => {
    const p = publie('p', { ...A, commentaire: 'Sonnez' }, 'b')
    expect(trouve([revenant(A)], [{ ...p, auDebut: A }])).toEqual([])
    expect(trouve([revenant(A)], [{ ...p, auDebut: autre({ telephone: '05 36 49 00 01' }) }])).toEqual([])
    expect(trouve([revenant(A)], [{ ...p, auDebut: autre({}) }])).toEqual([['r', 'p']])
    // Of its own holder, the name is asked, and it took it since.
    const q = publie('q', A, 'a')
    expect(trouve([revenant(A)], [{ ...q, auDebut: autre({ telephone: '05 36 49 00 01' }) }])).toEqual([['r', 'q']])
  })

  it('rencontre aussi un point que l’import a créé, et qui reste', () => {
    const cree = (sort: Revenant['sort']) => revenant(A, { id: 'n', actuel: A, avant: null, sort })
    expect(trouve([revenant(A), cree('reste')], [publie('n', A, 'a')])).toEqual([['r', 'n']])
    expect(trouve([revenant(A), cree('revient')], [publie('n', A, 'a')])).toEqual([])
    expect(paraitAilleurs(cree('reste'))).toBe(false)
  })

  it('ne demande l’histoire que de ceux qu’il rencontrerait', () => {
    const publies = [publie('p', A, 'b'), publie('q', memeNumero, 'a'), publie('s', autre({}), 'b')]
    expect(listRencontres([revenant(A)], publies).map(({ point }) => point.id)).toEqual(['p'])
  })

  it('échange sa place avec un autre qui part, et non avec un qui reste', () => {
    const [un, deux] = [autre({ nom: 'Un' }), autre({ nom: 'Deux' })]
    const renomme = revenant(deux, { id: 's', actuel: un })
    expect(trouve([revenant(un), renomme], [publie('s', un, 'a')])).toEqual([])
    expect(trouve([revenant(un), { ...renomme, sort: 'reste' }], [publie('s', un, 'a')])).toEqual([['r', 's']])
    // Another is published since where it would go back: it stays, and is met in its turn.
    expect(trouve([revenant(un), renomme], [publie('s', un, 'a'), publie('p', deux, 'b')])).toEqual([
      ['r', 's'],
      ['s', 'p'],
    ])
  })

  it('un fichier décalé d’une ligne : le premier reste, et chacun derrière lui', () => {
    const contenus = Array.from({ length: 5001 }, (_, rang) => autre({ nom: `Point ${rang}` }))
    const paires = contenus.slice(1).flatMap((actuel, rang) => {
      const avant = contenus[rang]
      return avant ? [{ id: `p${rang}`, actuel, avant }] : []
    })
    const publies = paires.map(({ id, actuel }) => publie(id, actuel, 'a'))
    const decale = (premier: Revenant['sort']) =>
      trouve(
        paires.map(({ avant, ...one }, rang) => revenant(avant, { ...one, sort: rang === 0 ? premier : 'revient' })),
        publies,
      )
    expect(decale('revient')).toEqual([])
    expect(decale('choisi')).toEqual([])
    const enDouble = new Map(decale('reste').map(([id, ...points]) => [id, points]))
    expect(enDouble.size).toBe(4999)
    expect(paires.slice(1).every(({ id }, rang) => enDouble.get(id)?.join() === `p${rang}`)).toBe(true)
  })

  it('celui qui est choisi part, même en double, et laisse sa place', () => {
    const [un, deux] = [autre({ nom: 'Un' }), autre({ nom: 'Deux' })]
    const renomme = revenant(deux, { id: 's', actuel: un, sort: 'choisi' })
    const publies = [publie('s', un, 'a'), publie('p', deux, 'b')]
    expect(trouve([revenant(un), renomme], publies)).toEqual([['s', 'p']])
  })

  it('dit les dix premiers, et combien d’autres, qui changent ce qui est choisi', () => {
    const doublesParmi = (nombre: number) => {
      const voisins = Array.from({ length: nombre }, (_, rang) => ({ ...publie(`p${rang}`, A, 'b'), auDebut: null }))
      return findDoubles([revenant(A)], { voisins, noms: NOMS }).get('r') ?? SANS_DOUBLE
    }
    expect([doublesParmi(10), doublesParmi(12)].map(({ points, autres }) => [points.length, autres])).toEqual([
      [10, 0],
      [10, 2],
    ])
    expect(cleDeRetour(7, doublesParmi(2))).toBe('point-7:p0.1:p1.1')
    expect(cleDeRetour(7, doublesParmi(12))).toMatch(/:p9\.1:\+2$/)
    expect(cleDeRetour(7, doublesParmi(13))).not.toBe(cleDeRetour(7, doublesParmi(12)))
  })
})
