import { describe, expect, it } from 'vitest'
import { unContenu } from '../demande/formulaire/testing.ts'
import { numeroDuMois, uneDemande } from '../demande/testing.ts'
import { communesComparees, composeAttestation } from './contenu.ts'
import { DES_MENTIONS, lastAtteste, unContexte } from './testing.ts'

const renouvelee = uneDemande().deposeeLe('2023-03-12').renouveleeLe('2024-02-20')

describe('qui et où, dans une attestation', () => {
  it('le service est celui dont le code finit le numéro ; qui a reçu le renouvellement se dit à part (R-ATS-16)', () => {
    const { fait, demande } = lastAtteste(renouvelee)
    const recuPar = (organisme: string, departements = unContexte().departements) => {
      const origine = { canal: 'internet', organisme } as const
      return composeAttestation({ ...fait, origine }, demande, unContexte({ departements }))
    }
    const enLigne = recuPar('GDPUB')
    expect(enLigne.service.nom).toBe('Guichet fictif de Foix')
    expect(enLigne.renouveleePar).toEqual({
      code: 'GDPUB',
      nom: 'Guichet internet grand public',
      site: 'https://logement.exemple.fr',
      adresse: ['Service fictif du logement', '1 rue Inventée', '09000 Foix'],
    })
    // Where the portal is written to was not said: its site alone is no postal address.
    expect(recuPar('GDPUB', []).renouveleePar).toMatchObject({ adresse: [] })
    expect(recuPar('G9999').renouveleePar).toMatchObject({ nom: 'Guichet G9999', adresse: [] })
    expect(recuPar('123456782').renouveleePar).toMatchObject({ nom: 'SIREN 123456782', adresse: [] })
  })

  it('un arrondissement a les bailleurs de sa ville, et l’adresse se finit par elle (R-TER-14)', () => {
    const contenu = unContenu(
      ['recherche.localisations', [{ commune: '13201', quartier: null }]],
      ['demandeur.adresse.commune', '13201'],
      ['demandeur.adresse.codePostal', '13001'],
    )
    const { fait, demande } = lastAtteste(
      uneDemande()
        .avec(contenu)
        .deposeeLe('2023-03-12', numeroDuMois('2023-03-12', 42, '13')),
    )
    const bailleurs = [{ nom: 'Office fictif de Marseille', communes: ['13055'] }]
    const contexte = unContexte({
      communes: new Map([
        ['13055', 'Marseille'],
        ['13201', 'Marseille 1er Arrondissement'],
      ]),
      departements: [{ code: '13', nom: 'Bouches-du-Rhône', mentions: { ...DES_MENTIONS, bailleurs } }],
    })
    expect(composeAttestation(fait, demande, contexte)).toMatchObject({
      demandeur: { adresse: ['45 cours Fictif', '13001 Marseille'] },
      recherche: { communes: ['Marseille 1er Arrondissement'] },
      bailleurs: [{ commune: 'Marseille 1er Arrondissement', noms: ['Office fictif de Marseille'] }],
    })
  })

  it('une commune d’avant a les bailleurs de celle d’aujourd’hui (R-TER-17)', () => {
    const contenu = unContenu(['recherche.localisations', [{ commune: '09135', quartier: null }]])
    const noms = (
      communes: readonly string[],
      actuelles = new Map([['09135', '09334']]),
      { fait, demande } = lastAtteste(uneDemande().avec(contenu).deposeeLe('2023-03-12')),
    ) => {
      const mentions = { ...DES_MENTIONS, bailleurs: [{ nom: 'Habitat fictif du Vicdessos', communes }] }
      const departements = [{ code: '09', nom: 'Ariège', mentions }]
      return composeAttestation(fait, demande, unContexte({ departements, actuelles })).bailleurs[0]?.noms
    }
    expect(noms(['09334'])).toEqual(['Habitat fictif du Vicdessos'])
    // What the préfecture listed when Goulier was a commune stays what it listed.
    expect(noms(['09135'])).toEqual(['Habitat fictif du Vicdessos'])
    expect(noms(['09122'])).toEqual([])
    expect(noms(['09334'], new Map())).toEqual([])
    // And whoever asks for the commune of today has them too; a commune that went into another one does not lead to it.
    const dAujourdhui = unContenu(['recherche.localisations', [{ commune: '09334', quartier: null }]])
    const demandee = lastAtteste(uneDemande().avec(dAujourdhui).deposeeLe('2023-03-12'))
    const actuelles = new Map([
      ['09135', '09334'],
      ['09302', '09122'],
    ])
    expect(noms(['09135'], actuelles, demandee)).toEqual(['Habitat fictif du Vicdessos'])
    expect(noms(['09302'], actuelles, demandee)).toEqual([])
    const bailleurs = [{ nom: 'Habitat fictif du Vicdessos', communes: ['09135'] }]
    const departements = [{ code: '09', nom: 'Ariège', mentions: { ...DES_MENTIONS, bailleurs } }]
    expect(communesComparees(demandee.fait, departements)).toEqual(['09334', '09135'])
  })

  it('les enfants en garde et à naître se disent à part, et aucun ne se tait (R-ATS-15)', () => {
    const enfant = (garde: string | null) => ({ naissance: '2015-02-03', sexe: null, garde })
    const recherche = (gardes: readonly (string | null)[], enfantsANaitre: unknown) => {
      const contenu = unContenu(['foyer.enfantsEnGarde', gardes.map(enfant)], ['foyer.enfantsANaitre', enfantsANaitre])
      const { fait, demande } = lastAtteste(uneDemande().avec(contenu).deposeeLe('2023-03-12'))
      return composeAttestation(fait, demande, unContexte()).recherche
    }
    expect(recherche(['G', 'D', 'G', null], { nombre: 2, prevusLe: null })).toMatchObject({
      personnes: 1,
      enfants: [
        { sorte: 'garde-alternee', nombre: 2 },
        { sorte: 'droit-de-visite', nombre: 1 },
        { sorte: 'garde', nombre: 1 },
        { sorte: 'a-naitre', nombre: 2 },
      ],
    })
    expect(recherche([], null).enfants).toEqual([])
  })
})
