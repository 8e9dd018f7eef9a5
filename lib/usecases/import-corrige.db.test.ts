import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadImportForUpdate } from '#db/repositories/imports.ts'
import { correctionDImport, importDeRecensement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { NOUVEAU_POINT } from '#lib/domain/guichet/recensement/corrections.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { checkFormulaires } from './correct-import.ts'
import { publishRecensement } from './publish-recensement.ts'
import { type LireClasseur, readImport } from './read-recensement.ts'
import { reopenImport } from './revert-import.ts'
import {
  type Cellule,
  corriger,
  importDe,
  lireClasseur,
  pointsDe,
  premierRang,
  unCentre,
  unClasseurDe,
  unFichierFaux,
  unPoint,
  unPointA,
} from './testing.ts'

withDatabase()

const P = 'Points de contact'
beforeAll(insertTerritoire)

const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)
const corrections = (importId: string) =>
  db
    .select({ ligne: correctionDImport.ligne, colonne: correctionDImport.colonne, valeur: correctionDImport.valeur })
    .from(correctionDImport)
    .where(eq(correctionDImport.importId, importId))

describe('un import que l’on corrige', () => {
  it('attend d’être relu : rien ne se publie avant, ni sans avoir vu la correction (R-REC-76)', async () => {
    const { centre, importId, contenu, corrige } = await unFichierFaux('relecture')
    const { version: avant } = await importDe(importId)
    const cut: LireClasseur = async () => refuse({ code: 'lecture-interrompue' })
    expect(codeOf(await corrige(centre.agent, [['telephone', '12', '36 46']], cut))).toBe('lecture-interrompue')
    expect(await corrections(importId)).toHaveLength(1)
    expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('correction-a-relire')
    expect(codeOf(await readImport(importId, { lire: async () => accept(contenu) }, centre.agent))).toBe('ok')
    expect(codeOf(await publishRecensement(importId, centre.agent, { versionVue: avant }))).toBe('relu-entre-temps')
    expect(await pointsDe(centre.id)).toEqual([])
    const { version: vue } = await importDe(importId)
    expect(codeOf(await publishRecensement(importId, centre.agent, { versionVue: vue }))).toBe('ok')
    // A second click, from the page of before too: the same answer.
    for (const one of [vue, avant])
      expect(codeOf(await publishRecensement(importId, centre.agent, { versionVue: one }))).toBe('ok')
    // A reading that answers late does not open again what is published.
    expect(codeOf(await readImport(importId, { lire: async () => accept(contenu) }, centre.agent))).toBe(
      'import-deja-publie',
    )
    expect((await importDe(importId)).etat).toBe('publie')
  })

  it('le reste tant qu’il est lu et que son fichier est gardé (R-REC-78)', async () => {
    const { centre, importId, corrige } = await unFichierFaux('garde')
    const cellule: Cellule = ['telephone', '12', '36 46']
    const put = (change: Partial<typeof importDeRecensement.$inferInsert>) =>
      db.update(importDeRecensement).set(change).where(eq(importDeRecensement.id, importId))
    const codes: Record<string, string | undefined> = {}
    for (const etat of ['publie', 'annule', 'illisible', 'abandonne'] as const) {
      await put({ etat })
      codes[etat] = codeOf(await corrige(centre.agent, [cellule]))
      // The same of a form that was sent wrong.
      expect(codeOf(await checkFormulaires(importId, centre.agent))).toBe(codes[etat])
    }
    expect(codes).toEqual({
      publie: 'import-deja-traite',
      annule: 'import-deja-traite',
      illisible: 'import-non-lu',
      abandonne: 'import-abandonne',
    })
    await put({ etat: 'lu', fichier: null })
    expect(codeOf(await corrige(centre.agent, [cellule]))).toBe('fichier-plus-garde')
    await put({ fichier: Buffer.from('x'), etat: 'annule' })
    expect(codeOf(await reopenImport(importId, centre.agent))).toBe('ok')
    expect(codeOf(await checkFormulaires(importId, centre.agent))).toBe('ok')
    // While it is being published, under the lock of its row, a wrong form is answered at once.
    const pendant = await db.transaction(async (tx) => {
      await loadImportForUpdate(tx, importId)
      return checkFormulaires(importId, centre.agent)
    })
    expect(codeOf(pendant)).toBe('ok')
    expect(codeOf(await corrige(centre.agent, [cellule]))).toBe('ok')
  })

  it('garde ce qui a été donné une fois pour tout le fichier, le jour aussi', async () => {
    const centre = await unCentre('valeurs')
    const contenu = {
      feuilles: [
        feuilleDe(P, [
          ['Structure', 'Adresse', 'CP', 'Ville', 'Tél.'],
          ['Mairie (essai)', '1 rue Inventée', '09000', 'Foix', '12'],
        ]),
      ],
    }
    const { importId } = await lireClasseur(contenu, { centreId: centre.id, par: centre.agent })
    const defauts = {
      canal: 'physique',
      type: 'lieu-information',
      services: ['information'],
      misAJourLe: jour('2026-03-03'),
    } as const
    const lire: LireClasseur = async () => accept(contenu)
    const { version } = await importDe(importId)
    expect(codeOf(await readImport(importId, { lire, defauts }, centre.agent))).toBe('ok')
    // Who still sees the file as it was publishes nothing of what someone else said of all its rows.
    expect(codeOf(await publishRecensement(importId, centre.agent, { versionVue: version }))).toBe('relu-entre-temps')
    expect(await pointsDe(centre.id)).toEqual([])
    const autrement = { ...defauts, canal: 'telephone' } as const
    expect(codeOf(await readImport(importId, { lire, defauts: autrement }, centre.agent))).toBe(
      'valeurs-dites-entre-temps',
    )
    expect((await premierRang(importId))?.valeurs).toMatchObject(defauts)
    const corrige = corriger(importId, contenu)
    const cellule: Cellule = ['telephone', '12', '05 36 49 00 71']
    expect(await corrige(centre.agent, [cellule])).toMatchObject({ value: { statut: 'nouveau' } })
    expect((await premierRang(importId))?.contenu).toMatchObject(defauts)
  })
})

describe('une ligne qui ressemble à plusieurs points publiés (R-REC-75)', () => {
  it('n’est pas publiée sans réponse, puis suit la réponse', async () => {
    const centre = await unCentre('homonymes')
    const un = unPoint('Guichet', '05 36 49 00 11')
    const deux = unPoint('Guichet', '05 36 49 00 12', { 5: '2 rue Inventée' })
    const publie = await lireClasseur(unClasseurDe([un, deux]), { centreId: centre.id, par: centre.agent })
    expect(codeOf(await publishRecensement(publie.importId, centre.agent))).toBe('ok')
    const [cible] = (await pointsDe(centre.id)).filter(({ telephone }) => telephone === '05 36 49 00 12')

    const trois = unPoint('Guichet', '05 36 49 00 13', { 5: '3 rue Inventée' })
    const contenu = unClasseurDe([trois, unPointA('Sûr', 'Pamiers', '09100', '05 36 49 00 14')])
    const { importId, examen } = await lireClasseur(contenu, { centreId: centre.id, par: centre.agent })
    expect(examen.points[0]).toMatchObject({ statut: 'refuse', contenu: null })
    expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('ok')
    expect((await pointsDe(centre.id)).map(({ nom }) => nom).sort()).toEqual(['Guichet', 'Guichet', 'Sûr'])

    const again = await lireClasseur(contenu, { centreId: centre.id, par: centre.agent })
    const corrige = corriger(again.importId, contenu)
    expect(await corrige(centre.agent, [['identifiant', '', NOUVEAU_POINT]])).toMatchObject({
      value: { statut: 'nouveau' },
    })
    // The answer is changed: it is one of those that were shown.
    expect(await corrige(centre.agent, [['identifiant', NOUVEAU_POINT, cible?.id ?? '']])).toMatchObject({
      value: { statut: 'modifie' },
    })
    expect(codeOf(await publishRecensement(again.importId, centre.agent))).toBe('ok')
    const points = await pointsDe(centre.id)
    expect(points).toHaveLength(3)
    expect(points.find(({ id }) => id === cible?.id)).toMatchObject({ voie: '3 rue Inventée' })
  })
})
