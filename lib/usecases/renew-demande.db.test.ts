/** Renewing: once for a cycle, whoever asks and however often; and the night that comes at the same moment. */
import { randomUUID } from 'node:crypto'
import { eq, like } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listFaits, loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { demande, faitDeDemande, messageEnvoye } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande, loadUneDemande } from '#db/testing/demandes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { baremeAu, computeEcheances } from '#lib/domain/demande/echeances.ts'
import { GUICHET_DU_PORTAIL, replayFaits } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import { recordRenouvellement } from '#lib/domain/demande/renouvellement.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { markAvisRemis, modifyDemande } from './edit-demande.ts'
import type { Porte } from './open-demande.ts'
import { radiateForNonRenewal } from './radiate-demande.ts'
import { renewDemande } from './renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'

withDatabase()
const compteId = '00000000-0000-4000-8000-0000000000aa'
const contenu = unContenu()
let le: Jour
let guichet: Porte
beforeAll(async () => {
  le = await aujourdHui()
  guichet = { canal: 'guichet', centreId: await insertCentre({ code: 'G0123' }) }
})

/** What a form made when the demande was loaded sends. */
const VERSION = 1
const renew = (ref: DemandeRef, cle = randomUUID(), envoye = contenu, demandes = [ref], version = VERSION) =>
  renewDemande(
    { ref, ctx: contexteDe({ role: 'demandeur', compteId, demandes }) },
    { contenu: envoye, version, cle },
    AVIS_DE_CONTACT,
  )
const renewAuGuichet = (ref: DemandeRef, cle = randomUUID(), envoye = contenu) => {
  const centres = guichet.centreId ? [guichet.centreId] : []
  const ctx = contexteDe({ role: 'agent-de-guichet', compteId, centres })
  return renewDemande({ ref, ctx, porte: guichet }, { contenu: envoye, version: VERSION, cle }, AVIS_DE_CONTACT)
}
/** By the software of a bailleur, which bears its SIREN. */
const renewParUnLogiciel = (ref: DemandeRef) =>
  renewDemande(
    { ref, ctx: contexteDe(ACTEURS.bailleur), porte: { canal: 'editeur', centreId: null } },
    { contenu, version: VERSION, cle: randomUUID() },
    AVIS_DE_CONTACT,
  )
const faitsDe = async (ref: DemandeRef) => {
  const one = await loadUneDemande(ref)
  return one ? listFaits(db, one.numeroUnique) : []
}

describe('renouveler dans le registre', () => {
  it('écrit l’état et un fait, qui rejoués redonnent l’état ; chaque jour stocké se recalcule', async () => {
    const { ref, deposeeLe, numeroUnique } = await insertUneDemande()
    expect(await renew(ref)).toEqual({
      ok: true,
      value: { rang: 2, le, echeances: computeEcheances(le, baremeAu(le)), deja: false },
    })
    const [row] = await db.select().from(demande).where(eq(demande.ref, ref))
    expect(row).toMatchObject({
      statut: 'active',
      valideDepuis: le,
      renouveleeLe: le,
      deposeeLe,
      numeroUnique,
      version: 2,
    })
    expect(row).toMatchObject(computeEcheances(le, baremeAu(le)))
    const faits = await faitsDe(ref)
    expect(replayFaits(faits.map(({ fait }) => fait))).toEqual(await loadUneDemande(ref))
    expect(faits[1]?.fait).toMatchObject({ origine: { canal: 'internet', organisme: 'GDPUB' } })
  })

  it('parle quatre fois à la base, verrou et fait compris', async () => {
    const { ref } = await insertUneDemande()
    await renew(ref)
    const { ref: autre } = await insertUneDemande()
    const ordres: string[] = []
    db.$sql.options.debug = (_, ordre) => ordres.push(ordre.trim().split(/\s/)[0] ?? '')
    granted(await renew(autre))
    db.$sql.options.debug = false
    expect(ordres).toEqual(['begin', 'select', 'with', 'commit'])
  })

  it('garde le canal, l’organisme et qui l’a fait', async () => {
    const { ref, numeroUnique } = await insertUneDemande()
    expect(codeOf(await renewAuGuichet(ref))).toBe('ok')
    const [fait] = await db.select().from(faitDeDemande).where(eq(faitDeDemande.numeroUnique, numeroUnique)).offset(1)
    expect(fait).toMatchObject({ canal: 'guichet', organisme: 'G0123', role: 'agent-de-guichet', compteId })
  })

  it('au guichet, un contact qui change est dit à l’ancien, une fois ; un qui reste n’apprend rien (R-RAT-07)', async () => {
    const [change, reste] = [await insertUneDemande(), await insertUneDemande()]
    const cle = randomUUID()
    const neuf = unContenu(['demandeur.courriel', 'neuf@exemple.fr'])
    for (const deja of [false, true])
      expect(granted(await renewAuGuichet(change.ref, cle, neuf))).toMatchObject({ deja })
    granted(await renewAuGuichet(reste.ref))
    const dits = await db.select().from(messageEnvoye).where(like(messageEnvoye.cle, '%-change:%'))
    expect(dits).toMatchObject([
      { canal: 'courriel', destinataire: change.contenu.demandeur.courriel, cle: `contact-change:${change.ref}:2` },
    ])
  })

  it('refuse hors de la période, et n’écrit rien', async () => {
    const tot = await insertUneDemande({ valideDepuis: addMonths(le, -9) })
    const tard = await insertUneDemande({ valideDepuis: addMonths(addDays(le, -5), -13) })
    expect([codeOf(await renew(tot.ref)), codeOf(await renew(tard.ref))]).toEqual(['trop-tot', 'echeance-passee'])
    expect(await faitsDe(tot.ref)).toHaveLength(1)
  })

  it('la page ouverte avant qu’un guichet change le contenu, pas celle d’avant un avis (R-REN-06)', async () => {
    const { ref } = await insertUneDemande()
    const centres = guichet.centreId ? [guichet.centreId] : []
    const agent = { ref, ctx: contexteDe({ role: 'agent-de-guichet', compteId, centres }), porte: guichet }
    const autre = unContenu(['demandeur.telephonePortable', '06 39 98 00 00'])
    expect(codeOf(await modifyDemande(agent, { contenu: autre, version: VERSION }, AVIS_DE_CONTACT))).toBe('ok')
    expect(codeOf(await renew(ref))).toBe('demande-changee')
    expect((await loadUneDemande(ref))?.version).toBe(2)
    expect(codeOf(await renew(ref, randomUUID(), autre, [ref], 2))).toBe('ok')

    const avertie = await insertUneDemande()
    const gestionnaire = contexteDe({ role: 'gestionnaire-territorial', compteId, departements: ['09'] })
    const porte = { canal: 'courrier', centreId: null } as const
    expect(codeOf(await markAvisRemis({ ref: avertie.ref, ctx: gestionnaire, porte }, le))).toBe('ok')
    expect(codeOf(await renew(avertie.ref))).toBe('ok')
  })

  it('la demande d’un autre, un autre territoire, une référence de personne', async () => {
    const { ref } = await insertUneDemande()
    expect(codeOf(await renew(ref, randomUUID(), contenu, []))).toBe('acces-refuse')
    const centreId = await insertCentre({ code: 'G0031', departements: ['31'] })
    const ctx = contexteDe({ role: 'agent-de-guichet', compteId, centres: [centreId] })
    const ailleurs = { ref, ctx, porte: { canal: 'guichet', centreId } } as const
    expect(
      codeOf(await renewDemande(ailleurs, { contenu, version: VERSION, cle: randomUUID() }, AVIS_DE_CONTACT)),
    ).toBe('acces-refuse')
    const autreCentre = { ...ailleurs, porte: guichet }
    expect(
      codeOf(await renewDemande(autreCentre, { contenu, version: VERSION, cle: randomUUID() }, AVIS_DE_CONTACT)),
    ).toBe('acces-refuse')
    const inconnue = '00000000-0000-4000-8000-00000000dead' as DemandeRef
    expect(codeOf(await renew(inconnue))).toBe('introuvable')
  })
})

describe('renouveler deux fois', () => {
  it('la même clé et le même envoi rendent la même réponse, cent à la fois (R-06)', async () => {
    const { ref } = await insertUneDemande()
    const cle = randomUUID()
    const answers = await Promise.all(Array.from({ length: 100 }, () => renew(ref, cle)))
    const values = answers.map((answer) => granted(answer))
    expect(values.filter(({ deja }) => !deja)).toHaveLength(1)
    for (const value of values) expect(value).toEqual({ ...values[0], deja: value.deja })
    expect(await faitsDe(ref)).toHaveLength(2)
  })

  it('la même clé avec un autre envoi est refusée, et n’écrit rien (R-REN-05, R-07)', async () => {
    const { ref } = await insertUneDemande()
    const cle = randomUUID()
    granted(await renew(ref, cle))
    const autre = unContenu(['recherche.types', ['T4']])
    expect(codeOf(await renew(ref, cle, autre))).toBe('cle-deja-employee')
    expect(await faitsDe(ref)).toHaveLength(2)
    expect(await loadUneDemande(ref)).toMatchObject({ contenu: { recherche: { types: ['T2', 'T3'] } } })
  })

  it('la même clé au cycle suivant rend encore le premier, et n’écrit rien (R-REN-05)', async () => {
    const { ref } = await insertUneDemande({ valideDepuis: addMonths(le, -22) })
    const [cle, jadis] = [randomUUID(), addMonths(le, -11)]
    await db.transaction(async (tx) => {
      const found = await loadDemandeForUpdate(tx, ref)
      if (!found) throw new Error('demande')
      const moment = { le: jadis, bareme: baremeAu(jadis), origine: { canal: 'internet', organisme: 'GDPUB' } } as const
      const acte = granted(recordRenouvellement(found.demande, { contenu }, moment))
      await saveActe(tx, acte, { compteId, role: 'demandeur' }, { cle, corps: canonicalJson(contenu) })
    })
    expect(granted(await renew(ref, cle))).toMatchObject({ deja: true, rang: 2, le: jadis })
    expect(codeOf(await renew(ref, cle, unContenu(['recherche.types', ['T4']])))).toBe('cle-deja-employee')
    expect(await faitsDe(ref)).toHaveLength(2)
    expect(granted(await renew(ref, randomUUID(), contenu, [ref], 2))).toMatchObject({ deja: false, rang: 3, le })
  })

  it('d’autres clés, par Internet, au guichet et par le logiciel d’un bailleur à la fois : un renouvellement, les autres le rendent (R-REN-03, R-08)', async () => {
    const { ref } = await insertUneDemande()
    const portes = [
      { canal: 'internet', organisme: GUICHET_DU_PORTAIL, renouveler: renew },
      { canal: 'guichet', organisme: 'G0123', renouveler: renewAuGuichet },
      { canal: 'editeur', organisme: ACTEURS.bailleur.siren, renouveler: renewParUnLogiciel },
    ] as const
    const answers = await Promise.all(
      Array.from({ length: 17 }, () =>
        portes.map(async (porte) => [porte, granted(await porte.renouveler(ref))] as const),
      ).flat(),
    )
    const [premier, ...autres] = answers.filter(([, { deja }]) => !deja)
    expect(autres).toEqual([])
    for (const [, { rang, le: dit }] of answers) expect([rang, dit]).toEqual([2, le])
    const faits = await faitsDe(ref)
    expect(faits).toHaveLength(2)
    const { canal, organisme } = premier?.[0] ?? {}
    expect(faits[1]?.fait).toMatchObject({ type: 'renouvellement', origine: { canal, organisme } })
  })

  it('renouvelée par le logiciel d’un bailleur, l’envoi par Internet rend ce renouvellement-là (R-REN-03, R-08)', async () => {
    const { ref } = await insertUneDemande()
    expect(granted(await renewParUnLogiciel(ref))).toMatchObject({ deja: false, rang: 2 })
    expect(granted(await renew(ref))).toMatchObject({ deja: true, rang: 2, le })
    expect((await faitsDe(ref)).map(({ fait }) => fait.origine.canal)).toEqual(['editeur', 'editeur'])
  })
})

describe('renouveler quand la nuit radie', () => {
  it('avant la fin du dernier jour, la radiation est refusée sous le verrou ; après, le renouvellement', async () => {
    const valides = await Promise.all(
      Array.from({ length: 10 }, () =>
        insertUneDemande({ valideDepuis: addMonths(le, -12), avisRemisLe: addMonths(le, -1) }),
      ),
    )
    for (const { ref } of valides) {
      const [renouvellement, radiation] = await Promise.all([renew(ref), radiateForNonRenewal(ref)])
      expect([codeOf(renouvellement), codeOf(radiation)]).toEqual(['ok', 'encore-renouvelable'])
    }
    const passee = { valideDepuis: addMonths(addDays(le, -5), -13), avisRemisLe: addDays(le, -40) }
    const { ref } = await insertUneDemande(passee)
    const answers = await Promise.all([renew(ref), radiateForNonRenewal(ref), radiateForNonRenewal(ref)])
    expect(['echeance-passee', 'demande-radiee']).toContain(codeOf(answers[0]))
    expect(answers.slice(1).map(codeOf).sort()).toEqual(['demande-radiee', 'ok'])
    expect(await faitsDe(ref)).toHaveLength(2)
  })

  it('sans T, la nuit ne radie pas et le renouvellement donne un T', async () => {
    const { ref } = await insertUneDemande({ valideDepuis: null })
    expect(codeOf(await radiateForNonRenewal(ref))).toBe('validite-inconnue')
    expect(granted(await renew(ref))).toMatchObject({ deja: false, le })
    expect(codeOf(await radiateForNonRenewal(ref))).toBe('encore-renouvelable')
  })
})
