import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import * as vocabulaire from '#lib/domain/guichet/vocabulaire.ts'
import { MOTIFS } from '#lib/domain/territoire/recherche.ts'
import { PROBLEMES } from '../problem.ts'
import { CONTRATS, contratPoints } from './contrats.ts'
import { buildOpenApi } from './openapi.ts'

const document = buildOpenApi({ siteUrl: 'https://portail.exemple.invalid', version: '0.1.0' })
const text = JSON.stringify(document)

/** Every closed list found under a field name, anywhere in the document. */
function enumsOf(node: unknown, under = '', found: [string, string[]][] = []): [string, string[]][] {
  if (Array.isArray(node)) for (const item of node) enumsOf(item, under, found)
  else if (node && typeof node === 'object') {
    const named = 'name' in node && 'in' in node && typeof node.name === 'string' ? node.name : undefined
    for (const [key, value] of Object.entries(node)) {
      if (key === 'enum' && Array.isArray(value)) found.push([under, value.map(String)])
      else enumsOf(value, ['items', 'anyOf', 'schema'].includes(key) ? (named ?? under) : (named ?? key), found)
    }
  }
  return found
}

describe('le document OpenAPI', () => {
  it('est valide en version 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(text))
    expect(result.errors ?? []).toEqual([])
    expect(result.valid).toBe(true)
  })

  it('ne connaît que les listes du domaine, entières', () => {
    const lists = new Map(
      Object.entries({
        canal: vocabulaire.CANAUX,
        services: vocabulaire.SERVICES,
        service: vocabulaire.SERVICES,
        publicReserve: vocabulaire.PUBLICS,
        public: vocabulaire.PUBLICS,
        rendezVous: vocabulaire.RENDEZ_VOUS,
        accessibilitePmr: vocabulaire.ACCESSIBILITES,
        natureOrganisme: vocabulaire.NATURES,
        precision: vocabulaire.PRECISIONS,
      }).map(([field, list]) => [field, [Object.keys(list)]]),
    )
    lists.set('type', [
      Object.keys(vocabulaire.TYPES_DE_POINT),
      Object.keys(vocabulaire.TYPES_DE_LOGEMENT).filter((code) => code !== 'ensemble'),
    ])
    lists.set('motif', [[...MOTIFS]])
    const found = enumsOf(document).filter(([field]) => !['format', 'ouvert'].includes(field))
    expect(new Set(found.map(([field]) => field))).toEqual(new Set(lists.keys()))
    for (const [field, codes] of found) {
      const known = lists.get(field) ?? []
      expect(
        known.map((list) => [...list].sort()),
        field,
      ).toContainEqual([...codes].sort())
    }
  })

  it('décrit chaque porte qui existe et aucune autre', () => {
    const folder = join(import.meta.dirname, '../../../app/api/v1')
    const doors = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('route.ts'))
      .map((file) => `/api/v1/${file.replace(/\/route\.ts$/, '').replace(/\[(\w+)\]/g, '{$1}')}`)
      .filter((path) => path !== '/api/v1/openapi.json')
    expect(doors.sort()).toEqual(CONTRATS.map(({ chemin }) => chemin).sort())
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('route.ts'),
    ))
      expect(readFileSync(join(folder, file), 'utf8'), file).toMatch(/defineRoute\(|problem\(|buildOpenApi\(/)
  })

  it('donne aux programmes des références qui existent', () => {
    const schemas = Object.keys((document.components as { schemas: object }).schemas)
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) expect(schemas).toContain(name)
  })
})

describe('les critères des points de contact', () => {
  const read = (input: Record<string, string>) => contratPoints.entree.safeParse(input)
  it('arrondit « pres » à deux décimales', () => {
    expect(read({ pres: '42.97,1.6100000000000003' }).data?.pres).toEqual({ latitude: 42.97, longitude: 1.61 })
    expect(read({ pres: '42.96789,-1.60499' }).data?.pres).toEqual({ latitude: 42.97, longitude: -1.6 })
  })
  it.each(['91,0', '0,181', '42.9', 'a,b', '42,96,1,60', '1e3,2', ''])('refuse « pres=%s »', (pres) => {
    expect(read({ pres }).success).toBe(false)
  })
  it('ne lit « ouvert » que pour ce qui est ouvert : « non » n’est pas « tous »', () => {
    for (const ouvert of ['oui', 'maintenant', 'true', '1']) expect(read({ ouvert }).data?.ouvert).toBe(true)
    for (const ouvert of ['non', 'false', '0', 'Oui'])
      expect(read({ ouvert }).error?.issues[0]?.message).toBe(
        'Écrivez oui. Pour avoir tous les points, enlevez « ouvert ».',
      )
  })
  it('refuse un rayon sans lieu', () => {
    expect(read({ rayon: '10' }).success).toBe(false)
    expect(read({ rayon: '10', departement: '09' }).success).toBe(false)
    expect(read({ rayon: '10', pres: '42.97,1.61' }).success).toBe(true)
    expect(read({ rayon: '10', commune: '09122' }).success).toBe(true)
    expect(text).toContain('autour de `pres`, sinon de `commune`')
  })
  it('accepte la Corse et l’outre-mer, refuse un code mal formé', () => {
    expect(read({ commune: '2a004', departement: '974' }).data).toMatchObject({ commune: '2A004', departement: '974' })
    for (const departement of ['9', '2C', '9999', '<b>']) expect(read({ departement }).success).toBe(false)
    for (const commune of ['9122', '2C004', 'foix', '091220']) expect(read({ commune }).success).toBe(false)
  })
})

describe('docs/api.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/api.md'), 'utf8')

  it('nomme chaque adresse avec ses paramètres, dans l’ordre du contrat, et ses formats', () => {
    const rows = CONTRATS.map(({ chemin, entree, exports }) => {
      const questions = Object.keys(entree.shape).filter((nom) => !chemin.includes(`{${nom}}`))
      const formats = ['JSON', ...('csv' in exports ? ['CSV'] : []), ...('geojson' in exports ? ['GeoJSON'] : [])]
      return `| \`GET ${chemin}${questions.length > 0 ? `?${questions.join('=&')}=` : ''}\` | ${formats.join(', ')}`
    })
    for (const row of rows) expect(page).toContain(row)
    expect(page.match(/^\| `GET /gm)).toHaveLength(rows.length)
  })

  it('nomme chaque code d’erreur à côté de son statut, et aucun autre', () => {
    const lines = page.split('\n').filter((line) => /^\| \d{3} \|/.test(line))
    const told = lines.flatMap((line) =>
      [...line.replace('`id`', '').matchAll(/`([a-z-]+)`/g)].map(([, code]) => `${line.slice(2, 5)} ${code}`),
    )
    const known = Object.entries(PROBLEMES).map(([code, { statut }]) => `${statut} ${code}`)
    expect(told.sort()).toEqual(known.sort())
  })
})
