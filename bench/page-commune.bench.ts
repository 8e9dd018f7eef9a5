/** `page-commune`: the stored page of a commune under 16 connections, beside a bare Node server with the same bytes. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../db/port-libre.ts'
import { startPortal } from '../scripts/navigateur.ts'
import { ensurePrograms } from '../scripts/systeme.ts'
import { alternate, type Bench, median, spread } from './banc.ts'

const PAGE = '/communes/09122-foix'
const CONNECTIONS = 16
const SECONDS = 5
const AIM = 0.1

/** Requests per second seen by wrk; any answer that is not 200 is a failed run. */
function requestsPerSecond(wrk: string, url: string): number {
  const said = execFileSync(wrk, ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}s`, url], { encoding: 'utf8' })
  if (/Non-2xx|Socket errors/.test(said)) throw new Error(said)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1])
}

/** The limit: a Node http server, in a process of its own, that holds the very bytes and headers of the page. */
async function startBare(body: Buffer, headers: Record<string, string>): Promise<{ url: string; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'portail-nu-'))
  const port = await freePort()
  writeFileSync(join(folder, 'page'), body)
  writeFileSync(
    join(folder, 'serveur.mjs'),
    `import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
const body = readFileSync(new URL('./page', import.meta.url))
const headers = ${JSON.stringify(headers)}
createServer((_, answer) => { answer.writeHead(200, headers); answer.end(body) }).listen(${port}, '127.0.0.1', () => console.log('ready'))`,
  )
  const child = spawn(process.execPath, [join(folder, 'serveur.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => {
      child.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const bench: Bench = {
  nom: 'page-commune',
  run: async () => {
    const { wrk } = ensurePrograms(['wrk'])
    const portal = await startPortal()
    try {
      const url = `${portal.url}${PAGE}`
      const page = await fetch(url)
      const body = Buffer.from(await page.arrayBuffer())
      if (page.status !== 200) throw new Error(`${PAGE} answered ${page.status}`)
      const bare = await startBare(body, {
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(body.length),
      })
      try {
        requestsPerSecond(wrk, url)
        const runs = await alternate(
          () => requestsPerSecond(wrk, url),
          () => requestsPerSecond(wrk, bare.url),
        )
        const [mesure, limite] = [median(runs.ours), median(runs.limit)]
        const rapport = mesure / limite
        return [
          {
            nom: 'page-commune',
            mesure: Math.round(mesure),
            limite: Math.round(limite),
            unite: 'requêtes/s',
            rapport,
            objectif: '≥ 0,1 × un serveur Node nu, mêmes octets',
            atteint: rapport >= AIM,
            details: {
              connexions: CONNECTIONS,
              octets: body.length,
              nous: spread(runs.ours),
              serveurNu: spread(runs.limit),
            },
          },
        ]
      } finally {
        bare.stop()
      }
    } finally {
      await portal.stop()
    }
  },
}
