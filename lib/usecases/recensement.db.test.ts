import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { faitDePoint, importDeRecensement, publication, rangDImport } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { toSaisieDePoint } from '#lib/domain/guichet/formulaire-de-point.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import { listAttentes } from '#lib/domain/guichet/recensement/voisinage.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { createPoint, restoreWithdrawnPoint, withdrawPoint } from './edit-point.ts'
import type { Par } from './open-import.ts'
import { publishRecensement } from './publish-recensement.ts'
import { reopenImport } from './revert-import.ts'
import { lireClasseur, pointsDe, type Tenu, unCentre, unClasseurDe, unDecor, unNumero, unPointA } from './testing.ts'

withDatabase()

const VIDE = { communes: [], epcis: [], departements: [] }

let ariege: Tenu
beforeAll(async () => {
  ariege = (await unDecor()).ariege
})

const read = (contenu: Classeur, centreId: string | null, par: Par, departements = ['09']) =>
  lireClasseur(contenu, { centreId, par, departements })
const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)

describe('la publication d’un recensement', () => {
  it('écrit tout, une seule fois, avec le fichier et la ligne (R-REC-30)', async () => {
    const { importId, examen } = await read(
      unClasseurDe([
        unPointA('Mairie'),
        unPointA('Antenne', 'Pamiers', '09100', '05 36 49 00 02'),
        unNumero('Accueil'),
      ]),
      ariege.id,
      ariege.agent,
    )
    expect(examen.totaux).toMatchObject({ nouveau: 3, refuse: 0 })
    const [first, second] = await Promise.all([
      publishRecensement(importId, ariege.agent),
      publishRecensement(importId, ariege.agent),
    ])
    expect([codeOf(first), codeOf(second)]).toEqual(['ok', 'ok'])
    expect(first.ok && second.ok && first.value.totaux).toEqual(second.ok && second.value.totaux)
    const points = await pointsDe(ariege.id)
    expect(points).toHaveLength(3)
    const faits = await db.select().from(faitDePoint).where(eq(faitDePoint.importId, importId))
    expect(faits.map(({ nature, feuille, ligne }) => [nature, feuille, ligne])).toEqual([
      ['creation', 'Points de contact', 2],
      ['creation', 'Points de contact', 3],
      ['creation', 'Points de contact', 4],
    ])
    const publications = await db.select().from(publication)
    expect(publications).toHaveLength(1)
    expect(publications[0]?.balises).toEqual(
      expect.arrayContaining(['desserte:commune:09122', 'desserte:commune:09225', 'desserte:departement:09']),
    )
  })

  it('le même contenu déposé de nouveau ne change rien', async () => {
    const avant = await db.$count(publication)
    const { importId, examen } = await read(
      unClasseurDe([unNumero('Accueil'), unPointA('Mairie')]),
      ariege.id,
      ariege.agent,
    )
    expect(examen.totaux).toMatchObject({ nouveau: 0, modifie: 0, inchange: 2, absents: 1 })
    expect(await publishRecensement(importId, ariege.agent)).toMatchObject({ ok: true, value: { balises: [] } })
    expect(await db.$count(publication)).toBe(avant)
    expect(await pointsDe(ariege.id)).toHaveLength(3)
  })

  it('absent ne veut dire retiré que coché', async () => {
    const { importId, examen } = await read(
      unClasseurDe([unNumero('Accueil'), unPointA('Mairie')]),
      ariege.id,
      ariege.agent,
    )
    const antenne = examen.absents[0]
    expect(antenne?.nom).toBe('Antenne')
    const answer = await publishRecensement(importId, ariege.agent, { retirer: [antenne?.id ?? '', 'inconnu'] })
    expect(answer.ok && answer.value.balises).toContain('desserte:commune:09225')
    const restants = (await pointsDe(ariege.id)).filter(({ retireAt }) => retireAt === null)
    expect(restants.map(({ nom }) => nom).sort()).toEqual(['Accueil', 'Mairie'])
  })

  it('montre de nouveau ce qu’un autre a changé entre-temps, puis publie (R-REC-28)', async () => {
    const one = await read(
      unClasseurDe([unPointA('Mairie', 'Foix', '09000', '05 36 49 00 11')]),
      ariege.id,
      ariege.agent,
    )
    const two = await read(
      unClasseurDe([unPointA('Mairie', 'Foix', '09000', '05 36 49 00 22')]),
      ariege.id,
      ariege.agent,
    )
    expect(codeOf(await publishRecensement(one.importId, ariege.agent))).toBe('ok')
    expect(await publishRecensement(two.importId, ariege.agent)).toEqual({
      ok: false,
      refus: { code: 'publie-entre-temps', noms: ['Mairie'] },
    })
    expect(codeOf(await publishRecensement(two.importId, ariege.agent))).toBe('ok')
    const mairie = (await pointsDe(ariege.id)).find(({ nom }) => nom === 'Mairie')
    expect(mairie).toMatchObject({ telephone: '05 36 49 00 22', version: 3 })
  })

  it('deux fichiers publiés ensemble ne créent pas deux fois le même point', async () => {
    const seul = await unCentre('seul')
    const files = await Promise.all([1, 2].map(() => read(unClasseurDe([unPointA('Guichet')]), seul.id, seul.agent)))
    const answers = await Promise.all(files.map(({ importId }) => publishRecensement(importId, seul.agent)))
    expect(answers.map(codeOf)).toEqual(['ok', 'ok'])
    expect(await pointsDe(seul.id)).toHaveLength(1)
  })

  it('un point retiré qu’un formulaire rend pendant ce temps n’est pas remplacé sans être montré (R-REC-28, R-REC-63)', async () => {
    const centre = await unCentre('rendu')
    const publier = async (telephone: string) => {
      const { importId } = await read(
        unClasseurDe([unPointA('Guichet rendu', 'Foix', '09000', telephone)]),
        centre.id,
        centre.agent,
      )
      return { importId, answer: await publishRecensement(importId, centre.agent) }
    }
    expect(codeOf((await publier('05 36 49 00 31')).answer)).toBe('ok')
    const [point] = await pointsDe(centre.id)
    expect(codeOf(await withdrawPoint(point?.id ?? '', centre.agent))).toBe('ok')
    const { importId } = await read(
      unClasseurDe([unPointA('Guichet rendu', 'Foix', '09000', '05 36 49 00 32')]),
      centre.id,
      centre.agent,
    )
    const gestes: Promise<{ ok: boolean; refus?: unknown }>[] = []
    await db.transaction(async (tx) => {
      // The form has given the point back, and stops before its last word: nobody else sees it yet.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('publication', 0))`)
      gestes.push(restoreWithdrawnPoint(point?.id ?? '', centre.agent))
      await untilActive('pg_advisory_xact_lock', 'Lock')
      gestes.push(publishRecensement(importId, centre.agent))
      await untilActive('', 'Lock', 2)
    })
    expect(await Promise.all(gestes)).toMatchObject([
      { ok: true },
      { refus: { code: 'publie-entre-temps', noms: ['Guichet rendu'] } },
    ])
    expect(await pointsDe(centre.id)).toMatchObject([{ retireAt: null, telephone: '05 36 49 00 31' }])
    expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('ok')
    expect(await pointsDe(centre.id)).toMatchObject([{ id: point?.id, telephone: '05 36 49 00 32' }])
  })

  it('se publie pendant qu’un formulaire du centre crée le même point : un seul naît, nul n’attend pour toujours', async () => {
    const centre = await unCentre('croise')
    const lieu = unPointDeContact({ nom: 'Guichet', telephone: '05 36 49 00 41', territoire: VIDE, position: null })
    const creer = (nom: string) =>
      createPoint({ saisie: toSaisieDePoint({ ...lieu, nom }), centreId: centre.id }, centre.agent)
    expect(codeOf(await creer('Accueil du centre'))).toBe('ok')
    const { importId } = await read(
      unClasseurDe([unPointA('Guichet neuf', 'Foix', '09000', '05 36 49 00 42')]),
      centre.id,
      centre.agent,
    )
    const gestes: Promise<{ ok: boolean; refus?: { code: string } }>[] = []
    await db.transaction(async (tx) => {
      // The census holds the points of the centre, and has written none of its own yet.
      await tx.execute(sql`lock table commune in access exclusive mode`)
      gestes.push(publishRecensement(importId, centre.agent))
      await untilActive('"commune"', 'Lock')
      gestes.push(creer('Guichet neuf'))
      await untilActive('', 'Lock', 2)
    })
    expect((await Promise.all(gestes)).map(codeOf)).toEqual(['ok', 'point-deja-la'])
    expect((await pointsDe(centre.id)).map(({ nom }) => nom).sort()).toEqual(['Accueil du centre', 'Guichet neuf'])
  })

  it('publie les lignes acceptées, jamais les refusées ; rien à publier se dit', async () => {
    const centre = await unCentre('partiel')
    const half = await read(
      unClasseurDe([unPointA('Bon', 'Foix', '09000', '05 36 49 00 51'), unPointA('Mauvais', 'Foix', 'ABC')]),
      centre.id,
      centre.agent,
    )
    expect(half.examen.totaux).toMatchObject({ nouveau: 1, refuse: 1 })
    expect(codeOf(await publishRecensement(half.importId, centre.agent))).toBe('ok')
    expect((await pointsDe(centre.id)).map(({ nom }) => nom)).toEqual(['Bon'])
    const none = await read(unClasseurDe([unPointA('Mauvais', 'Foix', 'ABC')]), centre.id, centre.agent)
    expect(codeOf(await publishRecensement(none.importId, centre.agent))).toBe('rien-a-publier')
  })

  it('n’écrit rien du tout quand une écriture échoue', async () => {
    const centre = await unCentre('panne')
    const { importId } = await read(
      unClasseurDe([unPointA('Un'), unPointA('Deux', 'Pamiers', '09100', '05 36 49 00 44')]),
      centre.id,
      centre.agent,
    )
    await db
      .update(rangDImport)
      .set({ lu: sql`replace(${rangDImport.lu}::text, '"09225"', '"09998"')::json` })
      .where(eq(rangDImport.importId, importId))
    await expect(publishRecensement(importId, centre.agent)).rejects.toThrow()
    expect(await pointsDe(centre.id)).toEqual([])
    const [after] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    expect(after?.etat).toBe('lu')
  })
})

describe('deux centres sur un même territoire', () => {
  const LIEU = ['Maison commune', 'Pamiers', '09100', '05 36 49 00 60'] as const
  it('le second voit le point du premier, et ne publie le sien que confirmé (R-REC-64)', async () => {
    const [premier, second] = [await unCentre('premier'), await unCentre('second')]
    const avant = await read(unClasseurDe([unPointA(...LIEU)]), premier.id, premier.agent)
    expect(codeOf(await publishRecensement(avant.importId, premier.agent))).toBe('ok')
    const ailleurs = unPointA('Chez nous', 'Foix', '09000', '05 36 49 00 61')
    const { importId, examen } = await read(unClasseurDe([unPointA(...LIEU), ailleurs]), second.id, second.agent)
    expect(examen.totaux).toMatchObject({ nouveau: 1, refuse: 1 })
    const [attente] = listAttentes(examen)
    expect(attente).toMatchObject({ rang: { ligne: 2 }, points: [{ nom: 'Maison commune', detenteur: 'premier' }] })
    // Without the tick the row waits and the rest is published.
    expect(codeOf(await publishRecensement(importId, second.agent))).toBe('ok')
    expect((await pointsDe(second.id)).map(({ nom }) => nom)).toEqual(['Chez nous'])
    expect(codeOf(await reopenImport(importId, second.agent))).toBe('ok')
    const confirmer = [attente?.cle ?? '']
    expect(codeOf(await publishRecensement(importId, second.agent, { confirmer }))).toBe('ok')
    expect((await pointsDe(second.id)).map(({ nom }) => nom).sort()).toEqual(['Chez nous', 'Maison commune'])
    expect(await pointsDe(premier.id)).toMatchObject([{ nom: 'Maison commune', version: 1 }])
    const tiers = await unCentre('tiers')
    const seul = await read(unClasseurDe([unPointA(...LIEU)]), tiers.id, tiers.agent)
    expect(codeOf(await publishRecensement(seul.importId, tiers.agent))).toBe('tout-attend')
    const again = await read(unClasseurDe([unPointA(...LIEU), ailleurs]), second.id, second.agent)
    expect(again.examen.totaux).toMatchObject({ inchange: 2, refuse: 0 })
  })

  it('publiés ensemble, ou changés depuis, la différence est montrée de nouveau (R-REC-28, R-REC-64)', async () => {
    const [premier, second] = [await unCentre('troisieme'), await unCentre('quatrieme')]
    const lieu = unPointA('Lieu commun', 'Pamiers', '09100', '05 36 49 00 70')
    const lus = [
      await read(unClasseurDe([lieu]), premier.id, premier.agent),
      await read(unClasseurDe([lieu]), second.id, second.agent),
    ]
    const answers = await Promise.all([
      publishRecensement(lus[0]?.importId ?? '', premier.agent),
      publishRecensement(lus[1]?.importId ?? '', second.agent),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'publie-entre-temps'])
    const [gagnant, perdant] = answers[0]?.ok ? [premier, second] : [second, premier]
    const importId = lus[answers[0]?.ok ? 1 : 0]?.importId ?? ''
    const montre = await loadExamen(db, importId)
    const confirmer = listAttentes(montre ?? { points: [] }).map(({ cle }) => cle)
    const change = [...lieu.slice(0, 5), '2 rue Inventée', ...lieu.slice(6)]
    const { importId: suivant } = await read(unClasseurDe([change]), gagnant.id, gagnant.agent)
    expect(codeOf(await publishRecensement(suivant, gagnant.agent))).toBe('ok')
    expect(await publishRecensement(importId, perdant.agent, { confirmer })).toMatchObject({
      refus: { code: 'publie-entre-temps', noms: ['Lieu commun'] },
    })
    expect(codeOf(await publishRecensement(importId, perdant.agent, { confirmer: 'tout' }))).toBe('ok')
    expect(await pointsDe(perdant.id)).toHaveLength(1)
  })
})
