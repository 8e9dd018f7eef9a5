import { describe, expect, it } from 'vitest'
import { granted } from '../demande/testing.ts'
import { listManques, openMentions, readMentions, SANS_MENTION } from './mentions.ts'
import { DES_MENTIONS } from './testing.ts'

const COMMUNES = [
  { codeInsee: '09122', nom: 'Foix' },
  { codeInsee: '09225', nom: 'Pamiers' },
  { codeInsee: '09334', nom: 'L’Herm' },
]
const nomDe = (code: string) => COMMUNES.find(({ codeInsee }) => codeInsee === code)?.nom ?? code
const refus = (saisie: Parameters<typeof readMentions>[0]) => {
  const lu = readMentions(saisie, COMMUNES)
  return lu.ok ? {} : lu.refus.erreurs
}

describe('les mentions d’un département', () => {
  it('se relisent comme elles sont montrées', () => {
    const montrees = openMentions(DES_MENTIONS, nomDe)
    expect(montrees.bailleurs).toBe('Office fictif de l’Ariège\nHabitat fictif de Pamiers : Pamiers')
    expect(granted(readMentions(montrees, COMMUNES))).toEqual(DES_MENTIONS)
    expect(granted(readMentions(openMentions(SANS_MENTION, nomDe), COMMUNES))).toEqual(SANS_MENTION)
    expect(listManques(DES_MENTIONS)).toEqual([])
    expect(listManques(SANS_MENTION)).toEqual([
      'commission de médiation',
      'délai anormalement long',
      'bailleurs',
      'service qui gère les demandes',
    ])
  })

  it('un type sans délai et un service sans adresse manquent, comme l’attestation le dira (R-ATS-10)', () => {
    const types = ['C', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6P'] as const
    const delai = (dits: readonly (typeof types)[number][], mois: number | null = null) => ({
      mois,
      parType: dits.map((type) => ({ type, mois: 24 })),
      arrete: 'Arrêté fictif',
      arreteLe: null,
    })
    const manquesDe = (changes: Partial<typeof DES_MENTIONS>) => listManques({ ...DES_MENTIONS, ...changes })
    expect(manquesDe({ delai: delai(types.slice(0, 5)) })).toEqual(['délai anormalement long (T5, T6 et plus)'])
    expect(manquesDe({ delai: delai(types) })).toEqual([])
    expect(manquesDe({ delai: delai(['T1'], 36) })).toEqual([])
    expect(manquesDe({ gestionnaire: null })).toEqual(['service qui gère les demandes'])
  })

  it('un nom va avec son adresse, et l’adresse avec son nom (R-ATS-06)', () => {
    expect(refus({ commissionNom: 'Commission' })).toEqual({
      commissionAdresse: 'Écrivez aussi l’adresse, ou videz le nom.',
    })
    expect(refus({ gestionnaireAdresse: '1 rue' })).toEqual({
      gestionnaireNom: 'Écrivez aussi le nom, ou videz l’adresse.',
    })
    expect(refus({ commissionNom: 'C'.repeat(150), commissionAdresse: '1\n2\n3\n4\n5\n6' })).toEqual({})
    expect(refus({ commissionNom: 'C'.repeat(151), commissionAdresse: '1' })).toHaveProperty('commissionNom')
    expect(refus({ commissionNom: 'C', commissionAdresse: '1\n2\n3\n4\n5\n6\n7' })).toHaveProperty('commissionAdresse')
  })

  it('un délai va avec son arrêté, et l’arrêté avec son délai (R-ATS-07)', () => {
    expect(refus({ delaiMois: '24' })).toEqual({ arrete: 'Dites quel arrêté fixe ce délai.' })
    expect(refus({ arrete: 'Arrêté' })).toEqual({ delaiMois: 'Écrivez le délai que cet arrêté fixe.' })
    for (const mois of ['1', '240']) expect(refus({ delaiMois: mois, arrete: 'A' })).toEqual({})
    for (const mois of ['0', '241', '2 ans', '-3', '1,5'])
      expect(refus({ delaiMois: mois, arrete: 'A' })).toHaveProperty('delaiMois')
    expect(refus({ delaiMois: '24', arrete: 'A', arreteLe: '2024-02-30' })).toHaveProperty('arreteLe')
  })

  it('des délais par type se lisent ligne à ligne (R-ATS-07)', () => {
    const lu = granted(
      readMentions({ delaiParType: 't1 : 72\nT6 et plus : 120 mois\nChambre:12', arrete: 'A' }, COMMUNES),
    )
    expect(lu.delai).toEqual({
      mois: null,
      parType: [
        { type: 'T1', mois: 72 },
        { type: 'T6P', mois: 120 },
        { type: 'C', mois: 12 },
      ],
      arrete: 'A',
      arreteLe: null,
    })
    expect(refus({ delaiParType: 'T1 : 72\nT9 : 3', arrete: 'A' }).delaiParType).toMatch(/^Ligne 2/)
    expect(refus({ delaiParType: 'T1 : 72\nT1 : 73', arrete: 'A' }).delaiParType).toMatch(/deux fois/)
  })

  it('un bailleur dit ses communes par leur nom ou leur code, et une inconnue se demande (R-ATS-08)', () => {
    const lu = granted(readMentions({ bailleurs: " Office A \n\nSociété B : foix, 09225 ; l'herm, Foix" }, COMMUNES))
    expect(lu.bailleurs).toEqual([
      { nom: 'Office A', communes: [] },
      { nom: 'Société B', communes: ['09122', '09225', '09334'] },
    ])
    expect(refus({ bailleurs: 'Office A\nSociété B : Fox' }).bailleurs).toBe(
      'Ligne 2 : « Fox » n’est pas une commune de ce département. Vérifiez son nom.',
    )
    expect(refus({ bailleurs: 'Société B : 75056' })).toHaveProperty('bailleurs')
    expect(refus({ bailleurs: 'Société B :' }).bailleurs).toMatch(/^Ligne 1\u00a0: écrivez ses communes/)
    expect(refus({ bailleurs: ': Foix' }).bailleurs).toMatch(/^Ligne 1\u00a0: écrivez le nom/)
    expect(refus({ bailleurs: 'x\n'.repeat(300) })).toEqual({})
    expect(refus({ bailleurs: 'x\n'.repeat(301) })).toHaveProperty('bailleurs')
  })
})
