import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { answerStoredWith, answerWith, withStatut } from './statut.ts'

let server: Server | undefined
afterEach(() => server?.close())

/** Serves `page`, called for the addresses that `made` accepts; the others are told from a store. */
async function serve(page: () => void, made: (url: string) => boolean = () => true) {
  const listening = createServer((request, response) =>
    withStatut(request, response, () => {
      // Next answers from what it awaits: the status is said far from here.
      setImmediate(() => {
        if (made(request.url ?? '')) page()
        response.setHeader('content-type', 'text/html')
        response.end('<p>page entière</p>')
      })
    }),
  )
  server = listening
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done))
  const address = listening.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    return [answer.status, await answer.text()]
  }
}

it('une page faite pour une demande dit son statut, et seulement pour elle', async () => {
  let found = false
  const ask = await serve(() => found || answerWith(404))
  expect(await ask('/admin/points/a')).toEqual([404, '<p>page entière</p>'])
  found = true
  expect((await ask('/admin/points/a'))[0]).toBe(200)
})

it('une page gardée redit son statut, quels que soient l’encodage et la suite de l’adresse', async () => {
  let fois = 0
  const ask = await serve(
    () => answerStoredWith(410),
    () => fois++ === 0,
  )
  for (const path of ['/points/abc', '/points/abc', '/points/%61bc', '/points/abc?_rsc=1'])
    expect([path, (await ask(path))[0]]).toEqual([path, 410])
  expect((await ask('/points/autre'))[0]).toBe(200)
})

it('une page retirée redit son statut quel que soit le nombre d’adresses inventées depuis', async () => {
  let page = () => answerStoredWith(410)
  const ask = await serve(() => page())
  await ask('/points/retire')
  page = () => {}
  for (let autre = 0; autre < 50_000; autre += 1)
    withStatut({ url: `/points/${autre}` }, new ServerResponse(new IncomingMessage(new Socket())), () =>
      answerStoredWith(404),
    )
  expect((await ask('/points/retire'))[0]).toBe(410)
})

it('refaite quand l’objet est de retour, elle répond 200', async () => {
  let statut: 200 | 404 = 404
  const ask = await serve(() => answerStoredWith(statut))
  expect((await ask('/communes/retour'))[0]).toBe(404)
  statut = 200
  expect((await ask('/communes/retour'))[0]).toBe(200)
  expect((await ask('/communes/retour'))[0]).toBe(200)
})

it('hors d’une demande, rien ne se passe', () => {
  expect(() => {
    answerWith(404)
    answerStoredWith(404)
  }).not.toThrow()
})
