/** Letters on a real base: taken once, printed again the same, handed over on a day, brought back. */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findLot, listCourriersQuiAttendent, listLots } from '#db/queries/courriers.ts'
import { listFaits, loadDemande } from '#db/repositories/demandes.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { lectureDeDemande, lettreDeLot, rappel, reglageDeTerritoire } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, finirLe, insertUneDemande } from '#db/testing/demandes.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import { renderLettres } from '#lib/documents/lettres-pdf.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { type Changement, unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { markAvisRemis, markAvisRevenu, modifyDemande } from './edit-demande.ts'
import { radiateDues } from './radiate-dues.ts'
import { readLot } from './read-courriers.ts'
import { renewDemande } from './renew-demande.ts'
import { reviveCourriers } from './revive-courriers.ts'
import { giveUpLot, handOverLot, returnCourrier } from './settle-courriers.ts'
import { takeCourriers } from './take-courriers.ts'
import { AVIS_DE_CONTACT, contexteDe, unGestionnaire } from './testing.ts'

withDatabase()
const ecrire = ecrireUneLettre('https://portail.exemple.fr')
let le: Jour
let gestionnaire: Contexte
let collegue: Contexte
let dAilleurs: Contexte
beforeAll(async () => {
  await insertTerritoire()
  le = await aujourdHui()
  gestionnaire = contexteDe(await unGestionnaire(['09', '32']))
  collegue = contexteDe(await unGestionnaire(['09']))
  dAilleurs = contexteDe(await unGestionnaire(['27']))
})
beforeEach(async () => {
  await db.delete(lettreDeLot)
  await db.delete(rappel)
})

/** A demande whose notice waits to be taken. */
async function uneLettre(...changements: Changement[]): Promise<DemandeActive> {
  const une = await insertUneDemande({ valideDepuis: addMonths(le, -11), contenu: unContenu(...changements) })
  const { numeroUnique, territoire } = une
  const duLe = addDays(une.echeances?.avisAuPlusTardLe ?? le, -10)
  const cycle = une.valideDepuis ?? le
  await db.transaction((tx) =>
    insertRappels(tx, [{ jalon: 'avis', canal: 'courrier', duLe, cycle, numeroUnique, territoire }]),
  )
  return une
}
const prendre = (ctx = gestionnaire, id = randomUUID()) => takeCourriers({ id, territoire: '09', ecrire }, ctx)
const unLot = async () => granted(await prendre()).id
const etatDe = async ({ numeroUnique }: DemandeActive) =>
  (await db.select().from(rappel).where(eq(rappel.numeroUnique, numeroUnique)))
    .map(({ canal, etat, motif }) => `${canal} ${etat}${motif ? ` (${motif})` : ''}`)
    .toSorted()
const avisDe = async ({ numeroUnique }: DemandeActive): Promise<string[]> =>
  (await listFaits(db, numeroUnique)).flatMap(({ fait }) => {
    if (fait.type === 'avis-revenu') return ['revenu']
    return fait.type === 'avis-remis' ? [`${fait.avisRemisLe} ${fait.origine.canal}`] : []
  })
const renouveler = async (une: DemandeActive) => {
  const ctx = contexteDe({ role: 'demandeur', compteId: randomUUID(), demandes: [une.ref] })
  granted(
    await renewDemande({ ref: une.ref, ctx }, { contenu: une.contenu, version: 1, cle: randomUUID() }, AVIS_DE_CONTACT),
  )
}
const parLeDemandeur = ({ ref }: DemandeActive) => ({
  ref,
  ctx: contexteDe({ role: 'demandeur', compteId: randomUUID(), demandes: [ref] }),
})
const au = (une: DemandeActive) =>
  ({ ref: une.ref, ctx: gestionnaire, porte: { canal: 'guichet', centreId: null } }) as const

describe('prendre un lot', () => {
  it('imprime chaque lettre une fois : ni second clic, ni seconde personne ne la reprend', async () => {
    const deux = [await uneLettre(), await uneLettre()]
    const id = randomUUID()
    const reponses = await Promise.all([prendre(gestionnaire, id), prendre(gestionnaire, id), prendre(collegue)])
    expect(reponses.map(codeOf).toSorted()).toEqual(
      // Who comes first takes them all: the other finds none.
      codeOf(reponses[0]) === 'ok' ? ['aucun-courrier', 'ok', 'ok'] : ['aucun-courrier', 'aucun-courrier', 'ok'],
    )
    expect(await db.$count(lettreDeLot)).toBe(2)
    for (const une of deux) expect(await etatDe(une)).toEqual(['courrier pris'])
  })

  it('se télécharge de nouveau à l’identique, même si la demande a changé, et chaque lecture est au journal (R-DEM-13)', async () => {
    const une = await uneLettre()
    const id = await unLot()
    const rendre = async () => {
      const lu = await readLot(id, gestionnaire)
      return renderLettres(lu?.lettres ?? [], { le, expediteur: null, siteUrl: 'https://portail.exemple.fr' })
    }
    const premier = await rendre()
    const contenu = unContenu(['demandeur.adresse.voie', 'rue Changée'])
    granted(await modifyDemande(parLeDemandeur(une), { contenu, version: 1 }, AVIS_DE_CONTACT))
    expect((await rendre()).equals(premier)).toBe(true)
    const lectures = await db.select().from(lectureDeDemande).where(eq(lectureDeDemande.numeroUnique, une.numeroUnique))
    expect(lectures.map(({ role, objet }) => [role, objet])).toEqual(
      Array(2).fill(['gestionnaire-territorial', 'courriers']),
    )
  })

  it('laisse ce qui n’est plus dû, ou n’arriverait pas (R-RAP-09, R-RAP-18, R-RAP-19)', async () => {
    const [bonne, renouvelee, avertie, sansRue] = [
      await uneLettre(),
      await uneLettre(),
      await uneLettre(),
      await uneLettre(['demandeur.adresse.voie', null]),
    ]
    await renouveler(renouvelee)
    granted(await markAvisRemis(au(avertie), le))
    const lot = await findLot(gestionnaire.acteur, await unLot())
    expect(lot?.lettres.map(({ numeroUnique }) => numeroUnique)).toEqual([bonne.numeroUnique])
    expect(await etatDe(renouvelee)).toEqual(['courrier annule (plus-due)'])
    expect(await etatDe(avertie)).toEqual(['courrier annule (plus-due)'])
    expect(await etatDe(sansRue)).toEqual(['courrier annule (sans-contact)'])
  })

  it('appartient au territoire : un autre gestionnaire n’y voit rien et n’y fait rien (R-RAP-23)', async () => {
    const une = await uneLettre()
    expect(codeOf(await prendre(dAilleurs))).toBe('acces-refuse')
    const id = await unLot()
    expect(await readLot(id, dAilleurs)).toBeUndefined()
    expect(await findLot(dAilleurs.acteur, id)).toBeUndefined()
    expect(await listLots(dAilleurs.acteur)).toEqual([])
    for (const fait of [
      handOverLot({ id, remisLe: le }, dAilleurs),
      giveUpLot(id, dAilleurs),
      returnCourrier({ id, rang: 1, numeroUnique: une.numeroUnique, suite: 'attendre' }, dAilleurs),
    ])
      expect(codeOf(await fait)).toBe('introuvable')
    expect((await listCourriersQuiAttendent(gestionnaire.acteur)).map(({ territoire }) => territoire)).toEqual([
      '09',
      '32',
    ])
  })

  it('rien ne se prend là où les rappels sont fermés', async () => {
    const une = await uneLettre()
    const regler = (rappels: boolean) =>
      db.update(reglageDeTerritoire).set({ rappels }).where(eq(reglageDeTerritoire.territoire, '09'))
    await regler(false)
    expect(codeOf(await prendre())).toBe('aucun-courrier')
    await regler(true)
    expect(await etatDe(une)).toEqual(['courrier a-prendre'])
  })
})

describe('remettre un lot', () => {
  it('écrit l’avis au jour dit, par courrier, une fois, et oublie les adresses', async () => {
    const une = await uneLettre()
    const id = await unLot()
    expect(codeOf(await handOverLot({ id, remisLe: addDays(le, 1) }, gestionnaire))).toBe('jour-de-remise-faux')
    const deux = await Promise.all([1, 2].map(() => handOverLot({ id, remisLe: le }, gestionnaire)))
    expect(deux.map(codeOf)).toEqual(['ok', 'ok'])
    expect(await avisDe(une)).toEqual([`${le} courrier`])
    expect(await etatDe(une)).toEqual(['courrier envoye'])
    expect(await readLot(id, gestionnaire)).toBeUndefined()
    expect((await db.select().from(lettreDeLot)).map(({ contenu }) => contenu)).toEqual([null])
    expect(codeOf(await giveUpLot(id, gestionnaire))).toBe('lot-deja-regle')
  })

  it('ne compte pas une lettre dont la demande fut renouvelée depuis l’impression (R-RAP-20)', async () => {
    const [une, renouvelee] = [await uneLettre(), await uneLettre()]
    const id = await unLot()
    await renouveler(renouvelee)
    const avant = await findLot(gestionnaire.acteur, id)
    expect(avant?.lettres.filter(({ isAJour }) => !isAJour).map(({ numeroUnique }) => numeroUnique)).toEqual([
      renouvelee.numeroUnique,
    ])
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    expect(await avisDe(renouvelee)).toEqual([])
    expect(await avisDe(une)).toEqual([`${le} courrier`])
    expect((await findLot(gestionnaire.acteur, id))?.lot).toMatchObject({ nombre: 2, remises: 1 })
  })

  it('abandonné, ses lettres attendent de nouveau, pour un autre lot', async () => {
    const une = await uneLettre()
    const id = await unLot()
    expect((await Promise.all([giveUpLot(id, gestionnaire), giveUpLot(id, collegue)])).map(codeOf)).toEqual([
      'ok',
      'ok',
    ])
    expect(await etatDe(une)).toEqual(['courrier a-prendre'])
    expect(codeOf(await handOverLot({ id, remisLe: le }, gestionnaire))).toBe('lot-deja-regle')
    granted(await handOverLot({ id: await unLot(), remisLe: le }, gestionnaire))
    expect(await avisDe(une)).toEqual([`${le} courrier`])
  })
})

describe('une lettre revenue', () => {
  const revenue = async (suite: 'attendre' | 'renvoyer') => {
    const une = await uneLettre()
    const id = await unLot()
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    const { numeroUnique } = une
    const autre = (await insertUneDemande()).numeroUnique
    const retour = { id, rang: 1, numeroUnique, suite }
    expect(codeOf(await returnCourrier({ ...retour, numeroUnique: autre }, gestionnaire))).toBe('lettre-inconnue')
    expect(granted(await returnCourrier(retour, gestionnaire))).toEqual({ isRadiee: false })
    expect(codeOf(await returnCourrier(retour, gestionnaire))).toBe('lettre-deja-revenue')
    expect(codeOf(await returnCourrier({ ...retour, rang: 2 }, gestionnaire))).toBe('lettre-inconnue')
    return une
  }

  it('n’a averti personne : son mois recommence à l’envoi suivant (R-RAD-06)', async () => {
    const une = await revenue('renvoyer')
    expect(await avisDe(une)).toEqual([`${le} courrier`, 'revenu'])
    expect(await etatDe(une)).toEqual(['courrier a-prendre'])
    granted(await handOverLot({ id: await unLot(), remisLe: le }, gestionnaire))
    expect(await avisDe(une)).toEqual([`${le} courrier`, 'revenu', `${le} courrier`])
  })

  it('après la radiation qu’elle a permise, se dit à qui la note (R-RAP-25)', async () => {
    const valideDepuis = addMonths(addDays(le, -16), -12)
    const une = await insertUneDemande({ valideDepuis })
    const { numeroUnique, territoire } = une
    const du = { jalon: 'avis', canal: 'courrier', duLe: addDays(le, -40), cycle: valideDepuis } as const
    await db.transaction((tx) => insertRappels(tx, [{ ...du, numeroUnique, territoire }]))
    const id = await unLot()
    // A month and more ago, by another way.
    granted(await markAvisRemis(au(une), addDays(le, -40)))
    granted(await handOverLot({ id, remisLe: le }, gestionnaire))
    await finirLe(une, addDays(le, -1))
    expect(await radiateDues()).toEqual({ radiees: 1 })
    const retour = { id, rang: 1, numeroUnique, suite: 'attendre' } as const
    expect(granted(await returnCourrier(retour, gestionnaire))).toEqual({ isRadiee: true })
  })

  it('attend une autre adresse, et repart quand la demande en a une (R-RAP-22)', async () => {
    const une = await revenue('attendre')
    expect(await etatDe(une)).toEqual(['courrier echec (npai)'])
    expect(await reviveCourriers(['09'])).toEqual({ repris: 0 })
    const found = await db.transaction((tx) => loadDemande(tx, une.ref))
    const contenu = unContenu(['demandeur.adresse.voie', 'rue Changée'])
    granted(await modifyDemande(parLeDemandeur(une), { contenu, version: found?.version ?? 0 }, AVIS_DE_CONTACT))
    expect(await reviveCourriers(['09'])).toEqual({ repris: 1 })
    expect(await reviveCourriers(['09'])).toEqual({ repris: 0 })
    expect(await etatDe(une)).toEqual(['courrier a-prendre'])
  })

  it('sans adresse au premier jour, elle part quand la demande en a une (R-RAP-18)', async () => {
    const une = await uneLettre(['demandeur.adresse.voie', null])
    expect(codeOf(await prendre())).toBe('aucun-courrier')
    expect(await reviveCourriers(['09'])).toEqual({ repris: 0 })
    granted(await modifyDemande(parLeDemandeur(une), { contenu: unContenu(), version: 1 }, AVIS_DE_CONTACT))
    expect(await reviveCourriers(['09'])).toEqual({ repris: 1 })
  })

  it('dite revenue à un guichet, elle est due de nouveau ; un avis par courriel laisse la place à une lettre', async () => {
    const une = await uneLettre()
    granted(await handOverLot({ id: await unLot(), remisLe: le }, gestionnaire))
    granted(await markAvisRevenu(au(une)))
    expect(await etatDe(une)).toEqual(['courrier a-prendre'])
    const autre = await insertUneDemande({ valideDepuis: addMonths(le, -11) })
    granted(await markAvisRemis(au(autre), le))
    granted(await markAvisRevenu(au(autre)))
    expect(await etatDe(autre)).toEqual(['courrier a-prendre'])
  })
})
