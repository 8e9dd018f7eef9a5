import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { isGroupe } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { isCleDe } from '#lib/domain/tables.ts'
import { Introuvable } from '#lib/ui/layout/introuvable.tsx'
import { answerWith } from '#lib/web/statut.ts'
import { charger } from '../charger.ts'
import { cheminDe } from '../chemins.ts'
import { avecRefus, type Query, RefusDit } from '../refus-dit.tsx'
import { Completer } from './completer.tsx'
import { Confirmer } from './confirmer.tsx'
import { UnGroupe } from './groupe.tsx'
import { Ressources } from './ressources.tsx'
import { Revenu } from './revenu.tsx'

export const metadata: Metadata = { title: 'Renouveler ma demande' }
export const acces = 'renouveler-ma-demande'

type Props = {
  params: Promise<{ ref: string; etape: string }>
  searchParams: Promise<Query>
}

const PAGES = { ressources: Ressources, revenu: Revenu, completer: Completer, confirmer: Confirmer } as const

/** One step, or one group that is opened. */
export default async function UneEtape({ params, searchParams }: Props) {
  const { ref: text, etape } = await params
  const query = await searchParams
  const chargee = await charger(text, etape)
  if (!chargee || !(isGroupe(etape) || isCleDe(PAGES, etape))) {
    answerWith(404)
    return <Introuvable />
  }
  const { ref, lue, fil } = chargee
  // The first page says why nothing may be renewed, and shows what somebody changed meanwhile.
  if (!lue.ouvert.ok || lue.ouvert.value.avant) redirect(avecRefus(cheminDe(ref), query))
  const ouvert = lue.ouvert.value
  const props = { reference: ref, lue, fil, ouvert, reponses: ouvert.brouillon?.reponses ?? {}, query }
  if (isGroupe(etape))
    return (
      <>
        <RefusDit query={query} />
        <UnGroupe {...props} groupe={etape} />
      </>
    )
  // A step that has nothing to ask, or comes too early, leads to the one where something is left to say.
  const { lu } = ouvert
  const isAilleurs = (etape === 'confirmer' || etape === 'completer') && lu.etape !== etape
  if (lu.etape === 'faits' || isAilleurs) redirect(avecRefus(cheminDe(ref, lu.etape), query))
  const Page = PAGES[etape]
  return (
    <>
      <RefusDit query={query} />
      <Page {...props} />
    </>
  )
}
