/** Applicants of the browser tests: each has demandes of their own, and comes in by a session written in the base. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { z } from 'zod'
import type { Changement } from '../../lib/domain/demande/formulaire/testing.ts'
import type { Territoire } from '../../lib/domain/demande/territoire.ts'
import { unMot } from './connexion.ts'

/**
 * T is so many months, then days, before today (11 months unless told; `null`: not known). `changements` are made to
 * the content of `unContenu` (lib/domain/demande/formulaire/testing.ts).
 */
export type DemandeVoulue = Readonly<{
  moisEcoules?: number | null
  joursEcoules?: number
  territoire?: Territoire
  changements?: readonly Changement[]
  /** Renewed by Internet, today. */
  isRenouvelee?: boolean
}>
export type DemandeurVoulu = Readonly<{
  courriel: string
  appareilPartage: boolean
  demandes: readonly DemandeVoulue[]
}>

const ecritSchema = z.object({
  courriel: z.string(),
  cookie: z.string(),
  demandes: z.array(z.object({ ref: z.string(), numeroUnique: z.string() })),
})
/** What was put in the base; `cookie` opens their session. */
export type DemandeurEcrit = z.output<typeof ecritSchema>

/** Registers demandes (one, to renew, unless told) and attaches them to a new applicant. */
export function unDemandeurEnBase(
  demandes: readonly DemandeVoulue[] = [{}],
  { appareilPartage = false } = {},
): DemandeurEcrit {
  const voulu: DemandeurVoulu = { courriel: `demandeur-${unMot()}@exemple.invalid`, appareilPartage, demandes }
  const script = join(import.meta.dirname, 'ecrire-un-demandeur.ts')
  const done = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', script, JSON.stringify(voulu)],
    { encoding: 'utf8' },
  )
  expect(done.status, done.stderr).toBe(0)
  return ecritSchema.parse(JSON.parse(done.stdout.slice(done.stdout.lastIndexOf('\n'))))
}

/** Signs the applicant in on the browser of this page. */
export async function loginDemandeur(page: Page, { cookie }: DemandeurEcrit, baseURL = ''): Promise<void> {
  const { origin, protocol } = new URL(baseURL || page.url())
  const name = protocol === 'https:' ? '__Host-portail-demandeur' : 'portail-demandeur'
  await page.context().addCookies([{ name, value: cookie, url: origin, httpOnly: true, sameSite: 'Lax' }])
}
