import { ObjetIntrouvable } from '#lib/ui/admin/objet-introuvable.tsx'
import { requireAcces } from '#lib/web/require-acces.ts'
import { answerWith } from '#lib/web/statut.ts'

export const acces = 'consulter-administration'

/** An address of the administration that leads nowhere: made for this request, so that its scripts carry the nonce. */
export default async function Inconnu() {
  await requireAcces(acces)
  answerWith(404)
  return <ObjetIntrouvable />
}
