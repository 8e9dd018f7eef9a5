import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { recordAvisRemis, recordAvisRevenu } from './avis.ts'
import { recordEffacement } from './effacement.ts'
import type { MotifDeRadiation } from './motifs-de-radiation.ts'
import { isRadieeSurAvisTardif, recordRadiation, recordRetablissement } from './radiation.ts'
import { recordReactivation } from './reactivation.ts'
import { auGuichet, codeOf, granted, SIREN, uneAttribution, uneDemande } from './testing.ts'

const avertie = (t: string, avisRemisLe: string) => uneDemande().deposeeLe(t).avisRemisLe(avisRemisLe)
const pourNonRenouvellement = (demande = uneDemande().deposeeLe('2014-07-29').build(), le = '2015-08-30') =>
  recordRadiation(demande, { motif: { code: 'RADREN' } }, auGuichet(le))

describe('radier pour non-renouvellement', () => {
  it.each([
    ['2014-07-29', '2015-08-29', 'encore-renouvelable'],
    ['2014-07-29', '2015-08-30', 'ok'],
    ['2014-08-31', '2015-09-30', 'encore-renouvelable'],
    ['2014-08-31', '2015-10-01', 'ok'],
    ['2014-01-31', '2015-02-28', 'encore-renouvelable'],
    ['2014-01-31', '2015-03-01', 'ok'],
  ])('T = %s, le %s : %s (R-RAD-04)', (t, le, expected) => {
    expect(codeOf(pourNonRenouvellement(avertie(t, '2014-12-20').build(), le))).toBe(expected)
  })

  it.each([
    ['2014-07-29', '2015-07-30', '2015-08-30', 'ok'],
    ['2014-07-29', '2015-07-31', '2015-08-30', 'avis-trop-recent'],
    ['2014-07-29', '2015-07-31', '2015-08-31', 'ok'],
    ['2015-01-10', '2016-01-31', '2016-02-28', 'avis-trop-recent'],
    ['2015-01-10', '2016-01-31', '2016-02-29', 'ok'],
  ])('T = %s, avis remis le %s, le %s : %s (R-RAD-05)', (t, avis, le, expected) => {
    expect(codeOf(pourNonRenouvellement(avertie(t, avis).build(), le))).toBe(expected)
  })

  it('l’avis d’une autre validité n’en est pas un pour celle-ci (R-RAD-11)', () => {
    const demande = uneDemande().deposeeLe('2014-07-29').build()
    const remis = (day: string) => codeOf(recordAvisRemis(demande, { avisRemisLe: jour(day) }, auGuichet('2015-07-01')))
    expect([remis('2014-07-28'), remis('2014-07-29'), remis('2014-07-30')]).toEqual([
      'avis-d-avant',
      'avis-d-avant',
      'ok',
    ])
  })

  it('sans avis, la demande attend (R-RAD-05)', () => {
    expect(codeOf(pourNonRenouvellement())).toBe('avis-non-remis')
  })

  it('un avis revenu n’a averti personne : le mois recommence (R-RAD-06)', () => {
    const demande = avertie('2014-07-29', '2015-06-01').build()
    const revenu = granted(recordAvisRevenu(demande, auGuichet('2015-06-03'))).demande
    expect(codeOf(pourNonRenouvellement(revenu))).toBe('avis-non-remis')
  })

  it('un renouvellement efface l’avis : celui de l’an passé ne vaut plus', () => {
    const demande = avertie('2014-07-29', '2015-06-01').renouveleeLe('2015-07-29').build()
    expect(codeOf(pourNonRenouvellement(demande, '2016-08-30'))).toBe('avis-non-remis')
  })
})

describe('une radiation d’avant la règle', () => {
  it.each([
    ['2015-06-20', 'RADREN', false],
    ['2015-08-29', 'RADREN', false],
    ['2015-08-30', 'RADREN', true],
    ['2015-08-30', 'RADABA', false],
    [null, 'RADREN', false],
  ] as const)(
    'sur un avis remis le %s, après le dernier jour (29/08/2015) : %s, %s (R-RAP-31)',
    (le, motif, attendu) => {
      const radiee = avertie('2014-07-29', '2015-06-20').radieeLe('2015-09-30', motif).build()
      if (radiee.statut !== 'radiee' || radiee.echeances === null) throw new Error('statut')
      expect(isRadieeSurAvisTardif({ ...radiee, avisRemisLe: le && jour(le) })).toBe(attendu)
    },
  )

  it('ne se dit pas d’une demande que rien ne radie', () => {
    expect(isRadieeSurAvisTardif(avertie('2014-07-29', '2015-06-20').build())).toBe(false)
  })
})

describe('radier pour un autre motif', () => {
  const demande = uneDemande().deposeeLe('2024-03-31').build()
  const radie = (motif: MotifDeRadiation, le = '2024-06-30', sirenEmetteur = SIREN) =>
    recordRadiation(demande, { motif, sirenEmetteur }, auGuichet(le))

  it('une lettre d’avant la demande, ou d’avant le renouvellement qui y répond, ne la finit pas (R-RAD-10)', () => {
    const renouvelee = uneDemande().deposeeLe('2024-03-31').renouveleeLe('2025-03-01').build()
    const preuve = 'LR 1A 000'
    const finit = (motif: MotifDeRadiation) => codeOf(recordRadiation(renouvelee, { motif }, auGuichet('2025-06-30')))
    const averti = (code: 'RADCON' | 'RADIRR', day: string) => {
      const avertissement = { envoyeLe: jour(day), preuve }
      return finit(code === 'RADCON' ? { code, avertissement } : { code, sousMotif: 'IRRSEJ', avertissement })
    }
    const avant = 'lettre-d-avant'
    expect([averti('RADCON', '2025-02-28'), averti('RADCON', '2025-03-01')]).toEqual([avant, 'ok'])
    expect([averti('RADIRR', '2024-03-30'), averti('RADIRR', '2024-03-31')]).toEqual([avant, 'ok'])
    const renonce = (day: string) => finit({ code: 'RADABA', recuLe: jour(day) })
    expect([renonce('2025-02-28'), renonce('2025-03-01')]).toEqual([avant, 'ok'])
  })

  it('une renonciation se radie dès qu’elle est reçue (R-RAD-01)', () => {
    const recu = (day: string) => codeOf(radie({ code: 'RADABA', recuLe: jour(day) }))
    expect([recu('2024-06-29'), recu('2024-06-30'), recu('2024-07-01')]).toEqual(['ok', 'ok', 'renonciation-a-venir'])
  })

  it.each(['RADCON', 'RADIRR'] as const)(
    '%s : un mois après l’avertissement, qui se prouve (R-RAD-02, R-RAD-03)',
    (code) => {
      const averti = (envoyeLe: string, preuve = 'LR 1A 000') => {
        const avertissement = { envoyeLe: jour(envoyeLe), preuve }
        return codeOf(radie(code === 'RADCON' ? { code, avertissement } : { code, sousMotif: 'IRRSEJ', avertissement }))
      }
      expect([averti('2024-05-30'), averti('2024-05-31')]).toEqual(['ok', 'ok'])
      expect([averti('2024-06-01'), averti('2024-05-30', ' ')]).toEqual([
        'avertissement-trop-recent',
        'preuve-manquante',
      ])
    },
  )

  it('… et ce délai est celui du barème du jour de l’acte (R-RAD-02, R-ECH-10)', () => {
    const moment = auGuichet('2024-06-30')
    const averti = (envoyeLe: string) =>
      recordRadiation(
        demande,
        { motif: { code: 'RADCON', avertissement: { envoyeLe: jour(envoyeLe), preuve: 'LR 1A 000' } } },
        { ...moment, bareme: { ...moment.bareme, avertissementEnMois: 2 } },
      )
    expect([averti('2024-04-29'), averti('2024-04-30')].map(codeOf)).toEqual(['ok', 'ok'])
    expect(averti('2024-05-01')).toEqual({
      ok: false,
      refus: { code: 'avertissement-trop-recent', possibleLe: '2024-07-01' },
    })
  })

  it('une attribution passe ses contrôles et garde le SIREN', () => {
    const attribution = uneAttribution({ siren: '123 456 782' })
    expect(granted(radie({ code: 'RADATT', attribution })).demande).toMatchObject({
      statut: 'radiee',
      radieeLe: '2024-06-30',
      motif: { code: 'RADATT', attribution: { siren: '123456782' } },
      reactivableJusquAu: null,
      effacementLe: '2025-06-30',
    })
    expect(codeOf(radie({ code: 'RADATT', attribution }, '2024-06-30', '732829320'))).toBe('siren-different')
    expect(codeOf(recordRadiation(demande, { motif: { code: 'RADATT', attribution } }, auGuichet('2024-06-30')))).toBe(
      'siren-different',
    )
  })
})

describe('défaire une radiation pour attribution', () => {
  const radiee = uneDemande().deposeeLe('2024-03-31').radieeLe('2024-06-30', 'RADATT').build()
  const retablit = (demande = radiee, le = '2024-07-02', sirenEmetteur = SIREN, raison = 'Mauvaise demande') =>
    recordRetablissement(demande, { raison, sirenEmetteur }, auGuichet(le))

  it('par le bailleur qui l’a enregistrée, avec sa raison (R-RAD-07)', () => {
    expect(granted(retablit()).demande).toMatchObject({ statut: 'active', valideDepuis: '2024-03-31', version: 3 })
    expect(granted(retablit()).demande).not.toHaveProperty('radieeLe')
    expect(codeOf(retablit(radiee, '2024-07-02', '732829320'))).toBe('siren-different')
    expect(codeOf(retablit(radiee, '2024-07-02', SIREN, ' '))).toBe('raison-manquante')
    const abandon = uneDemande().deposeeLe('2024-03-31').radieeLe('2024-06-30', 'RADABA').build()
    expect(codeOf(retablit(abandon))).toBe('motif-sans-retablissement')
  })

  it('repart du jour quand le dernier jour est passé pendant l’erreur (R-RAD-08)', () => {
    const validites = ['2025-04-30', '2025-05-01'].map((le) => granted(retablit(radiee, le)).demande)
    expect(validites).toMatchObject([{ valideDepuis: '2024-03-31' }, { valideDepuis: '2025-05-01', avisRemisLe: null }])
  })
})

describe('réactiver', () => {
  const reactive = (demande: ReturnType<ReturnType<typeof uneDemande>['build']>, le: string, raison = 'Hospitalisée') =>
    recordReactivation(demande, { raison }, auGuichet(le))
  const radiee = (t: string, le: string) => avertie(t, '2014-12-20').radieeLe(le).build()

  it.each([
    ['2014-07-29', '2015-08-30', '2016-01-30', '2016-01-31'],
    ['2014-08-31', '2015-10-01', '2016-03-01', '2016-03-02'],
    ['2014-01-31', '2015-03-01', '2015-08-01', '2015-08-02'],
  ])('T = %s, radiée le %s : jusqu’au %s compris, plus le %s (R-REA-01)', (t, le, dernier, apres) => {
    const demande = radiee(t, le)
    expect([codeOf(reactive(demande, dernier)), codeOf(reactive(demande, apres))]).toEqual([
      'ok',
      'reactivation-passee',
    ])
    expect(granted(reactive(demande, dernier)).demande).toMatchObject({
      statut: 'active',
      valideDepuis: dernier,
      ancienneteDepuis: t,
      avisRemisLe: null,
    })
  })

  it('seules RADREN et RADCON se réactivent (R-REA-02)', () => {
    const answers = (['RADATT', 'RADABA', 'RADIRR', 'RADCON'] as const).map((code) =>
      codeOf(reactive(uneDemande().deposeeLe('2024-03-31').radieeLe('2024-06-30', code).build(), '2024-07-01')),
    )
    const sans = 'motif-sans-reactivation'
    expect(answers).toEqual([sans, sans, sans, 'ok'])
  })

  it('le guichet dit pourquoi (R-REA-03)', () => {
    expect(codeOf(reactive(radiee('2014-07-29', '2015-08-30'), '2015-09-01', ' '))).toBe('raison-manquante')
  })
})

describe('effacer', () => {
  it('un an après la radiation, pas avant (R-EFF-01)', () => {
    const demande = uneDemande().deposeeLe('2024-03-31').radieeLe('2024-06-30', 'RADABA').build()
    const jours = ['2025-06-29', '2025-06-30', '2025-07-01']
    expect(jours.map((le) => codeOf(recordEffacement(demande, auGuichet(le))))).toEqual([
      'effacement-a-venir',
      'ok',
      'ok',
    ])
    const reste = granted(recordEffacement(demande, auGuichet('2025-06-30'))).demande
    expect(JSON.stringify(reste)).not.toContain('Inventée')
  })
})
