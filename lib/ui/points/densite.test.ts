import { expect, it } from 'vitest'
import { isDense } from './densite.ts'

const NULLE_PART = { communes: [], epcis: [], departements: [] }
const ecrit = (commentaire: string | null, texte: string | null) => ({
  commentaire,
  horaires: { osm: null, texte, aVerifier: false },
})
const epcis = (nombre: number) => Array.from({ length: nombre }, (_, rang) => ({ code: `${rang}`, nom: `CC ${rang}` }))

it('une fiche s’imprime en grand jusqu’à trois cents signes et douze lieux, pas au-delà', () => {
  expect(isDense(ecrit(null, null), NULLE_PART)).toBe(false)
  expect(isDense(ecrit('a'.repeat(150), 'b'.repeat(150)), NULLE_PART)).toBe(false)
  expect(isDense(ecrit('a'.repeat(150), 'b'.repeat(151)), NULLE_PART)).toBe(true)
  expect(isDense(ecrit(null, null), { ...NULLE_PART, epcis: epcis(12) })).toBe(false)
  expect(isDense(ecrit(null, null), { ...NULLE_PART, epcis: epcis(13) })).toBe(true)
})

it('sept jours écrits l’un sous l’autre tiennent en grand, seize lignes courtes non', () => {
  expect(isDense(ecrit(null, 'Lundi 9 h-12 h\n'.repeat(7)), NULLE_PART)).toBe(false)
  expect(isDense(ecrit(null, 'Sonner\n'.repeat(15)), NULLE_PART)).toBe(false)
  expect(isDense(ecrit(null, 'Sonner\n'.repeat(16)), NULLE_PART)).toBe(true)
})
