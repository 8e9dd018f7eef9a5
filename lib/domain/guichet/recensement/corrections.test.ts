import { describe, expect, it } from 'vitest'
import { analyseClasseur } from './analyse.ts'
import type { Colonne } from './colonnes.ts'
import { type Correction, decideCorrections, LONGUEUR_DE_CORRECTION } from './corrections.ts'
import { FAITS, feuilleDe } from './testing.ts'

const POINTS = ['Nom', 'Canal', 'Type', 'Services', 'Adresse', 'Code postal', 'Commune', 'Téléphone', 'Mis à jour le']
const MAIRIE = [
  'Mairie',
  'Physique',
  'Lieu d’information',
  'Information',
  '1 rue Inventée',
  '09000',
  'Foix',
  '12',
  '03/03/2026',
]

const ici = (colonne: Colonne, valeur: string, ligne = 2, feuille = 'P'): Correction => ({
  feuille,
  ligne,
  colonne,
  valeur,
})
function analyser(corrections: readonly Correction[], rows: readonly (string | null)[][] = [POINTS, MAIRIE]) {
  const analyse = analyseClasseur({ feuilles: [feuilleDe('P', rows)] }, { ...FAITS, corrections })
  if (!analyse.ok) throw new Error(analyse.refus.code)
  return analyse.value
}
const premier = (...args: Parameters<typeof analyser>) => analyser(...args).points[0]
const refusesDe = (rang: ReturnType<typeof premier>) =>
  rang?.remarques.filter(({ gravite }) => gravite === 'refus').map(({ code, cellule }) => [code, cellule])

describe('une cellule corrigée dans l’aperçu (R-REC-73)', () => {
  it('prend la place de la cellule, montre ce qui était écrit, et se lit par les mêmes règles', () => {
    expect(refusesDe(premier([]))).toEqual([['telephone-faux', 'H2']])
    const corrige = premier([ici('telephone', '0536490001')])
    expect(corrige).toMatchObject({
      contenu: { telephone: '05 36 49 00 01' },
      trouve: { telephone: '12' },
      corrigees: [{ colonne: 'telephone', cellule: 'H2', ecrit: '12', valeur: '0536490001' }],
    })
    expect(corrige?.remarques.map(({ code }) => code)).toEqual(['ecriture-retablie'])
    expect(refusesDe(premier([ici('telephone', '13')]))).toEqual([['telephone-faux', 'H2']])
    expect(premier([ici('telephone', '')])?.contenu?.telephone).toBeNull()
  })

  it('ne vaut que pour sa feuille et sa ligne, celle d’avant et celle d’après restent', () => {
    const rows = [POINTS, MAIRIE, MAIRIE, MAIRIE]
    const lus = analyser([ici('telephone', '36 46', 3)], rows).points
    expect(lus.map(({ contenu }) => contenu?.telephone ?? null)).toEqual([null, '36 46', null])
    expect(premier([ici('telephone', '36 46', 2, 'Autre')])?.corrigees).toBeUndefined()
  })

  it('remplit une colonne que la feuille n’a pas, pour cette ligne seule, sans adresse de cellule', () => {
    const sansAdresse = [POINTS, [...MAIRIE.slice(0, 6), 'Saint-Jeannet', '36 46', '03/03/2026']]
    expect(refusesDe(premier([], sansAdresse))).toEqual([['commune-ambigue', 'G2']])
    const lu = premier([ici('codeInsee', '06122'), ici('codePostal', '06640')], sansAdresse)
    expect(lu?.contenu?.adresse).toMatchObject({ commune: 'Saint-Jeannet', codeInsee: '06122' })
    expect(lu?.corrigees).toEqual([
      { colonne: 'codeInsee', cellule: null, ecrit: '', valeur: '06122' },
      { colonne: 'codePostal', cellule: 'F2', ecrit: '09000', valeur: '06640' },
    ])
    expect(lu?.trouve).toMatchObject({ codePostal: '09000', commune: 'Saint-Jeannet' })
    expect(lu?.trouve).not.toHaveProperty('codeInsee')
    expect(premier([ici('codeInsee', '99999')], sansAdresse)?.remarques).toMatchObject([
      { code: 'code-insee-inconnu', cellule: 'A2' },
      { code: 'commune-ambigue' },
    ])
  })

  it('remplace ce qui était réuni à partir de plusieurs colonnes', () => {
    const entetes = ['Nom', 'Canal', 'Type', 'Services', 'N°', 'Rue', 'Code postal', 'Commune', 'Mis à jour le']
    const ligne = [
      'Mairie',
      'Physique',
      'Lieu d’information',
      'Information',
      '1',
      'rue Inventée',
      '09000',
      'Foix',
      '03/03/2026',
    ]
    const lu = premier([ici('voie', '2 rue Corrigée')], [entetes, ligne])
    expect(lu?.contenu?.adresse?.voie).toBe('2 rue Corrigée')
    const [feuille] = analyser([], [entetes, ligne]).colonnes ?? []
    expect(feuille).toMatchObject({ feuille: 'P', lettres: { nom: 'A', codePostal: 'G', misAJourLe: 'I' } })
    expect(feuille?.lettres).not.toHaveProperty('voie')
    expect(lu?.corrigees).toEqual([
      { colonne: 'voie', cellule: null, ecrit: '1 rue Inventée', valeur: '2 rue Corrigée' },
    ])
  })

  it('vaut aussi pour les chiffres d’une commune', () => {
    const rows = [
      ['Code INSEE', 'Commune', 'Année', 'Type de logement', 'Logements'],
      ['09122', 'Foix', '2025', 'T3', 'douze'],
    ]
    expect(analyser([], rows).chiffres[0]?.chiffres).toBeNull()
    const lu = analyser([ici('logements', '12')], rows).chiffres[0]
    expect(lu).toMatchObject({ chiffres: { logements: 12 }, trouve: { logements: 'douze' } })
    expect(lu?.corrigees).toEqual([{ colonne: 'logements', cellule: 'E2', ecrit: 'douze', valeur: '12' }])
  })

  it('« un nouveau point » ne s’écrit pas dans l’identifiant (R-REC-75)', () => {
    const lu = premier([ici('identifiant', 'Nouveau'), ici('telephone', '36 46')])
    expect(lu).toMatchObject({ estNouveau: true, identifiant: null })
    expect(premier([ici('identifiant', 'p-1')])).toMatchObject({ identifiant: 'p-1' })
    expect(premier([ici('identifiant', 'p-1')])).not.toHaveProperty('estNouveau')
  })
})

describe('ce qui est écrit d’un formulaire de correction', () => {
  const corrections = new Map<Colonne, string>([['courriel', 'a@exemple.fr']])
  const decide = (colonne: Colonne, vu: string, valeur: string | null) =>
    decideCorrections([{ colonne, vu, valeur }], { trouve: { telephone: '12', courriel: 'faux' }, corrections })
  const writes = (...args: Parameters<typeof decide>) => {
    const decided = decide(...args)
    return decided.ok ? decided.value : decided.refus
  }

  it('la valeur voulue, nettoyée ; rien quand elle est déjà là', () => {
    expect(writes('telephone', '12', '  36 46\u0000 ')).toEqual([{ colonne: 'telephone', valeur: '36 46' }])
    expect(writes('telephone', '12', '12')).toEqual([])
    expect(writes('courriel', 'faux', 'a@exemple.fr')).toEqual([])
    expect(writes('horairesTexte', '', 'Lundi\r\n9h-12h')).toEqual([
      { colonne: 'horairesTexte', valeur: 'Lundi\n9h-12h' },
    ])
    expect(writes('commentaire', '', 'Demander 1 85 05 78 006 084 91')).toEqual([
      { colonne: 'commentaire', valeur: 'Demander' },
    ])
  })

  it('une cellule rendue, ou récrite comme dans le fichier, n’est plus corrigée', () => {
    expect(writes('courriel', 'a@exemple.fr', null)).toEqual([{ colonne: 'courriel', valeur: null }])
    expect(writes('courriel', 'a@exemple.fr', 'faux')).toEqual([{ colonne: 'courriel', valeur: null }])
    expect(writes('telephone', '12', null)).toEqual([])
  })

  it('un texte de 2 000 caractères passe, un de plus est refusé (R-REC-74)', () => {
    const long = 'a'.repeat(LONGUEUR_DE_CORRECTION)
    expect(writes('commentaire', '', long.slice(1))).toHaveLength(1)
    expect(writes('commentaire', '', long)).toHaveLength(1)
    expect(writes('commentaire', '', `${long}a`)).toEqual({
      code: 'valeur-trop-longue',
      colonne: 'commentaire',
      max: 2000,
      longueur: 2001,
    })
  })

  it('ce qu’un autre a corrigé depuis est montré, jamais effacé sans le voir (R-REC-77)', () => {
    const stale = { code: 'corrigee-entre-temps', actuel: { telephone: '12', courriel: 'a@exemple.fr' } }
    expect(writes('courriel', 'faux', 'b@exemple.fr')).toEqual(stale)
    expect(writes('courriel', 'faux', null)).toEqual(stale)
    expect(writes('courriel', ' a@exemple.fr ', 'b@exemple.fr')).toEqual([
      { colonne: 'courriel', valeur: 'b@exemple.fr' },
    ])
  })
})
