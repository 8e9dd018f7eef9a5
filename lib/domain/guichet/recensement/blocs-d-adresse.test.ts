import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import type { ColonneDite } from './colonnes.ts'
import { DEFAUTS, FAITS, feuilleDe } from './testing.ts'

type Bloc = Readonly<Record<string, string>>
const POSTE: Bloc = { CP: '09100', Ville: 'Pamiers', INSEE: '09225', Complément: 'BP 12' }
const GUICHET: Bloc = { CP: '09000', Ville: 'Foix', INSEE: '09122', Complément: 'Bâtiment B' }

/** A header whose parts in capitals `…/p` are of the postal address, and the others of the guichet. */
function lire(tete: string, dites: readonly ColonneDite[] = []) {
  const parts = ['Nom', ...tete.split('|')]
  const entetes = parts.map((part) => part.replace(/\/.$/, ''))
  const row = parts.map((part) => {
    const entete = part.replace(/\/.$/, '')
    if (entete === 'Nom') return 'Mairie'
    if (entete === 'Téléphone') return '05 61 02 33 00'
    if (/^Adresse/.test(entete)) return entete === 'Adresse postale' ? '9 place de la Poste' : '1 rue Inventée'
    return (part.endsWith('/p') ? POSTE : GUICHET)[entete === 'Commune' ? 'Ville' : entete] ?? null
  })
  const colonnes = new Map(dites.flatMap(([cle, dite]) => (dite === 'oubliee' ? [] : [[cle, dite] as const])))
  const lue = analyseClasseur({ feuilles: [feuilleDe('F', [entetes, row])] }, { ...FAITS, defauts: DEFAUTS, colonnes })
  if (!lue.ok) throw new Error(lue.refus.code)
  return lue.value
}
const adresseDe = (tete: string) => lire(tete).points[0]?.contenu?.adresse
const aSituer = (tete: string) =>
  lire(tete).alertes.flatMap((alerte) => (alerte.code === 'colonne-a-situer' ? [alerte.cellule] : []))

describe('chaque rue avec sa ville (R-TAB-19)', () => {
  it.each([
    'CP/p|Ville/p|Adresse postale|CP|Ville|Adresse du guichet',
    'Adresse postale|CP/p|Ville/p|Adresse du guichet|CP|Ville',
    'Adresse du guichet|CP|Ville|Adresse postale|CP/p|Ville/p',
    'CP|Ville|Adresse du guichet|CP/p|Ville/p|Adresse postale',
    'Adresse postale|CP/p|Ville/p|Téléphone|Adresse du guichet|CP|Ville',
    'CP/p|Ville/p|Adresse postale|Téléphone|CP|Ville|Adresse du guichet',
    'INSEE/p|CP/p|Ville/p|Adresse postale|INSEE|CP|Ville|Adresse du guichet',
    'Adresse postale|Complément/p|CP/p|Ville/p|Adresse du guichet|CP|Ville',
    'Adresse du guichet|CP|Ville|Adresse postale|Complément/p|CP/p|Ville/p',
    'Adresse postale|CP/p|Ville/p|INSEE/p|Adresse du guichet|CP|Ville',
    'Adresse postale|Complément/p|Adresse du guichet|CP|Ville',
  ])('%s : rien de l’adresse postale', (tete) => {
    expect(adresseDe(tete)).toMatchObject({
      ...{ voie: '1 rue Inventée', codePostal: '09000', codeInsee: '09122', complement: null },
    })
  })
  it.each([
    ['Adresse postale|Complément/p|CP/p|Ville/p|Adresse du guichet|Complément|CP|Ville'],
    ['Adresse postale|CP/p|Ville/p|Adresse du guichet|Complément|CP|Ville'],
    ['CP/p|Ville/p|Adresse postale|Complément/p|CP|Ville|Adresse du guichet|Complément'],
  ])('%s : le complément du guichet', (tete) =>
    expect(adresseDe(tete)).toMatchObject({ voie: '1 rue Inventée', codePostal: '09000', complement: 'Bâtiment B' }),
  )
  it.each([
    ['Commune|Adresse postale|CP/p|Ville/p|Adresse du guichet', ['B1', 'D1', 'E1']],
    ['Commune|Téléphone|Adresse postale|CP/p|Ville/p|Adresse du guichet', ['B1', 'E1', 'F1']],
    ['Adresse postale|Adresse du guichet|CP/p|CP|Ville/p|Ville', ['D1', 'E1', 'F1', 'G1']],
  ])('%s : ce qui ne se rattache pas sûrement n’est pas mêlé', (tete, cellules) => {
    const adresse = adresseDe(tete)
    expect(adresse).toBeUndefined()
    expect(aSituer(tete)).toEqual(cellules)
  })
  it('ce qui touche la rue lue et elle seule la suit, et le reste se dit', () => {
    const tete = 'CP/p|Adresse postale|Ville/p|CP|Adresse du guichet|Ville'
    expect(adresseDe(tete)).toMatchObject({ codePostal: '09000', codeInsee: '09122' })
    expect(aSituer(tete)).toEqual(['B1', 'E1'])
  })
  it('ce qui est laissé se propose, et le centre peut le dire', () => {
    const tete = 'Adresse postale|Complément/p|CP/p|Ville/p|Adresse du guichet|CP|Ville'
    expect(lire(tete).colonnes?.[0]?.aDire).toMatchObject([{ cellule: 'C1', proposee: 'complement' }])
    expect(lire(tete, [['complement', 'complement']]).points[0]?.contenu?.adresse?.complement).toBe('BP 12')
  })
  it.each([
    'Adresse postale|Adresse du guichet|CP|Ville',
    'CP|Ville|Adresse postale|Adresse du guichet',
    'Adresse postale|CP|Ville|Adresse du guichet',
    'INSEE|Adresse postale|Adresse du guichet|CP|Ville',
    'Adresse postale|Téléphone|Adresse du guichet|Complément|CP|Ville',
  ])('%s : une seule ville est celle de la ligne', (tete) => {
    expect(adresseDe(tete)).toMatchObject({ voie: '1 rue Inventée', codePostal: '09000', codeInsee: '09122' })
    expect(aSituer(tete)).toEqual([])
  })
  it('l’alerte nomme la colonne qui est lue', () => {
    expect(lire('Adresse postale|Adresse du guichet|CP|Ville').alertes).toMatchObject([
      { entete: 'Adresse postale', cellule: 'B1', lue: { cellule: 'C1', entete: 'Adresse du guichet' } },
    ])
  })
})
