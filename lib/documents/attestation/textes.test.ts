import { describe, expect, it } from 'vitest'
import { composeAttestation } from '#lib/domain/attestation/contenu.ts'
import { toAtteste } from '#lib/domain/attestation/droit.ts'
import { lastAtteste, unContexte } from '#lib/domain/attestation/testing.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { recordChangementDeTitulaire } from '#lib/domain/demande/changement-de-titulaire.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { recordReprise } from '#lib/domain/demande/depot.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordModification } from '#lib/domain/demande/modification.ts'
import { recordRenouvellement } from '#lib/domain/demande/renouvellement.ts'
import { auGuichet, granted, numeroDuMois, refDe, unCouple, uneDemande } from '#lib/domain/demande/testing.ts'
import { joursDe, lignesDuRenouvellement, lignesDuService, sectionsDe } from './textes.ts'

it('une attestation dit le jour de l’enregistrement, ou qu’il n’est pas connu (R-REP-14)', () => {
  const dites = (builder: ReturnType<typeof uneDemande>) => {
    const { fait, demande } = lastAtteste(builder)
    return Object.fromEntries(joursDe(composeAttestation(fait, demande, unContexte())))
  }
  expect(dites(uneDemande().deposeeLe('2023-03-12'))).toMatchObject({ 'Enregistrée le': '12\u00a0mars\u00a02023' })
  expect(dites(uneDemande().repriseSansT('2023-03-12').renouveleeLe('2024-02-20'))).toMatchObject({
    'Déposée le': '12\u00a0mars\u00a02023',
    'Enregistrée le': 'non renseigné',
  })
})

it('ce que dit l’attestation de l’avis et de la radiation est vrai que les rappels soient ouverts ou non (R-REG-05, R-RAD-12)', () => {
  const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12'))
  const points = sectionsDe(composeAttestation(fait, demande, unContexte())).flatMap((section) => section.points)
  expect(points).toContainEqual(expect.stringContaining('Un avis doit vous être adressé'))
  expect(points).toContainEqual(expect.stringMatching(/^Elle peut être annulée \(radiée\)/))
  expect(points.join()).not.toMatch(/avis vous est adressé|Elle est annulée/)
})

it('qui a reçu le renouvellement et n’est pas dit se dit non renseigné, jamais rien ni un autre (R-REP-15)', () => {
  const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12').renouveleeLe('2024-02-20'))
  const recuPar = (organisme: string | null) =>
    lignesDuRenouvellement(
      composeAttestation({ ...fait, origine: { canal: 'editeur', organisme } }, demande, unContexte()),
    )
  expect(recuPar(null)).toEqual(['Non renseigné'])
  expect(recuPar('G0123')).toEqual(['Ce même service'])
  const creation = lastAtteste(uneDemande().deposeeLe('2023-03-12'))
  expect(lignesDuRenouvellement(composeAttestation(creation.fait, creation.demande, unContexte()))).toEqual([])
})

it('l’adresse d’un guichet que l’annuaire n’a pas n’est pas dite due par la préfecture, celle du portail si (R-ATS-10)', () => {
  const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12').renouveleeLe('2024-02-20'))
  const vide = unContexte({ services: new Map(), departements: [] })
  const attestation = composeAttestation({ ...fait, origine: { canal: 'internet', organisme: 'GDPUB' } }, demande, vide)
  expect(lignesDuService(attestation).at(-1)).toMatch(/:.non renseignée$/)
  expect(lignesDuRenouvellement(attestation).at(-1)).toMatch(/:.non renseigné par la préfecture$/)
})

it('le délai d’une chambre se dit au féminin, celui d’un T2 au masculin', () => {
  const { fait, demande } = lastAtteste(uneDemande().deposeeLe('2023-03-12'))
  const attestation = composeAttestation(fait, demande, unContexte())
  const delai = { mois: 12, le: jour('2024-03-12') }
  const commissions = attestation.commissions.map((une) => ({
    ...une,
    saisieDes: [
      { logements: 'Chambre', delai },
      { logements: 'T2', delai: null },
    ],
  }))
  const fins = sectionsDe({ ...attestation, commissions }).flatMap(({ fin = [] }) => fin)
  expect(fins[0]).toMatch(/à partir du 12.mars.2024 pour une chambre \(12.mois\), pour un T2.: non renseigné/)
})

describe('le dépôt d’un conjoint séparé, compté dans son mois, se dit par ce mois seul (R-REP-11)', () => {
  const dates = { deposeeLe: jour('2023-03-01'), ancienneteDepuis: jour('2019-06-12'), renouveleeLe: null }
  const creation = { ref: refDe(1), numeroUnique: numeroDuMois('2023-03-01'), valideDepuis: null, avisRemisLe: null }
  const contenu = unContenu()
  const reprise = granted(recordReprise({ ...creation, ...dates, contenu }, auGuichet('2024-01-10')))
  const joursDUnRenouvellement = (demande: Demande, dit = contenu) => {
    const renouvelee = granted(recordRenouvellement(demande, { contenu: dit }, auGuichet('2024-02-20')))
    const fait = toAtteste(renouvelee.fait)
    if (!fait) throw new Error('No attestation')
    return Object.fromEntries(joursDe(composeAttestation(fait, renouvelee.demande, unContexte())))
  }

  it('de sa tête', () => {
    const jours = joursDUnRenouvellement(reprise.demande)
    expect(jours).toMatchObject({ Déposée: 'en mars\u00a02023', 'Ancienneté depuis le': '12\u00a0juin\u00a02019' })
    expect(jours).not.toHaveProperty('Déposée le')
  })

  it('et d’une autre tête, dont l’ancienneté est d’après ce dépôt', () => {
    const venue = granted(recordModification(reprise.demande, { contenu: unCouple() }, auGuichet('2024-01-15')))
    const faits = [reprise.fait, venue.fait]
    const depart = { rang: 0, motif: 'depart', preuve: 'Son accord', faits } as const
    const { demande } = granted(recordChangementDeTitulaire(venue.demande, depart, auGuichet('2024-02-01')))
    const jours = joursDUnRenouvellement(demande, unContenu(['demandeur.prenom', 'Dominique']))
    expect(jours).toMatchObject({ Déposée: 'en mars\u00a02023', 'Ancienneté depuis le': '15\u00a0janvier\u00a02024' })
    expect(jours).not.toHaveProperty('Déposée le')
  })
})
