import { describe, expect, it } from 'vitest'
import { isPassager, REFUS_PASSAGERS } from './refus.ts'

describe('un refus passager (R-REC-79)', () => {
  it.each(REFUS_PASSAGERS)('« %s » n’est pas la faute du fichier', (code) => {
    expect(isPassager(code)).toBe(true)
  })

  it.each(['fichier-abime', 'trop-de-lignes', 'acces-refuse', 'toString', '', undefined, ['trop-long']])(
    '« %s » n’en est pas un',
    (code) => expect(isPassager(code)).toBe(false),
  )
})
