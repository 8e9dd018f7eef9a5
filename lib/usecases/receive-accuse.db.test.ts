/** A notice that left twice, by mail and by post: the mail comes back, and the letter is what the law counts. */
import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listFaits } from '#db/repositories/demandes.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { lettreDeLot, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import { type Accuse, receiveAccuse } from './receive-accuse.ts'
import { handOverLot, returnCourrier } from './settle-courriers.ts'
import { takeCourriers } from './take-courriers.ts'
import { contexteDe, unGestionnaire, venirParInternet } from './testing.ts'

withDatabase()
let le: Jour
let gestionnaire: Contexte
beforeAll(async () => {
  le = await aujourdHui()
  gestionnaire = contexteDe(await unGestionnaire(['09']))
})
beforeEach(async () => {
  await db.delete(lettreDeLot)
  await db.delete(rappel)
})

const par = (numeroUnique: NumeroUnique, canal: 'courriel' | 'courrier') =>
  and(eq(rappel.numeroUnique, numeroUnique), eq(rappel.canal, canal))

/** Of who came by Internet: a notice that is leaving by mail, nobody knows whether it left, and whose letter waits. */
async function unAvisIncertain() {
  const une = await insertUneDemande({ valideDepuis: addMonths(le, -11) })
  await venirParInternet(une)
  const { numeroUnique, territoire, valideDepuis, echeances } = une
  const du = {
    jalon: 'avis' as const,
    duLe: addDays(echeances?.avisAuPlusTardLe ?? le, -10),
    cycle: valideDepuis ?? le,
    ...{ numeroUnique, territoire },
  }
  await db.transaction((tx) =>
    insertRappels(
      tx,
      (['courriel', 'courrier'] as const).map((canal) => ({ ...du, canal })),
    ),
  )
  const incertain = { etat: 'a-verifier', passerelle: 'smtp' } as const
  const [row] = await db.update(rappel).set(incertain).where(par(numeroUnique, 'courriel')).returning()
  const accuser = async (etat: Accuse['etat']) =>
    granted(await receiveAccuse({ reference: row?.reference ?? '', etat }))
  return { numeroUnique, accuser }
}
const takeLot = async () => {
  const ecrire = ecrireUneLettre('https://portail.exemple.fr')
  return granted(await takeCourriers({ id: randomUUID(), territoire: '09', ecrire }, gestionnaire)).id
}
const remettre = async (id: string) => granted(await handOverLot({ id, remisLe: le }, gestionnaire))
const faitsDe = async (numeroUnique: NumeroUnique) => (await listFaits(db, numeroUnique)).map(({ fait }) => fait)
/** What its history says of its notice. */
const histoireDe = async (numeroUnique: NumeroUnique) =>
  (await faitsDe(numeroUnique)).flatMap((fait) => {
    if (fait.type === 'avis-revenu') return ['revenu']
    return fait.type === 'avis-remis' ? [`${fait.avisRemisLe} ${fait.origine.canal}`] : []
  })

describe('un courriel d’avis qui revient, et sa lettre (R-RAP-33)', () => {
  it('remise à la poste depuis : elle compte de son jour', async () => {
    const { numeroUnique, accuser } = await unAvisIncertain()
    const id = await takeLot()
    await accuser('remis')
    await remettre(id)
    expect(await histoireDe(numeroUnique)).toEqual([`${le} null`])
    for (const etat of ['rebond', 'rebond'] as const) await accuser(etat)
    expect(await histoireDe(numeroUnique)).toEqual([`${le} null`, 'revenu', `${le} courrier`])
    expect(replayFaits(await faitsDe(numeroUnique))).toMatchObject({ avisRemisLe: le })
  })

  it('encore imprimée : elle compte quand son lot est remis', async () => {
    const { numeroUnique, accuser } = await unAvisIncertain()
    const id = await takeLot()
    await accuser('remis')
    await accuser('rebond')
    expect(replayFaits(await faitsDe(numeroUnique))).toMatchObject({ avisRemisLe: null })
    await remettre(id)
    expect(await histoireDe(numeroUnique)).toEqual([`${le} null`, 'revenu', `${le} courrier`])
  })

  it('revenue aussi : rien ne compte, et elle attend de repartir', async () => {
    const { numeroUnique, accuser } = await unAvisIncertain()
    const id = await takeLot()
    await accuser('remis')
    await remettre(id)
    granted(await returnCourrier({ id, rang: 1, numeroUnique, suite: 'renvoyer' }, gestionnaire))
    await accuser('rebond')
    expect(replayFaits(await faitsDe(numeroUnique))).toMatchObject({ avisRemisLe: null })
    const lettre = await db.select({ etat: rappel.etat }).from(rappel).where(par(numeroUnique, 'courrier'))
    expect(lettre).toEqual([{ etat: 'a-prendre' }])
  })

  it('que personne n’avait plus à imprimer, l’avis étant remis : elle est due de nouveau', async () => {
    const { numeroUnique, accuser } = await unAvisIncertain()
    await accuser('remis')
    const rien = await takeCourriers(
      { id: randomUUID(), territoire: '09', ecrire: ecrireUneLettre('https://portail.exemple.fr') },
      gestionnaire,
    )
    expect(rien.ok).toBe(false)
    await accuser('rebond')
    await remettre(await takeLot())
    expect(await histoireDe(numeroUnique)).toEqual([`${le} null`, 'revenu', `${le} courrier`])
  })
})
