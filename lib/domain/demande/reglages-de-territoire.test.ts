import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import {
  checkOuvertureDeRadiation,
  checkOuvertureDeTerritoire,
  checkRenouvellementEnLigne,
  fonctionsOuvertes,
  isPrevenu,
  isRadiationSourde,
  reglagesDe,
  reglagesParDefaut,
} from './reglages-de-territoire.ts'
import { codeOf } from './testing.ts'

const RIEN = reglagesDe([])
const TOUT = reglagesDe(['renouvellement-en-ligne', 'rappels', 'radiation'])

describe('les réglages d’un territoire', () => {
  it('tout est fermé en production, ouvert en démonstration, tant que personne n’a réglé (R-REG-01)', () => {
    expect(reglagesParDefaut('09', false)).toEqual(RIEN)
    expect(reglagesParDefaut('09', true)).toEqual(TOUT)
    // What could not be opened is not shown open (R-REG-04).
    expect(reglagesParDefaut('31', true)).toEqual(RIEN)
  })

  it('fermé, le renouvellement par internet est refusé, par un guichet, un courrier ou un éditeur jamais (R-REG-02)', () => {
    expect(codeOf(checkRenouvellementEnLigne(RIEN, 'internet'))).toBe('renouvellement-en-ligne-ferme')
    for (const canal of ['guichet', 'courrier', 'editeur'] as const)
      expect(codeOf(checkRenouvellementEnLigne(RIEN, canal))).toBe('ok')
    expect(codeOf(checkRenouvellementEnLigne(reglagesDe(['renouvellement-en-ligne']), 'internet'))).toBe('ok')
  })

  it('la radiation s’ouvre par qui confirme, se garde et se ferme sans cela (R-REG-03)', () => {
    const ouverte = reglagesDe(['radiation'])
    const [non, oui] = [false, true].map((isConfirmee) => ({ isConfirmee, isRetourEntendu: true }))
    if (!non || !oui) throw new Error('confirmation')
    expect(codeOf(checkOuvertureDeRadiation(RIEN, ouverte, non))).toBe('radiation-a-confirmer')
    expect(codeOf(checkOuvertureDeRadiation(RIEN, ouverte, oui))).toBe('ok')
    expect(codeOf(checkOuvertureDeRadiation(ouverte, TOUT, non))).toBe('ok')
    expect(codeOf(checkOuvertureDeRadiation(TOUT, RIEN, non))).toBe('ok')
  })

  it('elle ne s’ouvre pas, même confirmée, là où un courriel revenu ne s’entend pas ; ouverte, elle se garde et se ferme (R-REG-06)', () => {
    const ouverte = reglagesDe(['radiation'])
    const sourde = { isConfirmee: true, isRetourEntendu: false }
    expect(codeOf(checkOuvertureDeRadiation(RIEN, ouverte, sourde))).toBe('retours-non-entendus')
    expect(codeOf(checkOuvertureDeRadiation(RIEN, reglagesDe(['rappels']), sourde))).toBe('ok')
    expect(codeOf(checkOuvertureDeRadiation(ouverte, TOUT, sourde))).toBe('ok')
    expect(codeOf(checkOuvertureDeRadiation(TOUT, RIEN, sourde))).toBe('ok')
    expect([true, false].map((isRetourEntendu) => isRadiationSourde(ouverte, isRetourEntendu))).toEqual([false, true])
    expect(isRadiationSourde(reglagesDe(['rappels']), false)).toBe(false)
  })

  it('un fichier partagé local n’ouvre rien ici, et se ferme (R-REG-04)', () => {
    const [hauteGaronne, ariege] = (['31', '09'] as const).map((territoire) => ({ territoire, le: jour('2026-03-01') }))
    if (!hauteGaronne || !ariege) throw new Error('territoire')
    for (const fonction of ['renouvellement-en-ligne', 'rappels', 'radiation'] as const) {
      const refusee = checkOuvertureDeTerritoire(RIEN, reglagesDe([fonction]), hauteGaronne)
      expect(codeOf(refusee)).toBe('territoire-a-fichier-partage')
      expect(codeOf(checkOuvertureDeTerritoire(RIEN, reglagesDe([fonction]), ariege))).toBe('ok')
    }
    expect(codeOf(checkOuvertureDeTerritoire(TOUT, reglagesDe(['rappels']), hauteGaronne))).toBe('ok')
    const laVeille = { territoire: '31', le: jour('2014-06-30') } as const
    expect(codeOf(checkOuvertureDeTerritoire(RIEN, TOUT, laVeille))).toBe('ok')
  })

  it('la liste de ce qui est ouvert dit les réglages, et retour', () => {
    for (const reglages of [RIEN, TOUT, reglagesDe(['rappels'])])
      expect(reglagesDe(fonctionsOuvertes(reglages))).toEqual(reglages)
  })
})

it('on ne promet de prévenir que là où les rappels sont ouverts, quoi qu’il y ait d’autre (R-REG-05)', () => {
  expect(isPrevenu(reglagesDe(['rappels']))).toBe(true)
  expect(isPrevenu(reglagesDe(['renouvellement-en-ligne', 'radiation']))).toBe(false)
})
