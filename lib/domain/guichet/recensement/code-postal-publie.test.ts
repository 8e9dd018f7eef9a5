import { describe, expect, it } from 'vitest'
import type { Adresse } from '../point-de-contact.ts'
import { comparePoints } from './comparaison.ts'
import { describePoint } from './ecriture.ts'
import type { RangDePoint } from './points.ts'
import { sansGarde } from './publie-garde.ts'
import { CENTRE, rangDe } from './testing.ts'

type Changes = Parameters<typeof rangDe>[0]
const lire = (changes: Changes = {}) =>
  rangDe(
    { identifiant: 'p1', codeInsee: '09122', codePostal: '09100', ...changes },
    { lecteur: { role: 'centre', centre: CENTRE } },
  )
/** That row beside a point published under the former rule: Foix, with the postcode of Pamiers. */
function compare(rang: RangDePoint, publiee: Partial<Adresse> = {}, centreId: string | null = CENTRE.id) {
  const { contenu } = lire({ codePostal: '09000' })
  if (!contenu?.adresse) throw new Error('refused')
  const point = { ...contenu, adresse: { ...contenu.adresse, codePostal: '09100', ...publiee }, id: 'p1', centreId }
  const [compare] = comparePoints([rang], [{ point, version: 1 }], new Map([['p0', 'p1']])).points
  if (!compare) throw new Error('no row')
  return compare
}
const dits = ({ statut, remarques }: ReturnType<typeof compare>) => [
  statut,
  ...remarques.map(({ gravite, code }) => `${gravite}:${code}`),
]
const GARDE = 'a-verifier:code-postal-d-ailleurs'
const ATTEND = 'refus:code-postal-d-ailleurs'

describe('le code postal d’ailleurs que dit déjà le point publié (R-REC-36)', () => {
  it('est gardé, à vérifier : le même contenu renvoyé ne change rien', () => {
    const rang = compare(lire())
    expect(dits(rang)).toEqual(['inchange', GARDE])
    expect(rang.contenu?.adresse).toMatchObject({ codePostal: '09100', codeInsee: '09122', commune: 'Foix' })
    expect(rang.valeurs).toBe(rang.contenu)
    expect(rang.remarques[0]?.propositions).toHaveLength(2)
    expect(dits(compare(lire({ telephone: '05 36 49 00 01' })))).toEqual(['modifie', GARDE])
    expect(dits(compare(lire({ identifiant: 'p0' })))).toEqual(['inchange', GARDE, 'corrige:point-reuni'])
  })

  it.each<[string, RangDePoint, Partial<Adresse>?, null?]>([
    ['un autre code postal', lire(), { codePostal: '09000' }],
    ['une autre commune', lire(), { codeInsee: '09225', commune: 'Pamiers' }],
    ['une autre voie', lire({ voie: '1 rue des Essais' })],
    ['pas d’identifiant', lire({ identifiant: null })],
    ['pas de code INSEE', lire({ codeInsee: null })],
    ['le point d’un autre', lire(), {}, null],
  ])('attend devant %s', (_, rang, publiee, centreId) => {
    const rendu = compare(rang, publiee, centreId)
    expect([rendu.contenu, ...dits(rendu)]).toEqual([null, 'refuse', ATTEND])
  })

  it('se relit du fichier que le portail donne de ce point', () => {
    const { contenu } = compare(lire({ latitude: 42.9654, longitude: 1.607, lundi: '9h-12h', commentaire: 'Sonner' }))
    if (!contenu) throw new Error('refused')
    const { misAJourLe: _, ...cells } = describePoint(contenu, 'p1')
    const point = { ...contenu, id: 'p1', centreId: CENTRE.id }
    expect(comparePoints([lire(cells)], [{ point, version: 1 }]).points).toMatchObject([
      { statut: 'inchange', changements: [], remarques: [{ gravite: 'a-verifier' }] },
    ])
  })

  it('attend avec ce qui manque, ou qui se refuse, par ailleurs', () => {
    expect(dits(compare(lire({ nom: null })))).toEqual(['refuse', ATTEND, 'refus:manquant'])
    expect(dits(compare(lire({ courriel: 'accueil' })))).toEqual(['refuse', ATTEND, 'refus:courriel-faux'])
  })

  it('n’est gardé que tant que le point le dit : comparée de nouveau, la ligne se relit comme elle est écrite', () => {
    const lue = lire()
    const garde = compare(lue)
    expect(sansGarde(garde)).toMatchObject({ contenu: null, remarques: lue.remarques })
    expect(sansGarde(garde).remarques).toEqual(lue.remarques)
    expect(dits(compare(garde))).toEqual(['inchange', GARDE])
    expect(dits(compare(garde, { codePostal: '09000' }))).toEqual(['refuse', ATTEND])
    expect(sansGarde(lue)).toBe(lue)
  })
})
