import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { recordAvisRemis, recordAvisRevenu } from './avis.ts'
import { recordDepot, recordReprise, recordValidite } from './depot.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { unContenu, unContenuDAssociation } from './formulaire/testing.ts'
import { areSameContenus, recordModification } from './modification.ts'
import { recordRenouvellement } from './renouvellement.ts'
import { auGuichet, codeOf, granted, numeroDuMois, refDe, uneDemande } from './testing.ts'

const depot = (changes: object = {}, le = '2024-03-31') =>
  recordDepot(
    {
      ref: refDe(1),
      numeroUnique: numeroDuMois('2024-03-31'),
      deposeeLe: jour('2024-03-31'),
      contenu: unContenu(),
      ...changes,
    },
    auGuichet(le),
  )

describe('déposer', () => {
  it('T et l’ancienneté sont le jour du dépôt, même enregistré plus tard', () => {
    expect(granted(depot({}, '2024-04-20')).demande).toMatchObject({
      statut: 'active',
      territoire: '09',
      deposeeLe: '2024-03-31',
      enregistreeLe: '2024-04-20',
      ancienneteDepuis: '2024-03-31',
      valideDepuis: '2024-03-31',
      echeances: { ouvreLe: '2025-01-31', expireLe: '2025-03-31', dernierJour: '2025-04-30' },
      version: 1,
    })
  })

  it('un dépôt à venir ne s’enregistre pas ; celui du jour, oui (R-DEM-07)', () => {
    expect([depot({}, '2024-03-30'), depot(), depot({}, '2024-04-01')].map(codeOf)).toEqual([
      'depot-a-venir',
      'ok',
      'ok',
    ])
  })

  it('un dépôt dont le dernier jour est passé n’en est plus un (R-DEM-14)', () => {
    expect([depot({}, '2025-04-30'), depot({}, '2025-05-01')].map(codeOf)).toEqual(['ok', 'depot-trop-ancien'])
  })

  it('le numéro porte le mois et l’année du dépôt (R-DEM-08)', () => {
    for (const day of ['2024-04-01', '2023-03-01'])
      expect(codeOf(depot({ numeroUnique: numeroDuMois(day) }))).toBe('numero-d-un-autre-mois')
  })

  it('un territoire sous fichier partagé dépose chez lui, et n’est pas repris ici (R-TER-13)', () => {
    const numeroUnique = numeroDuMois('2024-03-31', 42, '31')
    expect(depot({ numeroUnique })).toMatchObject({
      refus: { code: 'fichier-partage', adresse: 'https://www.demandelogement31.fr' },
    })
    const deposeeLe = jour('2024-03-31')
    const dates = { deposeeLe, ancienneteDepuis: deposeeLe, renouveleeLe: null }
    const reprise = {
      ref: refDe(1),
      numeroUnique,
      contenu: unContenu(),
      valideDepuis: null,
      avisRemisLe: null,
      ...dates,
    }
    expect(codeOf(recordReprise(reprise, auGuichet('2026-03-01')))).toBe('fichier-partage')
  })

  it('un formulaire incomplet dit ce qui manque (R-DEM-06)', () => {
    const answer = depot({ contenu: unContenu(['demandeur.ressources', null]) })
    expect(answer).toMatchObject({ ok: false, refus: { code: 'incomplete', mineur: false } })
    if (!answer.ok && answer.refus.code === 'incomplete') expect(answer.refus.champs.join()).toContain('ressources')
  })

  it('les communes souhaitées sont du territoire (R-DEM-05)', () => {
    const localisations = [
      { commune: '09122', quartier: null },
      { commune: '31555', quartier: null },
    ]
    const answer = depot({ contenu: unContenu(['recherche.localisations', localisations]) })
    expect(answer).toMatchObject({ refus: { code: 'commune-hors-territoire', communes: ['31555'] } })
  })

  it('une association ne remplit que trois rubriques (R-DEM-04)', () => {
    expect(codeOf(depot({ contenu: unContenuDAssociation() }))).toBe('ok')
    const enTrop: readonly (readonly [string, unknown])[] = [
      ['motifs', [{ code: '09', precision: null }]],
      ['logementActuel.surface', 12],
      ['foyer.enfantsANaitre', { nombre: 1, prevusLe: null }],
      ['foyer.ressourcesDesPersonnesACharge', { statut: 'aucune' }],
    ]
    for (const changement of enTrop)
      expect(codeOf(depot({ contenu: unContenuDAssociation(changement) }))).toBe('rubriques-en-trop')
  })
})

describe('modifier', () => {
  const demande = uneDemande().deposeeLe('2024-03-31').build()
  const modifie = (contenu = unContenu()) => recordModification(demande, { contenu }, auGuichet('2024-06-01'))

  it('change le contenu, ni T ni le nom (R-IDE-01)', () => {
    const { demande: apres } = granted(modifie(unContenu(['recherche.types', ['T4']])))
    expect(apres).toMatchObject({ valideDepuis: '2024-03-31', version: 2, contenu: { recherche: { types: ['T4'] } } })
    for (const champ of ['nom', 'prenom', 'nomDeNaissance'])
      expect(codeOf(modifie(unContenu([`demandeur.${champ}`, 'Autre'])))).toBe('identite-figee')
    expect(codeOf(modifie(unContenuDAssociation()))).toBe('identite-figee')
  })

  it('laisse une commune d’un autre territoire qui y était, refuse celle que l’on ajoute (R-DEM-19)', () => {
    const voeux = (...communes: string[]) =>
      unContenu(['recherche.localisations', communes.map((commune) => ({ commune, quartier: null }))])
    const reprise = uneDemande().avec(voeux('31555', '09122')).repriseSansT('2024-03-31').build()
    const acte = (contenu: Contenu) => [
      recordModification(reprise, { contenu }, auGuichet('2024-06-01')),
      recordRenouvellement(reprise, { contenu }, auGuichet('2024-06-01')),
    ]
    for (const contenu of [voeux('09122', '31555'), voeux('31555')])
      expect(acte(contenu).map(codeOf)).toEqual(['ok', 'ok'])
    for (const answer of acte(voeux('31555', '09122', '31424')))
      expect(answer).toMatchObject({ refus: { code: 'commune-hors-territoire', communes: ['31424'] } })
  })

  it('dit quand rien ne change, quel que soit l’ordre des champs', () => {
    expect(codeOf(modifie())).toBe('sans-changement')
    const contenu = unContenu()
    const renverse = Object.fromEntries(Object.entries(contenu).reverse())
    expect(areSameContenus(contenu, { ...contenu, ...renverse })).toBe(true)
    expect(codeOf(modifie(unContenu(['demandeur.ressources', null])))).toBe('ok')
  })
})

describe('reprendre une demande existante', () => {
  const dates = {
    deposeeLe: jour('2014-07-29'),
    ancienneteDepuis: jour('2014-07-29'),
    valideDepuis: jour('2025-07-01'),
    avisRemisLe: null,
    renouveleeLe: jour('2025-07-01'),
  }
  const creation = { ref: refDe(1), numeroUnique: numeroDuMois('2014-07-29'), contenu: unContenu(['motifs', []]) }
  const reprise = (changes: object = {}) =>
    recordReprise({ ...creation, ...dates, ...changes }, auGuichet('2026-03-01'))

  it('garde ce qu’elle dit, incomplète comprise', () => {
    expect(granted(reprise()).demande).toMatchObject({ valideDepuis: '2025-07-01', renouveleeLe: '2025-07-01' })
  })

  it.each([
    ['T à venir', { valideDepuis: '2026-03-02' }],
    ['T avant le dépôt', { valideDepuis: '2014-07-28' }],
    ['ancienneté après le dépôt', { ancienneteDepuis: '2014-07-30' }],
    ['renouvelée avant son dépôt', { renouveleeLe: '2014-07-28' }],
    ['un avis sans T', { valideDepuis: null, avisRemisLe: '2026-01-01' }],
  ])('%s : les dates se contredisent (R-DEM-09)', (_, changes) => {
    expect(codeOf(reprise(changes))).toBe('dates-incoherentes')
  })

  it('un avis d’après le dernier jour n’en est pas un, à la reprise comme ensuite (R-RAP-31)', () => {
    const [valideDepuis, avisRemisLe] = [jour('2025-01-29'), jour('2026-03-01')]
    const refus = { ok: false, refus: { code: 'avis-apres-le-dernier-jour', dernierJour: '2026-02-28' } }
    expect(reprise({ valideDepuis, avisRemisLe })).toEqual(refus)
    const sansT = granted(reprise({ valideDepuis: null })).demande
    expect(recordValidite(sansT, { valideDepuis, avisRemisLe }, auGuichet('2026-03-01'))).toEqual(refus)
    expect(codeOf(reprise({ valideDepuis, avisRemisLe: jour('2026-02-28') }))).toBe('ok')
  })

  it('apprend T plus tard, une fois (R-DEM-10)', () => {
    const sansT = granted(reprise({ valideDepuis: null })).demande
    const apprend = (valideDepuis: string, avisRemisLe: string | null = null) =>
      recordValidite(
        sansT,
        { valideDepuis: jour(valideDepuis), avisRemisLe: avisRemisLe === null ? null : jour(avisRemisLe) },
        auGuichet('2026-03-01'),
      )
    const { demande } = granted(apprend('2025-07-01', '2026-02-01'))
    expect(demande).toMatchObject({
      valideDepuis: '2025-07-01',
      avisRemisLe: '2026-02-01',
      // The same, whichever file came first.
      renouveleeLe: '2025-07-01',
    })
    expect(granted(apprend('2014-07-29')).demande).toMatchObject({ renouveleeLe: null })
    expect(codeOf(apprend('2026-03-02'))).toBe('dates-incoherentes')
    const validite = { valideDepuis: jour('2025-08-01'), avisRemisLe: null }
    expect(codeOf(recordValidite(demande, validite, auGuichet('2026-03-01')))).toBe('validite-connue')
  })

  it('d’un couple séparé, T est de tout jour du mois du numéro, ou d’après (R-REP-11)', () => {
    const comptee = { deposeeLe: jour('2014-07-29'), ancienneteDepuis: jour('2012-01-15') }
    const sansT = granted(reprise({ ...comptee, valideDepuis: null, renouveleeLe: null })).demande
    const apprend = (t: string) =>
      codeOf(recordValidite(sansT, { valideDepuis: jour(t), avisRemisLe: null }, auGuichet('2026-03-01')))
    expect(['2014-06-30', '2014-07-01', '2025-07-01'].map(apprend)).toEqual(['dates-incoherentes', 'ok', 'ok'])
  })

  it('un avis se remet sur une validité connue, et peut revenir', () => {
    const sansT = granted(reprise({ valideDepuis: null })).demande
    const avis = { avisRemisLe: jour('2026-03-01') }
    expect(codeOf(recordAvisRemis(sansT, avis, auGuichet('2026-03-01')))).toBe('validite-inconnue')
    const connue = granted(reprise()).demande
    expect(codeOf(recordAvisRemis(connue, avis, auGuichet('2026-02-28')))).toBe('avis-a-venir')
    expect(codeOf(recordAvisRevenu(connue, auGuichet('2026-03-01')))).toBe('avis-non-remis')
    expect(granted(recordAvisRemis(connue, avis, auGuichet('2026-03-01'))).demande).toMatchObject(avis)
  })

  it('un avis ne se remet plus passé le dernier jour (R-RAP-31)', () => {
    const connue = granted(reprise({ valideDepuis: jour('2025-01-29') })).demande
    const remis = (le: string) => recordAvisRemis(connue, { avisRemisLe: jour(le) }, auGuichet('2026-03-15'))
    expect(granted(remis('2026-02-28')).demande).toMatchObject({ avisRemisLe: '2026-02-28' })
    expect(remis('2026-03-01')).toEqual({
      ok: false,
      refus: { code: 'avis-apres-le-dernier-jour', dernierJour: '2026-02-28' },
    })
  })
})
