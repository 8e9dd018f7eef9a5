import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jourDuCas, readCasDHoraires } from '../../cas/testing.ts'
import { MOTS_MAX, readHoraires } from './lecture.ts'
import { splitMots } from './mots.ts'
import { MOTS } from './vocabulaire.ts'

const CAS = readCasDHoraires()
const osmDe = (texte: string, cellule?: Parameters<typeof readHoraires>[1]) => {
  const lu = readHoraires(texte, cellule)
  return lu.ok ? lu.value.osm : lu.refus.code
}

describe('le corpus des horaires écrits en français', () => {
  it('a plus de 320 textes, chacun une fois, dont plus de 70 % se lisent', () => {
    expect(CAS.length).toBeGreaterThan(320)
    expect(new Set(CAS.map(({ texte, jour }) => `${jour} ${texte}`)).size).toBe(CAS.length)
    expect(CAS.filter((cas) => 'osm' in cas).length / CAS.length).toBeGreaterThan(0.7)
  })

  it.each(CAS.filter((cas) => 'osm' in cas))('lit « $texte »', (cas) =>
    expect(osmDe(cas.texte, { cellule: jourDuCas(cas) ?? null })).toBe('osm' in cas && cas.osm),
  )

  it.each(CAS.filter((cas) => 'refus' in cas))('ne lit pas « $texte » : $refus', (cas) =>
    expect(readHoraires(cas.texte, { cellule: jourDuCas(cas) ?? null }).ok).toBe(false),
  )
})

describe('la lecture d’un texte d’horaires', () => {
  it('s’arrête au premier mot inconnu, et le dit (R-HOR-17)', () => {
    expect(readHoraires('lundi 9h-12h')).toMatchObject({ ok: true })
    expect(readHoraires('lundi 9h-12h environ')).toEqual({
      ok: false,
      refus: { code: 'mot-non-compris', mot: 'environ' },
    })
    expect(readHoraires('Lundi 9h-12h à l’Hôtel de ville')).toMatchObject({ refus: { mot: 'Hôtel' } })
  })

  it('ne choisit pas entre deux sens (R-HOR-18)', () => {
    expect(osmDe('lundi 9h-12h, mardi 14h-17h sur rdv')).toBe('horaires-a-plusieurs-sens')
    expect(osmDe('lundi 9h-12h sans rdv, mardi 14h-17h sur rdv')).toBe(
      'Mo 09:00-12:00; Tu 14:00-17:00 open "sur rendez-vous"; PH off',
    )
  })

  it('ajoute ou remplace quand un seul des deux est possible (R-HOR-19)', () => {
    expect(osmDe('du lundi au vendredi 9h-17h, mercredi 9h-12h')).toBe(
      'Mo,Tu,Th,Fr 09:00-17:00; We 09:00-12:00; PH off',
    )
    expect(osmDe('du lundi au vendredi 9h-12h, mercredi après-midi 14h-17h')).toBe(
      'Mo,Tu,Th,Fr 09:00-12:00; We 09:00-12:00,14:00-17:00; PH off',
    )
    expect(osmDe('du lundi au vendredi 9h-12h, mercredi 14h-17h')).toBe('horaires-incertains')
    expect(osmDe('mercredi 9h-12h, mercredi 14h-17h')).toBe('We 09:00-12:00,14:00-17:00; PH off')
    expect(osmDe('mercredi 9h-12h, mercredi 11h-17h')).toBe('horaires-incertains')
  })

  it('ne prend pas une faute de frappe pour un jour (R-HOR-20)', () => {
    expect(osmDe('l mardi 9h-12h')).toBe('jour-incertain')
    expect(osmDe('me mardi 9h-12h')).toBe('jour-incertain')
    expect(osmDe('J 9h-12h')).toBe('jour-incertain')
    expect(osmDe('L, J 9h-12h')).toBe('Mo,Th 09:00-12:00; PH off')
    expect(osmDe('Je 9h-12h')).toBe('Th 09:00-12:00; PH off')
  })

  it.each([
    ['lundi 5h55-12h', false],
    ['lundi 6h-12h', true],
    ['lundi 0h-12h', false],
    ['lundi 0h-24h', true],
    ['lundi 9h01-12h', false],
    ['lundi 9h05-12h', true],
    ['lundi 9h-12h01', false],
    ['lundi 9h-12h, 12h-14h', true],
    ['lundi 9h-12h05, 12h-14h', false],
    ['lundi 9h-24h', true],
  ])('« %s » : des heures que quelqu’un tient (R-HOR-21)', (texte, ok) => expect(readHoraires(texte).ok).toBe(ok))

  it('n’étend pas à tous les jours ce qui est dit de l’un d’eux (R-HOR-25)', () => {
    expect(osmDe('mardi 9h-12h (fermé en août)')).toBe('Tu 09:00-12:00; Aug off; PH off')
    expect(osmDe('mardi 9h-12h. Jeudi 14h-17h. Fermé en août.')).toBe('Tu 09:00-12:00; Th 14:00-17:00; Aug off; PH off')
    expect(osmDe('mardi 9h-12h. Fermé en août. Jeudi 14h-17h.')).toBe('horaires-incertains')
    expect(osmDe('mardi 9h-12h (fermé en août), jeudi 14h-17h')).toBe('horaires-incertains')
    expect(osmDe('mardi 9h-12h ; jeudi 14h-17h (fermé de 15h à 16h)')).toBe('horaires-incertains')
    expect(osmDe('mardi 9h-12h (jours fériés inclus), jeudi 14h-17h')).toBe('horaires-incertains')
    expect(osmDe('lundi au vendredi 9h-17h, fermé de 12h à 14h sauf le mercredi')).toBe('horaires-incertains')
    expect(osmDe('lundi au samedi 9h-12h, lundi au vendredi 14h-17h, sauf mercredi')).toBe('horaires-incertains')
  })

  it('n’étend pas à tout une période dite à la fin, et n’écarte pas un doute en silence (R-HOR-26)', () => {
    expect(osmDe('samedi 9h-12h de septembre à juin')).toBe('Sep-Jun Sa 09:00-12:00; PH off')
    expect(osmDe('lundi au samedi 9h-17h, le samedi 9h-12h en août')).toBe('horaires-incertains')
    expect(osmDe('lundi 9h-17h, samedi 9h-12h (de septembre à juin)')).toBe('horaires-incertains')
    expect(osmDe('lundi 9h-12h et 14h-17h en août')).toBe('horaires-incertains')
    expect(osmDe('de 9h à 12h le lundi et le samedi en août')).toBe('horaires-incertains')
  })

  it('ne donne pas à un seul jour un rang qui peut être de tous (R-HOR-27)', () => {
    expect(osmDe('jeudi (1er et 3e du mois) 14h-17h')).toBe('Th[1,3] 14:00-17:00; PH off')
    expect(osmDe('mardi et jeudi (1er et 3e du mois) 14h-17h')).toBe('horaires-a-plusieurs-sens')
  })

  it('ne prend pas un tiret pour « au » quand il peut être « et » (R-HOR-28)', () => {
    expect(osmDe('lundi-mardi 9h-12h')).toBe('Mo,Tu 09:00-12:00; PH off')
    expect(osmDe('lundi-jeudi 9h-12h')).toBe('Mo-Th 09:00-12:00; PH off')
    expect(osmDe('mardi-jeudi 9h-12h')).toBe('horaires-incertains')
    expect(osmDe('mercredi-samedi 9h-12h')).toBe('horaires-incertains')
  })

  it('ne compte ni le samedi ni le dimanche parmi les jours de la semaine sans que ce soit dit (R-HOR-29)', () => {
    expect(osmDe('tous les jours de la semaine 9h-17h')).toBe('horaires-incertains')
    expect(osmDe('tous les jours de la semaine 9h-17h, le samedi 9h-12h')).toBe(
      'Mo-Fr 09:00-17:00; Sa 09:00-12:00; PH off',
    )
    expect(osmDe('tous les jours 9h-17h')).toBe('Mo-Su 09:00-17:00; PH off')
  })

  it('lit une seule paire à barre dans une moitié du jour (R-HOR-30)', () => {
    expect(osmDe('lundi au vendredi : 8h30/12h30')).toBe('Mo-Fr 08:30-12:30; PH off')
    expect(osmDe('lundi 14h/17h')).toBe('Mo 14:00-17:00; PH off')
    expect(osmDe('lundi 9h/17h')).toBe('horaires-incertains')
  })

  it.each([
    ['14h-17h (mercredi 15h25)', 'horaires-incertains'],
    ['14h-17h (mercredi 15h30)', 'horaires-incertains'],
    ['14h-17h (mercredi 15h35)', 'Mo,Tu,Th,Fr 14:00-17:00; We 14:00-15:35; PH off'],
    ['9h-17h (mercredi 14h55)', 'horaires-incertains'],
    ['9h-17h (mercredi 15h)', 'Mo,Tu,Th,Fr 09:00-17:00; We 09:00-15:00; PH off'],
    ['9h-17h, mercredi jusqu’à 14h', 'Mo,Tu,Th,Fr 09:00-17:00; We 09:00-14:00; PH off'],
    ['9h-17h, mercredi jusqu’à 13h55', 'horaires-incertains'],
    ['9h-12h (mercredi 13h)', 'Mo,Tu,Th,Fr 09:00-12:00; We 09:00-13:00; PH off'],
    ['9h-12h (mercredi 13h05)', 'horaires-incertains'],
  ])('ne prend une heure seule pour une fermeture que près d’elle : « %s » (R-HOR-32)', (texte, attendu) =>
    expect(osmDe(`du lundi au vendredi ${texte}`)).toBe(attendu),
  )

  it('n’ouvre pas l’après-midi d’un « samedi matin » (R-HOR-33)', () => {
    expect(osmDe('lundi et samedi matin 9h-12h')).toBe('Mo,Sa 09:00-12:00; PH off')
    expect(osmDe('lundi et samedi matin 9h-12h, 14h-17h')).toBe('horaires-incertains')
    expect(osmDe('samedi matin 9h-12h, après-midi 14h-17h')).toBe('Sa 09:00-12:00,14:00-17:00; PH off')
    expect(osmDe('lundi au vendredi, samedi matin 9h-12h, après-midi 14h-17h')).toBe('horaires-incertains')
    expect(osmDe('lundi mardi 9h-12h 14h-17h')).toBe('Mo,Tu 09:00-12:00,14:00-17:00; PH off')
    expect(osmDe('lundi mardi\n9h-12h 14h-17h')).toBe('horaires-incertains')
  })

  it('ne remplit pas la case vide d’un tableau mis à plat (R-HOR-34)', () => {
    expect(osmDe('lundi 9h-12h, mardi – mercredi 14h-17h')).toBe('Mo 09:00-12:00; Tu,We 14:00-17:00; PH off')
    expect(osmDe('lundi 9h-12h mardi – mercredi 14h-17h')).toBe('horaires-incertains')
    expect(osmDe('lundi 9h-12h mardi-mercredi 14h-17h')).toBe('Mo 09:00-12:00; Tu,We 14:00-17:00; PH off')
    expect(osmDe('lundi 9h-12h - mardi-mercredi 14h-17h')).toBe('horaires-incertains')
    expect(osmDe('lundi mardi 14h-17h mercredi 9h-12h')).toBe('Mo,Tu 14:00-17:00; We 09:00-12:00; PH off')
    expect(osmDe('lundi 9h-12h mardi mercredi 14h-17h')).toBe('horaires-incertains')
    expect(osmDe('lundi 9h-12h mardi – vendredi 14h-17h')).toBe('Mo 09:00-12:00; Tu-Fr 14:00-17:00; PH off')
  })

  it('ne met pas sur rendez-vous un second jour qui ne l’est peut-être pas (R-HOR-35)', () => {
    expect(osmDe('sur rdv : lundi 9h-12h mardi 9h-12h')).toBe('Mo,Tu 09:00-12:00 open "sur rendez-vous"; PH off')
    expect(osmDe('sur rdv lundi 9h-12h mardi 9h-12h')).toBe('horaires-a-plusieurs-sens')
    expect(osmDe('sur rdv le mardi 9h-12h')).toBe('Tu 09:00-12:00 open "sur rendez-vous"; PH off')
    expect(osmDe('sur rdv et le mardi 9h-12h')).toBe('horaires-incertains')
  })

  it.each([
    ['fermé du 1er au 31 août', 'Aug off'],
    ['fermé du 1er au 30 août', null],
    ['fermé du 2 au 31 août', null],
    ['fermé du 2 au 31 août de chaque année', 'Aug 02-31 off'],
    ['fermé le 1er mai', 'May 01 off'],
    ['fermé le 2 mai', null],
    ['fermé les 24 et 31 décembre', 'Dec 24 off; Dec 31 off'],
    ['fermé les 24 et 30 décembre', null],
  ])('ne ferme pas chaque année ce qui n’est peut-être que de celle-ci : « %s » (R-HOR-36)', (texte, ferme) =>
    expect(osmDe(`lundi 9h-12h, ${texte}`)).toBe(
      ferme === null ? 'horaires-incertains' : `Mo 09:00-12:00; ${ferme}; PH off`,
    ),
  )

  it('lit ce qui est déjà écrit pour OpenStreetMap (R-HOR-37)', () => {
    expect(osmDe('Mo-Fr 09:00-12:00')).toBe('Mo-Fr 09:00-12:00; PH off')
    expect(osmDe(' Mo-Fr 09:00-12:00; PH 10:00-12:00 ')).toBe('Mo-Fr 09:00-12:00; PH 10:00-12:00')
    expect(osmDe('24/7')).toBe('24/7')
    expect(osmDe('Mo-Fr 02:00-05:00')).toBe('mot-non-compris')
    expect(osmDe('Mo off')).toBe('mot-non-compris')
    expect(osmDe('Tu[1] 09:00-12:00')).toBe('mot-non-compris')
  })

  it('ne choisit pas entre deux règles du même jour, écrites pour OpenStreetMap (R-HOR-38)', () => {
    expect(osmDe('Mo-Fr 09:00-12:00; Mo-Fr 14:00-17:00')).toBe('mot-non-compris')
    expect(osmDe('Mo-Fr 09:00-12:00; Mo "sur rendez-vous"')).toBe('mot-non-compris')
    expect(osmDe('Mo-Fr 09:00-12:00; Sa 14:00-17:00')).toBe('Mo-Fr 09:00-12:00; Sa 14:00-17:00; PH off')
    expect(osmDe('Mo-Fr 09:00-12:00; Mo off')).toBe('Mo off; Tu-Fr 09:00-12:00; PH off')
  })

  it('ne dit pas sur rendez-vous ce qu’un point-virgule en sépare (R-HOR-39)', () => {
    expect(osmDe('sur rdv ; mardi 9h-12h')).toBe('horaires-incertains')
    expect(osmDe('mardi 9h-12h ; sur rdv')).toBe('horaires-incertains')
    expect(osmDe('sur rdv. Mardi 9h-12h')).toBe('Tu 09:00-12:00 open "sur rendez-vous"; PH off')
    expect(osmDe('mardi 9h-12h. Sur rdv.')).toBe('Tu 09:00-12:00 open "sur rendez-vous"; PH off')
  })

  it.each([
    ['du 3 au 21 août', null],
    ['du 3 au 21 août de chaque année', 'Aug 03-21'],
    ['en août', 'Aug'],
    ['du 16 juin au 15 août', null],
    ['du 15 juin au 15 août', 'Jun 15-Aug 15'],
    ['du 15 juin au 31 août', 'Jun 15-Aug 31'],
    ['du 15 novembre au 1er mars', 'Nov 15-Mar 01'],
  ])('n’ouvre pas chaque année ce qui n’est peut-être que de celle-ci : « %s » (R-HOR-40)', (dates, osm) =>
    expect(osmDe(`lundi 9h-17h. ${dates} : lundi 9h-12h`)).toBe(
      osm === null ? 'horaires-incertains' : `Mo 09:00-17:00; ${osm} Mo 09:00-12:00; PH off`,
    ),
  )

  it('dit une heure qui n’existe pas (R-HOR-02)', () =>
    expect(readHoraires('lundi 9h-25h')).toEqual({ ok: false, refus: { code: 'heure-impossible', heure: '25h' } }))

  it('lit un long texte jusqu’à sa limite, et n’en cherche plus le sens au-delà', () => {
    const redite = 'lundi 9h-12h '
    const un = splitMots(redite)
    const redites = un.ok ? MOTS_MAX / un.value.length : 0
    expect(Number.isInteger(redites)).toBe(true)
    expect(osmDe(redite.repeat(redites))).toBe('Mo 09:00-12:00; PH off')
    expect(osmDe(redite.repeat(redites + 1))).toBe('horaires-incertains')
  })

  it('ne garde rien d’un texte vide', () => expect(osmDe(' \n ')).toBe('horaires-incertains'))

  it('ne se bloque ni ne plante, quoi qu’on écrive', () => {
    const mots = fc.constantFrom(
      ...MOTS.map(({ motif }) => motif.replace(/\(\?:|[()?\\]|\|.*/g, '')),
      ...['lundi', 'mardi', '9h-12h', '14h', '12', ',', ';', '\n', '.', '/', '-', ':', '(', ')', '1er', '3e', 'x'],
    )
    fc.assert(
      fc.property(fc.array(mots, { maxLength: 120 }), (words) => {
        readHoraires(words.join(' ').slice(0, 500))
      }),
      { numRuns: 300 },
    )
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (texte) => void readHoraires(texte)))
  })
})
