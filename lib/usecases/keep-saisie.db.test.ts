/** What an applicant types, or sends after their session went out: theirs alone, for a week, until it is recorded. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findSaisieGardee, listPartiesGardees } from '#db/queries/saisies-gardees.ts'
import { findTitulaireDeSession } from '#db/queries/session-eteinte.ts'
import { listFaits, loadDemande } from '#db/repositories/demandes.ts'
import {
  endSessionDeDemandeur,
  ensureDemandeurDeCourriel,
  insertRattachement,
  insertSessionDeDemandeur,
} from '#db/repositories/demandeurs.ts'
import { saisieGardee } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { addMonths, type Jour } from '#lib/domain/calendrier.ts'
import { type DemandeRef, parseDemandeRef } from '#lib/domain/demande/demande.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import type { Partie } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { unContenuDAssociation } from '#lib/domain/demande/formulaire/testing.ts'
import { identiteDe } from '#lib/domain/demande/identite.ts'
import { codeOf, granted, unCouple } from '#lib/domain/demande/testing.ts'
import { eraseBrouillons } from '#lib/jobs/brouillons.ts'
import { discardSaisie } from './discard-saisie.ts'
import { askCorrection, changeTitulaire } from './edit-demande.ts'
import { keepSaisie } from './keep-saisie.ts'
import { radiateDemande } from './radiate-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'
import { updateContacts } from './update-contacts.ts'
import { readPourMettreAJour, updateDemande } from './update-demande.ts'

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
const SURFACE = 'logementActuel.surface'
const LOGEMENT = { version: '1', [SURFACE]: 'grande' }
/** Something typed in each form. */
const ECRITS: Readonly<Partial<Record<PartieGardee, Reponses>>> = {
  logement: LOGEMENT,
  foyer: { version: '1', 'foyer.enfantsANaitre.nombre': '1' },
  coordonnees: { version: '1', courriel: 'neuf@exemple.invalid' },
  nom: { version: '1', motif: 'Une lettre manque' },
}
const ecritDe = (partie: PartieGardee): Reponses => ECRITS[partie] ?? {}
/** Sent after the session went out. */
const garder = (ref: DemandeRef, partie: PartieGardee = 'logement', valeurs = ecritDe(partie)) =>
  keepSaisie(personne(ref), { partie, valeurs: { id: ref, partie, ...valeurs }, envoi: { repris: undefined } })
/** Typed. */
const taper = (ref: DemandeRef, valeurs: Reponses, partie: PartieGardee = 'logement') =>
  keepSaisie(personne(ref), { partie, valeurs: { version: '1', ...valeurs } })
const trouver = async (ref: DemandeRef, partie: PartieGardee = 'logement') =>
  (await findSaisieGardee(acteurDe(ref), ref, partie))?.valeurs
const faitsDe = (ref: DemandeRef) =>
  db.transaction(async (tx) => {
    const demande = await loadDemande(tx, ref)
    return demande ? (await listFaits(tx, demande.numeroUnique)).map(({ fait }) => fait.type) : []
  })

describe('un formulaire envoyé après la fin de la session (R-MAJ-06)', () => {
  it('est retrouvé tel qu’écrit par sa personne seule, et n’a rien enregistré', async () => {
    const { ref } = await uneDemande()
    granted(await garder(ref))
    expect(await trouver(ref)).toMatchObject({ ...LOGEMENT, 'logementActuel.occupants': '1' })
    expect(await trouver(ref, 'foyer')).toBeUndefined()
    expect(await listPartiesGardees(acteurDe(ref), ref)).toEqual(['logement'])
    expect(await listPartiesGardees(acteurDe(ref, autreId), ref)).toEqual([])
    expect(await listPartiesGardees(acteurDe(ref, compteId, []), ref)).toEqual([])
    // Somebody else who may open the same demande, and who may not any more.
    expect(await findSaisieGardee(acteurDe(ref, autreId), ref, 'logement')).toBeUndefined()
    expect(await findSaisieGardee(acteurDe(ref, compteId, []), ref, 'logement')).toBeUndefined()
    expect(await faitsDe(ref)).toEqual(['reprise'])
    granted(await garder(ref, 'logement', { version: '1', [SURFACE]: '41' }))
    expect(await trouver(ref)).toMatchObject({ version: '1', [SURFACE]: '41' })
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
    const avis = { ...AVIS_DE_CONTACT, courriel: { objet: 'Avis', corps: 'Avis' }, sms: 'Avis' }
    // What the other tab recorded is shown first.
    expect(await updateContacts(personne(ref), { contacts, version: 1 }, avis)).toMatchObject({
      refus: { code: 'modifiee-entre-temps', version: 2, actuel: { courriel: courriel ?? '' } },
    })
    expect(await trouver(ref, 'coordonnees')).toMatchObject(ecritDe('coordonnees'))
    granted(await updateContacts(personne(ref), { contacts, version: 2 }, avis))
    expect(await trouver(ref, 'coordonnees')).toBeUndefined()
    const nouvelle = { nom: 'Inventé', nomDeNaissance: null, prenom: null }
    granted(await askCorrection(personne(ref), { nouvelle, motif: 'Une lettre manque' }))
    expect(await trouver(ref, 'nom')).toBeUndefined()
    expect(await trouver(ref, 'foyer')).toMatchObject(ecritDe('foyer'))
  })

  it('s’efface quand sa personne le demande, une fois ou deux, et pour elle seule (R-MAJ-06)', async () => {
    const { ref } = await uneDemande()
    granted(await garder(ref))
    granted(await garder(ref, 'foyer'))
    const sien = { ref, ctx: contexteDe(acteurDe(ref, autreId)) }
    granted(await discardSaisie(sien, { partie: 'logement' }))
    const etranger = { ref, ctx: contexteDe(acteurDe(ref, autreId, [])) }
    expect(codeOf(await discardSaisie(etranger, { partie: 'logement' }))).toBe('acces-refuse')
    expect(await trouver(ref)).toMatchObject(LOGEMENT)
    for (const _ of [1, 2]) granted(await discardSaisie(personne(ref), { partie: 'logement' }))
    expect(await trouver(ref)).toBeUndefined()
    expect(await trouver(ref, 'foyer')).toMatchObject(ecritDe('foyer'))
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
    const avis = { ...AVIS_DE_CONTACT, courriel: { objet: 'Avis', corps: 'Avis' }, sms: 'Avis' }
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
    expect(await trouver(ref)).toMatchObject(LOGEMENT)
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

describe('ce qui se tape dans un formulaire de mise à jour (R-MAJ-08)', () => {
  const PLACE = 'foyer.personnesACharge.0'
  const ENFANT = { nom: 'Inventée', prenom: 'Alix', naissance: '12/03/2019', sexe: 'F', lien: 'E' }
  /** Another account of the demande adds a child: the place where one was added is hers now. */
  const ajouterUnEnfant = (ref: DemandeRef, version: number) => {
    const envoyes = Object.fromEntries(Object.entries(ENFANT).map(([quoi, texte]) => [`${PLACE}.${quoi}`, texte]))
    const ctx = contexteDe(acteurDe(ref, autreId))
    return updateDemande({ ref, ctx }, { partie: 'foyer', version, envoyes })
  }
  const lire = async (ref: DemandeRef, partie: Partie) =>
    granted(await readPourMettreAJour(personne(ref), partie)).gardee

  it('est gardé champ par champ, et n’enregistre rien ; deux onglets à la fois gardent les deux', async () => {
    const { ref } = await uneDemande()
    const champs = { [SURFACE]: '41', 'logementActuel.occupants': '2', 'logementActuel.loyerMensuel': '530' }
    const faits = await Promise.all(Object.entries(champs).map(([nom, texte]) => taper(ref, { [nom]: texte })))
    for (const fait of faits) expect(granted(fait).gardeeAt).toBeTruthy()
    expect(faits.map((fait) => granted(fait).isNouvelle).sort()).toEqual([false, false, true])
    expect(await trouver(ref)).toMatchObject({ ...champs, version: '1' })
    expect(await lire(ref, 'logement')).toMatchObject({ valeurs: champs, isReprise: true })
    expect(await faitsDe(ref)).toEqual(['reprise'])
    granted(await updateDemande(personne(ref), { partie: 'logement', version: 1, envoyes: champs }))
    expect(await lire(ref, 'logement')).toBeUndefined()
  })

  it('ne prend que les champs de sa partie, et s’efface dès qu’il redit ce qui est enregistré', async () => {
    const { ref } = await uneDemande()
    const intrus = { 'demandeur.courriel': 'intrus@exemple.invalid', partie: 'nom', id: 'x' }
    expect(granted(await taper(ref, intrus)).gardeeAt).toBeNull()
    expect(await trouver(ref)).toBeUndefined()
    granted(await taper(ref, { ...intrus, [SURFACE]: '41' }))
    expect(Object.keys((await trouver(ref)) ?? {}).filter((nom) => nom in intrus)).toEqual([])
    expect(granted(await taper(ref, { [SURFACE]: '38' })).gardeeAt).toBeNull()
    expect(await listPartiesGardees(acteurDe(ref), ref)).toEqual([])
    // Nor those of a page that never was.
    for (const version of ['0', '2', '-1', '', 'x', '99999999999999'])
      expect(codeOf(await taper(ref, { [SURFACE]: '41', version }))).toBe('page-depassee')
  })

  it('la demande d’un autre n’existe pas plus qu’une qui n’existe pas ; une partie qu’elle n’a pas non plus', async () => {
    const [une, autre] = [await uneDemande(), await uneDemande()]
    const association = await insertUneDemande({ valideDepuis: addMonths(le, -3), contenu: unContenuDAssociation() })
    const envoi = { partie: 'logement', valeurs: LOGEMENT } as const
    for (const ref of [une.ref, parseDemandeRef(randomUUID()) ?? une.ref])
      expect(codeOf(await keepSaisie({ ref, ctx: contexteDe(acteurDe(autre.ref)) }, envoi))).toBe('acces-refuse')
    expect(codeOf(await keepSaisie({ ref: une.ref, ctx: contexteDe(acteurDe(une.ref, autreId, [])) }, envoi))).toBe(
      'acces-refuse',
    )
    for (const partie of ['logement', 'foyer', 'revenu', 'nom'] as const)
      expect(codeOf(await keepSaisie(personne(association.ref), { partie, valeurs: LOGEMENT }))).toBe('introuvable')
    granted(await radiateDemande(personne(une.ref), { code: 'RADABA', recuLe: le }))
    expect(codeOf(await taper(une.ref, LOGEMENT))).toBe('demande-radiee')
  })

  it('d’une session éteinte, il est gardé pour sa personne ; quittée, ou d’un appareil partagé, elle ne garde rien', async () => {
    const { ref, numeroUnique } = await uneDemande()
    const ouvrir = (appareilPartage: boolean) =>
      db.transaction((tx) => insertSessionDeDemandeur(tx, { demandeurId: compteId, appareilPartage, identite: null }))
    await db.transaction((tx) => insertRattachement(tx, { numeroUnique, demandeurId: compteId, preuve: 'contact' }))
    const [eteinte, quittee, partagee] = [await ouvrir(false), await ouvrir(false), await ouvrir(true)]
    await db.transaction((tx) => endSessionDeDemandeur(tx, quittee))
    expect(await findTitulaireDeSession(quittee)).toBeUndefined()
    expect(await findTitulaireDeSession(partagee)).toBeUndefined()
    const titulaire = await findTitulaireDeSession(eteinte)
    if (!titulaire) throw new Error('Nobody')
    const acteur = { role: 'demandeur', compteId: titulaire.demandeurId, demandes: titulaire.demandes } as const
    granted(await keepSaisie({ ref, ctx: contexteDe(acteur) }, { partie: 'logement', valeurs: LOGEMENT }))
    expect(await trouver(ref)).toMatchObject(LOGEMENT)
  })

  it('garde la version de sa page : une personne ajoutée entre-temps le laisse à recopier, une autre partie non (R-MAJ-04)', async () => {
    const { ref } = await uneDemande()
    granted(await taper(ref, { [`${PLACE}.prenom`]: 'Noa' }, 'foyer'))
    granted(await updateDemande(personne(ref), { partie: 'logement', version: 1, envoyes: { [SURFACE]: '41' } }))
    expect(await lire(ref, 'foyer')).toMatchObject({ isReprise: true, valeurs: { version: '1' } })
    granted(await ajouterUnEnfant(ref, 2))
    expect(await lire(ref, 'foyer')).toMatchObject({
      isReprise: false,
      valeurs: { version: '1', [`${PLACE}.prenom`]: 'Noa' },
    })
    // The page of before goes on; that of now neither mixes with it, nor takes its place.
    granted(await taper(ref, { [`${PLACE}.nom`]: 'Inventée', version: '2' }, 'foyer'))
    expect(codeOf(await taper(ref, { [`${PLACE}.prenom`]: 'Sam', version: '3' }, 'foyer'))).toBe('page-depassee')
    expect(await trouver(ref, 'foyer')).toMatchObject({
      version: '1',
      [`${PLACE}.prenom`]: 'Noa',
      [`${PLACE}.nom`]: 'Inventée',
    })
    granted(await discardSaisie(personne(ref), { partie: 'foyer' }))
    granted(await taper(ref, { [`${PLACE}.prenom`]: 'Sam', version: '3' }, 'foyer'))
    expect(await lire(ref, 'foyer')).toMatchObject({ isReprise: true, valeurs: { version: '3' } })
  })

  it('un formulaire envoyé n’efface pas ce qu’un autre onglet a tapé, sauf s’il l’avait montré', async () => {
    const { ref } = await uneDemande()
    granted(await taper(ref, { [SURFACE]: '41' }))
    const entier = { [SURFACE]: '38', 'logementActuel.occupants': '2' }
    granted(await garder(ref, 'logement', { version: '1', ...entier }))
    expect(await trouver(ref)).toMatchObject({ [SURFACE]: '41', 'logementActuel.occupants': '2' })
    const montree = await findSaisieGardee(acteurDe(ref), ref, 'logement')
    const envoi = { valeurs: { version: '1', ...entier }, envoi: { repris: montree?.gardeeAt.toISOString() } }
    granted(await keepSaisie(personne(ref), { partie: 'logement', ...envoi }))
    expect(await trouver(ref)).toMatchObject(entier)
  })
})
