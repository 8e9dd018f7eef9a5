import { describe, expect, it } from 'vitest'
import { COLONNES_DES_COMMUNES, COLONNES_DES_POINTS } from './colonnes.ts'
import { lignesDeDonnees, recognizeFeuille } from './feuilles.ts'
import { feuilleDe, ligneDe } from './testing.ts'

const POINTS = Object.values(COLONNES_DES_POINTS)
const recognize = (...rows: (string | null)[][]) => recognizeFeuille(feuilleDe('X', rows).lignes)

describe('les feuilles d’un classeur', () => {
  it('reconnaît la feuille du modèle, sous un titre, quelle que soit la casse (R-REC-02)', () => {
    const found = recognize(
      ['Recensement 2026'],
      [],
      POINTS.map((entete) => ` ${entete.toUpperCase()} *`),
    )
    expect(found).toMatchObject({ nature: 'points', entetes: { ligne: 3, inconnues: [] } })
    expect(found?.entetes.colonnes.size).toBe(POINTS.length)
  })

  it('ignore ce qui n’a pas deux façons de joindre le point (R-REC-02)', () => {
    expect(recognize(['Nom', 'Téléphone'])).toBeUndefined()
    expect(recognize(['Nom', 'Téléphone', 'Adresse'])?.nature).toBe('points')
  })

  it('lit la feuille des communes au type de logement et à un chiffre (R-REC-01)', () => {
    expect(recognize(Object.values(COLONNES_DES_COMMUNES))?.nature).toBe('communes')
    expect(recognize(['Code INSEE', 'Type de logement'])).toBeUndefined()
    expect(recognize(['Code INSEE', 'Logements'])).toBeUndefined()
    expect(recognize(['Code INSEE', 'Type de logement', 'Logements'])?.nature).toBe('communes')
  })

  it('signale les colonnes qu’elle ne connaît pas', () => {
    const found = recognize(['Nom', 'Canal', 'Couleur du mur', 'Adresse'])
    expect(found?.entetes.inconnues.map(({ adresse }) => adresse)).toEqual(['C1'])
  })

  it('écarte l’aide, l’exemple et les lignes blanches (R-REC-03)', () => {
    const feuille = {
      nom: 'X',
      lignes: [
        ligneDe(1, POINTS),
        ligneDe(2, ['Aide : vide pour un nouveau point', 'Aide']),
        ligneDe(3, ['EXEMPLE', 'Mairie']),
        ligneDe(4, [null, '   ']),
        ligneDe(9, [null, 'Mairie']),
        ligneDe(10, [null, 'Aide et logement']),
      ],
    }
    // Only the first column of the sheet carries the marks of the model.
    expect(lignesDeDonnees(feuille, 1).map(({ numero }) => numero)).toEqual([9, 10])
  })
})
