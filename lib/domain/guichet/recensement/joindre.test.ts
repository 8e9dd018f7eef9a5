import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAdresseWeb, parseCourriel, parseTelephone } from './joindre.ts'

describe('le téléphone d’un point (R-REC-06)', () => {
  it.each([
    ['0536490001', '05 36 49 00 01'],
    ['05.36.49.00.01', '05 36 49 00 01'],
    ['+33 (0)5 36 49 00 01', '05 36 49 00 01'],
    ['0033536490001', '05 36 49 00 01'],
    ['Tél. : 05-36-49-00-01', '05 36 49 00 01'],
    ['05\u00a036\u00a049\u00a000\u00a001', '05 36 49 00 01'],
    ['+590 590 41 00 00', '05 90 41 00 00'],
    ['+262692000000', '06 92 00 00 00'],
    ['+508 41 00 00', '05 08 41 00 00'],
    ['+687 26 58 12', '+687 26 58 12'],
    ['3646', '36 46'],
    ['39 60', '39 60'],
    ['115', '115'],
    ['116117', '116 117'],
  ])('lit %s', (typed, read) => expect(parseTelephone(typed)).toBe(read))

  it.each([
    '',
    '12',
    '05 36 49 00',
    '05 36 49 00 01 02',
    '05 36 49 00 01 / 06 39 98 00 00',
    '+44 20 7946 0000',
    'poste 12',
    '2222',
  ])('refuse « %s »', (typed) => expect(parseTelephone(typed)).toBeUndefined())

  it('relit sans le changer ce qu’il a écrit', () => {
    const numero = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 99_999_999 }))
    fc.assert(
      fc.property(numero, ([first, rest]) => {
        const once = parseTelephone(`0${first}${String(rest).padStart(8, '0')}`)
        expect(once).toBeDefined()
        expect(parseTelephone(once ?? '')).toBe(once)
      }),
    )
  })
})

describe('l’adresse d’un site (R-REC-07)', () => {
  it.each([
    ['https://habitat.invalid/a?b=c', 'https://habitat.invalid/a?b=c'],
    ['HTTP://habitat.invalid', 'http://habitat.invalid'],
    ['www.habitat.fr/logement', 'https://www.habitat.fr/logement'],
    ['mairie-foix.fr', 'https://mairie-foix.fr'],
  ])('lit %s', (typed, read) => expect(parseAdresseWeb(typed)).toBe(read))

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)//www.a.fr',
    'data:text/html,x',
    'ftp://a.fr',
    'mailto:a@b.fr',
    'https://',
    'https://local',
    'https://nom:secret@a.fr',
    'https://a.fr b',
    ' javascript:alert(1)',
    'https://a.fr/\n',
    'vbscript:x',
    'mairie',
  ])('refuse « %s »', (typed) => expect(parseAdresseWeb(typed)).toBeUndefined())
})

describe('le courriel d’un point', () => {
  it('lit une adresse', () =>
    expect(parseCourriel('accueil.logement@ville-foix.fr')).toBe('accueil.logement@ville-foix.fr'))
  it.each(['a@b', 'a b@c.fr', 'a@b.fr; c@d.fr', '<script>@x.fr', 'a@@b.fr', '@b.fr'])('refuse « %s »', (typed) =>
    expect(parseCourriel(typed)).toBeUndefined(),
  )
})
