import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { readDemandeur } from '#lib/web/demandeur.ts'

export const metadata: Metadata = { title: 'Renouveler ma demande' }
export const acces = 'public'

/** To the renewal itself: by the sign-in for who is not known, which comes back here; by their pages for several demandes. */
export default async function RenouvelerMaDemande() {
  const demandeur = await readDemandeur()
  if (!demandeur) redirect('/ma-demande?retour=/ma-demande/renouveler')
  const { acteur } = demandeur.ctx
  const [une, autre] = acteur.role === 'demandeur' ? acteur.demandes : []
  redirect(une && !autre ? `/renouveler/${une}` : '/ma-demande')
}
