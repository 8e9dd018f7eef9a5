import { describe, expect, it } from 'vitest'
import type { Position } from '../point-de-contact.ts'
import { unPointDeContact } from '../testing.ts'
import { comparePoints } from './comparaison.ts'
import { buildReferentiel } from './referentiel.ts'
import { rangDe } from './testing.ts'

type Valeur = string | number
const lu = (latitude: Valeur, longitude: Valeur) => {
  const { contenu, remarques } = rangDe({ latitude, longitude })
  return [
    contenu === null ? 'attend' : (contenu.position?.precision ?? null),
    ...remarques.flatMap(({ code }) => (code === 'ecriture-retablie' ? [] : [code])),
  ]
}

describe('une position est aussi précise que son écriture (R-REC-132)', () => {
  it.each<[Valeur, Valeur]>([
    ['42,966', '1,607'],
    [42.9654, 1.60712],
    ['42°57’58" N', '1°36’25" E'],
    ['42°57,9’ N', '1°36,4’ E'],
    // 42,9600 and 1,6000, whose last zeros a spreadsheet drops.
    [42.96, 1.60731],
    [42.9652, 1.6],
    ['42,96', '1,607'],
  ])('%s ; %s situe une adresse', (...texts) => expect(lu(...texts)).toEqual(['adresse']))

  it.each<[Valeur, Valeur]>([
    ['42,96', '1,61'],
    ['42,96', '1,6'],
    ['42°58’ N', '1°36’ E'],
  ])('%s ; %s n’est qu’approchée', (...texts) => {
    expect(lu(...texts)).toEqual(['approximative', 'position-approchee'])
  })

  it.each<[Valeur, Valeur]>([
    ['42,9', '1,6'],
    ['43', '1.6'],
    ['43°N', '2°E'],
  ])('%s ; %s ne situe rien, et le point paraît sans', (...texts) => {
    expect(lu(...texts)).toEqual([null, 'position-grossiere'])
  })
})

describe('une position hors de sa commune (R-REC-14)', () => {
  it('n’est pas publiée ; le point l’est', () => {
    expect(lu(48.8534, 2.3488)).toEqual([null, 'position-hors-de-la-commune'])
    // Some 38, then 42 kilometres north of Foix.
    expect(lu(43.308, 1.607)).toEqual(['adresse'])
    expect(lu(43.345, 1.607)).toEqual([null, 'position-hors-de-la-commune'])
  })

  it('propose le signe ou l’ordre qui la ramène dans sa commune', () => {
    const [remarque] = rangDe({ latitude: 42.9654, longitude: -1.607 }).remarques
    expect(remarque?.propositions?.map(({ ecritures }) => ecritures.map(({ valeur }) => valeur))).toEqual([
      ['42.9654', '1.607'],
    ])
    const sud = rangDe({ latitude: -42.9654, longitude: 1.607 })
    expect(sud.contenu).toBeNull()
    expect(sud.remarques[0]).toMatchObject({ code: 'coordonnees-hors-de-france', propositions: [{}] })
  })

  it('une commune d’îles ou de forêt est vaste : sa position est gardée et signalée', () => {
    const rangiroa = { codeInsee: '98741', nom: 'Rangiroa', departement: '987', epci: null, codesPostaux: ['98776'] }
    const referentiel = buildReferentiel({
      communes: [{ ...rangiroa, position: { latitude: -14.967, longitude: -147.641 } }],
      ...{ anciennes: [], departements: [], epcis: [] },
    })
    const ici = { commune: 'Rangiroa', codePostal: '98776' }
    // Makatea, a part of that commune.
    const makatea = rangDe({ ...ici, latitude: -15.8421, longitude: -148.2543 }, { referentiel })
    expect(makatea.contenu?.position?.precision).toBe('adresse')
    expect(makatea.remarques.map(({ code }) => code)).toEqual(['position-loin-de-la-commune'])
    const loin = rangDe({ ...ici, latitude: -23.1183, longitude: -134.9694 }, { referentiel })
    expect(loin.remarques.map(({ code }) => code)).toEqual(['position-hors-de-la-commune'])
  })
})

describe('ce qui est publié d’une position, devant une autre écriture (R-REC-132)', () => {
  const compare = (publiee: Position, latitude: Valeur, longitude: Valeur) => {
    const rang = rangDe({ latitude, longitude })
    if (!rang.contenu) throw new Error('refused')
    const point = { ...unPointDeContact(), ...rang.contenu, position: publiee, id: 'p1', centreId: null }
    const [compare] = comparePoints([rang], [{ point, version: 1 }]).points
    return [compare?.statut, compare?.contenu?.position]
  }
  it('les mêmes nombres gardent leur précision, un nombre faux ou grossier ne l’efface pas', () => {
    const rue = { latitude: 42.9654, longitude: 1.607, precision: 'rue' } as const
    expect(compare(rue, 42.9654, 1.607)).toEqual(['inchange', rue])
    expect(compare(rue, 48.8534, 2.3488)).toEqual(['inchange', rue])
    expect(compare(rue, 43, 1.6)).toEqual(['inchange', rue])
    expect(compare({ ...rue, latitude: 48.8534, longitude: 2.3488 }, 48.8534, 2.3488)).toEqual(['modifie', null])
  })
})
