import { describe, expect, it } from 'vitest'
import type { ContenuDePoint } from '../point-de-contact.ts'
import { comparePoints, type PointPublie } from './comparaison.ts'
import { CENTRE, rangDe as rangDuTest } from './testing.ts'

type Changes = Parameters<typeof rangDuTest>[0]
const rangDe = (changes: Changes) => rangDuTest(changes, { lecteur: { role: 'centre', centre: CENTRE } })
const ID = '00000000-0000-4000-8000-000000000001'
const publier = (changes: Changes = {}, id = ID): PointPublie => {
  const { contenu, remarques } = rangDe({ territoire: '09225', ...changes })
  if (!contenu) throw new Error(JSON.stringify(remarques))
  return { point: { ...(contenu satisfies ContenuDePoint), id, centreId: CENTRE.id }, version: 1 }
}
const comparer = (changes: Changes, publies: readonly PointPublie[] = [publier()]) => {
  const { points, absents } = comparePoints([rangDe({ territoire: '09225', ...changes })], publies)
  const [rang] = points
  if (!rang) throw new Error('no row')
  const garder = rang.remarques
    .flatMap(({ propositions = [] }) => propositions)
    .filter(({ pourquoi }) => pourquoi === 'publie')
    .map(({ ecritures }) => Object.fromEntries(ecritures.map(({ colonne, valeur }) => [colonne, valeur])))
  return { rang, garder, absents }
}

describe('« NC » là où il faut une valeur', () => {
  it.each<[Changes, Record<string, string>]>([
    [{ canal: 'NC' }, { canal: 'Physique' }],
    [{ type: 'non communiqué' }, { type: 'Lieu d’information' }],
    [{ services: 'à compléter' }, { services: 'Création ; Information' }],
    [{ territoire: 'NC' }, { territoire: '09225' }],
    [{ commune: 'NC' }, { commune: 'Foix' }],
    [{ publicReserve: 'NC' }, { publicReserve: 'Tout public' }],
    [{ voie: 'NC' }, { voie: '45 cours Gabriel-Fauré' }],
    [
      { voie: '-', codePostal: 'NC', commune: 'inconnue' },
      { voie: '45 cours Gabriel-Fauré', codePostal: '09000', commune: 'Foix' },
    ],
  ])('%j : ce qui est publié se garde d’un geste (R-REC-97)', (changes, attendu) => {
    const { rang, garder, absents } = comparer(changes)
    expect([rang.statut, garder, absents]).toEqual(['refuse', [attendu], []])
    expect(comparer({ ...changes, ...attendu }).rang.statut).toBe('inchange')
  })

  it('le numéro d’un point par téléphone, le site d’un point par internet aussi ; pas le jour (R-REC-97)', () => {
    const telephone = { canal: 'Téléphone', telephone: '05 36 49 00 01' }
    expect(comparer({ ...telephone, telephone: 'NC' }, [publier(telephone)]).garder).toEqual([
      { telephone: '05 36 49 00 01' },
    ])
    const internet = { canal: 'Internet', siteWeb: 'https://exemple.fr/' }
    expect(comparer({ ...internet, siteWeb: 'à compléter' }, [publier(internet)]).garder).toEqual([
      { siteWeb: 'https://exemple.fr/' },
    ])
    expect(comparer({ misAJourLe: 'NC' }).garder).toEqual([])
  })

  it('plusieurs cellules se gardent une à une (R-REC-97)', () => {
    const { garder } = comparer({ canal: 'NC', type: 'NC', services: 'NC' })
    expect(garder.flatMap(Object.keys).sort()).toEqual(['canal', 'services', 'type'])
  })

  it('l’identifiant dit le point, aussi sous un autre nom ou sans nom (R-REC-97)', () => {
    expect(comparer({ identifiant: ID, nom: 'NC' }).garder).toEqual([{ nom: 'Maison de l’habitat' }])
    expect(comparer({ identifiant: ID, nom: 'Autre nom', canal: 'NC' }).garder).toEqual([{ canal: 'Physique' }])
    const autre = comparer({ identifiant: '00000000-0000-4000-8000-000000000009', canal: 'NC' })
    expect([autre.garder, autre.absents.length]).toEqual([[], 1])
  })

  it('une adresse ne se garde pas à côté d’un autre lieu (R-REC-97)', () => {
    expect(comparer({ voie: 'NC', codePostal: '09100', commune: 'Pamiers' }).garder).toEqual([])
    expect(comparer({ identifiant: ID, voie: 'NC', codePostal: '09100', commune: 'Pamiers' }).garder).toEqual([])
    expect(comparer({ codePostal: 'NC', voie: '2 rue Inventée' }).garder).toEqual([])
  })

  it('rien n’est proposé sans point publié certain, ni à une cellule fausse (R-REC-97)', () => {
    expect(comparer({ canal: 'NC' }, []).garder).toEqual([])
    expect(comparer({ canal: 'NC', nom: 'Relais' }).garder).toEqual([])
    const deux = [publier(), publier({ voie: '2 rue Inventée' }, ID.replace(/1$/, '2'))]
    expect(comparer({ canal: 'NC' }, deux).garder).toEqual([])
    expect(comparer({ canal: 'Fax' }).garder).toEqual([])
  })

  it('un territoire que personne ne sait peut aussi être vidé (R-REC-97)', () => {
    const valeurs = (territoire: string) =>
      comparer({ territoire }, []).rang.remarques.flatMap(({ propositions = [] }) =>
        propositions.map(({ pourquoi, ecritures }) => [pourquoi, ecritures[0]?.valeur]),
      )
    expect(valeurs('NC')).toEqual([['territoire-vide', '']])
    expect(valeurs('Foix ; NC')).toEqual([['sans-ce-lieu', '09122']])
  })

  it('comparée de nouveau, elle propose ce qui est publié alors (R-REC-97)', () => {
    const { rang } = comparer({ type: 'NC' })
    const garder = (publies: readonly PointPublie[]) =>
      comparePoints([rang], publies).points[0]?.remarques.flatMap(({ propositions = [] }) =>
        propositions.flatMap(({ ecritures }) => ecritures.map(({ valeur }) => valeur)),
      )
    expect(garder([publier({ type: 'ADIL' })])).toEqual(['ADIL'])
    expect(garder([])).toEqual([])
  })
})

describe('un point dont la ligne attend', () => {
  it('n’est pas absent du fichier (R-REC-97)', () => {
    expect(comparer({ telephone: 'abc' }).absents).toEqual([])
    expect(comparer({ telephone: 'abc', nom: 'Relais' }).absents).toHaveLength(1)
  })
})
