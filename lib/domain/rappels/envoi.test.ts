import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { unContenu } from '../demande/formulaire/testing.ts'
import { codeOf, uneDemande } from '../demande/testing.ts'
import { type ContenuDit, checkEnvoi, isContactMort, isHeureDEnvoi, joindreDe, relaisDe } from './envoi.ts'
import { PREFERENCES_PAR_DEFAUT, type RappelDu } from './jalons.ts'

const demande = uneDemande().deposeeLe('2014-07-29').build()
const relance: RappelDu = { jalon: 'relance', canal: 'sms', duLe: jour('2015-07-14'), cycle: jour('2014-07-29') }
const midi = '2015-07-14T10:00:00Z'
const destination = { isMorte: false, isArretee: false, envois: [] }
const faits = { maintenant: midi, fuseau: 'Europe/Paris', preferences: PREFERENCES_PAR_DEFAUT, destination }

describe('les heures d’envoi (R-RAP-08)', () => {
  it.each([
    ['mardi, 7 h 59', '2015-07-14T05:59:59Z', 'Europe/Paris', false],
    ['mardi, 8 h', '2015-07-14T06:00:00Z', 'Europe/Paris', true],
    ['mardi, 19 h 59', '2015-07-14T17:59:59Z', 'Europe/Paris', true],
    ['mardi, 20 h', '2015-07-14T18:00:00Z', 'Europe/Paris', false],
    ['samedi midi', '2015-07-18T10:00:00Z', 'Europe/Paris', true],
    ['dimanche midi', '2015-07-19T10:00:00Z', 'Europe/Paris', false],
    ['8 h à Paris, 2 h en Martinique', '2015-07-14T06:00:00Z', 'America/Martinique', false],
    ['lundi à La Réunion, dimanche à Paris', '2015-07-19T22:30:00Z', 'Indian/Reunion', false],
    ['lundi 9 h à Mayotte', '2015-07-20T06:00:00Z', 'Indian/Mayotte', true],
  ])('%s', (_, instant, fuseau, attendu) => {
    expect(isHeureDEnvoi(instant, fuseau)).toBe(attendu)
  })
})

describe('les adresses d’arrivée', () => {
  const sms = (telephonePortable: string | null, telephoneDuDomicile: string | null = null) =>
    joindreDe({ courriel: null, telephonePortable, telephoneDuDomicile }).sms
  it('un SMS ne part que vers un mobile français, outre-mer compris (R-RAP-07)', () => {
    expect(sms('06 39 98 12 34')).toBe('0639981234')
    expect(sms('07 39 98 12 34')).toBe('0739981234')
    expect(sms('+33 6 39 98 12 34')).toBe('0639981234')
    expect(sms('0692 12 34 56')).toBe('0692123456')
    expect(sms('05 36 49 12 34')).toBeNull()
    expect(sms('05 36 49 12 34', '06 39 98 12 34')).toBe('0639981234')
    expect(sms(null)).toBeNull()
  })
  it.each([
    ['La Réunion', '262692123456', '0692123456'],
    ['La Réunion', '+262 (0)693 12 34 56', '0693123456'],
    ['Mayotte', '+262639123456', '0639123456'],
    ['Guadeloupe, Saint-Martin, Saint-Barthélemy', '00590690123456', '0690123456'],
    ['Guyane', '+594694123456', '0694123456'],
    ['Martinique', '+596696123456', '0696123456'],
    ['Saint-Pierre-et-Miquelon', '+508708123456', '0708123456'],
    ['métropole', '+33 (0)6 39 98 12 34', '0639981234'],
    ['métropole', '0033 6 39 98 12 34', '0639981234'],
    ['un fixe de La Réunion', '+262 262 12 34 56', null],
    ['un chiffre de trop', '+2626921234567', null],
    ['un autre pays', '+32692123456', null],
    ['un autre pays', '+376 612 345 678', null],
  ])('%s, %s : le même mobile, de quelque façon qu’il s’écrive (R-RAP-61)', (_, ecrit, mobile) => {
    expect(sms(ecrit)).toBe(mobile)
  })
})

describe('la décision, au moment de l’envoi', () => {
  it('part vers l’adresse de ce moment', () => {
    expect(checkEnvoi(relance, demande, faits)).toEqual({ ok: true, value: '0639981234' })
    expect(checkEnvoi({ ...relance, canal: 'courriel' }, demande, faits)).toMatchObject({
      value: 'camille.inventee@exemple.fr',
    })
  })

  it('un renouvellement enregistré depuis l’annule (R-RAP-09)', () => {
    const renouvelee = uneDemande().deposeeLe('2014-07-29').renouveleeLe('2015-07-13').build()
    expect(codeOf(checkEnvoi(relance, renouvelee, faits))).toBe('plus-due')
  })

  it('trop tard, il ne part plus (R-RAP-04)', () => {
    expect(codeOf(checkEnvoi(relance, demande, { ...faits, maintenant: '2015-07-24T10:00:00Z' }))).toBe('ok')
    expect(codeOf(checkEnvoi(relance, demande, { ...faits, maintenant: '2015-07-25T10:00:00Z' }))).toBe('plus-due')
  })

  it('sans adresse, vers une adresse morte ou vers qui n’en veut plus, rien ne part (R-RAP-10)', () => {
    const sansMobile = uneDemande()
      .avec(unContenu(['demandeur.telephonePortable', null]))
      .deposeeLe('2014-07-29')
      .build()
    expect(codeOf(checkEnvoi(relance, sansMobile, faits))).toBe('sans-contact')
    expect(codeOf(checkEnvoi(relance, demande, { ...faits, destination: { ...destination, isMorte: true } }))).toBe(
      'contact-mort',
    )
    const preferences = { ...PREFERENCES_PAR_DEFAUT, sms: false }
    expect(codeOf(checkEnvoi(relance, demande, { ...faits, preferences }))).toBe('prefere-pas')
    expect(codeOf(checkEnvoi({ ...relance, canal: 'courriel' }, demande, { ...faits, preferences }))).toBe('ok')
  })

  it('un numéro qui a répondu STOP ne reçoit plus de SMS, et le courriel est tenté (R-RAP-58)', () => {
    const arretee = { ...destination, isArretee: true }
    expect(codeOf(checkEnvoi(relance, demande, { ...faits, destination: arretee }))).toBe('prefere-pas')
    expect(relaisDe(relance)).toBe('courriel')
  })

  it('un SMS par jour, deux courriels, au jour du territoire (R-RAP-11)', () => {
    const recus = (canal: 'sms' | 'courriel', envois: string[]) =>
      codeOf(checkEnvoi({ ...relance, canal }, demande, { ...faits, destination: { ...destination, envois } }))
    expect(recus('sms', ['2015-07-13T21:59:59Z'])).toBe('ok')
    expect(recus('sms', ['2015-07-13T22:00:00Z'])).toBe('plafond')
    expect(recus('courriel', [midi])).toBe('ok')
    expect(recus('courriel', [midi, midi])).toBe('plafond')
  })

  it('le plafond ne retient ni l’avis ni la radiation, que la loi veut pour chaque demande (R-RAP-53)', () => {
    const auPlafond = (rappel: RappelDu, une = demande, maintenant = midi) =>
      codeOf(
        checkEnvoi(rappel, une, {
          ...faits,
          maintenant,
          destination: { ...destination, envois: Array(9).fill(maintenant) },
        }),
      )
    const courriel = { ...relance, canal: 'courriel' } as const
    expect(auPlafond({ ...courriel, jalon: 'avis' })).toBe('ok')
    const radiee = uneDemande().deposeeLe('2014-07-29').avisRemisLe('2015-06-20').radieeLe('2015-08-30').build()
    expect(auPlafond({ ...courriel, jalon: 'radiation' }, radiee, '2015-08-31T10:00:00Z')).toBe('ok')
    expect(auPlafond(courriel)).toBe('plafond')
    const preferences = { ...PREFERENCES_PAR_DEFAUT, courriel: false }
    expect(codeOf(checkEnvoi({ ...courriel, jalon: 'avis' }, demande, { ...faits, preferences }))).toBe('prefere-pas')
  })

  it('une demande radiée n’est plus rappelée, une demande effacée encore moins', () => {
    const radiee = uneDemande().deposeeLe('2014-07-29').radieeLe('2015-07-10', 'RADABA').build()
    expect(codeOf(checkEnvoi(relance, radiee, faits))).toBe('plus-due')
  })
})

describe('ce qui ne part pas laisse sa place (R-RAP-13, R-RAP-14)', () => {
  it.each([
    ['avis', 'courriel', 'courrier'],
    ['radiation', 'courriel', 'courrier'],
    ['relance', 'courriel', null],
    ['fin-proche', 'sms', 'courriel'],
    ['avis', 'courrier', null],
  ] as const)('%s par %s : %s', (jalon, canal, relais) => {
    expect(relaisDe({ jalon, canal })).toBe(relais)
  })
})

describe('un contact mort (R-RAP-28)', () => {
  const mortAt = '2015-06-15T10:00:00.000Z'
  const avant = '2015-06-01T10:00:00.000Z'
  const apres = '2015-06-15T10:00:01.000Z'
  const mobile = (numero: string) => unContenu(['demandeur.telephonePortable', numero])
  const [un, autre] = [mobile('06 39 98 12 34'), mobile('06 39 98 56 78')]
  const depot: ContenuDit = { at: avant, type: 'depot', contenu: un }

  it.each<[string, ContenuDit[], boolean]>([
    ['rien dit depuis', [depot], true],
    ['confirmé au même instant', [depot, { at: mortAt, type: 'renouvellement', contenu: un }], true],
    ['confirmé ensuite', [depot, { at: apres, type: 'renouvellement', contenu: un }], false],
    ['autre chose changé', [depot, { at: apres, type: 'modification', contenu: un }], true],
    [
      'redonné',
      [
        { ...depot, contenu: autre },
        { at: apres, type: 'modification', contenu: un },
      ],
      false,
    ],
    ['redit par un fichier', [{ at: apres, type: 'reprise', contenu: un }], true],
    [
      'autre chose changé après un fichier',
      [
        { at: avant, type: 'reprise', contenu: un },
        { at: apres, type: 'modification', contenu: un },
      ],
      true,
    ],
  ])('%s', (_, dits, attendu) => {
    expect(isContactMort(mortAt, 'sms', dits)).toBe(attendu)
  })
})
