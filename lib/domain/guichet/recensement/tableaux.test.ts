import { describe, expect, it } from 'vitest'
import { type Analyse, analyseClasseur } from './analyse.ts'
import type { Fusion } from './classeur.ts'
import { DEFAUTS, FAITS, feuilleDe } from './testing.ts'

type Cell = string | number | boolean | null
const ouvrir = (rows: Cell[][], fusions: Fusion[] = []) =>
  analyseClasseur({ feuilles: [{ ...feuilleDe('Feuil1', rows), fusions }] }, { ...FAITS, defauts: DEFAUTS })
function lire(rows: Cell[][], fusions: Fusion[] = []): Analyse {
  const found = ouvrir(rows, fusions)
  if (!found.ok) throw new Error(found.refus.code)
  return found.value
}
const noms = (analyse: Analyse) => analyse.points.map(({ valeurs }) => valeurs.nom)
const ignorees = ({ alertes }: Analyse) =>
  alertes.flatMap((alerte) => (alerte.code === 'ligne-ignoree' ? [`${alerte.ligne}:${alerte.motif}`] : []))
const L = ['Code postal', 'Ville']
const P = ['1 rue Inventée', '09000', 'Foix']

describe('des tableaux comme on les envoie', () => {
  it.each([
    [['Nom', 'Prénom', 'Structure']],
    [['Nom', 'Prénom', 'Nom de la structure']],
    [['Nom', 'Civilité', 'Établissement']],
    [['Nom', 'Fonction', 'Mairie']],
    [['Nom (agent)', 'Tampon', 'Mairie']],
  ])('%j : le nom d’une personne n’est pas celui du point (R-TAB-01)', (entetes) => {
    const analyse = lire([
      [...entetes, 'Adresse', ...L],
      ['DUPONT', 'Mme', 'Mairie de Foix', ...P],
    ])
    expect(noms(analyse)).toEqual(['Mairie de Foix'])
    expect(JSON.stringify(analyse.points)).not.toContain('DUPONT')
    expect(analyse.alertes).toContainEqual({
      code: 'colonne-ignoree',
      feuille: 'Feuil1',
      cellule: 'A1',
      entete: entetes[0],
    })
  })
  it.each(['Fonction', 'Poste', 'Qualité', 'Prénom'])(
    'notre modèle garde son « Nom », même avec « %s » ; « Organisme » n’est pas une structure (R-TAB-01)',
    (ajoutee) => {
      const notre = ['Identifiant', 'Nom', 'Canal', 'Type', 'Organisme', 'Services', 'Adresse', ...L, ajoutee]
      const point = ['', 'Maison A', 'Physique', 'Lieu d’information', 'Commune de Foix', 'Information', ...P, 'x']
      expect(noms(lire([notre, point]))).toEqual(['Maison A'])
      const rows = [
        ['Nom', 'Organisme', 'Adresse', ...L, ajoutee],
        ['Maison A', 'Commune de Foix', ...P, 'x'],
      ]
      expect(noms(lire(rows))).toEqual([ajoutee === 'Prénom' ? 'Commune de Foix' : 'Maison A'])
    },
  )
  it('sans rien d’autre pour le nom, la feuille attend ; « Nom du guichet » reste le nom (R-TAB-01)', () => {
    expect(
      ouvrir([
        ['Nom', 'Prénom', 'Adresse', ...L],
        ['DUPONT', 'Jean', ...P],
      ]).ok,
    ).toBe(false)
    expect(
      noms(
        lire([
          ['Nom du guichet', 'Prénom', 'Adresse', ...L],
          ['Mairie', 'Jean', ...P],
        ]),
      ),
    ).toEqual(['Mairie'])
  })

  const coches = (...row: Cell[]) => {
    const [point] = lire([
      ['Nom', 'Adresse', ...L, 'Création', 'Renouvellement', 'Information'],
      ['Mairie', ...P, ...row],
    ]).points
    return point
  }
  it.each([
    [
      ['x', 'OK', 'V'],
      ['creation', 'renouvellement', 'information'],
    ],
    [
      ['Création', 'renouvellement', 'non'],
      ['creation', 'renouvellement'],
    ],
    [
      ['✔', '☑', ''],
      ['creation', 'renouvellement'],
    ],
    [
      ['x', 'Oui (sur RDV)', 'x le mardi'],
      ['creation', 'renouvellement', 'information'],
    ],
  ])('%j coche %j (R-TAB-04)', (row, services) => expect(coches(...row)?.contenu?.services).toEqual(services))
  it('ce qui n’est pas une coche se demande sur sa cellule, et rien ne s’en perd (R-TAB-04)', () => {
    for (const texte of ['sur RDV', 'Oui sauf le lundi', 'NC', 'x à partir de 2027']) {
      const point = coches('x', texte, 'x')
      expect(point?.contenu).toBeNull()
      expect(point?.remarques[0]).toMatchObject({ cellule: 'F2', code: 'hors-liste' })
    }
    const [, sans] = coches('x', 'sur RDV', 'x')?.remarques[0]?.propositions ?? []
    expect(sans?.ecritures[0]?.valeur).toBe('Création ; Information')
    expect(coches('x', 'Oui (sur RDV)', '')?.remarques).toMatchObject([{ cellule: 'F2', code: 'case-accompagnee' }])
  })

  const position = (texte: string) => {
    const [point] = lire([
      ['Nom', 'Adresse', ...L, 'Coordonnées GPS'],
      ['Mairie', ...P, texte],
    ]).points
    const { latitude, longitude } = point?.contenu?.position ?? {}
    return [latitude, longitude, ...(point?.remarques.map(({ cellule, code }) => `${cellule}:${code}`) ?? [])]
  }
  it.each([
    '42.966, 1.607',
    '42,966, 1,607',
    '42,966 ; 1,607',
    '42.966 1.607',
    '(42.966,1.607)',
    'POINT(1.607 42.966)',
    '42.966,1.607,0',
    '42.966,1.607',
    '42,966,1,607',
  ])('« %s » est une position (R-TAB-05)', (texte) => expect(position(texte)).toEqual([42.966, 1.607]))
  it.each([
    '42.966 N, 1.607 E',
    'N 42.966 E 1.607',
    '1.607 E, 42.966 N',
    '42°57\'57.6"N 1°36\'25.2"E',
    'Lat : 42,966, Long : 1,607',
  ])('« %s » aussi, et c’est une seule position (R-TAB-05)', (texte) =>
    expect(position(texte).slice(0, 2)).toEqual([expect.closeTo(42.966, 4), expect.closeTo(1.607, 4)]),
  )
  it('des mètres se convertissent, et c’est montré (R-TAB-05, R-REC-39)', () =>
    expect(position('588450, 6209000')).toEqual([
      expect.closeTo(42.97, 1),
      expect.closeTo(1.63, 1),
      'E2:coordonnees-converties',
    ]))
  it.each(['43,2', '43 2', '43,2,1', '42.966', 'place de la mairie', '42.966, 1'])(
    '« %s » se montre et ne se lit pas (R-TAB-05)',
    (texte) => expect(position(texte)).toEqual([undefined, undefined, 'E2:position-non-comprise']),
  )

  it('« Oui » sous « Rendez-vous obligatoire » le dit, « Non » se demande (R-TAB-06)', () => {
    const { points } = lire([
      ['Nom', 'Adresse', ...L, 'Rendez-vous obligatoire'],
      ['Mairie A', ...P, 'Oui'],
      ['Mairie B', ...P, 'Non'],
      ['Mairie C', ...P, true],
    ])
    expect(points.map(({ contenu }) => contenu?.rendezVous)).toEqual(['obligatoire', undefined, 'obligatoire'])
    expect(points[1]?.remarques[0]?.propositions?.map(({ libelle }) => libelle)).toEqual(['Possible', 'Sans'])
    const sur = lire([
      ['Nom', 'Adresse', ...L, 'Sur rendez-vous'],
      ['Mairie', ...P, 'Oui'],
      ['Mairie B', ...P, 'Non'],
    ])
    expect(sur.points.map(({ contenu }) => contenu?.rendezVous)).toEqual([undefined, 'sans'])
  })

  const ENTETE = ['Nom', 'Adresse', ...L, 'Téléphone', 'Courriel', 'Horaires']
  const POINT = ['Mairie A', ...P, '05 61 02 33 00', 'c@b.fr', 'lundi 9h-12h']
  it('le bloc de qui remplit le tableau n’en est pas l’en-tête, et c’est dit (R-TAB-09)', () => {
    const bloc = [
      ['Nom', 'Téléphone', 'Courriel'],
      ['DUPONT', '05 61 00 00 00', 'a@b.fr'],
    ]
    const consignes = [['Consignes : une ligne par point'], ['Ne pas modifier les en-têtes']]
    for (const rows of [
      [['RECENSEMENT'], [], ...bloc, [], ...consignes, [], ENTETE, POINT],
      [...bloc, ...consignes, ENTETE, POINT],
    ]) {
      const analyse = lire(rows)
      expect(noms(analyse)).toEqual(['Mairie A'])
      expect(analyse.alertes).toContainEqual(expect.objectContaining({ code: 'bloc-au-dessus' }))
    }
    const surUneLigne = ['Nom :', 'DUPONT', 'Téléphone :', '05 61 00 00 00', 'Courriel :', 'a@b.fr']
    expect(noms(lire([surUneLigne, ['Consigne 1'], ['Consigne 2'], ['Consigne 3'], ENTETE, POINT]))).toEqual([
      'Mairie A',
    ])
  })
  it('une table d’une ligne que l’en-tête choisi laisse au-dessus se dit (R-TAB-09)', () => {
    const rows = [['Nom', 'Téléphone', 'Horaires'], ['Plateforme', '3646', 'lundi 9h-12h'], [], ENTETE, POINT]
    const analyse = lire(rows)
    expect(noms(analyse)).toEqual(['Mairie A'])
    expect(analyse.alertes).toContainEqual({ code: 'bloc-au-dessus', feuille: 'Feuil1', ligne: 1 })
  })
  it('une table d’un point situé se dit comme un second tableau, et ses lignes aussi (R-TAB-09)', () => {
    const analyse = lire([['Nom', 'Adresse', ...L], ['Mairie B', ...P], [], ENTETE, POINT])
    expect(noms(analyse)).toEqual(['Mairie A'])
    expect(analyse.alertes).toContainEqual({ code: 'second-tableau', feuille: 'Feuil1', de: 1, a: 2 })
    expect(analyse.exemples.map(({ ligne }) => ligne)).toEqual([1, 2])
  })
  it('une table de plusieurs points reste la première (R-TAB-09)', () => {
    const rows = [
      ['Nom', 'Téléphone', 'Courriel'],
      ['Accueil A', '3646', 'a@b.fr'],
      ['Accueil B', '3646', 'b@b.fr'],
      [],
      ENTETE,
      POINT,
    ]
    expect(noms(lire(rows))).toEqual(['Accueil A', 'Accueil B'])
  })

  it.each([
    [['(obligatoire)', '(obligatoire)', '(facultatif)', 'Obligatoire'], 'consigne'],
    [['texte', 'texte libre', '5 chiffres', 'liste déroulante'], 'consigne'],
    [[1, 2, 3, 4], 'numeros'],
    [['(1)', '(2)', '(3)', '(4)'], 'numeros'],
    [['A', 'B', 'C', 'D'], 'numeros'],
    [['nom', 'ADRESSE', 'code postal', 'ville'], 'entete-repete'],
    [['Source : DDT 09'], 'note'],
    [['* horaires sous réserve'], 'note'],
    [['Fait à Foix le 03/03/2026'], 'note'],
    [['NB : appeler avant'], 'note'],
    [['Page 2'], 'note'],
    [['Contact : ddt@exemple.fr'], 'note'],
    [['Nombre de points : 1'], 'note'],
    [['2/3'], 'note'],
    [['Secteur Nord'], 'titre'],
    [['Communauté de communes :'], 'titre'],
  ])('%j n’est pas un point : %s (R-TAB-10)', (row, motif) => {
    const analyse = lire([['Nom', 'Adresse', ...L], row, ['Mairie A', ...P]])
    expect(noms(analyse)).toEqual(['Mairie A'])
    expect(ignorees(analyse)).toEqual([`2:${motif}`])
  })
  it.each([
    [['Source Habitat', ...P]],
    [['Page']],
    [['Mairie de Foix']],
    [['NB Habitat']],
    [['1', '2 rue Inventée', '09000', 'Foix']],
  ])('%j peut en être un, et reste une ligne (R-TAB-10)', (row) =>
    expect(lire([['Nom', 'Adresse', ...L], ['Mairie A', ...P], row]).points).toHaveLength(2),
  )
  it('un nom seul à côté de cellules fusionnées avec celles du dessus n’est pas un titre (R-TAB-10)', () => {
    const rows = [['Nom', 'Adresse', ...L], ['Mairie A', ...P], ['Permanence B'], ['Permanence C']]
    const fusions = [1, 2, 3].map((at) => ({ haut: 2, bas: 3, gauche: at, droite: at }))
    const analyse = lire(rows, [...fusions.toReversed(), { haut: 9, bas: 12, gauche: 0, droite: 0 }])
    expect(noms(analyse)).toEqual(['Mairie A', 'Permanence B'])
    expect(ignorees(analyse)).toEqual(['4:titre'])
  })
  it('une ligne d’exemple se reconnaît aussi à « Ex. : » (R-REC-03)', () =>
    expect(
      noms(
        lire([
          ['N°', 'Nom', 'Adresse', ...L],
          [1, 'Ex. : Mairie', ...P],
          [2, 'Mairie A', ...P],
        ]),
      ),
    ).toEqual(['Mairie A']))
  it('« Ex. école » en était une, et est un lieu (R-REC-03)', () =>
    expect(
      noms(
        lire([
          ['Nom', 'Adresse', ...L],
          ['Ex. école de Foix', ...P],
          ['Ex-école', ...P],
          ['Exemple de point', ...P],
        ]),
      ),
    ).toEqual(['Ex. école de Foix', 'Ex-école']))
  it('un second tableau n’est pas lu sous les colonnes du premier, et se dit en entier (R-TAB-10)', () => {
    const analyse = lire([
      ['Nom', 'Adresse', ...L],
      ['Mairie A', ...P],
      [],
      ['Accueil téléphonique'],
      ['Nom', 'Téléphone', 'Horaires'],
      ['Plateforme', '05 61 02 33 00', 'lundi 9h-12h'],
    ])
    expect(noms(analyse)).toEqual(['Mairie A'])
    expect(analyse.alertes).toContainEqual({ code: 'second-tableau', feuille: 'Feuil1', de: 4, a: 6 })
  })

  it.each([
    [['Commune', 'Adresse', 'Code postal', 'Téléphone'], true],
    [['Nom', 'Prénom', 'Adresse', 'Téléphone'], true],
    [['Couleur', 'Taille'], false],
    [['Nom', 'Couleur', 'Téléphone'], false],
  ])('%j : il n’y manque que le nom des points : %s (R-TAB-12)', (entetes, attendu) => {
    const found = ouvrir([entetes, entetes.map(() => 'x')])
    expect(found).toMatchObject({ ok: false, refus: { code: 'aucune-feuille-reconnue' } })
    expect(!found.ok && 'sansNom' in found.refus).toBe(attendu)
  })
})
