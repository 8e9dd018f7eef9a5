import { describe, expect, it } from 'vitest'
import { changementsDesChiffres, changementsDuPoint, direLesDeux, texteDe, texteDuChamp } from './changements.ts'

describe('dire un changement', () => {
  it('ne dit que ce qui a changé, champ par champ', () => {
    expect(
      changementsDuPoint(
        { nom: 'Mairie', telephone: null, services: ['creation'] },
        { nom: 'Mairie', telephone: '05 36 49 00 01', services: ['creation', 'information'] },
      ),
    ).toEqual([
      { champ: 'Services', avant: 'Création', apres: 'Création, Information' },
      { champ: 'Téléphone', avant: 'vide', apres: '05 36 49 00 01' },
    ])
  })
  it('0 n’est pas vide', () => {
    expect(changementsDesChiffres({ logements: null }, { logements: 0 })).toEqual([
      { champ: 'Logements', avant: 'vide', apres: '0' },
    ])
  })
  it('met ce qui est publié à côté de ce qui est proposé, figure par figure', () => {
    const chiffres = { codeInsee: '09122', annee: 2025, type: 't3', logements: 210, demandesEnAttente: null } as const
    const reste = { attributionsN1: 12, arreteAu: null, source: null }
    const avant = { ...chiffres, ...reste, logements: 180, demandesEnAttente: 0 }
    expect(direLesDeux([{ chiffres: { ...chiffres, ...reste }, avant }])).toEqual({
      '09122 (2025), T3': [
        'Logements : publié maintenant 180, proposé 210',
        'Demandes en attente : publié maintenant 0, proposé vide',
      ],
    })
    expect(direLesDeux([{ chiffres: null, avant: null }])).toEqual({})
  })
  it('lit une adresse et des fermetures comme une ligne', () => {
    expect(texteDe({ voie: '1 rue Fictive', complement: null, codePostal: '09000' })).toBe('1 rue Fictive 09000')
    expect(texteDe([{ du: '2026-08-01', au: '2026-08-15' }])).toBe('1er\u00a0août\u00a02026 15\u00a0août\u00a02026')
    // The database gives the keys of what it stored in an order of its own.
    const rangee = { commune: 'Foix', codeInsee: '09122', codePostal: '09000', voie: '1 rue Fictive', complement: null }
    expect(texteDe(rangee)).toBe('1 rue Fictive 09000 Foix 09122')
    expect(texteDe({ communes: [], epcis: [] })).toBe('vide')
  })

  it('dit les codes d’une liste dans leurs mots', () => {
    expect(texteDuChamp('type', 'guichet-enregistreur')).toBe('Guichet enregistreur')
    expect(texteDuChamp('services', ['depot-pieces', 'information'])).toBe('Dépôt de pièces, Information')
    expect(texteDuChamp('canal', null)).toBe('vide')
    expect(texteDuChamp('nom', 'information')).toBe('information')
  })

  it('dit les horaires et les fermetures comme le public les lit', () => {
    const horaires = { osm: 'Mo-Fr 09:00-12:00; Sa-Su off; PH off', texte: 'Sonnez.', aVerifier: false }
    const semaine =
      'du lundi au vendredi : de 9\u00a0h à 12\u00a0h ; samedi et dimanche : fermé ; fermé les jours fériés'
    expect(texteDuChamp('horaires', { ...horaires, texte: null })).toBe(semaine)
    expect(texteDuChamp('horaires', horaires)).toBe(`${semaine} ; Sonnez.`)
    expect(texteDuChamp('horaires', { osm: null, texte: 'Le matin', aVerifier: true })).toContain('Le matin')
    expect(texteDuChamp('horaires', { osm: null, texte: null, aVerifier: false })).toBe('vide')
    expect(texteDuChamp('fermetures', [{ du: '2026-12-24', au: '2026-12-24' }])).toBe('le 24\u00a0décembre\u00a02026')
    expect(texteDuChamp('fermetures', [])).toBe('vide')
  })
})
