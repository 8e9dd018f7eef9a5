import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPlages } from './plages.ts'
import { arbPlagesTenables } from './testing.ts'

const MATIN_ET_SOIR = [
  { de: 540, a: 720 },
  { de: 840, a: 1050 },
]

describe('la cellule d’un jour', () => {
  it.each([
    '09:00-12:00, 14:00-17:30',
    '9h-12h / 14h-17h30',
    '9h-12h/14h-17h30',
    '9 h - 12 h et 14 h - 17 h 30',
    '9H00–12H00 ; 14H00–17H30',
    'de 9h à 12h et de 14h à 17h30',
    'De 9 heures à 12 heures, de 14 heures à 17h30',
    '9h00 12h00'.replace(' ', ' à ').concat(' 14h00 à 17h30'),
    '09:00-12:00 14:00-17:30',
    '9h-midi, 14h-17h30',
    '9.00-12.00, 14.00-17.30',
    '09:00:00-12:00:00, 14:00:00-17:30:00',
    '14h-17h30, 9h-12h',
    '\u00a09h\u00a0-\u00a012h\u00a0/\u00a014h\u00a0-\u00a017h30\u00a0',
    '9h-12h\n14h-17h30',
    '9h-12h 14-17h30',
    '9 h-12 h 14 h-17 h 30',
    '9-12 / 14-17h30',
    '9hà12h, 14hà17h30',
  ])('lit « %s »', (texte) => {
    expect(readPlages(texte)).toEqual({ ok: true, value: MATIN_ET_SOIR })
  })

  it('ne choisit pas la moitié du jour d’une plage écrite dans le désordre, quand elle peut être du soir (R-HOR-31)', () => {
    for (const texte of ['9h-12h / 6h-8h', '9-12, 7-9', '10h-12h et 8h30-9h'])
      expect(readPlages(texte)).toEqual({ ok: false, refus: { code: 'plages-en-desordre' } })
    // In order, or too late to be of the evening: there is one reading.
    for (const texte of ['6h-8h / 9h-12h', '14h-17h / 9h-12h', '14h-17h / 8h30-12h'])
      expect(readPlages(texte)).toMatchObject({ ok: true })
  })

  it.each(['fermé', 'Fermé', 'FERME', 'Fermée', 'fermé(e)', 'fermé au public', 'Fermé.'])(
    'lit « %s » comme fermé',
    (texte) => expect(readPlages(texte)).toEqual({ ok: true, value: 'ferme' }),
  )

  it.each(['', '  ', '\u00a0', '\n'])('prend une cellule vide pour inconnue, jamais pour fermée (R-HOR-01)', (texte) =>
    expect(readPlages(texte)).toEqual({ ok: true, value: 'inconnu' }),
  )

  it.each(['24h/24', '24/24', '24h sur 24', '00:00-24:00', '0h-minuit', 'minuit-minuit'])('lit « %s »', (texte) =>
    expect(readPlages(texte)).toEqual({ ok: true, value: [{ de: 0, a: 1440 }] }),
  )

  it('joint deux plages qui se touchent', () =>
    expect(readPlages('9h-12h, 12h-14h')).toEqual({ ok: true, value: [{ de: 540, a: 840 }] }))

  it.each([
    'sur rendez-vous',
    '9h',
    '9h-12h-14h-17h',
    '9h/12h',
    '-',
    'x',
    '9h-12h sauf vacances',
    '9h-12h (semaines paires)',
    'matin',
    '9,30-12,30',
    '9h-12h 14h',
    '109h-12h',
    '9h-12h,',
    'fermé 9h-12h',
    `${'9h-10h, '.repeat(40)}11h-12h`,
  ])('refuse « %s » plutôt que de deviner', (texte) => {
    expect(readPlages(texte)).toMatchObject({ ok: false, refus: { code: 'horaires-illisibles' } })
  })

  it.each(['9h-25h', '9h60-12h', '9h-24h01', '9h-12h75'])('refuse « %s », une heure n’existe pas (R-HOR-02)', (texte) =>
    expect(readPlages(texte)).toMatchObject({ ok: false, refus: { code: 'heure-impossible' } }),
  )

  it('accepte 24 h en fermeture et pas une minute de plus (R-HOR-02)', () => {
    expect(readPlages('23:55-24:00')).toEqual({ ok: true, value: [{ de: 1435, a: 1440 }] })
    expect(readPlages('23:55-24:05')).toMatchObject({ refus: { code: 'heure-impossible' } })
  })

  it.each(['17h-9h', '9h-9h', '22h-2h'])('refuse « %s », fermeture avant ouverture (R-HOR-03)', (texte) =>
    expect(readPlages(texte)).toMatchObject({ ok: false, refus: { code: 'fermeture-avant-ouverture' } }),
  )

  it('refuse deux plages qui se chevauchent de cinq minutes (R-HOR-04)', () =>
    expect(readPlages('9h-12h05, 12h-14h')).toEqual({ ok: false, refus: { code: 'plages-qui-se-chevauchent' } }))

  it.each(['9-12/2-5', '2h-5h', '1:30-5:00', '5h55-12h', '8h03-12h', '9h-12h01'])(
    'ne publie pas « %s » : 2 h pour 14 h, 8 h 03 pour 8 h 30 (R-HOR-21)',
    (texte) => expect(readPlages(texte)).toMatchObject({ ok: false, refus: { code: 'horaires-illisibles' } }),
  )
  it.each(['6h-12h', '0h-7h', '8h05-12h'])('lit « %s » (R-HOR-21)', (texte) => expect(readPlages(texte).ok).toBe(true))

  it('relit toute plage, de quelque façon qu’elle soit écrite', () => {
    const pad = (n: number) => String(n).padStart(2, '0')
    const heure = fc.constantFrom(
      (m: number) => `${pad(Math.floor(m / 60))}:${pad(m % 60)}`,
      (m: number) => `${Math.floor(m / 60)}h${m % 60 ? pad(m % 60) : ''}`,
      (m: number) => `${Math.floor(m / 60)} h ${pad(m % 60)}`,
      (m: number) => `${Math.floor(m / 60)}.${pad(m % 60)}`,
      (m: number) => (m % 60 ? `${Math.floor(m / 60)}h${pad(m % 60)}` : String(m / 60)),
    )
    fc.assert(
      fc.property(
        arbPlagesTenables,
        heure,
        fc.constantFrom('-', ' - ', ' à ', '–'),
        fc.constantFrom(', ', ' / ', ' et ', ' ', ';', '\n'),
        (plages, write, tiret, separateur) => {
          const texte = plages.map(({ de, a }) => `${write(de)}${tiret}${write(a)}`).join(separateur)
          expect(readPlages(texte)).toEqual({ ok: true, value: plages })
        },
      ),
    )
  })
})
