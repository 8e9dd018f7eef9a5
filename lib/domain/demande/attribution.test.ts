import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { type Attribution, checkAttribution, listAvertissements } from './attribution.ts'
import { unContenu } from './formulaire/testing.ts'
import { codeOf, SIREN, uneAttribution } from './testing.ts'

const juge = (changes: Partial<Attribution> = {}, sirenEmetteur = SIREN, le = '2024-06-01') =>
  codeOf(checkAttribution(uneAttribution(changes), { territoire: '09', sirenEmetteur, le: jour(le) }))

describe('contrôler une attribution', () => {
  it('le SIREN a la clé de Luhn (R-ATT-01)', () => {
    expect(['732829320', '123456782', '356000000'].map((siren) => juge({ siren }, siren))).toEqual(['ok', 'ok', 'ok'])
    expect(juge({ siren: '123456789' }, '123456789')).toBe('siren-invalide')
    expect(juge({ siren: '123 456 782' })).toBe('ok')
    const faits = { territoire: '09', sirenEmetteur: SIREN, le: jour('2024-06-01') } as const
    const defauts = ['12345678', '123456789'].map((siren) => checkAttribution(uneAttribution({ siren }), faits))
    expect(defauts).toEqual(
      ['longueur', 'cle'].map((defaut) => ({ ok: false, refus: { code: 'siren-invalide', defaut } })),
    )
  })

  it('le SIREN est celui de l’émetteur, fût-il valable (R-ATT-02)', () => {
    expect(juge({ siren: '732829320' })).toBe('siren-different')
    expect(juge({}, '')).toBe('siren-different')
  })

  it('la commune du logement est du territoire de la demande (R-ATT-03)', () => {
    expect([juge({ commune: '09225' }), juge({ commune: '31555' })]).toEqual(['ok', 'logement-hors-territoire'])
    for (const commune of ['', '09', '09XXX', '091222', '9122'])
      expect([commune, juge({ commune })]).toEqual([commune, 'logement-hors-territoire'])
  })

  it('le bail est signé au plus tard le jour de la radiation, ce jour compris (R-ATT-04)', () => {
    const jours = ['2024-05-31', '2024-06-01', '2024-06-02']
    expect(jours.map((day) => juge({ bailSigneLe: jour(day) }))).toEqual(['ok', 'ok', 'bail-apres-la-radiation'])
  })

  it('le logement a ses dix caractères RPLS, ou toute sa description (R-ATT-05)', () => {
    const decrit = {
      identifiantRpls: null,
      adresse: '1 rue Inventée',
      pieces: 3,
      surface: 60,
      enQuartierPrioritaire: false,
      loyer: 450,
    }
    expect(juge({ logement: decrit })).toBe('ok')
    for (const manque of [{ adresse: ' ' }, { pieces: 0 }, { pieces: 1.5 }, { surface: 0 }, { loyer: -1 }])
      expect(juge({ logement: { ...decrit, ...manque } })).toBe('logement-a-decrire')
    for (const identifiantRpls of ['091220004', '09122000421'])
      expect(juge({ logement: { identifiantRpls } })).toBe('logement-a-decrire')
  })

  const avertit = (commune: string, accepte: boolean | null) =>
    listAvertissements(uneAttribution({ commune }), {
      contenu: unContenu(['recherche.accepteDAutresCommunes', accepte]),
      deposeeLe: jour('2024-06-01'),
      actuelles: new Map(),
    })
  it('hors des vœux, avertit sans refuser, sauf si d’autres communes sont acceptées (R-ATT-06)', () => {
    expect(avertit('09225', false)).toEqual(['commune-hors-des-voeux'])
    expect([avertit('09225', true), avertit('09225', null), avertit('09122', false)]).toEqual([[], [], []])
  })

  it('une ville et son arrondissement sont un même vœu, une commune d’avant et celle d’aujourd’hui aussi (R-ATT-06, R-TER-14, R-TER-17)', () => {
    const avertitDe = (souhait: string, commune: string, actuelles = new Map<string, string>()) =>
      listAvertissements(uneAttribution({ commune }), {
        contenu: unContenu(
          ['recherche.accepteDAutresCommunes', false],
          ['recherche.localisations', [{ commune: souhait, quartier: null }]],
        ),
        deposeeLe: jour('2024-06-01'),
        actuelles,
      })
    expect([avertitDe('13201', '13055'), avertitDe('13055', '13201')]).toEqual([[], []])
    expect(avertitDe('13201', '13202')).toEqual(['commune-hors-des-voeux'])
    // R-TER-17: Goulier is in Val-de-Sos today.
    const valDeSos = new Map([['09135', '09334']])
    expect([avertitDe('09135', '09334', valDeSos), avertitDe('09334', '09135', valDeSos)]).toEqual([[], []])
    expect(avertitDe('09135', '09122', valDeSos)).toEqual(['commune-hors-des-voeux'])
  })

  it('un bail d’avant le dépôt avertit (R-ATT-07)', () => {
    const attribution = uneAttribution({ bailSigneLe: jour('2024-05-31') })
    expect(
      listAvertissements(attribution, { contenu: unContenu(), deposeeLe: jour('2024-06-01'), actuelles: new Map() }),
    ).toEqual(['bail-avant-le-depot'])
  })
})
