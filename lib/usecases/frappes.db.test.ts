/** What a page sends of what is typed: taken once, in its order, and never come back from a page that was left. */
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '#db/client.ts'
import { listFrappesRecues } from '#db/queries/frappes-recues.ts'
import { findSaisieGardee } from '#db/queries/saisies-gardees.ts'
import { ensureDemandeurDeCourriel } from '#db/repositories/demandeurs.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { contenuSchema } from '#lib/domain/demande/formulaire/contenu.ts'
import type { Frappe } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import type { Partie } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import type { PartieGardee } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { discardSaisie } from './discard-saisie.ts'
import { keepSaisie } from './keep-saisie.ts'
import { readRenouvellement } from './open-renouvellement.ts'
import { type Saisie, saveBrouillon } from './save-brouillon.ts'
import { contexteDe } from './testing.ts'
import { readPourMettreAJour, updateDemande } from './update-demande.ts'

withDatabase()
let le: Jour
let compteId: string
beforeAll(async () => {
  await insertTerritoire()
  le = await aujourdHui()
  compteId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'camille@exemple.invalid'))
})

const MOBILE = 'demandeur.telephonePortable'
const SURFACE = 'logementActuel.surface'
const acteurDe = (ref: DemandeRef) => ({ role: 'demandeur', compteId, demandes: [ref] }) as const
const personne = (ref: DemandeRef) => ({ ref, ctx: contexteDe(acteurDe(ref)) })
let pages = 0
const unePage = (): string => String(++pages).padStart(32, '0')

describe('au renouvellement', () => {
  const ecrire = (ref: DemandeRef, saisie: Omit<Saisie, 'version'>) =>
    saveBrouillon(personne(ref), { version: 1, ...saisie })
  const reponsesDe = async (ref: DemandeRef): Promise<Reponses | undefined> => {
    const { ouvert } = granted(await readRenouvellement(personne(ref), 'renouvellement'))
    return granted(ouvert).brouillon?.reponses
  }
  const taper = (ref: DemandeRef, texte: string, frappe: Frappe) =>
    ecrire(ref, { reponses: { [MOBILE]: texte }, frappe })

  it('ce qu’un formulaire a dit, puis un autre abandonné, ne revient pas d’une page quittée (R-BRO-07)', async () => {
    const { ref } = await insertUneDemande()
    const page = unePage()
    granted(await ecrire(ref, { reponses: { [MOBILE]: '+44 20' }, frappe: { page, rang: 3 }, isEntiere: true }))
    // The next page, whose script does not run yet, gives it up.
    granted(await ecrire(ref, { reponses: { 'vous.exact': 'oui' }, oublier: (nom) => nom === MOBILE }))
    expect(await listFrappesRecues(compteId)).toMatchObject({ [page]: 3 })
    granted(await taper(ref, '+44 20', { page, rang: 3 }))
    expect(await reponsesDe(ref)).toEqual({ 'vous.exact': 'oui' })
    // What was typed there since is unsent: it comes.
    granted(await taper(ref, '06 39 98 00 00', { page, rang: 4 }))
    expect(await reponsesDe(ref)).toMatchObject({ [MOBILE]: '06 39 98 00 00' })
  })

  it('un texte en retard ne passe pas devant les derniers mots de sa page ; un formulaire envoyé compte toujours (R-BRO-07)', async () => {
    const { ref } = await insertUneDemande()
    const page = unePage()
    const premier = granted(await taper(ref, 'derniers mots', { page, rang: 9 }))
    expect(granted(await taper(ref, 'en retard', { page, rang: 8 }))).toEqual(premier)
    expect(await reponsesDe(ref)).toEqual({ [MOBILE]: 'derniers mots' })
    granted(await ecrire(ref, { reponses: { [MOBILE]: 'relus' }, frappe: { page, rang: 9 }, isEntiere: true }))
    expect(await reponsesDe(ref)).toEqual({ [MOBILE]: 'relus' })
    // Of another page, or of one that does not count, nothing is held back.
    granted(await taper(ref, 'une autre', { page: unePage(), rang: 1 }))
    expect(await reponsesDe(ref)).toEqual({ [MOBILE]: 'une autre' })
  })

  it('un texte coupé n’est pas dit gardé en entier, raccourci il l’est (R-BRO-10)', async () => {
    const { ref } = await insertUneDemande()
    const dire = async (texte: string) => granted(await ecrire(ref, { reponses: { [MOBILE]: texte } })).isEntiere
    expect([await dire('0'.repeat(1001)), await dire('06 39 98 00 02')]).toEqual([false, true])
  })

  it('un texte coupé qui revient, faute de réponse, n’est pas dit gardé en entier non plus (R-BRO-10)', async () => {
    const { ref } = await insertUneDemande()
    const page = unePage()
    const dire = async (texte: string, rang: number) => granted(await taper(ref, texte, { page, rang })).isEntiere
    expect([await dire('0'.repeat(1001), 1), await dire('0'.repeat(1001), 1)]).toEqual([false, false])
    expect([await dire('0'.repeat(1000), 2), await dire('0'.repeat(1000), 2)]).toEqual([true, true])
  })

  const partir = (ref: DemandeRef, reponses: Reponses, frappe: Frappe) =>
    ecrire(ref, { reponses, frappe, isEntiere: true })
  const COURRIEL = 'demandeur.courriel'

  it('un texte coupé en route, lu après le formulaire parti ensuite, ne change rien de ce que celui-ci tient (R-BRO-07)', async () => {
    const { ref } = await insertUneDemande()
    const page = unePage()
    // The browser kept nothing of what the form does not hold: the form says no more than what was received.
    granted(await partir(ref, { [MOBILE]: '06 39 98 00 02' }, { page, rang: 0, depart: 6 }))
    const tard = { page, rang: 5, hors: [COURRIEL] }
    granted(await ecrire(ref, { reponses: { [MOBILE]: '06 39', [COURRIEL]: 'a@exemple.fr' }, frappe: tard }))
    // What the form had no field for was nowhere else.
    expect(await reponsesDe(ref)).toEqual({ [MOBILE]: '06 39 98 00 02', [COURRIEL]: 'a@exemple.fr' })
    granted(await taper(ref, '06', { page, rang: 6 }))
    expect(await reponsesDe(ref)).toMatchObject({ [MOBILE]: '06 39 98 00 02' })
    // Written since, on the page shown again.
    granted(await taper(ref, '06 39 98 00 03', { page, rang: 7 }))
    expect(await reponsesDe(ref)).toMatchObject({ [MOBILE]: '06 39 98 00 03' })
  })

  it('un formulaire compte, même dépassé en route par un texte tapé après son départ : la personne attend sa réponse (R-BRO-07)', async () => {
    const { ref } = await insertUneDemande()
    const page = unePage()
    granted(await taper(ref, '06 39 98 00 02', { page, rang: 8 }))
    granted(await partir(ref, { [MOBILE]: '06 39 98 00 03', 'vous.exact': 'oui' }, { page, rang: 5, depart: 5 }))
    expect(await reponsesDe(ref)).toEqual({ [MOBILE]: '06 39 98 00 03', 'vous.exact': 'oui' })
    // Of a page of before this version, which does not say when it left.
    granted(await partir(ref, { [MOBILE]: '06' }, { page, rang: 2 }))
    expect(await reponsesDe(ref)).toMatchObject({ [MOBILE]: '06' })
  })

  it('ce qu’une demande ne prend pas n’est pas reçu ; redit sans brouillon, il n’en commence pas (R-BRO-07)', async () => {
    const tot = await insertUneDemande({ valideDepuis: addMonths(le, -9) })
    const page = unePage()
    expect(codeOf(await taper(tot.ref, 'x', { page, rang: 1 }))).toBe('trop-tot')
    expect(await listFrappesRecues(compteId)).not.toHaveProperty(page)
    const { ref } = await insertUneDemande()
    granted(await taper(ref, 'x', { page, rang: 1 }))
    await db.execute(sql`delete from brouillon_de_renouvellement where demandeur_id = ${compteId}`)
    expect(granted(await taper(ref, 'x', { page, rang: 1 }))).toEqual({ enregistreAt: null, isEntiere: true })
    expect(await reponsesDe(ref)).toBeUndefined()
  })
})

describe('dans « Ma demande »', () => {
  const taper = (ref: DemandeRef, surface: string, frappe: Frappe, version = '1') =>
    keepSaisie(personne(ref), { partie: 'logement', valeurs: { version, [SURFACE]: surface }, frappe })
  const surfaceDe = async (ref: DemandeRef) =>
    (await findSaisieGardee(acteurDe(ref), ref, 'logement'))?.valeurs[SURFACE]

  it('ce qui a été effacé, ou enregistré autrement, ne revient pas d’une page quittée ; ce qu’elle a de plus, si (R-BRO-07)', async () => {
    const { ref } = await insertUneDemande({ valideDepuis: addMonths(le, -3) })
    const page = unePage()
    granted(await taper(ref, 'grande', { page, rang: 2 }))
    granted(await discardSaisie(personne(ref), { partie: 'logement' }))
    expect(granted(await taper(ref, 'grande', { page, rang: 2 })).gardeeAt).toBeNull()
    expect(await surfaceDe(ref)).toBeUndefined()
    granted(await taper(ref, '41', { page, rang: 4 }))
    granted(await taper(ref, 'en retard', { page, rang: 3 }))
    expect(await surfaceDe(ref)).toBe('41')
    granted(await updateDemande(personne(ref), { partie: 'logement', version: 1, envoyes: { [SURFACE]: '44' } }))
    granted(await taper(ref, '41', { page, rang: 4 }))
    expect(await surfaceDe(ref)).toBeUndefined()
    // Refused, it is not received.
    expect(codeOf(await taper(ref, '45', { page, rang: 5 }, '9'))).toBe('page-depassee')
    granted(await taper(ref, '45', { page, rang: 5 }, '2'))
    expect(await surfaceDe(ref)).toBe('45')
  })

  it('un texte coupé qui revient, faute de réponse, n’est pas dit gardé en entier non plus (R-BRO-10)', async () => {
    const { ref } = await insertUneDemande({ valideDepuis: addMonths(le, -3) })
    const page = unePage()
    const dire = async (signes: number, rang: number) =>
      granted(await taper(ref, '4'.repeat(signes), { page, rang })).isEntiere
    expect([await dire(1001, 1), await dire(1001, 1)]).toEqual([false, false])
    expect([await dire(1000, 2), await dire(1000, 2)]).toEqual([true, true])
  })

  /** What a new version of the form does not read any more. */
  const rendreIllisible = (ref: DemandeRef, rang: number, quoi = 'contenu') =>
    db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      await tx.execute(sql`
        update fait_de_demande set dit = jsonb_set(dit, ${`{${quoi}}`}::text[], '{}') from demande
        where demande.numero_unique = fait_de_demande.numero_unique and ref = ${ref} and rang = ${rang}`)
    })
  const garder = (ref: DemandeRef, partie: PartieGardee, champs: Reponses) =>
    keepSaisie(personne(ref), { partie, valeurs: { version: '1', ...champs } })
  const lire = async (ref: DemandeRef, partie: Partie) =>
    granted(await readPourMettreAJour(personne(ref), partie)).gardee

  it('ce que le serveur a eu d’une page n’est pas refusé quand elle ne se lit plus ; ce qu’elle a de plus, si (R-BRO-07)', async () => {
    const { ref } = await insertUneDemande({ valideDepuis: addMonths(le, -3) })
    const page = unePage()
    const naissances = (nombre: string, rang: number) =>
      keepSaisie(personne(ref), {
        partie: 'foyer',
        valeurs: { version: '1', 'foyer.enfantsANaitre.nombre': nombre },
        frappe: { page, rang },
      })
    granted(await naissances('1', 3))
    granted(await discardSaisie(personne(ref), { partie: 'foyer' }))
    granted(
      await updateDemande(personne(ref), {
        partie: 'recherche',
        version: 1,
        envoyes: { 'recherche.loyerMaximal': '612' },
      }),
    )
    await rendreIllisible(ref, 1)
    expect(granted(await naissances('1', 3)).gardeeAt).toBeNull()
    expect(codeOf(await naissances('2', 4))).toBe('page-depassee')
    expect(await lire(ref, 'foyer')).toBeUndefined()
  })

  it('un formulaire entier d’une page qui ne se lit plus ne garde pas ce qui n’y a pas été touché (R-MAJ-09)', async () => {
    const { ref } = await insertUneDemande({ valideDepuis: addMonths(le, -3) })
    const autreId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'sacha@exemple.invalid'))
    const autre = { ref, ctx: contexteDe({ ...acteurDe(ref), compteId: autreId }) }
    const OCCUPANTS = 'logementActuel.occupants'
    granted(await updateDemande(autre, { partie: 'logement', version: 1, envoyes: { [OCCUPANTS]: '3' } }))
    await rendreIllisible(ref, 1, 'contenu,cerfa')
    const valeurs = { version: '1', [SURFACE]: '41', [OCCUPANTS]: '1' }
    granted(await keepSaisie(personne(ref), { partie: 'logement', valeurs, envoi: { repris: undefined } }))
    expect(await lire(ref, 'logement')).toMatchObject({ valeurs: { version: '1', [SURFACE]: '41', [OCCUPANTS]: '3' } })
  })

  it('un champ d’une page qui ne se lit plus se garde sans la relire morceau par morceau, ce qu’un formulaire entier demande (R-MAJ-09)', async () => {
    const { ref } = await insertUneDemande({ valideDepuis: addMonths(le, -3) })
    const envoyes = { 'recherche.loyerMaximal': '612' }
    granted(await updateDemande(personne(ref), { partie: 'recherche', version: 1, envoyes }))
    const lecture = vi.spyOn(contenuSchema, 'safeParse')
    const lecturesDe = async (envoi?: Readonly<{ repris: undefined }>) => {
      lecture.mockClear()
      const valeurs = { version: '1', [SURFACE]: '41' }
      granted(await keepSaisie(personne(ref), { partie: 'logement', valeurs, ...(envoi && { envoi }) }))
      return lecture.mock.calls.length
    }
    try {
      await lecturesDe()
      const lisible = await lecturesDe()
      await rendreIllisible(ref, 1, 'contenu,cerfa')
      expect(await lecturesDe()).toBe(lisible)
      expect(await lecturesDe({ repris: undefined })).toBeGreaterThan(lisible)
    } finally {
      lecture.mockRestore()
    }
  })

  it('un formulaire gardé dont l’ancien contenu ne se lit plus se garde encore, sauf de qui est nommé par sa place : à recopier (R-MAJ-09)', async () => {
    const { ref } = await insertUneDemande({ valideDepuis: addMonths(le, -3) })
    granted(await garder(ref, 'logement', { [SURFACE]: '41' }))
    granted(await garder(ref, 'coordonnees', { courriel: 'neuf@exemple.invalid' }))
    granted(await garder(ref, 'foyer', { 'foyer.enfantsANaitre.nombre': '1' }))
    granted(
      await updateDemande(personne(ref), {
        partie: 'recherche',
        version: 1,
        envoyes: { 'recherche.loyerMaximal': '612' },
      }),
    )
    await rendreIllisible(ref, 1)
    granted(await garder(ref, 'logement', { 'logementActuel.occupants': '2' }))
    expect(await lire(ref, 'logement')).toMatchObject({
      isReprise: true,
      valeurs: { version: '1', [SURFACE]: '41', 'logementActuel.occupants': '2' },
    })
    granted(await garder(ref, 'coordonnees', { telephonePortable: '06 39 98 00 00' }))
    expect((await findSaisieGardee(acteurDe(ref), ref, 'coordonnees'))?.valeurs).toMatchObject({
      courriel: 'neuf@exemple.invalid',
      telephonePortable: '06 39 98 00 00',
    })
    expect(codeOf(await garder(ref, 'foyer', { 'foyer.enfantsANaitre.nombre': '2' }))).toBe('page-depassee')
    // Said again by a page that did not hear that it was kept, what is there is not said not to be.
    const { gardeeAt } = (await findSaisieGardee(acteurDe(ref), ref, 'foyer')) ?? {}
    expect(granted(await garder(ref, 'foyer', { 'foyer.enfantsANaitre.nombre': '1' }))).toMatchObject({
      gardeeAt: gardeeAt?.toISOString(),
      isNouvelle: false,
    })
    expect(await lire(ref, 'foyer')).toMatchObject({
      isReprise: false,
      valeurs: { 'foyer.enfantsANaitre.nombre': '1' },
    })
  })
})
