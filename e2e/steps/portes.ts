/** The doors of the built application, and how one is knocked at. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type Page, test } from '@playwright/test'
import { z } from 'zod'
import { ACTES, type Acte } from '#lib/domain/acces/acces.ts'

const porteSchema = z.object({
  nature: z.enum(['page', 'route', 'action']),
  nom: z.string(),
  chemin: z.string(),
  id: z.string().optional(),
  acces: z.string().nullable(),
  gardee: z.boolean().optional(),
})
export type Porte = z.output<typeof porteSchema>

/** Every page, route and action of the application as it was built, with the access that it declares. */
export function lirePortes(): Porte[] {
  const script = join(import.meta.dirname, 'lire-les-portes.ts')
  const done = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--disable-warning=ExperimentalWarning', script],
    { encoding: 'utf8', maxBuffer: 10_000_000 },
  )
  return z.array(porteSchema).parse(JSON.parse(done.stdout.slice(done.stdout.indexOf('['))))
}

export const isActe = (acces: string | null): acces is Acte => ACTES.some((acte) => acte === acces)

/** Hundreds of sendings in a minute: from addresses of their own, so that those of the other journeys are not counted with them. */
let envois = 0
const uneAdresse = (): string => {
  envois += 1
  return `192.0.2.${100 + (envois % 100)}`
}

/** The state that the action answers: refused by a code, invalid, or done (it leads elsewhere). */
export async function callAction(page: Page, porte: Porte, fields: Record<string, string>): Promise<string> {
  const multipart = new FormData()
  for (const [nom, valeur] of Object.entries(fields)) multipart.append(`_1_${nom}`, valeur)
  multipart.append('_1_fichier', new File(['a'], 'intrus.xlsx'))
  multipart.append('0', JSON.stringify([{ status: 'idle' }, '$K1']))
  const origin = new URL(test.info().project.use.baseURL ?? '').origin
  const answer = await page.request.post(porte.chemin.replaceAll(/\[[^\]]+\]/g, 'x'), {
    multipart,
    maxRedirects: 0,
    headers: {
      'next-action': porte.id ?? '',
      origin,
      accept: 'text/x-component',
      'x-forwarded-for': uneAdresse(),
    },
  })
  const body = await answer.text()
  if (answer.headers()['x-action-redirect'] !== undefined) return 'fait'
  const [, status, code] = /"status":"(refused|invalid)"(?:,"refus":\{"code":"([a-z-]+)")?/.exec(body) ?? []
  return code ?? status ?? body.slice(0, 300)
}
