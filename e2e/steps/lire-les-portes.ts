/**
 * Reads the doors of the built application from its own manifests and modules, not from a list: each page, route and
 * server action with the access that it declares, and whether Next stores its answer. A process of its own prints one JSON array.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { z } from 'zod'

process.env.PORTAIL_SECRET ??= 'lecture-des-portes-sans-aucun-secret'

const root = resolve(import.meta.dirname, '../..')
const distDir = join(root, process.env.PORTAIL_DIST ?? '.next-e2e')
const require = createRequire(join(root, 'package.json'))
require('next/dist/server/node-environment')
require('next/dist/server/require-hook')

/** Files that Next writes from conventions, the same for everyone: they take nothing and hold nothing private. */
const CONVENTIONS =
  /^\/(icon\.svg|favicon\.ico|manifest\.webmanifest|robots\.txt|sitemap\.xml|opengraph-image.*)\/route$/
const INTERNES = new Set(['/_not-found/page', '/_global-error/page'])

const readManifest = <S extends z.ZodType>(file: string, schema: S): z.output<S> =>
  schema.parse(JSON.parse(readFileSync(join(distDir, file), 'utf8')))

type Tree = [
  segment: string,
  parallel: Record<string, Tree>,
  modules: Record<string, [() => Promise<object>] | undefined>,
]
type Loaded = {
  ComponentMod: {
    routeModule: { ensureUserland?: () => Promise<void>; userland: { loaderTree?: Tree; acces?: unknown } }
    __next_app__: { require: (id: number | string) => Promise<Record<string, unknown>> }
  }
}
const {
  loadComponents,
}: { loadComponents: (options: object) => Promise<Loaded> } = require('next/dist/server/load-components')
const load = (page: string) =>
  loadComponents({
    distDir,
    page,
    isAppPath: true,
    isDev: false,
    sriEnabled: false,
    needsManifestsForLegacyReasons: true,
  })

const declared = (module: object | undefined): string | null =>
  module && 'acces' in module && typeof module.acces === 'string' ? module.acces : null

/** What the page declares, else the nearest layout above it. */
async function accesOf([, parallel, modules]: Tree, above: string | null = null): Promise<string | null> {
  const layout = declared(await modules.layout?.[0]()) ?? above
  if (modules.page) return declared(await modules.page[0]()) ?? layout
  for (const child of Object.values(parallel)) {
    const found = await accesOf(child, layout)
    if (found) return found
  }
  return null
}

const portes: {
  nature: 'page' | 'route' | 'action'
  nom: string
  chemin: string
  id?: string
  acces: string | null
  gardee?: boolean
}[] = []

const stored = z.record(z.string(), z.unknown())
const prerender = readManifest('prerender-manifest.json', z.object({ routes: stored, dynamicRoutes: stored }))
const gardees = new Set([...Object.keys(prerender.routes), ...Object.keys(prerender.dynamicRoutes)])

const routes = readManifest('app-path-routes-manifest.json', z.record(z.string(), z.string()))
for (const [page, chemin] of Object.entries(routes)) {
  if (INTERNES.has(page) || CONVENTIONS.test(page)) continue
  const { routeModule } = (await load(page)).ComponentMod
  await routeModule.ensureUserland?.()
  const { userland } = routeModule
  const acces = userland.loaderTree ? await accesOf(userland.loaderTree) : declared(userland)
  portes.push({
    nature: page.endsWith('/route') ? 'route' : 'page',
    nom: page,
    chemin,
    acces,
    gardee: gardees.has(chemin),
  })
}

const worker = z.object({ moduleId: z.union([z.number(), z.string()]) })
const actions = readManifest(
  'server/server-reference-manifest.json',
  z.object({
    node: z.record(
      z.string(),
      z.object({
        workers: z.record(z.string(), worker),
        filename: z.string().optional(),
        exportedName: z.string().optional(),
      }),
    ),
  }),
)
for (const [id, { workers, filename, exportedName }] of Object.entries(actions.node)) {
  const [[name, { moduleId }] = ['', { moduleId: 0 }]] = Object.entries(workers)
  const page = name.replace(/^app/, '')
  const module = await (await load(page)).ComponentMod.__next_app__.require(moduleId)
  const action = module[id]
  const acces = typeof action === 'function' ? declared(action) : null
  portes.push({ nature: 'action', nom: `${filename}#${exportedName}`, chemin: routes[page] ?? page, id, acces })
}

process.stdout.write(JSON.stringify(portes))
process.exit(0)
