/** The first day of a portal, as docs/exploitation.md tells it: a role that owns its base and no more, then one person. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { cluster, createBase } from './bases.ts'
import { signIn } from './entree.ts'
import { startFournisseur } from './fournisseur.ts'
import { runCommande, SETTINGS, start } from './portail.ts'
import { ask, CREATEDB, runTool } from './postgres15.ts'

const COURRIEL = 'premiere@exploitant.invalid'
const identite = (sub: string, email: string) => ({
  sub,
  email,
  email_verified: true,
  given_name: 'Prune',
  usual_name: 'Fictive',
})

/** By `createuser` with its defaults: it may sign in, and is no superuser. Returns the address of a base that it owns. */
async function createOwnedBase(): Promise<string> {
  const role = `r_${randomUUID().replaceAll('-', '')}`
  runTool(cluster(), 'createuser', [role])
  await ask(cluster().url(), `alter role ${role} password 'mot-de-passe-du-role'`)
  const at = new URL(createBase([`--owner=${role}`, ...CREATEDB]))
  at.username = role
  at.password = 'mot-de-passe-du-role'
  return at.toString()
}

it('un rôle sans privilège prépare la base, nomme l’administrateur, qui entre par ProConnect (R-ACC-12, R-ACC-13)', async () => {
  const url = await createOwnedBase()
  expect(
    await ask(
      url,
      'select rolsuper or rolcreatedb or rolcreaterole as fort from pg_roles where rolname = current_user',
    ),
  ).toEqual([{ fort: false }])
  const preparation = await start(url, ['--preparer'])
  expect(await preparation.ended, preparation.said()).toBe(0)

  const nommee = runCommande(url, 'administrateur', [COURRIEL])
  expect(nommee).toMatchObject({ status: 0, stderr: expect.not.stringMatching(/erreur/i) })
  expect(nommee.stdout).toMatch(
    new RegExp(`^${COURRIEL} deviendra administrateur à sa première connexion par ProConnect`, 'm'),
  )

  const fournisseur = await startFournisseur(SETTINGS.PROCONNECT_CLIENT_ID)
  const portal = await start(url, ['--web'], { PROCONNECT_ISSUER: fournisseur.issuer })
  try {
    expect(await portal.ready, portal.said()).toBe(true)
    const enter = (sub: string, courriel: string) =>
      signIn({ url: portal.url, fournisseur }, identite(sub, courriel), { retour: '/admin' })
    // Somebody else comes first: the naming is not theirs.
    expect((await enter('sub-autre', 'autre@exploitant.invalid')).session).toBeUndefined()
    const { lieu, session, admin } = await enter('sub-premiere', COURRIEL)
    expect([lieu.pathname, session?.[0], admin]).toEqual(['/admin', '__Host-portail-session', 200])
    expect(await ask(url, 'select sub, courriel, role from compte')).toEqual([
      { sub: 'sub-premiere', courriel: COURRIEL, role: 'administrateur-national' },
    ])
    // Known by its subject from then on, and nobody is named any more.
    expect((await enter('sub-premiere', 'renommee@exploitant.invalid')).session).toBeDefined()
    expect((await enter('sub-autre', COURRIEL)).session).toBeUndefined()
    const encore = runCommande(url, 'administrateur', ['autre@exploitant.invalid'])
    expect([encore.status, encore.stdout]).toEqual([1, ''])
    expect(encore.stderr).toContain('Un administrateur existe déjà.')
  } finally {
    fournisseur.stop()
    await portal.stop()
  }
})
