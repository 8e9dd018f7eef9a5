/** What a page holds of what is typed, and what of it the next one has to send again. */
import { describe, expect, it } from 'vitest'
import { compterLesFrappes, frappeDe, resteDe } from './frappes.ts'

const COURRIEL = 'demandeur.courriel'
const RUE = 'demandeur.adresse.rue'
const isDuCourriel = (nom: string): boolean => nom === COURRIEL
const PARTOUT = (): boolean => true

/** What the server has, as the next page is told. */
const recuesDe = ({ page, rang }: Readonly<{ page: string; rang: number }>) => ({ [page]: rang })

describe('ce qui attend dans le navigateur (R-BRO-07)', () => {
  it('n’est plus à rendre dès que le serveur l’a, même quand personne n’a lu sa réponse', () => {
    const frappes = compterLesFrappes({ version: '1' })
    frappes.attendre(COURRIEL, 'neuf@exemple.fr')
    const parties = recuesDe(frappes.jusquOu(PARTOUT))
    const fermee = frappes.entree()
    expect(resteDe(fermee, {})).toEqual({ [COURRIEL]: 'neuf@exemple.fr' })
    expect(resteDe(fermee, parties)).toEqual({})
    expect(resteDe(fermee, recuesDe({ page: 'f'.repeat(32), rang: 9 }))).toEqual({ [COURRIEL]: 'neuf@exemple.fr' })
  })

  it('reste à rendre quand il s’est écrit après, et lui seul', () => {
    const frappes = compterLesFrappes({ version: '1' })
    frappes.attendre(COURRIEL, 'neuf@exemple.fr')
    const parties = recuesDe(frappes.jusquOu(PARTOUT))
    frappes.attendre(RUE, 'rue Neuve')
    expect(resteDe(frappes.entree(), parties)).toEqual({ [RUE]: 'rue Neuve' })
    frappes.attendre(COURRIEL, 'autre@exemple.fr')
    expect(resteDe(frappes.entree(), parties)).toEqual({ [RUE]: 'rue Neuve', [COURRIEL]: 'autre@exemple.fr' })
    expect(frappeDe(frappes.entree())).toEqual(frappes.jusquOu(PARTOUT))
  })

  it('reste à rendre quand le formulaire parti n’a pas son champ', () => {
    const frappes = compterLesFrappes({ version: '1' })
    frappes.attendre(RUE, 'rue Neuve')
    frappes.attendre(COURRIEL, 'neuf@exemple.fr')
    expect(frappes.laisserPartir(isDuCourriel)).toBe(true)
    const gardee = frappes.entree()
    frappes.confier(gardee)
    expect(resteDe(gardee, recuesDe(frappes.jusquOuDe(isDuCourriel)))).toEqual({ [RUE]: 'rue Neuve' })
    // Nothing was typed since: what the browser has says it already.
    expect(frappes.laisserPartir(isDuCourriel)).toBe(false)
    frappes.attendre(COURRIEL, 'autre@exemple.fr')
    expect(frappes.laisserPartir(isDuCourriel)).toBe(true)
  })

  it('reste à rendre quand le formulaire part avant que le navigateur n’ait gardé ce qui le suit', () => {
    const frappes = compterLesFrappes({ version: '1' })
    frappes.attendre(RUE, 'rue Neuve')
    const gardee = frappes.entree()
    frappes.confier(gardee)
    frappes.attendre(COURRIEL, 'neuf@exemple.fr')
    frappes.laisserPartir(isDuCourriel)
    // Written, and not there yet: whoever comes next reads the entry of before.
    const plusTard = frappes.entree()
    expect(resteDe(gardee, recuesDe(frappes.jusquOuDe(isDuCourriel)))).toEqual({ [RUE]: 'rue Neuve' })
    frappes.confier(plusTard)
    // Told late, an older entry is not the last one.
    frappes.confier(gardee)
    expect(resteDe(plusTard, recuesDe(frappes.jusquOuDe(isDuCourriel)))).toEqual({ [RUE]: 'rue Neuve' })
    // Of its own fields it holds all that was typed, and says that too.
    expect(frappes.jusquOuDe(isDuCourriel)).toMatchObject({ rang: 2, depart: 3 })
    expect(frappes.jusquOu(isDuCourriel)).toMatchObject({ rang: 3, hors: [RUE] })
  })

  it('du formulaire parti ne revient pas, abandonné ou non, ni ce que rien d’autre ne suit', () => {
    const frappes = compterLesFrappes({ version: '1' })
    expect(frappes.jusquOuDe(isDuCourriel).rang).toBe(0)
    frappes.attendre(COURRIEL, 'neuf@exemple.fr')
    const fermee = frappes.entree()
    frappes.renoncer(COURRIEL)
    expect(frappes.laisserPartir(isDuCourriel)).toBe(false)
    expect(resteDe(fermee, recuesDe(frappes.jusquOuDe(isDuCourriel)))).toEqual({})
  })

  it('d’avant que les pages comptent se rend tout entier', () => {
    const ancienne = { page: { version: '1' }, champs: { [RUE]: 'rue Neuve' } }
    expect(resteDe(ancienne, { x: 9 })).toEqual({ [RUE]: 'rue Neuve' })
    expect(frappeDe(ancienne)).toBeUndefined()
    // Of a page that counts, a text without its number.
    const sansRang = { ...ancienne, frappeDe: 'a'.repeat(32), rangs: {} }
    expect(resteDe(sansRang, {})).toEqual({ [RUE]: 'rue Neuve' })
  })

  it('s’oublie quand le serveur l’a, sauf ce qui s’est écrit depuis', () => {
    const frappes = compterLesFrappes({ version: '1' })
    frappes.attendre(COURRIEL, 'neuf@exemple.fr', { libelle: 'Courriel', texte: 'neuf@exemple.fr' })
    frappes.attendre(RUE, 'rue Neuve')
    frappes.noter(RUE, 'rue Ancienne')
    const partis = new Map(frappes.attente)
    frappes.attendre(RUE, 'rue Neuve, 2')
    frappes.oublier(partis)
    const { champs, siens, mots } = frappes.entree()
    expect({ champs, siens, mots }).toEqual({
      champs: { [RUE]: 'rue Neuve, 2' },
      siens: { [RUE]: ['rue Ancienne'] },
      mots: {},
    })
    frappes.renoncer(RUE)
    expect(frappes.entree().champs).toEqual({})
  })
})
