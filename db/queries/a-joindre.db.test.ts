import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import type { EnvoiVu } from '#lib/domain/rappels/a-joindre.ts'
import { radiateForNonRenewal } from '#lib/usecases/radiate-demande.ts'
import { db } from '../client.ts'
import { demande, rappel } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { aujourdHui, insertUneDemande } from '../testing/demandes.ts'
import { listAJoindre } from './a-joindre.ts'
import { formatRepere, parseRepere } from './demandes-a-traiter.ts'

withDatabase()

const gestionnaireDe = (...departements: Territoire[]) => ({ ...ACTEURS['gestionnaire-territorial'], departements })
const numerosDe = async (acteur = gestionnaireDe('09')) =>
  (await listAJoindre(acteur)).demandes.map(({ numeroUnique }) => numeroUnique)

type Suivie = Pick<DemandeActive, 'numeroUnique' | 'territoire' | 'valideDepuis'>
type Vu = Partial<EnvoiVu> & Pick<EnvoiVu, 'canal' | 'etat'>
/** Sendings of the last month of a demande, as they stand. */
async function ecrire({ numeroUnique, territoire, valideDepuis }: Suivie, duLe: Jour, ...vus: readonly Vu[]) {
  if (valideDepuis === null) throw new Error('T is wanted')
  const base = { numeroUnique, territoire, cycle: valideDepuis, jalon: 'dernier-mois', duLe } as const
  await db
    .insert(rappel)
    .values(vus.map((vu) => ({ ...base, ...vu, envoyeAt: ['envoye', 'remis'].includes(vu.etat) ? new Date() : null })))
}
const RATES = [
  { canal: 'sms', etat: 'echec', motif: 'numero-invalide' },
  { canal: 'courriel', etat: 'annule', motif: 'sans-contact' },
] as const

describe('les demandes à joindre autrement', () => {
  it('sont celles dont tout a échoué, dites à qui en répond, et nulle autre (R-RAP-64)', async () => {
    const le = await aujourdHui()
    const valideDepuis = addMonths(addDays(le, -16), -12)
    const une = () => insertUneDemande({ valideDepuis, avisRemisLe: addDays(le, -40) })
    const du = addDays(le, -1)
    const perdue = await une()
    await ecrire(perdue, du, ...RATES)
    const jointe = await une()
    await ecrire(jointe, du, { canal: 'sms', etat: 'echec' }, { canal: 'courriel', etat: 'envoye' })
    const enRoute = await une()
    await ecrire(enRoute, du, { canal: 'sms', etat: 'echec' }, { canal: 'courriel', etat: 'a-verifier' })
    const refusante = await une()
    await ecrire(refusante, du, { canal: 'sms', etat: 'annule', motif: 'prefere-pas' })
    const renouvelee = await une()
    await ecrire({ ...renouvelee, valideDepuis: addDays(valideDepuis, -400) }, du, ...RATES)
    const finie = await insertUneDemande({ valideDepuis: addMonths(addDays(le, -1), -13) })
    await ecrire(finie, addDays(le, -20), ...RATES)
    // No day of validity ends on some thirty-firsts: today, or the first day after it on which one does.
    const fin = [0, 1, 2, 3].map((jours) => addDays(le, jours)).find((un) => addMonths(addMonths(un, -13), 13) === un)
    const derniere = await insertUneDemande({ valideDepuis: addMonths(fin ?? le, -13) })
    await ecrire(derniere, addDays(le, -20), ...RATES)
    const reprise = await une()
    await ecrire(reprise, addDays(du, -20), ...RATES.map((un) => ({ ...un, jalon: 'fin-proche' as const })))
    await ecrire(reprise, du, { canal: 'sms', etat: 'remis' })
    const sansAvis = await insertUneDemande({ valideDepuis })
    await ecrire(sansAvis, addDays(du, -50), {
      canal: 'courrier',
      jalon: 'avis',
      etat: 'annule',
      motif: 'sans-contact',
    })
    await ecrire(sansAvis, du, { canal: 'sms', etat: 'envoye' })
    const ailleurs = await insertUneDemande({ valideDepuis, territoire: '32' })
    await ecrire(ailleurs, du, ...RATES)

    const { total, isPlus, demandes, suite } = await listAJoindre(gestionnaireDe('09'))
    expect([total, isPlus, suite]).toEqual([3, false, null])
    expect(new Set(demandes.map(({ numeroUnique }) => numeroUnique))).toEqual(
      new Set([derniere, perdue, sansAvis].map(({ numeroUnique }) => numeroUnique)),
    )
    expect(demandes[0]?.numeroUnique).toBe(derniere.numeroUnique)
    expect(demandes.find(({ numeroUnique }) => numeroUnique === perdue.numeroUnique)).toEqual({
      ...{ numeroUnique: perdue.numeroUnique, territoire: '09', reactivableJusquAu: null },
      dernierJour: perdue.echeances?.dernierJour,
      etapes: [
        {
          ...{ jalon: 'dernier-mois', duLe: du },
          rates: [
            { canal: 'courriel', motif: 'sans-contact' },
            { canal: 'sms', motif: 'numero-invalide' },
          ],
        },
      ],
    })
    expect(await numerosDe(gestionnaireDe('32'))).toEqual([ailleurs.numeroUnique])
    expect((await listAJoindre(ACTEURS['administrateur-national'])).total).toBe(4)
    for (const role of ['agent-de-guichet', 'responsable-de-guichet', 'bailleur', 'demandeur'] as const)
      expect(await listAJoindre(ACTEURS[role])).toEqual({ total: 0, isPlus: false, demandes: [], suite: null })
  })

  it('radiée sans que rien ne l’ait dit, y est tant qu’un guichet peut la réactiver (R-RAP-64)', async () => {
    const le = await aujourdHui('46')
    const radiee = await insertUneDemande({
      territoire: '46',
      valideDepuis: addMonths(le, -20),
      avisRemisLe: addMonths(le, -9),
    })
    granted(await radiateForNonRenewal(radiee.ref))
    await ecrire(radiee, addDays(le, -30), ...RATES)
    expect(await numerosDe(gestionnaireDe('46'))).toEqual([])
    await ecrire(
      radiee,
      le,
      { canal: 'courriel', jalon: 'radiation', etat: 'echec', motif: 'rebond' },
      { canal: 'courrier', jalon: 'radiation', etat: 'echec', motif: 'npai' },
    )
    const { demandes } = await listAJoindre(gestionnaireDe('46'))
    expect(demandes).toMatchObject([
      { numeroUnique: radiee.numeroUnique, reactivableJusquAu: addMonths(le, 5), etapes: [{ jalon: 'radiation' }] },
    ])
    const finir = (reactivableJusquAu: Jour) =>
      db.transaction(async (tx) => {
        await tx.execute(sql`set local session_replication_role = replica`)
        await tx
          .update(demande)
          .set({ radieeLe: addMonths(le, -6), reactivableJusquAu })
          .where(eq(demande.ref, radiee.ref))
      })
    await finir(le)
    expect(await numerosDe(gestionnaireDe('46'))).toEqual([radiee.numeroUnique])
    await finir(addDays(le, -1))
    expect(await numerosDe(gestionnaireDe('46'))).toEqual([])
  })

  it('de page en page, toutes une fois, les premières à finir d’abord (R-RAP-64)', async () => {
    const le = await aujourdHui('65')
    const posees: DemandeActive[] = []
    for (let rang = 0; rang < 103; rang += 1) {
      const valideDepuis = addMonths(addDays(le, -16 - (rang % 3)), -12)
      const une = await insertUneDemande({ territoire: '65', valideDepuis })
      await ecrire(une, addDays(le, -1), ...RATES)
      posees.push(une)
    }
    const premiere = await listAJoindre(gestionnaireDe('65'))
    expect([premiere.total, premiere.isPlus, premiere.demandes.length]).toEqual([103, false, 100])
    const repere = premiere.suite && parseRepere(formatRepere(premiere.suite))
    expect(repere).toEqual(premiere.suite)
    const seconde = await listAJoindre(gestionnaireDe('65'), repere ?? undefined)
    expect([seconde.demandes.length, seconde.suite]).toEqual([3, null])
    const toutes = [...premiere.demandes, ...seconde.demandes]
    const jours = toutes.map(({ dernierJour }) => dernierJour)
    expect(jours).toEqual([...jours].sort())
    expect(new Set(toutes.map(({ numeroUnique }) => numeroUnique)).size).toBe(103)
  })
})
