import { describe, expect, it } from 'vitest'
import { readFait } from './faits-lus.ts'
import {
  attributionSchema,
  changementSchema,
  decisionDeCorrectionSchema,
  demandeDeCorrectionSchema,
  motifDeRadiationSchema,
  raisonSchema,
  separationSchema,
} from './saisies.ts'
import { uneAttribution, uneDemande } from './testing.ts'

/** A NIR whose key is right, as people paste it. */
const NIR = '1 84 05 09 122 045 04'

describe('ce que prend chaque acte', () => {
  it('sans signe invisible, sans numéro de sécurité sociale, d’une ligne (R-NIR-01, R-TXT-01)', () => {
    expect(raisonSchema.parse('  Hospi\u200btalisation\n de  mars ')).toBe('Hospitalisation de mars')
    const cle = 97 - Number(BigInt(NIR.replaceAll(' ', '').slice(0, 13)) % 97n)
    const nir = `${NIR.slice(0, -2)}${String(cle).padStart(2, '0')}`
    expect(raisonSchema.parse(`Vu ${nir} ici`)).toBe('Vu ici')
    expect(
      demandeDeCorrectionSchema.parse({
        nouvelle: { nom: ' Réelle\u202e ', nomDeNaissance: '', prenom: null },
        motif: 'Faute',
      }).nouvelle,
    ).toEqual({ nom: 'Réelle', nomDeNaissance: null, prenom: null })
  })

  it('d’une longueur bornée : la dernière qui passe, la première qui ne passe pas', () => {
    expect([1000, 1001].map((n) => raisonSchema.safeParse('a'.repeat(n)).success)).toEqual([true, false])
    const changement = (preuve: string) => changementSchema.safeParse({ rang: 0, motif: 'deces', preuve }).success
    expect([changement('a'.repeat(300)), changement('a'.repeat(301))]).toEqual([true, false])
    const piece = (n: number) => decisionDeCorrectionSchema.safeParse({ decision: 'acceptee', piece: 'a'.repeat(n) })
    expect([piece(300).success, piece(301).success]).toEqual([true, false])
  })

  it('et rien qui ne soit de sa liste', () => {
    expect(separationSchema.safeParse({ rang: 0, preuve: 'parole' }).success).toBe(false)
    expect(separationSchema.safeParse({ rang: -1, preuve: 'jugement-de-divorce' }).success).toBe(false)
    expect(motifDeRadiationSchema.safeParse({ code: 'AUTRE' }).success).toBe(false)
    const attribution = uneAttribution()
    expect(motifDeRadiationSchema.parse({ code: 'RADATT', attribution })).toEqual({ code: 'RADATT', attribution })
    expect(attributionSchema.safeParse({ ...attribution, commune: 'Foix' }).success).toBe(false)
    expect(attributionSchema.safeParse({ ...attribution, bailSigneLe: '2024-02-30' }).success).toBe(false)
  })
})

describe('un fait relu', () => {
  it('a la forme de son type, ou est un défaut qui ne dit rien de la personne', () => {
    const [depot] = uneDemande().deposeeLe('2024-03-31').listFaits()
    expect(readFait(structuredClone(depot))).toEqual(depot)
    for (const abime of [
      { ...depot, deposeeLe: '2024-02-30' },
      { ...depot, type: 'autre' },
      { ...depot, ref: 'x' },
      null,
    ])
      expect(() => readFait(abime)).toThrow(/^A fait [a-z ]+ that has not its shape$/)
  })
})
