/** What a person reads of a download that goes wrong, and of arguments: before any base is opened. */
import { createServer, type RequestListener } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { Obstacle } from '#db/obstacle.ts'
import { download, positions } from './positions.ts'

let close = () => {}
afterEach(() => close())

/** Serves one answer on the loopback; resolves with its address. */
const serve = (answer: RequestListener): Promise<string> =>
  new Promise((done) => {
    const server = createServer(answer).listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/communes.json`)
    })
    close = () => {
      server.closeAllConnections()
      server.close()
    }
  })

const silent = { out: async () => {}, err: () => {} }

it('lit ce qu’une adresse donne en entier', async () => {
  expect(await download(await serve((_, response) => response.end('[{"é":1}]')))).toBe('[{"é":1}]')
})

it('dit qu’un téléchargement s’est coupé', async () => {
  const url = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('[{', () => response.destroy())
  })
  await expect(download(url)).rejects.toThrow(
    new Obstacle(
      `L’adresse ${url} n’a pas tout donné : le téléchargement s’est coupé, ou a duré plus de deux minutes. Relancez la commande, ou téléchargez le fichier et donnez-le.`,
    ),
  )
})

it('dit de même qu’il dure', async () => {
  const url = await serve((_, response) => response.write('[{'))
  await expect(download(url, 300)).rejects.toThrow(/^L’adresse .+ n’a pas tout donné/)
})

it('dit qu’une adresse ne répond pas, ou répond par une erreur', async () => {
  await expect(download('http://127.0.0.1:9/')).rejects.toThrow(/ne répond pas\. Vérifiez-la/)
  const url = await serve((_, response) => response.writeHead(404).end())
  await expect(download(url)).rejects.toThrow(/a répondu par une erreur \(404\)\.$/)
})

it.each([
  [['--aide'], 'L’option « --aide » n’existe pas. Écrivez : npm run positions -- FICHIER|URL'],
  [[], 'Donnez un fichier ou une adresse : npm run positions -- FICHIER|URL'],
  [['a.csv', 'b.csv'], 'Donnez un fichier ou une adresse : npm run positions -- FICHIER|URL'],
])('dit ce que la commande attend : %j', async (args, sentence) => {
  await expect(positions(args, silent)).rejects.toThrow(new Obstacle(sentence))
})
