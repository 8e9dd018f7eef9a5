import { describe, expect, it } from 'vitest'
import { ACTES, type Acte, checkAcces, checkPorte, isActeDeDemandeur, type ObjetDe } from './acces.ts'
import { ROLES, type Role } from './acteur.ts'
import { ACTEURS, AUTRE_CENTRE, SA_DEMANDE, SON_CENTRE } from './testing.ts'

const TOUS = Object.keys(ROLES) as Role[]
const CENTRE: Role[] = ['agent-de-guichet', 'responsable-de-guichet']
const G: Role = 'gestionnaire-territorial'
const A: Role = 'administrateur-national'

/** Who passes the door, in words rather than by the table that the code reads. */
const PORTES: Record<Acte, Role[]> = {
  'consulter-administration': [...CENTRE, G, A],
  'consulter-recensements': [...CENTRE, G, A],
  'consulter-points': [...CENTRE, G, A],
  'consulter-chiffres': [G, A],
  'consulter-journal': [...CENTRE, G, A],
  'consulter-signalements': [...CENTRE, G, A],
  'consulter-centres': [G, A],
  'consulter-comptes': [G, A],
  'consulter-exploitation': [A],
  regler: [A],
  'consulter-demandes-a-traiter': [G, A],
  'traiter-corrections': [G],
  'comparer-demandes': [G],
  'consulter-territoires': [A],
  'regler-territoires': [A],
  'deposer-recensement': [...CENTRE, G],
  'consulter-import': [...CENTRE, G, A],
  'publier-recensement': [...CENTRE, G],
  'consulter-point': [...CENTRE, G, A],
  'modifier-point': [...CENTRE, G],
  'modifier-chiffres': [G],
  'traiter-signalement': [...CENTRE, G],
  'gerer-centres': [G],
  'gerer-comptes': [G, A],
  'remettre-un-code': [G],
  'consulter-envois': [A],
  'regler-envois': [A],
  'consulter-courriers': [G],
  'tenir-courriers': [G],
  'consulter-mentions': [G, A],
  'modifier-mentions': [G],
  'rattacher-demande': ['demandeur'],
  'consulter-ma-demande': ['demandeur'],
  'modifier-ma-demande': ['demandeur'],
  'renouveler-ma-demande': ['demandeur'],
}

describe('les portes (R-ACC-01, R-ACC-04, R-ACC-20, R-RAT-06, R-ATS-11, R-RAP-23)', () => {
  it.each(ACTES.flatMap((acte) => TOUS.map((role) => [acte, role] as const)))('%s : %s', (acte, role) => {
    const answer = checkPorte(ACTEURS[role], acte)
    expect(answer.ok).toBe(PORTES[acte].includes(role))
    if (!answer.ok) expect(answer.refus.code).toBe(role === 'visiteur' ? 'connexion-requise' : 'acces-refuse')
  })

  it('aucune porte de l’administration ne s’ouvre à un visiteur (R-ACC-01)', () => {
    expect(ACTES.filter((acte) => checkPorte(ACTEURS.visiteur, acte).ok)).toEqual([])
  })
})

const lePoint = { departements: ['09'], centreId: SON_CENTRE }
const dAilleurs = { departements: ['75'], centreId: AUTRE_CENTRE }
const deLAutreCentre = { departements: ['09'], centreId: AUTRE_CENTRE }
const duGestionnaire = { departements: ['09'], centreId: null }
const aCheval = { departements: ['09', '75'], centreId: AUTRE_CENTRE }
const sansDepartement = { departements: [], centreId: null }

type ActeDePortee = { [X in Acte]: ObjetDe[X] extends { centreId: string | null } ? X : never }[Acte]
const portees: { nom: string; objet: typeof duGestionnaire | typeof lePoint | typeof sansDepartement }[] = [
  { nom: 'son centre', objet: lePoint },
  { nom: 'autre centre du département', objet: deLAutreCentre },
  { nom: 'le gestionnaire', objet: duGestionnaire },
  { nom: 'à cheval', objet: aCheval },
  { nom: 'ailleurs', objet: dAilleurs },
  { nom: 'sans département', objet: sansDepartement },
]
const sienne = [true, false, false, false, false, false]
const departement = [true, true, true, false, false, false]
const tout = [true, true, true, true, true, true]
const rien = [false, false, false, false, false, false]

const PORTEES: Record<ActeDePortee, { centre: boolean[]; gestionnaire: boolean[]; administrateur: boolean[] }> = {
  'deposer-recensement': { centre: sienne, gestionnaire: departement, administrateur: rien },
  'publier-recensement': { centre: sienne, gestionnaire: departement, administrateur: rien },
  'consulter-import': { centre: sienne, gestionnaire: departement, administrateur: tout },
  'consulter-point': { centre: sienne, gestionnaire: departement, administrateur: tout },
  'modifier-point': { centre: sienne, gestionnaire: departement, administrateur: rien },
  'traiter-signalement': { centre: sienne, gestionnaire: departement, administrateur: rien },
  'modifier-chiffres': { centre: rien, gestionnaire: departement, administrateur: rien },
  'gerer-centres': { centre: rien, gestionnaire: departement, administrateur: rien },
  'modifier-mentions': { centre: rien, gestionnaire: departement, administrateur: rien },
  'tenir-courriers': { centre: rien, gestionnaire: departement, administrateur: rien },
}

describe('sur quoi (R-ACC-02, R-ACC-03, R-ACC-05, R-ACC-06)', () => {
  const actes = Object.keys(PORTEES) as ActeDePortee[]
  it.each(actes.flatMap((acte) => TOUS.map((role) => [acte, role] as const)))('%s : %s', (acte, role) => {
    const attendus = PORTEES[acte]
    const attendu = CENTRE.includes(role)
      ? attendus.centre
      : role === G
        ? attendus.gestionnaire
        : role === A
          ? attendus.administrateur
          : rien
    expect(portees.map(({ objet }) => checkAcces(ACTEURS[role], acte, objet).ok)).toEqual(attendu)
  })

  it('un gestionnaire gère les agents de ses départements, jamais un gestionnaire (R-ACC-05)', () => {
    const vise = (role: Role, departements: string[]) =>
      checkAcces(ACTEURS[G], 'gerer-comptes', { role, departements }).ok
    expect(vise('agent-de-guichet', ['09'])).toBe(true)
    expect(vise('responsable-de-guichet', ['09', '32'])).toBe(true)
    expect(vise('agent-de-guichet', ['09', '75'])).toBe(false)
    expect(vise('agent-de-guichet', [])).toBe(false)
    expect(vise(G, ['09'])).toBe(false)
    expect(vise(A, ['09'])).toBe(false)
  })

  it('un administrateur gère les gestionnaires, jamais les agents d’un centre (R-ACC-05)', () => {
    const vise = (role: Role) => checkAcces(ACTEURS[A], 'gerer-comptes', { role, departements: ['75'] }).ok
    expect(vise(G)).toBe(true)
    expect(vise(A)).toBe(true)
    expect(vise('agent-de-guichet')).toBe(false)
    expect(vise('visiteur')).toBe(false)
  })

  it('un demandeur agit sur la demande rattachée à son compte, et sur nulle autre (R-ACC-20)', () => {
    const actes = ['consulter-ma-demande', 'modifier-ma-demande', 'renouveler-ma-demande'] as const
    for (const acte of actes) {
      expect(checkAcces(ACTEURS.demandeur, acte, { ref: SA_DEMANDE }).ok).toBe(true)
      expect(checkAcces(ACTEURS.demandeur, acte, { ref: AUTRE_CENTRE }).ok).toBe(false)
      for (const role of TOUS.filter((one) => one !== 'demandeur'))
        expect(checkAcces(ACTEURS[role], acte, { ref: SA_DEMANDE }).ok).toBe(false)
    }
  })

  it('chaque porte est d’un demandeur ou d’un agent, jamais des deux (R-ACC-22)', () => {
    for (const acte of ACTES) expect(isActeDeDemandeur(acte)).toBe(PORTES[acte].includes('demandeur'))
    expect(ACTES.filter((acte) => PORTES[acte].includes('demandeur') && PORTES[acte].length > 1)).toEqual([])
  })

  it('une page de liste n’attend pas d’objet', () => {
    expect(checkAcces(ACTEURS[A], 'regler', null).ok).toBe(true)
    expect(checkAcces(ACTEURS[G], 'regler', null).ok).toBe(false)
  })
})
