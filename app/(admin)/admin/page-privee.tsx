/** A page of the administration: made for who may, and for anyone else the page that says so, under 403. */
import type { ReactNode } from 'react'
import type { Acte } from '#lib/domain/acces/acces.ts'
import { AccesRefuse } from '#lib/ui/admin/page-refusee.tsx'
import { type ContexteConnecte, requireAcces } from '#lib/web/require-acces.ts'

/** `acces` is the act that the page exports; `rendre` never runs for an actor who may not. */
export const pagePrivee =
  <P,>(acces: Acte, rendre: (ctx: ContexteConnecte, props: P) => Promise<ReactNode>) =>
  async (props: P): Promise<ReactNode> => {
    const ctx = await requireAcces(acces)
    return ctx ? rendre(ctx, props) : <AccesRefuse />
  }
