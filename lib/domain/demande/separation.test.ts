import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { type MotifDeChangement, recordChangementDeTitulaire } from './changement-de-titulaire.ts'
import { replayFaits } from './faits.ts'
import { unContenu } from './formulaire/testing.ts'
import { removeCotitulaire } from './personnes.ts'
import { recordSeparation } from './separation.ts'
import { auGuichet, codeOf, granted, numeroDuMois, refDe, unCouple, uneDemande } from './testing.ts'

const couple = (lien = 'M') => uneDemande().avec(unCouple(lien)).deposeeLe('2014-07-29').renouveleeLe('2015-07-01')
const separe = (lien = 'M', { prenom = 'Dominique', rang = 0, territoire = '09' } = {}) =>
  recordSeparation(
    couple(lien).build(),
    {
      rang,
      preuve: 'jugement-de-divorce',
      depot: {
        ref: refDe(2),
        numeroUnique: numeroDuMois('2016-01-15', 7, territoire),
        deposeeLe: jour('2016-01-15'),
        contenu: unContenu(
          ['demandeur.prenom', prenom],
          ['recherche.localisations', [{ commune: territoire === '09' ? '09122' : '32013', quartier: null }]],
        ),
      },
    },
    auGuichet('2016-01-15'),
  )

describe('se séparer', () => {
  it('vaut pour un couple marié ou pacsé, pour nul autre (R-SEP-01)', () => {
    const refuse = 'couple-non-couvert'
    expect(['M', 'P', 'C', 'L'].map((lien) => codeOf(separe(lien)))).toEqual(['ok', 'ok', refuse, refuse])
    expect(codeOf(separe('M', { rang: 1 }))).toBe('cotitulaire-inconnu')
  })

  it('garde l’ancienneté du couple, avec un numéro et un T à soi (R-SEP-03)', () => {
    const { couple: reste, nouvelle } = granted(separe())
    expect(nouvelle.demande).toMatchObject({
      numeroUnique: '0090116000007G0123',
      deposeeLe: '2016-01-15',
      valideDepuis: '2016-01-15',
      ancienneteDepuis: '2014-07-29',
    })
    expect(nouvelle.fait).toMatchObject({ type: 'depot', separationDe: refDe(1) })
    expect(reste.demande).toMatchObject({
      valideDepuis: '2015-07-01',
      ancienneteDepuis: '2014-07-29',
      contenu: { cotitulaires: [] },
    })
    expect(replayFaits([...couple().listFaits(), reste.fait])).toEqual(reste.demande)
  })

  it('ne vaut que pour la personne nommée, quelle que soit l’écriture de son nom (R-SEP-02)', () => {
    const answers = ['Dominique', 'DOMINIQUE', 'Claude'].map((prenom) => codeOf(separe('M', { prenom })))
    expect(answers).toEqual(['ok', 'ok', 'autre-personne'])
  })

  it('reste dans le territoire (R-SEP-04)', () => {
    expect(codeOf(separe('M', { territoire: '32' }))).toBe('autre-territoire')
  })
})

describe('changer de titulaire', () => {
  const change = (lien: string, motif: MotifDeChangement, preuve = 'Acte de décès') =>
    recordChangementDeTitulaire(couple(lien).build(), { rang: 0, motif, preuve }, auGuichet('2016-01-15'))

  it('met un cotitulaire à la tête de la demande, preuve à l’appui (R-DEM-11)', () => {
    expect(granted(change('C', 'deces')).demande).toMatchObject({
      numeroUnique: '0090714000042G0123',
      valideDepuis: '2015-07-01',
      ancienneteDepuis: '2014-07-29',
      contenu: { demandeur: { prenom: 'Dominique', situationFamiliale: null }, cotitulaires: [] },
    })
    expect(codeOf(change('M', 'depart', ' '))).toBe('preuve-manquante')
    const seule = uneDemande().deposeeLe('2014-07-29').build()
    const demande = { rang: 0, motif: 'deces', preuve: 'Acte' } as const
    expect(codeOf(recordChangementDeTitulaire(seule, demande, auGuichet('2015-01-01')))).toBe('cotitulaire-inconnu')
    const rang1 = { ...demande, rang: 1 }
    expect(codeOf(recordChangementDeTitulaire(couple().build(), rang1, auGuichet('2016-01-15')))).toBe(
      'cotitulaire-inconnu',
    )
  })

  it('pour séparation, seulement d’un couple marié ou pacsé (R-SEP-01)', () => {
    const refuse = 'couple-non-couvert'
    expect(['M', 'P', 'C', 'L'].map((lien) => codeOf(change(lien, 'separation')))).toEqual(['ok', 'ok', refuse, refuse])
  })

  const handicap = (personne: number | null) => ({
    personne,
    etat: null,
    marche: null,
    moteurs: [],
    sensoriels: [],
    aides: [],
    equipements: [],
  })
  it('chacun garde ce qui est dit de son handicap', () => {
    const contenu = unCouple('M', ['handicaps', [0, 1, 2, null].map(handicap)])
    expect(removeCotitulaire(contenu, 0).handicaps.map(({ personne }) => personne)).toEqual([0, 1, null])
    const demande = uneDemande().avec(contenu).deposeeLe('2014-07-29').build()
    const acte = recordChangementDeTitulaire(
      demande,
      { rang: 0, motif: 'deces', preuve: 'Acte' },
      auGuichet('2015-01-01'),
    )
    expect(granted(acte).demande).toMatchObject({
      contenu: { handicaps: [{ personne: 0 }, { personne: 1 }, { personne: null }] },
    })
  })
})
