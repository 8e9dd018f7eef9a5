import { describe, expect, it } from 'vitest'
import { unPointPublie } from '#lib/domain/guichet/testing.ts'
import { adresserCourriel, formatServices, formatType, titreDesProches } from './points.ts'

describe('ce qu’est un point, en mots de tous les jours', () => {
  it.each([
    ['guichet-enregistreur', 'Guichet qui enregistre les demandes · Ville d’Essai'],
    ['siad', 'SIAD (accueil et information des demandeurs) · Ville d’Essai'],
    ['siao', 'SIAO (aide aux personnes sans logement) · Ville d’Essai'],
    ['adil', 'ADIL (conseil gratuit sur le logement) · Ville d’Essai'],
  ] as const)('%s', (type, phrase) =>
    expect(formatType(unPointPublie({ type, organisme: 'Ville d’Essai' }))).toBe(phrase),
  )

  it('ne répète pas l’organisme qui est le nom', () =>
    expect(formatType(unPointPublie({ type: 'site-local', organisme: 'Essai', nom: 'Essai' }))).toBe(
      'Site internet local',
    ))

  it('dit ce que l’on vient y faire', () =>
    expect(formatServices(unPointPublie({ services: ['creation', 'entretien'] }))).toEqual([
      'Déposer une demande',
      'Avoir un entretien',
    ]))
})

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
