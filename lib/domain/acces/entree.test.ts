import { describe, expect, it } from 'vitest'
import { addDays, jour } from '../calendrier.ts'
import {
  type CompteConnu,
  checkNomination,
  DUREE_DE_NOMINATION_EN_JOURS,
  decideEntree,
  expirationDeNomination,
  type Identite,
  type Nomination,
} from './entree.ts'

const identite: Identite = {
  sub: 's-1',
  courriel: 'ana@mairie.invalid',
  courrielVerifie: true,
  nom: 'Ana Inventée',
  siret: '73282932000074',
}
const invite: CompteConnu = {
  id: 'c-1',
  sub: null,
  courriel: 'ana@mairie.invalid',
  siret: '73282932000074',
  actif: true,
}
const nommeeLe = jour('2026-03-01')
const nomination: Nomination = {
  id: 'n-1',
  courriel: identite.courriel,
  expireLe: expirationDeNomination(nommeeLe),
  utilisee: false,
}
const personne = { parSub: undefined, parCourriel: undefined, nomination: undefined, administrateurExiste: true }
type Connus = Parameters<typeof decideEntree>[1]
const code = (resultat: ReturnType<typeof decideEntree>) => (resultat.ok ? resultat.value.nature : resultat.refus.code)

describe('entrer dans l’administration', () => {
  it('est connue par son identifiant, même si son adresse a changé (R-ACC-10)', () => {
    const parSub = { ...invite, sub: 's-1', courriel: 'ancienne@mairie.invalid' }
    expect(decideEntree({ ...identite, courrielVerifie: false }, { ...personne, parSub }, nommeeLe)).toEqual({
      ok: true,
      value: { nature: 'connu', compteId: 'c-1' },
    })
  })
  it('un compte fermé ne rentre plus, sauf par une nouvelle invitation, vérifiée comme la première (R-ACC-16)', () => {
    const parSub = { ...invite, sub: 's-1', actif: false }
    const nouvelle = { ...invite, id: 'c-2' }
    const par = (connus: Partial<Connus>, autre: Partial<Identite> = {}) =>
      decideEntree({ ...identite, ...autre }, { ...personne, parSub, ...connus }, nommeeLe)
    expect(code(par({}))).toBe('compte-desactive')
    const parCourriel = nouvelle
    expect(par({ parCourriel })).toEqual({ ok: true, value: { nature: 'premiere-connexion', compteId: 'c-2' } })
    expect(code(par({ parCourriel }, { courrielVerifie: false }))).toBe('courriel-non-verifie')
    expect(code(par({ parCourriel }, { siret: null }))).toBe('siret-different')
    expect(code(par({ parCourriel: { ...nouvelle, sub: 's-2' } }))).toBe('compte-desactive')
    expect(code(par({ nomination, administrateurExiste: false }))).toBe('premier-administrateur')
  })
  it('se lie à son invitation par le courriel vérifié et le SIRET (R-ACC-11)', () => {
    const avec = (parCourriel: CompteConnu, autre: Partial<Identite> = {}) =>
      code(decideEntree({ ...identite, ...autre }, { ...personne, parCourriel }, nommeeLe))
    expect(avec(invite)).toBe('premiere-connexion')
    expect(avec(invite, { courrielVerifie: false })).toBe('courriel-non-verifie')
    expect(avec(invite, { siret: '35600000049837' })).toBe('siret-different')
    expect(avec(invite, { siret: null })).toBe('siret-different')
    expect(avec({ ...invite, siret: null }, { siret: null })).toBe('premiere-connexion')
  })
  it('ne prend jamais le compte d’une autre personne (R-ACC-11)', () => {
    const parCourriel = { ...invite, sub: 's-2' }
    expect(code(decideEntree(identite, { ...personne, parCourriel }, nommeeLe))).toBe('identite-inconnue')
  })
  it('inconnue : personne ne l’a invitée (R-ACC-11)', () => {
    expect(code(decideEntree(identite, personne, nommeeLe))).toBe('identite-inconnue')
  })

  const nomme = { ...personne, administrateurExiste: false, nomination }
  it.each([
    ['le jour même', 0, 'premier-administrateur'],
    ['la veille du dernier jour', DUREE_DE_NOMINATION_EN_JOURS - 1, 'premier-administrateur'],
    ['le dernier jour', DUREE_DE_NOMINATION_EN_JOURS, 'premier-administrateur'],
    ['le lendemain', DUREE_DE_NOMINATION_EN_JOURS + 1, 'nomination-perimee'],
  ])('le premier administrateur entre jusqu’au septième jour : %s (R-ACC-13)', (_titre, jours, attendu) => {
    expect(code(decideEntree(identite, nomme, addDays(nommeeLe, jours)))).toBe(attendu)
  })
  it('une nomination ne sert qu’une fois, à un courriel vérifié, tant qu’aucun administrateur n’existe (R-ACC-13)', () => {
    expect(code(decideEntree(identite, { ...nomme, nomination: { ...nomination, utilisee: true } }, nommeeLe))).toBe(
      'identite-inconnue',
    )
    expect(code(decideEntree(identite, { ...nomme, administrateurExiste: true }, nommeeLe))).toBe('identite-inconnue')
    expect(code(decideEntree({ ...identite, courrielVerifie: false }, nomme, nommeeLe))).toBe('courriel-non-verifie')
  })
})

describe('nommer le premier administrateur (R-ACC-12)', () => {
  it('est refusé dès qu’un administrateur existe', () => {
    expect(checkNomination('ana@mairie.invalid', true)).toMatchObject({ refus: { code: 'administrateur-existant' } })
  })
  it('veut une adresse de courriel, gardée en minuscules', () => {
    expect(checkNomination(' Ana@Mairie.invalid ', false)).toEqual({
      ok: true,
      value: { courriel: 'ana@mairie.invalid' },
    })
    expect(checkNomination('ana', false)).toMatchObject({ refus: { code: 'courriel-illisible' } })
  })
})
