import { Introuvable, TITRE_INTROUVABLE } from '#lib/ui/layout/introuvable.tsx'
import { answerWith } from '#lib/web/statut.ts'

export const metadata = { title: TITRE_INTROUVABLE }
export const acces = 'public'
export const dynamic = 'force-dynamic'

/** An address of the applicant that leads nowhere: made for this request, so that its scripts carry the nonce. */
export default function AdresseInconnue() {
  answerWith(404)
  return <Introuvable />
}
