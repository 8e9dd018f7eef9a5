/** The draft of a renewal: what is typed is kept, and goes when nothing came of it. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { ensureDemandeurDeFranceConnect } from '#db/repositories/demandeurs.ts'
import { brouillonDeRenouvellement, lectureDeDemande, messageEnvoye } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { addMonths } from '#lib/domain/calendrier.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { eraseBrouillons } from '#lib/jobs/brouillons.ts'
import { readRenouvellement } from './open-renouvellement.ts'
import { saveBrouillon } from './save-brouillon.ts'
import { contexteDe, unePersonneEnLigne } from './testing.ts'

withDatabase()
let elle: Awaited<ReturnType<typeof unePersonneEnLigne>>
beforeAll(async () => {
  elle = await unePersonneEnLigne()
})

const brouillons = () => db.select().from(brouillonDeRenouvellement)

describe('le brouillon', () => {
  it('garde champ par champ, d’un appareil à l’autre, et dit quand', async () => {
    const { ref } = await insertUneDemande()
    const { enregistreAt } = granted(await elle.keep(ref, { 'demandeur.courriel': 'a@' }))
    expect(Math.abs(Date.parse(enregistreAt ?? '') - Date.now())).toBeLessThan(60_000)
    granted(await elle.keep(ref, { 'demandeur.adresse.voie': 'rue' }))
    const { brouillon, lu } = await elle.opened(ref)
    expect(brouillon?.reponses).toEqual({ 'demandeur.courriel': 'a@', 'demandeur.adresse.voie': 'rue' })
    expect(lu.anomalies.map(({ champ }) => champ)).toEqual(['demandeur.courriel'])
    const [lecture] = await db.select().from(lectureDeDemande).where(eq(lectureDeDemande.compteId, elle.demandeurId))
    expect(lecture).toMatchObject({ role: 'demandeur', objet: 'renouvellement' })
  })

  it('dix onglets qui écrivent ensemble ne perdent rien', async () => {
    const { ref } = await insertUneDemande()
    const noms = Array.from({ length: 10 }, (_, n) => `motifs.${n}.precision`)
    await Promise.all(noms.map((nom) => elle.keep(ref, { [nom]: nom })))
    expect(Object.keys((await elle.opened(ref)).brouillon?.reponses ?? {}).sort()).toEqual(noms)
  })

  it('la demande d’un autre n’existe pas, et hors de la période rien ne commence', async () => {
    const [sienne, autre] = [await insertUneDemande(), await insertUneDemande()]
    const saisie = { version: 1, reponses: {} }
    expect(codeOf(await saveBrouillon(elle.personne(autre.ref, [sienne.ref]), saisie))).toBe('acces-refuse')
    expect(codeOf(await readRenouvellement(elle.personne(autre.ref, [sienne.ref]), 'x'))).toBe('acces-refuse')
    const tot = await insertUneDemande({ valideDepuis: addMonths(elle.le, -9) })
    expect(codeOf(await elle.keep(tot.ref))).toBe('trop-tot')
    expect((await brouillons()).some((one) => one.numeroUnique === tot.numeroUnique)).toBe(false)
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
    for (const { ref } of [frais, bientot]) granted(await elle.keep(ref))
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
    granted(await elle.keep(dit.ref))
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
    for (const { ref } of [premier, aEffacer]) granted(await elle.keep(ref))
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
    granted(await elle.keep(ref))
    const envoi = await elle.shown(ref)
    const garde = await brouillons()
    granted(await elle.submit(elle.personne(ref), envoi))
    await db.insert(brouillonDeRenouvellement).values(garde)
    const nuits = await Promise.all([eraseBrouillons(), eraseBrouillons()])
    expect(nuits.reduce((sum, { sansObjet = 0 }) => sum + sansObjet, 0)).toBe(1)
    expect(await brouillons()).toEqual([])
  })
})
