import { describe, expect, it } from 'vitest'
import type { Feuille, Fusion } from './classeur.ts'
import { COLONNES_DES_COMMUNES, COLONNES_DES_POINTS } from './colonnes.ts'
import { recognizeFeuille } from './feuilles.ts'
import { AIDE_DU_NOM, NOM_D_EXEMPLE } from './modele.ts'
import { partitionLignes } from './partage.ts'
import { colonneDePoint } from './synonymes.ts'
import { feuilleDe, ligneDe } from './testing.ts'

const POINTS = Object.values(COLONNES_DES_POINTS)
const partager = (feuille: Feuille) => {
  const reconnue = recognizeFeuille(feuille.lignes, feuille.fusions)
  if (!reconnue) throw new Error('not recognised')
  const { donnees, ignorees } = partitionLignes(feuille, reconnue)
  return { donnees: donnees.map(({ numero }) => numero), ignorees }
}
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
    expect(partager(feuille)).toEqual({ donnees: [9, 10], ignorees: [{ ligne: 3, motif: 'exemple' }] })
  })

  it('ignore un total qui n’est pas fusionné, au milieu ou à la fin, et le nomme (R-REC-99)', () => {
    const lieux = feuilleDe('X', [
      ['Nom', 'Adresse', 'Commune', 'Téléphone'],
      ['Mairie', '1 rue Inventée', 'Foix', '3646'],
      ['Sous-total Foix', null, null, 1],
      ['Total Habitat', '2 rue Inventée', 'Foix', '3646'],
      ['TOTAL', '2 points', null, '1'],
      ['Totaux généraux :', null, null, null],
      [null, 'Total', 2],
      ['Totalement ouvert'],
    ])
    expect(partager(lieux)).toEqual({
      donnees: [2, 4, 8],
      ignorees: [3, 5, 6, 7].map((ligne) => ({ ligne, motif: 'total' })),
    })
    const communes = feuilleDe('Y', [
      ['Code INSEE', 'Commune', 'Type de logement', 'Logements'],
      ['09122', 'Foix', 'Total', '120'],
      [null, 'Total', 'Ensemble', '120'],
    ])
    expect(partager(communes)).toEqual({ donnees: [2], ignorees: [{ ligne: 3, motif: 'total' }] })
  })

  it.each([
    ['Total Énergies', '05 36 49 00 02'],
    ['Total Accueil', 536490003],
    ['Total Accueil', 115],
    ['Total Énergies', null, 210901229],
    ['Total Énergies', null, null, '09000'],
    ['Total Énergies', null, null, null, 42.96],
    ['Total Énergies', null, null, null, null, { jour: '2026-03-03' }],
  ])('ne prend pas pour un total un lieu qui s’appelle ainsi : %s %s (R-REC-99)', (...ligne) => {
    const entetes = ['Nom', 'Téléphone', 'SIREN', 'Code postal', 'Latitude', 'Mis à jour le']
    expect(partager(feuilleDe('X', [entetes, ligne]))).toEqual({ donnees: [2], ignorees: [] })
  })

  it.each([
    ['Total Foix', 12],
    ['Total', 536490003],
    ['Sous-total Foix', 120],
    ['S/Total Foix', 120],
    ['ss-total', 3],
    ['TOTAL GÉNÉRAL Ariège', 120],
    ['Total 120 points', null, 120],
  ])('un total reste un total : %s %s (R-REC-99)', (...ligne) => {
    const lieux = feuilleDe('X', [['Nom', 'Téléphone', 'SIREN', 'Code postal'], ligne])
    expect(partager(lieux).ignorees).toEqual([{ ligne: 2, motif: 'total' }])
  })

  it('lit « Total » sous une commune fusionnée comme les chiffres de cette commune (R-REC-99)', () => {
    const communes = {
      ...feuilleDe('Communes', [
        ['Commune', 'Année', 'Type de logement', 'Logements'],
        ['Foix', 2025, 'T1', 14],
        [null, null, 'Total', 30],
        [null, null, 'Sous-total', 30],
        ['Total', null, null, 30],
      ]),
      fusions: [0, 1].map((gauche) => ({ haut: 2, bas: 4, gauche, droite: gauche })),
    }
    expect(partager(communes)).toEqual({ donnees: [2, 3, 4], ignorees: [{ ligne: 5, motif: 'total' }] })
    // Without a merge nobody says whose total it is: the row is asked, not left out.
    expect(partager({ ...communes, fusions: [] }).donnees).toEqual([2, 3, 4])
  })

  it('reconnaît l’aide et l’exemple du modèle quand leurs colonnes ont bougé, ou n’ont plus leur marque (R-REC-03)', () => {
    const fin = feuilleDe('X', [
      ['Nom', 'Canal', 'Téléphone', 'Identifiant'],
      ['Obligatoire…', '', '', 'Aide : donné par le portail.'],
      ['Mairie', '', '', 'EXEMPLE, ligne ignorée'],
      ['Vrai', 'Téléphone', '3646', ''],
    ])
    expect(partager(fin)).toEqual({ donnees: [4], ignorees: [{ ligne: 3, motif: 'exemple' }] })
    const sans = feuilleDe('X', [['Nom', 'Canal', 'Téléphone'], [AIDE_DU_NOM], [NOM_D_EXEMPLE, 'Physique'], ['Vrai']])
    expect(partager(sans)).toEqual({ donnees: [4], ignorees: [{ ligne: 3, motif: 'exemple' }] })
  })

  it('écarte un en-tête répété et un titre fusionné dans le tableau, et les nomme', () => {
    const feuille = feuilleDe('X', [
      ['Nom', 'Canal', 'Téléphone'],
      ['Arrondissement de Foix'],
      ['Un', 'Téléphone', '3646'],
      ['Nom', 'Canal', 'Téléphone'],
      ['Seul'],
    ])
    expect(partager({ ...feuille, fusions: [{ haut: 2, bas: 2, gauche: 0, droite: 2 }] })).toEqual({
      donnees: [3, 5],
      ignorees: [
        { ligne: 2, motif: 'titre' },
        { ligne: 4, motif: 'entete-repete' },
      ],
    })
    // Not merged, a name alone may be a point that was begun; that of a part of the territory is not (R-TAB-10).
    expect(partager(feuille).donnees).toEqual([3, 5])
  })
})

describe('un en-tête écrit autrement', () => {
  const colonnesDe = (rows: (string | null)[][], fusions: Fusion[] = []) => {
    const found = recognizeFeuille(feuilleDe('X', rows).lignes, fusions)
    return found && Object.fromEntries([...found.entetes.colonnes].map(([colonne, at]) => [colonne, at]))
  }
  it.each([
    ['Nom du guichet*', 'nom'],
    ['INTITULÉ', 'nom'],
    ['Tél.', 'telephone'],
    ['N° de téléphone (fixe)', 'telephone'],
    ['Télé-\nphone', 'telephone'],
    ['Adresse\nmail', 'courriel'],
    ['E-mail', 'courriel'],
    ['CP', 'codePostal'],
    ['Code  postal\u00a0:', 'codePostal'],
    ['Ville', 'commune'],
    ['Code INSEE de la commune', 'codeInsee'],
    ['Adresse (n°, rue)', 'voie'],
    ['Adresse 2', 'complement'],
    ['Site Internet', 'siteWeb'],
    ['Horaires d’ouverture', 'horairesTexte'],
    ['SIRET', 'siren'],
    ['RDV', 'rendezVous'],
    ['Observations', 'commentaire'],
    ['Date de mise à jour', 'misAJourLe'],
    ['Accessible PMR ?', 'accessibilitePmr'],
    ['Prestations', 'services'],
    ['Mode de contact', 'canal'],
    ['COMMUNE_NOM', 'commune'],
    ['Téléphone du secrétariat', 'telephone'],
    ['Jours et horaires de permanence', 'horairesTexte'],
    ['Territoire de compétence', 'territoire'],
    ['Date de dernière actualisation', 'misAJourLe'],
    ['Fermeture estivale', 'fermetures'],
  ])('« %s »', (entete, colonne) => expect(colonneDePoint(entete)).toBe(colonne))

  it.each([
    'Fax',
    'Nom du responsable',
    'Nom du contact',
    'Site',
    'Date',
    'Contact',
    'Numéro',
    'Code',
    'Guichet enregistreur',
  ])('« %s » peut dire autre chose : la colonne est ignorée et nommée', (entete) =>
    expect(colonneDePoint(entete)).toBeUndefined(),
  )

  it.each([
    ['1. Nom', 'nom'],
    ['2) Adresse', 'voie'],
    ['3 - CP', 'codePostal'],
    ['D. Ville', 'commune'],
  ])('« %s », derrière son rang', (entete, colonne) => expect(colonneDePoint(entete)).toBe(colonne))

  it('coupé en fin de ligne, dans un tableau comme seul', () => {
    expect(colonnesDe([['Nom\nde la structure', 'Com-\nmune', 'Télé-\nphone', 'Site -\nadresse']])).toEqual({
      nom: 0,
      commune: 1,
      telephone: 2,
    })
  })

  it('sur deux lignes, fusionnées ou non', () => {
    const rows = [
      ['Recensement des lieux d’accueil', null, null, null, null, null],
      [],
      ['Nom', 'Adresse', null, null, 'Contact', null],
      [null, 'Adresse postale', 'CP', 'Ville', 'Téléphone', 'Mail'],
      ['Mairie', '1 rue Inventée', '09000', 'Foix', '3646', null],
    ]
    const expected = { nom: 0, voie: 1, codePostal: 2, commune: 3, telephone: 4, courriel: 5 }
    expect(colonnesDe(rows)).toEqual(expected)
    const merged = [
      { haut: 3, bas: 4, gauche: 0, droite: 0 },
      { haut: 3, bas: 3, gauche: 1, droite: 3 },
      { haut: 3, bas: 3, gauche: 4, droite: 5 },
    ]
    expect(colonnesDe(rows, merged)).toEqual(expected)
    expect(recognizeFeuille(feuilleDe('X', rows).lignes)?.entetes).toMatchObject({ premiere: 3, ligne: 4 })
  })

  it('sur deux lignes, une ligne de données n’en est pas la seconde', () => {
    const rows = [
      ['Nom', 'Canal', 'Nature de l’organisme', 'Adresse', 'Code postal'],
      ['Accueil', 'Téléphone', 'Commune', '1 rue Inventée', '09000'],
    ]
    expect(recognizeFeuille(feuilleDe('X', rows).lignes)?.entetes.ligne).toBe(1)
  })

  it('la seconde ligne n’est qu’une note', () => {
    const rows = [
      ['Nom', 'Téléphone', 'Adresse'],
      ['(obligatoire)', '(obligatoire)', '(facultatif)'],
    ]
    expect(recognizeFeuille(feuilleDe('X', rows).lignes)?.entetes.ligne).toBe(1)
  })

  it('la première de deux tables est lue, quand la seconde a plus de colonnes', () => {
    const rows = [['Nom', 'Téléphone', 'Adresse'], ['A'], ['B'], ['C'], POINTS]
    expect(recognizeFeuille(feuilleDe('X', rows).lignes)?.entetes.ligne).toBe(1)
  })

  it('faute de « Nom », la structure en tient lieu (R-REC-32)', () => {
    expect(colonnesDe([['Mairie', 'Adresse', 'Téléphone']])).toEqual({ nom: 0, voie: 1, telephone: 2 })
    expect(colonnesDe([['Organisme', 'Adresse', 'Téléphone']])).toEqual({ nom: 0, organisme: 0, voie: 1, telephone: 2 })
    expect(colonnesDe([['Couleur', 'Adresse', 'Téléphone']])).toBeUndefined()
  })

  it('à la cent quatre-vingtième ligne, sous des consignes', () => {
    const consignes = Array.from({ length: 179 }, (_, at) => [`Consigne ${at}, pour bien remplir ce tableau`])
    expect(recognizeFeuille(feuilleDe('X', [...consignes, POINTS]).lignes)?.entetes.ligne).toBe(180)
  })

  it('nommer une colonne deux fois se dit', () => {
    const found = recognizeFeuille(feuilleDe('X', [['Nom', 'Tél.', 'Téléphone', 'Adresse']]).lignes)
    expect(found?.entetes.doubles.map(({ cellule, colonne }) => [cellule.adresse, colonne])).toEqual([
      ['C1', 'telephone'],
    ])
  })
})
