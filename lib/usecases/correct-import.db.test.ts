import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findApercu, listLignes } from '#db/queries/apercu-d-import.ts'
import { countParAuteur, findAuteurs, listHistoire } from '#db/queries/corrections.ts'
import { listJournal } from '#db/queries/journal.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { compte, correctionDImport, importDeRecensement, pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { jour } from '#lib/domain/calendrier.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import type { Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import { NOUVEAU_POINT } from '#lib/domain/guichet/recensement/corrections.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { correctImport } from './correct-import.ts'
import { publishRecensement } from './publish-recensement.ts'
import { type LireClasseur, type Par, readImport } from './read-recensement.ts'
import { reopenImport } from './revert-import.ts'
import { contexteDe, lireClasseur, type Tenu, unCentre, unClasseurDe, unDecor, unPoint, unPointA } from './testing.ts'

withDatabase()

const P = 'Points de contact'
let autre: Tenu
beforeAll(async () => {
  autre = (await unDecor()).autre
})

const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)
const pointsDe = (centreId: string) => db.select().from(pointDeContact).where(eq(pointDeContact.centreId, centreId))
async function importDe(id: string) {
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, id))
  if (!row) throw new Error('no import')
  return row
}
const premierRang = async (importId: string) => (await loadExamen(db, importId))?.points[0]
const corrections = (importId: string) =>
  db
    .select({ ligne: correctionDImport.ligne, colonne: correctionDImport.colonne, valeur: correctionDImport.valeur })
    .from(correctionDImport)
    .where(eq(correctionDImport.importId, importId))

type Cellule = readonly [colonne: Colonne, vu: string, valeur: string | null]
const corriger =
  (importId: string, contenu: Classeur, ligne = 2) =>
  (par: Par, cellules: readonly Cellule[], lire: LireClasseur = async () => accept(contenu)) =>
    correctImport(
      importId,
      { feuille: P, ligne, cellules: cellules.map(([colonne, vu, valeur]) => ({ colonne, vu, valeur })) },
      { relire: (id) => readImport(id, { lire }, par) },
      par,
    )

/** A centre with a file whose only row has a wrong telephone, and a second agent of that centre. */
async function unFichierFaux(nom: string) {
  const centre = await unCentre(nom)
  const [row] = await db
    .insert(compte)
    .values({ courriel: `${nom}-2@x.invalid`, role: 'agent-de-guichet' })
    .returning({ id: compte.id })
  const second: Contexte = contexteDe({ role: 'agent-de-guichet', compteId: row?.id ?? '', centres: [centre.id] })
  const contenu = unClasseurDe([unPointA(`Mairie ${nom}`, 'Foix', '09000', '12')])
  const { importId } = await lireClasseur(contenu, { centreId: centre.id, par: centre.agent })
  return { centre, second, contenu, importId, corrige: corriger(importId, contenu) }
}

describe('une cellule corrigée', () => {
  it('ajoute à l’histoire sans rien en retirer : qui, quand, ce qui était lu, ce qui l’est (R-REC-95)', async () => {
    const { centre, second, importId, corrige } = await unFichierFaux('histoire')
    await corrige(centre.agent, [
      ['telephone', '12', '13'],
      ['commentaire', '', 'Au fond de la cour'],
    ])
    await corrige(second, [['telephone', '13', '05 36 49 00 01']])
    // Twice the same is once; a refused one is none.
    await corrige(second, [['telephone', '13', '05 36 49 00 01']])
    expect(codeOf(await corrige(centre.agent, [['telephone', '12', '14']]))).toBe('modifiee-entre-temps')
    await corrige(centre.agent, [['telephone', '05 36 49 00 01', null]])
    const { faits, suite } = await listHistoire(importId)
    expect(faits.map(({ ligne, colonne, avant, apres, auteur }) => [ligne, colonne, avant, apres, auteur])).toEqual([
      [2, 'telephone', '05 36 49 00 01', null, 'histoire@x.invalid'],
      [2, 'telephone', '13', '05 36 49 00 01', 'histoire-2@x.invalid'],
      [2, 'commentaire', '', 'Au fond de la cour', 'histoire@x.invalid'],
      [2, 'telephone', '12', '13', 'histoire@x.invalid'],
    ])
    expect(suite).toBe(false)
    expect(faits.every(({ at }) => at instanceof Date)).toBe(true)
  })

  it('est gardée avec l’import, relue avec tout le fichier, publiée, et l’aperçu dit ce qui était écrit (R-REC-73)', async () => {
    const { centre, importId, corrige } = await unFichierFaux('corrige')
    expect(await corrige(centre.agent, [['telephone', '12', '0536490001']])).toEqual({
      ok: true,
      value: { statut: 'nouveau' },
    })
    expect((await importDe(importId)).etat).toBe('lu')
    expect(await premierRang(importId)).toMatchObject({
      trouve: { telephone: '12' },
      contenu: { telephone: '05 36 49 00 01' },
      corrigees: [{ colonne: 'telephone', cellule: 'I2', ecrit: '12', valeur: '0536490001' }],
    })
    expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('ok')
    expect((await pointsDe(centre.id)).map(({ telephone }) => telephone)).toEqual(['05 36 49 00 01'])
    // What was published says still what was corrected, and no more is.
    expect((await premierRang(importId))?.corrigees).toHaveLength(1)
    expect((await listJournal(centre.agent.acteur, {})).lignes.map((ligne) => ligne.corrections)).toEqual([
      [{ colonne: 'telephone', auteur: 'corrige@x.invalid' }],
    ])
    expect(codeOf(await corrige(centre.agent, [['telephone', '0536490001', '36 46']]))).toBe('import-deja-traite')
  })

  it('survit à la session, et se reprend par un autre agent du centre', async () => {
    const { centre, second, importId, corrige } = await unFichierFaux('reprise')
    expect(codeOf(await corrige(contexteDe({ role: 'visiteur' }), [['telephone', '12', '36 46']]))).toBe(
      'connexion-requise',
    )
    expect(await corrections(importId)).toEqual([])
    expect(codeOf(await corrige(centre.agent, [['telephone', '12', '36 46']]))).toBe('ok')
    const [ici] = await findAuteurs(importId, [{ feuille: P, ligne: 2 }]).then((of) => of({ feuille: P, ligne: 2 }))
    expect(ici).toMatchObject({ colonne: 'telephone', auteur: 'reprise@x.invalid' })
    expect(await countParAuteur(importId)).toEqual([{ auteur: 'reprise@x.invalid', nombre: 1 }])
    expect((await listLignes(importId, { vue: 'corrigees', page: 1 })).lignes).toHaveLength(1)
    expect(await corrige(second, [['telephone', '36 46', null]])).toEqual({ ok: true, value: { statut: 'refuse' } })
    expect(await corrections(importId)).toEqual([{ ligne: 2, colonne: 'telephone', valeur: null }])
    expect(await countParAuteur(importId)).toEqual([])
    expect(await findApercu(importId)).toMatchObject({ corrigees: 0 })
    const rang = await premierRang(importId)
    expect(rang?.corrigees).toBeUndefined()
    expect(rang?.remarques.map(({ code }) => code)).toContain('telephone-faux')
  })

  it('par deux personnes à la fois : la seconde le sait et voit les deux (R-REC-77)', async () => {
    const { centre, second, importId, corrige } = await unFichierFaux('ensemble')
    const answers = await Promise.all([
      corrige(centre.agent, [['telephone', '12', '36 46']]),
      corrige(second, [['telephone', '12', '39 60']]),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['modifiee-entre-temps', 'ok'])
    const gagne = answers[0]?.ok ? '36 46' : '39 60'
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      refus: { actuel: { nom: 'Mairie ensemble', telephone: gagne } },
    })
    expect(await corrections(importId)).toEqual([{ ligne: 2, colonne: 'telephone', valeur: gagne }])
    // Once seen, the second may decide otherwise.
    expect(codeOf(await corrige(second, [['telephone', gagne, '01 02 03 04 05']]))).toBe('ok')
    const [row] = await db.select().from(correctionDImport).where(eq(correctionDImport.importId, importId))
    expect(row).toMatchObject({
      valeur: '01 02 03 04 05',
      compteId: 'compteId' in second.acteur ? second.acteur.compteId : null,
    })
  })

  it('envoyée deux fois ne change rien de plus ; deux cellules corrigées à la fois sont gardées toutes deux', async () => {
    const { centre, second, importId, corrige } = await unFichierFaux('deux-fois')
    const cellule: Cellule = ['telephone', '12', '36 46']
    const twice = await Promise.all([corrige(centre.agent, [cellule]), corrige(centre.agent, [cellule])])
    expect(twice.map(codeOf)).toEqual(['ok', 'ok'])
    expect((await importDe(importId)).corrections).toBe(1)
    const both = await Promise.all([
      corrige(centre.agent, [['courriel', '', 'a@exemple.fr']]),
      corrige(second, [['commentaire', '', 'Sonnez']]),
    ])
    expect(both.map(codeOf)).toEqual(['ok', 'ok'])
    expect((await importDe(importId)).etat).toBe('lu')
    expect((await premierRang(importId))?.contenu).toMatchObject({
      telephone: '36 46',
      courriel: 'a@exemple.fr',
      commentaire: 'Sonnez',
    })
    const unchanged = async () => refuse({ code: 'fichier-abime' } as const)
    expect(codeOf(await corrige(centre.agent, [cellule], unchanged))).toBe('ok')
    expect(codeOf(await corrige(centre.agent, []))).toBe('rien-a-corriger')
    expect(codeOf(await corrige(centre.agent, [['commentaire', 'Sonnez', 'a'.repeat(2001)]]))).toBe(
      'valeur-trop-longue',
    )
  })

  it('n’existe pas pour qui n’a pas cet import, ni hors de ses lignes et de ses colonnes', async () => {
    const { centre, importId, contenu, corrige } = await unFichierFaux('ailleurs')
    const cellule: Cellule = ['telephone', '12', '36 46']
    expect(codeOf(await corrige(autre.agent, [cellule]))).toBe('introuvable')
    expect(codeOf(await corriger(importId, contenu, 1)(centre.agent, [cellule]))).toBe('introuvable')
    expect(codeOf(await corriger(importId, contenu, 3)(centre.agent, [cellule]))).toBe('introuvable')
    expect(codeOf(await corrige(centre.agent, [['annee', '', '2025']]))).toBe('rien-a-corriger')
    expect(codeOf(await corriger('x', contenu)(centre.agent, [cellule]))).toBe('introuvable')
    expect(await corrections(importId)).toEqual([])
  })
})

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
