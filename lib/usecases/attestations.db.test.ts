/** Attestations of the register: to whom, the same each time, and what a stranger learns by checking one. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findParCode } from '#db/queries/attestations.ts'
import { insertPoint, loadPointForUpdate, updatePoint } from '#db/repositories/points-de-contact.ts'
import { attestationDelivree, compte, lectureDeDemande, pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted, unCouple } from '#lib/domain/demande/testing.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { changeTitulaire } from './edit-demande.ts'
import { editMentions } from './edit-mentions.ts'
import { issueAttestation } from './issue-attestation.ts'
import { correctCentre, createCentre } from './manage-centres.ts'
import type { Porte } from './open-demande.ts'
import { registerDemande } from './register-demande.ts'
import { renewDemande } from './renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'

withDatabase()
const SITE = 'https://logement.exemple.fr'
let gestionnaire: Acteur
let agent: Acteur
let porte: Porte
beforeAll(async () => {
  await insertTerritoire()
  const [row] = await db
    .insert(compte)
    .values({ courriel: 'g@x.invalid', role: 'gestionnaire-territorial', departements: ['09'] })
    .returning()
  gestionnaire = { role: 'gestionnaire-territorial', compteId: row?.id ?? '', departements: ['09'] }
  const centreId = await insertCentre({ code: 'G0123' })
  porte = { canal: 'guichet', centreId }
  agent = { ...ACTEURS['agent-de-guichet'], centres: [centreId] }
})

const demandeurDe = (ref: DemandeRef): Acteur => ({ role: 'demandeur', compteId: randomUUID(), demandes: [ref] })
let suivant = 0
const unCode = () => {
  suivant += 1
  return String(suivant).padStart(16, '0')
}
const delivrer = (ref: DemandeRef, rang: number, acteur: Acteur = demandeurDe(ref), code = unCode()) =>
  issueAttestation({ ref, ctx: contexteDe(acteur), porte }, { rang, site: SITE, sign: () => ({ code }) })

async function uneRenouvelee() {
  const { ref, numeroUnique } = await insertUneDemande()
  const ctx = contexteDe(demandeurDe(ref))
  granted(await renewDemande({ ref, ctx }, { contenu: unContenu(), version: 1, cle: randomUUID() }, AVIS_DE_CONTACT))
  return { ref, numeroUnique }
}

describe('délivrer une attestation', () => {
  it('à son demandeur, pour le rang d’un renouvellement, et la lecture s’écrit (R-ATS-01, R-DEM-13)', async () => {
    const { ref, numeroUnique } = await uneRenouvelee()
    const { attestation } = granted(await delivrer(ref, 2))
    expect(attestation).toMatchObject({
      nature: 'renouvellement',
      numeroUnique,
      bailleurs: [{ commune: 'Foix', noms: [] }],
    })
    // Registered by a guichet, renewed by Internet: the guichet is still the one that registered it.
    expect(attestation.service).toEqual({ code: 'G0123', nom: 'Guichet G0123', site: null, adresse: [] })
    expect(attestation.renouveleePar).toMatchObject({ code: 'GDPUB', site: SITE, adresse: [] })
    expect(await db.select().from(lectureDeDemande)).toMatchObject([
      { numeroUnique, role: 'demandeur', objet: 'attestation' },
    ])
    for (const rang of [1, 3, 99]) expect(codeOf(await delivrer(ref, rang)), `rang ${rang}`).toBe('introuvable')
    const autre = { ...ACTEURS.demandeur, demandes: [randomUUID()] }
    expect(codeOf(await delivrer(ref, 2, autre))).toBe('acces-refuse')
    expect(codeOf(await delivrer(ref, 2, ACTEURS.visiteur))).toBe('connexion-requise')
    expect(await db.select().from(lectureDeDemande)).toHaveLength(1)
  })

  it('par le guichet qui l’a enregistrée, dont elle dit le nom et l’adresse de ce jour-là (R-ATS-03, R-ATS-12)', async () => {
    const { ref } = granted(
      await registerDemande(
        {
          departement: '09',
          formulaire: { deposeeLe: (await insertUneDemande()).deposeeLe, contenu: unContenu() },
          cle: randomUUID(),
        },
        { ctx: contexteDe(demandeurDe('' as DemandeRef)) },
      ),
    ).demande
    expect(granted(await delivrer(ref, 1)).attestation.nature).toBe('creation')
    const point = unPointDeContact({ nom: 'Guichet fictif A', codeGuichet: 'G0123' })
    const centreId = porte.centreId ?? ''
    await db.transaction((tx) => insertPoint(tx, { contenu: point, rattachement: { centreId } }, { compteId: null }))
    const [{ id = '' } = {}] = await db.select({ id: pointDeContact.id }).from(pointDeContact)
    const { ref: guichet } = await insertUneDemande()
    granted(
      await renewDemande(
        { ref: guichet, ctx: contexteDe(agent), porte },
        { contenu: unContenu(), version: 1, cle: randomUUID() },
        AVIS_DE_CONTACT,
      ),
    )
    const premiere = granted(await delivrer(guichet, 2)).attestation
    expect(premiere.service.nom).toBe('Guichet fictif A')
    expect(premiere.renouveleePar).toEqual(premiere.service)
    await db.transaction(async (tx) => {
      const actuel = await loadPointForUpdate(tx, id)
      if (!actuel) throw new Error('point')
      await updatePoint(tx, actuel, { ...point, nom: 'Guichet fictif B' }, { compteId: null })
    })
    expect(granted(await delivrer(guichet, 2, agent)).attestation).toEqual(premiere)
  })

  it('redonnée après que le centre a changé de code et de SIREN, elle dit le service de son jour (R-ATS-12)', async () => {
    const ctx = contexteDe(gestionnaire)
    const contenu = {
      nom: 'Centre fictif C',
      code: 'G0777',
      siren: undefined,
      courriel: undefined,
      departements: ['09'],
    }
    const { id } = granted(await createCentre({ cle: randomUUID(), contenu }, ctx))
    const point = unPointDeContact({ nom: 'Guichet fictif C', codeGuichet: 'G0777' })
    await db.transaction((tx) =>
      insertPoint(tx, { contenu: point, rattachement: { centreId: id } }, { compteId: null }),
    )
    const { ref } = await insertUneDemande()
    const agentC = { ...ACTEURS['agent-de-guichet'], centres: [id] }
    granted(
      await renewDemande(
        { ref, ctx: contexteDe(agentC), porte: { canal: 'guichet', centreId: id } },
        { contenu: unContenu(), version: 1, cle: randomUUID() },
        AVIS_DE_CONTACT,
      ),
    )
    const premiere = granted(await delivrer(ref, 2)).attestation
    expect(premiere.renouveleePar).toMatchObject({ code: 'G0777', nom: 'Guichet fictif C' })
    granted(await correctCentre({ id, version: 1, contenu: { ...contenu, code: 'G0778', siren: '732829320' } }, ctx))
    // Another centre takes the code that it left.
    const autre = granted(
      await createCentre({ cle: randomUUID(), contenu: { ...contenu, nom: 'Centre fictif D' } }, ctx),
    )
    const pointDAutre = unPointDeContact({ nom: 'Guichet fictif D', codeGuichet: 'G0777' })
    await db.transaction((tx) =>
      insertPoint(tx, { contenu: pointDAutre, rattachement: { centreId: autre.id } }, { compteId: null }),
    )
    expect(granted(await delivrer(ref, 2)).attestation).toEqual(premiere)
  })

  it('redonnée après que les mentions ont changé, elle est la même ; la suivante les porte (R-ATS-12)', async () => {
    const { ref } = await uneRenouvelee()
    const premiere = granted(await delivrer(ref, 2)).attestation
    const saisie = {
      commissionNom: 'Commission fictive',
      commissionAdresse: '1 rue',
      bailleurs: 'Office fictif : Foix',
    }
    granted(await editMentions({ departement: '09', version: 0, saisie }, contexteDe(gestionnaire)))
    expect(granted(await delivrer(ref, 2)).attestation).toEqual(premiere)
    const suivante = granted(await delivrer((await uneRenouvelee()).ref, 2)).attestation
    expect(suivante).toMatchObject({
      bailleurs: [{ commune: 'Foix', noms: ['Office fictif'] }],
      commissions: [{ departement: 'Ariège', commission: { nom: 'Commission fictive', adresse: ['1 rue'] } }],
    })
  })

  it('redonnée après que la tête a changé, elle dit l’ancienneté de son jour (R-ATS-12)', async () => {
    const { ref, deposeeLe } = await insertUneDemande()
    const ctx = contexteDe(demandeurDe(ref))
    granted(
      await renewDemande({ ref, ctx }, { contenu: unCouple('C'), version: 1, cle: randomUUID() }, AVIS_DE_CONTACT),
    )
    const premiere = granted(await delivrer(ref, 2, agent)).attestation
    expect(premiere.ancienneteDepuis).toBe(deposeeLe)
    // Named with the renewal: who takes the head has that day's ancienneté.
    const demarche = { ref, ctx: contexteDe(agent), porte }
    granted(await changeTitulaire(demarche, { rang: 0, motif: 'depart', preuve: 'Consentement' }))
    expect(await delivrer(ref, 2, agent)).toMatchObject({ ok: true, value: { attestation: premiere } })
  })

  it('son code se garde une fois, ne change jamais, et ne dit que ce qu’il faut pour la juger (R-ATS-05)', async () => {
    const { ref, numeroUnique } = await uneRenouvelee()
    const code = unCode()
    for (let fois = 0; fois < 2; fois += 1) granted(await delivrer(ref, 2, demandeurDe(ref), code))
    const found = await findParCode(code)
    expect(found).toMatchObject({
      numeroUnique,
      demande: { statut: 'active', territoire: '09' },
      dit: { nom: 'Camille Inventée' },
    })
    expect(await findParCode('0'.repeat(16))).toBeUndefined()
    await expect(db.update(attestationDelivree).set({ code: unCode() })).rejects.toThrow()
    await expect(db.execute(sql`delete from attestation_delivree`)).rejects.toThrow()
  })
})
