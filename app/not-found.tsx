import { Introuvable, TITRE_INTROUVABLE } from '#lib/ui/layout/introuvable.tsx'

export const metadata = { title: TITRE_INTROUVABLE }

/** An address that no page answers. A page whose object does not exist says it itself: see lib/web/statut.ts. */
export default function AdresseInconnue() {
  return <Introuvable />
}
