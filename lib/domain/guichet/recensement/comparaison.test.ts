import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import type { ContenuDePoint } from '../point-de-contact.ts'
import { unPointDeContact } from '../testing.ts'
import { comparePoints } from './comparaison.ts'
import type { RangDePoint } from './points.ts'

const rang = (ligne: number, contenu: ContenuDePoint | null, rest: Partial<RangDePoint> = {}): RangDePoint => ({
  feuille: 'P',
  ligne,
  identifiant: null,
  centreId: 'c',
  trouve: {},
  valeurs: {},
  contenu,
  repere: `A${ligne}`,
  remarques: [],
  ...rest,
})
const publie = (id: string, contenu: ContenuDePoint, centreId: string | null = 'c') => ({
  point: { ...contenu, id, centreId },
  version: 3,
})
const A = unPointDeContact()
const statuts = (...args: Parameters<typeof comparePoints>) =>
  comparePoints(...args).points.map(({ statut, pointId }) => [statut, pointId])

describe('la comparaison avec ce qui est publié', () => {
  it('nouveau, inchangé, modifié champ par champ, absent', () => {
    const autre = unPointDeContact({ nom: 'Autre', telephone: null, siteWeb: null })
    expect(statuts([rang(3, A)], [])).toEqual([['nouveau', null]])
    expect(statuts([rang(3, A)], [publie('p', A)])).toEqual([['inchange', 'p']])
    const change = comparePoints([rang(3, { ...A, commentaire: 'Sonnez' })], [publie('p', A), publie('q', autre)])
    expect(change.points[0]).toMatchObject({
      statut: 'modifie',
      pointId: 'p',
      version: 3,
      changements: [{ champ: 'commentaire', avant: null, apres: 'Sonnez' }],
    })
    expect(change.absents).toEqual([{ id: 'q', nom: 'Autre' }])
  })

  it('l’ordre des clés que rend la base ne change rien', () => {
    const position = { precision: 'adresse', longitude: 1.607, latitude: 42.9654 } as const
    expect(statuts([rang(3, A)], [publie('p', { ...A, position })])).toEqual([['inchange', 'p']])
  })

  it('ne dit rien d’autre que ce qui est publié, à un jour plus ancien : inchangé (R-REC-80)', () => {
    const le = (misAJourLe: string) => ({ ...A, misAJourLe: jour(misAJourLe) })
    const publies = [publie('p', le('2026-11-28'))]
    expect(statuts([rang(3, le('2026-11-27'))], publies)).toEqual([['inchange', 'p']])
    expect(statuts([rang(3, le('2026-11-28'))], publies)).toEqual([['inchange', 'p']])
    expect(statuts([rang(3, le('2026-11-29'))], publies)).toEqual([['modifie', 'p']])
    expect(statuts([rang(3, { ...le('2026-11-27'), commentaire: 'Sonnez' })], publies)).toEqual([['modifie', 'p']])
  })

  it('un identifiant inconnu ou d’un autre centre est refusé (R-REC-25)', () => {
    const result = comparePoints([rang(3, A, { identifiant: 'p' })], [publie('p', A, 'autre')])
    expect(result.points[0]?.remarques.map(({ code }) => code)).toEqual(['identifiant-inconnu'])
    expect(statuts([rang(3, { ...A, nom: 'Tout autre' }, { identifiant: 'p' })], [publie('p', A)])).toEqual([
      ['modifie', 'p'],
    ])
  })

  it('l’identifiant d’un doublon désigne le point gardé, une fois, et le dit (R-REC-81)', () => {
    const reunis = new Map([['d', 'p']])
    const compare = (...rangs: RangDePoint[]) => comparePoints(rangs, [publie('p', A)], reunis).points
    const [seul] = compare(rang(3, { ...A, nom: 'Tout autre' }, { identifiant: 'd' }))
    expect(seul).toMatchObject({ statut: 'modifie', pointId: 'p', remarques: [{ code: 'point-reuni', valeur: 'd' }] })
    // Compared again at publication, it is said once.
    expect(seul && compare(seul)[0]?.remarques).toHaveLength(1)
    const deux = compare(rang(3, A, { identifiant: 'd' }), rang(4, A, { identifiant: 'p' }))
    expect(deux.map(({ statut }) => statut)).toEqual(['refuse', 'inchange'])
    expect(deux[0]?.remarques.at(-1)).toMatchObject({ code: 'doublon', ligne: 4 })
    const ailleurs = compare(rang(3, A, { identifiant: 'd', centreId: 'autre' }))
    expect(ailleurs[0]?.remarques.at(-1)?.code).toBe('identifiant-inconnu')
  })

  it('retrouve par le nom et la commune, sinon par le téléphone ou le site', () => {
    expect(statuts([rang(3, { ...A, nom: A.nom.toUpperCase(), organisme: null })], [publie('p', A)])).toEqual([
      ['modifie', 'p'],
    ])
    expect(statuts([rang(3, { ...A, nom: 'Nouveau nom' })], [publie('p', A)])).toEqual([['modifie', 'p']])
    const ailleurs = {
      ...A.adresse,
      codeInsee: '09225',
      commune: 'Pamiers',
      voie: '1 rue',
      codePostal: '09100',
      complement: null,
    }
    expect(statuts([rang(3, unPointDeContact({ nom: 'Antenne', adresse: ailleurs }))], [publie('p', A)])).toEqual([
      ['nouveau', null],
    ])
    const tel = unPointDeContact({ canal: 'telephone', adresse: null, siteWeb: null })
    expect(statuts([rang(3, { ...tel, nom: 'Accueil' })], [publie('p', tel), publie('q', A)])).toEqual([
      ['modifie', 'p'],
    ])
  })

  it('un rapprochement ambigu se demande (R-REC-26)', () => {
    const B = { ...A, organisme: 'B' }
    const result = comparePoints([rang(3, { ...A, organisme: 'C' })], [publie('p', A), publie('q', B)])
    expect(result.points[0]).toMatchObject({ statut: 'refuse', contenu: null })
    expect(result.points[0]?.remarques[0]).toMatchObject({ code: 'rapprochement-ambigu', cellule: 'A3' })
    expect(result.points[0]?.remarques[0]?.propositions).toEqual([
      { pourquoi: 'point-publie', ecritures: [{ colonne: 'identifiant', cellule: 'A3', valeur: 'p' }], libelle: A.nom },
      { pourquoi: 'point-publie', ecritures: [{ colonne: 'identifiant', cellule: 'A3', valeur: 'q' }], libelle: A.nom },
    ])
    expect(result.absents).toEqual([])
    // Two homonyms sent again as they are: each finds its own.
    expect(statuts([rang(3, B), rang(4, A)], [publie('p', A), publie('q', B)])).toEqual([
      ['inchange', 'q'],
      ['inchange', 'p'],
    ])
    // Two changed rows for one published point.
    expect(statuts([rang(3, { ...A, organisme: 'X' }), rang(4, { ...A, organisme: 'Y' })], [publie('p', A)])).toEqual([
      ['refuse', null],
      ['refuse', null],
    ])
  })

  it('une ligne ambiguë suit la réponse donnée : ce point, ou un nouveau (R-REC-75)', () => {
    const adresse = { complement: null, codePostal: '09000', commune: 'Foix', codeInsee: '09122' }
    const B = unPointDeContact({ organisme: 'B', adresse: { ...adresse, voie: '2 rue Inventée' } })
    const publies = [publie('p', A), publie('q', B)]
    const lu = (rest: Partial<RangDePoint>) => statuts([rang(3, { ...A, organisme: 'C' }, rest)], publies)
    expect(lu({})).toEqual([['refuse', null]])
    expect(lu({ identifiant: 'q' })).toEqual([['modifie', 'q']])
    expect(lu({ estNouveau: true })).toEqual([['nouveau', null]])
    const asked = comparePoints([rang(3, { ...A, organisme: 'C' })], publies).points[0]?.remarques[0]
    expect(asked).toMatchObject({
      candidats: [
        { id: 'p', adresse: { voie: A.adresse?.voie } },
        { id: 'q', adresse: { voie: '2 rue Inventée' } },
      ],
    })
    // Published with that answer, the same content sent again changes nothing.
    expect(statuts([rang(3, A, { estNouveau: true })], publies)).toEqual([['inchange', 'p']])
  })

  it('la réponse d’une ligne n’est pas celle d’une autre, qui attend toujours la sienne (R-REC-75)', () => {
    const repondu = (valeur: string) => ({
      corrigees: [{ colonne: 'identifiant' as const, cellule: null, ecrit: '', valeur }],
      ...(valeur === 'nouveau' ? { estNouveau: true } : { identifiant: valeur }),
    })
    const [X, Y] = [
      { ...A, organisme: 'X' },
      { ...A, organisme: 'Y' },
    ]
    const B = { ...A, organisme: 'B' }
    expect(statuts([rang(3, X, repondu('nouveau')), rang(4, Y)], [publie('p', A)])).toEqual([
      ['nouveau', null],
      ['refuse', null],
    ])
    const asked = comparePoints([rang(3, X, repondu('q')), rang(4, Y)], [publie('p', A), publie('q', B)]).points
    expect(asked.map(({ statut, pointId }) => [statut, pointId])).toEqual([
      ['modifie', 'q'],
      ['refuse', null],
    ])
    expect(asked[1]?.remarques[0]).toMatchObject({
      candidats: [{ id: 'p' }, { id: 'q', ligne: 3 }],
    })
    // An identifiant that the file itself holds still leaves the other point to the other row.
    expect(statuts([rang(3, X, { identifiant: 'q' }), rang(4, Y)], [publie('p', A), publie('q', B)])).toEqual([
      ['modifie', 'q'],
      ['modifie', 'p'],
    ])
    expect(statuts([rang(3, X, repondu('q')), rang(4, Y, repondu('p'))], [publie('p', A), publie('q', B)])).toEqual([
      ['modifie', 'q'],
      ['modifie', 'p'],
    ])
    // Two answers for one point: the second repeats the first.
    expect(statuts([rang(3, X, repondu('p')), rang(4, Y, repondu('p'))], [publie('p', A)])).toEqual([
      ['modifie', 'p'],
      ['refuse', null],
    ])
  })

  it('une ligne répétée est refusée, une ligne déjà refusée le reste (R-REC-27)', () => {
    expect(statuts([rang(3, A), rang(4, A), rang(5, null)], [])).toEqual([
      ['nouveau', null],
      ['refuse', null],
      ['refuse', null],
    ])
    // The same name at the same place, thrice: what repeats the second says so.
    const [un, deux, trois] = [A, { ...A, commentaire: 'Deux' }, { ...A, commentaire: 'Trois' }]
    const { points } = comparePoints([rang(3, un), rang(4, deux), rang(5, trois), rang(6, { ...deux })], [])
    expect(points.map(({ statut }) => statut)).toEqual(['nouveau', 'nouveau', 'nouveau', 'refuse'])
    expect(points[3]?.remarques).toMatchObject([{ code: 'doublon', ligne: 4 }])
  })

  it('parmi des points du même nom, chacun retrouve celui qui dit la même chose, quel que soit l’ordre de ses champs', () => {
    const [un, deux] = [A, { ...A, commentaire: 'Deux' }]
    const aRebours = (contenu: ContenuDePoint) => {
      const { communes, epcis, departements } = contenu.territoire
      return { ...contenu, territoire: { departements, epcis, communes } }
    }
    expect(statuts([rang(3, aRebours(deux)), rang(4, aRebours(un))], [publie('p', un), publie('q', deux)])).toEqual([
      ['inchange', 'q'],
      ['inchange', 'p'],
    ])
    expect(statuts([rang(3, un)], [publie('p', un), publie('q', un)])).toEqual([['refuse', null]])
  })
})
