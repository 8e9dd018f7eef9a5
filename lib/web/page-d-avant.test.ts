import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSaisie, withPageDAvant } from './page-d-avant.ts'

const servers: ReturnType<typeof createServer>[] = []
// What stands in front of every server of this process counts by a hash (lib/web/reponses-pretes.ts).
beforeEach(() => {
  process.env.PORTAIL_SECRET = 'un-secret-pour-les-tests-de-32-caracteres'
})
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

/** A site that reads the form whole, then answers as Next does: it knows the action, or not. */
async function site(known: boolean): Promise<string> {
  const server = createServer((request, response) =>
    withPageDAvant(request, response, () => {
      let received = 0
      request.on('data', (chunk: Buffer) => {
        received += chunk.length
      })
      request.on('end', () => {
        response.statusCode = known ? 200 : 409
        response.setHeader('content-type', 'text/plain')
        if (!known) response.setHeader('x-nextjs-action-not-found', '1')
        response.setHeader('x-recu', received)
        response.setHeader('content-length', 26)
        response.end('Server Action unavailable.')
      })
    }),
  )
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

function formulaire(champs: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [nom, valeur] of Object.entries(champs)) data.append(nom, valeur)
  return data
}

const ECRIT = { $ACTION_KEY: 'k1', cle: 'abc', pointId: 'p1', nature: 'horaires', message: 'Fermé <b>le mercredi</b>' }

describe('un formulaire dont l’action n’existe plus', () => {
  it('reçoit une page en français, avec ce qui était écrit et une sortie', async () => {
    const answer = await fetch(`${await site(false)}/points-de-contact/p1/signaler?de=%22`, {
      method: 'POST',
      body: formulaire(ECRIT),
    })
    expect(answer.status).toBe(409)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-nextjs-action-not-found')).toBeNull()
    // What stood behind read every byte of it.
    expect(Number(answer.headers.get('x-recu'))).toBeGreaterThan(300)
    const html = await answer.text()
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain('date d’avant une mise à jour du portail. Votre envoi n’a pas été enregistré.')
    expect(html).toContain('href="/points-de-contact/p1/signaler?de=%22"')
    expect(html).toContain('<dt>Précisions</dt><dd>Fermé &#60;b&#62;le mercredi&#60;/b&#62;</dd>')
    expect(html).toContain('<dt>Ce qui ne va pas</dt><dd>Les horaires sont faux</dd>')
    expect(html).not.toMatch(/ACTION|<dt>cle|<dt>pointId/)
  })

  it('ne renvoie pas vers un autre site', async () => {
    const answer = await fetch(`${await site(false)}//ailleurs.exemple.fr/`, { method: 'POST', body: formulaire({}) })
    expect(await answer.text()).toContain('<a href="/ailleurs.exemple.fr/">')
  })

  it('lourd d’un fichier, reçoit la page sans ce qui était écrit, que rien n’a copié (R-DEB-03)', async () => {
    const data = formulaire(ECRIT)
    data.append('classeur', new File([new Uint8Array(300 * 1024)], 'centre.xlsx'))
    const answer = await fetch(await site(false), { method: 'POST', body: data })
    expect(Number(answer.headers.get('x-recu'))).toBeGreaterThan(300 * 1024)
    const html = await answer.text()
    expect(html).toContain('Un fichier joint est à choisir de nouveau.')
    expect(html).not.toContain('mercredi')
  })
})

describe('toute autre réponse passe telle quelle', () => {
  it('celle d’une action connue', async () => {
    const answer = await fetch(await site(true), { method: 'POST', body: formulaire(ECRIT) })
    expect([answer.status, await answer.text()]).toEqual([200, 'Server Action unavailable.'])
  })

  it('celle que nos scripts lisent eux-mêmes', async () => {
    const headers = { 'next-action': '7f00' }
    const answer = await fetch(await site(false), { method: 'POST', body: formulaire(ECRIT), headers })
    expect([answer.status, answer.headers.get('x-nextjs-action-not-found')]).toEqual([409, '1'])
    expect(await answer.text()).toBe('Server Action unavailable.')
  })
})

it('un corps illisible ne montre rien', async () => {
  expect(await readSaisie(Buffer.from('abc'), 'multipart/form-data; boundary=x')).toEqual([])
  expect(await readSaisie(undefined, 'multipart/form-data; boundary=x')).toEqual([])
})
