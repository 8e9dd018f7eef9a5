import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { listConjoints } from './conjoints.ts'
import { replayFaits } from './faits.ts'
import { type Changement, unContenu } from './formulaire/testing.ts'
import { recordSeparation } from './separation.ts'
import { auGuichet, codeOf, granted, numeroDuMois, refDe, unCouple, uneDemande } from './testing.ts'

const NE_LE = '1984-05-12'
const uneCharge = (lien: string, prenom = 'Dominique', naissance = NE_LE) => ({
  ...{ nom: 'Inventée', prenom, naissance, sexe: 'F', lien },
})
/** Of an applicant in that family situation, with these dependants. */
const foyer = (situation: string, charges: readonly unknown[], ...changements: readonly Changement[]) =>
  unContenu(['demandeur.situationFamiliale', situation], ['foyer.personnesACharge', charges], ...changements)
const ENFANT = uneCharge('E', 'Alix', '2012-03-04')
const separe = (vie: ReturnType<typeof uneDemande>, rang = 0) => {
  const contenu = unContenu(['demandeur.prenom', 'Dominique'], ['demandeur.naissance', NE_LE])
  const depot = { ref: refDe(2), numeroUnique: numeroDuMois('2016-01-15', 7), deposeeLe: jour('2016-01-15'), contenu }
  const separation = { faits: vie.listFaits(), rang, preuve: 'jugement-de-divorce', depot } as const
  return recordSeparation(vie.build(), separation, auGuichet('2016-01-15'))
}
const vieDe = (contenu: ReturnType<typeof unContenu>) =>
  uneDemande().avec(contenu).deposeeLe('2014-07-29').renouveleeLe('2015-07-01')

describe('un conjoint que la demande ne nommait que parmi les personnes à charge (R-SEP-10)', () => {
  it('garde l’ancienneté, et sort du foyer de l’autre ; les enfants restent', () => {
    const rien = { etat: null, marche: null, moteurs: [], sensoriels: [], aides: [], equipements: [] }
    const handicaps = [1, 2].map((personne) => ({ ...rien, personne }))
    const vie = vieDe(foyer('M', [uneCharge('A'), ENFANT], ['handicaps', handicaps]))
    const { couple, nouvelle } = granted(separe(vie))
    expect(nouvelle.demande.ancienneteDepuis).toBe('2014-07-29')
    expect(couple.demande).toMatchObject({
      contenu: { foyer: { personnesACharge: [{ prenom: 'Alix' }] }, handicaps: [{ personne: 1 }] },
    })
    expect(replayFaits([...vie.listFaits(), couple.fait])).toEqual(couple.demande)
    // Not twice.
    if (couple.demande.statut !== 'active') throw new Error('Not active')
    expect(listConjoints(couple.demande.contenu, [...vie.listFaits(), couple.fait])).toEqual([])
  })

  it.each([
    ['un parent ou un enfant n’est pas un conjoint', foyer('M', [uneCharge('P'), ENFANT])],
    ['de qui n’est ni marié ni pacsé, il n’y en a pas', foyer('U', [uneCharge('A')])],
  ])('%s', (_, contenu) => {
    expect(codeOf(separe(vieDe(contenu)))).toBe('cotitulaire-inconnu')
  })

  it('le conjoint est le cotitulaire marié ou pacsé quand il y en a un', () => {
    const vie = vieDe(
      unCouple(
        'M',
        ['cotitulaires.0.prenom', 'Claude'],
        ['cotitulaires.0.naissance', '1980-01-01'],
        ['demandeur.situationFamiliale', 'M'],
        ['foyer.personnesACharge', [uneCharge('A')]],
      ),
    )
    expect([0, 1].map((rang) => codeOf(separe(vie, rang)))).toEqual(['autre-personne', 'cotitulaire-inconnu'])
  })

  it('vaut encore quand un formulaire l’ôte, ou ne dit plus le couple (R-SEP-09)', () => {
    const vie = vieDe(foyer('P', [uneCharge('A')]))
    expect(codeOf(separe(vie.modifieeLe('2016-01-10', foyer('P', []))))).toBe('ok')
    const { couple } = granted(separe(vie.modifieeLe('2016-01-10', foyer('S', [uneCharge('A')]))))
    expect(couple.demande).toMatchObject({ contenu: { foyer: { personnesACharge: [] } } })
  })

  it('un cotitulaire marié dont un formulaire a fait une personne à charge se sépare, et en sort (R-SEP-09)', () => {
    const vie = uneDemande().avec(unCouple()).deposeeLe('2014-07-29')
    const { couple } = granted(separe(vie.modifieeLe('2015-01-10', foyer('C', [ENFANT, uneCharge('A')]))))
    expect(couple.demande).toMatchObject({ contenu: { foyer: { personnesACharge: [{ prenom: 'Alix' }] } } })
  })
})
