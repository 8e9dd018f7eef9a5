import { describe, expect, it } from 'vitest'
import { unContenu } from '../testing.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import { readReponses } from './lecture.ts'
import { exact, FOIX, le, lire } from './testing.ts'

describe('les communes écrites dans un renouvellement', () => {
  it('une commune d’un autre territoire qui y était reste, même à un autre rang ; une nouvelle est refusée à son champ (R-DEM-19)', () => {
    const contenu = unContenu([
      'recherche.localisations',
      ['09122', '75056'].map((commune) => ({ commune, quartier: null })),
    ])
    const vouloir = (...noms: readonly string[]) =>
      lire(contenu, {
        ...exact(contenu),
        ...Object.fromEntries(noms.map((nom, rang) => [`recherche.localisations.${rang}.commune`, nom])),
      })
    expect(lire(contenu, exact(contenu))).toMatchObject({ etape: 'confirmer', contenu: contenu })
    expect(vouloir('Paris', 'Foix').contenu?.recherche.localisations.map(({ commune }) => commune)).toEqual([
      '75056',
      '09122',
    ])
    const autre = vouloir('Foix', 'Paris', 'Toulouse')
    expect(autre).toMatchObject({ etape: 'completer', contenu: null })
    expect(new Set(autre.anomalies.map(({ champ }) => champ))).toEqual(new Set(['recherche.localisations.2.commune']))
  })

  it('une commune d’ailleurs qui change de rang ne devient pas celle d’ici qui a le même nom (R-DEM-19)', () => {
    const ici = { code: '09267', nom: 'Saint-Lary', codesPostaux: ['09800'] }
    const ailleurs = { code: '32384', nom: 'Saint-Lary', codesPostaux: ['32360'] }
    const deux = makeCommunes(makeCommunesDuTerritoire([FOIX, ici]), [FOIX, ici, ailleurs])
    const contenu = unContenu([
      'recherche.localisations',
      ['09122', '32384'].map((commune) => ({ commune, quartier: null })),
    ])
    const vouloir = (...noms: readonly string[]) => {
      const rangs = noms.map((nom, rang) => [`recherche.localisations.${rang}.commune`, nom])
      return readReponses(contenu, { ...exact(contenu), ...Object.fromEntries(rangs) }, { le, communes: deux })
    }
    const codes = (lu: ReturnType<typeof vouloir>) => lu.contenu?.recherche.localisations.map(({ commune }) => commune)
    expect(codes(vouloir('Saint-Lary (32360)', 'Foix'))).toEqual(['32384', '09122'])
    expect(codes(vouloir('Saint-Lary (09800)', 'Saint-Lary (32360)', 'Foix'))).toEqual(['09267', '32384', '09122'])
    expect(codes(vouloir('Foix', 'Saint-Lary (09800)', 'Saint-Lary (32360)'))).toEqual(['09122', '09267', '32384'])
    // Which of the two is not guessed.
    expect(vouloir('Saint-Lary', 'Foix').anomalies[0]).toMatchObject({ champ: 'recherche.localisations.0.commune' })
  })

  it.each([
    ['Pamiers', '09225'],
    ['PAMIERS (09100)', '09225'],
    ['st girons', '09261'],
    ['09200', '09261'],
    ['Paris', undefined],
    ['Nulle-Part-en-Rien', undefined],
    ['<b>Foix</b> 🏠', undefined],
  ])('une commune souhaitée écrite « %s » (R-FORM-13)', (texte, code) => {
    const contenu = unContenu()
    const lu = lire(contenu, { ...exact(contenu), 'recherche.localisations.0.commune': texte })
    if (code) expect(lu.contenu?.recherche.localisations).toEqual([{ commune: code, quartier: null }])
    else expect(lu.anomalies.map(({ champ }) => champ)).toEqual(['recherche.localisations.0.commune'])
  })

  it.each(["L'Isle-Jourdain", 'L’Isle-Jourdain', 'LʼIsle-Jourdain', 'Lʼisle jourdain 32600'])(
    'une commune s’écrit avec l’apostrophe de son clavier : « %s » (R-FORM-13)',
    (texte) => {
      const isle = { code: '32160', nom: "L'Isle-Jourdain", codesPostaux: ['32600'] }
      const deux = [FOIX, isle]
      expect(makeCommunes(makeCommunesDuTerritoire(deux), deux).voulue(texte, [])).toBe('32160')
    },
  )

  it.each(['Москва', '李小龙', 'محمد', '٣٨', '🙂🏠', '???', '-', 'ʼ', 'ー', '09100 Москва', 'Pamiers Москва'])(
    'une adresse dont la commune s’écrit « %s » n’est pas celle du code postal (R-FORM-13)',
    (texte) => {
      const contenu = unContenu()
      const dit = { 'demandeur.adresse.commune': texte, 'demandeur.adresse.codePostal': '09100' }
      const lu = lire(contenu, { ...exact(contenu), ...dit })
      expect(lu.anomalies.map(({ champ }) => champ)).toEqual(['demandeur.adresse.commune'])
    },
  )

  it.each([
    '09100',
    '(09100)',
    '09100, ',
    '09100 -',
    '09100\u00a0–',
    '«\u00a009100\u00a0»',
    '"09100"',
    '09100\u00a0:',
    'Pamiers 🏠',
    'Pamiers.',
  ])('une adresse dont la commune s’écrit « %s » est celle du code postal (R-FORM-13)', (texte) => {
    const contenu = unContenu()
    const dit = { 'demandeur.adresse.commune': texte, 'demandeur.adresse.codePostal': '09100' }
    expect(lire(contenu, { ...exact(contenu), ...dit }).contenu?.demandeur.adresse.commune).toBe('09225')
  })

  it('l’ordre des communes se tient, une place vide se ferme, une commune en double se dit à sa place', () => {
    const contenu = unContenu()
    const dit = {
      ...exact(contenu),
      'recherche.localisations.0.commune': '',
      'recherche.localisations.2.commune': 'Pamiers',
    }
    expect(lire(contenu, dit).contenu?.recherche.localisations.map(({ commune }) => commune)).toEqual(['09225'])
    const double = lire(contenu, { ...exact(contenu), 'recherche.localisations.4.commune': 'Foix' })
    expect(double.anomalies).toEqual([
      { champ: 'recherche.localisations.4.commune', message: 'Vous avez déjà choisi cette commune.' },
    ])
  })

  it('une commune qui change de rang garde son quartier ; deux quartiers d’une commune restent deux (R-FORM-18)', () => {
    const voeu = (commune: string, quartier: string | null = null) => ({ commune, quartier })
    const vouloir = (voeux: readonly unknown[], ...noms: readonly string[]) => {
      const contenu = unContenu(['recherche.localisations', voeux])
      const rangs = noms.map((nom, rang) => [`recherche.localisations.${rang}.commune`, nom])
      return lire(contenu, { ...exact(contenu), ...Object.fromEntries(rangs) }).contenu?.recherche.localisations
    }
    const deux = [voeu('09122', 'Centre'), voeu('09225')]
    expect(vouloir(deux, 'Pamiers', 'Foix')).toEqual([voeu('09225'), voeu('09122', 'Centre')])
    expect(vouloir(deux, 'Saint-Girons', 'Pamiers', 'Foix')).toEqual([
      voeu('09261'),
      voeu('09225'),
      voeu('09122', 'Centre'),
    ])
    // Removed, then asked for anew in the same form, or replaced: of the new one no quartier was said.
    expect(vouloir(deux, 'Saint-Girons')).toEqual([voeu('09261'), voeu('09225')])
    const quartiers = [voeu('09122', 'Centre'), voeu('09122', 'Labarre'), voeu('09225')]
    expect(vouloir(quartiers, 'Pamiers', 'Foix', 'Foix')).toEqual([
      voeu('09225'),
      voeu('09122', 'Labarre'),
      voeu('09122', 'Centre'),
    ])
  })

  it('qui déménage écrit sa commune : le code postal et le nom doivent se répondre', () => {
    const contenu = unContenu()
    const dit = { ...exact(contenu), 'demandeur.adresse.commune': 'Pamiers', 'demandeur.adresse.codePostal': '09100' }
    expect(lire(contenu, dit).contenu?.demandeur.adresse).toMatchObject({ commune: '09225', codePostal: '09100' })
    expect(lire(contenu, { ...dit, 'demandeur.adresse.codePostal': '75001' }).anomalies[0]?.champ).toBe(
      'demandeur.adresse.commune',
    )
  })
})
