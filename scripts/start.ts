/**
 * `npm start`: base, migrations, data, build when the sources changed, then the web server and the worker.
 * In production the unit files run the parts apart: `--preparer` (all but the two processes, then ends), `--web`,
 * `--travaux`; these two write nothing to the checkout.
 */
import { join } from 'node:path'
import { type Base, claimData, Obstacle, root, runningPortal } from './base.ts'
import { actionsKey, buildIfNeeded, isBuilt, nameOfBuild } from './build.ts'
import { checkPort } from './port.ts'
import {
  adresse,
  announce,
  beginPortal,
  giveUp,
  host,
  launch,
  launchJobs,
  launchProvider,
  openBaseOfPortal,
  port,
  say,
  untilHealthy,
} from './portail.ts'
import { checkSettings } from './reglages.ts'

const options = process.argv.slice(2)
const PARTS = ['--preparer', '--web', '--travaux']
const part = options.find((option) => PARTS.includes(option))
const [runsWeb, runsJobs] = [part === undefined || part === '--web', part === undefined || part === '--travaux']
const prepares = part === undefined || part === '--preparer'

function checkOptions(): void {
  const unknown = options.find((option) => option !== '--neuf' && !PARTS.includes(option))
  if (unknown)
    throw new Obstacle(`L’option « ${unknown} » n’existe pas. Choisissez parmi : --neuf, ${PARTS.join(', ')}.`)
  if (part && (options.length > 1 || !process.env.DATABASE_URL?.trim()))
    throw new Obstacle(`« ${part} » se donne seule, en production : DATABASE_URL doit nommer la base.`)
}

/** Base, migrations, data and pages; or, for a part of production, the check that they are there. */
async function prepare(): Promise<Base> {
  const opened = await openBaseOfPortal({ migrate: prepares, neuf: options.includes('--neuf') })
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= actionsKey()
  if (prepares) {
    // Read here: it knows the whole census, which an obstacle said before must not wait for.
    const { prepareData } = await import('./donnees.ts')
    await Promise.all([buildIfNeeded(say), prepareData(opened, say)])
  } else if (runsWeb && !isBuilt())
    throw new Obstacle(
      'Les pages ne sont pas construites pour cette version et ces réglages. Préparez-les : npm start -- --preparer',
    )
  process.env.PORTAIL_CONSTRUCTION = nameOfBuild() ?? ''
  return opened
}

/**
 * The proxy in front, which keeps its connections for a minute, must be the one to close them: five seconds, as Node
 * does, would cut a form sent just then.
 */
const OUVERTURE = ['-H', host, '-p', String(port), '--keepAliveTimeout', '75000']

/**
 * In MB, of the room where what a page makes and forgets lives: of sixteen, V8 takes forty-eight while one page is made and
 * gives them back later, which a large census read meanwhile could need.
 */
const JEUNE_MEMOIRE = '--max-semi-space-size=4'

async function serve(base: Base): Promise<void> {
  await launchProvider(base)
  if (runsWeb)
    launch('Le serveur web', [JEUNE_MEMOIRE, join(root, 'node_modules/next/dist/bin/next'), 'start', ...OUVERTURE], {
      NODE_ENV: 'production',
    })
  if (runsJobs) launchJobs()
  if (runsWeb) await untilHealthy('npm start')
  say(runsWeb ? `Prêt : ${adresse}` : 'Prêt : le traitement des tâches')
}

beginPortal()
try {
  const other = process.env.DATABASE_URL ? undefined : runningPortal()
  if (other)
    throw new Obstacle(
      `Le portail tourne déjà dans ce dossier (processus ${other}). Arrêtez-le d’abord, ou servez-vous de lui.`,
    )
  checkOptions()
  checkSettings()
  if (runsWeb) await checkPort({ host, port }, 'npm start')
  if (!process.env.DATABASE_URL) claimData()
  announce()
  const opened = await prepare()
  if (part === '--preparer') say('Prêt à démarrer : la base et les pages sont à jour.')
  else await serve(opened)
} catch (error) {
  await giveUp(error)
}
