/** Renewing by the portal: what is typed is kept, what is sent is what was shown, however often it is sent. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel, ensureDemandeurDeFranceConnect } from '#db/repositories/demandeurs.ts'
import { listContenusSince } from '#db/repositories/faits-dates.ts'
import {
  brouillonDeRenouvellement,
  faitDeDemande,
  lectureDeDemande,
  messageEnvoye,
  saisieGardee,
} from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { anneeDuRevenu } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { contactEprouve, HEURES_D_UN_CONTACT_NEUF } from '#lib/domain/demande/rattachement.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { eraseBrouillons } from '#lib/jobs/brouillons.ts'
import { modifyDemande } from './edit-demande.ts'
import { type RenouvellementOuvert, readRenouvellement } from './open-renouvellement.ts'
import { saveBrouillon } from './save-brouillon.ts'
import { type EnvoiDeRenouvellement, empreinteDuContenu, submitRenouvellement } from './submit-renouvellement.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'

withDatabase()
let demandeurId: string
let le: Jour
beforeAll(async () => {
  await insertTerritoire()
  demandeurId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'camille@exemple.invalid'))
  le = await aujourdHui()
})

const personne = (ref: DemandeRef, demandes = [ref]) => ({
  ref,
  ctx: contexteDe({ role: 'demandeur', compteId: demandeurId, demandes }),
})
const exactes = (): Reponses => ({
  ...reponsesExactes(unContenu()),
  'demandeur.ressources.reponse': 'toujours',
  'demandeur.revenuFiscal.reponse': 'inconnu',
  'revenuFiscal.annee': String(anneeDuRevenu(le)),
})
const keep = (ref: DemandeRef, reponses: Reponses = exactes(), version = 1) =>
  saveBrouillon(personne(ref), { version, reponses })
async function opened(ref: DemandeRef): Promise<RenouvellementOuvert> {
  return granted(granted(await readRenouvellement(personne(ref), 'renouvellement')).ouvert)
}
/** What the page of confirmation sends. */
async function shown(ref: DemandeRef) {
  const { brouillon, lu } = await opened(ref)
  if (!brouillon || !lu.contenu) throw new Error('Nothing to confirm')
  return { cle: brouillon.cle, vu: empreinteDuContenu(lu.contenu), honneur: true }
}
const AVIS = { ...AVIS_DE_CONTACT, courriel: { objet: 'Changé', corps: 'Changé' }, sms: 'Changé' }
const submit = (qui: Parameters<typeof submitRenouvellement>[0], envoi: EnvoiDeRenouvellement) =>
  submitRenouvellement(qui, envoi, AVIS)
const renouvellements = async (numeroUnique: string) => {
  const faits = await db.select().from(faitDeDemande).where(sql`numero_unique = ${numeroUnique}`)
  return faits.filter(({ type }) => type === 'renouvellement')
}
const brouillons = () => db.select().from(brouillonDeRenouvellement)

describe('le brouillon', () => {
  it('garde champ par champ, d’un appareil à l’autre, et dit quand', async () => {
    const { ref } = await insertUneDemande()
    const { enregistreAt } = granted(await keep(ref, { 'demandeur.courriel': 'a@' }))
    expect(Math.abs(Date.parse(enregistreAt ?? '') - Date.now())).toBeLessThan(60_000)
    granted(await keep(ref, { 'demandeur.adresse.voie': 'rue' }))
    const { brouillon, lu } = await opened(ref)
    expect(brouillon?.reponses).toEqual({ 'demandeur.courriel': 'a@', 'demandeur.adresse.voie': 'rue' })
    expect(lu.anomalies.map(({ champ }) => champ)).toEqual(['demandeur.courriel'])
    const [lecture] = await db.select().from(lectureDeDemande).where(eq(lectureDeDemande.compteId, demandeurId))
    expect(lecture).toMatchObject({ role: 'demandeur', objet: 'renouvellement' })
  })

  it('dix onglets qui écrivent ensemble ne perdent rien', async () => {
    const { ref } = await insertUneDemande()
    const noms = Array.from({ length: 10 }, (_, n) => `motifs.${n}.precision`)
    await Promise.all(noms.map((nom) => keep(ref, { [nom]: nom })))
    expect(Object.keys((await opened(ref)).brouillon?.reponses ?? {}).sort()).toEqual(noms)
  })

  it('la demande d’un autre n’existe pas, et hors de la période rien ne commence', async () => {
    const [sienne, autre] = [await insertUneDemande(), await insertUneDemande()]
    const saisie = { version: 1, reponses: {} }
    expect(codeOf(await saveBrouillon(personne(autre.ref, [sienne.ref]), saisie))).toBe('acces-refuse')
    expect(codeOf(await readRenouvellement(personne(autre.ref, [sienne.ref]), 'x'))).toBe('acces-refuse')
    const tot = await insertUneDemande({ valideDepuis: addMonths(le, -9) })
    expect(codeOf(await keep(tot.ref))).toBe('trop-tot')
    expect((await brouillons()).some((one) => one.numeroUnique === tot.numeroUnique)).toBe(false)
  })
})

describe('envoyer', () => {
  it('enregistre ce qui a été montré, une fois, et efface le brouillon (R-REN-05, R-BRO-04)', async () => {
    const { ref, numeroUnique } = await insertUneDemande()
    granted(await keep(ref))
    const envoi = await shown(ref)
    expect(codeOf(await submit(personne(ref), { ...envoi, honneur: false }))).toBe('honneur-a-cocher')
    granted(await keep(ref, { 'demandeur.telephonePortable': '06 39 98 00 00' }))
    expect(codeOf(await submit(personne(ref), envoi))).toBe('reponses-changees')
    const revu = await shown(ref)
    expect(codeOf(await submit(personne(ref), { ...revu, cle: 'autre' }))).toBe('reponses-changees')
    const rangs = await Promise.all(Array.from({ length: 5 }, () => submit(personne(ref), revu)))
    expect(rangs.map((one) => granted(one).rang)).toEqual([2, 2, 2, 2, 2])
    expect(granted(await submit(personne(ref), revu)).rang).toBe(2)
    expect(codeOf(await submit(personne(ref), { ...revu, cle: randomUUID() }))).toBe('deja-renouvelee')
    const faits = await renouvellements(numeroUnique)
    expect(faits).toHaveLength(1)
    expect(faits[0]?.dit).toMatchObject({
      contenu: { demandeur: { telephonePortable: '06 39 98 00 00', revenuFiscal: { anneeMoins2: { montant: null } } } },
    })
    expect((await brouillons()).some((one) => one.numeroUnique === numeroUnique)).toBe(false)
  })

  it('efface les formulaires gardés d’avant, de cette demande et de ce compte seuls ; le nom se corrige à part (R-MAJ-06)', async () => {
    const [une, autre] = [await insertUneDemande(), await insertUneDemande()]
    const autreId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'sacha@exemple.invalid'))
    const valeurs = { version: '1', 'logementActuel.surface': '41' }
    const lui = { numeroUnique: une.numeroUnique, demandeurId }
    await db.insert(saisieGardee).values([
      { ...lui, partie: 'logement', valeurs },
      { ...lui, partie: 'coordonnees', valeurs },
      { ...lui, partie: 'nom', valeurs },
      { ...lui, demandeurId: autreId, partie: 'logement', valeurs },
      { ...lui, numeroUnique: autre.numeroUnique, partie: 'logement', valeurs },
    ])
    const gardees = async () => {
      const rows = await db.select().from(saisieGardee)
      return rows.map((one) => [one.numeroUnique === une.numeroUnique, one.demandeurId === demandeurId, one.partie])
    }
    granted(await keep(une.ref))
    const envoi = await shown(une.ref)
    expect(codeOf(await submit(personne(une.ref), { ...envoi, honneur: false }))).toBe('honneur-a-cocher')
    expect(await gardees()).toHaveLength(5)
    granted(await submit(personne(une.ref), envoi))
    expect((await gardees()).sort()).toEqual([
      [false, true, 'logement'],
      [true, false, 'logement'],
      [true, true, 'nom'],
    ])
  })

  it('dit à l’ancien courriel et à l’ancien portable qu’ils changent, une fois, et n’envoie pas de code au nouveau (R-RAT-07, R-RAT-04)', async () => {
    const { ref, numeroUnique, contenu } = await insertUneDemande({
      contenu: unContenu(['demandeur.telephonePortable', '06 39 98 00 01']),
    })
    const dits = () =>
      db
        .select({
          canal: messageEnvoye.canal,
          destinataire: messageEnvoye.destinataire,
          perimeAt: messageEnvoye.perimeAt,
        })
        .from(messageEnvoye)
        .where(sql`cle like ${`%-change:${ref}:%`}`)
        .orderBy(messageEnvoye.canal)
    const reponses = { ...exactes(), 'demandeur.courriel': 'neuf@exemple.fr' }
    granted(await keep(ref, { ...reponses, 'demandeur.telephonePortable': '06 39 98 00 02' }))
    const envoi = await shown(ref)
    expect(codeOf(await submit(personne(ref), { ...envoi, honneur: false }))).toBe('honneur-a-cocher')
    expect(await dits()).toEqual([])
    await Promise.all(Array.from({ length: 5 }, () => submit(personne(ref), envoi)))
    expect(granted(await submit(personne(ref), envoi)).rang).toBe(2)
    expect(await dits()).toEqual([
      { canal: 'courriel', destinataire: contenu.demandeur.courriel, perimeAt: null },
      { canal: 'sms', destinataire: '0639980001', perimeAt: expect.any(Date) },
    ])
    const contenus = await db.transaction((tx) => listContenusSince(tx, numeroUnique, HEURES_D_UN_CONTACT_NEUF))
    expect(contactEprouve(contenus)).toBeUndefined()
  })

  it('ne dit rien quand le courriel et le portable restent, même écrits autrement (R-RAT-07)', async () => {
    const { ref } = await insertUneDemande({ contenu: unContenu(['demandeur.telephonePortable', '06 39 98 00 01']) })
    granted(await keep(ref, { ...exactes(), 'demandeur.telephonePortable': '+33 6 39 98 00 01' }))
    granted(await submit(personne(ref), await shown(ref)))
    const rows = await db
      .select()
      .from(messageEnvoye)
      .where(sql`cle like ${`%-change:${ref}:%`}`)
    expect(rows).toEqual([])
  })

  it('refuse tant que quelque chose reste à dire', async () => {
    const { ref } = await insertUneDemande()
    granted(await keep(ref, reponsesExactes(unContenu())))
    const { brouillon, lu } = await opened(ref)
    const envoi = { cle: brouillon?.cle ?? '', vu: '', honneur: true }
    expect(lu.etape).toBe('ressources')
    expect(codeOf(await submit(personne(ref), envoi))).toBe('reponses-a-revoir')
  })

  it('la demande changée entre-temps se relit : les deux se montrent, rien de ce qui est écrit ne se perd (R-REN-06, R-BRO-03)', async () => {
    const { ref, contenu } = await insertUneDemande()
    granted(await keep(ref, { ...exactes(), 'demandeur.courriel': 'neuf@exemple.fr' }))
    const envoi = await shown(ref)
    const autre = unContenu(['demandeur.telephonePortable', '06 39 98 77 77'])
    granted(await modifyDemande(personne(ref), { contenu: autre, version: 1 }, AVIS_DE_CONTACT))
    expect(codeOf(await submit(personne(ref), envoi))).toBe('demande-changee')
    expect((await opened(ref)).avant).toEqual(contenu)
    granted(await saveBrouillon(personne(ref), { version: 2, reponses: {}, relue: true }))
    const relu = await opened(ref)
    expect([relu.avant, relu.lu.etape]).toEqual([undefined, 'faits'])
    expect(relu.brouillon?.reponses['demandeur.courriel']).toBe('neuf@exemple.fr')
    granted(await keep(ref, reponsesExactes(contenu), 2))
    expect((await opened(ref)).lu.etape).toBe('ressources')
    granted(await keep(ref, { 'demandeur.ressources.reponse': 'toujours' }, 2))
    expect((await opened(ref)).lu.contenu?.demandeur).toMatchObject({
      telephonePortable: '06 39 98 77 77',
      courriel: 'neuf@exemple.fr',
    })
    expect(codeOf(await submit(personne(ref), await shown(ref)))).toBe('ok')
  })
})

describe('la nuit', () => {
  const age = (numeroUnique: string, months: number, days: number) =>
    db
      .update(brouillonDeRenouvellement)
      .set({ enregistreAt: sql`now() - make_interval(months => ${months}, days => ${days})` })
      .where(sql`numero_unique = ${numeroUnique}`)
  const RIEN = { sansObjet: 0, saisies: 0, avertis: 0, effaces: 0 }
  /** What announces an erasing left that many days ago. */
  const partir = (jours: number) =>
    db
      .update(messageEnvoye)
      .set({ etat: 'envoye', envoyeAt: sql`now() - make_interval(days => ${jours})` })
      .where(sql`cle like 'brouillon:%'`)

  it('un brouillon sans suite se dit une fois, puis s’efface quinze jours après ; un autre reste (R-BRO-02)', async () => {
    await db.delete(brouillonDeRenouvellement)
    const [frais, bientot] = [await insertUneDemande(), await insertUneDemande()]
    for (const { ref } of [frais, bientot]) granted(await keep(ref))
    await age(bientot.numeroUnique, 6, -10)
    expect(await eraseBrouillons()).toEqual({ ...RIEN, avertis: 1 })
    expect(await eraseBrouillons()).toEqual(RIEN)
    const [avis] = await db.select().from(messageEnvoye).where(sql`cle like 'brouillon:%'`)
    expect(avis).toMatchObject({ canal: 'courriel', destinataire: 'camille.inventee@exemple.fr' })
    expect(avis?.corps).not.toMatch(/Inventée|09\d{16}/)
    expect((await brouillons()).map((one) => one.numeroUnique).sort()).toEqual(
      [frais.numeroUnique, bientot.numeroUnique].sort(),
    )
  })

  it('la nuit arrêtée pendant des semaines, rien ne s’efface sans avoir été dit quinze jours avant (R-BRO-06)', async () => {
    await db.delete(brouillonDeRenouvellement)
    await db.delete(messageEnvoye)
    const [dit, sansCourriel] = [
      await insertUneDemande(),
      await insertUneDemande({ contenu: unContenu(['demandeur.courriel', null]) }),
    ]
    const parFranceConnect = await db.transaction((tx) => ensureDemandeurDeFranceConnect(tx, 'sub-v1'))
    const sans = { role: 'demandeur', compteId: parFranceConnect, demandes: [sansCourriel.ref] } as const
    granted(await keep(dit.ref))
    granted(
      await saveBrouillon({ ref: sansCourriel.ref, ctx: contexteDe(sans) }, { version: 1, reponses: { 'a.b': 'x' } }),
    )
    for (const { numeroUnique } of [dit, sansCourriel]) await age(numeroUnique, 6, 40)
    // Told late; who has no address at all is told by the page on personal data alone.
    expect(await eraseBrouillons()).toEqual({ ...RIEN, avertis: 1, effaces: 1 })
    // Not sent yet, then sent fourteen days ago.
    expect(await eraseBrouillons()).toEqual(RIEN)
    await partir(14)
    expect(await eraseBrouillons()).toEqual(RIEN)
    expect((await brouillons()).map((one) => one.numeroUnique)).toEqual([dit.numeroUnique])
    await partir(15)
    expect(await eraseBrouillons()).toEqual({ ...RIEN, effaces: 1 })
    expect(await brouillons()).toEqual([])
  })

  it('ceux dont l’annonce court ne cachent pas ceux dont le jour est venu, si nombreux soient-ils (R-BRO-02)', async () => {
    await db.delete(brouillonDeRenouvellement)
    const [premier, aEffacer] = [await insertUneDemande(), await insertUneDemande()]
    for (const { ref } of [premier, aEffacer]) granted(await keep(ref))
    await age(aEffacer.numeroUnique, 6, 1)
    expect(await eraseBrouillons(1)).toEqual({ ...RIEN, avertis: 1 })
    await partir(15)
    await age(premier.numeroUnique, 6, 30)
    expect(await eraseBrouillons(1)).toEqual({ ...RIEN, avertis: 1, effaces: 1 })
    expect((await brouillons()).map((one) => one.numeroUnique)).toEqual([premier.numeroUnique])
  })

  it('ce qui a été renouvelé ailleurs n’a plus de brouillon, deux nuits à la fois', async () => {
    await db.delete(brouillonDeRenouvellement)
    const { ref } = await insertUneDemande()
    granted(await keep(ref))
    const envoi = await shown(ref)
    const garde = await brouillons()
    granted(await submit(personne(ref), envoi))
    await db.insert(brouillonDeRenouvellement).values(garde)
    const nuits = await Promise.all([eraseBrouillons(), eraseBrouillons()])
    expect(nuits.reduce((sum, { sansObjet = 0 }) => sum + sansObjet, 0)).toBe(1)
    expect(await brouillons()).toEqual([])
  })
})
