import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FORMULAIRE_ILLISIBLE } from '#lib/documents/trop-de-demandes.ts'
import { withPageDePanne } from './page-de-panne.ts'

const servers: ReturnType<typeof createServer>[] = []
// What stands in front of every server of this process counts by a hash (lib/web/reponses-pretes.ts).
beforeEach(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const VIDE = '<html id="__next_error__"><body></body><script>["digest\\":\\"1234567890\\"]</script></html>'
const PARTAGE = 'public, max-age=0, s-maxage=60, stale-while-revalidate=600'

async function site(answer: (response: ServerResponse) => void): Promise<string> {
  const server = createServer((request, response) =>
    withPageDePanne(request, response, () => {
      request.resume().on('end', () => {
        response.setHeader('cache-control', PARTAGE)
        answer(response)
      })
    }),
  )
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

const echoue = (response: ServerResponse) => {
  response.statusCode = 500
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.setHeader('content-length', Buffer.byteLength(VIDE))
  response.end(VIDE)
}

it('une page en panne se lit sans script, avec son numéro et une sortie, et nul ne la garde', async () => {
  const answer = await fetch(`${await site(echoue)}/communes?q=%22foix`)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([500, 'no-store'])
  const html = await answer.text()
  expect(html).toContain('<html lang="fr">')
  expect(html).toContain(
    'C’est une panne du portail\u00a0: elle vient de nous, pas de vous. Réessayez dans un instant.',
  )
  expect(html).toContain('en donnant ce numéro\u00a0: 1234567890.')
  expect(html).toContain('<a href="/communes?q=%22foix">Réessayer</a>')
  expect(html).not.toContain('__next_error__')
})

it('dite en morceaux et comprimée, elle est remplacée de même', async () => {
  const answer = await fetch(
    await site((response) => {
      const packed = gzipSync(VIDE)
      response.setHeader('content-encoding', 'gzip')
      response.setHeader('content-type', 'text/html')
      response.writeHead(500)
      response.write(packed.subarray(0, 20))
      response.end(packed.subarray(20))
    }),
  )
  expect(answer.status).toBe(500)
  expect(await answer.text()).toContain('ce numéro\u00a0: 1234567890.')
})

it('un formulaire rend ce qui était écrit, et ne dit pas s’il est enregistré', async () => {
  const body = new FormData()
  body.append('message', 'Fermé <b>le mercredi</b>')
  const html = await (await fetch(await site(echoue), { method: 'POST', body })).text()
  expect(html).toContain('Nous ne savons pas si votre envoi a été enregistré')
  expect(html).toContain('<dt>Précisions</dt><dd>Fermé &#60;b&#62;le mercredi&#60;/b&#62;</dd>')
})

it('une réponse à nos scripts garde son corps, et nul ne la garde non plus', async () => {
  const answer = await fetch(
    await site((response) => {
      response.writeHead(503, { 'content-type': 'application/json' })
      response.end('{"etat":"base"}')
    }),
  )
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'private, no-store'])
  expect(await answer.json()).toEqual({ etat: 'base' })
})

it('une page qui va bien passe telle quelle', async () => {
  const answer = await fetch(
    await site((response) => {
      response.setHeader('content-type', 'text/html')
      response.end('<p>bonjour</p>')
    }),
  )
  expect([answer.status, answer.headers.get('cache-control'), await answer.text()]).toEqual([
    200,
    PARTAGE,
    '<p>bonjour</p>',
  ])
})

describe('un formulaire que Next n’a pas su lire', () => {
  const nue = (response: ServerResponse) => {
    response.statusCode = 500
    response.setHeader('content-type', 'text/plain')
    response.end('Internal Server Error')
  }
  const send = async (body: string | FormData, headers?: Record<string, string>) => {
    const answer = await fetch(`${await site(nue)}/verifier`, { method: 'POST', body, ...(headers && { headers }) })
    return [answer.status, await answer.text()] as const
  }
  const formulaire = (...champs: readonly (readonly [string, string])[]) => {
    const data = new FormData()
    for (const [nom, valeur] of champs) data.append(nom, valeur)
    return data
  }

  it.each([
    ['coupé', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb', 'multipart/form-data; boundary=x'],
    ['vide', '', 'multipart/form-data; boundary=x'],
    ['sans limite', '--x--', 'multipart/form-data'],
  ])('%s, reçoit une phrase qui dit quoi faire', async (_nom, body, type) => {
    const [statut, html] = await send(body, { 'content-type': type })
    expect([statut, html.includes(`<p>${FORMULAIRE_ILLISIBLE}</p>`)]).toEqual([400, true])
  })

  it('sans ce qui nomme son action, de même', async () => {
    for (const champs of [[['nom', 'x']], [['$ACTION_REF_1', '']]] as const) {
      const [statut, html] = await send(formulaire(...champs))
      expect([statut, html.includes(FORMULAIRE_ILLISIBLE)]).toEqual([400, true])
    }
  })

  it('entier, la panne est de nous, et ce qui était écrit se lit', async () => {
    for (const action of [
      ['$ACTION_REF_1', '$ACTION_1:0'],
      ['$ACTION_ID_7f00', '$ACTION_KEY'],
    ] as const) {
      const champs = [...action.map((nom) => [nom, ''] as const), ['message', 'Fermé le mercredi'] as const]
      const [statut, html] = await send(formulaire(...champs))
      expect([statut, html.includes('Fermé le mercredi')]).toEqual([500, true])
    }
  })
})
