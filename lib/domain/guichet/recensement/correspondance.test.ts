import { describe, expect, it } from 'vitest'
import { readCorrespondance } from './correspondance.ts'
import { recognizeFeuille } from './feuilles.ts'
import { feuilleDe } from './testing.ts'

const codeDe = (brut: unknown) => {
  const lue = readCorrespondance(brut)
  return lue.ok ? 'ok' : lue.refus.code
}

describe('la correspondance d’une table étrangère (R-REC-43)', () => {
  it('donne ce qui manque et le sens des en-têtes, par code ou par nom', () => {
    const lue = readCorrespondance({
      canal: 'Téléphone',
      type: 'siao',
      services: 'Information ; création',
      maj: '03/03/2026',
      colonnes: { Intitulé: 'Nom', 'N° VERT': 'telephone', Fax: null },
    })
    expect(lue.ok && lue.value.defauts).toEqual({
      canal: 'telephone',
      type: 'siao',
      services: ['information', 'creation'],
      misAJourLe: '2026-03-03',
    })
    expect(lue.ok && [...lue.value.colonnes]).toEqual([
      ['intitule', 'nom'],
      ['n vert', 'telephone'],
      ['fax', null],
    ])
    expect(readCorrespondance({})).toMatchObject({ ok: true, value: { defauts: {} } })
  })

  it.each([
    [undefined, 'correspondance-illisible'],
    [[], 'correspondance-illisible'],
    ['canal', 'correspondance-illisible'],
    [{ colonnes: [] }, 'correspondance-illisible'],
    [{ couleur: 'bleu' }, 'cle-inconnue'],
    [{ canal: 'pigeon' }, 'valeur-hors-liste'],
    [{ services: ['Magie'] }, 'valeur-hors-liste'],
    [{ colonnes: { Qui: 'Personne' } }, 'valeur-hors-liste'],
    [{ maj: 'hier' }, 'date-illisible'],
  ])('refuse %j', (brut, code) => expect(codeDe(brut)).toBe(code))

  it('fait reconnaître une feuille qui ne l’était pas, et taire une colonne', () => {
    const { lignes } = feuilleDe('X', [['Qui', 'Où', 'Téléphone']])
    const lue = readCorrespondance({ colonnes: { Qui: 'Nom', Où: 'Adresse' } })
    expect(recognizeFeuille(lignes)).toBeUndefined()
    expect(lue.ok && recognizeFeuille(lignes, [], lue.value.colonnes)?.nature).toBe('points')
    const tue = readCorrespondance({ colonnes: { Qui: 'Nom', Où: 'Adresse', Téléphone: null } })
    const reconnue = tue.ok ? recognizeFeuille(lignes, [], tue.value.colonnes) : undefined
    expect([...(reconnue?.entetes.colonnes.keys() ?? [])]).toEqual(['nom', 'voie'])
    const rien = readCorrespondance({ colonnes: { Qui: 'Nom', Téléphone: null } })
    expect(rien.ok && recognizeFeuille(lignes, [], rien.value.colonnes)).toBeUndefined()
  })
})
