/** Acts drawn at random, several at once on one demande: whatever wins, the life is one that the rules allow. */
import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { clesDesTitulaires } from '#db/repositories/demandes.row.ts'
import { listFaits, loadDemandeForUpdate } from '#db/repositories/demandes.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { untilActive } from '#db/testing/requetes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import { unContenu, unCotitulaire } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, uneAttribution } from '#lib/domain/demande/testing.ts'
import type { Resultat } from '#lib/domain/resultat.ts'
import { eraseDemande } from './erase-demande.ts'
import type { Demarche, Porte } from './open-demande.ts'
import { radiateDemande, radiateForNonRenewal, undoAttribution } from './radiate-demande.ts'
import { reactivateDemande } from './reactivate-demande.ts'
import { renewDemande } from './renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'

withDatabase()
let le: Jour
let porte: Porte
let agent: Acteur
beforeAll(async () => {
  le = await aujourdHui()
  const centreId = await insertCentre({ code: 'G0123' })
  porte = { canal: 'guichet', centreId }
  agent = { ...ACTEURS['agent-de-guichet'], centres: [centreId] }
})

/** Numbers from 0 to 1, the same at each run (mulberry32). */
function* hasard(graine: number): Generator<number> {
  for (let etat = graine; ; ) {
    etat = (etat + 0x6d2b79f5) | 0
    let mixed = Math.imul(etat ^ (etat >>> 15), 1 | etat)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const par = (ref: DemandeRef, acteur: Acteur = agent): Demarche => ({ ref, ctx: contexteDe(acteur), porte })
const { bailleur } = ACTEURS
type Geste = (ref: DemandeRef) => Promise<Resultat<object, { code: string }>>
const RENOUVELLEMENTS: readonly Geste[] = [
  (ref) => renewDemande(par(ref), { contenu: unContenu(), version: 1, cle: randomUUID() }, AVIS_DE_CONTACT),
  (ref) =>
    renewDemande(
      par(ref, { ...ACTEURS.demandeur, demandes: [ref] }),
      {
        contenu: unContenu(),
        version: 1,
        cle: randomUUID(),
      },
      AVIS_DE_CONTACT,
    ),
]
const ACTES: readonly Geste[] = [
  ...RENOUVELLEMENTS,
  (ref) => radiateForNonRenewal(ref),
  (ref) => radiateDemande(par(ref), { code: 'RADABA', recuLe: le }),
  (ref) => radiateDemande(par(ref), { code: 'RADCON', avertissement: { envoyeLe: addMonths(le, -2), preuve: 'LR' } }),
  (ref) => radiateDemande(par(ref, bailleur), { code: 'RADATT', attribution: uneAttribution({ bailSigneLe: le }) }),
  (ref) => undoAttribution(par(ref, bailleur), 'Erreur'),
  (ref) => reactivateDemande(par(ref), 'Hospitalisation'),
  (ref) => eraseDemande(ref),
]
/** Days from T to today: on both sides of the last day, where a renewal and the night meet. */
const validites = (): readonly Jour[] => [addMonths(le, -12), addMonths(le, -13), addDays(addMonths(le, -13), -4)]

/** What one life may do, told apart from the code that decides it: at most one renewal and one way out at a time. */
function checkLife(types: readonly string[]): void {
  const [debut, ...suite] = types
  expect(debut).toBe('reprise')
  let isActive = true
  for (const type of suite) {
    expect(['reactivation', 'retablissement'].includes(type), types.join()).toBe(!isActive)
    isActive = type !== 'radiation'
  }
  expect(suite.filter((type) => type === 'renouvellement').length, types.join()).toBeLessThan(2)
}

describe('plusieurs actes à la fois sur une demande', () => {
  it('jamais deux renouvellements d’un cycle, jamais radiée après un renouvellement pour non-renouvellement', async () => {
    const tirage = hasard(2014)
    const draw = <T>(liste: readonly T[]): T => {
      const one = liste[Math.floor((tirage.next().value ?? 0) * liste.length)]
      if (one === undefined) throw new Error('Nothing to draw from')
      return one
    }
    const codes = new Map<string, number>()
    for (let tour = 0; tour < 40; tour += 1) {
      const { ref, numeroUnique } = await insertUneDemande({
        valideDepuis: draw(validites()),
        avisRemisLe: addMonths(le, -1),
      })
      let reussis = 0
      for (let vague = 0; vague < 3; vague += 1) {
        // Each life begins with somebody who renews: drawn like the rest, one past its last day was met too rarely.
        const gestes = Array.from({ length: 4 }, (_, rang) => draw(vague + rang === 0 ? RENOUVELLEMENTS : ACTES))
        const answers = await Promise.all(gestes.map((geste) => geste(ref)))
        for (const answer of answers) {
          const code = codeOf(answer)
          codes.set(code, (codes.get(code) ?? 0) + 1)
          if (answer.ok && !('deja' in answer.value && answer.value.deja)) reussis += 1
        }
      }
      const etat = await db.transaction(async (tx) => (await loadDemandeForUpdate(tx, ref))?.demande)
      const faits = (await listFaits(db, numeroUnique)).map(({ fait }) => fait)
      expect(replayFaits(faits)).toEqual(etat)
      expect(faits).toHaveLength(1 + reussis)
      checkLife(faits.map(({ type }) => type))
      const motifs = faits.flatMap((fait) => (fait.type === 'radiation' ? [fait.motif.code] : []))
      if (faits.some(({ type }) => type === 'renouvellement')) {
        const depuis = faits.findIndex(({ type }) => type === 'renouvellement')
        const apres = faits.slice(depuis).flatMap((fait) => (fait.type === 'radiation' ? [fait.motif.code] : []))
        expect(apres).not.toContain('RADREN')
      }
      expect(motifs.filter((code) => code === 'RADREN').length).toBeLessThan(2)
    }
    // The draw met what it is there for.
    for (const code of [
      'ok',
      'demande-radiee',
      'echeance-passee',
      'encore-renouvelable',
      'effacement-a-venir',
      'demande-active',
    ])
      expect(codes.get(code) ?? 0, code).toBeGreaterThan(0)
  })
  it('un acte que PostgreSQL sacrifie à la nuit est fait quand même, une fois', async () => {
    const une = await insertUneDemande()
    const contenu = unContenu(['cotitulaires', [unCotitulaire(['prenom', 'Noé'])]])
    const [cle] = clesDesTitulaires(contenu)
    const { acte } = await db.transaction(async (tx) => {
      // It is the act that waits the shorter, and is given up.
      await tx.execute(sql`set local deadlock_timeout = '1min'`)
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`titulaire 09${cle}`}, 0))`)
      const envoi = { contenu, version: 1, cle: randomUUID() }
      const acte = renewDemande(par(une.ref), envoi, AVIS_DE_CONTACT)
      await untilActive('"demande"', 'Lock')
      await loadDemandeForUpdate(tx, une.ref)
      return { acte }
    })
    expect(await acte).toMatchObject({ ok: true, value: { rang: 2, deja: false } })
    expect((await listFaits(db, une.numeroUnique)).map(({ fait }) => fait.type)).toEqual(['reprise', 'renouvellement'])
  })
})
