/** The last day of a demande ends at midnight where it lives: a base at half past midnight in Paris, then at half past ten. */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { closeDb, db } from '#db/client.ts'
import { listFaits } from '#db/repositories/demandes.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande, loadUneDemande } from '#db/testing/demandes.ts'
import { shiftOwnClock } from '#db/testing/horloge.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { codeOf } from '#lib/domain/demande/testing.ts'
import { env } from '#lib/env.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { radiateOverdue } from './radiation.ts'

withDatabase()

/** The base lives at that instant, and so does the process that asks it to radiate. */
async function vivreA(instant: string): Promise<() => number> {
  await shiftOwnClock(env.databaseUrl, () => `timestamptz '${instant}'`)
  await closeDb()
  return () => Date.parse(instant)
}
/** A demande whose last day is that one, with the notice of a month and more. */
async function finissantLe(territoire: Territoire, dernierJour: string): Promise<DemandeActive> {
  const fin = jour(dernierJour)
  const une = await insertUneDemande({
    territoire,
    valideDepuis: addMonths(fin, -13),
    avisRemisLe: addDays(fin, -40),
  })
  expect(une.echeances?.dernierJour).toBe(dernierJour)
  return une
}
const renouveler = ({ ref, contenu }: DemandeActive) =>
  renewDemande(
    { ref, ctx: contexteDe({ ...ACTEURS.demandeur, demandes: [ref] }) },
    { contenu, version: 1, cle: randomUUID() },
    AVIS_DE_CONTACT,
  )
/** Its state, and the civil day of its last act when the night ended it. */
const finDe = async ({ ref, numeroUnique }: DemandeActive) => {
  const statut = (await loadUneDemande(ref))?.statut
  return statut === 'radiee' ? (await listFaits(db, numeroUnique)).at(-1)?.fait.le : statut
}

it('à 0 h 30 à Paris, son dernier jour n’est pas fini en Martinique : elle y reste active, et se renouvelle ; ailleurs il l’est (R-13, R-NUI-02)', async () => {
  const horloge = await vivreA('2027-03-10 00:30:00+01')
  expect([await aujourdHui('972'), await aujourdHui('09'), await aujourdHui('974')]).toEqual([
    '2027-03-09',
    '2027-03-10',
    '2027-03-10',
  ])
  const [martinique, ariege, reunion, reunionQuiDure] = [
    await finissantLe('972', '2027-03-09'),
    await finissantLe('09', '2027-03-09'),
    await finissantLe('974', '2027-03-09'),
    await finissantLe('974', '2027-03-10'),
  ]
  expect(await radiateOverdue({ horloge })).toEqual({ radiees: 2 })
  expect(await Promise.all([martinique, ariege, reunion, reunionQuiDure].map(finDe))).toEqual([
    'active',
    '2027-03-10',
    '2027-03-10',
    'active',
  ])
  expect(codeOf(await renouveler(martinique))).toBe('ok')
  expect((await listFaits(db, martinique.numeroUnique)).at(-1)?.fait).toMatchObject({
    type: 'renouvellement',
    le: '2027-03-09',
  })
  expect(codeOf(await renouveler(ariege))).toBe('demande-radiee')
})

it('à 22 h 30 à Paris, il est fini à La Réunion : radiée là-bas au lendemain, quand Paris vit encore ce jour (R-13, R-NUI-02)', async () => {
  const horloge = await vivreA('2027-04-14 22:30:00+02')
  const [reunion, ariege, martinique] = [
    await finissantLe('974', '2027-04-14'),
    await finissantLe('09', '2027-04-14'),
    await finissantLe('972', '2027-04-14'),
  ]
  expect(codeOf(await renouveler(reunion))).toBe('echeance-passee')
  await radiateOverdue({ horloge })
  expect(await Promise.all([reunion, ariege, martinique].map(finDe))).toEqual(['2027-04-15', 'active', 'active'])
  expect(codeOf(await renouveler(ariege))).toBe('ok')
  expect(codeOf(await renouveler(martinique))).toBe('ok')
})
