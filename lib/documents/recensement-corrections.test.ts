import { describe, expect, it } from 'vitest'
import { rangDe } from '#lib/domain/guichet/recensement/testing.ts'
import { choixDe, comprisDe, reparationProposee, situationDe, texteCorrige } from './recensement-corrections.ts'

describe('ce qui est dit d’une correction', () => {
  it('une réparation proposée dit ce qu’elle garde, et pourquoi', () => {
    const [proposition] = rangDe({ type: 'Lieu d’informaton' }).remarques.flatMap(
      ({ propositions = [] }) => propositions,
    )
    expect(proposition && reparationProposee(proposition)).toEqual({
      bouton: 'Garder Lieu d’information\u00a0?',
      pourquoi: 'C’est la valeur de la liste la plus proche.',
      valeurs: { type: 'Lieu d’information' },
    })
    const position = rangDe({ latitude: '1,607', longitude: '42,966' }).remarques[0]?.propositions?.[0]
    expect(position && reparationProposee(position)).toMatchObject({
      bouton: 'Garder 42,966 et 1,607\u00a0?',
      valeurs: { latitude: '42.966', longitude: '1.607' },
    })
  })

  it('chaque code postal d’une commune a son bouton, qui le dit', () => {
    const offerts = rangDe({ codePostal: null, codeInsee: null, commune: 'Chemillé-en-Anjou' }).remarques.flatMap(
      ({ propositions = [] }) => propositions.map((une) => reparationProposee(une).bouton),
    )
    expect(offerts).toEqual(['49120', '49670', '49750'].map((code) => `Garder ${code} Chemillé-en-Anjou\u00a0?`))
  })

  it('un point publié se reconnaît à son adresse, à son numéro ou à son site', () => {
    const adresse = {
      voie: '2 rue Fictive',
      complement: 'Porte B',
      codePostal: '09000',
      commune: 'Foix',
      codeInsee: '',
    }
    expect(situationDe({ id: 'p', nom: 'N', adresse, telephone: '36 46', siteWeb: null })).toBe(
      '2 rue Fictive, Porte B, 09000 Foix · 36 46',
    )
    expect(situationDe({ id: 'p', nom: 'N', adresse: null, siteWeb: 'https://exemple.fr' })).toBe('https://exemple.fr')
    expect(situationDe({ id: 'p', nom: 'N', telephone: '36 46', ligne: 3 })).toBe('36 46 · déjà choisi pour la ligne 3')
    expect(situationDe({ id: 'p', nom: 'N' })).toBe('Sans adresse ni téléphone')
  })

  it('ce qui est compris d’une colonne se lit dans le champ qu’elle remplit', () => {
    const rang = rangDe({ telephone: '0536490001', lundi: '9h-12h' })
    expect(comprisDe(rang, 'telephone')).toBe('05 36 49 00 01')
    expect(comprisDe(rang, 'type')).toBe('Lieu d’information')
    expect(comprisDe(rang, 'codePostal')).toContain('09000 Foix')
    expect(comprisDe(rang, 'lundi')).toContain('lundi : de 9\u00a0h à 12\u00a0h')
    expect(comprisDe(rang, 'identifiant')).toBeUndefined()
    const chiffres = { chiffres: null, valeurs: { logements: 12, type: 't3' } }
    expect(comprisDe(chiffres, 'logements')).toBe('12')
    expect(comprisDe(chiffres, 'type')).toBe('T3')
    expect(comprisDe(chiffres, 'commune')).toBeUndefined()
  })

  it('une correction se lit comme elle est écrite, une réponse en mots', () => {
    const cellule = { cellule: 'A2', ecrit: '' }
    expect(texteCorrige({ ...cellule, colonne: 'telephone', valeur: '36 46' })).toBe('«\u00a036 46\u00a0»')
    expect(texteCorrige({ ...cellule, colonne: 'telephone', valeur: '' })).toBe('(vide)')
    expect(texteCorrige({ ...cellule, colonne: 'identifiant', valeur: 'nouveau' })).toBe('un nouveau point')
    expect(texteCorrige({ ...cellule, colonne: 'identifiant', valeur: 'p' })).toBe('un point déjà publié')
  })

  it('une colonne d’une seule valeur d’une liste la donne à choisir', () => {
    expect(choixDe('canal', 'point')).toEqual(['Physique', 'Téléphone', 'Internet'])
    expect(choixDe('type', 'chiffres')).toContain('T3')
    expect(choixDe('services', 'point')).toBeUndefined()
  })
})
