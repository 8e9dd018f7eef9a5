/** The radiation told to whom it ends: from the night that radiates to the mail, or to the letter in its place, once. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listCourriersQuiAttendent } from '#db/queries/courriers.ts'
import { compte, contactMort, lettreDeLot, rappel, reglageDeTerritoire } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande, ouvrirTerritoire } from '#db/testing/demandes.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { type Changement, unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { reactivateDemande } from '#lib/usecases/reactivate-demande.ts'
import { receiveAccuse } from '#lib/usecases/receive-accuse.ts'
import { handOverLot } from '#lib/usecases/settle-courriers.ts'
import { steerCampagne } from '#lib/usecases/steer-envois.ts'
import { takeCourriers } from '#lib/usecases/take-courriers.ts'
import { contexteDe, unGestionnaire, unGuichet } from '#lib/usecases/testing.ts'
import { radiateOverdue } from './radiation.ts'
import { planRappels } from './rappels.ts'
import { rappelsDe, sendMails } from './testing.ts'

withDatabase()
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'
let le: Jour
let gestionnaire: Contexte
beforeAll(async () => {
  le = await aujourdHui()
  gestionnaire = contexteDe(await unGestionnaire(['09']))
})
/** Where the night radiates, and nobody is reminded. */
const regler = (changes: Partial<Record<'rappels' | 'radiation', boolean>>) =>
  db.update(reglageDeTerritoire).set(changes).where(eq(reglageDeTerritoire.territoire, '09'))
beforeEach(async () => {
  await db.delete(lettreDeLot)
  await db.delete(rappel)
  await db.delete(contactMort)
  // Those of the test before are told no more.
  await ilYA({}, 60)
  await ouvrirTerritoire('09')
  await regler({ rappels: false, radiation: true })
})

let suivante = 0
/** A demande whose last day was yesterday, with the notice of a month and more, radiated by the night. */
async function uneRadiee(...changements: Changement[]): Promise<DemandeActive> {
  suivante += 1
  const une = await insertUneDemande({
    valideDepuis: addMonths(addDays(le, -4), -13),
    avisRemisLe: addDays(le, -45),
    contenu: unContenu(['demandeur.courriel', `radiee.${suivante}@exemple.fr`], ...changements),
  })
  expect(await radiateOverdue()).toEqual({ radiees: 1 })
  return une
}
const dire = (answer?: Parameters<typeof sendMails>[0]) => sendMails(answer, [])
const prendre = () =>
  takeCourriers(
    { id: randomUUID(), territoire: '09', ecrire: ecrireUneLettre('https://portail.invalid') },
    gestionnaire,
  )
const attend = async () => (await listCourriersQuiAttendent(gestionnaire.acteur)).at(0)
/** As if the night had radiated it, or every one, that many days before. */
const ilYA = ({ numeroUnique }: Partial<Pick<DemandeActive, 'numeroUnique'>>, jours: number) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(sql`
      update demande set radiee_le = radiee_le - ${jours}::int, effacement_le = effacement_le - ${jours}::int,
        reactivable_jusqu_au = reactivable_jusqu_au - ${jours}::int
      where statut = 'radiee' and numero_unique = coalesce(${numeroUnique ?? null}, numero_unique)`)
  })

describe('la radiation est dite à chacun, une fois (R-RAP-06, R-RAP-38)', () => {
  it('là où les rappels sont fermés, à deux ouvriers : un courriel, et rien d’autre', async () => {
    const une = await uneRadiee()
    // One that is only to be renewed is told nothing where reminders are closed.
    const active = await insertUneDemande({ valideDepuis: addMonths(le, -11) })
    const prevus = await Promise.all([planRappels(), planRappels()])
    expect(prevus.reduce((somme, { planifies = 0 }) => somme + planifies, 0)).toBe(1)
    expect(await rappelsDe(une)).toEqual(['radiation courriel a-envoyer'])
    const [a, b] = await Promise.all([dire(), dire()])
    const partis = [...a.partis, ...b.partis]
    expect(partis.map(({ objet }) => objet)).toEqual(['Votre demande de logement social est radiée'])
    await planRappels()
    expect((await dire()).partis).toEqual([])
    expect([await rappelsDe(une), await rappelsDe(active)]).toEqual([['radiation courriel envoye'], []])
  })

  it('et par la poste à qui n’a pas d’adresse, ou quand le courriel est refusé ou revient', async () => {
    const [sans, refusee, revenue] = [
      await uneRadiee(['demandeur.courriel', null]),
      await uneRadiee(),
      await uneRadiee(['demandeur.courriel', 'revenue@exemple.fr']),
    ]
    await planRappels()
    await dire(({ destinataire }) =>
      destinataire === 'revenue@exemple.fr' ? { issue: 'envoye' } : { issue: 'refuse', code: 'EENVELOPE 550' },
    )
    const [parti] = await db.select().from(rappel).where(eq(rappel.numeroUnique, revenue.numeroUnique))
    for (let fois = 0; fois < 2; fois += 1)
      granted(await receiveAccuse({ reference: parti?.reference ?? '', etat: 'rebond' }))
    expect(await attend()).toMatchObject({ nombre: 3, retenues: 0 })
    const lots = await Promise.all([prendre(), prendre()])
    expect(lots.map(codeOf).toSorted()).toEqual(['aucun-courrier', 'ok'])
    const lot = lots.find((un) => un.ok)
    if (!lot?.ok) throw new Error('lot')
    const lettres = await db.select().from(lettreDeLot)
    expect(lettres.map(({ contenu }) => contenu?.objet)).toEqual(
      Array(3).fill('Votre demande de logement social est radiée'),
    )
    granted(await handOverLot({ id: lot.value.id, remisLe: le }, gestionnaire))
    await planRappels()
    for (const [une, courriel] of [
      [sans, 'annule (sans-contact)'],
      [refusee, 'echec (EENVELOPE 550)'],
      [revenue, 'echec (rebond)'],
    ] as const)
      expect(await rappelsDe(une)).toEqual([`radiation courriel ${courriel}`, 'radiation courrier envoye'])
    expect(codeOf(await prendre())).toBe('aucun-courrier')
  })

  it('la radiation fermée depuis, elle se prévoit et part encore', async () => {
    const une = await uneRadiee()
    await regler({ radiation: false })
    await planRappels()
    await dire()
    expect(await rappelsDe(une)).toEqual(['radiation courriel envoye'])
  })

  it('prévue dans ses trente jours, elle part après ; oubliée plus longtemps, elle ne se prévoit plus', async () => {
    const [prevue, derniere, oubliee] = [await uneRadiee(), await uneRadiee(), await uneRadiee()]
    await ilYA(derniere, 30)
    await ilYA(oubliee, 31)
    await planRappels()
    await ilYA(prevue, 90)
    await dire()
    for (const une of [prevue, derniere]) expect(await rappelsDe(une)).toEqual(['radiation courriel envoye'])
    expect(await rappelsDe(oubliee)).toEqual([])
  })

  it('défaite avant de partir, elle ne se dit pas', async () => {
    const une = await uneRadiee()
    await planRappels()
    const { agent, porte } = await unGuichet()
    granted(await reactivateDemande({ ref: une.ref, ctx: contexteDe(agent), porte }, 'Hospitalisation'))
    expect((await dire()).partis).toEqual([])
    expect(await rappelsDe(une)).toEqual(['radiation courriel annule (plus-due)'])
  })

  it('l’étape arrêtée la retient, courriel et lettre ; reprise, elle part', async () => {
    const [une, parLaPoste] = [await uneRadiee(), await uneRadiee(['demandeur.courriel', null])]
    await planRappels()
    await dire()
    const autre = await uneRadiee()
    await planRappels()
    const qui = { courriel: 'a@x.invalid', role: 'administrateur-national' } as const
    const [row] = await db.insert(compte).values(qui).returning({ id: compte.id })
    const administratrice = contexteDe({ role: qui.role, compteId: row?.id ?? '' })
    const campagne = { territoire: '09', jalon: 'radiation' } as const
    granted(await steerCampagne({ ...campagne, isArret: true }, administratrice))
    expect([(await dire()).partis, codeOf(await prendre())]).toEqual([[], 'aucun-courrier'])
    granted(await steerCampagne({ ...campagne, isArret: false }, administratrice))
    expect((await dire()).partis).toHaveLength(1)
    expect(codeOf(await prendre())).toBe('ok')
    for (const dite of [une, autre]) expect(await rappelsDe(dite)).toEqual(['radiation courriel envoye'])
    expect(await rappelsDe(parLaPoste)).toContain('radiation courrier pris')
  })

  it('la lettre d’un avis reste retenue là où les rappels sont fermés, celle d’une radiation non', async () => {
    const une = await uneRadiee(['demandeur.courriel', null])
    await regler({ rappels: true })
    const active = await insertUneDemande({ valideDepuis: addMonths(le, -11) })
    await planRappels()
    await dire()
    await regler({ rappels: false })
    const attente = await attend()
    expect(attente).toMatchObject({ nombre: 1 })
    expect(attente?.retenues).toBeGreaterThan(0)
    expect(codeOf(await prendre())).toBe('ok')
    expect(await rappelsDe(une)).toContain('radiation courrier pris')
    expect(await rappelsDe(active)).toContain('avis courrier a-prendre')
  })
})
