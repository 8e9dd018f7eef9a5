import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findApercu, listLignes } from '#db/queries/apercu-d-import.ts'
import { countParAuteur, findAuteurs, listHistoire } from '#db/queries/corrections.ts'
import { listJournal } from '#db/queries/journal.ts'
import { correctionDImport } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { correctImport, correctLignes } from './correct-import.ts'
import { publishRecensement } from './publish-recensement.ts'
import { readImport } from './read-recensement.ts'
import {
  type Cellule,
  contexteDe,
  corriger,
  importDe,
  pointsDe,
  premierRang,
  type Tenu,
  unDecor,
  unFichierFaux,
} from './testing.ts'

withDatabase()

const P = 'Points de contact'
let autre: Tenu
beforeAll(async () => {
  autre = (await unDecor()).autre
})

const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)
const corrections = (importId: string) =>
  db
    .select({ ligne: correctionDImport.ligne, colonne: correctionDImport.colonne, valeur: correctionDImport.valeur })
    .from(correctionDImport)
    .where(eq(correctionDImport.importId, importId))

describe('une cellule corrigée', () => {
  it('est gardée et dite telle quand une lecture est partie entre-temps, qui en tient compte (R-REC-115)', async () => {
    const { centre, contenu, importId } = await unFichierFaux('entre-temps')
    const ligne = { feuille: P, ligne: 2 }
    const cellules = [{ colonne: 'telephone', vu: '12', valeur: '05 36 49 00 01' }] as const
    const relire = async () => refuse({ code: 'lecture-en-cours' as const })
    expect(await correctImport(importId, { ...ligne, cellules }, { relire }, centre.agent)).toEqual(
      accept({ statut: 'en-lecture' }),
    )
    const autres = [{ colonne: 'commentaire', vu: '', valeur: 'Au fond' }] as const
    expect(await correctLignes(importId, [{ ...ligne, cle: 'a', cellules: autres }], { relire }, centre.agent)).toEqual(
      accept({ ecrites: 1, refusees: 'en-lecture' }),
    )
    await readImport(importId, { lire: async () => accept(contenu) }, centre.agent)
    expect(await premierRang(importId)).toMatchObject({
      statut: 'nouveau',
      contenu: { telephone: '05 36 49 00 01', commentaire: 'Au fond' },
    })
  })

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
    const { lignes } = await listJournal(centre.agent.acteur, {})
    expect(lignes.map((ligne) => ligne.corrections)).toEqual([[{ colonne: 'telephone', auteur: 'corrige@x.invalid' }]])
    // From which cells of the file: where its columns stand, and which of them held something on that row.
    expect(lignes).toMatchObject([
      { ligne: 2, lettres: { nom: 'B', telephone: 'I' }, remplies: expect.arrayContaining(['nom', 'telephone']) },
    ])
    expect(lignes[0]?.remplies).not.toContain('identifiant')
    // The model may name a column otherwise one day: what was kept under its former name says nothing, and stops nothing.
    await db.execute(sql`update import_de_recensement
      set "analyse" = replace("analyse"::text, '"telephone": "I"', '"ancienNom": "I"')::jsonb where id = ${importId}`)
    await db.execute(sql`update rang_d_import
      set trouve = replace(trouve::text, '"telephone"', '"ancienNom"')::json where import_id = ${importId}`)
    await db.execute(sql`update correction_d_import set colonne = 'ancienNom' where import_id = ${importId}`)
    const [apres] = (await listJournal(centre.agent.acteur, {})).lignes
    expect(apres).toMatchObject({ ligne: 2, lettres: { nom: 'B' }, corrections: [] })
    expect(Object.keys(apres?.lettres ?? {})).not.toContain('ancienNom')
    expect(lignes[0]?.remplies.filter((nom) => !apres?.remplies.includes(nom))).toEqual(['telephone'])
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
