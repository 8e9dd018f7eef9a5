import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { expect, test } from 'vitest'
import { keepOneDestination } from './destination-unique.ts'

test('une redirection n’a qu’une destination ; les autres en-têtes s’ajoutent', async () => {
  keepOneDestination()
  const server = createServer((_, response) => {
    response.statusCode = 308
    response.setHeader('location', '/a').setHeader('vary', 'x')
    response.appendHeader('location', '/a').appendHeader('vary', 'y')
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const asked = request({ host: '127.0.0.1', port: typeof address === 'object' ? address?.port : 0 })
  asked.end()
  const [answer] = await once(asked, 'response')
  const values = (wanted: string) =>
    answer.rawHeaders.filter((_: string, at: number) => at % 2 === 1 && answer.rawHeaders[at - 1] === wanted)
  expect([values('location'), values('vary')]).toEqual([['/a'], ['x', 'y']])
  server.close()
})
