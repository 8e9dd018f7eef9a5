/** How a sentence joins the name of a commune, against the official list. */
import { expect, it } from 'vitest'
import { lieuDe } from '#lib/documents/lieux.ts'
import { readCommunes } from './sources.ts'

/** By type of liaison: none, elided, then the articles le, la, les, l’ and aux. */
const LIAISONS: Readonly<Record<number, (nom: string) => string>> = {
  0: (nom) => `de ${nom}`,
  1: (nom) => `d’${nom}`,
  2: (nom) => `du ${nom.slice(3)}`,
  3: (nom) => `de ${nom}`,
  4: (nom) => `des ${nom.slice(4)}`,
  5: (nom) => `de ${nom}`,
  6: (nom) => `des ${nom.slice(4)}`,
}

it('chaque commune se dit comme la liste officielle la joint', () => {
  const communes = readCommunes().filter(({ type }) => type === 'commune-actuelle')
  // The list forgets the article of one.
  const isOublie = (nom: string) => nom === 'Le Vernet-Chaméane'
  // Ten names are joined in two ways by the list itself, from one département to another.
  const liaisons = Map.groupBy(communes, ({ nom }) => nom)
  const isDouteux = (nom: string) => new Set(liaisons.get(nom)?.map(({ typeLiaison }) => typeLiaison)).size > 1
  const jugees = communes.flatMap(({ nom, typeLiaison }) => {
    const join = LIAISONS[typeLiaison ?? -1]
    return join && !isDouteux(nom) && !isOublie(nom) ? [{ nom, attendu: join(nom) }] : []
  })
  expect(jugees.length).toBeGreaterThan(34_000)
  expect(jugees.flatMap(({ nom, attendu }) => (lieuDe(nom) === attendu ? [] : `${lieuDe(nom)} ≠ ${attendu}`))).toEqual(
    [],
  )
})
