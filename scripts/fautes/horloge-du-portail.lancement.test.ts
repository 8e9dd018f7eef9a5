/**
 * A web server whose clock is two hours wrong, an hour before or after the year changes, so that it believes another day
 * and another year than its base does: a person signs in by a code, renews and takes their attestation.
 */
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel, insertRattachement } from '#db/repositories/demandeurs.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { setClock } from '#db/testing/horloge.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { addDays, addMonths, type Jour, jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { computeEcheances } from '#lib/domain/demande/echeances.ts'
import { reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import {
  anneeDuRevenu,
  CHAMP_DE_L_ANNEE,
  champDeRessources,
  champDeRevenu,
} from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { saveBrouillon } from '#lib/usecases/save-brouillon.ts'
import { root } from '../base.ts'
import { buildAsDemonstration } from '../navigateur.ts'
import { makeBrowser } from '../production/entree.ts'
import { fill } from '../production/formulaire.ts'
import { start } from '../production/portail.ts'
import { openTerrainDuRegistre, type TerrainDuRegistre } from './terrain-du-registre.ts'

const HEURE_MS = 3_600_000
const CETTE_ANNEE = new Date().getUTCFullYear()
/** In winter Paris is an hour ahead: the year changes there at 23 o’clock. */
const NOUVEL_AN = Date.UTC(CETTE_ANNEE, 11, 31, 23)

/** How far a clock that is at `instant` now is from the machine's. */
const ecartDe = (instant: number): number => instant - Date.now()
const horlogeA = (ecart: number) => (machine: string) => `${machine} + interval '${ecart} milliseconds'`

let terrain: TerrainDuRegistre
beforeAll(async () => {
  expect(buildAsDemonstration(root)).toBe(true)
  terrain = await openTerrainDuRegistre(horlogeA(ecartDe(NOUVEL_AN - HEURE_MS)))
})
afterAll(() => terrain?.close())

/** Somebody whose demande may be renewed, and is theirs; all is answered but their income. */
async function unDemandeur(courriel: string, le: Jour) {
  const demande = await insertUneDemande({ valideDepuis: addMonths(le, -12) })
  const compteId = await db.transaction(async (tx) => {
    const demandeurId = await ensureDemandeurDeCourriel(tx, courriel)
    await insertRattachement(tx, { numeroUnique: demande.numeroUnique, demandeurId, preuve: 'code-remis' })
    return demandeurId
  })
  const acteur = { role: 'demandeur', compteId, demandes: [demande.ref] } as const
  const reponses = { ...reponsesExactes(demande.contenu), [champDeRessources('demandeur')]: 'toujours' }
  const gardees = await saveBrouillon({ ref: demande.ref, ctx: { acteur, maintenant: '' } }, { version: 1, reponses })
  expect(gardees).toMatchObject({ ok: true })
  return demande
}

/** Signs in by the code that was sent, as a browser without scripts; answers what goes on with that session. */
async function signIn(url: string, courriel: string) {
  const browser = makeBrowser(url)
  const lire = async (path: string) => ({ html: await (await browser.go(path)).text() })
  const envoyer = (path: string, body: BodyInit) =>
    browser.go(path, { method: 'POST', body, headers: { origin: url, 'sec-fetch-site': 'same-origin' } })
  const demandee = await envoyer('/ma-demande', fill(await lire('/ma-demande'), 'name="courriel"', { courriel }))
  const ici = demandee.headers.get('location') ?? ''
  expect([demandee.status, ici]).toEqual([303, expect.stringMatching(/^\/ma-demande\/connexion\/code/)])
  const [message] = await db.$sql<{ corps: string }[]>`
    select corps from message_envoye where destinataire = ${courriel}`
  const code = /\d{3}\s\d{3}/.exec(message?.corps ?? '')?.[0] ?? ''
  const entree = await envoyer(ici, fill(await lire(ici), 'name="code"', { code }))
  expect([entree.status, [...browser.cookies.keys()]]).toEqual([303, ['__Host-portail-demandeur']])
  return { ...browser, lire, envoyer, demandee }
}

/** As an attestation says a day: without its name. */
const sansNom = (le: Jour): string => formatJourEntier(le).replace(/^\S+ /, '')

/** What the clock of a web server says, by a cookie that it gives for so many seconds. */
function heureDe(answer: Response): number {
  const [cookie = ''] = answer.headers.getSetCookie()
  const finit = Date.parse(/expires=([^;]+)/i.exec(cookie)?.[1] ?? '')
  return finit - Number(/max-age=(\d+)/i.exec(cookie)?.[1]) * 1_000
}

const faitDe = ({ numeroUnique }: DemandeActive) => db.$sql<{ le: Jour; rang: number }[]>`
  select le::text, rang from fait_de_demande where numero_unique = ${numeroUnique} and type = 'renouvellement'`

it.each([
  ['en avance de deux heures, le dernier soir de l’année', 2, -1, jour(`${CETTE_ANNEE}-12-31`)],
  ['en retard de deux heures, la première nuit de l’année', -2, 1, jour(`${CETTE_ANNEE + 1}-01-01`)],
])('un serveur web %s : les jours dits sont ceux de la base (R-14)', async (_, heures, apres, le) => {
  const ecart = ecartDe(NOUVEL_AN + apres * HEURE_MS)
  await setClock(db.$sql, horlogeA(ecart))
  expect(await aujourdHui()).toBe(le)
  const courriel = `personne.${apres + 1}@exemple.invalid`
  const demande = await unDemandeur(courriel, le)
  const chemin = `/renouveler/${demande.ref}`
  const portail = await start(process.env.DATABASE_URL ?? '', ['--web'], {
    DECALAGE_MS: String(ecart + heures * HEURE_MS),
    NODE_OPTIONS: `--import ${new URL('horloge.ts', import.meta.url)}`,
  })
  try {
    expect(await portail.ready, portail.said()).toBe(true)
    const { lire, envoyer, go, demandee } = await signIn(portail.url, courriel)
    const attendue = Date.now() + ecart + heures * HEURE_MS
    expect(Math.abs(heureDe(demandee) - attendue)).toBeLessThan(HEURE_MS / 4)

    const dite = await envoyer(
      `${chemin}/reponses`,
      new URLSearchParams({
        ...{ version: '1', etape: 'revenu', [champDeRevenu('demandeur')]: 'toujours' },
        [CHAMP_DE_L_ANNEE]: String(anneeDuRevenu(le)),
      }),
    )
    expect(dite.headers.get('location')).toBe(`${chemin}/confirmer`)
    const confirmer = await lire(`${chemin}/confirmer`)
    const champs = Object.fromEntries(
      [...fill(confirmer, 'name="cle"', { honneur: 'on' })].map(([nom, valeur]) => [nom, String(valeur)]),
    )
    const envoyee = await envoyer(`${chemin}/envoi`, new URLSearchParams(champs))
    expect([envoyee.status, envoyee.headers.get('location')]).toEqual([303, `${chemin}/fait`])

    const [fait, autre] = await faitDe(demande)
    expect([fait?.le, autre]).toEqual([le, undefined])
    const { ouvreLe, expireLe, dernierJour } = computeEcheances(le)
    const recu = (await lire(`${chemin}/fait`)).html
    expect([...recu.matchAll(/<time datetime="([^"]+)"/gi)].map(([, dit]) => dit)).toEqual([le, ouvreLe, dernierJour])
    const page = (await lire(`/ma-demande/${demande.ref}`)).html.replaceAll('<!-- -->', '')
    expect(page).toContain(formatJourEntier(dernierJour))

    const attestation = await go(`/ma-demande/${demande.ref}/attestations/${fait?.rang}`)
    expect(attestation.headers.get('content-disposition')).toContain(le)
    const pdf = await getDocumentProxy(new Uint8Array(await attestation.arrayBuffer()))
    const texte = (await extractText(pdf, { mergePages: true })).text.replace(/\s+/g, ' ')
    expect(texte).toContain(`Renouvelée le ${sansNom(le)} Valable jusqu’au ${sansNom(expireLe)}`)
    const cru = addDays(le, heures / 2)
    for (const faux of [cru, computeEcheances(cru).expireLe]) expect(texte).not.toContain(sansNom(faux))
  } finally {
    await portail.stop()
  }
})
