import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'next-auth/jwt'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { root } from '../base.ts'
import { TEST_BUILD } from '../navigateur.ts'
import { clonePreparedBase } from './bases.ts'
import { fill } from './formulaire.ts'
import { type Run, SETTINGS, start } from './portail.ts'
import { ask } from './postgres15.ts'
import { REGLAGES_SUIVANTS } from './version-suivante.ts'

const POINT = 'mairie-fictive'
const [COMPTE, SESSION] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
const LIFE = `
  insert into centre (nom, courriel, departements) values ('Centre fictif', 'centre@exemple.fr', '{09}');
  insert into point_de_contact (id, centre_id, departement_code, nom, canal, type, services, telephone, mis_a_jour_le)
    select '${POINT}', id, '09', 'Mairie fictive', 'telephone', 'lieu-information', '{information}', '0123456789', '2026-01-01'
    from centre;
  insert into compte (id, sub, courriel, role) values ('${COMPTE}', 'sub-1', 'admin@exemple.fr', 'administrateur-national');
  insert into session (sid, compte_id, expire_at) values ('${SESSION}', '${COMPTE}', now() + interval '1 hour')`

type Page = Readonly<{ path: string; html: string }>

describe('un formulaire ouvert avant une mise à jour et envoyé après', () => {
  let url: string
  let cookie: string
  let after: Run
  const suivante = inject('versionSuivante')
  const pages = new Map<string, Page>()
  const open = async (portal: Run, path: string): Promise<Page> => {
    const answer = await fetch(`${portal.url}${path}`, { headers: { cookie } })
    expect([path, answer.status]).toEqual([path, 200])
    // React parts two texts that follow each other by an empty comment.
    return { path, html: (await answer.text()).replaceAll('<!-- -->', '') }
  }
  const page = (path: string): Page => {
    const opened = pages.get(path)
    if (!opened) throw new Error(`${path} was not opened.`)
    return opened
  }
  const send = (path: string, body: FormData, headers: Readonly<Record<string, string>> = { cookie }) =>
    fetch(`${after.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: { ...headers, origin: after.url, 'sec-fetch-site': 'same-origin' },
    })

  afterAll(async () => {
    await after?.stop()
  })

  it('s’ouvre dans la version d’avant', async () => {
    url = await clonePreparedBase()
    await ask(url, LIFE)
    const token = await encode({ token: { sid: SESSION }, secret: SETTINGS.PORTAIL_SECRET })
    cookie = `__Host-portail-session=${token}`
    const before = await start(url, ['--web'])
    try {
      expect(await before.ready, before.said()).toBe(true)
      for (const path of [`/points-de-contact/${POINT}/signaler`, '/admin/exploitation', '/admin/comptes/nouveau'])
        pages.set(path, await open(before, path))
    } finally {
      await before.stop()
    }
  })

  it('reste ouvert pendant que la version suivante se prépare', async () => {
    const preparation = await start(url, ['--preparer'], REGLAGES_SUIVANTS, suivante)
    expect(await preparation.ended, preparation.said()).toBe(0)
  })

  it('trouve une autre construction, où les pages ont changé', async () => {
    after = await start(url, ['--web'], REGLAGES_SUIVANTS, suivante)
    expect(await after.ready, after.said()).toBe(true)
    const identity = (folder: string) => readFileSync(join(folder, TEST_BUILD.PORTAIL_DIST, 'BUILD_ID'), 'utf8')
    expect(identity(suivante)).not.toBe(identity(root))
    const { html } = await open(after, `/points-de-contact/${POINT}/signaler`)
    expect(html).toContain('Signaler une erreur, autrement')
    expect(page(`/points-de-contact/${POINT}/signaler`).html).not.toContain('autrement')
  })

  it('garde le signalement, une fois, même envoyé deux fois', async () => {
    const path = `/points-de-contact/${POINT}/signaler`
    const body = fill(page(path), 'name="cle"', { nature: 'horaires', message: 'Fermé le mercredi.' })
    for (const turn of [1, 2]) {
      const answer = await send(path, body, {})
      expect([turn, answer.status, answer.headers.get('location')]).toEqual([turn, 303, `${path}?merci`])
    }
    expect(await ask(url, 'select point_id as point, nature, message from signalement')).toEqual([
      { point: POINT, nature: 'horaires', message: 'Fermé le mercredi.' },
    ])
    expect(await ask(url, 'select destinataire from message_envoye')).toEqual([{ destinataire: 'centre@exemple.fr' }])
  })

  it('mal rempli, dit ce qui manque et garde ce qui était écrit', async () => {
    const path = `/points-de-contact/${POINT}/signaler`
    const answer = await send(path, fill(page(path), 'name="cle"', { nature: '', message: 'Un mot écrit avant' }), {})
    const html = await answer.text()
    expect(html).toContain('Dites ce qui ne va pas.')
    expect(html).toContain('Un mot écrit avant')
  })

  it('d’un agent, s’enregistre sous son compte', async () => {
    const answer = await send('/admin/exploitation', fill(page('/admin/exploitation'), 'name="seuil"', { seuil: '7' }))
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/admin/exploitation?regle'])
    const { html } = await open(after, '/admin/exploitation')
    expect(html).toContain('moins de 7')
    expect(html).toContain('<dt>Courriels</dt><dd>envoyés par 127.0.0.1:9</dd>')
    expect(html).toContain('<dt>SMS</dt><dd>non configurés : il manque SMS_URL</dd>')
  })

  it('dont l’action a changé de place, mène à une page en français qui redit ce qui était écrit', async () => {
    const path = '/admin/comptes/nouveau'
    const body = fill(page(path), 'name="courriel"', { courriel: 'nadia@exemple.fr', role: 'gestionnaire-territorial' })
    const answer = await send(path, body)
    expect(answer.status).toBe(409)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const html = await answer.text()
    expect(html).toContain('<html lang="fr">')
    expect(html).toContain('La page que vous aviez ouverte date d’avant une mise à jour du portail.')
    expect(html).toContain(`<a href="${path}">Rouvrir la page</a>`)
    expect(html).toContain('<dt>Courriel</dt><dd>nadia@exemple.fr</dd>')
    expect(html).toContain('<dt>Rôle</dt><dd>Gestionnaire territorial</dd>')
    expect(await ask(url, 'select courriel from compte')).toEqual([{ courriel: 'admin@exemple.fr' }])
    // Opened anew, the form of this version invites.
    const again = fill(await open(after, path), 'name="courriel"', {
      courriel: 'nadia@exemple.fr',
      role: 'gestionnaire-territorial',
      departements: '09',
      siret: '12345678200010',
    })
    expect((await send(path, again)).headers.get('location')).toBe('/admin/comptes?invite')
  })
})
