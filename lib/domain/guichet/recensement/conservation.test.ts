import { describe, expect, it } from 'vitest'
import { addDays, jour } from '../../calendrier.ts'
import { FICHIERS_GARDES, type FichierGarde, JOURS_D_ATTENTE, listFichiersARetirer } from './conservation.ts'

const LE = jour('2026-11-24')
const fichier = (id: string, changes: Partial<FichierGarde> = {}): FichierGarde => ({
  id,
  centreId: 'a',
  departements: ['09'],
  publie: true,
  deposeLe: jour('2020-01-01'),
  ...changes,
})
const suite = (count: number, changes: Partial<FichierGarde> = {}) =>
  Array.from({ length: count }, (_, rang) => fichier(`${changes.centreId ?? 'g'}${rang + 1}`, changes))

describe('les classeurs gardés', () => {
  it.each([
    [FICHIERS_GARDES - 1, []],
    [FICHIERS_GARDES, []],
    [FICHIERS_GARDES + 1, ['a4']],
  ])('%i publiés par un centre : à retirer %j, si vieux qu’ils soient (R-REC-65)', (count, retires) => {
    expect(listFichiersARetirer(suite(count, { centreId: 'a' }), LE)).toEqual(retires)
  })

  it('compte chaque centre à part, et chaque gestionnaire par ses départements (R-REC-65)', () => {
    const all = [
      ...suite(3, { centreId: 'a' }),
      ...suite(3, { centreId: 'b' }),
      ...suite(3, { centreId: null, departements: ['09', '32'] }),
      fichier('ailleurs', { centreId: null, departements: ['31'] }),
      fichier('quatrieme', { centreId: null, departements: ['32', '09'] }),
    ]
    expect(listFichiersARetirer(all, LE)).toEqual(['quatrieme'])
  })

  it.each([
    [JOURS_D_ATTENTE - 1, []],
    [JOURS_D_ATTENTE, []],
    [JOURS_D_ATTENTE + 1, ['attend']],
  ])('non publié depuis %i jours : à retirer %j (R-REC-66)', (days, retires) => {
    const attend = fichier('attend', { publie: false, deposeLe: addDays(LE, -days) })
    // It takes nobody's place among the three.
    expect(listFichiersARetirer([attend, ...suite(3, { centreId: 'a' })], LE)).toEqual(retires)
  })
})
