/** The next version of the product beside this one: a checkout of its own, with what a version changes. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../base.ts'
import { TEST_BUILD } from '../navigateur.ts'

const PRODUIT = [
  'app',
  'db',
  'lib',
  'scripts',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'package.json',
  'proxy.ts',
  'tsconfig.json',
]

/** What is written into its build, to give again to whoever starts it: its maps have tiles, of a name that no server has. */
export const REGLAGES_SUIVANTS = { TUILES_URL: 'http://tuiles.invalid/{z}/{x}/{y}.png' }

type Version = Readonly<{ folder: string; remove: () => void }>

/** A change of the sources that must find what it changes. */
function replaceIn(folder: string, file: string, before: string, after: string): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  if (!text.includes(before)) throw new Error(`« ${before} » is not in ${file}.`)
  writeFileSync(path, text.replaceAll(before, after))
}

/**
 * What a version changes: the code of an action and another in its file, the form and its page, the confirmation of a
 * renewal. And one action moves to another file: the only change that leaves the forms of before without an answer.
 */
function change(folder: string): void {
  const signaler = 'app/(public)/points-de-contact/[id]/signaler'
  replaceIn(
    folder,
    `${signaler}/signalement.action.ts`,
    "import { redirect } from 'next/navigation'",
    "import { randomUUID } from 'node:crypto'\nimport { redirect } from 'next/navigation'\nimport { refuse } from '#lib/domain/resultat.ts'",
  )
  replaceIn(
    folder,
    `${signaler}/signalement.action.ts`,
    'export const reportSignalementAction',
    `export const anotherAction = defineAction({
  nom: 'nouvelle-action',
  acces: 'public',
  schema: signalementSchema,
  run: async () => refuse({ code: 'introuvable' }),
  ensuite: () => redirect(\`/\${randomUUID()}\`),
})

export const reportSignalementAction`,
  )
  replaceIn(folder, `${signaler}/page.tsx`, '<h1>Signaler une erreur</h1>', '<h1>Signaler une erreur, autrement</h1>')
  replaceIn(
    folder,
    'app/(demandeur)/renouveler/[ref]/[etape]/confirmer.tsx',
    'Voici ce qui sera enregistré.',
    'Voici, autrement, ce qui sera enregistré.',
  )
  replaceIn(folder, 'lib/ui/formulaire/formulaire.tsx', '<form\n', '<form\n        data-version="suivante"\n')
  replaceIn(folder, 'app/(admin)/admin/exploitation/seuil.action.ts', "nom: 'regler-seuil'", "nom: 'regler-le-seuil'")
  const comptes = 'app/(admin)/admin/comptes'
  renameSync(join(folder, comptes, 'compte.action.ts'), join(folder, comptes, 'invitation.action.ts'))
  for (const page of ['nouveau/page.tsx', '[id]/page.tsx', 'correction.form.tsx'])
    replaceIn(folder, `${comptes}/${page}`, 'compte.action.ts', 'invitation.action.ts')
}

/** What the build of this version keeps for the next one, which an update finds where the last one left it. */
const GARDE = join(TEST_BUILD.PORTAIL_DIST, 'cache')

/**
 * Copies the product within the checkout, where hard links of its modules weigh nothing, and changes the copy. This
 * version is built already.
 */
export function makeNextVersion(): Version {
  const folder = mkdtempSync(join(root, '.next-version-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    for (const name of PRODUIT) cpSync(join(root, name), join(folder, name), { recursive: true })
    execFileSync('cp', ['-al', join(root, 'node_modules'), join(folder, 'node_modules')])
    cpSync(join(root, GARDE), join(folder, GARDE), { recursive: true })
    change(folder)
  } catch (error) {
    remove()
    throw error
  }
  return { folder, remove }
}
