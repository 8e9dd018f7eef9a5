import { describe, expect, it } from 'vitest'
import { buildReferentiel } from './referentiel.ts'
import { rangDe as rangDuTest } from './testing.ts'

const commune = (codeInsee: string, nom: string) => ({
  codeInsee,
  nom,
  departement: codeInsee.slice(0, 2),
  epci: null,
  codesPostaux: codeInsee === '09122' ? ['09000'] : [],
  position: null,
})
/** Real communes whose names are made of those of others. */
const referentiel = buildReferentiel({
  communes: [
    commune('09122', 'Foix'),
    ...[commune('77516', 'Ville-Saint-Jacques'), commune('77333', 'Nemours'), commune('04174', 'Saint-Jacques')],
    ...[commune('58304', 'Ville-Langy'), commune('03137', 'Langy'), commune('58095', 'Decize')],
    ...[commune('02589', 'Pargny-Filain'), commune('80616', 'Pargny'), commune('70234', 'Filain')],
    ...[commune('02722', 'Soissons'), commune('02532', 'Muret-et-Crouttes'), commune('70001', 'Muret')],
    ...[commune('70002', 'Crouttes'), commune('25204', 'Doubs')],
  ],
  anciennes: [],
  departements: ['09 Ariège', '25 Doubs', '01 Ain'].map((one) => ({ code: one.slice(0, 2), nom: one.slice(3) })),
  epcis: [],
})
const lire = (territoire: string) => {
  const { contenu, remarques } = rangDuTest({ territoire }, { referentiel })
  return { territoire: contenu?.territoire, remarques }
}

describe('les lieux desservis écrits ensemble', () => {
  it.each([
    ['Ville Saint Jacques et Nemours', '77516 (Ville-Saint-Jacques)'],
    ['Ville Langy / Decize', '58304 (Ville-Langy)'],
    ['Ville Langy', '58304 (Ville-Langy)'],
    ['Pargny et Filain et Soissons', '02589 (Pargny-Filain)'],
    ['Soissons, Pargny - Filain', '02589 (Pargny-Filain)'],
    ['Muret et Crouttes et Soissons', '02532 (Muret-et-Crouttes)'],
    ['communes de Soissons, Muret / Crouttes', '02532 (Muret-et-Crouttes)'],
  ])('« %s » peut se lire autrement : les lieux sont proposés (R-REC-50)', (texte, proposee) => {
    const { territoire, remarques } = lire(texte)
    expect(territoire).toBeUndefined()
    expect(remarques).toContainEqual(
      expect.objectContaining({
        code: 'territoire-ambigu',
        gravite: 'refus',
        proposees: expect.arrayContaining([proposee]),
      }),
    )
  })

  it.each([
    ['Muret et Crouttes', ['02532']],
    ['Ville-Langy', ['58304']],
    ['Nemours et Soissons', ['02722', '77333']],
    ['09122 / 77333', ['09122', '77333']],
  ])('« %s » n’a qu’une lecture (R-REC-50)', (texte, communes) =>
    expect(lire(texte).territoire?.communes).toEqual(communes),
  )

  it.each([
    ['département de Doubs', [], ['25']],
    ['département du Doubs', [], ['25']],
    ['départements de l’Ain et du Doubs', [], ['01', '25']],
    ['département 25', [], ['25']],
    ['commune de Doubs', ['25204'], []],
    ['ville de Doubs', ['25204'], []],
  ])('« %s » dit si c’est une commune ou un département (R-REC-70)', (texte, communes, departements) =>
    expect(lire(texte).territoire).toEqual({ communes, epcis: [], departements }),
  )

  it('un mot qui dit un autre genre de lieu refuse la ligne (R-REC-70)', () => {
    for (const texte of ['commune 25', 'département de Nemours', 'département 77333', 'commune de l’Ariège'])
      expect(lire(texte).remarques).toMatchObject([{ code: 'territoire-inconnu', valeur: texte }])
  })
})
