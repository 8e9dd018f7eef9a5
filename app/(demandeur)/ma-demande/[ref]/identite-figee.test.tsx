import { expect, it } from 'vitest'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { IdentiteFigee, NaissanceACorriger } from './identite-figee.tsx'

const liensDe = (element: unknown): readonly string[] =>
  [...JSON.stringify(element).matchAll(/"href":"([^"]*)"/g)].map(([, vers = '']) => vers)

it('une date de naissance fausse mène aux guichets de la commune voulue d’abord, un nom faux à sa correction (R-IDE-13)', () => {
  const contenu = unContenu()
  const naissance = NaissanceACorriger({ contenu })
  expect(JSON.stringify(naissance)).toContain('Si votre date de naissance est fausse, voyez un guichet')
  expect(liensDe(naissance)).toEqual(['/points-de-contact?service=modification&commune=09122'])
  const { recherche } = contenu
  expect(liensDe(IdentiteFigee({ demande: 'abc', contenu: { recherche } }))).toEqual(['/ma-demande/abc/nom'])
})

it('sans commune voulue, tous les guichets (R-IDE-13)', () => {
  const contenu = unContenu(['recherche.localisations', []])
  expect(liensDe(NaissanceACorriger({ contenu }))).toEqual(['/points-de-contact?service=modification'])
})
