/** The ladder stated beside the product's: at the bounds of each step, and day after day like the one of the rules. */
import { describe, expect, it } from 'vitest'
import { addDays, jour } from '#lib/domain/calendrier.ts'
import { computeEcheances } from '#lib/domain/demande/echeances.ts'
import { PREFERENCES_PAR_DEFAUT, planRappels } from '#lib/domain/rappels/jalons.ts'
import { listAttendus, type Suivie } from './echelle-a-part.ts'

/** Valid until 29 July 2015, last day 29 August. */
const suivie: Suivie = {
  numero: 'A',
  valideDepuis: '2014-07-29',
  isAvisRemis: true,
  radieeLe: null,
  venuSurLePortail: false,
}
const sansAvis: Suivie = { ...suivie, isAvisRemis: false }
const duesAu = (une: Suivie, le: string) => listAttendus(une, le).map(({ jalon, canal }) => `${jalon} ${canal}`)

describe('l’échelle à part', () => {
  it.each<[string, Suivie, string, string, readonly string[]]>([
    ['avis', sansAvis, '2015-06-19', '2015-08-29', ['avis courriel', 'avis courrier']],
    ['avis de qui est venu', { ...sansAvis, venuSurLePortail: true }, '2015-06-19', '2015-08-29', ['avis courriel']],
    ['relance', suivie, '2015-07-14', '2015-07-24', ['relance courriel', 'relance sms']],
    ['fin proche', suivie, '2015-07-26', '2015-07-29', ['fin-proche sms']],
    ['dernier mois', suivie, '2015-08-13', '2015-08-25', ['dernier-mois courriel', 'dernier-mois sms']],
    ['radiation', { ...suivie, radieeLe: '2015-08-30' }, '2015-08-30', '2015-09-29', ['radiation courriel']],
  ])('doit %s du premier au dernier de ses jours', (_, une, premier, dernier, attendus) => {
    for (const le of [premier, dernier]) expect(duesAu(une, le)).toEqual(expect.arrayContaining([...attendus]))
    for (const le of [addDays(jour(premier), -1), addDays(jour(dernier), 1)])
      for (const attendu of attendus) expect(duesAu(une, le)).not.toContain(attendu)
  })

  it.each(['2014-07-29', '2014-08-31', '2014-01-31', '2023-02-28', '2024-02-29'])(
    'est celle des règles, de T = %s à quinze mois après',
    (valideDepuis) => {
      const echeances = computeEcheances(jour(valideDepuis))
      const radieeLe = addDays(echeances.dernierJour, 1)
      for (let jours = 0; jours < 460; jours += 1)
        for (const isAvisRemis of [false, true])
          for (const venuSurLePortail of [false, true])
            for (const radiee of [null, radieeLe]) {
              const le = addDays(jour(valideDepuis), jours)
              const avisRemisLe = isAvisRemis ? echeances.avisAuPlusTardLe : null
              const suivi = { ...echeances, valideDepuis: jour(valideDepuis), avisRemisLe, radieeLe: radiee }
              const prevus = planRappels(suivi, { ...PREFERENCES_PAR_DEFAUT, venuSurLePortail }, le)
              const attendus = listAttendus(
                { numero: 'A', valideDepuis, isAvisRemis, radieeLe: radiee, venuSurLePortail },
                le,
              )
              expect(attendus.map(({ jalon, canal, duLe }) => `${jalon} ${canal} ${duLe}`)).toEqual(
                prevus.map(({ jalon, canal, duLe }) => `${jalon} ${canal} ${duLe}`),
              )
            }
    },
  )
})
