import { describe, expect, it } from 'vitest'
import { isRoleOuvert } from './acces.ts'
import {
  centreSchema,
  checkCompte,
  checkInvitation,
  type Invitation,
  invitationSchema,
  ROLES_DE_COMPTE,
} from './compte.ts'

const base: Invitation = {
  courriel: 'ana@mairie.invalid',
  role: 'agent-de-guichet',
  siret: '73282932000074',
  departements: [],
  centreIds: ['00000000-0000-4000-8000-00000000000a'],
}
/** The fields where something lacks. */
const manques = (invitation: Invitation) => {
  const answer = checkCompte(invitation)
  if (answer.ok) return []
  return answer.refus.code === 'saisie-a-revoir' ? Object.keys(answer.refus.erreurs) : answer.refus.code
}

describe('inviter', () => {
  it('un agent demande un SIRET et un centre (R-ACC-14)', () => {
    expect(manques(base)).toEqual([])
    expect(manques({ ...base, siret: undefined })).toEqual(['siret'])
    expect(manques({ ...base, centreIds: [] })).toEqual(['centreIds'])
    expect(manques({ ...base, siret: undefined, centreIds: [] })).toEqual(['siret', 'centreIds'])
  })
  it.each([
    [{ courriel: 'ana', role: 'agent-de-guichet' }, ['courriel', 'siret', 'centreIds']],
    [{ courriel: 'ana', role: 'agent-de-guichet', siret: '1' }, ['courriel', 'siret', 'centreIds']],
    [{ courriel: 'ana', role: 'gestionnaire-territorial' }, ['courriel', 'departements']],
    [{ role: 'administrateur-national' }, ['courriel']],
    [{ courriel: 'ana', role: 'visiteur' }, ['courriel', 'role']],
  ])('dit tout ce qui manque à %o en une fois (R-ACC-14, R-ACC-15)', (dit, champs) => {
    const issues = invitationSchema.safeParse(dit).error?.issues ?? []
    expect(issues.map(({ path }) => path[0])).toEqual(champs)
  })
  it('un gestionnaire demande un département et n’a pas de centre (R-ACC-15)', () => {
    const gestionnaire: Invitation = { ...base, role: 'gestionnaire-territorial' }
    expect(manques(gestionnaire)).toEqual(['departements'])
    expect(checkCompte({ ...gestionnaire, departements: ['09'] })).toMatchObject({ value: { centreIds: [] } })
  })
  it('dans un rôle qui n’ouvre aucune page est refusé ; dans tous les autres, non (R-ACC-19)', () => {
    const fermes = ROLES_DE_COMPTE.filter((role) => {
      const answer = checkInvitation({ ...base, role, departements: ['09'] })
      return !answer.ok && answer.refus.code === 'role-sans-porte'
    })
    expect(fermes).toEqual(['coordinateur-regional'])
    expect(ROLES_DE_COMPTE.filter((role) => !isRoleOuvert(role))).toEqual(fermes)
    // An account that has that role already may still be corrected.
    expect(manques({ ...base, role: 'coordinateur-regional', departements: ['09'] })).toEqual([])
  })
  it('un administrateur n’a ni département ni centre', () => {
    expect(checkCompte({ ...base, role: 'administrateur-national', departements: ['09'] })).toMatchObject({
      value: { departements: [], centreIds: [] },
    })
  })
  it('lit le courriel en minuscules et le SIRET avec ses espaces', () => {
    expect(invitationSchema.parse({ ...base, courriel: ' Ana@Mairie.fr', siret: '732 829 320 00074' })).toMatchObject({
      courriel: 'ana@mairie.fr',
      siret: '73282932000074',
    })
    expect(invitationSchema.safeParse({ courriel: 'ana', role: 'visiteur', siret: '1' }).success).toBe(false)
  })
  it('un centre a un nom, un département et un code guichet de cinq caractères', () => {
    expect(centreSchema.parse({ nom: 'Mairie de Foix', code: 'g0123', departements: ['32', '09', '09'] })).toEqual({
      nom: 'Mairie de Foix',
      code: 'G0123',
      departements: ['09', '32'],
    })
    expect(centreSchema.safeParse({ nom: 'Mairie', departements: [] }).success).toBe(false)
    expect(centreSchema.safeParse({ nom: 'Mairie', code: 'G012', departements: ['09'] }).success).toBe(false)
    expect(centreSchema.safeParse({ nom: 'Mairie', departements: ['20'] }).success).toBe(false)
  })
})

describe('un SIREN ou un SIRET faux dit ce qui ne va pas', () => {
  const longueur = (nom: string, chiffres: number) =>
    `Un ${nom} a ${chiffres} chiffres, sans lettre. Recopiez-le en entier.`
  const cle = (nom: string, chiffres: number) =>
    `Un chiffre au moins de ce ${nom} n’est pas le bon. Relisez les ${chiffres} chiffres.`
  it.each([
    ['73282932', longueur('SIREN', 9)],
    ['7328293201', longueur('SIREN', 9)],
    ['73282932O', longueur('SIREN', 9)],
    ['732 829 321', cle('SIREN', 9)],
  ])('SIREN « %s »', (siren, phrase) => {
    const lu = centreSchema.safeParse({ nom: 'Mairie', siren, departements: ['09'] })
    expect(lu.error?.issues.map(({ message }) => message)).toEqual([phrase])
  })
  it.each([
    ['7328293200007', longueur('SIRET', 14)],
    ['732829320', longueur('SIRET', 14)],
    ['7328293200007X', longueur('SIRET', 14)],
    ['732 829 320 00075', cle('SIRET', 14)],
    ['73282932100074', cle('SIRET', 14)],
  ])('SIRET « %s »', (siret, phrase) => {
    const lu = invitationSchema.safeParse({ ...base, siret })
    expect(lu.error?.issues.map(({ message }) => message)).toEqual([phrase])
  })
})
