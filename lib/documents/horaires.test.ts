import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { horairesDeSemaine } from '#lib/domain/guichet/horaires/ecriture-osm.ts'
import { fromOsm } from '#lib/domain/guichet/horaires/osm.ts'
import { readPlages } from '#lib/domain/guichet/horaires/plages.ts'
import { SEMAINE_INCONNUE } from '#lib/domain/guichet/horaires/semaine.ts'
import { SEMAINE_ORDINAIRE } from '#lib/domain/guichet/horaires/testing.ts'
import { formatFerme, formatFermeture, formatJourDeSemaine, formatRefusDePlages, formatStatut } from './horaires.ts'
import { echoHoraires, listHoraires } from './horaires-en-mots.ts'

const LUNDI = jour('2026-03-02')
const MOMENT = { jour: LUNDI, minutes: 600 }
const say = (statut: Parameters<typeof formatStatut>[0]) => formatStatut(statut, MOMENT)?.replaceAll('\u00a0', ' ')

describe('les horaires en français', () => {
  it('dit quand un point ferme', () => {
    expect(say({ ouvert: true, fermeLe: LUNDI, fermeA: 1050 })).toBe('Ouvert, ferme à 17 h 30')
    expect(say({ ouvert: true, fermeLe: LUNDI, fermeA: 1440 })).toBe('Ouvert, ferme à minuit')
    expect(say({ ouvert: true, fermeLe: jour('2026-03-03'), fermeA: 120 })).toBe('Ouvert, ferme demain à 2 h')
    expect(say({ ouvert: true, fermeLe: null, fermeA: null })).toBe('Ouvert, sans interruption')
  })

  it('dit quand un point ouvre', () => {
    const ferme = { ouvert: false, motif: 'horaires', ouvreA: 540 } as const
    expect(say({ ...ferme, ouvreLe: LUNDI })).toBe('Fermé, ouvre à 9 h')
    expect(say({ ...ferme, ouvreLe: jour('2026-03-03') })).toBe('Fermé, ouvre demain à 9 h')
    expect(say({ ...ferme, ouvreLe: jour('2026-03-08') })).toBe('Fermé, ouvre dimanche à 9 h')
    expect(say({ ...ferme, ouvreLe: jour('2026-03-09') })).toBe('Fermé, ouvre lundi 9 mars 2026 à 9 h')
    expect(say({ ...ferme, ouvreLe: null, ouvreA: null })).toBe('Fermé')
    expect(say({ ...ferme, motif: 'jour-ferie', ouvreLe: jour('2026-03-03') })).toBe(
      'Fermé (jour férié), ouvre demain à 9 h',
    )
    expect(say({ ...ferme, motif: 'fermeture-exceptionnelle', ouvreLe: null })).toBe('Fermé exceptionnellement')
  })

  it('ne dit rien de ce qui n’est pas connu (R-HOR-05)', () => {
    expect(say('inconnu')).toBeUndefined()
    expect(listHoraires(horairesDeSemaine(SEMAINE_INCONNUE))).toEqual([])
  })

  it('écrit la semaine sans se répéter', () => {
    const rows = listHoraires(horairesDeSemaine(SEMAINE_ORDINAIRE)).map(({ quand, horaires }) => [
      quand,
      horaires.replaceAll('\u00a0', ' '),
    ])
    expect(rows).toEqual([
      ['Du lundi au vendredi', 'de 9 h à 12 h et de 14 h à 17 h 30'],
      ['Samedi', 'de 9 h à 12 h'],
      ['Dimanche', 'fermé'],
    ])
  })

  it.each([
    ['Tu[1,3] 09:00-12:00; PH off', '1er et 3e mardis du mois : de 9 h à 12 h ; fermé les jours fériés'],
    ['Tu[1],Th[1] 09:00-12:00; PH off', '1er mardi et 1er jeudi du mois : de 9 h à 12 h ; fermé les jours fériés'],
    ['Fr[-1] off', 'dernier vendredi du mois : fermé ; jours fériés compris'],
    [
      'week 02-52/2 Tu 09:00-12:00; week 01-53/2 Mo-We,Fr 14:00-17:00; PH off',
      'semaines paires, mardi : de 9 h à 12 h ; semaines impaires, du lundi au mercredi et vendredi : de 14 h à 17 h ; fermé les jours fériés',
    ],
    [
      'Mo-Fr 09:00-17:00; Jul-Aug Mo-Fr 08:00-13:00; Aug 01-15 off; PH off',
      'du lundi au vendredi : de 9 h à 17 h ; en juillet et août, du lundi au vendredi : de 8 h à 13 h ; du 1er au 15 août de chaque année : fermé ; fermé les jours fériés',
    ],
    [
      'Mo 09:00-12:00, Mo 14:00-17:00 open "sur rendez-vous"; Tu "sur rendez-vous"; We 09:00-12:00,14:00-16:00 open "sur rendez-vous"; PH off',
      'lundi : de 9 h à 12 h sans rendez-vous et de 14 h à 17 h sur rendez-vous ; mardi : sur rendez-vous ; mercredi : sur rendez-vous, de 9 h à 12 h et de 14 h à 16 h ; fermé les jours fériés',
    ],
    ['24/7', 'du lundi au dimanche : 24 h sur 24 ; jours fériés compris'],
    [
      'Mo-Sa 09:00-19:00; PH 10:00-12:00 || "sur rendez-vous"',
      'du lundi au samedi : de 9 h à 19 h ; jours fériés : de 10 h à 12 h ; en dehors de ces horaires, sur rendez-vous',
    ],
    [
      'Oct-Mar Mo off; Dec 24 off; Nov 15-Feb 10 off',
      'd’octobre à mars, lundi : fermé ; le 24 décembre : fermé ; du 15 novembre au 10 février de chaque année : fermé ; jours fériés compris',
    ],
  ])('dit « %s » en français', (osm, texte) => {
    const lu = fromOsm(osm)
    expect(lu.ok && echoHoraires(lu.value).replaceAll('\u00a0', ' ')).toBe(texte)
  })

  it('ne dit pas non renseigné un jour que ses dates disent', () => {
    const lu = fromOsm('Mo-Fr 09:00-12:00; Sa[1] 09:00-12:00; PH off')
    expect(lu.ok && listHoraires(lu.value).map(({ quand }) => quand)).toEqual([
      'Du lundi au vendredi',
      'Dimanche',
      '1er samedi du mois',
    ])
  })

  it('dit ce qui demande un rendez-vous (R-HOR-16)', () => {
    expect(say({ ouvert: true, fermeLe: LUNDI, fermeA: 1050, surRendezVous: true })).toBe(
      'Ouvert sur rendez-vous, ferme à 17 h 30',
    )
    const ferme = { ouvert: false, ouvreLe: LUNDI, ouvreA: 840 } as const
    expect(say({ ...ferme, motif: 'horaires', surRendezVous: true })).toBe('Fermé, ouvre à 14 h sur rendez-vous')
    expect(say({ ...ferme, motif: 'sur-rendez-vous', ouvreLe: null })).toBe('Aujourd’hui sur rendez-vous')
  })

  it('nomme un jour de la semaine qui vient, et pourquoi il est fermé', () => {
    expect(formatJourDeSemaine(LUNDI).replaceAll('\u00a0', ' ')).toBe('Lundi 2 mars')
    expect(formatFerme('horaires')).toBe('fermé')
    expect(formatFerme('jour-ferie')).toBe('fermé (jour férié)')
  })

  it('écrit une fermeture d’un jour ou de plusieurs', () => {
    const write = (du: string, au: string) => formatFermeture({ du: jour(du), au: jour(au) }).replaceAll('\u00a0', ' ')
    expect(write('2026-12-24', '2026-12-24')).toBe('le 24 décembre 2026')
    expect(write('2026-08-01', '2026-08-15')).toBe('du 1er août 2026 au 15 août 2026')
  })

  it.each(['bof', '9h-26h', '12h-9h', '9h-12h, 11h-13h'])('explique pourquoi « %s » est refusé', (texte) => {
    const lu = readPlages(texte)
    expect(lu.ok ? '' : formatRefusDePlages(lu.refus)).toMatch(/\S+ .*[.]$/)
  })
})
