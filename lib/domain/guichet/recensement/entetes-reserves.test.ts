import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import { COLONNES_DES_COMMUNES, COLONNES_DES_POINTS } from './colonnes.ts'
import { areNotes } from './notes-d-entete.ts'
import { cibleDe } from './pieces.ts'
import { isEnteteReserve } from './reserves.ts'
import { colonneDeCommune, colonneDePoint, NOMS_DES_COLONNES } from './synonymes.ts'
import { DEFAUTS, FAITS, feuilleDe } from './testing.ts'

type Cell = string | number | null
const LIEU = ['Adresse', 'Code postal', 'Ville']
const P = ['1 rue Inventée', '09000', 'Foix']
const SECRET = 'DUPONT 06 12 34 56 78 d@b.fr'

function lire(rows: Cell[][], colonnes: [string, 'telephone' | null][] = []) {
  const found = analyseClasseur(
    { feuilles: [feuilleDe('F', rows)] },
    { ...FAITS, defauts: DEFAUTS, colonnes: new Map(colonnes) },
  )
  if (!found.ok) throw new Error(found.refus.code)
  return found.value
}
const alertes = (rows: Cell[][]) =>
  lire(rows).alertes.flatMap((alerte) => ('entete' in alerte ? [`${alerte.code}:${alerte.entete}`] : []))
const contenuDe = (entetes: string[], row: Cell[]) =>
  lire([
    ['Nom', ...entetes],
    ['Mairie', ...row],
  ]).points[0]?.contenu

describe('ce qu’un en-tête dit interne, ou d’une personne (R-TAB-18)', () => {
  it.each([
    'Téléphone (usage interne)',
    'Téléphone [interne]',
    'Téléphone (non publié)',
    'Téléphone (portable du maire)',
    'Courriel (ne pas publier)',
    'Mail (élus)',
    'Mail (personnel)',
    'Observations (ne pas publier)',
    'Commentaire (interne)',
    'Commentaire (confidentiel)',
    'Nom (du responsable)',
    'Horaires (privé)',
    'Téléphone interne',
  ])('« %s » n’est lu ni proposé sans qu’on le dise', (entete) => {
    const rows = [
      ['Nom', ...LIEU, entete],
      ['Mairie', ...P, SECRET],
    ]
    expect(JSON.stringify(lire(rows).points)).not.toContain('DUPONT')
    expect(alertes(rows)).toEqual([`colonne-reservee:${entete}`])
    expect(lire(rows).colonnes?.[0]?.aDire?.map((une) => une.entete)).toEqual([entete])
  })
  it.each([
    'Courriel (générique, pas d’adresse personnelle)',
    'Courriel (non personnel)',
    'Nature de l’organisme (public / privé)',
    'Organisme responsable',
    'structure responsable',
  ])('« %s » n’est pas de ceux-là', (entete) => expect(isEnteteReserve(entete)).toBe(false))
  it.each([
    'Téléphone (non, interne)',
    'Responsable de la structure',
    'Téléphone (pas public)',
    'Courriel (non personnel, usage interne)',
    'Horaires (privé)',
  ])('« %s » en reste', (entete) => expect(isEnteteReserve(entete)).toBe(true))
  it('dit par le centre lui-même, il l’est', () => {
    const rows = [
      ['Nom', ...LIEU, 'Téléphone (usage interne)'],
      ['Mairie', ...P, '05 61 02 33 00'],
    ]
    const [point] = lire(rows, [['telephone usage interne', 'telephone']]).points
    expect(point?.contenu?.telephone).toBe('05 61 02 33 00')
  })
  it('il vaut au-dessus des colonnes comme dessous', () => {
    const dessus = [
      ['Nom', ...LIEU, 'Contact interne', null],
      [null, null, null, null, 'Téléphone', 'Courriel'],
      ['Mairie', ...P, '06 12 34 56 78', 'dupont@b.fr'],
    ]
    const dessous = [
      ['Nom', ...LIEU, 'Téléphone', 'Courriel'],
      [null, null, null, null, '(usage interne)', '(ne pas publier)'],
      ['Mairie', ...P, '06 12 34 56 78', 'dupont@b.fr'],
    ]
    const suites = [
      [dessus, 'colonne-sans-entete'],
      [dessous, 'colonne-reservee'],
    ] as const
    for (const [rows, seconde] of suites) {
      const { colonnes, alertes, points } = lire(rows)
      const point = points.find(({ contenu }) => contenu?.nom === 'Mairie')
      expect(point?.contenu).toMatchObject({ telephone: null, courriel: null })
      const codes = alertes.flatMap(({ code }) => (code.startsWith('colonne-') ? [code] : []))
      expect(codes).toEqual(['colonne-reservee', seconde])
      expect(colonnes?.[0]?.aDire?.length).toBeGreaterThan(0)
      for (const une of colonnes?.[0]?.aDire ?? []) expect(une).not.toHaveProperty('proposee')
    }
  })
  it('la note dessous retient aussi un en-tête mal écrit, des heures, et chacun de deux semblables', () => {
    const rows = [
      ['Nom', ...LIEU, 'Telephne', 'Horaires d’été', 'Courriel', 'Courriel'],
      [null, null, null, null, '(interne)', '(interne)', '(interne)', '(ne pas publier)'],
      ['Mairie', ...P, '06 12 34 56 78', 'lundi 9h-12h', 'dupont@b.fr', 'durand@b.fr'],
    ]
    expect(alertes(rows)).toEqual(
      ['Telephne', 'Horaires d’été', 'Courriel', 'Courriel'].map((entete) => `colonne-reservee:${entete}`),
    )
    const [point] = lire(rows).points.filter(({ contenu }) => contenu)
    expect(point?.contenu).toMatchObject({ telephone: null, courriel: null })
    expect(JSON.stringify(point)).not.toContain('9h-12h')
    for (const une of lire(rows).colonnes?.[0]?.aDire ?? []) expect(une).not.toHaveProperty('proposee')
  })
  it('un titre au-dessus de tout le tableau n’en retire aucune colonne', () => {
    const rows = [['Document interne, à remplir par le responsable'], ['Nom', ...LIEU], ['Mairie', ...P]]
    expect(lire(rows).points[0]?.contenu).toMatchObject({ nom: 'Mairie', adresse: { voie: P[0], codePostal: '09000' } })
  })
  it('aucun nom que nous connaissons n’est de ceux-là', () => {
    const connus = [...NOMS_DES_COLONNES.keys(), ...Object.values(COLONNES_DES_COMMUNES)]
    expect(connus.filter(isEnteteReserve)).toEqual([])
  })
})

describe('des mots entre parenthèses dans un en-tête (R-TAB-17)', () => {
  it.each([
    ['Téléphone (fax)', undefined],
    ['Adresse (ancienne)', undefined],
    ['Adresse (du siège)', undefined],
    ['Téléphone (portable)', 'telephone'],
    ['Adresse (nouvelle)', 'voie'],
    ['Horaires (accueil téléphonique)', 'horairesTexte'],
    ['Code postal (correspondance)', 'codePostal'],
  ])('« %s » peut dire autre chose : il n’est pas lu, et se propose comme « %s »', (entete, proposee) => {
    expect(colonneDePoint(entete)).toBeUndefined()
    const rows = [
      ['Nom', 'Commune', 'Canal', entete],
      ['Mairie', 'Foix', 'Physique', 'x'],
    ]
    expect(lire(rows).colonnes?.[0]?.aDire).toMatchObject([{ entete, ...(proposee && { proposee }) }])
    expect(lire(rows).colonnes?.[0]?.aDire?.[0]?.proposee).toBe(proposee)
  })
  it.each([
    ['Nom (obligatoire)', 'nom'],
    ['Nom (du point de contact)', 'nom'],
    ['Canal (Physique, Téléphone, Internet)', 'canal'],
    ['Type (guichet enregistreur, SIAD…)', 'type'],
    ['Services (création ; renouvellement)', 'services'],
    ['SIREN (9 chiffres)', 'siren'],
    ['SIREN (ou SIRET)', 'siren'],
    ['Code postal (5 chiffres)', 'codePostal'],
    ['Code postal (hors CEDEX)', 'codePostal'],
    ['Code INSEE (ex : 09122)', 'codeInsee'],
    ['Code INSEE (si connu)', 'codeInsee'],
    ['Latitude (WGS84)', 'latitude'],
    ['Longitude (degrés décimaux)', 'longitude'],
    ['Adresse (n° et nom de la voie)', 'voie'],
    ['Adresse (du guichet)', 'voie'],
    ['Complément d’adresse (bâtiment, étage)', 'complement'],
    ['Téléphone (accueil)', 'telephone'],
    ['Téléphone (10 chiffres)', 'telephone'],
    ['Téléphone (1)', 'telephone'],
    ['Courriel (générique)', 'courriel'],
    ['Site web (https://…)', 'siteWeb'],
    ['Horaires (accueil physique)', 'horairesTexte'],
    ['Horaires (texte libre) *', 'horairesTexte'],
    ['Lundi (hh:mm)', 'lundi'],
    ['Rendez-vous (oui/non)', 'rendezVous'],
    ['Accessibilité PMR (Oui / Partielle / Non)', 'accessibilitePmr'],
    ['Territoire desservi (codes INSEE des communes)', 'territoire'],
    ['Fermetures exceptionnelles (dates)', 'fermetures'],
    ['Commentaire (500 caractères max.)', 'commentaire'],
    ['Mis à jour le (jj/mm/aaaa)', 'misAJourLe'],
    ['Identifiant (ne pas modifier)', 'identifiant'],
    ['Nom (champ obligatoire)', 'nom'],
    ['Nom (Mairie, CCAS…)', 'nom'],
    ['Longitude (E)', 'longitude'],
    ['Latitude (N)', 'latitude'],
    ['Adresse (rue, avenue, place)', 'voie'],
    ['Adresse (hors CP et ville)', 'voie'],
    ['Adresse (sans le code postal ni la ville)', 'voie'],
    ['Téléphone (10 chiffres sans espaces)', 'telephone'],
    ['Téléphone (0X XX XX XX XX)', 'telephone'],
    ['Code postal (CP)', 'codePostal'],
    ['Commune (ville)', 'commune'],
    ['Courriel (nom@domaine.fr)', 'courriel'],
    ['Courriel (exemple : mairie@commune.fr)', 'courriel'],
    ['Courriel (générique, pas d’adresse personnelle)', 'courriel'],
    ['Courriel (non personnel)', 'courriel'],
    ['Identifiant (laisser vide si nouveau)', 'identifiant'],
    ['Adresse (indiquer le numéro et la rue)', 'voie'],
    ['Services (voir la notice)', 'services'],
    ['Nature de l’organisme (public / privé)', 'natureOrganisme'],
  ])('« %s » n’ajoute qu’une note : c’est « %s »', (entete, colonne) => expect(colonneDePoint(entete)).toBe(colonne))
  it('les coordonnées aussi', () => expect(cibleDe('Coordonnées GPS (lat, long)')).toBe('coordonnees'))
  it.each([
    'Téléphone (indiquer le fax)',
    'Adresse (préciser l’ancienne)',
    'Nom (ex-mairie)',
    'Longitude (O)',
    'Nom (indiquer le nom et le prénom)',
    'Nom (préciser l’interlocuteur)',
  ])('« %s » n’est pas une consigne de remplissage', (entete) => expect(colonneDePoint(entete)).toBeUndefined())
  it('une parenthèse ne fait pas refuser la feuille : son en-tête se demande', () => {
    const lue = lire([
      ['Nom (suivant la charte)', 'Adresse (selon la charte)', 'Ville', 'Téléphone (selon la charte)'],
      ['Mairie', '1 rue Inventée', 'Foix', '05 61 02 33 00'],
    ])
    expect(lue.points.map(({ contenu }) => contenu)).toEqual([null])
    expect(lue.colonnes?.[0]?.aDire?.map(({ proposee }) => proposee)).toEqual(['nom', 'voie', 'telephone'])
  })
  it('chaque en-tête de notre modèle en reste un, avec « obligatoire » ou « facultatif »', () => {
    for (const [colonne, entete] of Object.entries(COLONNES_DES_POINTS))
      for (const note of ['', ' (obligatoire)', ' [facultatif]', ' (si connu)'])
        expect(colonneDePoint(entete + note)).toBe(colonne)
    for (const [colonne, entete] of Object.entries(COLONNES_DES_COMMUNES))
      expect(colonneDeCommune(`${entete} (au 31/12/2025)`)).toBe(colonne)
    expect(colonneDeCommune('Logements (vacants)')).toBeUndefined()
  })
  it('un texte sans fin entre parenthèses se juge aussitôt', () => {
    const debut = performance.now()
    expect(areNotes(`Nom (${'a accueil du public n '.repeat(5_000)}x)`, 'nom')).toBe(false)
    expect(performance.now() - debut).toBeLessThan(2_000)
  })
})

describe('deux colonnes du même nom (R-TAB-19)', () => {
  const HORAIRES = ['lundi 14h-17h', 'lundi 9h-12h']
  it.each([
    [['Horaires (accueil téléphonique)', 'Horaires (accueil physique)']],
    [['Horaires d’accueil', 'Horaires (accueil téléphonique)']],
  ])('%j : les heures de l’accueil', (entetes) => {
    const heures = entetes[0]?.includes('téléphonique') ? HORAIRES : HORAIRES.toReversed()
    expect(contenuDe([...LIEU, ...entetes], [...P, ...heures])?.horaires.osm).toBe('Mo 09:00-12:00; PH off')
  })
  it('sous « Accueil téléphonique », les jours ne sont pas ceux de l’accueil', () => {
    const rows = [
      ['Nom', ...LIEU, 'Accueil téléphonique', null, 'Accueil physique', null],
      [null, null, null, null, 'Lundi', 'Mardi', 'Lundi', 'Mardi'],
      ['Mairie', ...P, '14h-17h', '14h-17h', '9h-12h', '9h-12h'],
    ]
    expect(lire(rows).points[0]?.contenu?.horaires.osm).toBe('Mo,Tu 09:00-12:00; PH off')
  })
  it.each([
    [['Adresse postale', 'Adresse du guichet'], 'Adresse postale'],
    [['Adresse postale', 'Adresse physique'], 'Adresse postale'],
    [['Adresse postale', 'Adresse'], 'Adresse postale'],
    [['Adresse du guichet', 'Adresse postale'], 'Adresse postale'],
    [['Adresse (du siège)', 'Adresse (du guichet)'], undefined],
    [['Adresse (ancienne)', 'Adresse (actuelle)'], undefined],
  ])('%j : celle du lieu d’accueil, et l’autre se dit', (entetes, double) => {
    const voies = entetes[1] === double ? ['1 rue Inventée', 'BP 12'] : ['BP 12', '1 rue Inventée']
    const tete = ['Nom', ...entetes, 'CP', 'Ville']
    const rows = [tete, ['Mairie', ...voies, '09000', 'Foix']]
    expect(lire(rows).points[0]?.contenu?.adresse?.voie).toBe('1 rue Inventée')
    if (double) expect(alertes(rows)).toContain(`colonne-en-double:${double}`)
  })
  it('le code postal et la ville la suivent', () => {
    const tete = ['Adresse postale', 'CP', 'Ville', 'Adresse du guichet', 'CP', 'Ville']
    const row = ['BP 12', '09100', 'Pamiers', ...P]
    expect(contenuDe(tete, row)?.adresse).toMatchObject({ voie: P[0], codePostal: '09000', codeInsee: '09122' })
    const uneSeule = ['Adresse postale', 'CP', 'Ville', 'Adresse du guichet']
    expect(contenuDe(uneSeule, ['BP 12', '09000', 'Foix', P[0] ?? ''])?.adresse).toMatchObject({ voie: P[0] })
  })
})
