/**
 * `npm run dev`: the development server, the worker and the accounts of the demonstration, on the base of this checkout;
 * it may stand beside `npm start`.
 */
import { join } from 'node:path'
import { root } from './base.ts'
import { actionsKey } from './build.ts'
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
import { writeStyles } from './styles.ts'

beginPortal()
try {
  checkSettings()
  await checkPort({ host, port }, 'npm run dev')
  announce()
  const base = await openBaseOfPortal()
  // Read here: it knows the whole census, which an obstacle said before must not wait for.
  const { prepareData } = await import('./donnees.ts')
  await prepareData(base, say)
  writeStyles()
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ??= actionsKey()
  await launchProvider(base)
  const ouverture = ['-H', host, '-p', String(port)]
  launch('Le serveur de développement', [join(root, 'node_modules/next/dist/bin/next'), 'dev', ...ouverture], {
    PORTAIL_DIST: '.next-dev',
  })
  launchJobs()
  await untilHealthy('npm run dev')
  say(`Prêt : ${adresse}`)
} catch (error) {
  await giveUp(error)
}
