import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findSession } from '#db/queries/sessions.ts'
import { compte } from '#db/schema/index.ts'
import { seedComptes } from '#db/seed/demo/comptes.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { PorteeDeCompte, RoleDeCompte } from '#lib/domain/acces/compte.ts'
import { enterAdministration } from './enter-administration.ts'
import { closeCompteOf, correctCompte, inviteCompte, reopenCompteOf } from './manage-comptes.ts'
import { contexteDe } from './testing.ts'

withDatabase()

const SIRET = '73282932000074'
const AUTRE_SIRET = '35600000049837'
const mail = { objet: 'Accès', corps: 'Bonjour' }
const codeOf = (answer: { ok: true } | { ok: false; refus: { code: string } }) => (answer.ok ? 'ok' : answer.refus.code)
const enter = (sub: string, courriel: string, siret = SIRET) =>
  enterAdministration({ sub, courriel, courrielVerifie: true, nom: 'Ana Inventée', siret })

async function unCompte(role: RoleDeCompte, departements: string[] = []) {
  const [row] = await db
    .insert(compte)
    .values({ courriel: `${Math.random()}@x.invalid`, role, departements })
    .returning({ id: compte.id })
  return row?.id ?? ''
}
async function unGestionnaire(...departements: string[]) {
  const compteId = await unCompte('gestionnaire-territorial', departements)
  return contexteDe({ role: 'gestionnaire-territorial', compteId, departements } satisfies Acteur)
}
const portee = (...centreIds: string[]): PorteeDeCompte => ({ siret: SIRET, departements: [], centreIds })

async function unDecor() {
  const ariege = await unGestionnaire('09')
  const centres = [await insertCentre({ nom: 'a' }), await insertCentre({ nom: 'b' })] as const
  const courriel = `${Math.random()}@mairie.invalid`
  const inviter = (siret = SIRET) =>
    inviteCompte(
      { cle: randomUUID(), invitation: { courriel, role: 'agent-de-guichet', ...portee(centres[0]), siret } },
      mail,
      ariege,
    )
  const invited = await inviter()
  if (!invited.ok) throw new Error(invited.refus.code)
  return { ariege, centres, courriel, inviter, id: invited.value.compteId, sub: `sub-${courriel}` }
}

describe('un accès fermé', () => {
  it('rentre par une nouvelle invitation, avec le même `sub` ; l’ancien compte reste fermé (R-ACC-16)', async () => {
    const { ariege, courriel, inviter, id, sub } = await unDecor()
    const first = await enter(sub, courriel)
    expect(codeOf(await inviter())).toBe('courriel-deja-invite')
    expect(codeOf(await closeCompteOf(id, ariege))).toBe('ok')
    expect(codeOf(await enter(sub, courriel))).toBe('compte-desactive')
    expect(codeOf(await inviter())).toBe('ok')
    const again = await enter(sub, courriel)
    if (!again.ok || !first.ok) throw new Error('refused')
    expect(await findSession(first.value.sid)).toBeUndefined()
    expect((await findSession(again.value.sid))?.compteId).not.toBe(id)
    // Known by its subject from now on, in the account that is open.
    expect(codeOf(await enter(sub, 'nouvelle@mairie.invalid'))).toBe('ok')
    const rows = await db.select().from(compte).where(eq(compte.sub, sub)).orderBy(compte.createdAt)
    expect(rows.map(({ desactiveAt }) => desactiveAt === null)).toEqual([false, true])
    expect(codeOf(await reopenCompteOf(id, ariege))).toBe('acces-deja-ouvert')
  })

  it('se rouvre tel qu’il était, par qui le gère ; le second clic ne change rien (R-ACC-18)', async () => {
    const { ariege, courriel, inviter, id, sub } = await unDecor()
    await enter(sub, courriel)
    await closeCompteOf(id, ariege)
    expect(codeOf(await reopenCompteOf(id, await unGestionnaire('75')))).toBe('acces-refuse')
    expect(codeOf(await reopenCompteOf('00000000-0000-4000-8000-00000000dead', ariege))).toBe('introuvable')
    expect((await Promise.all([reopenCompteOf(id, ariege), reopenCompteOf(id, ariege)])).map(codeOf)).toEqual([
      'ok',
      'ok',
    ])
    const again = await enter(sub, courriel)
    if (!again.ok) throw new Error(again.refus.code)
    expect(await findSession(again.value.sid)).toMatchObject({ compteId: id, role: 'agent-de-guichet' })
    // Invited anew before the old account is opened: the person has one already.
    await closeCompteOf(id, ariege)
    expect(codeOf(await inviter())).toBe('ok')
    expect(codeOf(await reopenCompteOf(id, ariege))).toBe('acces-deja-ouvert')
  })
})

describe('corriger un compte', () => {
  it('vaut dès la requête suivante, et le SIRET corrigé ouvre la première connexion (R-ACC-17)', async () => {
    const { ariege, centres, courriel, id, sub } = await unDecor()
    expect(codeOf(await enter(sub, courriel, AUTRE_SIRET))).toBe('siret-different')
    const correct = (value: PorteeDeCompte, version: number, ctx = ariege) =>
      correctCompte({ id, version, portee: value }, ctx)
    expect(codeOf(await correct({ ...portee(centres[0]), siret: AUTRE_SIRET }, 1))).toBe('ok')
    const entered = await enter(sub, courriel, AUTRE_SIRET)
    if (!entered.ok) throw new Error(entered.refus.code)
    expect(codeOf(await correct(portee(centres[1]), 2))).toBe('ok')
    expect(await findSession(entered.value.sid)).toMatchObject({ centres: [centres[1]] })
    expect(codeOf(await correct({ ...portee(centres[1]), siret: undefined }, 3))).toBe('saisie-a-revoir')
    expect(codeOf(await correct(portee(), 3))).toBe('saisie-a-revoir')
    await closeCompteOf(id, ariege)
    expect(codeOf(await correct(portee(centres[0]), 4))).toBe('compte-ferme')
  })

  it('demande d’en répondre avant et après (R-ACC-17)', async () => {
    const { ariege, centres, id } = await unDecor()
    const large = await unGestionnaire('09', '31')
    const toulouse = await insertCentre({ departements: ['31'] })
    const correct = (ctx: typeof ariege, ...ids: string[]) =>
      correctCompte({ id, version: 1, portee: portee(...ids) }, ctx)
    expect(codeOf(await correct(ariege, centres[0], toulouse))).toBe('acces-refuse')
    expect(codeOf(await correct(await unGestionnaire('31'), toulouse))).toBe('acces-refuse')
    expect(codeOf(await correct(ariege, '00000000-0000-4000-8000-00000000dead'))).toBe('acces-refuse')
    expect(codeOf(await correct(large, toulouse))).toBe('ok')
    expect(codeOf(await correctCompte({ id, version: 2, portee: portee(centres[0]) }, ariege))).toBe('acces-refuse')
  })

  it('à deux : la seconde personne est prévenue et voit ce que la première a enregistré (R-ACC-17)', async () => {
    const { ariege, centres, id } = await unDecor()
    // Neither is what the account has already: that changes nothing, and is no conflict.
    const answers = await Promise.all(
      [portee(centres[1]), portee(...centres)].map((said) => correctCompte({ id, version: 1, portee: said }, ariege)),
    )
    expect(answers.map(codeOf).sort()).toEqual(['modifiee-entre-temps', 'ok'])
    const [row] = await db.select().from(compte).where(eq(compte.id, id))
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      refus: { version: 2, actuel: { siret: SIRET, centreIds: row?.centreIds } },
    })
  })

  it('un administrateur change les départements d’un gestionnaire', async () => {
    const moi = contexteDe({ role: 'administrateur-national', compteId: await unCompte('administrateur-national') })
    const id = await unCompte('gestionnaire-territorial', ['09'])
    const correct = (departements: string[], version = 1) =>
      correctCompte({ id, version, portee: { siret: undefined, departements, centreIds: [] } }, moi)
    expect(codeOf(await correct([]))).toBe('saisie-a-revoir')
    expect(codeOf(await correct(['09', '31']))).toBe('ok')
    const [row] = await db.select().from(compte).where(eq(compte.id, id))
    expect(row).toMatchObject({ departements: ['09', '31'], siret: null, version: 2 })
  })
})

it('la démonstration laisse fermé un compte que l’on a fermé', async () => {
  await seedComptes(db)
  const [gaston] = await db
    .update(compte)
    .set({ desactiveAt: new Date() })
    .where(eq(compte.sub, 'demo-gestionnaire-gaston'))
    .returning({ sub: compte.sub, desactiveAt: compte.desactiveAt })
  expect(gaston?.desactiveAt).toBeInstanceOf(Date)
  const count = await db.$count(compte)
  await seedComptes(db)
  expect(await db.$count(compte)).toBe(count)
  expect(
    await db
      .select({ sub: compte.sub, desactiveAt: compte.desactiveAt })
      .from(compte)
      .where(eq(compte.courriel, 'gaston@gestionnaire.invalid')),
  ).toEqual([gaston])
})
