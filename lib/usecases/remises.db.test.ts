/** Batches that were handed over: beside another act on the same demande, and corrected when their day was wrong. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findLot } from '#db/queries/courriers.ts'
import { listDemandesATraiter } from '#db/queries/demandes-a-traiter.ts'
import { listFaits, loadDemandeForUpdate } from '#db/repositories/demandes.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { demande, faitDAdministration, lettreDeLot, lotDeCourriers, rappel } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, finirLe, insertUneDemande } from '#db/testing/demandes.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted, unCouple } from '#lib/domain/demande/testing.ts'
import { correctRemise } from './correct-remise.ts'
import { changeTitulaire, markAvisRemis, markAvisRevenu } from './edit-demande.ts'
import { radiateForNonRenewal } from './radiate-demande.ts'
import { radiateDues } from './radiate-dues.ts'
import { readLot } from './read-courriers.ts'
import { renewDemande } from './renew-demande.ts'
import { handOverLot, returnCourrier } from './settle-courriers.ts'
import { takeCourriers } from './take-courriers.ts'
import { AVIS_DE_CONTACT, contexteDe, unGestionnaire } from './testing.ts'

withDatabase()
let le: Jour
let gestionnaire: Contexte
let centreId: string
beforeAll(async () => {
  centreId = await insertCentre({ code: 'G0123' })
  le = await aujourdHui()
  gestionnaire = contexteDe(await unGestionnaire(['09']))
})
beforeEach(async () => {
  await db.delete(lettreDeLot)
  await db.delete(rappel)
})

/** A demande whose notice waits to be taken. */
async function uneLettre(valideDepuis = addMonths(le, -11), contenu = unContenu()): Promise<DemandeActive> {
  const une = await insertUneDemande({ valideDepuis, contenu })
  const { numeroUnique, territoire } = une
  const du = {
    jalon: 'avis',
    canal: 'courrier',
    duLe: addDays(une.echeances?.avisAuPlusTardLe ?? le, -10),
    cycle: valideDepuis,
  } as const
  await db.transaction((tx) => insertRappels(tx, [{ ...du, numeroUnique, territoire }]))
  return une
}
/** T of a demande whose validity has ended, and whose last day is to come. */
const enDernierMois = () => addMonths(addDays(le, -16), -12)
const unLot = async () =>
  granted(
    await takeCourriers(
      { id: randomUUID(), territoire: '09', ecrire: ecrireUneLettre('https://portail.exemple.fr') },
      gestionnaire,
    ),
  ).id
const au = ({ ref }: DemandeActive) =>
  ({ ref, ctx: gestionnaire, porte: { canal: 'guichet', centreId: null } }) as const
const avisDe = async ({ numeroUnique }: DemandeActive): Promise<string[]> =>
  (await listFaits(db, numeroUnique)).flatMap(({ fait }) => {
    if (fait.type === 'avis-revenu') return ['revenu']
    return fait.type === 'avis-remis' ? [`${fait.avisRemisLe} ${fait.origine.canal}`] : []
  })

describe('deux gestes à la fois sur un avis', () => {
  it('un lot se remet pendant qu’un guichet note un retour : aucun n’attend l’autre pour toujours', async () => {
    const une = await uneLettre()
    const id = await unLot()
    granted(await markAvisRemis(au(une), le))
    const gestes: Promise<Readonly<{ ok: boolean }>>[] = []
    await db.transaction(async (tx) => {
      await loadDemandeForUpdate(tx, une.ref)
      // Both wait for the demande, the guichet first: what the batch holds by then is what the guichet needs next.
      gestes.push(markAvisRevenu(au(une)))
      await untilActive('reglage_de_territoire', 'Lock')
      gestes.push(handOverLot({ id, remisLe: le }, gestionnaire))
      await untilActive('lettre_de_lot', 'Lock')
    })
    expect((await Promise.all(gestes)).map(({ ok }) => ok)).toEqual([true, true])
    expect(await avisDe(une)).toEqual([`${le} guichet`, 'revenu', `${le} courrier`])
  })

  it('le jour d’un lot se corrige pendant que ses lettres revenues se reprennent : aucun n’attend l’autre pour toujours', async () => {
    const deux = [await uneLettre(), await uneLettre()].toSorted((a, b) => (a.ref < b.ref ? -1 : 1))
    const id = await unLot()
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    for (const { numeroUnique, rang } of await db.select().from(lettreDeLot))
      granted(await returnCourrier({ id, rang, numeroUnique, suite: 'renvoyer' }, gestionnaire))
    // The oldest is the last by its demande: the order in which they are due is not the one of their batch.
    const [premiere, ancienne] = deux.map(({ numeroUnique }) => eq(rappel.numeroUnique, numeroUnique))
    await db
      .update(rappel)
      .set({ duLe: addDays(le, -40) })
      .where(ancienne)
    await db
      .update(rappel)
      .set({ duLe: addDays(le, -30) })
      .where(premiere)
    const gestes: Promise<unknown>[] = []
    await db.transaction(async (tx) => {
      await tx.select().from(rappel).where(ancienne).for('update')
      gestes.push(unLot())
      await untilActive('from "rappel"', 'Lock')
      gestes.push(correctRemise({ id, remisLe: le }, gestionnaire))
      await untilActive('"rappel"', 'Lock', 2)
    })
    expect(await Promise.all(gestes)).toMatchObject([expect.any(String), { ok: true }])
  })
})

describe('corriger le jour d’une remise (R-RAP-27)', () => {
  const aJour = async (une: DemandeActive) =>
    (await db.select().from(demande).where(eq(demande.numeroUnique, une.numeroUnique)))[0]
  /** Handed over six days ago, it was said; a batch is taken the day before. */
  const unLotRemis = async (dit: Jour) => {
    const id = await unLot()
    await db.update(lotDeCourriers).set({ prisAt: sql`now() - interval '7 days'` })
    granted(await handOverLot({ id, remisLe: dit }, gestionnaire))
    return id
  }

  it('vers un jour plus récent : la demande et son histoire le disent, une fois, et le journal aussi', async () => {
    const [une, renouvelee, avertie] = [await uneLettre(), await uneLettre(), await uneLettre()]
    const dit = addDays(le, -6)
    const id = await unLotRemis(dit)
    const ctx = contexteDe({ role: 'demandeur', compteId: randomUUID(), demandes: [renouvelee.ref] })
    const envoi = { contenu: renouvelee.contenu, version: 2, cle: randomUUID() }
    granted(await renewDemande({ ref: renouvelee.ref, ctx }, envoi, AVIS_DE_CONTACT))
    granted(await markAvisRemis(au(avertie), addDays(le, -2)))
    for (const faux of [addDays(dit, -1), addDays(le, 1)])
      expect(codeOf(await correctRemise({ id, remisLe: faux }, gestionnaire))).toBe('correction-de-remise-fausse')
    const deux = await Promise.all([1, 2].map(() => correctRemise({ id, remisLe: le }, gestionnaire)))
    expect(deux.map(codeOf)).toEqual(['ok', 'ok'])
    expect(await avisDe(une)).toEqual([`${dit} courrier`, `${le} courrier`])
    expect(await aJour(une)).toMatchObject({ avisRemisLe: le, statut: 'active' })
    expect(await aJour(renouvelee)).toMatchObject({ avisRemisLe: null })
    expect(await aJour(avertie)).toMatchObject({ avisRemisLe: addDays(le, -2) })
    const journal = await db.select().from(faitDAdministration).where(eq(faitDAdministration.cible, id))
    expect(journal).toMatchObject([{ objet: 'lot', avant: { remisLe: dit }, apres: { remisLe: le, corriges: 1 } }])
    expect((await findLot(gestionnaire.acteur, id))?.lot.remisLe).toBe(le)
  })

  it('ce que la nuit aurait radié attend son mois ; ce qu’elle a radié trop tôt se dit', async () => {
    const [une, radiee] = [await uneLettre(enDernierMois()), await uneLettre(enDernierMois())]
    const dit = addMonths(addDays(le, -2), -1)
    const id = await unLot()
    // As if it had been said a month and more ago, and the night had seen one of them.
    for (const chacune of [une, radiee]) granted(await markAvisRemis(au(chacune), dit))
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    await db.update(lotDeCourriers).set({ remisLe: dit })
    for (const chacune of [une, radiee]) await finirLe(chacune, addDays(le, -1))
    granted(await radiateForNonRenewal(radiee.ref))
    expect(granted(await correctRemise({ id, remisLe: addDays(le, -1) }, gestionnaire))).toEqual({ radieesTropTot: 1 })
    expect(granted(await correctRemise({ id, remisLe: addDays(le, -1) }, gestionnaire))).toEqual({ radieesTropTot: 1 })
    expect(await radiateDues()).toEqual({ radiees: 0 })
    expect(await aJour(une)).toMatchObject({ statut: 'active', avisRemisLe: addDays(le, -1) })
  })

  it('vers un jour d’après le dernier : rien n’a été remis, la demande attend d’être traitée (R-RAP-31)', async () => {
    const une = await uneLettre(enDernierMois())
    const dit = addDays(le, -6)
    const id = await unLotRemis(dit)
    await finirLe(une, addDays(le, -3))
    granted(await correctRemise({ id, remisLe: addDays(le, -2) }, gestionnaire))
    expect(await avisDe(une)).toEqual([`${dit} courrier`, 'revenu'])
    expect(await aJour(une)).toMatchObject({ statut: 'active', avisRemisLe: null })
  })

  it('ne compte pas ce qu’un avis d’un autre jour, remis au guichet, permettait de radier', async () => {
    const une = await uneLettre(enDernierMois())
    const dit = addMonths(addDays(le, -2), -1)
    const id = await unLot()
    granted(await markAvisRemis(au(une), addDays(dit, -3)))
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    await db.update(lotDeCourriers).set({ remisLe: dit })
    await finirLe(une, addDays(le, -1))
    granted(await radiateForNonRenewal(une.ref))
    expect(granted(await correctRemise({ id, remisLe: le }, gestionnaire))).toEqual({ radieesTropTot: 0 })
  })

  it('est au gestionnaire du territoire, d’un lot remis', async () => {
    await uneLettre()
    const id = await unLot()
    const dAilleurs = contexteDe({ role: 'gestionnaire-territorial', compteId: randomUUID(), departements: ['27'] })
    expect(codeOf(await correctRemise({ id, remisLe: le }, dAilleurs))).toBe('introuvable')
    expect(codeOf(await correctRemise({ id, remisLe: le }, gestionnaire))).toBe('lot-deja-regle')
  })
})

describe('un avis imprimé avant le dernier jour et remis après (R-RAP-31)', () => {
  it('se retire de la pile, n’avertit personne, et sa demande attend d’être traitée', async () => {
    const [aTemps, passee] = [await uneLettre(enDernierMois()), await uneLettre(enDernierMois())]
    const id = await unLot()
    await finirLe(passee, addDays(le, -1))
    const lot = await findLot(gestionnaire.acteur, id)
    expect(lot?.lettres.filter(({ isAJour }) => !isAJour).map(({ numeroUnique }) => numeroUnique)).toEqual([
      passee.numeroUnique,
    ])
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    expect([await avisDe(aTemps), await avisDe(passee)]).toEqual([[`${le} courrier`], []])
    const [courrier] = await db.select().from(rappel).where(eq(rappel.numeroUnique, passee.numeroUnique))
    expect(courrier).toMatchObject({ etat: 'annule', motif: 'plus-due' })
    expect(await radiateDues()).toEqual({ radiees: 0 })
    const { demandes } = await listDemandesATraiter(gestionnaire.acteur)
    expect(demandes.filter(({ numeroUnique }) => numeroUnique === passee.numeroUnique)).toMatchObject([
      { refus: { code: 'avis-non-remis' } },
    ])
  })
})

describe('une autre tête pendant qu’un avis court (R-RAP-30)', () => {
  const auGuichetDe = ({ ref }: DemandeActive) => ({
    ref,
    ctx: contexteDe({ role: 'agent-de-guichet', compteId: randomUUID(), centres: [centreId] }),
    porte: { canal: 'guichet', centreId } as const,
  })
  const changer = async (une: DemandeActive) =>
    granted(await changeTitulaire(auGuichetDe(une), { rang: 0, motif: 'deces', preuve: 'Acte de décès' }))
  const etatsDe = async ({ numeroUnique }: DemandeActive) =>
    (await db.select().from(rappel).where(eq(rappel.numeroUnique, numeroUnique)).orderBy(rappel.canal)).map(
      ({ canal, etat, motif }) => `${canal} ${etat}${motif ? ` (${motif})` : ''}`,
    )
  const nomsDe = async (id: string) =>
    (await readLot(id, gestionnaire))?.lettres.map(({ contenu }) => contenu.destinataire[0])
  const auRegistre = async ({ ref }: DemandeActive) =>
    (await db.transaction((tx) => loadDemandeForUpdate(tx, ref)))?.demande

  it('un avis déjà remis est dû de nouveau, et la nuit ne radie pas sur lui', async () => {
    const [une, temoin] = [await uneLettre(enDernierMois(), unCouple('M')), await uneLettre(enDernierMois())]
    granted(await handOverLot({ id: await unLot(), remisLe: le }, gestionnaire))
    for (const chacune of [une, temoin]) granted(await markAvisRemis(au(chacune), addMonths(addDays(le, -5), -1)))
    await changer(une)
    for (const chacune of [une, temoin]) await finirLe(chacune, addDays(le, -1))
    expect(await radiateDues()).toEqual({ radiees: 1 })
    await finirLe(une, une.echeances?.dernierJour ?? le)
    const demande = await auRegistre(une)
    expect(demande).toMatchObject({ statut: 'active', avisRemisLe: null })
    expect(replayFaits((await listFaits(db, une.numeroUnique)).map(({ fait }) => fait))).toEqual(demande)
    expect(await etatsDe(une)).toEqual(['courrier a-prendre'])
    const id = await unLot()
    expect(await nomsDe(id)).toEqual(['Dominique Inventée'])
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    expect(await auRegistre(une)).toMatchObject({ avisRemisLe: le })
  })

  it('un avis parti par courriel, ou dit au guichet sans envoi, est dû par la poste', async () => {
    const valideDepuis = addMonths(le, -11)
    const [parCourriel, auGuichet] = [
      await insertUneDemande({ valideDepuis, contenu: unCouple('M') }),
      await insertUneDemande({ valideDepuis, contenu: unCouple('M') }),
    ]
    const { numeroUnique, territoire } = parCourriel
    const duLe = addDays(parCourriel.echeances?.avisAuPlusTardLe ?? le, -10)
    const du = { jalon: 'avis', canal: 'courriel', duLe, cycle: valideDepuis } as const
    await db.transaction((tx) => insertRappels(tx, [{ ...du, numeroUnique, territoire }]))
    await db.update(rappel).set({ etat: 'envoye', envoyeAt: sql`now()` })
    for (const une of [parCourriel, auGuichet]) {
      granted(await markAvisRemis(au(une), addDays(le, -3)))
      await changer(une)
    }
    expect(await etatsDe(parCourriel)).toEqual(['courriel echec (autre-titulaire)', 'courrier a-prendre'])
    expect(await etatsDe(auGuichet)).toEqual(['courrier a-prendre'])
  })

  it('une lettre imprimée au nom de l’autre se retire de la pile, et repart au nom de la nouvelle tête', async () => {
    const [une, autre] = [await uneLettre(undefined, unCouple('M')), await uneLettre()]
    const id = await unLot()
    await changer(une)
    const aRetirer = (await findLot(gestionnaire.acteur, id))?.lettres.filter(({ isAJour }) => !isAJour)
    expect(aRetirer?.map(({ numeroUnique }) => numeroUnique)).toEqual([une.numeroUnique])
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    expect([await avisDe(une), await avisDe(autre)]).toEqual([[], [`${le} courrier`]])
    expect(await etatsDe(une)).toEqual(['courrier a-prendre'])
    const suivant = await unLot()
    expect(await nomsDe(suivant)).toEqual(['Dominique Inventée'])
    granted(await handOverLot({ id: suivant, remisLe: le }, gestionnaire))
    expect(await avisDe(une)).toEqual([`${le} courrier`])
  })
})
