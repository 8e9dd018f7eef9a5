import { describe, expect, it } from 'vitest'
import { isGroupe } from './demande/formulaire/renouvellement/groupes.ts'
import { pieceDHoraire } from './guichet/recensement/entete-d-horaire.ts'
import { isCleDe, valeurDe } from './tables.ts'
import { readRequete } from './territoire/recherche/texte.ts'

/** What every object answers to, whatever was written in it. */
const DE_TOUT_OBJET = ['toString', 'constructor', '__proto__', 'hasOwnProperty', 'valueOf']

describe('un texte venu du dehors', () => {
  it('n’est dans une table que s’il y fut écrit', () => {
    const table = { oui: 'Oui', non: '' }
    expect([valeurDe(table, 'oui'), valeurDe(table, 'non'), valeurDe(table, 'autre')]).toEqual(['Oui', '', undefined])
    expect(['oui', 'non', 'autre'].map((texte) => isCleDe(table, texte))).toEqual([true, true, false])
  })

  it.each(DE_TOUT_OBJET)('« %s » n’est le nom de rien que nous ayons écrit', (texte) => {
    expect([isCleDe({}, texte), valeurDe({}, texte)]).toEqual([false, undefined])
    expect(isGroupe(texte)).toBe(false)
    for (const entete of [texte, `Lundi ${texte}`, `Lundi matin ${texte}`])
      expect([entete, pieceDHoraire(entete)]).toEqual([entete, undefined])
    // Typed in a search: a word like another, between others too.
    expect(readRequete(`saint ${texte} bois`).tout.every((mot) => typeof mot === 'string')).toBe(true)
  })
})
