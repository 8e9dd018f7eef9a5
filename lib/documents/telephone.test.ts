import { describe, expect, it } from 'vitest'
import { dialTelephone, formatTelephone } from './telephone.ts'

describe('un numéro de téléphone', () => {
  it.each([
    ['0536490001', '05 36 49 00 01'],
    ['05.36.49.00.01', '05 36 49 00 01'],
    ['3960', '39 60'],
    ['115', '115'],
    ['+33536490001', '+33 5 36 49 00 01'],
    ['+262262123456', '+262 2 62 12 34 56'],
    ['le soir', 'le soir'],
  ])('s’écrit par groupes : %s', (numero, ecrit) =>
    expect(formatTelephone(numero).replaceAll('\u00a0', ' ')).toBe(ecrit),
  )

  it('se compose sans rien d’autre que des chiffres', () => {
    expect(dialTelephone('05 36 49 00 01')).toBe('tel:0536490001')
    expect(dialTelephone('+33 5<script>')).toBe('tel:+335')
  })
})
