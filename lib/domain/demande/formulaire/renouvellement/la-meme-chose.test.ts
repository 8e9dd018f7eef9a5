import { describe, expect, it } from 'vitest'
import { unContenu } from '../testing.ts'
import { exact, lire } from './testing.ts'

const CHAMP = 'demandeur.ressources.reponse'
const ZERO_ECRIT = 'Vous avez écrit 0\u00a0: choisissez «\u00a0Rien\u00a0», ou effacez-le.'
const CONTRADICTION =
  'Vous avez écrit un montant\u00a0: choisissez «\u00a0Le montant écrit ci-dessous\u00a0», ou effacez-le.'
const AUTRE_SOURCE =
  'Vous avez changé d’où vient l’argent\u00a0: choisissez «\u00a0Le montant écrit ci-dessous\u00a0», ou remettez ce qui était.'

type Ligne = readonly [code: string, euros: string]
const ressources = {
  statut: 'declarees',
  lignes: [
    { code: 'SAL', euros: 1240 },
    { code: 'AF', euros: 200 },
  ],
} as const
const salaireEtAllocations = unContenu(['demandeur.ressources', ressources])
const dire = (reponse: string, ...lignes: readonly Ligne[]) => {
  const dites = lignes.flatMap(([code, euros], rang) => [
    [`demandeur.ressources.lignes.${rang}.code`, code],
    [`demandeur.ressources.lignes.${rang}.euros`, euros],
  ])
  return lire(salaireEtAllocations, {
    ...exact(salaireEtAllocations),
    [CHAMP]: reponse,
    ...Object.fromEntries(dites),
  })
}
const messages = (...dites: Parameters<typeof dire>) => dire(...dites).anomalies.map(({ message }) => message)

describe('à côté de « la même chose »', () => {
  it('les mêmes lignes, dans un autre ordre ou écrites autrement, disent la même chose (R-MAJ-11)', () => {
    for (const lignes of [
      [
        ['SAL', '1240'],
        ['AF', '200'],
      ],
      [
        ['AF', '200'],
        ['SAL', '1 240,00 €'],
      ],
    ] as const) {
      const { anomalies, contenu } = dire('toujours', ...lignes)
      expect(anomalies).toEqual([])
      expect(contenu?.demandeur).toMatchObject({ ressources })
    }
  })

  it('un zéro à côté d’un salaire ne mène jamais à « rien », qui le retirerait (R-MAJ-11)', () => {
    for (const reponse of ['toujours', 'inconnu', 'rien'])
      expect(messages(reponse, ['SAL', '1240'], ['AF', '0'])).toEqual([CONTRADICTION])
    // Nothing was written: « rien » is what was chosen.
    expect(messages('rien', ['SAL', '1240'], ['AF', '200'])).toEqual([])
    for (const reponse of ['toujours', 'inconnu'])
      expect(messages(reponse, ['SAL', '0'], ['AF', '0'])).toEqual([ZERO_ECRIT])
  })

  it('d’une source changée, dit que c’est la source, non le montant (R-MAJ-11)', () => {
    expect(messages('toujours', ['CHO', '1240'], ['AF', '200'])).toEqual([AUTRE_SOURCE])
    expect(messages('toujours', ['CHO', '1240'], ['AF', '201'])).toEqual([CONTRADICTION])
    // Chosen without an amount, it is not forgotten: of a line that stood, or of one more.
    expect(messages('toujours', ['CHO', ''], ['AF', '200'])).toEqual([AUTRE_SOURCE])
    expect(messages('toujours', ['SAL', '1240'], ['AF', '200'], ['BE', ''])).toEqual([AUTRE_SOURCE])
    expect(messages('toujours', ['SAL', '1240'], ['AF', '0'], ['BE', ''])).toEqual([CONTRADICTION])
    // A field that was emptied says nothing.
    for (const vide of [['SAL', ''] as const, ['', ' '] as const])
      expect(messages('toujours', vide, ['AF', '200'])).toEqual([])
    // Twice the same line is one more than stood.
    expect(messages('toujours', ['SAL', '1240'], ['AF', '200'], ['AF', '200'])).toEqual([CONTRADICTION])
  })
})
