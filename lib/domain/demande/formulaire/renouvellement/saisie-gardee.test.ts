import { describe, expect, it } from 'vitest'
import { PARTIES } from './mise-a-jour.ts'
import { isGardeeSurAppareilPartage, PARTIES_GARDEES, saisieAGarder } from './saisie-gardee.ts'

describe('un formulaire gardé après la fin de la session', () => {
  it('est celui d’une partie, des coordonnées ou du nom, et de rien d’autre', () => {
    expect(PARTIES_GARDEES.filter((partie) => partie !== 'coordonnees' && partie !== 'nom')).toEqual(
      Object.keys(PARTIES),
    )
  })

  it('d’un appareil partagé, n’est jamais celui des coordonnées (R-MAJ-06)', () => {
    expect(PARTIES_GARDEES.filter((partie) => !isGardeeSurAppareilPartage(partie))).toEqual(['coordonnees'])
  })

  it('garde chaque texte tel qu’il est écrit, juste ou faux, et la version que la page montrait (R-MAJ-06)', () => {
    const ecrit = { version: '3', courriel: 'pas une adresse', 'logementActuel.surface': 'grande', annee: '' }
    expect(saisieAGarder({ ...ecrit, id: 'une-reference', partie: 'logement' })).toEqual(ecrit)
  })

  it('ne garde ni un NIR, ni un champ qui n’a pas la forme d’un des nôtres', () => {
    // Month 13 does not exist in a real one; the key is right all the same.
    const cle = String(97 - (2801399999999 % 97)).padStart(2, '0')
    expect(saisieAGarder({ motif: `2801399999999${cle}`, '<b>': 'x', liste: ['a'] })).toEqual({ motif: '' })
  })
})
