import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findSession } from '#db/queries/sessions.ts'
import { centre, compte, faitDAdministration, messageEnvoye, nominationAdministrateur } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Invitation, NouveauCentre } from '#lib/domain/acces/compte.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { Identite } from '#lib/domain/acces/entree.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, jourLocal } from '#lib/domain/calendrier.ts'
import { enterAdministration, leaveAdministration } from './enter-administration.ts'
import { correctCentre, createCentre } from './manage-centres.ts'
import { closeCompteOf, inviteCompte, reopenCompteOf } from './manage-comptes.ts'
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
const create = (contenu: NouveauCentre, acteur: Acteur, cle = randomUUID()) =>
  createCentre({ cle, contenu }, ctx(acteur))
const invite = (invitation: Invitation, acteur: Acteur, cle = randomUUID()) =>
  inviteCompte({ cle, invitation }, mail, ctx(acteur))
async function unCentre(gestionnaire: Acteur, departements: string[], code?: string): Promise<string> {
  const created = await create({ nom: 'Mairie Inventée', departements, code }, gestionnaire)
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
  it('crée le compte et un courriel, une fois, même d’un formulaire envoyé trois fois ensemble (R-EDI-10)', async () => {
    const gestionnaire = await unGestionnaire(['09'])
    const invitation = unAgent(await unCentre(gestionnaire, ['09']), 'trois@mairie.invalid')
    const cle = randomUUID()
    const send = () => invite(invitation, gestionnaire, cle)
    const answers = [...(await Promise.all([send(), send(), send()])), await send()]
    expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(new Set(answers.map((one) => one.ok && one.value.compteId)).size).toBe(1)
    expect(await db.$count(messageEnvoye, eq(messageEnvoye.destinataire, invitation.courriel))).toBe(1)
    // Its page sent again, saying somebody else: one more invitation.
    expect(codeOf(await invite({ ...invitation, courriel: 'quatre@mairie.invalid' }, gestionnaire, cle))).toBe('ok')
    expect(await db.$count(messageEnvoye, eq(messageEnvoye.destinataire, 'quatre@mairie.invalid'))).toBe(1)
  })

  it('envoyée de nouveau après la fermeture du compte, le dit : rien ne part, et rien ne s’ouvre (R-EDI-10)', async () => {
    const gestionnaire = await unGestionnaire(['09'])
    const invitation = unAgent(await unCentre(gestionnaire, ['09']), 'ferme@mairie.invalid')
    const cle = randomUUID()
    const send = () => invite(invitation, gestionnaire, cle)
    const invited = await send()
    if (!invited.ok) throw new Error(invited.refus.code)
    const id = invited.value.compteId
    expect(codeOf(await closeCompteOf(id, ctx(gestionnaire)))).toBe('ok')
    expect(await send()).toEqual({ ok: false, refus: { code: 'invite-ferme', id } })
    expect(await db.$count(messageEnvoye, eq(messageEnvoye.destinataire, invitation.courriel))).toBe(1)
    expect(codeOf(await reopenCompteOf(id, ctx(gestionnaire)))).toBe('ok')
    expect(await send()).toEqual({ ok: true, value: { compteId: id } })
    // Invited anew meanwhile: that account is the one to look at.
    expect(codeOf(await closeCompteOf(id, ctx(gestionnaire)))).toBe('ok')
    expect(codeOf(await invite(invitation, gestionnaire))).toBe('ok')
    expect(codeOf(await send())).toBe('courriel-deja-invite')
  })

  it('d’une personne, par deux formulaires envoyés ensemble, n’en fait qu’une ; le second est prévenu', async () => {
    const gestionnaire = await unGestionnaire(['09'])
    const invitation = unAgent(await unCentre(gestionnaire, ['09']), 'deux@mairie.invalid')
    const answers = await Promise.all([invite(invitation, gestionnaire), invite(invitation, gestionnaire)])
    expect(answers.map(codeOf).sort()).toEqual(['courriel-deja-invite', 'ok'])
    expect(
      await db.select().from(messageEnvoye).where(eq(messageEnvoye.destinataire, invitation.courriel)),
    ).toHaveLength(1)
  })

  it('n’est possible que pour un centre dont tous les départements sont ceux du gestionnaire (R-ACC-05)', async () => {
    const ici = await unGestionnaire(['09'])
    const ailleurs = await unGestionnaire(['75'])
    const centreId = await unCentre(ici, ['09'])
    expect(codeOf(await invite(unAgent(centreId, 'x@mairie.invalid'), ailleurs))).toBe('acces-refuse')
    expect(codeOf(await invite(unAgent(ACTEURS.demandeur.compteId, 'y@mairie.invalid'), ici))).toBe('acces-refuse')
    expect(codeOf(await invite(unAgent(centreId, 'z@mairie.invalid'), ACTEURS.visiteur))).toBe('connexion-requise')
  })

  it('lie le compte au `sub` à la première connexion ; la fermeture coupe la session en cours (R-ACC-10, R-ACC-11)', async () => {
    const gestionnaire = await unGestionnaire(['09'])
    const courriel = 'lea@mairie.invalid'
    const invited = await invite(unAgent(await unCentre(gestionnaire, ['09']), courriel), gestionnaire)
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
    await invite(unAgent(await unCentre(gestionnaire, ['09']), courriel), gestionnaire)
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
    expect(codeOf(await create({ ...contenu, code: 'G7001' }, ici))).toBe('code-guichet-pris')
    expect(codeOf(await create({ ...contenu, departements: ['75'] }, ici))).toBe('acces-refuse')
    expect(codeOf(await correct(id, { ...contenu, code: 'G7001', departements: ['09', '32'] }, ici))).toBe('ok')
    expect(codeOf(await correct(id, contenu, await unGestionnaire(['09'])))).toBe('acces-refuse')
    expect(codeOf(await correct(ACTEURS.demandeur.compteId, contenu, ici))).toBe('introuvable')
    const autre = await unCentre(ici, ['09'], 'G7002')
    expect(codeOf(await correct(autre, { ...contenu, code: 'G7001' }, ici))).toBe('code-guichet-pris')
  })

  it('n’est créé qu’une fois d’un formulaire envoyé trois fois ensemble, avec ou sans code guichet (R-EDI-10)', async () => {
    const ici = await unGestionnaire(['09'])
    for (const code of [undefined, 'G7003']) {
      const contenu: NouveauCentre = { nom: `Mairie en double ${code ?? ''}`, code, departements: ['09'] }
      const cle = randomUUID()
      const send = () => create(contenu, ici, cle)
      const answers = [...(await Promise.all([send(), send(), send()])), await send()]
      expect(answers.map(codeOf)).toEqual(['ok', 'ok', 'ok', 'ok'])
      const [id = '', ...autres] = new Set(answers.map((one) => (one.ok ? one.value.id : '')))
      expect(autres).toEqual([])
      expect(await db.$count(centre, eq(centre.nom, contenu.nom))).toBe(1)
      expect(await db.$count(faitDAdministration, eq(faitDAdministration.cible, id))).toBe(1)
      // Corrected since: a resend that was late is still that of the first.
      await correctCentre({ id, version: 1, contenu: { ...contenu, courriel: 'a@mairie.invalid' } }, ctx(ici))
      expect(await send()).toEqual({ ok: true, value: { id } })
    }
  })

  it('dont la page, revenue en arrière, dit autre chose, en est un autre (R-EDI-10)', async () => {
    const ici = await unGestionnaire(['09'])
    const cle = randomUUID()
    const noms = ['Mairie d’en haut', 'Mairie d’en bas']
    const ids = []
    for (const nom of noms) {
      const created = await create({ nom, departements: ['09'] }, ici, cle)
      ids.push(created.ok && created.value.id)
    }
    expect(new Set(ids).size).toBe(2)
    expect(codeOf(await create({ nom: 'Ailleurs', departements: ['75'] }, ici, cle))).toBe('acces-refuse')
  })
})
