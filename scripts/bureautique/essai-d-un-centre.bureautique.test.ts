/** The whole way of a centre: our model, a person in front of Calc, four files, one portal that runs. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  creerUnCentre,
  GESTIONNAIRE,
  inviterUnAgent,
  seConnecterParProConnect,
  unePageDe,
} from '../../e2e/steps/connexion.ts'
import { lettresDe } from '../../lib/domain/guichet/recensement/classeur.ts'
import { COLONNES_DES_POINTS, type ColonneDePoint } from '../../lib/domain/guichet/recensement/colonnes.ts'
import { type Portal, startPortal } from '../navigateur.ts'
import { ensurePrograms } from '../systeme.ts'
import { FORMATS, type Format, typeInCalc } from './calc.ts'

const FEUILLE = 'Points de contact'
const MODELE = '/modeles/recensement-points-de-contact.xlsx'
/** Header, help, example: what is typed begins under them. */
const PREMIERE_LIGNE = 4

const POINTS: readonly Readonly<Partial<Record<ColonneDePoint, string>>>[] = [
  {
    nom: 'Mairie fictive de Foix',
    canal: 'Physique',
    type: 'Guichet enregistreur',
    organisme: "Commune fictive de l'Ariège",
    codeGuichet: '09001',
    services: 'Création ; Renouvellement',
    voie: "45 cours de l'Invention",
    codePostal: '09000',
    commune: 'Foix',
    latitude: '42,9646',
    longitude: '1,6053',
    lundi: '9h-12h / 14h-17h30',
    mardi: '09:00-12:00',
    mercredi: 'fermé',
    telephone: '05 36 49 00 01',
    fermetures: '24/12/2027',
    accessibilitePmr: 'Oui',
    misAJourLe: '03/03/2026',
  },
  {
    nom: 'Accueil téléphonique fictif',
    canal: 'Téléphone',
    type: 'ADIL',
    services: 'Information',
    telephone: '3646',
    coutAppel: '0,06 € / min',
    horairesTexte: 'du lundi au vendredi 9h-12h30 / 13h30-17h',
    misAJourLe: '3/3/2026',
  },
  {
    nom: 'Portail fictif des demandeurs',
    canal: 'Internet',
    type: "Lieu d'information",
    services: 'Information',
    siteWeb: 'https://demandeurs.invalid/',
    territoire: '09',
    commentaire: 'Ouvert à tous',
    misAJourLe: '2026-03-03',
  },
]
const TYPES: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  xls: 'application/vnd.ms-excel',
  csv: 'text/csv',
}

const saisies = POINTS.flatMap((point, rang) =>
  Object.keys(COLONNES_DES_POINTS).flatMap((colonne, at) => {
    const texte = new Map<string, string>(Object.entries(point)).get(colonne)
    return texte === undefined ? [] : [[`${lettresDe(at)}${PREMIERE_LIGNE + rang}`, texte] as const]
  }),
)

const folder = mkdtempSync(join(tmpdir(), 'portail-centre-'))
let portal: Portal
let browser: Browser
let agent: Page
let centreId: string
beforeAll(async () => {
  const { chromiumSansFenetre } = ensurePrograms(['chromiumSansFenetre', 'soffice', 'calc', 'uno'])
  portal = await startPortal()
  browser = await chromium.launch({ executablePath: chromiumSansFenetre, args: ['--no-sandbox', '--disable-gpu'] })
  const page = await browser.newPage({ baseURL: portal.url, locale: 'fr-FR' })
  // By the provider's pages: a session written by this process would be in another base than this portal's.
  await seConnecterParProConnect(page, GESTIONNAIRE)
  centreId = (await creerUnCentre(page, '09 Ariège')).id
  agent = await unePageDe(browser, await inviterUnAgent(page, centreId), portal.url, seConnecterParProConnect)
})
afterAll(async () => {
  await browser?.close()
  await portal?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** An empty folder of its own, for one act in Calc. */
function dossier(nom: string): string {
  const path = join(folder, nom)
  mkdirSync(path)
  return path
}
const fichier = (format: Format, buffer: Buffer) => ({ name: `recensement.${format}`, mimeType: TYPES[format], buffer })

/** Leaves a file as an agent does; answers the line that says what was understood. */
async function deposer(format: Format, buffer: Buffer): Promise<string> {
  await agent.goto('/admin/recensements')
  await agent.getByLabel('Votre classeur').setInputFiles(fichier(format, buffer))
  await agent.getByRole('button', { name: 'Déposer et lire' }).click()
  await agent.getByRole('heading', { name: 'Ce que nous avons compris' }).waitFor()
  return (
    (
      await agent
        .getByText(/^\d+ lignes?\s: /)
        .first()
        .textContent()
    )?.replaceAll('\u00a0', ' ') ?? ''
  )
}

type Points = readonly Readonly<{ nom: string; adresse?: { codePostal: string }; telephone: string | null }>[]
/** What programs read of the three points. */
async function listPublies(): Promise<Points> {
  const answer = await fetch(`${portal.url}/api/v1/points-de-contact?departement=09&limite=1000`)
  const { points }: { points: Points } = await answer.json()
  return points.filter(({ nom }) => POINTS.some((point) => point.nom === nom))
}

describe('un centre remplit notre modèle dans LibreOffice Calc', () => {
  it('publie ses trois points, et ne change rien en déposant les mêmes sous trois autres formats', async () => {
    const modele = await fetch(`${portal.url}${MODELE}`)
    const classeur = new Uint8Array(await modele.arrayBuffer())
    const saved = await typeInCalc({ dossier: dossier('saisie'), classeur, feuille: FEUILLE, saisies })

    expect(await deposer('xlsx', saved.xlsx)).toBe('3 lignes : 3 nouvelles.')
    await agent.getByRole('button', { name: 'Publier 3 lignes' }).click()
    await agent.getByText('Le recensement est publié').waitFor()
    const publies = await listPublies()
    expect(publies).toHaveLength(3)
    expect(publies.find(({ nom }) => nom === 'Mairie fictive de Foix')).toMatchObject({
      adresse: { voie: "45 cours de l'Invention", codePostal: '09000', codeInsee: '09122' },
      position: { latitude: 42.9646, longitude: 1.6053 },
      misAJourLe: '2026-03-03',
      horaires: { osm: 'Mo 09:00-12:00,14:00-17:30; Tu 09:00-12:00; We off; PH off', aVerifier: false },
    })
    for (const format of FORMATS.slice(1)) {
      expect(await deposer(format, saved[format]), format).toBe('3 lignes : 3 sans changement.')
    }
    expect(await listPublies()).toEqual(publies)
  })

  it('reprend ce qui est publié, l’enregistre de nouveau sans rien taper, et ne change rien', async () => {
    const publies = await listPublies()
    const rempli = await agent.request.get(`/admin/recensements/modele?centre=${centreId}`)
    const saved = await typeInCalc({
      dossier: dossier('reprise'),
      classeur: await rempli.body(),
      feuille: FEUILLE,
      saisies: [],
    })
    // The figures of its communes are in the workbook too, except where one sheet alone was saved.
    for (const format of FORMATS)
      expect(await deposer(format, saved[format]), format).toMatch(
        format === 'csv' ? /^3 lignes : 3 sans changement\.$/ : /^(\d{2}) lignes : \1 sans changement\.$/,
      )
    expect(await listPublies()).toEqual(publies)
  })
})
