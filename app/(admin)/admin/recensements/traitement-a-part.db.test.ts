import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findLecture } from '#db/queries/imports.ts'
import { importDeRecensement, pointDeContact, publication } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { withProgrammes } from '#db/testing/programmes.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { runAPart } from '#lib/adapters/processus/recensement-a-part.ts'
import { BUDGET, GRAND } from '#lib/domain/guichet/recensement/a-part.ts'
import { refuse } from '#lib/domain/resultat.ts'
import { receiveRecensement } from '#lib/usecases/read-recensement.ts'
import { lireClasseur, type Tenu, unCentre, unClasseurDe, unDecor, unPointA } from '#lib/usecases/testing.ts'
import { publishWhereFit, readOrLead, readWhereFit, reopenWhereFit, revertWhereFit } from './traitement.ts'

withDatabase()
withProgrammes()
beforeAll(async () => {
  await unDecor()
})

/** As its page sends it, made of the rows that stand. */
const choixDe = async (importId: string) =>
  ({ retirer: [], confirmer: 'tout', versionVue: (await importDe(importId))?.version ?? 0 }) as const
const pointsDe = ({ id }: Tenu) => db.select().from(pointDeContact).where(eq(pointDeContact.centreId, id))
const importDe = async (id: string) =>
  (await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, id)))[0]

/** An import of two points, read, that says as many rows as asked. */
async function unImport(nom: string, lignes: number) {
  const centre = await unCentre(nom)
  const contenu = unClasseurDe([unPointA('Mairie'), unPointA('Antenne', 'Pamiers', '09100', '05 36 49 00 02')])
  const { importId, examen } = await lireClasseur(contenu, { centreId: centre.id, par: centre.agent })
  const chiffres = { ...examen.totaux, nouveau: lignes - 1, refuse: 1 }
  await db.update(importDeRecensement).set({ chiffres }).where(eq(importDeRecensement.id, importId))
  return { centre, importId }
}

it.each([
  [-1, false],
  [0, false],
  [1, true],
])('à %s de la limite, une lecture, une publication et son annulation vont à part : %s', async (ecart, expected) => {
  const { centre, importId } = await unImport(`limite${ecart}`, GRAND.lignes + ecart)
  const asked: string[] = []
  const aPart: typeof runAPart = async ({ acte }) => {
    asked.push(acte)
    return refuse({ code: 'trop-de-traitements' })
  }
  await publishWhereFit(importId, centre.agent, await choixDe(importId), aPart)
  expect((await importDe(importId))?.etat).toBe(expected ? 'lu' : 'publie')
  await revertWhereFit(importId, centre.agent, [], aPart)
  expect((await importDe(importId))?.etat).toBe(expected ? 'lu' : 'annule')
  await reopenWhereFit(importId, centre.agent, aPart)
  expect((await importDe(importId))?.etat).toBe('lu')
  const fichier = Buffer.alloc(GRAND.octets + ecart, 'x')
  await db.update(importDeRecensement).set({ fichier }).where(eq(importDeRecensement.id, importId))
  await readWhereFit(importId, centre.agent, {}, aPart)
  expect(asked).toEqual(expected ? ['publier', 'annuler', 'rouvrir', 'lire'] : [])
})

it('des cellules plus longues à lire que ce qu’on leur donne vont à part, et l’import reste comme il était', async () => {
  const { centre, importId } = await unImport('lentes', 2)
  const fichier = Buffer.from('Nom;Téléphone;Courriel\nAccueil;36 46;a@b.fr\n')
  await db.update(importDeRecensement).set({ fichier }).where(eq(importDeRecensement.id, importId))
  const avant = await importDe(importId)
  const asked: string[] = []
  const aPart: typeof runAPart = async ({ acte }) => {
    asked.push(acte)
    return refuse({ code: 'trop-de-traitements' })
  }
  const lu = await readWhereFit(importId, centre.agent, {}, aPart, { ...BUDGET, dUnTrait: -1 })
  expect([asked, lu]).toEqual([['lire'], refuse({ code: 'trop-de-traitements' })])
  expect(await importDe(importId)).toEqual(avant)
  expect((await readWhereFit(importId, centre.agent, {}, aPart)).ok).toBe(true)
  expect(asked).toEqual(['lire'])
})

it('les lignes d’un petit dépôt se lisent pendant qu’elles arrivent, dans le temps qui leur est donné en tout', async () => {
  const { centre, importId } = await unImport('au-fil', 2)
  const rangs = Array.from({ length: 1_500 }, (_, at) => `Accueil ${at};36 46;a${at}@b.fr`)
  const fichier = Buffer.from(['Nom;Téléphone;Courriel', ...rangs].join('\n'))
  await db.update(importDeRecensement).set({ fichier }).where(eq(importDeRecensement.id, importId))
  const asked: string[] = []
  const aPart: typeof runAPart = async ({ acte }) => {
    asked.push(acte)
    return refuse({ code: 'trop-de-traitements' })
  }
  const large = { ...BUDGET, dUnTrait: 60_000 }
  await readWhereFit(importId, centre.agent, {}, aPart, { ...large, enTout: 0 })
  expect(asked).toEqual(['lire'])
  expect((await readWhereFit(importId, centre.agent, {}, aPart, large)).ok).toBe(true)
  expect(asked).toEqual(['lire'])
})

it('un grand classeur se lit derrière sa page, qui dit les lignes que son lecteur a vraiment lues', async () => {
  const centre = await unCentre('suivie')
  const rangs = Array.from({ length: 12_000 }, (_, at) => `Accueil ${at};Téléphone;36 46;${'x'.repeat(60)}`)
  const octets = Buffer.from(['Nom;Canal;Téléphone;Commentaire', ...rangs].join('\n'))
  expect(octets.length).toBeGreaterThan(GRAND.octets)
  const depot = { nom: 'grand.csv', octets, centreId: centre.id, origine: 'administration' } as const
  const recu = await receiveRecensement(depot, centre.agent)
  if (!recu.ok) throw new Error(recu.refus.code)
  const { importId } = recu.value
  // The last count, as the line goes with what was understood.
  await db.execute(sql`create table comptes as select lues from lecture_d_import with no data`)
  await db.execute(sql`create function compter() returns trigger language plpgsql as
    $$ begin insert into comptes values (old.lues); return old; end $$`)
  await db.execute(
    sql`create trigger compter before delete on lecture_d_import for each row execute function compter()`,
  )
  const { promise: finie, resolve: finir } = Promise.withResolvers<unknown>()
  const partie = await readOrLead(importId, centre.agent, async (demande) => {
    const done = await runAPart(demande)
    finir({ done: done.ok, reste: await findLecture(importId) })
    return done
  })
  expect(partie.ok).toBe(true)
  expect(await finie).toEqual({ done: true, reste: undefined })
  expect(await db.execute(sql`select lues from comptes`)).toEqual([{ lues: 12_001 }])
  await db.execute(sql`drop function compter cascade`)
  expect((await importDe(importId))?.etat).toBe('lu')
})

it('un grand classeur refusé aussitôt l’est dans la réponse, et sa page le garde', async () => {
  const { centre, importId } = await unImport('refusee', 2)
  const fichier = Buffer.alloc(GRAND.octets + 1, 'x')
  await db.update(importDeRecensement).set({ fichier }).where(eq(importDeRecensement.id, importId))
  const abime = refuse({ code: 'fichier-abime' } as const)
  expect(await readOrLead(importId, centre.agent, async () => abime)).toEqual(abime)
  expect(await findLecture(importId)).toEqual({ lues: 0, enCours: false, echec: abime.refus })
})

describe('une publication dont le processus est tué', () => {
  const killing = (when: Promise<unknown>): typeof runAPart => {
    return (demande) => runAPart(demande, {}, (pid) => void when.then(() => process.kill(pid, 'SIGKILL')))
  }

  it('pendant qu’elle écrit ne laisse rien, et se relance', async () => {
    const { centre, importId } = await unImport('pendant', GRAND.lignes + 1)
    const [avant, choix] = [await importDe(importId), await choixDe(importId)]
    const publications = await db.$count(publication)
    // The points are written when it comes to this table, which is held until the process is gone.
    const answer = await db.transaction(async (tx) => {
      await tx.execute(sql`lock table publication in exclusive mode`)
      const cut = runAPart({ acte: 'publier', importId, par: centre.agent, ...choix }, {}, (pid) => {
        void untilActive('insert into "publication"', 'Lock').then(() => process.kill(pid, 'SIGKILL'))
      })
      return cut
    })
    expect(answer).toEqual(refuse({ code: 'publication-interrompue' }))
    const confirmed = await publishWhereFit(importId, centre.agent, await choixDe(importId), async () => answer)
    expect(confirmed).toEqual(answer)
    expect(await pointsDe(centre)).toEqual([])
    expect(await importDe(importId)).toEqual(avant)
    expect(await db.$count(publication)).toBe(publications)
    expect(await publishWhereFit(importId, centre.agent, await choixDe(importId))).toEqual({
      ok: true,
      value: { importId },
    })
    expect(await pointsDe(centre)).toHaveLength(2)
  })

  it('pendant son COMMIT a publié, et c’est ce qui est répondu', async () => {
    const { centre, importId } = await unImport('apres', GRAND.lignes + 1)
    // A COMMIT that lasts: the base ends it, whoever asked for it.
    await db.execute(sql`create function traine() returns trigger language plpgsql as
      $$ begin perform pg_sleep(2); return null; end $$`)
    await db.execute(sql`create constraint trigger traine after insert on publication
      deferrable initially deferred for each row execute function traine()`)
    const answer = await publishWhereFit(
      importId,
      centre.agent,
      await choixDe(importId),
      killing(untilActive('commit', 'Timeout')),
    )
    await db.execute(sql`drop function traine cascade`)
    expect(answer).toEqual({ ok: true, value: { importId } })
    expect((await importDe(importId))?.etat).toBe('publie')
    expect(await pointsDe(centre)).toHaveLength(2)
  })
})
