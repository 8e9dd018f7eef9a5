/** What a guichet and a gestionnaire change of a demande: its content, its name, its head, the day of its notice. */
import { eq, like } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel, insertRattachement } from '#db/repositories/demandeurs.ts'
import { recordLecture } from '#db/repositories/lectures-de-demandes.ts'
import { lectureDeDemande, messageEnvoye, rattachement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { expectReplayed } from '#db/testing/rejeu.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted, unCouple } from '#lib/domain/demande/testing.ts'
import {
  askCorrection,
  changeTitulaire,
  decideCorrection,
  markAvisRemis,
  markAvisRevenu,
  modifyDemande,
} from './edit-demande.ts'
import type { Demarche, Porte } from './open-demande.ts'
import { AVIS_DE_CONTACT, contexteDe, unGuichet } from './testing.ts'

withDatabase()
let le: Jour
let porte: Porte
let agent: Acteur
const gestionnaire = ACTEURS['gestionnaire-territorial']
beforeAll(async () => {
  le = await aujourdHui()
  ;({ agent, porte } = await unGuichet())
})

const au = (ref: DemandeRef, acteur: Acteur = agent): Demarche => ({ ref, ctx: contexteDe(acteur), porte })
describe('changer une demande', () => {
  it('depuis la version qu’on a lue, et de nulle autre', async () => {
    const { ref } = await insertUneDemande()
    const edit = (types: readonly string[]) =>
      modifyDemande(au(ref), { contenu: unContenu(['recherche.types', types]), version: 1 }, AVIS_DE_CONTACT)
    const answers = await Promise.all([edit(['T4']), edit(['T5'])])
    expect(answers.map(codeOf).sort()).toEqual(['demande-changee', 'ok'])
    await expectReplayed(ref)
  })

  it('le nom se demande, et le gestionnaire décide ; la personne l’apprend, une fois (R-IDE-06)', async () => {
    const { ref } = await insertUneDemande()
    const nouvelle = { nom: 'Réelle', nomDeNaissance: 'Réelle', prenom: 'Camille' }
    granted(await askCorrection(au(ref), { nouvelle, motif: 'Acte de naissance' }))
    const decision = { decision: 'acceptee', piece: 'Acte de naissance', version: 2 } as const
    const ailleurs: Acteur = { ...gestionnaire, departements: ['32'] }
    const avis = { courriel: { objet: 'Décidée', corps: 'Décidée' }, sms: 'Decidee' }
    const decider = (demarche: Demarche, changes: Partial<Parameters<typeof decideCorrection>[1]> = {}) =>
      decideCorrection(demarche, { ...decision, ...changes }, avis)
    const messages = () =>
      db
        .select()
        .from(messageEnvoye)
        .where(like(messageEnvoye.cle, `correction-decidee:${ref}:%`))
    expect(codeOf(await decider(au(ref)))).toBe('acces-refuse')
    expect(codeOf(await decider(au(ref, ailleurs)))).toBe('acces-refuse')
    // What was shown is what is decided; another name needs its proof.
    expect(codeOf(await decider(au(ref, gestionnaire), { version: 1 }))).toBe('demande-changee')
    expect(codeOf(await decider(au(ref, gestionnaire), { piece: ' ' }))).toBe('piece-manquante')
    expect(await messages()).toEqual([])
    const answers = await Promise.all([decider(au(ref, gestionnaire)), decider(au(ref, gestionnaire))])
    expect(answers.map(codeOf).sort()).toEqual(['demande-changee', 'ok'])
    expect(await messages()).toMatchObject([{ canal: 'courriel', destinataire: 'camille.inventee@exemple.fr' }])
    expect(await expectReplayed(ref)).toMatchObject({ contenu: { demandeur: { nom: 'Réelle' } }, correction: null })
  })

  it.each([
    ['par courriel quand elle en a un', ['demandeur.courriel', 'x@exemple.fr'], 'courriel', 'x@exemple.fr'],
    ['sinon par son portable', ['demandeur.courriel', null], 'sms', '0639981234'],
    ['et par rien quand rien n’est connu', ['demandeur.telephonePortable', null], null, null],
  ] as const)('la personne apprend un refus %s (R-IDE-06)', async (_, changement, canal, destinataire) => {
    const sansCourriel = canal === null ? ([['demandeur.courriel', null]] as const) : []
    const { ref } = await insertUneDemande({ contenu: unContenu([...changement], ...sansCourriel) })
    const nouvelle = { nom: 'Réelle', nomDeNaissance: 'Réelle', prenom: 'Camille' }
    granted(await askCorrection(au(ref), { nouvelle, motif: 'Erreur' }))
    const avis = { courriel: { objet: 'Gardé', corps: 'Gardé' }, sms: 'Garde' }
    granted(await decideCorrection(au(ref, gestionnaire), { decision: 'refusee', piece: null, version: 2 }, avis))
    const dits = await db
      .select()
      .from(messageEnvoye)
      .where(like(messageEnvoye.cle, `correction-decidee:${ref}:%`))
    expect(dits).toMatchObject(canal === null ? [] : [{ canal, destinataire }])
    expect(await expectReplayed(ref)).toMatchObject({ contenu: { demandeur: { nom: 'Inventée' } }, correction: null })
  })

  it('change de titulaire ; remet et reprend un avis', async () => {
    const { ref, numeroUnique } = await insertUneDemande({ contenu: unCouple('M') })
    await db.transaction(async (tx) => {
      const demandeurId = await ensureDemandeurDeCourriel(tx, 'avant@exemple.fr')
      await insertRattachement(tx, { numeroUnique, demandeurId, preuve: 'contact' })
    })
    granted(await changeTitulaire(au(ref), { rang: 0, motif: 'deces', preuve: 'Acte de décès' }))
    // The account of the former head reads it no more (R-SEP-06).
    expect(await db.$count(rattachement, eq(rattachement.numeroUnique, numeroUnique))).toBe(0)
    granted(await markAvisRemis(au(ref, gestionnaire), le))
    expect(await expectReplayed(ref)).toMatchObject({
      avisRemisLe: le,
      contenu: { demandeur: { prenom: 'Dominique' } },
    })
    granted(await markAvisRevenu(au(ref, gestionnaire)))
    expect(await expectReplayed(ref)).toMatchObject({ avisRemisLe: null })
  })

  it('le journal dit qui a lu quelle demande', async () => {
    const { numeroUnique } = await insertUneDemande()
    const compteId = '00000000-0000-4000-8000-0000000000aa'
    const lecture = { numeroUnique, compteId, role: 'agent-de-guichet', objet: 'ma-demande' } as const
    await db.transaction((tx) => recordLecture(tx, lecture))
    expect(await db.select().from(lectureDeDemande)).toMatchObject([lecture])
    await expect(db.update(lectureDeDemande).set({ objet: 'autre' })).rejects.toThrow()
  })
})
