import { expect, it } from 'vitest'
import { openTours } from './tour.ts'

it('un tour à la fois, dans l’ordre des demandes', async () => {
  const tours = openTours(1)
  const end = await tours.take(0)
  const order: string[] = []
  const wait = async (nom: string) => {
    const done = await tours.take(60_000)
    order.push(nom)
    done?.()
  }
  const others = Promise.all([wait('deux'), wait('trois')])
  expect(order).toEqual([])
  end?.()
  await others
  expect(order).toEqual(['deux', 'trois'])
})

it('qui n’a pas eu son tour à temps ne le prend plus', async () => {
  const tours = openTours(2)
  const [un, deux] = [await tours.take(0), await tours.take(0)]
  expect(await tours.take(0)).toBeUndefined()
  // Ended twice, a turn gives back one place.
  un?.()
  un?.()
  expect(await tours.take(0)).toBeDefined()
  expect(await tours.take(0)).toBeUndefined()
  deux?.()
  expect(await tours.take(0)).toBeDefined()
})
