import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import { proposeColonne, proposeColonnes } from './entete-proche.ts'
import { FAITS, feuilleDe } from './testing.ts'

describe('un en-tête mal écrit', () => {
  it.each([
    ['Telephne', 'telephone'],
    ['Télépone', 'telephone'],
    ['Addresse', 'voie'],
    ['Addresse du guichet', 'voie'],
    ['Comune', 'commune'],
    ['Jours d’ouvertur', 'jours'],
    ['Batimnt', 'batiment'],
    ['Corriel', 'courriel'],
    ['Code postale', 'codePostal'],
    ['Adresse', 'voie'],
  ] as const)('« %s » est proposé comme « %s » (R-REC-98)', (entete, colonne) =>
    expect(proposeColonne(entete)).toBe(colonne),
  )

  it.each(['Fax', 'Cité', 'Qui', 'Bonus', 'Nbr', 'Chef de service', '12', '', 'x'.repeat(5_000)])(
    '« %s » n’est proche de rien (R-REC-98)',
    (entete) => expect(proposeColonne(entete)).toBeUndefined(),
  )

  it('n’est pas proposé pour une colonne déjà là, ni à deux en-têtes à la fois (R-REC-98)', () => {
    const [un, deux] = [{ entete: 'Telephne' }, { entete: 'Télépone' }]
    expect(proposeColonnes([un], new Set())).toEqual([{ entete: 'Telephne', proposee: 'telephone' }])
    expect(proposeColonnes([un], new Set(['telephone']))).toEqual([un])
    expect(proposeColonnes([un, deux], new Set())).toEqual([un, deux])
  })

  it('n’est lu comme rien tant que le centre n’a pas répondu, et c’est dit (R-REC-98)', () => {
    const feuille = feuilleDe('Lieux', [
      ['Nom', 'Canal', 'Adresse', 'Commune', 'Telephne', 'Fax'],
      ['Mairie', 'Physique', '1 rue Inventée', 'Foix', '05 36 49 00 01', 'aucun'],
    ])
    const lue = analyseClasseur({ feuilles: [feuille] }, FAITS)
    if (!lue.ok) throw new Error(lue.refus.code)
    expect(lue.value.points[0]?.valeurs.telephone).toBeNull()
    expect(lue.value.alertes).toContainEqual({
      code: 'colonne-proposee',
      feuille: 'Lieux',
      cellule: 'E1',
      entete: 'Telephne',
      colonne: 'telephone',
    })
    const aDire = lue.value.colonnes?.[0]?.aDire
    expect(aDire?.map(({ entete, proposee }) => [entete, proposee])).toEqual([
      ['Telephne', 'telephone'],
      ['Fax', undefined],
    ])
    const dite = analyseClasseur({ feuilles: [feuille] }, { ...FAITS, colonnes: new Map([['telephne', null]]) })
    expect(dite.ok && dite.value.alertes.map(({ code }) => code)).not.toContain('colonne-proposee')
  })
})

describe('une adresse en morceaux que le centre a dite (R-REC-90)', () => {
  it('se réunit comme celle dont les en-têtes sont connus ; des mètres aussi', () => {
    const feuille = feuilleDe('Lieux', [
      ['Nom', 'Commune', 'Code postal', 'Plaque', 'Artère', 'Cour', 'Abscisse', 'Ordonnée'],
      ['Mairie', 'Foix', '09000', '12', 'rue Inventée', 'B', 586_000, 6_209_000],
    ])
    const colonnes = new Map([
      ['plaque', 'numero'],
      ['artere', 'nomDeVoie'],
      ['cour', 'batiment'],
      ['abscisse', 'x'],
      ['ordonnee', 'y'],
    ] as const)
    const lue = analyseClasseur({ feuilles: [feuille] }, { ...FAITS, colonnes, defauts: { canal: 'physique' } })
    if (!lue.ok) throw new Error(lue.refus.code)
    expect(lue.value.points[0]?.valeurs.adresse).toMatchObject({ voie: '12 rue Inventée', complement: 'Bâtiment B' })
    expect(lue.value.points[0]?.valeurs.position?.latitude).toBeCloseTo(42.96, 1)
  })
})
