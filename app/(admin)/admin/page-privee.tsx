/**
 * A page of the administration: made for who may, and for anyone else the page that says so, under 403. What a form sent
 * after the end of its session, or of a page that shows it no more, carried is given back in its place (R-ACC-27).
 */
import type { ReactNode } from 'react'
import { type Acte, isRoleOuvert } from '#lib/domain/acces/acces.ts'
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { EnvoiRefuse, SessionFinie } from '#lib/ui/admin/envoi-refuse.tsx'
import { AccesRefuse, RoleSansPorte } from '#lib/ui/admin/page-refusee.tsx'
import { readContexte } from '#lib/web/contexte.ts'
import { adresseDeConnexion, type ContexteConnecte, requireAcces } from '#lib/web/require-acces.ts'
import { findSaisieRefusee } from '#lib/web/saisie-refusee.ts'
import { answerWith } from '#lib/web/statut.ts'

/** `acces` is the act that the page exports; `rendre` never runs for an actor who may not. */
export const pagePrivee =
  <P,>(acces: Acte, rendre: (ctx: ContexteConnecte, props: P) => Promise<ReactNode>) =>
  async (props: P): Promise<ReactNode> => {
    const refuse = findSaisieRefusee()
    if (refuse) {
      const { refus, ...envoi } = refuse
      if (refus.code !== 'connexion-requise') return <EnvoiRefuse {...envoi} refus={refus} />
      answerWith(401)
      return <SessionFinie {...envoi} connexion={await adresseDeConnexion()} />
    }
    const ctx = await requireAcces(acces)
    if (ctx) return rendre(ctx, props)
    const { acteur } = await readContexte()
    return isRoleOuvert(acteur.role) ? <AccesRefuse /> : <RoleSansPorte role={ROLES[acteur.role]} />
  }
