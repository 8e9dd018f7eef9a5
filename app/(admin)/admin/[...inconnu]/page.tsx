import { ObjetIntrouvable } from '#lib/ui/admin/page-refusee.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { METADATA_INTROUVABLE } from '../../../adresse-inconnue.tsx'
import { pagePrivee } from '../page-privee.tsx'

export const metadata = METADATA_INTROUVABLE

export const acces = 'consulter-administration'

/** An address of the administration that leads nowhere: made for this request, so that its scripts carry the nonce. */
export default pagePrivee(acces, async () => {
  answerWith(404)
  return <ObjetIntrouvable />
})
