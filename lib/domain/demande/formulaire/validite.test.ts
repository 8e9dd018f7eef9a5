import { describe, expect, it } from 'vitest'
import { addDays, jour } from '../../calendrier.ts'
import { checkCompletude } from './completude.ts'
import { type Changement, unContenu, unContenuDAssociation, unEnvoi } from './testing.ts'
import { readContenu } from './validite.ts'

const LE = jour('2026-11-28')
const refusDe = (...changements: readonly Changement[]) => {
  const lu = readContenu(unEnvoi(...changements), LE)
  return lu.ok ? [] : lu.anomalies.map(({ champ }) => champ)
}

describe('ce qui peut être gardé', () => {
  it('garde un formulaire entier tel quel, et le relit à l’identique', () => {
    const lu = readContenu(unEnvoi(), LE)
    expect(lu).toEqual({ ok: true, contenu: unContenu() })
    expect(lu.ok && readContenu(lu.contenu, LE)).toEqual(lu)
  })

  it('garde un formulaire où presque tout est inconnu : la validité n’est pas la complétude', () => {
    const vide = unContenu(
      ['demandeur.nom', null],
      ['demandeur.naissance', null],
      ['demandeur.ressources', null],
      ['recherche.types', []],
      ['recherche.localisations', []],
    )
    expect(readContenu(vide, LE).ok).toBe(true)
    expect(checkCompletude(vide, 'depot', LE).manques.map(({ champ }) => champ)).toEqual([
      'demandeur.nom',
      'demandeur.naissance',
      'demandeur.ressources',
      'recherche.types',
      'recherche.localisations',
    ])
  })

  it('ne prend pas un zéro pour un montant : il se déclare (R-FORM-01)', () => {
    const zero = { statut: 'declarees', lignes: [{ code: 'SAL', euros: 0 }] }
    expect(refusDe(['demandeur.ressources', zero])).toEqual(['demandeur.ressources.lignes.0.euros'])
    expect(refusDe(['demandeur.ressources', { ...zero, lignes: [{ code: 'SAL', euros: 0.01 }] }])).toEqual([])
    expect(refusDe(['demandeur.ressources', { ...zero, lignes: [{ code: 'SAL', euros: 12.345 }] }])).toHaveLength(1)
    expect(refusDe(['demandeur.ressources', { statut: 'declarees', lignes: [] }])).toHaveLength(1)
    const montant = 'demandeur.revenuFiscal.anneeMoins2.montant'
    expect(refusDe([montant, { statut: 'declare', euros: 0 }])).toEqual([`${montant}.euros`])
    expect(refusDe([montant, { statut: 'zero-declare' }])).toEqual([])
  })

  it.each([
    ['2026-11-28', true],
    ['2026-11-29', false],
    ['1906-11-29', true],
    ['1906-11-28', false],
    ['2026-00-00', true],
    ['2027-00-00', false],
    ['2026-11-00', true],
    ['2026-12-00', false],
  ])('juge la date de naissance %s le 28 novembre 2026 : %s (R-FORM-02)', (naissance, possible) => {
    expect(refusDe(['demandeur.naissance', naissance])).toEqual(possible ? [] : ['demandeur.naissance'])
  })

  it.each(['1984-02-30', '1984-13-01', '1984-00-12', '84-01-01', '12/05/1984', '', 'hier', '𝟙𝟡𝟠𝟜-01-01'])(
    'refuse « %s », qui n’est pas une date de naissance',
    (naissance) => {
      expect(refusDe(['demandeur.naissance', naissance])).toEqual(['demandeur.naissance'])
    },
  )

  it.each([
    ['06 39 98 12 34', true],
    ['+33 6 39 98 12 34', true],
    ['+262 639 98 12 34', true],
    ['3646', false],
    ['O6 39 98 12 34', false],
    ['+44 20 7946 0000', false],
    ['06 39 98', false],
    ['<script>', false],
  ])('juge le téléphone « %s » : %s (R-FORM-04)', (telephone, valide) => {
    expect(refusDe(['demandeur.telephonePortable', telephone])).toEqual(valide ? [] : ['demandeur.telephonePortable'])
  })

  it.each([
    ['08 99 12 34 56', false],
    ['+33 8 90 00 12 34', false],
    ['08 80 12 34 56', true],
    ['09 72 12 34 56', true],
    ['05 36 49 12 34', true],
    ['+687 26 58 12', true],
  ])('refuse un numéro surtaxé, « %s » : %s (R-FORM-30)', (telephone, valide) => {
    for (const champ of ['telephonePortable', 'telephoneDuDomicile', 'telephoneDuTravail'])
      expect(readContenu(unEnvoi([`demandeur.${champ}`, telephone]), LE)).toMatchObject(
        valide
          ? { ok: true }
          : {
              ok: false,
              anomalies: [
                {
                  champ: `demandeur.${champ}`,
                  message: 'Ce numéro est surtaxé : personne ne vous joindra par lui. Écrivez un autre numéro.',
                },
              ],
            },
      )
  })

  it.each([
    ['2027-09-24', []],
    ['2027-09-25', ['foyer.enfantsANaitre.prevusLe']],
    ['2026-01-31', ['foyer.enfantsANaitre.prevusLe']],
    ['2026-02-01', []],
  ])('juge une naissance attendue le %s (R-FORM-05)', (prevusLe, refus) => {
    expect(refusDe(['foyer.enfantsANaitre', { nombre: 1, prevusLe }])).toEqual(refus)
  })

  it('demande lequel retirer de deux motifs, deux communes ou deux types pareils (R-FORM-06)', () => {
    const motif = { code: '09', precision: null }
    const foix = { commune: '09122', quartier: null }
    expect(refusDe(['motifs', [motif, { ...motif, code: '13' }, motif]])).toEqual(['motifs.2'])
    expect(refusDe(['recherche.localisations', [foix, foix]])).toEqual(['recherche.localisations.1'])
    expect(refusDe(['recherche.localisations', [foix, { ...foix, quartier: 'Centre' }]])).toEqual([])
    expect(refusDe(['recherche.types', ['T2', 'T2']])).toEqual(['recherche.types.1'])
  })

  it('refuse un quatrième motif et une neuvième commune', () => {
    const motifs = ['01', '02', '03', '04'].map((code) => ({ code, precision: null }))
    expect(refusDe(['motifs', motifs.slice(0, 3)])).toEqual([])
    expect(refusDe(['motifs', motifs])).toEqual(['motifs'])
    const communes = Array.from({ length: 9 }, (_, rang) => ({ commune: `0912${rang}`, quartier: null }))
    expect(refusDe(['recherche.localisations', communes.slice(0, 8)])).toEqual([])
    expect(refusDe(['recherche.localisations', communes])).toEqual(['recherche.localisations'])
  })

  it('prend les communes de Corse et d’outre-mer', () => {
    const lieux = ['2a004', '2B033', '97411', '1001'].map((commune) => ({ commune, quartier: null }))
    const lu = readContenu(unEnvoi(['recherche.localisations', lieux]), LE)
    expect(lu.ok && lu.contenu.recherche.localisations.map(({ commune }) => commune)).toEqual([
      '2A004',
      '2B033',
      '97411',
      '01001',
    ])
  })

  it('garde les noms de tous les alphabets, sans signe invisible ni numéro de sécurité sociale', () => {
    const lu = readContenu(
      unEnvoi(['demandeur.nom', ' Ζωή\u202e  <b>É</b> 🙂 '], ['logementActuel.hebergeant', '1 84 05 09 122 001 02']),
      LE,
    )
    expect(lu.ok && lu.contenu.demandeur).toMatchObject({ nom: 'Ζωή <b>É</b> 🙂' })
    expect(refusDe(['demandeur.nom', 'a'.repeat(80)])).toEqual([])
    expect(refusDe(['demandeur.nom', 'a'.repeat(81)])).toEqual(['demandeur.nom'])
  })

  it('refuse une association créée après le jour de l’acte, la veille et le jour même passent (R-FORM-15)', () => {
    const lue = (creeeLe: string) => readContenu(unContenuDAssociation(['demandeur.creeeLe', creeeLe]), LE)
    expect([addDays(LE, -1), LE].map((day) => lue(day).ok)).toEqual([true, true])
    expect(lue(addDays(LE, 1))).toMatchObject({ ok: false, anomalies: [{ champ: 'demandeur.creeeLe' }] })
  })

  it('refuse un code qui n’est pas dans sa liste, et dit chaque anomalie à la fois', () => {
    expect(refusDe(['demandeur.nationalite', '4'], ['logementActuel.modele', 'lp'])).toEqual([
      'demandeur.nationalite',
      'logementActuel.modele',
    ])
  })

  it.each([null, undefined, 'texte', 12, [], { __proto__: null }])(
    'refuse ce qui n’est pas un formulaire : %s',
    (sent) => {
      expect(readContenu(sent, LE).ok).toBe(false)
    },
  )
})
