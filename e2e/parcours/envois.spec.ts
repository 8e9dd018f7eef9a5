/** Files that nobody should send, through the door of the administration: a sentence, nothing published, nothing down. */
import { request as httpRequest } from 'node:http'
import { crc32, deflateRawSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { zipOf } from '../../lib/adapters/xlsx/testing.ts'
import { expect, test } from '../fixtures.ts'
import { unClasseur, unPointAuch } from '../steps/classeur.ts'
import { GESTIONNAIRE, seConnecter, unMot } from '../steps/connexion.ts'
import { attendreLaLecture, deposerUnFichier, publierUnClasseur } from '../steps/recensement.ts'

/** Eight sheets of 30 MB of nothing, that say they weigh ten bytes. */
function makeBombe(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(30 * 1024 * 1024))
  return zipOf(
    Array.from({ length: 8 }, (_, rang) => ({
      nom: rang === 0 ? 'xl/workbook.xml' : `xl/worksheets/sheet${rang}.xml`,
      packed,
      size: 10,
      crc: crc32(Buffer.alloc(0)),
    })),
  )
}

/** Publishes a point; answers what tells whether it and its server stay the very same. */
async function publishTemoin(page: Page) {
  const nom = `Point témoin ${unMot()}`
  await publierUnClasseur(page, unClasseur([unPointAuch(nom)]), 'Publier 1 ligne')
  await page.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
  await page.getByRole('link', { name: nom }).click()
  await expect(page.locator('#nom')).toHaveValue(nom)
  const publique = `/points-de-contact/${new URL(page.url()).pathname.split('/').at(-1)}`
  // Stored in the memory of the web process, with an id of its making: other bytes, another rendering or process.
  const read = async () => {
    const answer = await page.request.get(publique)
    return { statut: answer.status(), texte: await answer.text() }
  }
  await expect(async () => expect((await read()).texte).toContain(nom)).toPass()
  const avant = await read()
  expect(avant.statut).toBe(200)
  return async () => {
    const apres = await read()
    expect(apres.statut).toBe(200)
    expect(apres.texte === avant.texte).toBe(true)
    expect((await page.request.get('/api/sante')).status()).toBe(200)
  }
}

test('[ENV-01] une bombe, du hasard, une image, un PDF, rien, un classeur tronqué : une phrase, sans JavaScript aussi, et rien ne bouge', async ({
  withoutScript,
}) => {
  const page = await withoutScript.newPage()
  await seConnecter(page, GESTIONNAIRE)
  const expectUntouched = await publishTemoin(page)
  const entier = unClasseur([unPointAuch(`Point jamais publié ${unMot()}`)]).buffer
  for (const [name, buffer, phrase] of [
    ['bombe.xlsx', makeBombe(), 'Une fois décompressé, ce fichier est démesuré'],
    ['hasard.xlsx', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251)), 'classeur lisible'],
    ['photo.xlsx', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'Ce fichier est une image'],
    ['imprime.xlsx', await page.pdf(), 'Ce fichier est un PDF, qu’un tableur n’ouvre pas'],
    ['vide.xlsx', Buffer.alloc(0), 'Ce fichier est vide'],
    ['coupe.xlsx', entier.subarray(0, entier.length - 600), 'abîmé'],
  ] as const) {
    await deposerUnFichier(page, { name, buffer, mimeType: 'application/octet-stream' })
    await attendreLaLecture(page, page.locator('.fr-alert--error').first())
    await expect(page.locator('.fr-alert--error').first()).toContainText(phrase)
    await expect(page.getByRole('button', { name: /^Publier/ })).toHaveCount(0)
    await expectUntouched()
  }
})

test('[ENV-02] un envoi coupé au milieu ne laisse rien, et le suivant passe', async ({ withoutScript, baseURL }) => {
  const page = await withoutScript.newPage()
  await seConnecter(page, GESTIONNAIRE)
  const expectUntouched = await publishTemoin(page)

  /** Sends the plain form with this file as a browser would, the whole of it or a part. */
  const send = async (name: string, part: number): Promise<number | 'coupé'> => {
    await page.goto('/admin/recensements')
    const form = page.locator('form', { has: page.locator('#fichier') })
    const data = new FormData()
    for (const field of await form.locator('input[type=hidden]').all())
      data.append((await field.getAttribute('name')) ?? '', await field.inputValue())
    const classeur = unClasseur([unPointAuch(`Point envoyé ${unMot()}`)]).buffer
    data.append('fichier', new Blob([new Uint8Array(classeur)]), name)
    const whole = new Response(data)
    const body = Buffer.from(await whole.arrayBuffer())
    const cookies = await page.context().cookies()
    const headers = {
      'content-type': whole.headers.get('content-type') ?? '',
      'content-length': String(body.length),
      cookie: cookies.map(({ name: key, value }) => `${key}=${value}`).join('; '),
      origin: baseURL ?? '',
    }
    return new Promise((done) => {
      const asked = httpRequest(new URL('/admin/recensements', baseURL), { method: 'POST', headers })
      asked.once('response', (answer) => {
        answer.resume()
        done(answer.statusCode ?? 0)
      })
      asked.once('error', () => done('coupé'))
      asked.write(body.subarray(0, Math.floor(body.length * part)), () => {
        if (part < 1) setTimeout(() => asked.destroy(new Error('cut')), 200)
        else asked.end()
      })
    })
  }
  const listed = async (name: string): Promise<number> => {
    await page.goto('/admin/recensements')
    return page.getByRole('link', { name }).count()
  }

  const [coupe, entier] = [`coupe-${unMot()}.xlsx`, `entier-${unMot()}.xlsx`]
  expect(await send(coupe, 0.5)).toBe('coupé')
  await expectUntouched()
  expect(await send(entier, 1)).toBe(303)
  expect([await listed(coupe), await listed(entier)]).toEqual([0, 1])
  await expectUntouched()
})
