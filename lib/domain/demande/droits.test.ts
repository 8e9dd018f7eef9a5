import { describe, expect, it } from 'vitest'
import type { Acteur } from '../acces/acteur.ts'
import { ACTEURS } from '../acces/testing.ts'
import { checkDroit, checkDroitDeDepot, checkLecture } from './droits.ts'
import { codeOf, refDe } from './testing.ts'

const objet = (departements: readonly string[] = [], territoire: '09' | '111' = '09') => ({
  ref: refDe(1),
  territoire,
  departements,
})

describe('agir sur une demande (R-DEM-12)', () => {
  it('un demandeur agit sur la sienne, jamais sur une autre', () => {
    const { demandeur } = ACTEURS
    expect(codeOf(checkDroit(demandeur, 'renouvellement', objet()))).toBe('ok')
    expect(codeOf(checkDroit(demandeur, 'renouvellement', { ...objet(['09']), ref: refDe(2) }))).toBe('acces-refuse')
    expect(codeOf(checkDroit(demandeur, 'reactivation', objet()))).toBe('acces-refuse')
  })

  it('qui n’est plus à la tête de la demande n’y écrit plus ; un service n’y perd rien (R-SEP-07)', () => {
    const detachee = { ...objet(['09']), isDetachee: true }
    expect(codeOf(checkDroit(ACTEURS.demandeur, 'modification', detachee))).toBe('acces-refuse')
    expect(codeOf(checkDroit(ACTEURS.demandeur, 'modification', { ...detachee, isDetachee: false }))).toBe('ok')
    expect(codeOf(checkDroit(ACTEURS['agent-de-guichet'], 'modification', detachee))).toBe('ok')
  })

  it('un service agit dans son territoire ; l’Île-de-France est un seul territoire', () => {
    const agent = ACTEURS['agent-de-guichet']
    const answers = [objet(['09', '31']), objet(['31']), objet(), objet(['93'], '111'), objet(['09'], '111')].map(
      (one) => codeOf(checkDroit(agent, 'reactivation', one)),
    )
    expect(answers).toEqual(['ok', 'acces-refuse', 'acces-refuse', 'ok', 'acces-refuse'])
  })

  it('un visiteur se connecte d’abord', () => {
    expect(codeOf(checkDroit(ACTEURS.visiteur, 'renouvellement', objet(['09'])))).toBe('connexion-requise')
  })

  it('dépose qui demande pour soi, ou un service de son territoire, avec le code d’un guichet (R-DEM-18)', () => {
    const depose = (acteur: Acteur, departements = ['09'], codeGuichet: string | null = 'G0123') =>
      codeOf(checkDroitDeDepot(acteur, '09', { departements, codeGuichet }))
    const permis = Object.values(ACTEURS).flatMap((acteur) => (depose(acteur) === 'ok' ? [acteur.role] : []))
    expect(permis).toEqual(['demandeur', 'agent-de-guichet', 'responsable-de-guichet', 'bailleur', 'reservataire'])
    expect(depose(ACTEURS['agent-de-guichet'], ['31'])).toBe('acces-refuse')
    expect(depose(ACTEURS.visiteur)).toBe('connexion-requise')
    expect(depose({ ...ACTEURS.reservataire, enregistreur: false })).toBe('acces-refuse')
    // R-DEM-18: without the code of a guichet no number is given, and the rule says so before any use case.
    const sansCode = Object.values(ACTEURS).flatMap((acteur) =>
      depose(acteur, ['09'], null) === 'guichet-sans-code' ? [acteur.role] : [],
    )
    expect(sansCode).toEqual(permis)
  })
})

describe('lire une demande (R-DEM-13)', () => {
  it('lit qui la demande, l’enregistre ou la gère, dans son territoire, et nul autre', () => {
    const lecteurs = (departements: readonly string[], ref = refDe(1)) =>
      Object.entries(ACTEURS).flatMap(([role, acteur]) =>
        checkLecture(acteur, { ...objet(departements), ref }).ok ? [role] : [],
      )
    const services = [
      'agent-de-guichet',
      'responsable-de-guichet',
      'bailleur',
      'reservataire',
      'gestionnaire-territorial',
    ]
    expect(lecteurs(['09'])).toEqual(['demandeur', ...services])
    expect(lecteurs(['09'], refDe(2))).toEqual(services)
    expect(lecteurs(['31'])).toEqual(['demandeur'])
    const { visiteur, reservataire } = ACTEURS
    expect(codeOf(checkLecture(visiteur, objet(['09'])))).toBe('connexion-requise')
    expect(codeOf(checkLecture({ ...reservataire, enregistreur: false }, objet(['09'])))).toBe('acces-refuse')
  })
})
