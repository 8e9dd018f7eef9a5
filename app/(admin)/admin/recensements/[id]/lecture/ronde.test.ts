import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followRonde } from './ronde.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Each request is answered when the test says how. */
function unServeur() {
  const demandes: ((answer: Response | Error) => void)[] = []
  vi.stubGlobal('fetch', () => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>()
    demandes.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer)))
    return promise
  })
  const dits: (number | 'fin')[] = []
  const stop = followRonde('/lecture', { onLues: (lues) => dits.push(lues), onFin: () => dits.push('fin') })
  const repondre = async (answer: Response | Error) => {
    demandes.at(-1)?.(answer)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { demandes, dits, stop, repondre, attendre: () => vi.advanceTimersByTimeAsync(60_000) }
}
const lues = (nombre: number, enCours = true) => Response.json({ lues: nombre, enCours })

it('demande la suite une fois répondu, jamais deux à la fois, et dit la fin une fois', async () => {
  const { demandes, dits, repondre, attendre } = unServeur()
  expect(demandes).toHaveLength(0)
  await attendre()
  expect(demandes).toHaveLength(1)
  await repondre(lues(12))
  await attendre()
  expect(demandes).toHaveLength(2)
  await repondre(lues(20, false))
  await attendre()
  expect([demandes.length, dits]).toEqual([2, [12, 'fin']])
})

it.each([
  ['le réseau coupé', new TypeError('Failed to fetch')],
  ['une panne', new Response('panne', { status: 503 })],
  ['une page à la place', new Response('<html>')],
])('%s ne dit rien, et la suite se demande', async (_, panne) => {
  const { demandes, dits, repondre, attendre } = unServeur()
  await attendre()
  await repondre(panne)
  await attendre()
  await repondre(lues(3))
  expect([demandes.length, dits]).toEqual([2, [3]])
})

it.each([401, 403, 404])('refusée par %s, s’arrête : la page dira pourquoi', async (status) => {
  const { demandes, dits, repondre, attendre } = unServeur()
  await attendre()
  await repondre(Response.json({}, { status }))
  await attendre()
  expect([demandes.length, dits]).toEqual([1, ['fin']])
})

it('arrêtée, ne demande plus, et n’entend plus ce qui était en route', async () => {
  const { demandes, dits, stop, repondre, attendre } = unServeur()
  await attendre()
  stop()
  await repondre(lues(3, false))
  await attendre()
  expect([demandes.length, dits]).toEqual([1, []])
})
