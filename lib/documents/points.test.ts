import { describe, expect, it } from 'vitest'
import { adresserCourriel } from './points.ts'

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
