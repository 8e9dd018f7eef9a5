/** Renewing by the portal: what is sent is what was shown, however often it is sent. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel } from '#db/repositories/demandeurs.ts'
import { listContenusSince } from '#db/repositories/faits-dates.ts'
import { brouillonDeRenouvellement, faitDeDemande, messageEnvoye, saisieGardee } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { contactEprouve, HEURES_D_UN_CONTACT_NEUF } from '#lib/domain/demande/rattachement.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { modifyDemande } from './edit-demande.ts'
import { saveBrouillon } from './save-brouillon.ts'
import { AVIS_DE_CONTACT, unePersonneEnLigne } from './testing.ts'

withDatabase()
let elle: Awaited<ReturnType<typeof unePersonneEnLigne>>
beforeAll(async () => {
  elle = await unePersonneEnLigne()
})

const renouvellements = async (numeroUnique: string) => {
  const faits = await db.select().from(faitDeDemande).where(sql`numero_unique = ${numeroUnique}`)
  return faits.filter(({ type }) => type === 'renouvellement')
}
const brouillons = () => db.select().from(brouillonDeRenouvellement)

describe('envoyer', () => {
  it('enregistre ce qui a été montré, une fois, et efface le brouillon (R-REN-05, R-BRO-04)', async () => {
    const { ref, numeroUnique } = await insertUneDemande()
    granted(await elle.keep(ref))
    const envoi = await elle.shown(ref)
    expect(codeOf(await elle.submit(elle.personne(ref), { ...envoi, honneur: false }))).toBe('honneur-a-cocher')
    granted(await elle.keep(ref, { 'demandeur.telephonePortable': '06 39 98 00 00' }))
    expect(codeOf(await elle.submit(elle.personne(ref), envoi))).toBe('reponses-changees')
    const revu = await elle.shown(ref)
    expect(codeOf(await elle.submit(elle.personne(ref), { ...revu, cle: 'autre' }))).toBe('reponses-changees')
    const rangs = await Promise.all(Array.from({ length: 5 }, () => elle.submit(elle.personne(ref), revu)))
    expect(rangs.map((one) => granted(one).rang)).toEqual([2, 2, 2, 2, 2])
    expect(granted(await elle.submit(elle.personne(ref), revu)).rang).toBe(2)
    expect(codeOf(await elle.submit(elle.personne(ref), { ...revu, cle: randomUUID() }))).toBe('deja-renouvelee')
    const faits = await renouvellements(numeroUnique)
    expect(faits).toHaveLength(1)
    expect(faits[0]?.dit).toMatchObject({
      contenu: { demandeur: { telephonePortable: '06 39 98 00 00', revenuFiscal: { anneeMoins2: { montant: null } } } },
    })
    expect((await brouillons()).some((one) => one.numeroUnique === numeroUnique)).toBe(false)
  })

  it('d’un onglet qui montrait d’autres réponses, refuse et n’écrit rien, certifié ou non (R-REN-05, R-07)', async () => {
    const { ref, numeroUnique } = await insertUneDemande()
    granted(await elle.keep(ref))
    const [avant, personne] = [await elle.shown(ref), elle.personne(ref)]
    granted(await elle.keep(ref, { 'demandeur.telephonePortable': '06 39 98 00 00' }))
    const apres = await elle.shown(ref)
    expect(avant.cle).toBe(apres.cle)
    expect(granted(await elle.submit(personne, apres)).rang).toBe(2)
    for (const honneur of [true, false])
      expect(codeOf(await elle.submit(personne, { ...avant, honneur }))).toBe('cle-deja-employee')
    expect(codeOf(await elle.submit(personne, { ...apres, vu: '' }))).toBe('cle-deja-employee')
    expect(granted(await elle.submit(personne, apres)).rang).toBe(2)
    expect(await renouvellements(numeroUnique)).toHaveLength(1)
  })

  it('ce qui arrive en retard après l’envoi ne recommence pas de brouillon, et ne change pas ce qui est enregistré (R-REN-05, R-BRO-07)', async () => {
    const { ref, numeroUnique } = await insertUneDemande()
    granted(await elle.keep(ref, { ...elle.exactes(), 'demandeur.telephonePortable': '06 39 98 00 00' }))
    granted(await elle.submit(elle.personne(ref), await elle.shown(ref)))
    const page = '0'.repeat(32)
    for (const isEntiere of [false, true])
      expect(
        codeOf(
          await saveBrouillon(elle.personne(ref), {
            version: 1,
            reponses: { 'demandeur.telephonePortable': '06' },
            frappe: { page, rang: 9, depart: 9 },
            isEntiere,
          }),
        ),
      ).toBe('deja-renouvelee')
    expect((await brouillons()).some((one) => one.numeroUnique === numeroUnique)).toBe(false)
    const [fait] = await renouvellements(numeroUnique)
    expect(fait?.dit).toMatchObject({ contenu: { demandeur: { telephonePortable: '06 39 98 00 00' } } })
  })

  it('efface les formulaires gardés d’avant, de cette demande et de ce compte seuls ; le nom se corrige à part (R-MAJ-06)', async () => {
    const [une, autre] = [await insertUneDemande(), await insertUneDemande()]
    const autreId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'sacha@exemple.invalid'))
    const valeurs = { version: '1', 'logementActuel.surface': '41' }
    const lui = { numeroUnique: une.numeroUnique, demandeurId: elle.demandeurId }
    await db.insert(saisieGardee).values([
      { ...lui, partie: 'logement', valeurs },
      { ...lui, partie: 'coordonnees', valeurs },
      { ...lui, partie: 'nom', valeurs },
      { ...lui, demandeurId: autreId, partie: 'logement', valeurs },
      { ...lui, numeroUnique: autre.numeroUnique, partie: 'logement', valeurs },
    ])
    const gardees = async () => {
      const rows = await db.select().from(saisieGardee)
      return rows.map((one) => [
        one.numeroUnique === une.numeroUnique,
        one.demandeurId === elle.demandeurId,
        one.partie,
      ])
    }
    granted(await elle.keep(une.ref))
    const envoi = await elle.shown(une.ref)
    expect(codeOf(await elle.submit(elle.personne(une.ref), { ...envoi, honneur: false }))).toBe('honneur-a-cocher')
    expect(await gardees()).toHaveLength(5)
    granted(await elle.submit(elle.personne(une.ref), envoi))
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
    const reponses = { ...elle.exactes(), 'demandeur.courriel': 'neuf@exemple.fr' }
    granted(await elle.keep(ref, { ...reponses, 'demandeur.telephonePortable': '06 39 98 00 02' }))
    const envoi = await elle.shown(ref)
    expect(codeOf(await elle.submit(elle.personne(ref), { ...envoi, honneur: false }))).toBe('honneur-a-cocher')
    expect(await dits()).toEqual([])
    await Promise.all(Array.from({ length: 5 }, () => elle.submit(elle.personne(ref), envoi)))
    expect(granted(await elle.submit(elle.personne(ref), envoi)).rang).toBe(2)
    expect(await dits()).toEqual([
      { canal: 'courriel', destinataire: contenu.demandeur.courriel, perimeAt: null },
      { canal: 'sms', destinataire: '0639980001', perimeAt: expect.any(Date) },
    ])
    const contenus = await db.transaction((tx) => listContenusSince(tx, numeroUnique, HEURES_D_UN_CONTACT_NEUF))
    expect(contactEprouve(contenus)).toBeUndefined()
  })

  it('ne dit rien quand le courriel et le portable restent, même écrits autrement (R-RAT-07)', async () => {
    const { ref } = await insertUneDemande({ contenu: unContenu(['demandeur.telephonePortable', '06 39 98 00 01']) })
    granted(await elle.keep(ref, { ...elle.exactes(), 'demandeur.telephonePortable': '+33 6 39 98 00 01' }))
    granted(await elle.submit(elle.personne(ref), await elle.shown(ref)))
    const rows = await db
      .select()
      .from(messageEnvoye)
      .where(sql`cle like ${`%-change:${ref}:%`}`)
    expect(rows).toEqual([])
  })

  it('refuse tant que quelque chose reste à dire', async () => {
    const { ref } = await insertUneDemande()
    granted(await elle.keep(ref, reponsesExactes(unContenu())))
    const { brouillon, lu } = await elle.opened(ref)
    const envoi = { cle: brouillon?.cle ?? '', vu: '', honneur: true }
    expect(lu.etape).toBe('ressources')
    expect(codeOf(await elle.submit(elle.personne(ref), envoi))).toBe('reponses-a-revoir')
  })

  it('la demande changée entre-temps se relit : les deux se montrent, rien de ce qui est écrit ne se perd (R-REN-06, R-BRO-03)', async () => {
    const { ref, contenu } = await insertUneDemande()
    granted(await elle.keep(ref, { ...elle.exactes(), 'demandeur.courriel': 'neuf@exemple.fr' }))
    const envoi = await elle.shown(ref)
    const autre = unContenu(['demandeur.telephonePortable', '06 39 98 77 77'])
    granted(await modifyDemande(elle.personne(ref), { contenu: autre, version: 1 }, AVIS_DE_CONTACT))
    expect(codeOf(await elle.submit(elle.personne(ref), envoi))).toBe('demande-changee')
    expect((await elle.opened(ref)).avant).toEqual(contenu)
    granted(await saveBrouillon(elle.personne(ref), { version: 2, reponses: {}, relue: true }))
    const relu = await elle.opened(ref)
    expect([relu.avant, relu.lu.etape]).toEqual([undefined, 'faits'])
    expect(relu.brouillon?.reponses['demandeur.courriel']).toBe('neuf@exemple.fr')
    granted(await elle.keep(ref, reponsesExactes(contenu), 2))
    expect((await elle.opened(ref)).lu.etape).toBe('ressources')
    granted(await elle.keep(ref, { 'demandeur.ressources.reponse': 'toujours' }, 2))
    expect((await elle.opened(ref)).lu.contenu?.demandeur).toMatchObject({
      telephonePortable: '06 39 98 77 77',
      courriel: 'neuf@exemple.fr',
    })
    expect(codeOf(await elle.submit(elle.personne(ref), await elle.shown(ref)))).toBe('ok')
  })
})
