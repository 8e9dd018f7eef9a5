/** Debian's nginx with the very file of docs/exploitation: only its addresses, ports and folders are replaced. */
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../db/port-libre.ts'
import { root } from '../base.ts'
import { ensurePrograms } from '../systeme.ts'

export const SITE = 'logement.exemple.fr'

export type Answer = Readonly<{ status: number; headers: Record<string, string | string[] | undefined>; body: string }>
type Asked = Readonly<{ method?: string; headers?: Record<string, string>; body?: Buffer; servername?: string }>

export type Nginx = Readonly<{
  ask: (path: string, asked?: Asked) => Promise<Answer>
  httpUrl: string
  httpsUrl: string
  /** What `nginx -t` said. */
  verdict: string
  journal: () => string
  stop: () => Promise<void>
}>

/** The file, ready to run here in front of `upstream` (host:port). Throws when a text to replace is not there. */
function configuration({
  folder,
  upstream,
  https,
  http,
}: Record<'folder' | 'upstream' | 'https' | 'http', string>): string {
  const replacements: readonly (readonly [string, string])[] = [
    ['listen [::]:443 ssl http2 default_server;', ''],
    ['listen [::]:443 ssl http2;', ''],
    ['listen [::]:80 default_server;', ''],
    ['listen [::]:80;', ''],
    ['listen 443', `listen 127.0.0.1:${https}`],
    ['listen 80', `listen 127.0.0.1:${http}`],
    ['server 127.0.0.1:3000;', `server ${upstream};`],
    [`/etc/letsencrypt/live/${SITE}/fullchain.pem`, join(folder, 'cert.pem')],
    [`/etc/letsencrypt/live/${SITE}/privkey.pem`, join(folder, 'key.pem')],
    ['/var/cache/nginx/portail', join(folder, 'cache')],
    ['/var/log/nginx/', `${folder}/`],
  ]
  let text = readFileSync(join(root, 'docs/exploitation/nginx.conf'), 'utf8')
  for (const [from, to] of replacements) {
    if (!text.includes(from)) throw new Error(`nginx.conf no longer says « ${from} ».`)
    text = text.replaceAll(from, to)
  }
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${join(folder, name)};`)
    .join('\n')
  const user = process.getuid?.() === 0 ? 'user root;' : ''
  return `${user}\ndaemon off;\npid ${folder}/pid;\nerror_log ${folder}/depart.log;\nevents {}\nhttp {\n${temp}\n${text}\n}\n`
}

export async function startNginx(upstream: string): Promise<Nginx> {
  const { nginx, openssl } = ensurePrograms(['nginx', 'openssl'])
  const folder = mkdtempSync(join(tmpdir(), 'portail-nginx-'))
  mkdirSync(join(folder, 'cache'))
  const subject = ['-subj', `/CN=${SITE}`, '-addext', `subjectAltName=DNS:${SITE}`]
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
  execFileSync(
    openssl,
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      ...subject,
      ...files,
    ],
    { stdio: 'ignore' },
  )
  const [https, http] = [String(await freePort()), String(await freePort())]
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, configuration({ folder, upstream, https, http }))
  const verdict = execFileSync('sh', ['-c', '"$0" -t -c "$1" -g "" 2>&1', nginx, file], { encoding: 'utf8' })
  const child = spawn(nginx, ['-c', file], { stdio: 'ignore' })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  const ca = readFileSync(join(folder, 'cert.pem'))

  const ask: Nginx['ask'] = (path, { method = 'GET', headers = {}, body, servername = SITE } = {}) =>
    new Promise((done, fail) => {
      const sent = request(
        { host: '127.0.0.1', port: https, path, method, servername, ca, headers: { host: servername, ...headers } },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () =>
            done({
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          )
        },
      )
      // A refused upload is answered before its end: what the server said counts, not the cut that follows.
      sent.once('error', fail)
      sent.end(body)
    })

  for (let up = false; !up; ) {
    if (child.exitCode !== null) throw new Error(`nginx did not start: ${verdict}`)
    up = await fetch(`http://127.0.0.1:${http}/`, { redirect: 'manual' }).then(
      () => true,
      (error: unknown) => !(error instanceof Error && String(error.cause).includes('ECONNREFUSED')),
    )
    await new Promise((r) => setTimeout(r, 50))
  }
  return {
    ask,
    httpsUrl: `https://127.0.0.1:${https}`,
    httpUrl: `http://127.0.0.1:${http}`,
    verdict,
    journal: () => readFileSync(join(folder, 'portail.log'), 'utf8'),
    stop: async () => {
      child.kill('SIGQUIT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
