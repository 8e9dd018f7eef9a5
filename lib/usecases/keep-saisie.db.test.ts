/** What an applicant sends after their session went out: theirs alone, for a week, until it is recorded. */
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findSaisieGardee, listPartiesGardees } from '#db/queries/saisies-gardees.ts'
import { listFaits, loadDemande } from '#db/repositories/demandes.ts'
import { ensureDemandeurDeCourriel } from '#db/repositories/demandeurs.ts'
import { saisieGardee } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { identiteDe } from '#lib/domain/demande/identite.ts'
import { codeOf, granted, unCouple } from '#lib/domain/demande/testing.ts'
import { eraseBrouillons } from '#lib/jobs/brouillons.ts'
import { discardSaisie } from './discard-saisie.ts'
import { askCorrection, changeTitulaire } from './edit-demande.ts'
import { keepSaisie } from './keep-saisie.ts'
import { radiateDemande } from './radiate-demande.ts'
import { contexteDe } from './testing.ts'
import { updateContacts } from './update-contacts.ts'
import { updateDemande } from './update-demande.ts'

withDatabase()
let le: Jour
let compteId: string
let autreId: string
beforeAll(async () => {
  await insertTerritoire()
  le = await aujourdHui()
  ;[compteId, autreId] = await db.transaction(async (tx) => [
    await ensureDemandeurDeCourriel(tx, 'camille@exemple.invalid'),
    await ensureDemandeurDeCourriel(tx, 'sacha@exemple.invalid'),
  ])
})

const acteurDe = (ref: DemandeRef, id = compteId, demandes = [ref]) =>
  ({ role: 'demandeur', compteId: id, demandes }) as const
const personne = (ref: DemandeRef) => ({ ref, ctx: contexteDe(acteurDe(ref)) })
const uneDemande = () => insertUneDemande({ valideDepuis: addMonths(le, -3) })
const LOGEMENT = { version: '1', 'logementActuel.surface': 'grande' }
const garder = (ref: DemandeRef, partie: PartieGardee = 'logement', valeurs: Record<string, string> = LOGEMENT) =>
  keepSaisie(personne(ref), { partie, valeurs: { id: ref, partie, ...valeurs } })
const trouver = (ref: DemandeRef, partie: PartieGardee = 'logement') => findSaisieGardee(acteurDe(ref), ref, partie)
const faitsDe = (ref: DemandeRef) =>
  db.transaction(async (tx) => {
    const demande = await loadDemande(tx, ref)
    return demande ? (await listFaits(tx, demande.numeroUnique)).map(({ fait }) => fait.type) : []
  })

describe('un formulaire envoyé après la fin de la session (R-MAJ-06)', () => {
  it('est retrouvé tel qu’écrit par sa personne seule, et n’a rien enregistré', async () => {
    const { ref } = await uneDemande()
    granted(await garder(ref))
    expect(await trouver(ref)).toEqual(LOGEMENT)
    expect(await trouver(ref, 'foyer')).toBeUndefined()
    expect(await listPartiesGardees(acteurDe(ref), ref)).toEqual(['logement'])
    expect(await listPartiesGardees(acteurDe(ref, autreId), ref)).toEqual([])
    expect(await listPartiesGardees(acteurDe(ref, compteId, []), ref)).toEqual([])
    // Somebody else who may open the same demande, and who may not any more.
    expect(await findSaisieGardee(acteurDe(ref, autreId), ref, 'logement')).toBeUndefined()
    expect(await findSaisieGardee(acteurDe(ref, compteId, []), ref, 'logement')).toBeUndefined()
    expect(await faitsDe(ref)).toEqual(['reprise'])
    granted(await garder(ref, 'logement', { version: '1', 'logementActuel.surface': '41' }))
    expect(await trouver(ref)).toEqual({ version: '1', 'logementActuel.surface': '41' })
  })

  it('ne se garde pas de la demande d’un autre, ni de celle qui ne se modifie plus', async () => {
    const [une, autre] = [await uneDemande(), await uneDemande()]
    const etranger = { ref: une.ref, ctx: contexteDe(acteurDe(autre.ref)) }
    expect(codeOf(await keepSaisie(etranger, { partie: 'logement', valeurs: LOGEMENT }))).toBe('acces-refuse')
    granted(await radiateDemande(personne(une.ref), { code: 'RADABA', recuLe: le }))
    expect(codeOf(await garder(une.ref))).toBe('demande-radiee')
    expect(await trouver(une.ref)).toBeUndefined()
  })

  it('s’efface une fois sa partie enregistrée, et elle seule', async () => {
    const { ref, contenu } = await uneDemande()
    for (const partie of ['logement', 'foyer', 'coordonnees', 'nom'] as const) granted(await garder(ref, partie))
    const logement = { partie: 'logement', version: 1, envoyes: { 'logementActuel.surface': '41' } } as const
    granted(await updateDemande(personne(ref), logement))
    expect(await trouver(ref)).toBeUndefined()
    const { courriel, telephoneDuDomicile, telephoneDuTravail } = contenu.demandeur
    const contacts = { courriel, telephonePortable: '+33639980007', telephoneDuDomicile, telephoneDuTravail }
    const avis = { courriel: { objet: 'Avis', corps: 'Avis' }, sms: 'Avis' }
    // What the other tab recorded is shown first.
    expect(await updateContacts(personne(ref), { contacts, version: 1 }, avis)).toMatchObject({
      refus: { code: 'modifiee-entre-temps', version: 2, actuel: { courriel: courriel ?? '' } },
    })
    expect(await trouver(ref, 'coordonnees')).toEqual(LOGEMENT)
    granted(await updateContacts(personne(ref), { contacts, version: 2 }, avis))
    expect(await trouver(ref, 'coordonnees')).toBeUndefined()
    const nouvelle = { nom: 'Inventé', nomDeNaissance: null, prenom: null }
    granted(await askCorrection(personne(ref), { nouvelle, motif: 'Une lettre manque' }))
    expect(await trouver(ref, 'nom')).toBeUndefined()
    expect(await trouver(ref, 'foyer')).toEqual(LOGEMENT)
  })

  it('s’efface quand sa personne le demande, une fois ou deux, et pour elle seule (R-MAJ-06)', async () => {
    const { ref } = await uneDemande()
    granted(await garder(ref))
    granted(await garder(ref, 'foyer'))
    const sien = { ref, ctx: contexteDe(acteurDe(ref, autreId)) }
    granted(await discardSaisie(sien, { partie: 'logement' }))
    const etranger = { ref, ctx: contexteDe(acteurDe(ref, autreId, [])) }
    expect(codeOf(await discardSaisie(etranger, { partie: 'logement' }))).toBe('acces-refuse')
    expect(await trouver(ref)).toEqual(LOGEMENT)
    for (const _ of [1, 2]) granted(await discardSaisie(personne(ref), { partie: 'logement' }))
    expect(await trouver(ref)).toBeUndefined()
    expect(await trouver(ref, 'foyer')).toEqual(LOGEMENT)
    expect(await faitsDe(ref)).toEqual(['reprise'])
  })

  it('s’efface quand ce qui est envoyé est déjà au registre, ou ne change rien', async () => {
    const { ref, contenu } = await uneDemande()
    const envoyer = (surface: string, version: number) =>
      updateDemande(personne(ref), { partie: 'logement', version, envoyes: { 'logementActuel.surface': surface } })
    granted(await envoyer('41', 1))
    granted(await garder(ref))
    expect(granted(await envoyer('41', 1))).toEqual({ deja: true })
    expect(await trouver(ref)).toBeUndefined()
    granted(await garder(ref))
    expect(codeOf(await envoyer('41', 2))).toBe('sans-changement')
    expect(await trouver(ref)).toBeUndefined()

    const { courriel, telephonePortable, telephoneDuDomicile, telephoneDuTravail } = contenu.demandeur
    const contacts = { courriel, telephonePortable, telephoneDuDomicile, telephoneDuTravail }
    const avis = { courriel: { objet: 'Avis', corps: 'Avis' }, sms: 'Avis' }
    granted(await garder(ref, 'coordonnees'))
    expect(codeOf(await updateContacts(personne(ref), { contacts, version: 2 }, avis))).toBe('sans-changement')
    expect(await trouver(ref, 'coordonnees')).toBeUndefined()

    const { nom, nomDeNaissance, prenom } = identiteDe(contenu)
    granted(await garder(ref, 'nom'))
    const pareil = { nouvelle: { nom: nom ?? '', nomDeNaissance, prenom }, motif: 'Rien' }
    expect(codeOf(await askCorrection(personne(ref), pareil))).toBe('sans-changement')
    expect(await trouver(ref, 'nom')).toBeUndefined()
  })

  it('attend une semaine, puis s’efface', async () => {
    const { ref, numeroUnique } = await uneDemande()
    granted(await garder(ref))
    const vieillir = (age: string) =>
      db
        .update(saisieGardee)
        .set({ gardeeAt: sql`now() - ${age}::interval` })
        .where(sql`numero_unique = ${numeroUnique}`)
    await vieillir('6 days 23:59')
    await eraseBrouillons()
    expect(await trouver(ref)).toEqual(LOGEMENT)
    expect(await listPartiesGardees(acteurDe(ref), ref)).toEqual(['logement'])
    await vieillir('7 days 00:01')
    expect(await trouver(ref)).toBeUndefined()
    expect(await listPartiesGardees(acteurDe(ref), ref)).toEqual([])
    expect((await eraseBrouillons()).saisies).toBe(1)
    expect(await db.$count(saisieGardee, sql`numero_unique = ${numeroUnique}`)).toBe(0)
  })

  it('ne reste pas de qui n’est plus à la tête de la demande', async () => {
    const centreId = await insertCentre({ code: 'G0123' })
    const une = await insertUneDemande({ valideDepuis: addMonths(le, -3), contenu: unCouple('M') })
    granted(await garder(une.ref))
    const ctx = contexteDe({ role: 'agent-de-guichet', compteId: autreId, centres: [centreId] })
    const demarche = { ref: une.ref, ctx, porte: { canal: 'guichet', centreId } as const }
    granted(await changeTitulaire(demarche, { rang: 0, motif: 'deces', preuve: 'Acte de décès' }))
    expect(await db.$count(saisieGardee, sql`numero_unique = ${une.numeroUnique}`)).toBe(0)
  })
})
