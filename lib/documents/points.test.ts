import { describe, expect, it } from 'vitest'
import { adresserCourriel, titreDesProches } from './points.ts'

describe('le lien d’un courriel', () => {
  it.each([
    ['accueil@mairie.fr', 'mailto:accueil@mairie.fr'],
    ['accueil+logement@mairie.fr', 'mailto:accueil%2Blogement@mairie.fr'],
    ['a?bcc=x%40x.invalid&body=b@mairie.fr', 'mailto:a%3Fbcc%3Dx%2540x.invalid%26body%3Db@mairie.fr'],
  ])('écrit à cette adresse et à aucune autre : %s', (courriel, lien) => {
    expect(adresserCourriel(courriel)).toBe(lien)
    expect(new URL(lien).search).toBe('')
  })
})

describe('ce qui se dit des lieux autour de moi (R-ANN-04)', () => {
  it.each([
    [3, {}, 'Les lieux les plus proches de vous, à vol d’oiseau\u00a0:'],
    [3, { ouvert: true }, 'Les lieux ouverts maintenant les plus proches de vous, à vol d’oiseau\u00a0:'],
    [1, { rayon: 2.5 }, 'Les lieux les plus proches de vous, à moins de 2,5\u00a0km, à vol d’oiseau\u00a0:'],
    [0, {}, 'Aucun lieu ne correspond à vos filtres.'],
    [0, { ouvert: true }, 'Aucun lieu ouvert maintenant ne correspond à vos filtres.'],
    [
      0,
      { ouvert: true, rayon: 5 },
      'Aucun lieu ouvert maintenant ne correspond à vos filtres à moins de 5\u00a0km de vous.',
    ],
  ])('%i avec %j', (nombre, filtres, phrase) => {
    expect(titreDesProches(nombre, filtres)).toBe(phrase)
  })
})
