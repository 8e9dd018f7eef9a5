import { expect, it } from 'vitest'
import { codesPostauxOf } from './codes-postaux.ts'

it.each([
  [[], ''],
  [['09000'], '09000'],
  [['06480', '06140'], '06140, 06480'],
  [['75001', '75116', '75020'], '75001 à 75116'],
])('écrit sur une ligne les codes postaux %j : « %s »', (codes, texte) => expect(codesPostauxOf(codes)).toBe(texte))
