import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { importDeRecensement, pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { withProgrammes } from '#db/testing/programmes.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { runAPart } from '#lib/adapters/processus/recensement-a-part.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { receiveRecensement } from '#lib/usecases/read-recensement.ts'
import {
  contexteDe,
  lireClasseur,
  type Tenu,
  unCentre,
  unClasseurDe,
  unDecor,
  unNumero,
} from '#lib/usecases/testing.ts'

withDatabase()
withProgrammes()
let centre: Tenu
let autre: Tenu
beforeAll(async () => {
  const decor = await unDecor()
  centre = decor.ariege
  autre = decor.autre
})

const TABLE = [
  'Nom;Canal;Type;Services;Adresse;Code postal;Commune;Téléphone;Mis à jour le',
  'Un point à part;Physique;Lieu d’information;Information;1 rue Inventée;09000;Foix;05 36 49 00 01;03/03/2026',
].join('\n')

it('un recensement se lit et se publie dans un processus à part, sous les mêmes droits', async () => {
  const depot = {
    nom: 'a-part.csv',
    octets: Buffer.from(TABLE),
    centreId: centre.id,
    origine: 'administration',
  } as const
  const recu = await receiveRecensement(depot, centre.agent)
  if (!recu.ok) throw new Error(recu.refus.code)
  const { importId } = recu.value
  const introuvable = { ok: false, refus: { code: 'introuvable' } }
  expect(await runAPart({ acte: 'lire', importId, par: autre.agent })).toEqual(introuvable)
  expect(await runAPart({ acte: 'lire', importId, par: centre.agent })).toEqual({ ok: true, value: { importId } })
  const publier = { acte: 'publier', importId, retirer: [], confirmer: [] } as const
  const visiteur = contexteDe({ role: 'visiteur' })
  expect(await runAPart({ ...publier, par: visiteur })).toEqual({ ok: false, refus: { code: 'connexion-requise' } })
  expect(await runAPart({ ...publier, par: centre.agent })).toEqual({ ok: true, value: { importId } })
  const points = await db.select().from(pointDeContact).where(eq(pointDeContact.centreId, centre.id))
  expect(points.map(({ nom }) => nom)).toEqual(['Un point à part'])
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
  // What was shown is what was published: it is not written a second time.
  expect(row).toMatchObject({ etat: 'publie', chiffres: { nouveau: 1 } })
  expect(await loadExamen(db, importId)).toMatchObject({ points: [{ statut: 'nouveau' }] })
})

it('s’y annule en entier, et s’y rouvre, sous les mêmes droits', async () => {
  const tenu = await unCentre('annule-a-part')
  const { importId } = await lireClasseur(unClasseurDe([unNumero('À annuler')]), { centreId: tenu.id, par: tenu.agent })
  expect((await publishRecensement(importId, tenu.agent)).ok).toBe(true)
  const annuler = { acte: 'annuler', importId, choisis: [] } as const
  expect(await runAPart({ ...annuler, par: autre.agent })).toEqual({ ok: false, refus: { code: 'introuvable' } })
  expect(await runAPart({ ...annuler, par: tenu.agent })).toEqual({ ok: true, value: { importId } })
  expect(await etatDe(importId)).toMatchObject({ etat: 'annule', retour: { rendus: 1, gardes: 0 } })
  expect(await runAPart({ acte: 'rouvrir', importId, par: tenu.agent })).toEqual({ ok: true, value: { importId } })
  expect(await etatDe(importId)).toMatchObject({ etat: 'lu' })
})

/** A file of its own: what was read of the same bytes would be taken again, unopened (docs/adr/0032). */
const octetsDe = (nom: string): Buffer => Buffer.from(TABLE.replace('Un point à part', nom))

async function unDepot(nom: string): Promise<string> {
  const depot = { nom, octets: octetsDe(nom), centreId: centre.id, origine: 'administration' } as const
  const recu = await receiveRecensement(depot, centre.agent)
  if (!recu.ok) throw new Error(recu.refus.code)
  return recu.value.importId
}
const etatDe = async (importId: string) => {
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
  return row
}
const refus = (code: string) => ({ ok: false, refus: { code } })

it('un processus qui meurt sans répondre est un refus, et se retente', async () => {
  const importId = await unDepot('mort.csv')
  // Nobody asks: the process falls on it.
  const par = JSON.parse('null')
  expect(await runAPart({ acte: 'lire', importId, par })).toEqual(refus('lecture-interrompue'))
  const publier = { acte: 'publier', importId, retirer: [], confirmer: [] } as const
  expect(await runAPart({ ...publier, par })).toEqual(refus('publication-interrompue'))
  const lire = { acte: 'lire', importId, par: centre.agent } as const
  const killed = await runAPart(lire, {}, (pid) => process.kill(pid, 'SIGKILL'))
  expect(killed).toEqual(refus('lecture-interrompue'))
  expect(await etatDe(importId)).toMatchObject({ etat: 'recu', analyse: null, version: 1 })
  expect(await runAPart(lire)).toEqual({ ok: true, value: { importId } })
})

it('le temps et la mémoire du processus sont comptés par le serveur web, un tas plein se dit tel', async () => {
  const importId = await unDepot('bornes.csv')
  const lire = { acte: 'lire', importId, par: centre.agent } as const
  expect(await runAPart(lire, { duree: 1 })).toEqual(refus('trop-long'))
  // Less than any process of Node takes: what is tried is the count.
  expect(await runAPart(lire, { memoire: 10 * 1024 * 1024 })).toEqual(refus('trop-de-memoire'))
  // As Node does when its heap is full.
  const full = await runAPart(lire, {}, (pid) => process.kill(pid, 'SIGABRT'))
  expect(full).toEqual(refus('trop-de-memoire'))
  expect(await etatDe(importId)).toMatchObject({ etat: 'recu', erreur: null, version: 1 })
})

it('un processus à la fois : l’autre attend son tour, puis est prié de revenir', async () => {
  const [un, deux] = [await unDepot('un.csv'), await unDepot('deux.csv')]
  const lire = (importId: string) => ({ acte: 'lire', importId, par: centre.agent }) as const
  const pids: number[] = []
  const answers = await Promise.all([
    runAPart(lire(un), {}, (pid) => void pids.push(pid)),
    runAPart(lire(deux), { attente: 0 }, (pid) => void pids.push(pid)),
  ])
  expect(answers).toEqual([{ ok: true, value: { importId: un } }, refus('trop-de-traitements')])
  expect(pids).toHaveLength(1)
  expect(await etatDe(deux)).toMatchObject({ etat: 'recu', fichier: octetsDe('deux.csv') })
  expect(await Promise.all([runAPart(lire(deux)), runAPart(lire(un))])).toMatchObject([{ ok: true }, { ok: true }])
})

it('la réponse n’attend pas la fin du processus, le tour d’après l’attend', async () => {
  const [un, deux] = [await unDepot('fini.csv'), await unDepot('suivant.csv')]
  const lire = (importId: string) => ({ acte: 'lire', importId, par: centre.agent }) as const
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }
  let premier = 0
  const answer = await runAPart(lire(un), {}, (pid) => {
    premier = pid
  })
  // It gives back its memory still: no end of a process is told in the turn that told its answer.
  const isThere = isAlive(premier)
  expect({ answer, isThere }).toEqual({ answer: { ok: true, value: { importId: un } }, isThere: true })
  const suivant: { isThere?: boolean } = {}
  await runAPart(lire(deux), {}, () => {
    suivant.isThere = isAlive(premier)
  })
  expect(suivant).toEqual({ isThere: false })
})

it('un système qui refuse un processus est un refus, et rend le tour', async () => {
  const importId = await unDepot('sans-place.csv')
  const lire = { acte: 'lire', importId, par: centre.agent } as const
  const node = process.execPath
  // The first is refused by an event, the second at once.
  for (const absent of ['/nulle-part/node', 'no\0de']) {
    process.execPath = absent
    try {
      expect(await runAPart(lire)).toEqual(refus('lecture-interrompue'))
    } finally {
      process.execPath = node
    }
  }
  expect(await runAPart(lire)).toEqual({ ok: true, value: { importId } })
})

it('finit avec qui l’a lancé', async () => {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', join(import.meta.dirname, 'recensement-a-part.ts')],
    { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  )
  const ended = once(child, 'exit')
  // A demand that waits for a lock, which this transaction holds until the process is gone.
  await db.transaction(async (tx) => {
    const importId = await unDepot('orphelin.csv')
    await tx.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId)).for('update')
    child.send({ acte: 'lire', importId, par: centre.agent })
    await untilActive('for update', 'Lock')
    child.disconnect()
    expect(await ended).toEqual([1, null])
  })
})
