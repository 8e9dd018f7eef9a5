import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { formatJourEntier, phraseDuRefus } from './refus.ts'

describe('la phrase d’un refus', () => {
  it('dit le jour en entier', () => {
    expect(formatJourEntier(jour('2027-03-12'))).toBe('vendredi 12 mars 2027')
    expect(phraseDuRefus({ code: 'nomination-perimee', expireLe: jour('2027-03-12') })).toContain(
      'vendredi 12 mars 2027',
    )
  })
  it('ne renvoie personne à lui-même quand l’accès est refusé', () => {
    expect(phraseDuRefus({ code: 'acces-refuse' })).toContain('de tous les départements concernés')
    expect(phraseDuRefus({ code: 'acces-refuse' })).not.toContain('votre département')
    expect(phraseDuRefus({ code: 'role-sans-porte', role: 'coordinateur-regional' })).toContain('Coordinateur régional')
  })
  it('dit quoi faire quand l’identité est inconnue', () => {
    expect(phraseDuRefus({ code: 'identite-inconnue' })).toContain('gestionnaire territorial')
  })
})
