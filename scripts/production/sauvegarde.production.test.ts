import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { uneDemandeSne, unFichierSne } from '#lib/domain/demande/reprise/testing.ts'
import { clonePreparedBase, cluster, createBase } from './bases.ts'
import { runCommande, start } from './portail.ts'
import { ask, runTool } from './postgres15.ts'

const folder = mkdtempSync(join(tmpdir(), 'portail-sauvegarde-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Figures, a centre, a message: what only this base knows. */
const LIFE = `
  insert into centre (nom, departements) values ('Maison de l’habitat', '{09}');
  insert into chiffre_de_commune (code_insee, annee, type, logements, demandes_en_attente, attributions_n1, arrete_au, source)
    values ('09122', 2025, 'ensemble', 1204, 310, 98, '2025-12-31', 'essai'), ('09122', 2025, 't2', 410, 120, 31, '2025-12-31', 'essai');
  insert into publication (balises) values ('{commune:09122}');
  insert into message_envoye (canal, destinataire, objet, corps, cle) values ('courriel', 'a@exemple.fr', 'x', 'x', 'essai');
  insert into compte (sub, courriel, role) values ('sub-1', 'admin@exemple.fr', 'administrateur-national')`

const RECENSEMENT = `Nom;Canal;Type;Services;Adresse;Code postal;Commune;Téléphone;Mis à jour le
Mairie (essai);Physique;Lieu d’information;Information;1 rue Inventée;09000;Foix;05 36 49 00 01;03/03/2026
`
const numero = (suite: number) => `0090324${String(suite).padStart(6, '0')}G0901`
/** Demandes of one person in one territory: a trigger keeps, of each, the keys that they share. */
const desDemandes = (...suites: readonly number[]) =>
  unFichierSne(suites.map((suite) => uneDemandeSne({ numUnique: `<numUnique>${numero(suite)}</numUnique>` })))

/** What only this base knows, each by the command that an operator has for it. */
function load(url: string, commande: 'recensement' | 'demandes', nom: string, contenu: string): void {
  const file = join(folder, nom)
  writeFileSync(file, contenu)
  const { status, stdout, stderr } = runCommande(url, commande, [file, '--publier'])
  expect([commande, status], stdout + stderr).toEqual([commande, 0])
}

/** Where nothing would be compared if they were empty. */
const VIVANTES = [
  'centre',
  'chiffre_de_commune',
  'point_de_contact',
  'desserte',
  'fait_de_point',
  'import_de_recensement',
  'rang_d_import',
  'demande',
  'fait_de_demande',
  'cle_de_titulaire',
]
const countCles = async (url: string) => (await ask(url, 'select * from cle_de_titulaire where partagee')).length

/** Number of rows of each table, and a digest of what they say. */
async function fingerprint(url: string): Promise<Record<string, unknown>> {
  const tables = await ask(
    url,
    "select schemaname || '.' || tablename as nom from pg_tables where schemaname in ('public', 'drizzle') and tablename <> 'battement' order by 1",
  )
  const found: Record<string, unknown> = {}
  for (const { nom } of tables) {
    const [row] = await ask(
      url,
      `select count(*)::int as n, md5(string_agg(t::text, '' order by t::text)) as d from ${nom} t`,
    )
    found[String(nom)] = row
  }
  return found
}

const read = async (url: string, path: string) => (await fetch(`${url}${path}`)).text()

describe('la sauvegarde et la restauration', () => {
  it('rendent la même base, et le portail qui s’y branche dit les mêmes chiffres', async () => {
    const origin = await clonePreparedBase()
    await ask(origin, LIFE)
    load(origin, 'recensement', 'points.csv', RECENSEMENT)
    load(origin, 'demandes', 'demandes.xml', desDemandes(1, 2))
    const cles = await countCles(origin)
    expect(cles).toBeGreaterThan(0)
    const points = '/api/v1/points-de-contact?commune=09122'
    const addresses = ['/api/v1/communes/09122', '/communes/09122-foix', '/api/v1/communes?q=foix', points]

    const before = await start(origin, ['--web'])
    expect(await before.ready, before.said()).toBe(true)
    const seen = await read(before.url, '/api/v1/communes/09122')
    expect(seen).toContain('1204')
    const servis = await read(before.url, points)
    expect(servis).toContain('Mairie (essai)')
    const titles = await Promise.all(addresses.map((path) => read(before.url, path).then((text) => text.length)))
    // The dump is taken while the portal serves, as every night.
    const dump = join(folder, 'portail.dump')
    runTool(cluster(), 'pg_dump', [
      '--format=custom',
      '--no-owner',
      `--file=${dump}`,
      new URL(origin).pathname.slice(1),
    ])
    await before.stop()

    const restored = createBase()
    const base = new URL(restored).pathname.slice(1)
    runTool(cluster(), 'pg_restore', [
      '--no-owner',
      '--exit-on-error',
      '--single-transaction',
      `--dbname=${base}`,
      dump,
    ])
    const rendue = await fingerprint(restored)
    expect(rendue).toEqual(await fingerprint(origin))
    // Of an empty table there is no digest.
    for (const nom of VIVANTES)
      expect([nom, rendue[`public.${nom}`]]).toEqual([nom, { n: expect.any(Number), d: expect.any(String) }])
    // The file as it came in, to the byte.
    expect(await ask(restored, "select convert_from(fichier, 'UTF8') as fichier from import_de_recensement")).toEqual([
      { fichier: RECENSEMENT },
    ])

    const after = await start(restored, ['--web'])
    expect(await after.ready, after.said()).toBe(true)
    expect(await read(after.url, '/api/v1/communes/09122')).toBe(seen)
    expect(await read(after.url, points)).toBe(servis)
    expect(await Promise.all(addresses.map((path) => read(after.url, path).then((text) => text.length)))).toEqual(
      titles,
    )
    await after.stop()
    // Its triggers are back: what is there is known, and one more demande of that person is seen beside the others.
    load(restored, 'demandes', 'demandes.xml', desDemandes(1, 2))
    expect(await countCles(restored)).toBe(cles)
    load(restored, 'demandes', 'trois.xml', desDemandes(1, 2, 3))
    expect(await countCles(restored)).toBe((cles / 2) * 3)
  })

  it('s’arrêtent à la première erreur : une base qui n’est pas vide n’est pas restaurée à moitié', async () => {
    const origin = await clonePreparedBase()
    const dump = join(folder, 'autre.dump')
    runTool(cluster(), 'pg_dump', [
      '--format=custom',
      '--no-owner',
      `--file=${dump}`,
      new URL(origin).pathname.slice(1),
    ])
    const before = await fingerprint(origin)
    const again = [
      '--no-owner',
      '--exit-on-error',
      '--single-transaction',
      `--dbname=${new URL(origin).pathname.slice(1)}`,
      dump,
    ]
    expect(() => runTool(cluster(), 'pg_restore', again)).toThrow(/already exists/)
    expect(await fingerprint(origin)).toEqual(before)
  })
})
