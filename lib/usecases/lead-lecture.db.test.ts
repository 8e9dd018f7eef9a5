import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findLecture } from '#db/queries/imports.ts'
import { correctionDImport, lectureDImport } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { SECONDES_SANS_SIGNE } from '#lib/domain/guichet/recensement/lecture-menee.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { checkFormulaires, correctImport, correctLignes } from './correct-import.ts'
import { countLues } from './count-lues.ts'
import { leadLecture } from './lead-lecture.ts'
import { publishProposition } from './publish-proposition.ts'
import { publishRecensement } from './publish-recensement.ts'
import { type LireClasseur, readImport, receiveRecensement } from './read-recensement.ts'
import { reopenImport, revertImport } from './revert-import.ts'
import { importDe, type Tenu, unClasseurDe, unDecor, unPointA } from './testing.ts'

withDatabase()
let centre: Tenu
let autre: Tenu
let gestionnaire: Contexte
beforeAll(async () => {
  const decor = await unDecor()
  centre = decor.ariege
  autre = decor.autre
  gestionnaire = decor.gestionnaire
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
  let jeton = ''
  const partie = await leadLecture(importId, centre.agent, (sien) => {
    jeton = sien
    return lue
  })
  if (!partie.ok) throw new Error(partie.refus.code)
  const { finie } = partie.value
  return {
    jeton,
    finir: (fin: Fin) => {
      finir(fin)
      return finie
    },
  }
}

/** As if nobody had told of it for that long. */
const taire = (importId: string, secondes: number) =>
  db
    .update(lectureDImport)
    .set({ vueAt: sql`now() - make_interval(secs => ${secondes})` })
    .where(eq(lectureDImport.importId, importId))
const lire =
  (points: number): LireClasseur =>
  async (_, { compter }) => {
    compter?.(points)
    return accept(unClasseurDe(Array.from({ length: points }, () => unPointA('Mairie'))))
  }
const abime: LireClasseur = async () => refuse({ code: 'fichier-abime' })
const EN_COURS = { enCours: true, echec: null }

describe('une lecture derrière sa page', () => {
  it('répond aussitôt, et sa page la suit jusqu’au bout', async () => {
    const importId = await unDepot()
    expect(await findLecture(importId)).toBeUndefined()
    const { finir } = await uneLecture(importId)
    expect(await findLecture(importId)).toEqual({ lues: 0, enCours: true, echec: null })
    expect(await finir(accept({ importId }))).toEqual(accept({ importId }))
    expect(await findLecture(importId)).toBeUndefined()
  })

  it('manquée, dit pourquoi, et se relance (R-REC-79)', async () => {
    const importId = await unDepot()
    const une = await uneLecture(importId)
    expect(await une.finir(refuse({ code: 'trop-long' }))).toEqual(refuse({ code: 'trop-long' }))
    expect(await findLecture(importId)).toEqual({ lues: 0, enCours: false, echec: { code: 'trop-long' } })
    const seconde = await uneLecture(importId)
    expect(await findLecture(importId)).toMatchObject(EN_COURS)
    await seconde.finir(accept({ importId }))
  })

  it('refusée sans que l’import le dise, garde sa phrase entière (R-REC-79)', async () => {
    const importId = await unDepot()
    expect((await readImport(importId, { lire: lire(1) }, centre.agent)).ok).toBe(true)
    const { jeton, finir } = await uneLecture(importId)
    // Of an import that is read, nothing else would tell it.
    const manquee = await readImport(importId, { lire: abime, jeton }, centre.agent)
    expect(manquee).toEqual(refuse({ code: 'fichier-abime' }))
    await finir(refuse({ code: 'fichier-trop-gros', octets: 12 }))
    const dite = await findLecture(importId)
    expect(dite).toMatchObject({ enCours: false, echec: { code: 'fichier-trop-gros', octets: 12 } })
    expect((await importDe(importId)).etat).toBe('lu')
    // What is read since says more than a reason of before.
    await readImport(importId, { lire: lire(1) }, centre.agent)
    expect(await findLecture(importId)).toBeUndefined()
  })

  it('illisible, le dit dans l’import seul, d’un seul geste', async () => {
    const importId = await unDepot()
    const { jeton, finir } = await uneLecture(importId)
    await readImport(importId, { lire: abime, jeton }, centre.agent)
    expect([(await importDe(importId)).etat, await findLecture(importId)]).toEqual(['illisible', undefined])
    await finir(refuse({ code: 'fichier-abime' }))
    expect(await findLecture(importId)).toBeUndefined()
  })

  it('ne part pas deux fois tant qu’elle va, ni pour qui n’a pas cet import (R-REC-115)', async () => {
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

  it('sans signe de qui la mène, se dit interrompue, et se relance (R-REC-115)', async () => {
    const importId = await unDepot()
    const une = await uneLecture(importId)
    await taire(importId, SECONDES_SANS_SIGNE - 5)
    expect(await findLecture(importId)).toMatchObject(EN_COURS)
    await taire(importId, SECONDES_SANS_SIGNE)
    expect(await findLecture(importId)).toMatchObject({ enCours: false, echec: { code: 'lecture-interrompue' } })
    const seconde = await uneLecture(importId)
    expect(await findLecture(importId)).toMatchObject(EN_COURS)
    for (const { finir } of [une, seconde]) await finir(accept({ importId }))
  })

  it.each([
    ['manquée', refuse({ code: 'trop-long' } as const)],
    ['aboutie', accept({})],
  ])('crue perdue puis %s, ne touche pas celle qui a suivi (R-REC-115)', async (_, fin) => {
    const importId = await unDepot()
    const perdue = await uneLecture(importId)
    await taire(importId, SECONDES_SANS_SIGNE)
    const seconde = await uneLecture(importId)
    const compte = countLues(importId, perdue.jeton)
    compte.tell(12_000)
    await compte.end()
    expect((await readImport(importId, { lire: lire(1), jeton: perdue.jeton }, centre.agent)).ok).toBe(true)
    await perdue.finir(fin)
    expect(await findLecture(importId)).toEqual({ lues: 0, ...EN_COURS })
    await seconde.finir(accept({ importId }))
  })

  it('n’est ni doublée ni devancée par une page d’avant : rien n’en part, rien n’en est écrit (R-REC-115)', async () => {
    const importId = await unDepot()
    expect((await readImport(importId, { lire: lire(1) }, centre.agent)).ok).toBe(true)
    let lectures = 0
    const compter: LireClasseur = (octets, ecoute) => {
      lectures += 1
      return lire(1)(octets, ecoute)
    }
    const par = centre.agent
    const relire = { relire: (id: string) => readImport(id, { lire: compter }, par) }
    const ligne = {
      feuille: 'Points de contact',
      ligne: 2,
      cellules: [{ colonne: 'commentaire', vu: '', valeur: 'Sonner' }],
    } as const
    const gestes = {
      relire: () => readImport(importId, { lire: compter }, par),
      compléter: () => readImport(importId, { lire: compter, defauts: { canal: 'physique' } }, par),
      'dire les colonnes': () => readImport(importId, { lire: compter, colonnes: new Map([['x', 'nom']]) }, par),
      corriger: () => correctImport(importId, ligne, relire, par),
      'envoyer un formulaire faux': () => checkFormulaires(importId, par),
      'corriger plusieurs': () => correctLignes(importId, [{ ...ligne, cle: 'r2-' }], relire, par),
      publier: () => publishRecensement(importId, par),
      'publier les chiffres': () => publishProposition(importId, gestionnaire, { version: 0 }),
      annuler: () => revertImport(importId, par),
      rouvrir: () => reopenImport(importId, par),
    }
    const { finir } = await uneLecture(importId)
    const avant = await importDe(importId)
    for (const [nom, geste] of Object.entries(gestes))
      expect([nom, await geste()]).toEqual([nom, refuse({ code: 'lecture-en-cours' })])
    expect(lectures).toBe(0)
    expect(await db.$count(correctionDImport, eq(correctionDImport.importId, importId))).toBe(0)
    expect(await importDe(importId)).toEqual(avant)
    // Someone else's import does not exist for the one who asks, read or not.
    expect(await correctImport(importId, ligne, relire, autre.agent)).toEqual(refuse({ code: 'introuvable' }))
    expect(await revertImport(importId, autre.agent)).toEqual(refuse({ code: 'introuvable' }))
    await finir(accept({ importId }))
    expect(await gestes.corriger()).toMatchObject({ ok: true })
    expect(await gestes.publier()).toMatchObject({ ok: true })
    expect(lectures).toBe(1)
  })

  it('compte les lignes que dit le lecteur, reparti de zéro s’il recommence, et rien quand nul ne la suit', async () => {
    const importId = await unDepot()
    const { jeton, finir } = await uneLecture(importId)
    const compte = countLues(importId, jeton)
    compte.tell(12_000)
    compte.tell(300)
    await compte.end()
    expect(await findLecture(importId)).toMatchObject({ lues: 300 })
    expect((await readImport(importId, { lire: lire(2), jeton }, centre.agent)).ok).toBe(true)
    // It is read: nothing goes on any more, even before who leads it has said so.
    expect(await findLecture(importId)).toBeUndefined()
    await finir(accept({ importId }))
    expect((await importDe(importId)).etat).toBe('lu')
  })
})
