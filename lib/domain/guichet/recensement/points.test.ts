import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { FORMULE_SANS_RESULTAT } from './classeur.ts'
import { CENTRE, FAITS, rangDe } from './testing.ts'

const codes = (rang: ReturnType<typeof rangDe>) =>
  rang.remarques.map(({ colonne, gravite, code }) => `${colonne}:${gravite}:${code}`)

describe('une ligne de points de contact', () => {
  it('qui dit tout est comprise sans remarque', () => {
    const rang = rangDe({
      latitude: '42,9654',
      longitude: 1.607,
      lundi: '9h-12h / 14h-17h30',
      samedi: 'fermé',
      telephone: '05 36 49 00 01',
    })
    expect(codes(rang)).toEqual([])
    expect(rang.contenu).toMatchObject({
      nom: 'Maison de l’habitat',
      canal: 'physique',
      services: ['creation', 'information'],
      adresse: { voie: '45 cours Gabriel-Fauré', codePostal: '09000', commune: 'Foix', codeInsee: '09122' },
      position: { latitude: 42.9654, longitude: 1.607, precision: 'adresse' },
      horaires: { osm: 'Mo 09:00-12:00,14:00-17:30; Sa off; PH off', texte: null, aVerifier: false },
      publicReserve: 'tout-public',
      accessibilitePmr: 'inconnue',
      misAJourLe: '2026-03-03',
    })
  })

  it('dit tous ses problèmes à la fois, chacun avec sa cellule', () => {
    const rang = rangDe({
      nom: 'A',
      canal: 'Pigeon',
      services: 'Création; Magie',
      siren: '123456789',
      siteWeb: 'javascript:alert(1)',
      misAJourLe: null,
    })
    expect(rang.contenu).toBeNull()
    expect(codes(rang).sort()).toEqual([
      'canal:refus:hors-liste',
      'misAJourLe:refus:manquant',
      'nom:refus:longueur',
      'services:refus:hors-liste',
      'siren:refus:siren-faux',
      'siteWeb:refus:adresse-web-fausse',
    ])
    expect(rang.remarques.find(({ colonne }) => colonne === 'nom')?.cellule).toBe('B7')
  })

  it('physique a une adresse, un code postal, une commune (R-PDC-01)', () => {
    expect(codes(rangDe({ voie: null, codePostal: null, commune: null }))).toEqual([
      'voie:refus:manquant',
      'codePostal:refus:manquant',
      'commune:refus:manquant',
    ])
  })

  it('téléphonique a un numéro, sur internet un site (R-PDC-02)', () => {
    const sansLieu = { voie: null, codePostal: null, commune: null }
    expect(codes(rangDe({ ...sansLieu, canal: 'Téléphone' }))).toEqual(['telephone:refus:manquant'])
    expect(codes(rangDe({ ...sansLieu, canal: 'Internet' }))).toEqual(['siteWeb:refus:manquant'])
    expect(rangDe({ ...sansLieu, canal: 'telephone', telephone: 3646 }).contenu).toMatchObject({
      telephone: '36 46',
      adresse: null,
    })
  })

  it('refuse une valeur hors de sa liste (R-REC-04) et accepte ses variantes d’écriture', () => {
    expect(codes(rangDe({ accessibilitePmr: 'Bof' }))).toEqual(['accessibilitePmr:refus:hors-liste'])
    expect(rangDe({ publicReserve: 'SALARIES (action logement)' }).contenu?.publicReserve).toBe(
      'salaries-action-logement',
    )
    expect(rangDe({ type: "Lieu d'information" }).contenu?.type).toBe('lieu-information')
  })

  it.each([
    ['ab', false],
    ['abc', true],
    ['x'.repeat(150), true],
    ['x'.repeat(151), false],
  ])('mesure son nom (R-REC-05)', (nom, ok) => expect(rangDe({ nom }).contenu !== null).toBe(ok))

  it('perd le numéro de sécurité sociale qu’une cellule porte, et le dit (R-NIR-01)', () => {
    const rang = rangDe({ commentaire: 'Demander Mme X, 280139999999985', organisme: 280_139_999_999_985 })
    expect(rang.contenu).toMatchObject({ commentaire: 'Demander Mme X,', organisme: null })
    expect(codes(rang)).toEqual(
      expect.arrayContaining(['commentaire:corrige:nir-retire', 'organisme:corrige:nir-retire']),
    )
    expect(JSON.stringify(rang)).not.toContain('280139999999985')
  })

  it('perd les signes que personne ne voit, et le dit comme une réparation (R-TXT-01)', () => {
    const rang = rangDe({ nom: 'Mairie\u202e ed xioF', commentaire: 'Son\u200bner', organisme: '\u2066\u2069' })
    expect(rang.contenu).toMatchObject({ nom: 'Mairie ed xioF', commentaire: 'Sonner', organisme: null })
    expect(codes(rang)).toEqual([
      'nom:corrige:signes-invisibles-retires',
      'organisme:corrige:signes-invisibles-retires',
      'commentaire:corrige:signes-invisibles-retires',
    ])
    expect(rang.trouve.nom).toBe('Mairie ed xioF')
    // A number cut by what is not seen is a number.
    const nir = [...'280139999999985'].join('\u200b')
    expect(rangDe({ commentaire: `Demander ${nir}` }).contenu?.commentaire).toBe('Demander')
  })

  it('ne prend pas un seul signe pour une adresse (R-REC-05)', () => {
    expect(codes(rangDe({ voie: 'x' }))).toEqual(['voie:refus:longueur'])
    expect(rangDe({ voie: 'Bû' }).contenu?.adresse?.voie).toBe('Bû')
  })

  it('mesure son commentaire, garde le balisage comme du texte (R-REC-05)', () => {
    expect(rangDe({ commentaire: 'x'.repeat(501) }).contenu).toBeNull()
    expect(rangDe({ commentaire: '<script>alert(1)</script>' }).contenu?.commentaire).toBe('<script>alert(1)</script>')
  })

  it('réduit un SIRET, refuse un SIREN sans sa clé (R-REC-18)', () => {
    expect(codes(rangDe({ siren: 21090122900018 }))).toEqual(['siren:corrige:siret-reduit'])
    expect(rangDe({ siren: '210 901 229' }).valeurs.siren).toBe('210901229')
    expect(codes(rangDe({ siren: '210901228' }))).toEqual(['siren:refus:siren-faux'])
  })

  it('qui enregistre des demandes a un code guichet : le sien, sinon celui de son centre (R-REC-19)', () => {
    const guichet = { type: 'Guichet enregistreur' }
    expect(codes(rangDe(guichet))).toEqual(['codeGuichet:refus:manquant'])
    expect(rangDe({ ...guichet, codeGuichet: '09a02' }).contenu?.codeGuichet).toBe('09A02')
    const lecteur = { role: 'centre', centre: CENTRE } as const
    expect(rangDe(guichet, { lecteur }).contenu?.codeGuichet).toBe('09A01')
    expect(codes(rangDe({ codeGuichet: 901 }))).toEqual(['codeGuichet:corrige:zero-retabli'])
    expect(codes(rangDe({ codeGuichet: '901' }))).toEqual(['codeGuichet:corrige:zero-retabli'])
    expect(codes(rangDe({ codeGuichet: '9-1' }))).toEqual(['codeGuichet:refus:code-guichet-faux'])
  })

  it('garde les horaires qu’elle ne comprend pas, à vérifier (R-REC-15)', () => {
    const rang = rangDe({ lundi: 'un lundi sur deux', mardi: '9h-12h', horairesTexte: 'Fermé aux vacances' })
    expect(rang.contenu?.horaires).toEqual({
      osm: 'Tu 09:00-12:00; PH off',
      texte: 'Lundi : un lundi sur deux ; Fermé aux vacances',
      aVerifier: true,
    })
    expect(codes(rang)).toEqual(['lundi:a-verifier:horaires-du-jour', 'horairesTexte:a-verifier:horaires-libres'])
  })

  it('ne publie pas une date pour un horaire, propose les heures qu’elle a pu être (R-REC-72)', () => {
    const rang = rangDe({ lundi: { jour: '2026-12-09' }, mardi: '9h-12h' })
    expect(rang.contenu?.horaires).toEqual({ osm: 'Tu 09:00-12:00; PH off', texte: null, aVerifier: false })
    expect(codes(rang)).toEqual(['lundi:a-verifier:horaires-devenus-date'])
    expect(rang.remarques[0]?.propositions?.[0]?.ecritures[0]?.valeur).toBe('9h-12h')
    const [anglaise] = rangDe({ lundi: { jour: '2026-09-12' } }).remarques
    expect(anglaise?.propositions?.[0]?.ecritures[0]?.valeur).toBe('9h-12h')
    expect(codes(rangDe({ lundi: { jour: '1899-12-31' } }))).toEqual(['lundi:a-verifier:horaires-du-jour'])
    for (const jour of ['2026-09-09', '2026-12-25'])
      expect(rangDe({ lundi: { jour } }).remarques[0]?.propositions ?? []).toEqual([])
  })

  it('dit ce qu’elle comprend des horaires écrits en français, et garde leur texte et ses lignes', () => {
    const rang = rangDe({ samedi: '1er du mois 9h-12h', horairesTexte: 'Lundi : 9h-12h\r\n Mardi : 14h-17h ' })
    expect(rang.contenu?.horaires).toEqual({
      osm: 'Mo 09:00-12:00; Tu 14:00-17:00; Sa[1] 09:00-12:00; PH off',
      texte: 'Lundi : 9h-12h\nMardi : 14h-17h',
      aVerifier: false,
    })
    expect(codes(rang)).toEqual(['samedi:corrige:horaires-compris', 'horairesTexte:corrige:horaires-compris'])
    const contraire = rangDe({ lundi: '9h-12h', horairesTexte: 'Lundi 14h-17h' })
    expect(codes(contraire)).toEqual(['horairesTexte:a-verifier:horaires-contredits'])
  })

  it('lit des codes de territoire, refuse les inconnus', () => {
    expect(rangDe({ territoire: '09; 200067791; 9122; 49281;09122' }).contenu?.territoire).toEqual({
      communes: ['09122', '49092'],
      epcis: ['200067791'],
      departements: ['09'],
    })
    expect(codes(rangDe({ territoire: 9 }))).toEqual(['territoire:corrige:zero-retabli'])
    expect(codes(rangDe({ territoire: '99999' }))).toEqual(['territoire:refus:territoire-inconnu'])
  })

  it('lit le nom d’un seul lieu et le montre, ne choisit pas entre deux (R-REC-70)', () => {
    const lu = rangDe({ territoire: 'Pamiers; ariège ; Saint-Jeannet (06)' })
    expect(lu.contenu?.territoire).toEqual({ communes: ['06122', '09225'], epcis: [], departements: ['09'] })
    expect(codes(lu)).toEqual(Array(3).fill('territoire:corrige:ecriture-retablie'))
    expect(codes(rangDe({ territoire: 'Saint-Jeannet' }))).toEqual(['territoire:refus:territoire-ambigu'])
    // A commune and a département: which one is served is not for us to say.
    expect(codes(rangDe({ territoire: 'Doubs' }))).toEqual(['territoire:refus:territoire-ambigu'])
    expect(codes(rangDe({ territoire: 'Doubs (25)' }))).toEqual(['territoire:corrige:ecriture-retablie'])
    expect(codes(rangDe({ territoire: 'toute la vallée' }))).toEqual(['territoire:refus:territoire-inconnu'])
  })

  it.each([
    ['Foix et Pamiers', ['09122', '09225']],
    ['Foix, Pamiers', ['09122', '09225']],
    ['communes de Foix / Pamiers', ['09122', '09225']],
    ['Les communes de Foix, Pamiers et de Saint-Jeannet (06)', ['06122', '09122', '09225']],
    ['Foix - Pamiers', ['09122', '09225']],
    ['09122 / 09225', ['09122', '09225']],
    ['commune de Foix', ['09122']],
    ['Chemillé-en-Anjou (49)', ['49092']],
  ])('lit plusieurs lieux écrits ensemble : « %s » (R-REC-50)', (territoire, communes) =>
    expect(rangDe({ territoire }).contenu?.territoire.communes).toEqual(communes),
  )

  it('n’en devine aucun quand l’un n’est pas connu, ou n’est pas un seul (R-REC-50)', () => {
    expect(codes(rangDe({ territoire: 'Foix et Langy' }))).toEqual(['territoire:refus:territoire-inconnu'])
    expect(codes(rangDe({ territoire: 'Foix et Saint-Jeannet' }))).toContain('territoire:refus:territoire-ambigu')
  })

  it('ne sort pas du territoire de qui publie (R-REC-16)', () => {
    const lecteur = { role: 'centre', centre: CENTRE } as const
    expect(codes(rangDe({}, { lecteur }))).toEqual([])
    expect(codes(rangDe({ territoire: '200066231;06' }, { lecteur }))).toEqual(['territoire:refus:hors-de-portee'])
    expect(codes(rangDe({ commune: 'Saint-Jeannet', codePostal: '06640' }, { lecteur }))).toEqual([
      'commune:refus:hors-de-portee',
    ])
  })

  it('trouve son centre par code guichet, sinon par SIREN, et demande entre deux (R-REC-17)', () => {
    const siren = '210901229'
    const autre = { ...CENTRE, id: 'b', code: '09B01', nom: 'Autre' }
    expect(rangDe({ codeGuichet: '09A01' }).centreId).toBe(CENTRE.id)
    expect(rangDe({ siren }).centreId).toBe(CENTRE.id)
    expect(rangDe({}).centreId).toBeNull()
    expect(rangDe({ siren, codeGuichet: '09B01' }, { centres: [CENTRE, autre] }).centreId).toBe('b')
    expect(codes(rangDe({ siren }, { centres: [CENTRE, autre] }))).toEqual(['siren:refus:centre-ambigu'])
  })

  it.each([
    [{ jour: '2026-06-01' }, []],
    [{ jour: '2026-06-02' }, ['misAJourLe:a-verifier:jour-a-venir']],
    ['31/02/2026', ['misAJourLe:refus:jour-illisible']],
  ])('juge sa date au jour de la lecture (R-REC-20)', (misAJourLe, expected) =>
    expect(codes(rangDe({ misAJourLe }))).toEqual(expected),
  )

  it('refuse une formule en erreur', () => {
    expect(codes(rangDe({ courriel: '#REF!' }))).toEqual(['courriel:refus:cellule-en-erreur'])
  })
  it('refuse une formule sans résultat, et ne la prend pas pour une cellule vide (R-REC-46)', () => {
    const rang = rangDe({ courriel: FORMULE_SANS_RESULTAT })
    expect(codes(rang)).toEqual(['courriel:refus:formule-sans-resultat'])
    expect(rang.contenu).toBeNull()
    expect(codes(rangDe({ courriel: null }))).toEqual([])
  })

  it('n’est pas refusée pour une colonne que toute la table n’a pas (R-REC-21)', async () => {
    const { analyseClasseur } = await import('./analyse.ts')
    const { feuilleDe } = await import('./testing.ts')
    const feuille = feuilleDe('Mairie', [
      ['Nom', 'Adresse', 'Code postal', 'Commune', 'Téléphone'],
      ['Mairie de Foix', '45 cours Fauré', 9000, 'Foix', '05 36 49 00 01'],
    ])
    const sans = analyseClasseur({ feuilles: [feuille] }, FAITS)
    expect(sans.ok && sans.value.alertes.map(({ code }) => code)).toEqual(Array(4).fill('colonne-a-donner'))
    expect(sans.ok && sans.value.points[0]?.contenu).toBeNull()
    expect(sans.ok && sans.value.points[0]?.remarques.every(({ gravite }) => gravite === 'corrige')).toBe(true)
    const defauts = {
      canal: 'physique',
      type: 'lieu-information',
      services: ['information'],
      misAJourLe: jour('2026-03-03'),
    } as const
    const avec = analyseClasseur({ feuilles: [feuille] }, { ...FAITS, defauts })
    expect(avec.ok && avec.value.points[0]?.contenu?.adresse?.codePostal).toBe('09000')
  })
})
