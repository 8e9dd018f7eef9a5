import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { correctionDImport, importDeRecensement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import type { Saisie } from '#lib/domain/guichet/recensement/corrections.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { correctLignes } from './correct-import.ts'
import { readImport } from './read-recensement.ts'
import { lireClasseur, unCentre, unClasseurDe, unDecor, unPointA } from './testing.ts'

withDatabase()
beforeAll(async () => {
  await unDecor()
})

/** A file of two rows with a wrong telephone each, and one that is right. */
async function unFichier(nom: string) {
  const centre = await unCentre(nom)
  const contenu = unClasseurDe([
    unPointA(`Mairie ${nom}`, 'Foix', '09000', '12'),
    unPointA(`Antenne ${nom}`, 'Pamiers', '09100', '13'),
    unPointA(`Relais ${nom}`, 'Foix', '09000', '05 36 49 00 03'),
  ])
  const { importId } = await lireClasseur(contenu, { centreId: centre.id, par: centre.agent })
  let lectures = 0
  const relire = (id: string) => {
    lectures += 1
    return readImport(id, { lire: async () => accept(contenu) }, centre.agent)
  }
  const ligne = (numero: number, ...cellules: Saisie[]) => ({
    cle: `r${numero}-`,
    feuille: 'Points de contact',
    ligne: numero,
    cellules,
  })
  const corrige = (...lignes: ReturnType<typeof ligne>[]) => correctLignes(importId, lignes, { relire }, centre.agent)
  return { centre, importId, ligne, corrige, lectures: () => lectures }
}
const telephone = (vu: string, valeur: string | null): Saisie => ({ colonne: 'telephone', vu, valeur })
const ecritesDe = (importId: string) => db.$count(correctionDImport, eq(correctionDImport.importId, importId))
const statutsDe = async (importId: string) => (await loadExamen(db, importId))?.points.map(({ statut }) => statut)

describe('plusieurs lignes corrigées ensemble', () => {
  it('s’enregistrent toutes, et le fichier n’est relu qu’une fois (R-REC-51)', async () => {
    const { importId, ligne, corrige, lectures } = await unFichier('ensemble')
    const answer = await corrige(
      ligne(2, telephone('12', '05 36 49 00 01')),
      ligne(3, telephone('13', '14'), { colonne: 'commentaire', vu: '', valeur: 'Sonner' }),
      ligne(4),
    )
    expect(answer).toEqual({ ok: true, value: { ecrites: 2, refusees: 1 } })
    expect(lectures()).toBe(1)
    expect(await statutsDe(importId)).toEqual(['nouveau', 'refuse', 'nouveau'])
    const again = await corrige(ligne(2, telephone('12', '05 36 49 00 01')), ligne(3, telephone('13', '14')), ligne(4))
    expect(again).toEqual({ ok: true, value: { ecrites: 0, refusees: 1 } })
    expect([lectures(), await ecritesDe(importId)]).toEqual([1, 3])
  })

  it('ne s’enregistrent pas du tout quand un autre a corrigé l’une d’elles ; tout est montré (R-REC-51)', async () => {
    const { importId, ligne, corrige, lectures } = await unFichier('deux')
    await corrige(ligne(2, telephone('12', '05 36 49 00 01')))
    const answer = await corrige(
      ligne(2, telephone('12', '05 36 49 00 09')),
      ligne(3, telephone('13', '05 36 49 00 02')),
    )
    expect(answer).toMatchObject({
      ok: false,
      refus: {
        code: 'modifiee-entre-temps',
        actuel: { 'r2-telephone': '05 36 49 00 01', 'r3-telephone': '13', 'r3-commune': 'Pamiers' },
      },
    })
    expect([lectures(), await ecritesDe(importId)]).toEqual([1, 1])
  })

  it('ni quand rien n’a changé, qu’une valeur déborde ou qu’une ligne n’est pas du fichier (R-REC-51)', async () => {
    const { centre, importId, ligne, corrige } = await unFichier('rien')
    const codeDe = async (...lignes: Parameters<typeof corrige>) => {
      const answer = await corrige(...lignes)
      return answer.ok ? 'ok' : answer.refus.code
    }
    const juste = ligne(2, telephone('12', '05 36 49 00 01'))
    expect(await codeDe(ligne(2), ligne(3))).toBe('rien-a-corriger')
    expect(await codeDe()).toBe('rien-a-corriger')
    expect(await codeDe(juste, ligne(3, telephone('13', '1'.repeat(2_001))))).toBe('valeur-trop-longue')
    expect(await codeDe(juste, ligne(99, telephone('13', '14')))).toBe('introuvable')
    expect(await ecritesDe(importId)).toBe(0)
    const autre = await unCentre('curieux')
    expect(await correctLignes(importId, [juste], { relire: async () => accept(null) }, autre.agent)).toEqual({
      ok: false,
      refus: { code: 'introuvable' },
    })
    // Kept before the file is read again: a reading that stops loses nothing.
    const coupee = await correctLignes(
      importId,
      [juste],
      { relire: async () => refuse({ code: 'lecture-interrompue' }) },
      centre.agent,
    )
    expect(coupee).toMatchObject({ ok: false, refus: { code: 'lecture-interrompue' } })
    const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    expect([row?.etat, await ecritesDe(importId)]).toEqual(['recu', 1])
  })
})
