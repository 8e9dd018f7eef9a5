import { describe, expect, it } from 'vitest'
import type { RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { rangDe, referentielDe } from '#lib/domain/guichet/recensement/testing.ts'
import { phraseDAlerte, phraseDeRemarque } from './recensement.ts'
import { phraseDuRefus } from './refus.ts'

const phrases = (changes: Parameters<typeof rangDe>[0]) => rangDe(changes).remarques.map(phraseDeRemarque)

describe('les phrases du recensement', () => {
  it('disent ce qui ne va pas, puis quoi écrire', () => {
    expect(phrases({ nom: null })).toEqual(['« Nom » est vide, et il le faut. Remplissez cette cellule.'])
    expect(phrases({ canal: 'Pigeon' })).toEqual([
      '« Pigeon » n’est pas dans la liste. Choisissez Physique, Téléphone ou Internet.',
    ])
    expect(phrases({ lundi: '17h-9h' })[0]).toContain('La fermeture (9 h) est avant l’ouverture (17 h).')
    expect(phrases({ codeInsee: '09122', commune: 'Pamiers', codePostal: '09100' })[0]).toContain('Foix (09122)')
  })

  it('disent une position grossière avec la virgule (R-REC-132)', () => {
    expect(phrases({ latitude: 42.9, longitude: '1.6' })).toEqual([
      'Ces degrés (42,9 ; 1,6) ont une décimale au plus et ne situent pas un point : la position n’est pas publiée. Écrivez au moins trois décimales, par exemple 42,9654.',
    ])
  })

  it('disent un code postal d’ailleurs, à corriger ou gardé tel qu’il est publié (R-REC-36)', () => {
    const [remarque] = rangDe({ codeInsee: '09122', codePostal: '09100' }).remarques
    if (remarque?.code !== 'code-postal-d-ailleurs') throw new Error('another remark')
    const fait = '09100 n’est pas un code postal de Foix (09000).'
    expect(phraseDeRemarque(remarque)).toBe(`${fait} Corrigez l’un des deux.`)
    expect(phraseDeRemarque({ ...remarque, gravite: 'a-verifier', estGarde: true })).toBe(
      `${fait} Il est gardé, car il est déjà publié ici ; vérifiez-le.`,
    )
  })

  it('disent un ou deux sens d’un téléphone (R-REC-123)', () => {
    const noumea = referentielDe([['98818', 'Nouméa', '98800']])
    const ici = { commune: 'Nouméa', codePostal: '98800' }
    const sens = (telephone: string) =>
      rangDe({ ...ici, telephone }, { referentiel: noumea }).remarques.map(phraseDeRemarque)
    expect(sens('689401234')).toEqual([
      '« 689401234 » est peut-être 06 89 40 12 34, sans son zéro. Écrivez-le ainsi si c’est lui, sinon écrivez le bon numéro.',
    ])
    expect(sens('681722500')).toEqual([
      '« 681722500 » peut être +681 72 25 00 ou 06 81 72 25 00. Écrivez celui qui est juste.',
    ])
  })

  it('disent d’enregistrer de nouveau au format .xlsx un fichier illisible', () => {
    for (const nature of ['html', 'pdf', 'image', 'document', 'inconnu'] as const)
      expect(phraseDuRefus({ code: 'format-non-lu', nature })).toContain('.xlsx')
    for (const nature of ['pdf', 'image', 'document'] as const) {
      const phrase = phraseDuRefus({ code: 'format-non-lu', nature })
      expect(phrase).not.toContain('ouvrez-le dans votre tableur')
      expect(phrase).toContain('déposez plutôt le tableau d’origine, au format .xlsx, ou')
    }
    expect(phraseDuRefus({ code: 'fichier-vide' })).toContain('.xlsx')
    expect(phraseDuRefus({ code: 'fichier-abime' })).toContain('.xlsx')
    expect(phraseDuRefus({ code: 'fichier-trop-gros', octets: 10_485_761 })).toContain('11 Mo')
  })

  it('refusent un fichier en une seule phrase', () => {
    const feuille = 'Points de contact'
    const refus: RefusDeLecture[] = [
      ...(['html', 'pdf', 'image', 'document', 'inconnu'] as const).map((nature) => ({
        code: 'format-non-lu' as const,
        nature,
      })),
      { code: 'fichier-vide' },
      { code: 'fichier-trop-gros', octets: 10_485_761 },
      { code: 'fichier-protege' },
      { code: 'fichier-abime' },
      { code: 'contenu-demesure' },
      { code: 'declarations-interdites' },
      { code: 'trop-d-entrees' },
      { code: 'trop-de-lignes', feuille },
      { code: 'trop-de-colonnes', feuille },
      { code: 'trop-de-memoire' },
      { code: 'trop-long' },
      { code: 'lecture-interrompue' },
      { code: 'aucune-feuille-reconnue', feuilles: [feuille] },
      { code: 'aucune-feuille-reconnue', feuilles: [feuille], tables: [{ feuille, entetes: [] }] },
      { code: 'aucune-ligne' },
    ]
    for (const phrase of refus.map(phraseDuRefus)) expect(phrase).toMatch(/^\p{Lu}(?:(?![.!?]\s)[^\n])*\.$/u)
  })

  it('nomment ce qui est ignoré ou repris', () => {
    expect(phraseDAlerte({ code: 'colonne-reprise', feuille: 'P', entete: 'Qui', colonne: 'nom' })).toContain(
      '« Qui » est lue comme « Nom »',
    )
    const double = { code: 'colonne-en-double', feuille: 'P', cellule: 'D1', entete: 'Adresse postale' } as const
    const lue = { cellule: 'G1', entete: 'Adresse du guichet' }
    expect(phraseDAlerte({ ...double, colonne: 'voie', lue })).toBe(
      'Feuille « P », D1 : « Adresse postale » répète une autre colonne : seule « Adresse du guichet » (G1) est lue.',
    )
    expect(phraseDAlerte({ ...double, colonne: 'voie' })).not.toContain('première')
    expect(phraseDAlerte({ code: 'feuille-ignoree', feuille: 'Notes' })).toContain('« Notes »')
    expect(phraseDAlerte({ code: 'colonne-a-donner', feuille: 'P', colonne: 'misAJourLe' })).toContain(
      '« Mis à jour le »',
    )
  })
})
