import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { saveCorrections } from '#db/repositories/corrections.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { centre as centreTable, importDeRecensement, pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { BALISE_DU_TERRITOIRE } from '#lib/domain/guichet/balises.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import type { Par } from './open-import.ts'
import { publishRecensement } from './publish-recensement.ts'
import { type LireClasseur, readImport, receiveRecensement } from './read-recensement.ts'
import { FOIX_T3, type Tenu, unCentre, unClasseurDe, unDecor, unPoint, unPointA } from './testing.ts'

withDatabase()

let autre: Tenu
beforeAll(async () => {
  autre = (await unDecor()).autre
})
let centre: Tenu
let numero = 0
// Each test sends files of its own for a centre of its own.
beforeEach(async () => {
  numero += 1
  centre = await unCentre(`Réemploi ${numero}`)
})

// Accepted, to look at, refused, kept as it is published where nothing is known; and figures. No two tests meet.
const leClasseur = () =>
  unClasseurDe(
    [
      unPointA(`Bon ${numero}`, 'Foix', '09000', `05 36 49 ${10 + numero} 01`),
      unPoint(`À regarder ${numero}`, `05 36 49 ${10 + numero} 02`, { 9: '03/03/2096' }),
      unPointA(`Faux ${numero}`, 'Foix', 'ABC'),
      unPoint(`Sans numéro ${numero}`, 'NC'),
    ],
    [FOIX_T3(210)],
  )

type Envoi = Readonly<{ pour?: Tenu; par?: Par; classeur?: Classeur; octets?: string; programmes?: string | undefined }>

async function recevoir({ pour = centre, par = pour.agent, octets = `envoi ${numero}` }: Envoi): Promise<string> {
  const depot = {
    nom: 'essai.xlsx',
    octets: Buffer.from(octets),
    centreId: pour.id,
    origine: 'administration',
  } as const
  const recu = await receiveRecensement(depot, par)
  if (!recu.ok) throw new Error(recu.refus.code)
  return recu.value.importId
}

/** Sends the file and has it read; how many times it was opened. */
async function envoyer(envoi: Envoi = {}) {
  const { pour = centre, par = pour.agent, classeur = leClasseur() } = envoi
  const programmes = 'programmes' in envoi ? envoi.programmes : 'p'
  const importId = await recevoir(envoi)
  let ouvert = 0
  const lire: LireClasseur = async () => {
    ouvert += 1
    return accept(classeur)
  }
  const lu = await readImport(importId, { lire, programmes }, par)
  if (!lu.ok) throw new Error(lu.refus.code)
  return { importId, ouvert }
}

/** All that is kept of a reading, and shown of it. */
async function toutDe(importId: string) {
  const t = importDeRecensement
  const [row] = await db.select().from(t).where(eq(t.id, importId))
  const { lecture: _, ...analyse } = row?.analyse ?? {}
  const { etat, chiffres, choix, luLe, erreur, departements, corrections, version } = row ?? {}
  return {
    examen: await loadExamen(db, importId),
    rangs: [
      ...(await db.execute(sql`
        select nature, place, feuille, ligne, statut, a_verifier, attend, corrige, trouve::jsonb, lu::jsonb
        from rang_d_import where import_id = ${importId} order by nature, place`)),
    ],
    analyse,
    ...{ etat, chiffres, choix, luLe, erreur, departements, corrections, version },
  }
}

const publier = async (importId: string, { pour = centre } = {}) =>
  expect(await publishRecensement(importId, pour.agent)).toMatchObject({ ok: true })

/** Reads it again, and as if it never had been: nothing tells the two apart. */
async function comparer(ouvert: number, envoi: Envoi = {}) {
  const encore = await envoyer(envoi)
  expect(encore.ouvert).toBe(ouvert)
  const neuf = await envoyer({ ...envoi, programmes: undefined })
  expect(neuf.ouvert).toBe(1)
  const tout = await toutDe(encore.importId)
  expect(tout).toEqual(await toutDe(neuf.importId))
  return { importId: encore.importId, examen: tout.examen }
}

it('le même fichier n’est pas rouvert, et tout se montre comme s’il l’était', async () => {
  const premier = await envoyer()
  expect(premier.ouvert).toBe(1)
  const avant = await comparer(0)
  expect(avant.examen?.totaux).toMatchObject({ nouveau: 4, refuse: 1, inchange: 0 })
  await publier(avant.importId)
  const apres = await comparer(0)
  // The figures of a centre wait for a gestionnaire.
  expect(apres.examen?.totaux).toMatchObject({ nouveau: 1, refuse: 1, inchange: 3 })
})

it('ce qui a été publié depuis par une autre porte est comparé, et se montre', async () => {
  await publier((await envoyer()).importId)
  await db
    .update(pointDeContact)
    .set({ nom: 'Bon, corrigé dans la page', telephone: '05 36 49 00 77', version: sql`version + 1` })
    .where(sql`centre_id = ${centre.id} and nom = ${`Bon ${numero}`}`)
  await db
    .update(pointDeContact)
    .set({ telephone: '05 36 49 00 78', version: sql`version + 1` })
    .where(sql`centre_id = ${centre.id} and nom = ${`Sans numéro ${numero}`}`)
  const { examen } = await comparer(0)
  expect(examen?.points.map(({ statut }) => statut)).toEqual(['nouveau', 'inchange', 'refuse', 'inchange'])
  expect(examen?.absents).toMatchObject([{ nom: 'Bon, corrigé dans la page' }])
  // What was kept of the published point is not a reading any more.
  expect(examen?.points[3]?.contenu?.telephone).toBe('05 36 49 00 78')
  await publier((await envoyer()).importId)
  await comparer(0)
})

it('un autre centre, d’autres octets ou d’autres programmes lisent le fichier', async () => {
  const octets = 'les mêmes octets'
  await envoyer({ octets })
  await comparer(1, { octets, pour: autre })
  await comparer(1, { octets: `${octets}, un de plus` })
  await comparer(1, { octets, programmes: 'q' })
  await comparer(0, { octets })
})

it('un centre, un territoire ou un jour qui a changé fait relire', async () => {
  await envoyer()
  await db
    .update(centreTable)
    .set({ departements: ['09', '31'] })
    .where(eq(centreTable.id, centre.id))
  await comparer(1)
  await comparer(0)
  await db.transaction((tx) => recordPublication(tx, [BALISE_DU_TERRITOIRE]))
  await comparer(1)
  await comparer(0)
  // Yesterday's reading, as its key would have been.
  await db.execute(sql`
    update import_de_recensement set "analyse" = jsonb_set("analyse", '{lecture,cle}', to_jsonb(${'hier'}::text))
    where centre_id = ${centre.id} and "analyse" ? 'lecture'`)
  await comparer(1)
})

it('ce qui a été retenu depuis pour ce tableau fait relire, et ce qui est dit d’un fichier n’est pas pris pour un autre', async () => {
  const entetes = ['Structure', 'Adresse', 'CP', 'Ville', 'Tél.', 'Mis à jour le']
  const mairie = ['Mairie (essai)', '1 rue Inventée', '09000', 'Foix', '05 36 49 00 01', '03/03/2026']
  const classeur = { feuilles: [feuilleDe('Feuil1', [entetes, mairie])] }
  const premier = await envoyer({ classeur })
  await comparer(0, { classeur })
  const defauts = { canal: 'physique', type: 'lieu-information', services: ['information'] } as const
  const dit = { lire: async () => accept(classeur), defauts, programmes: 'p' }
  expect((await readImport(premier.importId, dit, centre.agent)).ok).toBe(true)
  const suivant = await comparer(1, { classeur })
  expect(suivant.examen?.totaux).toMatchObject({ nouveau: 1 })
  expect(suivant.examen?.alertes).toContainEqual({ code: 'valeur-reprise', colonne: 'canal' })
  await comparer(0, { classeur })
})

it('les corrections tapées dans la page du premier import ne passent pas au second', async () => {
  const premier = await envoyer()
  await db.transaction((tx) =>
    saveCorrections(tx, premier.importId, {
      ecrites: [
        { feuille: 'Points de contact', ligne: 2, colonne: 'nom', avant: `Bon ${numero}`, valeur: 'Tapé dans la page' },
      ],
      compteId: null,
    }),
  )
  // Corrected and not read again yet: its rows still say the file.
  expect((await comparer(0)).examen?.points[0]?.valeurs.nom).toBe(`Bon ${numero}`)
  const lire: LireClasseur = async () => accept(leClasseur())
  expect((await readImport(premier.importId, { lire, programmes: 'p' }, centre.agent)).ok).toBe(true)
  expect((await loadExamen(db, premier.importId))?.points[0]?.valeurs.nom).toBe('Tapé dans la page')
  await db.execute(sql`delete from import_de_recensement where centre_id = ${centre.id} and id <> ${premier.importId}`)
  expect((await comparer(1)).examen?.points[0]?.valeurs.nom).toBe(`Bon ${numero}`)
})

it('un fichier dont une ligne a été refusée en la comparant est relu', async () => {
  const classeur = unClasseurDe([unPointA('Deux fois'), unPointA('Deux fois')])
  await envoyer({ classeur })
  await comparer(1, { classeur })
  // Beside another's point, a row waits: what stood there may be gone the next time.
  const voisin = unClasseurDe([unPointA('À deux', 'Foix', '09000', '05 36 49 00 99')])
  await publier((await envoyer({ classeur: voisin, pour: autre, octets: 'v' })).importId, { pour: autre })
  await envoyer({ classeur: voisin, octets: 'v' })
  await comparer(1, { classeur: voisin, octets: 'v' })
})

it('un fichier qui n’a pas pu être lu se rouvre', async () => {
  const depot = await recevoir({})
  const lire: LireClasseur = async () => refuse({ code: 'aucune-ligne' })
  const refus = { ok: false, refus: { code: 'aucune-ligne' } }
  expect(await readImport(depot, { lire, programmes: 'p' }, centre.agent)).toEqual(refus)
  await comparer(1)
  await comparer(0)
  expect(await readImport(depot, { lire, programmes: 'p' }, centre.agent)).toEqual(refus)
})

it('nul ne lit par là l’import d’un autre', async () => {
  await envoyer()
  const importId = await recevoir({})
  const lire: LireClasseur = async () => accept(leClasseur())
  const introuvable = { ok: false, refus: { code: 'introuvable' } }
  expect(await readImport(importId, { lire, programmes: 'p' }, autre.agent)).toEqual(introuvable)
  const empreinte = createHash('sha256').update(`envoi ${numero}`).digest('hex')
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
  expect(row).toMatchObject({ etat: 'recu', analyse: null, empreinte })
})
