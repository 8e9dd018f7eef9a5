import { notFound } from 'next/navigation'
import { requireAcces } from '#lib/web/require-acces.ts'

export const acces = 'consulter-administration'

/** An address of the administration that leads nowhere: made for this request, so that its scripts carry the nonce. */
export default async function Inconnu() {
  await requireAcces(acces)
  notFound()
}
