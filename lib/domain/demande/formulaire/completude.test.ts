import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { questionsDe, RUBRIQUES } from './champs.ts'
import { checkCompletude } from './completude.ts'
import type { Contenu } from './contenu.ts'
import { unContenu, unContenuDAssociation, unCotitulaire } from './testing.ts'

const LE = jour('2026-11-28')
const manquesDe = (contenu: Contenu, acte: 'depot' | 'renouvellement' = 'depot') =>
  checkCompletude(contenu, acte, LE).manques.map(({ champ }) => champ)

describe('ce qui peut être enregistré', () => {
  it('enregistre un formulaire entier', () => {
    expect(checkCompletude(unContenu(), 'depot', LE)).toEqual({
      registrable: true,
      manques: [],
      inconnus: [],
      mineur: false,
    })
  })

  it('demande son prénom à qui n’a pas déclaré n’avoir qu’un nom (R-FORM-07)', () => {
    expect(manquesDe(unContenu(['demandeur.prenom', null]))).toEqual(['demandeur.prenom'])
    expect(manquesDe(unContenu(['demandeur.prenom', null], ['demandeur.unSeulNom', true]))).toEqual([])
  })

  it('n’enregistre pas sans type ni montant de ressources, ni revenu fiscal (R-FORM-08)', () => {
    const sans = { statut: 'declarees', lignes: [{ code: null, euros: 900 }] }
    expect(manquesDe(unContenu(['demandeur.ressources', sans]))).toEqual(['demandeur.ressources'])
    expect(manquesDe(unContenu(['demandeur.ressources', { statut: 'aucune' }]))).toEqual([])
    const rfr = 'demandeur.revenuFiscal.anneeMoins2.montant'
    expect(manquesDe(unContenu([rfr, null]))).toEqual([rfr])
    expect(manquesDe(unContenu([rfr, { statut: 'zero-declare' }]))).toEqual([])
    expect(
      manquesDe(unContenu([rfr, null], ['demandeur.revenuFiscal.anneeMoins1.montant', { statut: 'zero-declare' }])),
    ).toEqual([])
  })

  it('laisse inconnu, au renouvellement, le montant que l’on n’a pas encore (R-FORM-11)', () => {
    const contenu = unContenu(['demandeur.ressources', null], ['demandeur.revenuFiscal.anneeMoins2.montant', null])
    const { registrable, manques, inconnus } = checkCompletude(contenu, 'renouvellement', LE)
    expect({ registrable, manques }).toEqual({ registrable: true, manques: [] })
    expect(inconnus.map(({ champ }) => champ)).toEqual([
      'demandeur.ressources',
      'demandeur.revenuFiscal.anneeMoins2.montant',
    ])
    expect(checkCompletude(contenu, 'depot', LE).registrable).toBe(false)
  })

  it('ne demande à une association que trois rubriques (R-FORM-09)', () => {
    expect(manquesDe(unContenuDAssociation())).toEqual([])
    expect(new Set(questionsDe(unContenuDAssociation()).map(({ rubrique }) => rubrique))).toEqual(
      new Set(['a', 'b', 'h']),
    )
    expect(manquesDe(unContenuDAssociation(['demandeur.siret', null]))).toEqual(['demandeur.siret'])
  })

  it('demande à une association sa date de création, pour la déposer et pour la renouveler (R-FORM-14)', () => {
    const sans = unContenuDAssociation(['demandeur.creeeLe', null])
    for (const acte of ['depot', 'renouvellement'] as const)
      expect(checkCompletude(sans, acte, LE)).toMatchObject({
        registrable: false,
        manques: [{ champ: 'demandeur.creeeLe', libelle: 'Date de création' }],
      })
  })

  it('demande de préciser un autre motif (R-FORM-10)', () => {
    expect(manquesDe(unContenu(['motifs', [{ code: '23', precision: null }]]))).toEqual(['motifs.0.precision'])
    expect(manquesDe(unContenu(['motifs', [{ code: '23', precision: 'Retour au pays' }]]))).toEqual([])
    expect(manquesDe(unContenu(['motifs', []]))).toEqual(['motifs'])
  })

  it.each([
    ['2008-11-28', false],
    ['2008-11-29', true],
    ['2008-12-00', true],
    ['2009-00-00', true],
    // Born on one day of the month or of the year, of age; on another, not: nothing is asked of an age that cannot be told.
    ['2008-11-00', false],
    ['2008-00-00', false],
  ])('né le %s, mineur le 28 novembre 2026 : %s (R-FORM-03)', (naissance, mineur) => {
    expect(checkCompletude(unContenu(['demandeur.naissance', naissance]), 'depot', LE).mineur).toBe(mineur)
    const emancipe = unContenu(['demandeur.naissance', naissance], ['demandeur.emancipe', true])
    expect(checkCompletude(emancipe, 'depot', LE).registrable).toBe(true)
  })

  it.each([
    ['2010-11-28', false],
    ['2010-11-29', true],
    ['2010-11-00', false],
    ['2010-12-00', true],
    ['2011-00-00', true],
  ])('né le %s et dit émancipé, trop jeune pour l’être le 28 novembre 2026 : %s (R-FORM-34)', (naissance, mineur) => {
    const emancipe = unContenu(['demandeur.naissance', naissance], ['demandeur.emancipe', true])
    for (const acte of ['depot', 'renouvellement'] as const)
      expect(checkCompletude(emancipe, acte, LE)).toMatchObject({ mineur, registrable: !mineur })
  })

  it('demande la ville et le pays d’une adresse à l’étranger, le code postal et la commune des autres', () => {
    expect(manquesDe(unContenu(['demandeur.adresse.etranger', true]))).toEqual([
      'demandeur.adresse.localite',
      'demandeur.adresse.pays',
    ])
    expect(manquesDe(unContenu(['demandeur.adresse.codePostal', null], ['demandeur.adresse.commune', null]))).toEqual([
      'demandeur.adresse.codePostal',
      'demandeur.adresse.commune',
    ])
  })

  it('demande de chaque cotitulaire et de chaque personne à charge ce qui la concerne', () => {
    const conjoint = unCotitulaire(['nom', null], ['ressources', null])
    const enfant = { nom: 'Inventée', prenom: 'Lou', naissance: null, sexe: null, lien: 'E' }
    expect(manquesDe(unContenu(['cotitulaires', [conjoint]], ['foyer.personnesACharge', [enfant]]))).toEqual([
      'cotitulaires.0.nom',
      'foyer.personnesACharge.0.naissance',
      'cotitulaires.0.ressources',
    ])
  })

  it('nomme chaque champ par un chemin du contenu', () => {
    const contenu = unContenu(['cotitulaires', [unCotitulaire()]], ['motifs', [{ code: '23', precision: 'Autre' }]])
    for (const { champ, rubrique } of questionsDe(contenu)) {
      const found = champ
        .split('.')
        .reduce<unknown>((at, name) => (at instanceof Object ? Reflect.get(at, name) : undefined), contenu)
      expect(found, champ).not.toBeUndefined()
      expect(RUBRIQUES[rubrique]).toBeTruthy()
    }
  })
})
