import { Introuvable, TITRE_INTROUVABLE } from '#lib/ui/layout/introuvable.tsx'
import { answerWith } from '#lib/web/statut.ts'

/** Next writes it on the pages of its own « not found », and this one is none. */
export const metadata = { title: TITRE_INTROUVABLE, robots: { index: false } }
export const acces = 'public'
/** Under a private address its scripts carry the nonce of this request: a page made once would keep another's. */
export const dynamic = 'force-dynamic'

/** An address that no page answers. A page whose object does not exist says it itself: see lib/web/statut.ts. */
export default function AdresseInconnue() {
  answerWith(404)
  return <Introuvable />
}
