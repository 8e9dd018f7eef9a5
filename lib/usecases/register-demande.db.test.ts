/** New demandes and their numbers, couples that part, and how a demande ends. */
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertDemande } from '#db/repositories/demandes.ts'
import { ensureDemandeurDeCourriel, insertRattachement } from '#db/repositories/demandeurs.ts'
import { drawNumero, SEQUENCES } from '#db/repositories/numeros.ts'
import { demande, rattachement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande, loadUneDemande, newRef } from '#db/testing/demandes.ts'
import { expectReplayed } from '#db/testing/rejeu.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { recordDepot } from '#lib/domain/demande/depot.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted, SIREN, unCouple, uneAttribution } from '#lib/domain/demande/testing.ts'
import { askCorrection } from './edit-demande.ts'
import { eraseDemande } from './erase-demande.ts'
import type { Demarche, Porte } from './open-demande.ts'
import { radiateDemande, radiateForNonRenewal, undoAttribution } from './radiate-demande.ts'
import { reactivateDemande } from './reactivate-demande.ts'
import { registerDemande, separateDemande } from './register-demande.ts'
import { contexteDe, unGuichet } from './testing.ts'

withDatabase()
let le: Jour
let porte: Porte
let agent: Acteur
const { bailleur } = ACTEURS
const gestionnaire = ACTEURS['gestionnaire-territorial']
beforeAll(async () => {
  le = await aujourdHui()
  ;({ agent, porte } = await unGuichet())
})

const au = (ref: DemandeRef, acteur: Acteur = agent): Demarche => ({ ref, ctx: contexteDe(acteur), porte })
describe('enregistrer une demande', () => {
  const register = (acteur = agent, changes: object = {}, cle: string = randomUUID()) =>
    registerDemande(
      { departement: '09', formulaire: { deposeeLe: le, contenu: unContenu(), ...changes }, cle },
      { ctx: contexteDe(acteur), porte },
    )

  it('tire un numéro du territoire, du mois et du guichet, et garde l’état et le fait', async () => {
    const { demande } = granted(await register())
    expect(demande.numeroUnique).toMatch(new RegExp(`^009${le.slice(5, 7)}${le.slice(2, 4)}[0-9]{6}G0123$`))
    expect(await expectReplayed(demande.ref)).toEqual(demande)
    const parDemandeur = granted(await register({ ...ACTEURS.demandeur, demandes: [] }))
    expect(parDemandeur.demande.numeroUnique).toMatch(/GDPUB$/)
  })

  it('par internet, du jour même, quoi que dise le formulaire (R-DEM-15)', async () => {
    const ilYADixMois = { deposeeLe: addMonths(le, -10) }
    const parDemandeur = granted(await register({ ...ACTEURS.demandeur, demandes: [] }, ilYADixMois))
    expect(parDemandeur.demande).toMatchObject({ deposeeLe: le, ancienneteDepuis: le })
    expect(granted(await register(agent, ilYADixMois)).demande).toMatchObject(ilYADixMois)
  })

  it('refuse par les mêmes règles, et n’écrit rien', async () => {
    const incomplete = await register(agent, { contenu: unContenu(['motifs', []]) })
    expect([codeOf(incomplete), codeOf(await register(ACTEURS.visiteur))]).toEqual(['incomplete', 'connexion-requise'])
    // R-DEM-18: the rules and the use case give one answer.
    expect(codeOf(await register(bailleur))).toBe('guichet-sans-code')
    expect(codeOf(await register(ACTEURS.reservataire))).toBe('guichet-sans-code')
    expect(codeOf(await register({ ...ACTEURS.reservataire, enregistreur: false }))).toBe('acces-refuse')
    expect(codeOf(await register(ACTEURS['agent-de-guichet']))).toBe('acces-refuse')
  })

  it('un envoi fait une demande, qu’il vienne une fois, dix fois ou deux à la fois (R-DEM-16)', async () => {
    const [cle, avant] = [randomUUID(), await db.$count(demande)]
    const answers = await Promise.all(Array.from({ length: 5 }, () => register(agent, {}, cle)))
    const faites = [...answers, await register(agent, {}, cle)].map((answer) => granted(answer))
    expect(new Set(faites.map(({ demande: { numeroUnique } }) => numeroUnique)).size).toBe(1)
    expect(faites.filter(({ deja }) => !deja)).toHaveLength(1)
    expect(await db.$count(demande)).toBe(avant + 1)
    expect(codeOf(await register(agent, { contenu: unContenu(['recherche.types', ['T5']]) }, cle))).toBe(
      'cle-deja-employee',
    )
    expect(codeOf(await register({ ...ACTEURS.demandeur, compteId: randomUUID() }, {}, cle))).toBe('cle-deja-employee')
  })

  it('deux tirages à la fois ne donnent jamais un numéro deux fois, quand il n’en reste guère (R-NUM-04)', async () => {
    const deposeeLe = addMonths(le, -2)
    const parties = {
      territoire: '09',
      mois: Number(deposeeLe.slice(5, 7)),
      annee: Number(deposeeLe.slice(2, 4)),
    } as const
    const moment = { le, bareme: baremeAu(le), origine: { canal: 'guichet', organisme: 'G0123' } } as const
    const takeOne = (codeGuichet: string): Promise<string> =>
      db.transaction(async (tx) => {
        for (;;) {
          const numeroUnique = await drawNumero(tx, { ...parties, codeGuichet }, 30)
          const acte = granted(recordDepot({ ref: newRef(), numeroUnique, deposeeLe, contenu: unContenu() }, moment))
          if (await insertDemande(tx, acte, { compteId: null, role: null })) return numeroUnique
        }
      })
    const numeros = await Promise.all(Array.from({ length: 30 }, (_, at) => takeOne(at % 2 ? 'G0123' : 'G0456')))
    expect(new Set(numeros.map((numero) => numero.slice(0, 13))).size).toBe(30)
    await expect(takeOne('G0123')).rejects.toThrow('No numéro unique is left')
  })

  it('la suite est tirée au sort, non comptée', async () => {
    const tirages = await db.transaction(async (tx) => {
      const parties = { territoire: '2A', mois: 1, annee: 26, codeGuichet: 'G0123' } as const
      return [await drawNumero(tx, parties), await drawNumero(tx, parties), await drawNumero(tx, parties)]
    })
    const suites = tirages.map((numero) => Number(numero.slice(7, 13)))
    expect(new Set(suites).size).toBe(3)
    expect(suites.every((suite) => suite >= 0 && suite < SEQUENCES)).toBe(true)
    expect(suites).not.toEqual([0, 1, 2])
  })
})

describe('séparer un couple', () => {
  const separe = async (lien: string) => {
    const couple = await insertUneDemande({ contenu: unCouple(lien) })
    const formulaire = { deposeeLe: le, contenu: unContenu(['demandeur.prenom', 'Dominique']) }
    return { couple, answer: await separateDemande(au(couple.ref), { rang: 0, preuve: 'rupture-de-pacs', formulaire }) }
  }

  it('écrit les deux demandes ensemble, l’ancienneté est celle du couple', async () => {
    const { couple, answer } = await separe('P')
    const { nouvelle } = granted(answer)
    expect(nouvelle.demande).toMatchObject({
      ancienneteDepuis: couple.ancienneteDepuis,
      deposeeLe: le,
      valideDepuis: le,
    })
    expect(await expectReplayed(couple.ref)).toMatchObject({ contenu: { cotitulaires: [] }, version: 2 })
    expect(await expectReplayed(nouvelle.demande.ref)).toEqual(nouvelle.demande)
  })

  it('détache tous les comptes : l’un d’eux peut être celui de qui s’en va (R-SEP-08)', async () => {
    const couple = await insertUneDemande({ contenu: unCouple('P') })
    const { ref, numeroUnique } = couple
    const demandeurId = await db.transaction(async (tx) => {
      const id = await ensureDemandeurDeCourriel(tx, 'conjoint@exemple.fr')
      await insertRattachement(tx, { numeroUnique, demandeurId: id, preuve: 'contact' })
      return id
    })
    const formulaire = { deposeeLe: le, contenu: unContenu(['demandeur.prenom', 'Dominique']) }
    granted(await separateDemande(au(ref), { rang: 0, preuve: 'rupture-de-pacs', formulaire }))
    expect(await db.$count(rattachement, eq(rattachement.numeroUnique, numeroUnique))).toBe(0)
    // A page opened before writes nothing either.
    const ouverte = contexteDe({ role: 'demandeur', compteId: demandeurId, demandes: [ref] })
    const correction = { nouvelle: { nom: 'Autre', nomDeNaissance: null, prenom: null }, motif: 'Essai' }
    expect(codeOf(await askCorrection({ ref, ctx: ouverte }, correction))).toBe('acces-refuse')
  })

  it('refuse des concubins sans rien écrire', async () => {
    const { couple, answer } = await separe('C')
    expect(codeOf(answer)).toBe('couple-non-couvert')
    expect(await loadUneDemande(couple.ref)).toMatchObject({ version: 1 })
  })
})

describe('radier, réactiver, effacer', () => {
  it('un bailleur radie pour attribution sous son SIREN, est averti, et peut la défaire', async () => {
    const { ref } = await insertUneDemande({ contenu: unContenu(['recherche.accepteDAutresCommunes', false]) })
    const attribution = uneAttribution({ bailSigneLe: le, commune: '09225' })
    const autre = { ...bailleur, siren: '732829320' }
    expect(codeOf(await radiateDemande(au(ref, autre), { code: 'RADATT', attribution }))).toBe('siren-different')
    expect(codeOf(await radiateDemande(au(ref), { code: 'RADATT', attribution }))).toBe('acces-refuse')
    const acte = granted(await radiateDemande(au(ref, bailleur), { code: 'RADATT', attribution }))
    expect(acte).toMatchObject({ avertissements: ['commune-hors-des-voeux'], fait: { origine: { organisme: SIREN } } })
    expect(codeOf(await undoAttribution(au(ref, autre), 'Erreur'))).toBe('siren-different')
    granted(await undoAttribution(au(ref, bailleur), 'Erreur'))
    expect(await expectReplayed(ref)).toMatchObject({ statut: 'active', version: 3 })
  })

  it('des communes qui ne se lisent pas : la radiation en échec ne tient pas', async () => {
    const { ref } = await insertUneDemande()
    const motif = { code: 'RADATT', attribution: uneAttribution({ bailSigneLe: le }) } as const
    // Its triggers count the act by the same function: the reading for the warnings alone fails.
    await db.transaction(async (tx) => {
      await tx.execute(sql`alter function commune_actuelle(text) rename to commune_actuelle_vraie`)
      await tx.execute(sql`
        create function commune_actuelle(code text) returns text language plpgsql stable as $$
        begin
          if current_query() like '%as cherches%' then raise exception 'panne'; end if;
          return commune_actuelle_vraie(code);
        end $$`)
    })
    await expect(radiateDemande(au(ref, bailleur), motif)).rejects.toThrow()
    await db.execute(sql`drop function commune_actuelle(text)`)
    await db.execute(sql`alter function commune_actuelle_vraie(text) rename to commune_actuelle`)
    expect(await expectReplayed(ref)).toMatchObject({ statut: 'active', version: 1 })
  })

  it('deux radiations et un renoncement à la fois : une seule', async () => {
    const { ref } = await insertUneDemande()
    const avertissement = { envoyeLe: addMonths(le, -2), preuve: 'LR' }
    const answers = await Promise.all([
      radiateDemande(au(ref), { code: 'RADABA', recuLe: le }),
      radiateDemande(au(ref), { code: 'RADCON', avertissement }),
      radiateDemande(au(ref, bailleur), { code: 'RADIRR', sousMotif: 'IRRRES', avertissement }),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['demande-radiee', 'demande-radiee', 'ok'])
    await expectReplayed(ref)
  })

  it('un guichet réactive ce que la nuit a radié ; le demandeur et le gestionnaire, non', async () => {
    const { ref } = await insertUneDemande({
      valideDepuis: addMonths(addDays(le, -3), -13),
      avisRemisLe: addMonths(le, -2),
    })
    granted(await radiateForNonRenewal(ref))
    const demandeur = { ...ACTEURS.demandeur, demandes: [ref] }
    for (const acteur of [demandeur, gestionnaire, bailleur])
      expect(codeOf(await reactivateDemande(au(ref, acteur), 'Hospitalisation'))).toBe('acces-refuse')
    expect(codeOf(await reactivateDemande(au(ref), ' '))).toBe('raison-manquante')
    const answers = await Promise.all([
      reactivateDemande(au(ref), 'Hospitalisation'),
      reactivateDemande(au(ref), 'Deuil'),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['demande-active', 'ok'])
    expect(await expectReplayed(ref)).toMatchObject({ valideDepuis: le, version: 3 })
  })

  it('ne s’efface pas avant un an', async () => {
    const { ref } = await insertUneDemande()
    expect(codeOf(await eraseDemande(ref))).toBe('demande-active')
    granted(await radiateDemande(au(ref), { code: 'RADABA', recuLe: le }))
    expect(codeOf(await eraseDemande(ref))).toBe('effacement-a-venir')
    expect([codeOf(await eraseDemande(newRef())), codeOf(await radiateForNonRenewal(newRef()))]).toEqual([
      'introuvable',
      'introuvable',
    ])
  })
})
