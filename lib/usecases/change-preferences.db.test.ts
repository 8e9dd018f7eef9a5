/** The choices of reminders, from the demande itself: who is at its head, and nobody else. */
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadMesPreferences } from '#db/queries/preferences-de-rappel.ts'
import { ensureSels, loadPreferences } from '#db/repositories/rappels.ts'
import { preferenceDeRappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf } from '#lib/domain/demande/testing.ts'
import { sealDestination } from '#lib/sceau.ts'
import { changeMesPreferences } from './change-preferences.ts'
import { receiveReponseDeSms } from './receive-stop.ts'
import { contexteDe } from './testing.ts'

withDatabase()
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
const compteId = '00000000-0000-4000-8000-0000000000aa'
const RIEN = { sms: false, courriel: false, courrier: false }

it('qui n’a jamais eu de courriel choisit ses rappels de sa demande ; le lien d’un courriel suivant les ouvre (R-RAP-56)', async () => {
  const { ref, numeroUnique } = await insertUneDemande()
  const ctx = contexteDe({ role: 'demandeur', compteId, demandes: [ref] })
  expect(await loadMesPreferences(ctx.acteur, ref, sealDestination)).toEqual({
    sms: true,
    courriel: true,
    courrier: false,
    isArrete: false,
  })
  const choix = { sms: false, courriel: true, courrier: true }
  expect(await changeMesPreferences({ ref, ctx }, choix)).toEqual({ ok: true, value: true })
  expect(await changeMesPreferences({ ref, ctx }, choix)).toEqual({ ok: true, value: true })
  expect(await loadMesPreferences(ctx.acteur, ref, sealDestination)).toEqual({ ...choix, isArrete: false })
  const sels = await db.transaction((tx) => ensureSels(tx, [numeroUnique]))
  expect(await changeMesPreferences({ ref, ctx }, RIEN)).toEqual({ ok: true, value: true })
  expect(await db.transaction((tx) => ensureSels(tx, [numeroUnique]))).toEqual(sels)
  expect(await db.transaction((tx) => loadPreferences(tx, numeroUnique))).toMatchObject(RIEN)
})

it('un autre demandeur, un visiteur : rien ne change, rien ne se lit (R-RAP-56)', async () => {
  const { ref, numeroUnique } = await insertUneDemande()
  const sien = contexteDe({ role: 'demandeur', compteId, demandes: [ref] })
  const autre = contexteDe({ role: 'demandeur', compteId, demandes: [] })
  expect(codeOf(await changeMesPreferences({ ref, ctx: autre }, RIEN))).toBe('acces-refuse')
  expect(codeOf(await changeMesPreferences({ ref, ctx: contexteDe({ role: 'visiteur' }) }, RIEN))).toBe(
    'connexion-requise',
  )
  expect(await loadMesPreferences(autre.acteur, ref, sealDestination)).toBeUndefined()
  expect(await db.$count(preferenceDeRappel, eq(preferenceDeRappel.numeroUnique, numeroUnique))).toBe(0)
  expect((await changeMesPreferences({ ref, ctx: sien }, RIEN)).ok).toBe(true)
})

it('choisir « Par SMS » ne défait pas un STOP, même d’une page ouverte avant ; START le défait (R-RAP-56, R-RAP-62)', async () => {
  const { ref } = await insertUneDemande({ contenu: unContenu(['demandeur.telephonePortable', '06 39 98 44 05']) })
  const ctx = contexteDe({ role: 'demandeur', compteId, demandes: [ref] })
  const lire = () => loadMesPreferences(ctx.acteur, ref, sealDestination)
  expect(await lire()).toMatchObject({ sms: true, isArrete: false })
  expect(await receiveReponseDeSms({ etat: 'stop', numero: '0639984405', le: null }, sealDestination)).toEqual({
    ok: true,
    value: true,
  })
  expect(await lire()).toMatchObject({ sms: false, isArrete: true })
  // What the page that was opened before the STOP sends.
  await changeMesPreferences({ ref, ctx }, { sms: true, courriel: true, courrier: false })
  expect(await lire()).toMatchObject({ sms: false, isArrete: true })
  expect(await receiveReponseDeSms({ etat: 'start', numero: '+33639984405', le: null }, sealDestination)).toEqual({
    ok: true,
    value: true,
  })
  expect(await lire()).toMatchObject({ sms: true, isArrete: false })
})
