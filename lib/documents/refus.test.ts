import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { formatJourEntier } from './jours.ts'
import { phraseDuRefus } from './refus.ts'

describe('la phrase d’un refus', () => {
  it('dit le jour en entier', () => {
    expect(formatJourEntier(jour('2027-03-12'))).toBe('vendredi 12 mars 2027')
    expect(formatJourEntier(jour('2027-01-01'))).toBe('vendredi 1er janvier 2027')
    expect(formatJourEntier(jour('2027-01-11'))).toBe('lundi 11 janvier 2027')
    expect(phraseDuRefus({ code: 'nomination-perimee', expireLe: jour('2027-03-12') })).toContain(
      'vendredi 12 mars 2027',
    )
  })
  it('ne renvoie personne à lui-même quand l’accès est refusé', () => {
    expect(phraseDuRefus({ code: 'acces-refuse' })).toContain('de tous les départements concernés')
    expect(phraseDuRefus({ code: 'acces-refuse' })).not.toContain('votre département')
    // Read by each role, of acts that belong to different ones: naming one would send some to who has no right.
    expect(phraseDuRefus({ code: 'acces-refuse' })).not.toMatch(/gestionnaire|administrateur/)
    expect(phraseDuRefus({ code: 'role-sans-porte', role: 'coordinateur-regional' })).toContain('Coordinateur régional')
  })
  it('dit qui peut fermer un compte qui n’est pas du ressort de la personne', () => {
    const phrase = phraseDuRefus({ code: 'courriel-deja-invite' })
    expect(phrase).not.toContain('lui seul')
    expect(phrase).toContain('par un gestionnaire de tous les départements de ses centres')
    expect(phrase).toContain('tout autre compte par un administrateur.')
  })
  it('dit comment publier à côté d’un double, là où la case n’est pas encore vue', () => {
    const point = { id: 'b', nom: 'Mairie', detenteur: null, version: 1 }
    expect(phraseDuRefus({ code: 'point-en-double', cle: 'c', doubles: { points: [point], autres: 0 } })).toBe(
      'Ce point reste réuni à l’autre. Un point qui lui ressemble est publié par le gestionnaire territorial. Pour le publier quand même, cochez la case ci-dessous, puis recommencez.',
    )
  })
  it('dit quoi faire quand l’identité est inconnue', () => {
    expect(phraseDuRefus({ code: 'identite-inconnue' })).toContain('gestionnaire territorial')
  })
})
