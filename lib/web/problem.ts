/**
 * Errors of the API as `application/problem+json` (RFC 9457): a stable `code` for programs, a French `detail` for
 * people. Never what the person sent, never a name: only which parameter is wrong and what it should be.
 */
import { z } from 'zod'

/** Each code with its status and its title. A refusal of a rule that is not named here is a 422 with its own code. */
export const PROBLEMES = {
  'parametre-invalide': { statut: 400, titre: 'Paramètre invalide' },
  'suite-perdue': { statut: 400, titre: 'Suite de liste inconnue' },
  'jour-illisible': { statut: 400, titre: 'Jour qui n’existe pas' },
  'jour-trop-ancien': { statut: 400, titre: 'Jour d’avant 2000' },
  'jour-a-venir': { statut: 400, titre: 'Jour à venir dans ce département' },
  'departement-inconnu': { statut: 400, titre: 'Département inconnu' },
  introuvable: { statut: 404, titre: 'Introuvable' },
  'methode-refusee': { statut: 405, titre: 'Méthode refusée' },
  'envoi-sans-poids': { statut: 411, titre: 'Poids de l’envoi non annoncé' },
  'envoi-trop-lourd': { statut: 413, titre: 'Envoi trop lourd' },
  'trop-de-demandes': { statut: 429, titre: 'Trop de demandes' },
  incident: { statut: 500, titre: 'Incident' },
} as const satisfies Record<string, { statut: number; titre: string }>

/** Whether an address, with or without its question, is answered to programs. */
export const isDeLApi = (url: string): boolean => /^\/api(?:[/?]|$)/.test(url)

type CodeDeProbleme = keyof typeof PROBLEMES

export const problemeSchema = z.object({
  type: z.string().describe('Toujours `about:blank` : le code dit la situation.'),
  title: z.string(),
  status: z.int().min(400).max(599),
  code: z.string().describe('La situation, stable d’une version à l’autre.'),
  detail: z.string().describe('Une phrase en français, pour une personne.'),
  erreurs: z
    .array(z.object({ parametre: z.string(), detail: z.string() }))
    .optional()
    .describe('Pour un 400 : chaque paramètre en cause.'),
  id: z.string().optional().describe('Pour un 500 : à donner à l’assistance.'),
})
export type Probleme = z.infer<typeof problemeSchema>

const isKnown = (code: string): code is CodeDeProbleme => Object.hasOwn(PROBLEMES, code)

/** The answer for a situation; `headers` are added, an error is never stored by a cache. */
export function problem(
  code: string,
  detail: string,
  more: Pick<Probleme, 'erreurs' | 'id'> = {},
  headers: Record<string, string> = {},
): Response {
  const { statut, titre } = isKnown(code) ? PROBLEMES[code] : { statut: 422, titre: 'Refusé par les règles' }
  const body: Probleme = { type: 'about:blank', title: titre, status: statut, code, detail, ...more }
  return new Response(JSON.stringify(body), {
    status: statut,
    headers: { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  })
}
