import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { listCasesDuFait } from '../demande/comptage.ts'
import { readFait } from '../demande/faits-lus.ts'
import { unContenu, unContenuDAssociation } from '../demande/formulaire/testing.ts'
import { recordRenouvellement, recordRenouvellementRecu } from '../demande/renouvellement.ts'
import { auGuichet, granted, unCouple, uneDemande } from '../demande/testing.ts'
import { communesDeLAttestation, composeAttestation, departementsDeLAttestation } from './contenu.ts'
import { listAttestations, toAtteste } from './droit.ts'
import { DES_MENTIONS, lastAtteste, toRangs, unContexte } from './testing.ts'

const renouvelee = uneDemande().deposeeLe('2023-03-12').renouveleeLe('2024-02-20')

describe('qui a quelle attestation', () => {
  it('une de création au dépôt, une de renouvellement à chacun, aucune à une simple modification (R-ATS-01)', () => {
    const modifiee = renouvelee.avisRemisLe('2025-01-15').renouveleeLe('2025-02-01')
    const faits = toRangs(modifiee.listFaits())
    const modification = {
      ...faits[0],
      rang: 9,
      fait: { ...faits[0]?.fait, type: 'modification' },
    } as (typeof faits)[0]
    expect(listAttestations(modifiee.build(), [...faits, modification])).toEqual([
      { rang: 1, nature: 'creation', le: '2023-03-12' },
      { rang: 2, nature: 'renouvellement', le: '2024-02-20' },
      { rang: 4, nature: 'renouvellement', le: '2025-02-01' },
    ])
  })

  it('une demande reprise d’un autre système n’en a qu’à son premier renouvellement (R-ATS-01)', () => {
    const reprise = uneDemande().repriseSansT('2023-03-12')
    expect(listAttestations(reprise.build(), toRangs(reprise.listFaits()))).toEqual([])
    const ensuite = reprise.renouveleeLe('2024-02-20')
    expect(listAttestations(ensuite.build(), toRangs(ensuite.listFaits()))).toEqual([
      { rang: 2, nature: 'renouvellement', le: '2024-02-20' },
    ])
  })

  it('un renouvellement dit par un fichier en a une s’il dit le formulaire, aucune s’il n’en dit que le jour (R-ATS-13)', () => {
    const reprise = uneDemande().repriseSansT('2023-03-12')
    const dites = (contenu: ReturnType<typeof unContenu> | null) => {
      const recu = { renouveleeLe: jour('2024-02-20'), contenu }
      const { demande, fait } = granted(recordRenouvellementRecu(reprise.build(), recu, auGuichet('2024-03-01')))
      return listAttestations(demande, toRangs([...reprise.listFaits(), fait])).map(({ rang }) => rang)
    }
    expect(dites(unContenu())).toEqual([2])
    expect(dites(null)).toEqual([])
    // The form of another: the one that stands is the old one.
    expect(dites(unContenu(['demandeur.nom', 'Autre']))).toEqual([])
  })

  it('un renouvellement dit par un fichier a pour jour celui où il fut reçu, non celui du chargement (R-REN-07)', () => {
    const reprise = uneDemande().repriseSansT('2023-03-12')
    const recu = { renouveleeLe: jour('2024-02-20'), contenu: unContenu() }
    const { demande, fait } = granted(recordRenouvellementRecu(reprise.build(), recu, auGuichet('2024-03-01')))
    const atteste = toAtteste(fait)
    expect(atteste && composeAttestation(atteste, demande, unContexte())).toMatchObject({
      le: '2024-02-20',
      renouveleeLe: '2024-02-20',
    })
    expect(listCasesDuFait(fait, '09')).toMatchObject([{ periode: '2024-02' }])
  })

  it('un renouvellement chargé avant que l’on sache ce que son fichier disait n’en a pas (R-ATS-13)', () => {
    const reprise = uneDemande().repriseSansT('2023-03-12')
    const dites = (canal: 'guichet' | 'editeur') => {
      const { demande, fait } = granted(
        recordRenouvellement(reprise.build(), { contenu: unContenu() }, auGuichet('2024-02-20')),
      )
      const { recu: _recu, ...ancien } = { ...fait, recu: null, origine: { ...fait.origine, canal } }
      return listAttestations(demande, toRangs([...reprise.listFaits(), readFait(ancien)])).map(({ rang }) => rang)
    }
    expect(dites('guichet')).toEqual([2])
    expect(dites('editeur')).toEqual([])
  })

  it('une demande radiée garde les siennes, une demande effacée n’en a plus (R-ATS-02)', () => {
    const radiee = uneDemande().deposeeLe('2023-03-12').radieeLe('2023-06-01', 'RADABA')
    expect(listAttestations(radiee.build(), toRangs(radiee.listFaits()))).toHaveLength(1)
    const effacee = radiee.effaceeLe('2024-06-01')
    expect(listAttestations(effacee.build(), toRangs(effacee.listFaits()))).toEqual([])
  })
})

describe('son contenu', () => {
  it('dit les neuf mentions, de a à i (R-ATS-03)', () => {
    const { fait, demande } = lastAtteste(renouvelee)
    expect(composeAttestation(fait, demande, unContexte())).toEqual({
      nature: 'renouvellement',
      isRegionale: false,
      demandeur: { nom: 'Camille Inventée', nomDeNaissance: null, adresse: ['45 cours Fictif', '09000 Foix'] },
      cotitulaires: [],
      service: { code: 'G0123', nom: 'Guichet fictif de Foix', site: null, adresse: ['3 cours Inventé', '09000 Foix'] },
      renouveleePar: expect.objectContaining({ code: 'G0123' }),
      numeroUnique: demande.numeroUnique,
      deposeeLe: '2023-03-12',
      isDepotCompte: false,
      enregistreeLe: '2023-03-12',
      renouveleeLe: '2024-02-20',
      ancienneteDepuis: '2023-03-12',
      le: '2024-02-20',
      recherche: { types: ['T2', 'T3'], communes: ['Foix'], personnes: 1, enfants: [] },
      bailleurs: [{ commune: 'Foix', noms: ['Office fictif de l’Ariège'] }],
      commissions: [
        {
          departement: 'Ariège',
          commission: DES_MENTIONS.commission,
          saisieDes: [{ logements: null, delai: { mois: 24, le: '2025-03-12' } }],
          arrete: 'Arrêté fictif n° 09-2024-12',
          arreteLe: '2024-03-12',
        },
      ],
      validite: { jusquAu: '2025-02-20', ouvreLe: '2024-12-20', dernierJour: '2025-03-20' },
      suite: { site: 'https://logement.exemple.fr', gestionnaires: [DES_MENTIONS.gestionnaire] },
    })
  })

  it('l’attestation de création ne dit aucun renouvellement (R-ATS-03)', () => {
    const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12'))
    expect(composeAttestation(fait, demande, unContexte())).toMatchObject({
      nature: 'creation',
      renouveleeLe: null,
      renouveleePar: null,
    })
  })

  it('la commission se saisit au terme du délai, en un seul pas ramené à la fin du mois (R-ATS-04, R-ATS-10)', () => {
    const saisieApres = (depot: string, delai: Partial<NonNullable<(typeof DES_MENTIONS)['delai']>>) => {
      const { fait, demande } = lastAtteste(uneDemande().deposeeLe(depot))
      const mentions = { ...DES_MENTIONS, delai: { mois: null, parType: [], arrete: 'A', arreteLe: null, ...delai } }
      const contexte = unContexte({ departements: [{ code: '09', nom: 'Ariège', mentions }] })
      return composeAttestation(fait, demande, contexte).commissions[0]?.saisieDes
    }
    expect(saisieApres('2023-08-31', { mois: 18 })).toEqual([
      { logements: null, delai: { mois: 18, le: '2025-02-28' } },
    ])
    expect(saisieApres('2022-08-31', { mois: 18 })).toEqual([
      { logements: null, delai: { mois: 18, le: '2024-02-29' } },
    ])
    expect(saisieApres('2023-03-12', { mois: 36, parType: [{ type: 'T3', mois: 60 }] })).toEqual([
      { logements: 'T2', delai: { mois: 36, le: '2026-03-12' } },
      { logements: 'T3', delai: { mois: 60, le: '2028-03-12' } },
    ])
    // T2 has no delay of its own: it is not left out.
    expect(saisieApres('2023-03-12', { parType: [{ type: 'T3', mois: 60 }] })).toEqual([
      { logements: 'T2', delai: null },
      { logements: 'T3', delai: { mois: 60, le: '2028-03-12' } },
    ])
    // A delay of other types only says nothing of those that are asked for.
    expect(saisieApres('2023-03-12', { parType: [{ type: 'T6P', mois: 60 }] })).toBeNull()
  })

  it('ce que la préfecture n’a pas dit reste inconnu, et rien ne s’invente (R-ATS-03)', () => {
    const { fait, demande } = lastAtteste(renouvelee)
    const vide = unContexte({ departements: [{ code: '09', nom: 'Ariège', mentions: null }], services: new Map() })
    expect(composeAttestation(fait, demande, vide)).toMatchObject({
      service: { code: 'G0123', nom: 'Guichet G0123', site: null, adresse: [] },
      bailleurs: [{ commune: 'Foix', noms: [] }],
      commissions: [{ departement: 'Ariège', commission: null, saisieDes: null, arrete: null }],
      suite: { gestionnaires: [] },
    })
  })

  it('une association, un couple, un seul nom, une adresse entière', () => {
    const compose = (contenu: ReturnType<typeof unContenu>) => {
      const { fait, demande } = lastAtteste(uneDemande().avec(contenu).deposeeLe('2023-03-12'))
      return composeAttestation(fait, demande, unContexte())
    }
    expect(compose(unContenuDAssociation())).toMatchObject({
      demandeur: { nom: 'Association inventée du Toit', nomDeNaissance: null },
      recherche: { personnes: 0 },
    })
    expect(compose(unCouple())).toMatchObject({ cotitulaires: ['Dominique Inventée'], recherche: { personnes: 2 } })
    const seul = unContenu(['demandeur.prenom', null], ['demandeur.unSeulNom', true], ['demandeur.nom', 'Suharto'])
    expect(compose(seul).demandeur).toMatchObject({ nom: 'Suharto', nomDeNaissance: 'Inventée' })
    const loin = unContenu(
      ['demandeur.adresse.appartement', '12'],
      ['demandeur.adresse.escalier', 'B'],
      ['demandeur.adresse.batiment', 'Les Ormes'],
      ['demandeur.adresse.lieuDit', 'Le Bout'],
    )
    expect(compose(loin).demandeur.adresse).toEqual([
      'appartement 12, escalier B',
      'bâtiment Les Ormes',
      '45 cours Fictif',
      'Le Bout',
      '09000 Foix',
    ])
  })

  it('les départements sont ceux des communes voulues, dans leur ordre, sinon ceux du territoire', () => {
    const { fait, demande } = lastAtteste(renouvelee)
    expect(departementsDeLAttestation(fait, demande)).toEqual(['09'])
    expect(communesDeLAttestation(fait)).toEqual(['09122', '09122'])
    const { contenu } = fait
    const sans = { ...fait, contenu: { ...contenu, recherche: { ...contenu.recherche, localisations: [] } } }
    expect(departementsDeLAttestation(sans, { ...demande, territoire: '111' })).toHaveLength(8)
  })
})
