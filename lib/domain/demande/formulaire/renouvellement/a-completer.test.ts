import { describe, expect, it } from 'vitest'
import { type Changement, unContenu, unContenuDAssociation, unCotitulaire } from '../testing.ts'
import { blocsACompleter } from './a-completer.ts'
import type { Reponses } from './groupes.ts'
import { reponsesExactes } from './lecture.ts'
import { exact, lire } from './testing.ts'

const SANS_CONTACT: readonly Changement[] = [
  ['demandeur.telephonePortable', null],
  ['demandeur.courriel', null],
]
const UN_SUFFIT = 'Téléphone ou courriel (un suffit)'
const SANS_PRENOM = 'Videz ce champ, ou décochez «\u00A0Cette personne n’a qu’un seul nom\u00A0».'

const demandes = (contenu: ReturnType<typeof unContenu>, reponses: Reponses = {}) =>
  blocsACompleter(lire(contenu, { ...exact(contenu), ...reponses })).map(({ titre, champs }) => [
    titre,
    champs.map(({ nom }) => nom),
  ])

describe('ce qui se demande pour compléter une demande', () => {
  it('rien à qui n’a rien qui manque, et un seul champ pour une réponse qui manque', () => {
    expect(demandes(unContenu())).toEqual([])
    expect(demandes(unContenu(['demandeur.nationalite', null]))).toEqual([
      ['Votre situation', ['demandeur.nationalite']],
    ])
    expect(demandes(unContenu(['motifs', []], ['recherche.localisations', []], ['recherche.types', []]))).toEqual([
      ['Le logement', ['C', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6P'].map((type) => `recherche.types.${type}`)],
      ['Les communes, dans votre ordre de préférence', ['recherche.localisations.0.commune']],
      ['Pourquoi vous demandez un logement', ['motifs.0.code']],
    ])
  })

  it.each([
    ['demandeur.telephonePortable', '06 39 98 12 34'],
    ['demandeur.telephoneDuDomicile', '05 61 99 12 34'],
    ['demandeur.courriel', 'camille.inventee@exemple.fr'],
  ])('sans téléphone ni courriel, les trois se demandent, et %s suffit (R-FORM-19)', (champ, texte) => {
    const trois = ['demandeur.telephonePortable', 'demandeur.telephoneDuDomicile', 'demandeur.courriel']
    const contenu = unContenu(...SANS_CONTACT)
    expect(demandes(contenu)).toEqual([[UN_SUFFIT, trois]])
    expect(lire(contenu, { ...exact(contenu), [champ]: texte })).toMatchObject({ etape: 'confirmer', manques: [] })
    const association = unContenuDAssociation(...SANS_CONTACT)
    expect(demandes(association)).toEqual([[UN_SUFFIT, trois]])
    expect(lire(association, { ...reponsesExactes(association), [champ]: texte }).etape).toBe('confirmer')
    // One that is badly written is asked for itself.
    expect(demandes(unContenu(), { 'demandeur.courriel': 'rien' })).toEqual([
      ['Comment vous joindre', ['demandeur.courriel']],
    ])
  })

  it('qui n’a pas de prénom le dit là où il est demandé, un cotitulaire aussi, quand un autre est parti (R-FORM-07)', () => {
    const contenu = unContenu(
      ['demandeur.prenom', null],
      ['cotitulaires', [unCotitulaire(['prenom', 'Dominique']), unCotitulaire(['prenom', null])]],
    )
    const parti = {
      'cotitulaires.0.retirer': 'on',
      'cotitulaires.1.ressources.reponse': 'toujours',
      'cotitulaires.1.revenuFiscal.reponse': 'toujours',
    }
    expect(demandes(contenu, parti)).toEqual([
      ['Votre identité', ['demandeur.prenom', 'demandeur.unSeulNom']],
      ['Inventée', ['cotitulaires.1.prenom', 'cotitulaires.1.unSeulNom']],
    ])
    const dit = { ...parti, 'demandeur.unSeulNom': 'on', 'cotitulaires.1.unSeulNom': 'on' }
    const lu = lire(contenu, { ...exact(contenu), ...dit })
    expect(lu).toMatchObject({
      etape: 'confirmer',
      contenu: { demandeur: { prenom: null, unSeulNom: true }, cotitulaires: [{ prenom: null, unSeulNom: true }] },
    })
    const deux = lire(contenu, { ...exact(contenu), ...dit, 'demandeur.prenom': 'Camille' })
    expect(deux.anomalies).toEqual([{ champ: 'demandeur.prenom', message: SANS_PRENOM }])
    expect(deux.etape).toBe('completer')
  })

  it('qui n’a pas dix-huit ans dit s’il est émancipé, et peut revenir dessus ; un majeur n’a rien à dire (R-FORM-03)', () => {
    const AGE = ['Votre âge', ['demandeur.emancipe']]
    const mineur = unContenu(['demandeur.naissance', '2008-11-29'])
    expect(lire(mineur, exact(mineur))).toMatchObject({ etape: 'completer', mineur: true, manques: [], anomalies: [] })
    expect(demandes(mineur)).toEqual([AGE])
    const dit = lire(mineur, { ...exact(mineur), 'demandeur.emancipe': 'on' })
    expect(dit).toMatchObject({ etape: 'confirmer', mineur: false, contenu: { demandeur: { emancipe: true } } })
    const vous = dit.groupes.find(({ groupe }) => groupe === 'vous')
    expect(vous?.blocs.flatMap(({ champs }) => champs.map(({ nom }) => nom))).toContain('demandeur.emancipe')
    expect(lire(mineur, { ...exact(mineur), 'demandeur.emancipe': '' }).etape).toBe('completer')
    const majeur = unContenu(['demandeur.naissance', '2008-11-28'])
    expect(lire(majeur, exact(majeur)).etape).toBe('confirmer')
    expect(lire(majeur, { ...exact(majeur), 'demandeur.emancipe': 'on' }).contenu).toEqual(majeur)
    // A birth that was not known, and is said here.
    const inconnu = unContenu(['demandeur.naissance', null])
    expect(demandes(inconnu, { 'demandeur.naissance': '2009' })).toEqual([
      ['Votre identité', ['demandeur.naissance']],
      AGE,
    ])
    expect(lire(inconnu, { ...exact(inconnu), 'demandeur.naissance': '2009', 'demandeur.emancipe': 'on' }).etape).toBe(
      'confirmer',
    )
    expect(lire(unContenuDAssociation(), {}).mineur).toBe(false)
  })
})
