import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateDatabase, migrations } from '#db/migrate.ts'
import { root } from '../base.ts'
import { cloneBase, createBase } from './bases.ts'
import { start } from './portail.ts'
import { ask } from './postgres15.ts'

const work = mkdtempSync(join(tmpdir(), 'portail-mise-a-jour-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

type Migration = Readonly<{ tag: string; when: number; sql?: string }>

/** A folder of migrations, as a version of the product would carry it. */
function folderOf(name: string, list: readonly Migration[]): string {
  const folder = join(work, name)
  mkdirSync(join(folder, 'meta'), { recursive: true })
  for (const { tag, sql } of list) {
    if (sql) writeFileSync(join(folder, `${tag}.sql`), sql)
    else cpSync(join(root, 'db/migrations', `${tag}.sql`), join(folder, `${tag}.sql`))
  }
  const entries = list.map(({ tag, when }, idx) => ({ idx, version: '7', when, tag, breakpoints: true }))
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ version: '7', dialect: 'postgresql', entries }))
  return folder
}

const applied = async (url: string) =>
  (await ask(url, 'select created_at::float8 as le from drizzle.__drizzle_migrations order by 1')).map(({ le }) => le)

/** Rows that every version knows; the test of a later version adds its own. */
const LIFE = `
  insert into installation (mode) values ('production');
  insert into publication (balises) values ('{commune:09122}');
  insert into centre (nom, departements) values ('Maison de l’habitat', '{09}')`
const KEPT = `select (select nom from centre) as centre, (select balises from publication where version = 1) as balises, (select mode from installation) as mode`

describe('la mise à jour', () => {
  // All but the last stand for earlier versions; with a single migration the base is simply that of today.
  const versions = migrations().map((_, index) => migrations().slice(0, index + 1))
  const named = versions.map((list) => [list.at(-1)?.tag ?? '', list] as const)

  /** A base that grows from version to version, as that of an operator; each is tried on a copy. */
  let croissante = ''
  beforeAll(() => {
    croissante = createBase()
  })

  it.each(named)('depuis %s garde ce que la base sait et mène au schéma d’aujourd’hui', async (name, list) => {
    await migrateDatabase(croissante, folderOf(name, list))
    const url = await cloneBase(croissante)
    expect(await applied(url)).toEqual(list.map(({ when }) => when))
    await ask(url, LIFE)
    const before = await ask(url, KEPT)
    await migrateDatabase(url)
    expect(await ask(url, KEPT)).toEqual(before)
    expect(await applied(url)).toEqual(migrations().map(({ when }) => when))
  })

  // What the command adds to the schema does not depend on where the base came from: the oldest and the last say it.
  it.each([named[0], named.at(-2)].flatMap((one) => (one ? [one] : [])))(
    'la commande, depuis %s, garde ce que la base sait et mène à la version d’aujourd’hui',
    async (name, list) => {
      const url = createBase()
      await migrateDatabase(url, folderOf(`commande-${name}`, list))
      await ask(url, LIFE)
      const before = await ask(url, KEPT)
      const preparation = await start(url, ['--preparer'])
      expect(await preparation.ended, preparation.said()).toBe(0)
      expect(await ask(url, KEPT)).toEqual(before)
      expect(await applied(url)).toEqual(migrations().map(({ when }) => when))
    },
  )

  it('applique ce qui manque, une fois, même lancée deux fois ensemble, et l’ancienne version refuse ensuite la base', async () => {
    const next = {
      tag: '9999_essai',
      when: Date.now() + 1000,
      sql: "alter table centre add essai text default 'neuf';",
    }
    const url = createBase()
    await migrateDatabase(url)
    await ask(url, LIFE)
    const folder = folderOf('suivante', [...migrations(), next])
    await Promise.all([migrateDatabase(url, folder), migrateDatabase(url, folder)])
    expect(await ask(url, 'select nom, essai from centre')).toEqual([{ nom: 'Maison de l’habitat', essai: 'neuf' }])
    expect((await applied(url)).at(-1)).toBe(next.when)
    const old = await start(url, ['--web'])
    expect(await old.ended).toBe(1)
    expect(old.lastLine()).toMatch(/^Cette base vient d’une version plus récente du portail\./)
  })

  it('qui échoue ne laisse rien à moitié', async () => {
    const url = createBase()
    await migrateDatabase(url)
    const wrong = {
      tag: '9999_fausse',
      when: Date.now() + 1000,
      sql: 'alter table centre add un text;--> statement-breakpoint\nalter table inconnue add deux text;',
    }
    await expect(migrateDatabase(url, folderOf('fausse', [...migrations(), wrong]))).rejects.toThrow()
    expect(
      await ask(url, "select 1 from information_schema.columns where table_name = 'centre' and column_name = 'un'"),
    ).toEqual([])
    expect(await applied(url)).toHaveLength(migrations().length)
  })
})
