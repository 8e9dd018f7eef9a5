import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import type { Classeur } from './classeur.ts'
import type { Correction } from './corrections.ts'
import { isIdem, isIdemIncertain } from './idem.ts'
import { FAITS, feuilleDe, rangDe } from './testing.ts'

const ENTETES = ['Nom', 'Canal', 'Type', 'Services', 'Adresse', 'Code postal', 'Commune', 'Téléphone', 'Mis à jour le']
const MAIRIE = [
  'Mairie',
  'Physique',
  'Lieu d’information',
  'Information',
  '1 rue Inventée',
  '09000',
  'Foix',
  '05 36 49 00 01',
  '03/03/2026',
]
const antenne = (changes: Readonly<Record<number, string | null>>, nom = 'Antenne') =>
  [nom, ...MAIRIE.slice(1)].map((cell, at) => (at in changes ? (changes[at] ?? null) : cell))
function lire(rows: (string | null)[][], corrections: Correction[] = [], entetes = ENTETES) {
  const classeur: Classeur = { feuilles: [feuilleDe('Lieux', [entetes, ...rows])] }
  const lue = analyseClasseur(classeur, { ...FAITS, corrections })
  if (!lue.ok) throw new Error(lue.refus.code)
  return lue.value.points
}
const dits = (rows: (string | null)[][], at = 1) =>
  lire(rows)[at]?.remarques.map(({ cellule, gravite, code }) => [cellule, gravite, code])

describe('« idem »', () => {
  it.each([
    'idem',
    'Idem.',
    'id.',
    'ID',
    'ibid.',
    '"',
    '”',
    '″',
    '〃',
    "''",
    '//',
    '- // -',
    '-"-',
    ' // ',
    'même adresse',
    'même adresse.',
    'idem,',
    'Idem !',
    '(idem)',
    '« idem »',
  ])('« %s » répète la cellule du dessus (R-REC-47)', (texte) => {
    expect(isIdem(texte)).toBe(true)
    const [, deux] = lire([MAIRIE, antenne({ 3: texte, 4: texte, 5: texte, 6: texte, 7: texte, 8: texte })])
    expect(deux?.contenu).toMatchObject({
      services: ['information'],
      adresse: { voie: '1 rue Inventée', codePostal: '09000', commune: 'Foix' },
      telephone: '05 36 49 00 01',
      misAJourLe: '2026-03-03',
    })
    expect(deux?.trouve.voie).toBe(texte.trim())
    expect(deux?.remarques.filter(({ code }) => code === 'valeur-du-dessus')).toHaveLength(6)
    expect(deux?.remarques.find(({ colonne }) => colonne === 'voie')).toMatchObject({
      cellule: 'E3',
      gravite: 'corrige',
      apres: '1 rue Inventée',
      depuis: 'E2',
    })
  })

  it.each(['identique', '/', '-', '3 idem', 'ide', 'iDTGV', '1//2', "'", '" "'])(
    '« %s » n’est pas ce signe (R-REC-47)',
    (texte) => expect(isIdem(texte)).toBe(false),
  )

  it.each([
    ...['Idem mairie', 'idem ci-dessus', 'idem siège', 'Idem, 2e étage', 'ibidem', 'id. mairie', 'voir ci-dessus'],
    ...['Voir mairie', 'voir la mairie', 'cf. mairie', 'Cf ligne 3', 'ci-dessus', 'comme la mairie', 'Identique'],
    ...['Même adresse que la mairie', 'Même lieu', 'mêmes coordonnées', 'la même', 'Les mêmes', 'à la même adresse'],
    ...['ditto', 'd°', '(idem mairie)', '« Idem siège »'],
    ...['""', '" "', '« »', ',,', '/ /', '?', '↑', '=', '-,-', '(-)'],
  ])('« %s » n’est jamais publié tel quel : il se demande (R-REC-47)', (texte) => {
    expect([isIdem(texte), isIdemIncertain(texte)]).toEqual([false, true])
    const [, deux] = lire([MAIRIE, antenne({ 4: texte })])
    expect(deux?.contenu).toBeNull()
    expect(deux?.remarques).toMatchObject([{ colonne: 'voie', gravite: 'refus', code: 'idem-incertain' }])
    // Nor is it repeated from the row under.
    expect(lire([MAIRIE, antenne({ 4: texte }), antenne({ 4: 'idem' }, 'Relais')])[2]?.contenu).toBeNull()
  })

  it.each([
    ...['Idemia', '1 rue du Même', 'CFA de Foix', 'Voir Ensemble', 'Cifa', 'Ibidou', 'Idéal Habitat', 'Mêmerie'],
    ...['-', '//', '…', '✓', '3', 'ID Habitat', 'identiquement'],
  ])('« %s » se lit comme écrit (R-REC-47)', (texte) => expect(isIdemIncertain(texte)).toBe(false))

  it('un commentaire ou un coût peut dire « même » ; un nom n’est pas fait de tirets (R-REC-47)', () => {
    expect(isIdemIncertain('Même accueil le samedi', 'commentaire')).toBe(false)
    expect(isIdemIncertain('Même tarif qu’un appel local', 'coutAppel')).toBe(false)
    expect(isIdemIncertain('idem mairie', 'commentaire')).toBe(true)
    expect(isIdemIncertain('---', 'nom')).toBe(true)
  })

  it('vaut pour les horaires en texte libre, une colonne seule ; les jours gardent le leur (R-REC-47)', () => {
    const entetes = [...ENTETES, 'Horaires']
    const horaires = (dessus: string | null, texte: string) =>
      lire(
        [
          [...MAIRIE, dessus],
          [...antenne({}), texte],
        ],
        [],
        entetes,
      )[1]
    for (const texte of ['idem', 'Mêmes horaires', '"']) {
      const rang = horaires('lundi 9h-12h', texte)
      expect(rang?.contenu?.horaires).toMatchObject({ osm: 'Mo 09:00-12:00; PH off', texte: 'lundi 9h-12h' })
      expect(rang?.remarques).toContainEqual(
        expect.objectContaining({ colonne: 'horairesTexte', code: 'valeur-du-dessus', depuis: 'J2' }),
      )
      expect(horaires(null, texte)?.contenu).toBeNull()
    }
    for (const texte of ['idem mairie', 'idem sauf mercredi', 'voir ci-dessus', '?']) {
      const rang = horaires('lundi 9h-12h', texte)
      expect([rang?.contenu, rang?.remarques.at(-1)?.code]).toEqual([null, 'idem-incertain'])
    }
    expect(horaires('lundi 9h-12h', 'Mêmes horaires que la mairie')?.contenu?.horaires).toMatchObject({
      aVerifier: true,
    })
  })

  it.each<[Parameters<typeof rangDe>[0], string | null]>([
    [{ lundi: '9h-12h', mardi: 'idem' }, 'Mo,Tu 09:00-12:00; PH off'],
    [{ lundi: 'idem', mardi: 'idem' }, null],
    [{ mardi: 'idem', mercredi: '9h-12h' }, null],
    [{ lundi: '9h-12h', mardi: '"' }, null],
    [{ lundi: '//' }, null],
  ])('un jour %j répète le jour d’avant en mots, sinon se demande (R-REC-47)', (jours, osm) => {
    const { contenu, remarques } = rangDe(jours)
    expect(contenu?.horaires.osm ?? null).toBe(osm)
    expect(remarques.some(({ code }) => code === 'idem-incertain')).toBe(osm === null)
  })

  it('une cellule qui se demande ne manque pas de plus (R-REC-47)', () => {
    expect(dits([antenne({ 8: 'idem' })], 0)).toEqual([['I2', 'refus', 'idem-incertain']])
    expect(dits([antenne({ 3: 'idem' })], 0)).toEqual([['D2', 'refus', 'idem-incertain']])
  })

  it('se suit de ligne en ligne, et dit d’où vient la valeur (R-REC-47)', () => {
    const rangs = lire([MAIRIE, antenne({ 6: 'idem' }), antenne({ 6: 'idem' }, 'Relais')])
    expect(rangs[2]?.contenu?.adresse?.commune).toBe('Foix')
    expect(rangs[2]?.remarques).toMatchObject([{ cellule: 'G4', depuis: 'G2' }])
  })

  it.each<[string, (string | null)[][]]>([
    ['une première ligne', [antenne({ 7: 'idem' })]],
    ['une ligne vide', [MAIRIE, [], antenne({ 7: 'idem' })]],
    ['un total', [MAIRIE, ['Total', '1'], antenne({ 7: 'idem' })]],
    ['une cellule vide', [antenne({ 7: null }, 'Mairie'), antenne({ 7: 'idem' })]],
  ])('sous %s se demande (R-REC-47)', (_, rows) => {
    const rangs = lire(rows)
    const last = rangs.at(-1)
    expect(last?.contenu).toBeNull()
    expect(last?.remarques.map(({ colonne, gravite, code }) => [colonne, gravite, code])).toEqual([
      ['telephone', 'refus', 'idem-incertain'],
    ])
  })

  it('dans un nom ne fait pas deux points du même nom (R-REC-47)', () => {
    expect(dits([MAIRIE, antenne({}, 'idem')])).toContainEqual(['A3', 'refus', 'idem-incertain'])
  })

  it('suit la correction de la cellule du dessus, aussi quand elle la vide (R-REC-47)', () => {
    const rows = [antenne({ 6: 'Fox' }, 'Mairie'), antenne({ 6: 'idem' })]
    const corrige = (valeur: string) =>
      lire(rows, [{ feuille: 'Lieux', ligne: 2, colonne: 'commune', valeur }])[1]?.contenu?.adresse?.commune
    expect(corrige('Foix')).toBe('Foix')
    expect(corrige('')).toBeUndefined()
    const rangs = lire(rows, [{ feuille: 'Lieux', ligne: 3, colonne: 'commune', valeur: 'Foix' }])
    expect(rangs[1]).toMatchObject({ trouve: { commune: 'idem' }, corrigees: [{ ecrit: 'idem', valeur: 'Foix' }] })
  })

  it('vaut pour un morceau d’adresse ; un numéro répété sans certitude se demande (R-REC-47)', () => {
    const entetes = ['Nom', 'N° de voie', 'Nom de voie', 'Code postal', 'Commune', 'Canal', 'Type', 'Services', 'Maj']
    const row = (nom: string, numero: string | null, rue: string) => [
      nom,
      numero,
      rue,
      '09000',
      'Foix',
      'Physique',
      'Lieu d’information',
      'Information',
      '03/03/2026',
    ]
    const rangs = lire([row('Mairie', '1', 'rue Inventée'), row('Antenne', '2', 'idem')], [], entetes)
    expect(rangs[1]?.contenu?.adresse?.voie).toBe('2 rue Inventée')
    expect(rangs[1]?.remarques).toMatchObject([{ colonne: 'voie', code: 'valeur-du-dessus' }])
    const [, vague] = lire([row('Mairie', null, 'rue Inventée'), row('Antenne', '"', 'rue Feinte')], [], entetes)
    expect(vague?.remarques).toMatchObject([{ colonne: 'voie', code: 'idem-incertain' }])
    const [, ailleurs] = lire([row('Mairie', '1', 'rue Inventée'), row('Antenne', '2', 'Idem mairie')], [], entetes)
    expect(ailleurs?.remarques).toMatchObject([{ colonne: 'voie', code: 'idem-incertain' }])
  })

  it('vaut dans les chiffres pour la commune et l’année, jamais pour un nombre (R-REC-47)', () => {
    const entetes = ['Code INSEE', 'Commune', 'Année', 'Type de logement', 'Logements']
    const lue = analyseClasseur(
      {
        feuilles: [
          feuilleDe('Communes', [
            entetes,
            ['09122', 'Foix', '2025', 'T2', '12'],
            ['idem', '"', '//', 'T3', '14'],
            ['idem', '"', '//', 'T4', 'idem'],
          ]),
        ],
      },
      FAITS,
    )
    if (!lue.ok) throw new Error(lue.refus.code)
    expect(lue.value.chiffres.map(({ chiffres }) => chiffres)).toMatchObject([
      { codeInsee: '09122', annee: 2025, type: 't2' },
      { codeInsee: '09122', annee: 2025, type: 't3', logements: 14 },
      null,
    ])
  })
})
