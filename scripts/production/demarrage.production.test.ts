import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../base.ts'
import { TEST_BUILD } from '../navigateur.ts'
import { clonePreparedBase, cluster, createBase } from './bases.ts'
import { type Run, start } from './portail.ts'
import { ask } from './postgres15.ts'

const DEMONSTRATION = "insert into installation (mode) values ('demonstration')"
/** Tables that hold the country, its publication, or the state of the machine. */
const REFERENCE = [
  'region',
  'departement',
  'epci',
  'commune',
  'commune_ancienne',
  'publication',
  'reglage',
  'installation',
  'battement',
]

/** A start that is expected to be refused: its last line, after it ended with 1 and told no secret. */
async function refusal(url: string, options: string[] = [], env: Record<string, string> = {}): Promise<string> {
  const run = await start(url, options, env)
  expect(await run.ended, run.said()).toBe(1)
  expect(run.said()).not.toContain(new URL(url).password)
  expect(run.said()).not.toMatch(/^\s+at /m)
  return run.lastLine()
}

describe('la production sur PostgreSQL 15', () => {
  const data = join(mkdtempSync(join(tmpdir(), 'portail-production-')), 'donnees')
  let url: string
  let portal: Run
  beforeAll(async () => {
    url = await clonePreparedBase()
    portal = await start(url, [], { PORTAIL_DATA: data })
    expect(await portal.ready, portal.said()).toBe(true)
  })
  afterAll(async () => {
    await portal.stop()
    rmSync(join(data, '..'), { recursive: true, force: true })
  })

  it('démarre et dit sa santé', async () => {
    const sante = async () => {
      const answer = await fetch(`${portal.url}/api/sante`)
      return { status: answer.status, ...(await answer.json()) }
    }
    await expect.poll(sante).toEqual({ status: 200, statut: 'ok', base: 'ok', travaux: 'ok' })
  })

  it('garde une connexion plus longtemps que le proxy, qui est seul à la fermer', async () => {
    const kept = (await fetch(`${portal.url}/api/sante`)).headers.get('keep-alive')
    // nginx closes his after 60 s (docs/exploitation/nginx.conf says nothing else).
    expect(Number(kept?.match(/timeout=(\d+)/)?.[1])).toBeGreaterThan(60)
  })

  it('ne montre rien de la démonstration', async () => {
    expect((await fetch(`${portal.url}/demonstration`)).status).toBe(404)
    const home = await fetch(`${portal.url}/`)
    expect(home.status).toBe(200)
    expect(await home.text()).not.toMatch(/démonstration/i)
  })

  it('ne montre, d’aucune page écrite à la construction, ni le bandeau ni l’adresse d’alors', async () => {
    const manifest = JSON.parse(readFileSync(join(root, TEST_BUILD.PORTAIL_DIST, 'prerender-manifest.json'), 'utf8'))
    const written = Object.keys(manifest.routes).filter((route) => !route.startsWith('/_'))
    expect(written.length).toBeGreaterThan(5)
    for (const route of [...written, '/adresse-inconnue']) {
      // Told by Next, then from memory (docs/adr/0018).
      for (let turn = 0; turn < 3; turn += 1) {
        const text = await (await fetch(`${portal.url}${route}`)).text()
        expect([route, /démonstration|inventés|127\.0\.0\.1/i.exec(text)?.[0]]).toEqual([route, undefined])
      }
    }
  })

  it('ne lance ni base embarquée ni fournisseur d’identité, et n’écrit aucune donnée à côté du programme', () => {
    expect(existsSync(data) ? readdirSync(data) : []).toEqual([])
    expect(portal.said()).not.toMatch(/fournisseur/i)
  })

  it('part d’une base vide : le pays, et personne', async () => {
    const tables = await ask(url, "select tablename as nom from pg_tables where schemaname = 'public'")
    for (const { nom } of tables) {
      if (REFERENCE.includes(String(nom))) continue
      expect([nom, ...(await ask(url, `select count(*)::int as n from ${nom}`))]).toEqual([nom, { n: 0 }])
    }
    expect(await ask(url, 'select count(*) > 34000 as "complet" from commune')).toEqual([{ complet: true }])
    expect(await ask(url, 'select mode from installation')).toEqual([{ mode: 'production' }])
  })
})

describe('la production refuse, par une phrase', () => {
  it('une base de démonstration, sans y toucher', async () => {
    const url = await clonePreparedBase()
    await ask(url, 'delete from installation')
    await ask(url, DEMONSTRATION)
    expect(await refusal(url)).toMatch(/^Cette base contient des données de démonstration .* Donnez une base vide/)
    expect(await ask(url, 'select mode from installation')).toEqual([{ mode: 'demonstration' }])
  })

  it('la démonstration à côté d’une base réelle', async () => {
    const url = createBase()
    expect(await refusal(url, [], { PORTAIL_MODE: 'demonstration' })).toMatch(/^La démonstration ne peut pas /)
    expect(await refusal(url, ['--neuf'])).toMatch(/^« --neuf » n’efface que la démonstration/)
    expect(await ask(url, "select tablename from pg_tables where schemaname = 'public'")).toEqual([])
  })

  it('un mauvais mot de passe ou une base inconnue, sans montrer le mot de passe', async () => {
    const wrong = new URL(cluster().url('prepare'))
    wrong.password = 'un-mauvais-mot-de-passe'
    for (const url of [wrong.toString(), cluster().url('base_inconnue')])
      expect(await refusal(url)).toMatch(
        /^La base donnée par DATABASE_URL ne répond pas ou refuse la connexion\. Vérifiez/,
      )
  })

  it('une base qui ne trie pas en français, avec la commande qui en crée une', async () => {
    expect(await refusal(createBase(['--template=template0', '--locale=C.UTF-8']))).toMatch(
      /^La base donnée par DATABASE_URL ne trie pas en français .* createdb --template=template0 .*--icu-locale=fr-FR/,
    )
  })

  it('une base d’une version plus récente', async () => {
    const url = await clonePreparedBase()
    await ask(url, "insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 99999999999999)")
    expect(await refusal(url)).toMatch(/^Cette base vient d’une version plus récente du portail\./)
  })

  it('de servir une base qui n’est pas préparée', async () => {
    for (const part of ['--web', '--travaux'])
      expect(await refusal(createBase(), [part])).toBe(
        'La base n’est pas à jour pour cette version du portail. Préparez-la : npm start -- --preparer',
      )
  })

  it('des pages qui n’ont pas été construites pour ces réglages', async () => {
    expect(await refusal(await clonePreparedBase(), ['--web'], { TUILES_URL: 'https://tuiles.exemple.fr/{z}' })).toBe(
      'Les pages ne sont pas construites pour cette version et ces réglages. Préparez-les : npm start -- --preparer',
    )
  })

  it('une option inconnue', async () => {
    expect(await refusal(createBase(), ['--tout'])).toBe(
      'L’option « --tout » n’existe pas. Choisissez parmi : --neuf, --preparer, --web, --travaux.',
    )
  })
})

describe('le serveur web et le traitement des tâches, lancés à part', () => {
  it('se partagent la base', async () => {
    const url = await clonePreparedBase()
    const [web, jobs] = await Promise.all([start(url, ['--web']), start(url, ['--travaux'])])
    try {
      expect(await web.ready, web.said()).toBe(true)
      expect(await jobs.ready, jobs.said()).toBe(true)
      const sante = async () => (await fetch(`${web.url}/api/sante`)).json()
      await expect.poll(sante).toMatchObject({ travaux: 'ok' })
      await expect(fetch(jobs.url)).rejects.toThrow()
      // The build had other settings and other data: its pages are written anew by the process that serves.
      const home = await fetch(`${web.url}/`)
      expect(home.headers.get('x-nextjs-cache')).not.toBe('HIT')
      expect(web.said()).not.toContain('publications not read')
    } finally {
      await Promise.all([web.stop(), jobs.stop()])
    }
  })
})
