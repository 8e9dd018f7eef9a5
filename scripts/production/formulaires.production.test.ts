import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'next-auth/jwt'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { closeDb } from '#db/client.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { champDeRevenu, champDuMontant } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { openSession } from '../../bench/portail.ts'
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

/** The taps of somebody for whom nothing changed, page after page: a text of its form, and the button. */
const TOUJOURS = [
  ['', 'value="faits"', { faire: 'rien-n-a-change' }],
  ['/ressources', 'value="ressources"', { faire: 'toujours' }],
  ['/revenu', 'value="revenu"', { faire: 'toujours' }],
] as const

/** An applicant of their own, with a demande to renew, in the base that this process names. */
async function openDemandeur() {
  const demande = await insertUneDemande()
  const entree = { secret: SETTINGS.PORTAIL_SECRET, cookie: '__Host-portail-demandeur' }
  const { cookie } = await openSession(entree, demande)
  return { chemin: `/renouveler/${demande.ref}`, cookie: `${cookie.name}=${cookie.value}` }
}
type Demandeur = Awaited<ReturnType<typeof openDemandeur>>

/** A form as a browser sends one that has no files. */
const enTexte = (form: FormData) => new URLSearchParams([...form].map(([nom, valeur]) => [nom, String(valeur)]))

describe('un formulaire ouvert avant une mise à jour et envoyé après', () => {
  let url: string
  let cookie: string
  let after: Run
  const suivante = inject('versionSuivante')
  const pages = new Map<string, Page>()
  const demandeurs: Demandeur[] = []
  const open = async (portal: Run, path: string, headers = { cookie }): Promise<Page> => {
    const answer = await fetch(`${portal.url}${path}`, { headers })
    expect([path, answer.status]).toEqual([path, 200])
    // React parts two texts that follow each other by an empty comment.
    return { path, html: (await answer.text()).replaceAll('<!-- -->', '') }
  }
  const page = (path: string): Page => {
    const opened = pages.get(path)
    if (!opened) throw new Error(`${path} was not opened.`)
    return opened
  }
  const sendTo = (
    { url: origin }: Run,
    path: string,
    body: FormData | URLSearchParams,
    headers: Readonly<Record<string, string>>,
  ) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: { ...headers, origin, 'sec-fetch-site': 'same-origin' },
    })
  const send = (path: string, body: FormData, headers: Readonly<Record<string, string>> = { cookie }) =>
    sendTo(after, path, body, headers)
  /** A form of a renewal, by its applicant; where it leads. */
  const renew = async (portal: Run, { chemin, cookie: sien }: Demandeur, vers: string, form: FormData) => {
    const answer = await sendTo(portal, `${chemin}/${vers}`, enTexte(form), { cookie: sien })
    return [answer.status, answer.headers.get('location')]
  }
  const demandeurDe = (rang: number): Demandeur => {
    const demandeur = demandeurs[rang]
    if (!demandeur) throw new Error('Nobody signed in.')
    return demandeur
  }
  /** Goes on with a renewal by so many taps, and leaves the page where it arrives open. */
  const openRenouvellement = async (portal: Run, taps: number): Promise<void> => {
    const demandeur = await openDemandeur()
    const { chemin, cookie: sien } = demandeur
    for (const [at, [etape, contains, typed]] of TOUJOURS.slice(0, taps).entries()) {
      const form = fill(await open(portal, `${chemin}${etape}`, { cookie: sien }), contains, typed)
      const suivante = TOUJOURS[at + 1]?.[0] ?? '/confirmer'
      expect(await renew(portal, demandeur, 'reponses', form)).toEqual([303, `${chemin}${suivante}`])
    }
    const ouverte = `${chemin}${TOUJOURS[taps]?.[0] ?? '/confirmer'}`
    pages.set(ouverte, await open(portal, ouverte, { cookie: sien }))
    demandeurs.push(demandeur)
  }

  afterAll(async () => {
    await after?.stop()
    await closeDb()
  })

  it('s’ouvre dans la version d’avant', async () => {
    url = await clonePreparedBase()
    await ask(url, LIFE)
    process.env.DATABASE_URL = url
    const token = await encode({ token: { sid: SESSION }, secret: SETTINGS.PORTAIL_SECRET })
    cookie = `__Host-portail-session=${token}`
    const before = await start(url, ['--web'])
    try {
      expect(await before.ready, before.said()).toBe(true)
      for (const path of [`/points-de-contact/${POINT}/signaler`, '/admin/exploitation', '/admin/comptes/nouveau'])
        pages.set(path, await open(before, path))
      // Where the income is asked, and where all is confirmed.
      for (const taps of [2, 3]) await openRenouvellement(before, taps)
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

  it('d’un demandeur sans script, une étape : sa réponse est gardée, et se relit avant de confirmer (R-65)', async () => {
    const demandeur = demandeurDe(0)
    const { chemin, cookie: sien } = demandeur
    const montant = champDuMontant('demandeur')
    const typed = { [champDeRevenu('demandeur')]: 'autre', [montant]: '15 200', faire: 'enregistrer' }
    const form = fill(page(`${chemin}/revenu`), `name="${montant}"`, typed)
    expect(await renew(after, demandeur, 'reponses', form)).toEqual([303, `${chemin}/confirmer`])
    const { html } = await open(after, `${chemin}/confirmer`, { cookie: sien })
    expect(html).toContain('Voici, autrement, ce qui sera enregistré')
    expect(html.replaceAll(/\s/g, ' ')).toContain('15 200 €')
  })

  it('d’un demandeur sans script, la confirmation : la demande est renouvelée, une fois, même envoyée deux fois (R-65)', async () => {
    const demandeur = demandeurDe(1)
    const { chemin, cookie: sien } = demandeur
    const ouverte = page(`${chemin}/confirmer`)
    expect(ouverte.html).not.toContain('autrement')
    const form = fill(ouverte, 'name="cle"', { honneur: 'on' })
    for (const turn of [1, 2])
      expect([turn, ...(await renew(after, demandeur, 'envoi', form))]).toEqual([turn, 303, `${chemin}/fait`])
    const { html } = await open(after, `${chemin}/fait`, { cookie: sien })
    expect(html).toContain('Votre demande est renouvelée jusqu’au')
    const faits = await ask(url, `select type, cle, canal from fait_de_demande where type = 'renouvellement'`)
    expect(faits).toEqual([{ type: 'renouvellement', cle: form.get('cle'), canal: 'internet' }])
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
