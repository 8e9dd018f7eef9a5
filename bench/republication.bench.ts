/**
 * `republication`: an agent sends fifty points of their centre through the door of the administration, publishes them,
 * and the pages of their communes show them; every other commune page of the département keeps its very rendering. Then
 * one point corrected in its form, and the figures of a commune saved in theirs.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import postgres from 'postgres'
import { ensureDatabase, startEmbedded } from '../db/embedded.ts'
import { unClasseur } from '../e2e/steps/classeur.ts'
import { AGENTE, GESTIONNAIRE, seConnecterParProConnect } from '../e2e/steps/connexion.ts'
import { root } from '../scripts/base.ts'
import { type Portal, startPortal, TEST_BUILD } from '../scripts/navigateur.ts'
import { ensurePrograms } from '../scripts/systeme.ts'
import { type Bench, median, type Row, spread } from './banc.ts'

const POINTS = 50
const PASSAGES = 5
const AIM_SECONDS = 3
/** Published means visible: from the word of the portal to the page at the origin (docs/adr/0012). */
const AIM_VISIBLE_SECONDS = 2
const COMMUNES = [
  { nom: 'Foix', codePostal: '09000', page: '/communes/09122-foix' },
  { nom: 'Pamiers', codePostal: '09100', page: '/communes/09225-pamiers' },
  { nom: 'Lavelanet', codePostal: '09300', page: '/communes/09160-lavelanet' },
  { nom: 'Mirepoix', codePostal: '09500', page: '/communes/09194-mirepoix' },
  { nom: 'Saverdun', codePostal: '09700', page: '/communes/09282-saverdun' },
] as const
/** What a point corrected in its form and figures saved in theirs are seen on. */
const { page: PAGE_CORRIGEE } = COMMUNES[0]
const CHIFFRES = { code: '09122', page: PAGE_CORRIGEE } as const
/** Without it the command would speak for the gestionnaire, whom what a centre published is not given to change. */
const CENTRE_DE_L_AGENTE = 'G0901'
const TOUCHEES: ReadonlySet<string> = new Set(COMMUNES.map(({ page }) => page))

/** The same fifty places each time; what they say changes with the passage. */
const classeurDu = (passage: number) =>
  unClasseur(
    Array.from({ length: POINTS }, (_, rang) => {
      const { nom, codePostal } = COMMUNES[rang % COMMUNES.length] ?? COMMUNES[0]
      return {
        nom: `Guichet fictif de mesure ${rang + 1}`,
        canal: 'Physique',
        type: 'Lieu d’information',
        services: 'Information ; Renouvellement',
        voie: `${rang + 1} rue Inventée`,
        codePostal,
        commune: nom,
        lundi: '9h-12h',
        mardi: '9h-12h / 14h-17h30',
        commentaire: `Passage ${passage} de la mesure`,
        misAJourLe: '03/03/2026',
      }
    }),
  )

async function get(portal: Portal, path: string): Promise<string> {
  const answer = await fetch(portal.url + path)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return answer.text()
}

/**
 * Every commune page of the département, as the store tells it: the second reading, since the first makes what is not
 * there. Next writes an id in each rendering, so that the same bytes are the same rendering.
 */
async function readDepartement(portal: Portal): Promise<Map<string, string>> {
  const index = await get(portal, '/sitemap.xml')
  const paths = new Set<string>()
  for (const [, file] of index.matchAll(/<loc>[^<]*?(\/sitemaps\/[^<]+)<\/loc>/g)) {
    const list = await get(portal, file ?? '')
    for (const [, path] of list.matchAll(/<loc>[^<]*?(\/communes\/09\d{3}-[^<]+)<\/loc>/g)) paths.add(path ?? '')
  }
  const pages = new Map<string, string>()
  for (const path of paths) {
    await get(portal, path)
    pages.set(path, await get(portal, path))
  }
  return pages
}

const shows = (html: string, passage: number): boolean =>
  // Once as text and once in the data of the page, for each of the ten points of the commune.
  html.split(`Passage ${passage} de la mesure`).length - 1 >= POINTS / COMMUNES.length

/** Seconds from the click that sends the file to the last of the pages that shows it, and where they went. */
async function publish(page: Page, portal: Portal, passage: number) {
  await page.goto('/admin/recensements')
  await page.locator('#fichier').setInputFiles(classeurDu(passage))
  const start = performance.now()
  await page.getByRole('button', { name: 'Déposer et lire' }).click()
  await page.getByRole('button', { name: `Publier ${POINTS} lignes` }).waitFor()
  const read = performance.now()
  await page.getByRole('button', { name: `Publier ${POINTS} lignes` }).click()
  await page.getByText('Le recensement est publié').waitFor()
  const said = performance.now()
  for (const { page: path } of COMMUNES) while (!shows(await get(portal, path), passage));
  const end = performance.now()
  return {
    total: (end - start) / 1000,
    lecture: (read - start) / 1000,
    publication: (said - read) / 1000,
    attente: (end - said) / 1000,
  }
}

/** Seconds from the click that saves a form to its word, then to the last page that shows what it saved. */
async function save(page: Page, portal: Portal, { bouton, dit, pages, montre }: Enregistrement) {
  const start = performance.now()
  await page.getByRole('button', { name: bouton }).click()
  await page.getByText(dit).waitFor()
  const said = performance.now()
  for (const path of pages)
    while (!(await get(portal, path)).includes(montre))
      if (performance.now() - said > 60_000) throw new Error(`${path} does not show « ${montre} »`)
  return { total: (performance.now() - start) / 1000, attente: (performance.now() - said) / 1000 }
}
type Enregistrement = Readonly<{ bouton: string | RegExp; dit: string; pages: readonly string[]; montre: string }>

/** The agent corrects one of their points; its own page and the page of its commune show it. */
async function correctPoint(page: Page, portal: Portal, passage: number) {
  const nom = 'Guichet fictif de mesure 1'
  await page.goto(`/admin/points?q=${encodeURIComponent(nom)}`)
  await page.getByRole('link', { name: nom, exact: true }).click()
  await page.locator('#commentaire').waitFor()
  const id = new URL(page.url()).pathname.split('/').at(-1)
  const montre = `Correction ${passage} de la mesure`
  await page.locator('#commentaire').fill(montre)
  return save(page, portal, {
    bouton: 'Publier les corrections',
    dit: 'Le point est à jour',
    pages: [`/points-de-contact/${id}`, PAGE_CORRIGEE],
    montre,
  })
}

/** The gestionnaire saves the figures of a commune; its page shows them. */
async function saveChiffres(page: Page, portal: Portal, passage: number) {
  await page.goto(`/admin/communes/${CHIFFRES.code}`)
  await page.getByLabel('Logements, Ensemble').fill(String(2500 + passage))
  await page.getByLabel(/^Source/).fill('Mesure')
  return save(page, portal, {
    bouton: /Publier les chiffres/,
    dit: 'Les chiffres sont publiés.',
    pages: [CHIFFRES.page],
    montre: `>2\u202f50${passage}<`,
  })
}

/** The same by the command line beside the server: seconds from the first word of its report to the last page. */
async function publishByCommand(portal: Portal, passage: number): Promise<number> {
  const file = join(portal.data, 'mesure.xlsx')
  writeFileSync(file, classeurDu(passage).buffer)
  const env: NodeJS.ProcessEnv = { ...process.env, ...TEST_BUILD, PORTAIL_DATA: portal.data }
  delete env.DATABASE_URL
  const command = spawn(
    process.execPath,
    [join(root, 'scripts/launch.mjs'), 'recensement', file, '--centre', CENTRE_DE_L_AGENTE, '--publier', '--json'],
    { env, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(command, 'exit')
  const [first] = await Promise.race([once(command.stdout, 'data'), ended])
  const said = performance.now()
  for (const { page: path } of COMMUNES)
    while (!shows(await get(portal, path), passage))
      if (command.exitCode || performance.now() - said > 60_000)
        throw new Error(`Nothing shows; the command ended with ${command.exitCode}: ${String(first).slice(0, 2000)}`)
  const end = performance.now()
  await ended
  return (end - said) / 1000
}

/** The floor: the same change of the same rows, one statement each in one transaction, by a connection already open. */
async function writeInSql(sql: postgres.Sql, passage: number): Promise<number> {
  const rows = await sql<{ id: string }[]>`select id from point_de_contact where nom like 'Guichet fictif de mesure %'`
  if (rows.length !== POINTS) throw new Error(`${rows.length} rows to write`)
  const start = performance.now()
  await sql.begin(async (tx) => {
    for (const { id } of rows)
      await tx`update point_de_contact set commentaire = ${`Écriture ${passage}`}, version = version + 1 where id = ${id}`
  })
  return (performance.now() - start) / 1000
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** A row in seconds, that nothing limits in the same run. */
const seconds = (mesure: number, aim: number, quoi: string, details: Row['details'] = {}): Row => ({
  nom: 'republication',
  mesure: round(mesure),
  limite: null,
  unite: 's',
  rapport: null,
  objectif: `≤ ${aim} s ${quoi}`,
  atteint: mesure <= aim,
  details,
})

/** Of a form that was saved five times, its worst. */
const worst = (saved: readonly Readonly<{ total: number; attente: number }>[], quoi: string): Row => {
  const totals = saved.map(({ total }) => total)
  return seconds(Math.max(...totals), AIM_VISIBLE_SECONDS, `${quoi}, au pire passage`, {
    mediane: round(median(totals)),
    attente: round(median(saved.map(({ attente }) => attente))),
  })
}

async function openPageOf(browser: Browser, portal: Portal, identite: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url, locale: 'fr-FR', javaScriptEnabled: false })
  const page = await context.newPage()
  await seConnecterParProConnect(page, identite)
  return page
}

async function measure(browser: Browser, portal: Portal, sql: postgres.Sql) {
  const page = await openPageOf(browser, portal, AGENTE)
  const premier = await publish(page, portal, 0)
  const before = await readDepartement(portal)
  const passages: Awaited<ReturnType<typeof publish>>[] = []
  const ecritures: number[] = []
  for (let passage = 1; passage <= PASSAGES; passage++) {
    passages.push(await publish(page, portal, passage))
    ecritures.push(await writeInSql(sql, passage))
  }
  const after = await readDepartement(portal)
  const remade = [...before].flatMap(([path, html]) => (after.get(path) === html ? [] : [path]))
  const commande = await publishByCommand(portal, PASSAGES + 1)
  const gestionnaire = await openPageOf(browser, portal, GESTIONNAIRE)
  const corrections: Awaited<ReturnType<typeof save>>[] = []
  const chiffres: typeof corrections = []
  for (let passage = 1; passage <= PASSAGES; passage++) {
    corrections.push(await correctPoint(page, portal, passage))
    chiffres.push(await saveChiffres(gestionnaire, portal, passage))
  }
  return { premier, passages, ecritures, pages: before.size, remade, commande, corrections, chiffres }
}

export const bench: Bench = {
  nom: 'republication',
  run: async () => {
    const { chromiumSansFenetre: executablePath } = ensurePrograms(['chromiumSansFenetre'])
    const portal = await startPortal()
    const sql = postgres(await ensureDatabase(await startEmbedded(portal.data), 'portail'), { max: 1 })
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    try {
      const { premier, passages, ecritures, pages, remade, commande, ...formulaires } = await measure(
        browser,
        portal,
        sql,
      )
      const totals = passages.map(({ total }) => total)
      const attentes = [premier, ...passages].map(({ attente }) => attente)
      const sansRaison = remade.filter((path) => !TOUCHEES.has(path))
      const part = (one: 'lecture' | 'publication' | 'attente') => round(median(passages.map((each) => each[one])))
      return [
        seconds(median(totals), AIM_SECONDS, `du dépôt de ${POINTS} points à la page de leurs communes`, {
          passages: { min: round(spread(totals).min), max: round(spread(totals).max) },
          lecture: part('lecture'),
          publication: part('publication'),
          memesLignesEnSql: round(median(ecritures)),
        }),
        seconds(premier.total, AIM_SECONDS, `du premier dépôt du serveur, qui crée les ${POINTS} points, à la page`, {
          lecture: round(premier.lecture),
          publication: round(premier.publication),
        }),
        seconds(
          Math.max(...attentes),
          AIM_VISIBLE_SECONDS,
          'de « publié » à la dernière page qui le montre, au pire passage',
          { mediane: part('attente') },
        ),
        seconds(
          commande,
          AIM_VISIBLE_SECONDS,
          'du mot de la ligne de commande à la dernière page, le serveur en marche',
        ),
        worst(formulaires.corrections, 'd’un point corrigé dans son formulaire à sa page et à celle de sa commune'),
        worst(formulaires.chiffres, 'de chiffres enregistrés dans leur formulaire à la page de la commune'),
        {
          nom: 'republication',
          mesure: sansRaison.length,
          limite: null,
          unite: 'pages',
          rapport: null,
          objectif: `aucune autre page refaite parmi ${pages} du département`,
          atteint: sansRaison.length === 0 && remade.length === TOUCHEES.size && pages > 300,
          details: { refaites: remade.length, touchees: TOUCHEES.size, sansRaison: sansRaison.slice(0, 10) },
        },
      ]
    } finally {
      await browser.close()
      await sql.end()
      await portal.stop()
    }
  },
}
