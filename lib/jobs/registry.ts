/** What the worker runs, and when (civil time of Paris). Each job may run twice without harm. */

import { CANAL_DES_MESSAGES } from '#db/repositories/messages.ts'
import { eraseBrouillons } from './brouillons.ts'
import { publishComptage } from './comptage.ts'
import { dropOldFiles } from './fichiers.ts'
import { publishAnciens } from './fraicheur.ts'
import { purgeExpired } from './menage.ts'
import { sendMessages } from './messages.ts'
import { eraseOverdue, radiateOverdue } from './radiation.ts'
import { planRappels, sendRappels } from './rappels.ts'
import { askCentres } from './verifications.ts'

/** `reveil`: the notice of the base that runs it at once, beside its schedule; `auDepart`: it runs when the worker starts, too. */
export type Job = Readonly<{
  nom: string
  cron: string
  run: () => Promise<Record<string, number>>
  reveil?: string
  auDepart?: boolean
}>

export const JOBS: readonly Job[] = [
  { nom: 'menage', cron: '30 3 * * *', run: purgeExpired },
  { nom: 'fichiers', cron: '45 3 * * *', run: dropOldFiles },
  { nom: 'comptage', cron: '20 0 * * *', run: publishComptage },
  // Every midnight of the territories falls on a whole hour of Paris.
  { nom: 'radiation', cron: '5 * * * *', run: () => radiateOverdue() },
  { nom: 'effacement', cron: '50 * * * *', run: () => eraseOverdue() },
  { nom: 'brouillons', cron: '50 3 * * *', run: () => eraseBrouillons() },
  { nom: 'fraicheur', cron: '10 0 * * *', run: publishAnciens },
  // On the days and at the hour when mails are read.
  { nom: 'verifications', cron: '15 9 * * 1-5', run: askCentres },
  // Each hour: midnight is not at the same instant in every territory. And what a stopped portal had not planned yet.
  { nom: 'rappels', cron: '20 * * * *', run: planRappels, auDepart: true },
  { nom: 'envois', cron: '* * * * *', run: sendRappels },
  { nom: 'messages', cron: '* * * * *', run: () => sendMessages(), reveil: CANAL_DES_MESSAGES },
]
