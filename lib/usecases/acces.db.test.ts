import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findSession } from '#db/queries/sessions.ts'
import { compte, messageEnvoye, nominationAdministrateur } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Invitation, NouveauCentre } from '#lib/domain/acces/compte.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { Identite } from '#lib/domain/acces/entree.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, jourLocal } from '#lib/domain/calendrier.ts'
import { enterAdministration, leaveAdministration } from './enter-administration.ts'
import { correctCentre, createCentre } from './manage-centres.ts'
import { closeCompteOf, inviteCompte } from './manage-comptes.ts'
import { nameAdministrateur } from './name-administrateur.ts'

withDatabase()

const ctx = (acteur: Acteur): Contexte => ({ acteur, maintenant: '2026-03-12T10:00:00Z' })
const mail = { objet: 'Accès', corps: 'Bonjour' }
const identite = (over: Partial<Identite> = {}): Identite => ({
  sub: `sub-${Math.random()}`,
  courriel: 'ana@mairie.invalid',
  courrielVerifie: true,
  nom: 'Ana Inventée',
  siret: '73282932000074',
  ...over,
})
const codeOf = (answer: { ok: true } | { ok: false; refus: { code: string } }) => (answer.ok ? 'ok' : answer.refus.code)

/** A gestionnaire that exists, so that what it creates can name it. */
async function unGestionnaire(departements: readonly string[]): Promise<Acteur> {
  const [row] = await db
    .insert(compte)
    .values({
      courriel: `g-${Math.random()}@x.invalid`,
      role: 'gestionnaire-territorial',
      departements: [...departements],
    })
    .returning({ id: compte.id })
  return { role: 'gestionnaire-territorial', compteId: row?.id ?? '', departements }
}
async function unCentre(gestionnaire: Acteur, departements: string[], code?: string): Promise<string> {
  const created = await createCentre({ nom: 'Mairie Inventée', departements, code }, ctx(gestionnaire))
  if (!created.ok) throw new Error(created.refus.code)
  return created.value.id
}
const unAgent = (centreId: string, courriel: string): Invitation => ({
  courriel,
  role: 'agent-de-guichet',
  siret: '73282932000074',
  departements: [],
  centreIds: [centreId],
})

describe('le premier administrateur', () => {
  it('entre une fois par sa nomination, qui meurt aussitôt, et n’est plus jamais nommé ensuite (R-ACC-12, R-ACC-13)', async () => {
    const courriel = 'premier@exploitant.invalid'
    expect(codeOf(await nameAdministrateur('avant@exploitant.invalid'))).toBe('ok')
    const named = await nameAdministrateur(courriel)
    const today = jourLocal(new Date(), 'Europe/Paris')
    expect(named).toMatchObject({ ok: true, value: { courriel, expireLe: addDays(today, 7) } })
    expect(codeOf(await enterAdministration(identite({ courriel: 'avant@exploitant.invalid' })))).toBe(
      'identite-inconnue',
    )

    // Past its last day, then on it.
    await db.update(nominationAdministrateur).set({ expireLe: addDays(today, -1) })
    expect(codeOf(await enterAdministration(identite({ courriel })))).toBe('nomination-perimee')
    await db.update(nominationAdministrateur).set({ expireLe: today })
    const [first, second] = await Promise.all([
      enterAdministration(identite({ courriel, sub: 'a' })),
      enterAdministration(identite({ courriel, sub: 'b' })),
    ])
    expect([codeOf(first), codeOf(second)].sort()).toEqual(['identite-inconnue', 'ok'])
    expect(codeOf(await nameAdministrateur('autre@exploitant.invalid'))).toBe('administrateur-existant')
  })
})

describe('une invitation', () => {
  it('crée le compte et un courriel, une fois, même envoyée deux fois ensemble', async () => {
    const gestionnaire = await unGestionnaire(['09'])
    const invitation = unAgent(await unCentre(gestionnaire, ['09']), 'deux@mairie.invalid')
    const answers = await Promise.all([
      inviteCompte(invitation, mail, ctx(gestionnaire)),
      inviteCompte(invitation, mail, ctx(gestionnaire)),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['courriel-deja-invite', 'ok'])
    expect(
      await db.select().from(messageEnvoye).where(eq(messageEnvoye.destinataire, invitation.courriel)),
    ).toHaveLength(1)
  })

  it('n’est possible que pour un centre dont tous les départements sont ceux du gestionnaire (R-ACC-05)', async () => {
    const ici = await unGestionnaire(['09'])
    const ailleurs = await unGestionnaire(['75'])
    const centreId = await unCentre(ici, ['09'])
    expect(codeOf(await inviteCompte(unAgent(centreId, 'x@mairie.invalid'), mail, ctx(ailleurs)))).toBe('acces-refuse')
    expect(codeOf(await inviteCompte(unAgent(ACTEURS.demandeur.compteId, 'y@mairie.invalid'), mail, ctx(ici)))).toBe(
      'acces-refuse',
    )
    expect(codeOf(await inviteCompte(unAgent(centreId, 'z@mairie.invalid'), mail, ctx(ACTEURS.visiteur)))).toBe(
      'connexion-requise',
    )
  })

  it('lie le compte au `sub` à la première connexion ; la fermeture coupe la session en cours (R-ACC-10, R-ACC-11)', async () => {
    const gestionnaire = await unGestionnaire(['09'])
    const courriel = 'lea@mairie.invalid'
    const invited = await inviteCompte(unAgent(await unCentre(gestionnaire, ['09']), courriel), mail, ctx(gestionnaire))
    if (!invited.ok) throw new Error(invited.refus.code)
    expect(codeOf(await enterAdministration(identite({ courriel, siret: null })))).toBe('siret-different')
    const entered = await enterAdministration(identite({ courriel: 'LEA@mairie.invalid', sub: 'lea' }))
    if (!entered.ok) throw new Error(entered.refus.code)
    expect(await findSession(entered.value.sid)).toMatchObject({ role: 'agent-de-guichet', nom: 'Ana Inventée' })
    expect(codeOf(await enterAdministration(identite({ courriel, sub: 'quelqu’un d’autre' })))).toBe(
      'identite-inconnue',
    )

    const again = await enterAdministration(identite({ courriel: 'nouvelle@mairie.invalid', sub: 'lea' }))
    if (!again.ok) throw new Error(again.refus.code)
    await leaveAdministration(again.value.sid)
    expect(await findSession(again.value.sid)).toBeUndefined()
    expect(await findSession(entered.value.sid)).toBeDefined()

    const etranger = await unGestionnaire(['75'])
    expect(codeOf(await closeCompteOf(invited.value.compteId, ctx(etranger)))).toBe('acces-refuse')
    expect(codeOf(await closeCompteOf(invited.value.compteId, ctx(gestionnaire)))).toBe('ok')
    expect(codeOf(await closeCompteOf(invited.value.compteId, ctx(gestionnaire)))).toBe('ok')
    expect(await findSession(entered.value.sid)).toBeUndefined()
    expect(codeOf(await enterAdministration(identite({ courriel, sub: 'lea' })))).toBe('compte-desactive')
  })

  it('une session finie ne vaut plus rien', async () => {
    const gestionnaire = await unGestionnaire(['09'])
    const courriel = 'max@mairie.invalid'
    await inviteCompte(unAgent(await unCentre(gestionnaire, ['09']), courriel), mail, ctx(gestionnaire))
    const entered = await enterAdministration(identite({ courriel }))
    if (!entered.ok) throw new Error(entered.refus.code)
    await db.execute(
      sql`update session set created_at = now() - interval '2 days', expire_at = now() - interval '1 second' where sid = ${entered.value.sid}`,
    )
    expect(await findSession(entered.value.sid)).toBeUndefined()
  })

  it('un administrateur ne ferme pas son propre compte', async () => {
    const [row] = await db
      .insert(compte)
      .values({ courriel: 'moi@x.invalid', role: 'administrateur-national' })
      .returning({ id: compte.id })
    const moi: Acteur = { role: 'administrateur-national', compteId: row?.id ?? '' }
    expect(codeOf(await closeCompteOf(moi.compteId, ctx(moi)))).toBe('soi-meme')
  })
})

describe('un centre', () => {
  it('a un code guichet à lui seul, et reste dans les départements de son gestionnaire (R-ACC-05)', async () => {
    const ici = await unGestionnaire(['09', '32'])
    const id = await unCentre(ici, ['09'], 'G7001')
    const contenu: NouveauCentre = { nom: 'Mairie Inventée', departements: ['09'] }
    const correct = (centreId: string, contenuDit: NouveauCentre, acteur: Acteur) =>
      correctCentre({ id: centreId, version: 1, contenu: contenuDit }, ctx(acteur))
    expect(codeOf(await createCentre({ ...contenu, code: 'G7001' }, ctx(ici)))).toBe('code-guichet-pris')
    expect(codeOf(await createCentre({ ...contenu, departements: ['75'] }, ctx(ici)))).toBe('acces-refuse')
    expect(codeOf(await correct(id, { ...contenu, code: 'G7001', departements: ['09', '32'] }, ici))).toBe('ok')
    expect(codeOf(await correct(id, contenu, await unGestionnaire(['09'])))).toBe('acces-refuse')
    expect(codeOf(await correct(ACTEURS.demandeur.compteId, contenu, ici))).toBe('introuvable')
    const autre = await unCentre(ici, ['09'], 'G7002')
    expect(codeOf(await correct(autre, { ...contenu, code: 'G7001' }, ici))).toBe('code-guichet-pris')
  })
})
