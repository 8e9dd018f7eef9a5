/** The checker of the faults, on faults that are planted: it sees each, and nothing where there is none. */
import { describe, expect, it } from 'vitest'
import { type Accuse, checkHistoire, type DemandeVue } from './histoire.ts'

const reprise = { rang: 1, type: 'reprise', cle: null, motif: null }
const renouvellement = { rang: 2, type: 'renouvellement', cle: 'k1', motif: null }
const radiation = { rang: 2, type: 'radiation', cle: null, motif: 'RADREN' }
const renouvelee: DemandeVue = {
  numero: 'A',
  statut: 'active',
  version: 2,
  isDue: false,
  isRejouee: true,
  faits: [reprise, renouvellement],
}
const radiee: DemandeVue = { ...renouvelee, numero: 'B', statut: 'radiee', isDue: true, faits: [reprise, radiation] }
const accuse: Accuse = { numero: 'A', cle: 'k1', rang: 2, deja: false }
const encore: Accuse = { ...accuse, cle: 'k2', deja: true }

describe('le contrôle de l’histoire', () => {
  it('ne trouve rien à dire de ce qui s’est bien passé', () => {
    expect(checkHistoire([accuse, encore], [renouvelee, radiee], 1)).toEqual([])
  })

  it('laisse une course finir par l’un ou par l’autre', () => {
    expect(
      checkHistoire(
        [accuse],
        [
          { ...renouvelee, isDue: null },
          { ...radiee, isDue: null },
        ],
        1,
      ),
    ).toEqual([])
  })

  it.each<[string, readonly Accuse[], DemandeVue, number, string]>([
    ['un accusé sans son fait', [accuse], { ...renouvelee, version: 1, faits: [reprise] }, 0, 'est perdu'],
    ['un accusé d’un autre envoi', [{ ...accuse, cle: 'k9' }], renouvelee, 1, 'un autre est écrit'],
    [
      'deux renouvellements',
      [accuse],
      { ...renouvelee, version: 3, faits: [reprise, renouvellement, { ...renouvellement, rang: 3 }] },
      2,
      'renouvelée 2 fois',
    ],
    [
      'deux radiations',
      [],
      { ...radiee, version: 3, faits: [reprise, radiation, { ...radiation, rang: 3 }] },
      0,
      'radiée 2 fois',
    ],
    [
      'une radiation après un renouvellement',
      [accuse],
      { ...radiee, version: 3, faits: [reprise, renouvellement, { ...radiation, rang: 3 }], numero: 'A' },
      1,
      'renouvelée, et radiée',
    ],
    ['une due oubliée', [], { ...radiee, statut: 'active', version: 1, faits: [reprise] }, 0, 'la nuit l’a oubliée'],
    [
      'une course que personne n’a gagnée',
      [],
      { ...radiee, isDue: null, version: 1, faits: [reprise] },
      0,
      'ni renouvelée',
    ],
    ['une radiée sans être due', [], { ...radiee, isDue: false }, 0, 'sans être due'],
    ['un état à moitié', [accuse], { ...renouvelee, isRejouee: false }, 1, 'ne donnent pas son état'],
    ['un fait manquant', [], { ...radiee, faits: [radiation] }, 0, 'ne se suivent pas'],
    ['un compte faux', [accuse], renouvelee, 2, 'les comptes disent 2'],
  ])('voit %s', (_nom, accuses, demande, comptes, dit) => {
    expect(checkHistoire(accuses, [demande], comptes).join()).toContain(dit)
  })
})
