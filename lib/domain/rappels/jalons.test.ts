import { describe, expect, it } from 'vitest'
import { addDays, jour } from '../calendrier.ts'
import { computeEcheances } from '../demande/echeances.ts'
import { uneDemande } from '../demande/testing.ts'
import {
  canauxDe,
  isAvisRemisPar,
  JOURS_DE_L_AVIS_AU_DERNIER,
  PREFERENCES_PAR_DEFAUT,
  planRappels,
  type Suivi,
  suiviDe,
} from './jalons.ts'

/** T = 29 July 2014: notice by 29 June 2015, valid until 29 July, last day 29 August. */
const suivi: Suivi = {
  valideDepuis: jour('2014-07-29'),
  avisAuPlusTardLe: jour('2015-06-29'),
  expireLe: jour('2015-07-29'),
  dernierJour: jour('2015-08-29'),
  avisRemisLe: jour('2015-06-20'),
  radieeLe: null,
}
const venu = { ...PREFERENCES_PAR_DEFAUT, venuSurLePortail: true }
const planLe = (le: string, changes: Partial<Suivi> = {}, preferences = venu) =>
  planRappels({ ...suivi, ...changes }, preferences, jour(le)).map(
    ({ jalon, canal, duLe }) => `${jalon} ${canal} ${duLe}`,
  )

describe('les rappels d’une demande', () => {
  it('l’avis est dû dix jours avant la date limite, pas la veille (R-RAP-01)', () => {
    expect(planLe('2015-06-18', { avisRemisLe: null })).toEqual([])
    expect(planLe('2015-06-19', { avisRemisLe: null })).toEqual(['avis courriel 2015-06-19'])
  })

  it('l’avis reste dû tant qu’il n’est pas remis, le dernier jour compris, et pas le lendemain (R-RAP-03, R-RAP-31)', () => {
    expect(planLe('2015-08-28', { avisRemisLe: null })).toContain('avis courriel 2015-06-19')
    expect(planLe('2015-08-29', { avisRemisLe: null })).toEqual(['avis courriel 2015-06-19'])
    expect(planLe('2015-08-30', { avisRemisLe: null })).toEqual([])
    expect(planLe('2015-08-29')).toEqual([])
  })

  it('de l’avis au dernier jour, jamais plus que la borne de la recherche, et quelquefois autant (R-RAP-31)', () => {
    const depart = jour('2023-01-01')
    const ecarts = Array.from({ length: 4 * 366 }, (_, rang) => {
      const { avisAuPlusTardLe, dernierJour } = computeEcheances(addDays(depart, rang))
      return [JOURS_DE_L_AVIS_AU_DERNIER - 1, JOURS_DE_L_AVIS_AU_DERNIER].map(
        (jours) => dernierJour <= addDays(avisAuPlusTardLe, jours),
      )
    })
    expect(ecarts.every(([, dedans]) => dedans)).toBe(true)
    expect(ecarts.every(([dedans]) => dedans)).toBe(false)
  })

  it.each([
    ['relance', '2015-07-14', 10, ['courriel', 'sms']],
    ['fin-proche', '2015-07-26', 3, ['sms']],
    ['dernier-mois', '2015-08-13', 12, ['courriel', 'sms']],
  ] as const)(
    '%s : son jour, la veille, la fin de sa fenêtre et le lendemain (R-RAP-02, R-RAP-04)',
    (jalon, du, fenetre, canaux) => {
      const attendu = canaux.map((canal) => `${jalon} ${canal} ${du}`)
      expect(planLe(addDays(jour(du), -1))).toEqual([])
      expect(planLe(du)).toEqual(attendu)
      expect(planLe(addDays(jour(du), fenetre))).toEqual(attendu)
      expect(planLe(addDays(jour(du), fenetre + 1))).not.toContain(attendu[0])
    },
  )

  it('aucun rappel ne part après le dernier jour (R-RAP-04)', () => {
    expect(planLe('2015-08-30')).toEqual([])
  })

  it('la radiation se dit une fois enregistrée, et rien d’autre ne part plus (R-RAP-06)', () => {
    expect(planLe('2015-08-30', { radieeLe: jour('2015-08-30') })).toEqual(['radiation courriel 2015-08-30'])
    expect(planLe('2015-08-13', { radieeLe: jour('2015-08-13') })).toEqual(['radiation courriel 2015-08-13'])
    expect(planLe('2015-09-29', { radieeLe: jour('2015-08-30') })).toHaveLength(1)
    expect(planLe('2015-09-30', { radieeLe: jour('2015-08-30') })).toEqual([])
  })

  it('l’avis va par la poste à qui n’est jamais venu, et par courriel aussi (R-RAP-05)', () => {
    expect(canauxDe('avis', PREFERENCES_PAR_DEFAUT)).toEqual(['courriel', 'courrier'])
    expect(canauxDe('avis', { ...PREFERENCES_PAR_DEFAUT, courriel: false })).toEqual(['courrier'])
    expect(canauxDe('avis', venu)).toEqual(['courriel'])
    expect(canauxDe('avis', { ...venu, courrier: true })).toEqual(['courriel', 'courrier'])
    expect(canauxDe('avis', { ...venu, courriel: false })).toEqual(['courrier'])
  })

  it('la radiation part par la poste à qui ne veut plus de courriel (R-RAP-06)', () => {
    expect(canauxDe('radiation', venu)).toEqual(['courriel'])
    expect(canauxDe('radiation', { ...venu, courriel: false })).toEqual(['courrier'])
  })

  it('qui a dit non aux SMS n’en a pas', () => {
    expect(planLe('2015-07-26', {}, { ...venu, sms: false })).toEqual([])
  })

  it('le courriel seul ne remet pas un avis dû par la poste, quoi qu’il reste de prévu (R-RAP-12)', () => {
    expect(isAvisRemisPar('courriel', PREFERENCES_PAR_DEFAUT)).toBe(false)
    expect(isAvisRemisPar('courriel', venu)).toBe(true)
    expect(isAvisRemisPar('courriel', { ...venu, courrier: true })).toBe(false)
    for (const preferences of [PREFERENCES_PAR_DEFAUT, venu, { ...venu, courrier: true }]) {
      expect(isAvisRemisPar('courrier', preferences)).toBe(true)
      expect(isAvisRemisPar('sms', preferences)).toBe(false)
    }
  })

  it('une demande sans T connu, radiée pour un autre motif ou effacée n’a pas de rappel', () => {
    expect(suiviDe(uneDemande().deposeeLe('2014-07-29').build())).toMatchObject({
      valideDepuis: '2014-07-29',
      avisAuPlusTardLe: '2015-06-29',
      radieeLe: null,
    })
    expect(suiviDe({ ...active(), valideDepuis: null, echeances: null, avisRemisLe: null })).toBeUndefined()
    const radiee = { reactivableJusquAu: null, effacementLe: jour('2016-08-30'), radieeLe: jour('2015-08-30') }
    const fin = (motif: 'RADREN' | 'RADABA') =>
      suiviDe({
        ...active(),
        ...radiee,
        statut: 'radiee',
        motif: motif === 'RADREN' ? { code: 'RADREN' } : { code: 'RADABA', recuLe: jour('2015-08-01') },
      })
    expect(fin('RADABA')).toBeUndefined()
    expect(fin('RADREN')).toMatchObject({ radieeLe: '2015-08-30' })
  })
})

const active = () => {
  const demande = uneDemande().deposeeLe('2014-07-29').build()
  if (demande.statut !== 'active') throw new Error('active')
  return demande
}
