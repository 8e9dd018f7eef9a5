import { Introuvable, TITRE_INTROUVABLE } from '#lib/ui/layout/introuvable.tsx'
import { answerWith } from '#lib/web/statut.ts'

/** Next writes it on its own « not found », and this page is none. */
export const METADATA_INTROUVABLE = { title: TITRE_INTROUVABLE, robots: { index: false } }

/**
 * An address under a private door that no page answers. It is made for each request, so that its scripts carry the nonce of
 * that one; under a public door Next's own page answers, made once (app/not-found.tsx).
 */
export function AdresseInconnue() {
  answerWith(404)
  return <Introuvable />
}
