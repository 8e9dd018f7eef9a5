import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeOsm } from './ecriture-osm.ts'
import { arbHorairesLisibles } from './francais/testing.ts'
import { readSaisie, writeSaisie } from './saisie.ts'

const VIDES = ['', '', '', '', '', '', '']
const cellules = (...jours: string[]) => [...jours, ...VIDES].slice(0, 7)
const lire = (jours: readonly string[], texte = '') => {
  const { horaires, constats } = readSaisie({ jours, texte })
  return [horaires, constats.map(({ jour, nature }) => `${jour ?? 'texte'} ${nature}`)]
}

describe('les horaires saisis', () => {
  it('sont ceux du texte, quand les sept jours sont vides', () => {
    const texte = 'Du lundi au vendredi 9h-12h, fermé le mercredi'
    expect(lire(VIDES, texte)).toEqual([
      { osm: 'Mo,Tu,Th,Fr 09:00-12:00; We off; PH off', texte, aVerifier: false },
      ['texte compris'],
    ])
  })

  it('gardent le texte qui n’est pas compris, à vérifier (R-REC-15)', () => {
    const texte = 'Lundi 9h-12h, sauf vacances'
    expect(lire(VIDES, texte)).toEqual([{ osm: null, texte, aVerifier: true }, ['texte non-compris']])
    expect(lire(cellules('9h-12h', 'selon les jours'), texte)).toEqual([
      { osm: 'Mo 09:00-12:00; PH off', texte: `Mardi : selon les jours ; ${texte}`, aVerifier: true },
      ['1 non-compris', 'texte non-compris'],
    ])
  })

  it('comprennent des mots dans la cellule d’un jour, et le disent', () => {
    expect(lire(cellules('9h-12h', 'semaines paires 9h-12h', '14h-17h sur rdv', 'sur rendez-vous'))).toEqual([
      {
        osm: 'Mo 09:00-12:00; We 14:00-17:00 open "sur rendez-vous"; Th "sur rendez-vous"; week 02-52/2 Tu 09:00-12:00; PH off',
        texte: null,
        aVerifier: false,
      },
      ['1 compris', '2 compris', '3 compris'],
    ])
  })

  it('joignent ce que disent les sept jours et le texte', () => {
    const texte = 'Fermé en août. 1er samedi du mois 9h-12h. Jours fériés compris.'
    expect(lire(cellules('9h-12h', '9h-12h'), texte)[0]).toEqual({
      osm: 'Mo,Tu 09:00-12:00; Sa[1] 09:00-12:00; Aug off',
      texte,
      aVerifier: false,
    })
  })

  it.each([
    ['les mêmes heures', cellules('9h-12h'), 'Lundi 9h-12h', 'compris'],
    ['d’autres heures', cellules('9h-12h'), 'Lundi 9h-12h30', 'contredit'],
    ['un autre jour', cellules('9h-12h'), 'Mardi 9h-12h30', 'compris'],
    ['un jour fermé', cellules('9h-12h'), 'Fermé le lundi', 'contredit'],
    ['un jour inconnu', cellules('', '9h-12h'), 'Fermé le lundi', 'compris'],
    ['un rang ouvert en plus', cellules('9h-12h'), '1er lundi du mois 14h-17h', 'contredit'],
    ['un rang fermé', cellules('9h-12h'), 'Fermé le 1er lundi du mois', 'compris'],
    ['un rang ouvert d’un jour fermé', cellules('fermé'), '1er lundi du mois 14h-17h', 'compris'],
    ['une saison qui dit tous les jours', cellules('9h-12h'), 'En août : lundi 9h-11h', 'compris'],
    ['une saison qui en oublie', cellules('9h-12h', '9h-12h'), 'En août : lundi 9h-11h', 'contredit'],
  ])('laissent les sept jours l’emporter : %s (R-HOR-23)', (_, jours, texte, nature) => {
    const { horaires, constats } = readSaisie({ jours, texte })
    expect(constats.at(-1)).toMatchObject({ jour: null, nature })
    expect([horaires.texte, horaires.aVerifier]).toEqual([texte, nature === 'contredit'])
    if (nature === 'contredit') expect(horaires.osm).toBe(readSaisie({ jours, texte: '' }).horaires.osm)
  })

  it.each([
    [['9h-12h', 'idem', 'Idem.', 'fermé', 'idem'], 'Mo-We 09:00-12:00; Th,Fr off; PH off'],
    [['semaines paires 9h-12h', 'mêmes horaires'], 'week 02-52/2 Mo,Tu 09:00-12:00; PH off'],
  ])('répètent la cellule d’avant : %j (R-HOR-24)', (jours, osm) =>
    expect(readSaisie({ jours: cellules(...jours), texte: '' }).horaires).toEqual({
      osm,
      texte: null,
      aVerifier: false,
    }),
  )

  it.each([[['idem']], [['', 'idem']], [['selon', 'idem']]])('ne répètent pas le vide : %j (R-HOR-24)', (jours) =>
    expect(readSaisie({ jours: cellules(...jours), texte: '' }).horaires).toMatchObject({ osm: null, aVerifier: true }),
  )

  it('se récrivent et se relisent à l’identique', () => {
    fc.assert(
      fc.property(arbHorairesLisibles, (lisibles) => {
        const osm = writeOsm({ ...lisibles, feries: 'fermes', sinonRendezVous: false })
        const horaires = { osm, texte: null, aVerifier: false }
        // a whole week without interruption is open on public holidays: seven cells cannot say otherwise
        if (osm?.startsWith('Mo-Su 00:00-24:00')) return
        expect(readSaisie(writeSaisie(horaires)).horaires).toEqual(horaires)
      }),
      { numRuns: 60 },
    )
  })

  it('se récrivent et se relisent à l’identique, avec un texte et ce qui n’est pas compris', () => {
    const textes = fc.constantFrom(
      'Fermé en août',
      '7j/7 8h-20h',
      'Sur rendez-vous',
      'On verra',
      'Mardi 9h-12h\n14h-17h',
    )
    fc.assert(
      fc.property(arbHorairesLisibles, textes, fc.constantFrom('', 'peut-être'), ({ semaine }, texte, lundi) => {
        const osm = writeOsm({ semaine, exceptions: [], feries: 'fermes', sinonRendezVous: false })
        const { jours } = writeSaisie({ osm, texte: null, aVerifier: false })
        const { horaires } = readSaisie({ jours: lundi === '' ? jours : [lundi, ...jours.slice(1)], texte })
        expect(readSaisie(writeSaisie(horaires)).horaires).toEqual(horaires)
      }),
      { numRuns: 60 },
    )
  })
})
