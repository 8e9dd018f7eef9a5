import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findLecture } from '#db/queries/imports.ts'
import { SECONDES_SANS_SIGNE } from '#db/repositories/lectures-d-import.ts'
import { lectureDImport } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { countLues } from './count-lues.ts'
import { leadLecture } from './lead-lecture.ts'
import { readImport, receiveRecensement } from './read-recensement.ts'
import { importDe, type Tenu, unClasseurDe, unDecor, unPointA } from './testing.ts'

withDatabase()
let centre: Tenu
let autre: Tenu
beforeAll(async () => {
  const decor = await unDecor()
  centre = decor.ariege
  autre = decor.autre
})

async function unDepot(): Promise<string> {
  const depot = { nom: 'x.xlsx', octets: Buffer.from('x'), centreId: centre.id, origine: 'administration' } as const
  const recu = await receiveRecensement(depot, centre.agent)
  if (!recu.ok) throw new Error(recu.refus.code)
  return recu.value.importId
}
type Fin = Awaited<ReturnType<Parameters<typeof leadLecture>[2]>>
/** A reading that started, and ends when the test says how. */
async function uneLecture(importId: string) {
  const { promise: lue, resolve: finir } = Promise.withResolvers<Fin>()
  const partie = await leadLecture(importId, centre.agent, () => lue)
  if (!partie.ok) throw new Error(partie.refus.code)
  const { finie } = partie.value
  return {
    finir: (fin: Fin) => {
      finir(fin)
      return finie
    },
  }
}

describe('une lecture derrière sa page', () => {
  it('répond aussitôt, et sa page la suit jusqu’au bout', async () => {
    const importId = await unDepot()
    expect(await findLecture(importId)).toBeUndefined()
    const { finir } = await uneLecture(importId)
    expect(await findLecture(importId)).toEqual({ lues: 0, enCours: true, echec: null })
    await finir(accept({ importId }))
    expect(await findLecture(importId)).toBeUndefined()
  })

  it('manquée, dit pourquoi, et se relance (R-REC-79)', async () => {
    const importId = await unDepot()
    const une = await uneLecture(importId)
    await une.finir(refuse({ code: 'trop-long' }))
    expect(await findLecture(importId)).toEqual({ lues: 0, enCours: false, echec: 'trop-long' })
    const seconde = await uneLecture(importId)
    expect(await findLecture(importId)).toMatchObject({ enCours: true, echec: null })
    // What is wrong with the file is said of the import, and not here.
    await seconde.finir(refuse({ code: 'fichier-abime' }))
    expect(await findLecture(importId)).toBeUndefined()
  })

  it('ne part pas deux fois, ni pour qui n’a pas cet import', async () => {
    const importId = await unDepot()
    const rien = async () => accept({ importId })
    expect(await leadLecture(importId, autre.agent, rien)).toEqual(refuse({ code: 'introuvable' }))
    expect(await findLecture(importId)).toBeUndefined()
    const une = await uneLecture(importId)
    let again = 0
    const second = await leadLecture(importId, centre.agent, async () => {
      again += 1
      return accept({ importId })
    })
    expect([second.ok, again]).toEqual([true, 0])
    await une.finir(accept({ importId }))
  })

  it('sans signe de qui la mène, n’est plus en cours, et se relance', async () => {
    const importId = await unDepot()
    const une = await uneLecture(importId)
    const taire = (secondes: number) =>
      db
        .update(lectureDImport)
        .set({ vueAt: sql`now() - make_interval(secs => ${secondes})` })
        .where(eq(lectureDImport.importId, importId))
    await taire(SECONDES_SANS_SIGNE - 5)
    expect(await findLecture(importId)).toMatchObject({ enCours: true })
    await taire(SECONDES_SANS_SIGNE)
    expect(await findLecture(importId)).toMatchObject({ enCours: false })
    const seconde = await uneLecture(importId)
    expect(await findLecture(importId)).toMatchObject({ enCours: true })
    for (const { finir } of [une, seconde]) await finir(accept({ importId }))
  })

  it('compte les lignes que dit le lecteur, reparti de zéro s’il recommence, et rien quand nul ne la suit', async () => {
    const importId = await unDepot()
    const une = await uneLecture(importId)
    const compte = countLues(importId)
    compte.tell(12_000)
    compte.tell(300)
    await compte.end()
    expect(await findLecture(importId)).toMatchObject({ lues: 300 })
    const classeur = unClasseurDe([unPointA('Mairie')])
    const lu = await readImport(
      importId,
      {
        lire: async (_, { compter }) => {
          compter?.(2)
          return accept(classeur)
        },
      },
      centre.agent,
    )
    expect([lu.ok, (await importDe(importId)).etat]).toEqual([true, 'lu'])
    expect(await findLecture(importId)).toMatchObject({ lues: 2 })
    await une.finir(accept({ importId }))
    const seul = countLues(importId)
    seul.tell(7)
    await seul.end()
    expect(await findLecture(importId)).toBeUndefined()
  })
})
