/** What a file says of a demande that is in the register already: renewed elsewhere, warned, or known otherwise. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { loadDossier } from '#db/repositories/brouillons.ts'
import { findRefOfNumero, listFaits, loadDemandeForUpdate, saveActe } from '#db/repositories/demandes.ts'
import { demande as demandeDuRegistre } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { recordAvisRevenu } from '#lib/domain/demande/avis.ts'
import { recordChangementDeTitulaire } from '#lib/domain/demande/changement-de-titulaire.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { replayFaits } from '#lib/domain/demande/faits.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordModification } from '#lib/domain/demande/modification.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { auGuichet, granted, numeroDuMois, unCouple } from '#lib/domain/demande/testing.ts'
import { judgeEnsemble, loadLigne } from './load-demandes.ts'

withDatabase()
const NUIT = { compteId: null, role: null }
const DEPOT = '2024-03-15'

type Dit = Readonly<{
  t?: string | null
  avis?: string
  contenu?: Contenu
  codeGuichet?: string
  deposeeLe?: string
  ancienneteDepuis?: string
  mayCreate?: boolean
}>
/** What the loading answers to a line: its status, or the code of its refusal. */
async function load(numeroUnique: NumeroUnique, dit: Dit) {
  const {
    t = null,
    avis,
    contenu,
    codeGuichet,
    deposeeLe = DEPOT,
    ancienneteDepuis = deposeeLe,
    mayCreate = true,
  } = dit
  const answer = await loadLigne(
    {
      numeroUnique,
      demande: contenu
        ? {
            numeroUnique,
            deposeeLe: jour(deposeeLe),
            ancienneteDepuis: jour(ancienneteDepuis),
            mayCreate,
            renouveleeLe: null,
            codeGuichet: codeGuichet ?? null,
            contenu,
            remarques: [],
          }
        : null,
      valideDepuis: t === null ? null : jour(t),
      avisRemisLe: avis ? jour(avis) : null,
    },
    { publier: true },
  )
  if (!answer.ok) return answer.refus.code
  const { statut, autrement, horsPeriode } = answer.value
  return [statut, autrement ? 'autrement' : [], horsPeriode ? 'hors période' : []].flat().join(', ')
}
let sequence = 0
/** A demande loaded without its T, then known for valid since `t`. */
async function loaded(t: string): Promise<NumeroUnique> {
  sequence += 1
  const numero = numeroDuMois(DEPOT, sequence)
  expect(await load(numero, { contenu: unContenu() })).toBe('nouveau')
  expect(await load(numero, { t })).toBe('complete')
  return numero
}
const etatDe = (numero: NumeroUnique): Promise<Demande> =>
  db.transaction(async (tx) => {
    const ref = await findRefOfNumero(tx, numero)
    const found = ref && (await loadDemandeForUpdate(tx, ref))
    if (!found) throw new Error('demande')
    return found.demande
  })
const faitsDe = async (numero: NumeroUnique) => (await listFaits(db, numero)).map(({ fait }) => fait)

describe('une demande renouvelée ailleurs', () => {
  it('l’est ici, par un fait de son jour et de son service, avec l’avis qui a suivi (R-REN-07)', async () => {
    const numero = await loaded('2025-03-10')
    const contenu = unContenu(['recherche.types', ['T5']])
    expect(await load(numero, { t: '2026-03-09', avis: '2026-03-10', contenu, codeGuichet: 'G0902' })).toBe('complete')
    expect(await etatDe(numero)).toMatchObject({
      valideDepuis: '2026-03-09',
      renouveleeLe: '2026-03-09',
      echeances: { dernierJour: '2027-04-09' },
      avisRemisLe: '2026-03-10',
      contenu: { recherche: { types: ['T5'] } },
      version: 4,
    })
    expect(await faitsDe(numero)).toMatchObject([
      { type: 'reprise' },
      { type: 'validite-apprise' },
      { type: 'renouvellement', le: '2026-03-09', origine: { canal: 'editeur', organisme: 'G0902' } },
      { type: 'avis-remis' },
    ])
    expect(await load(numero, { t: '2026-03-09', avis: '2026-03-10' })).toBe('inchange')
  })

  it('dont le fichier ne dit pas l’organisme le laisse inconnu, et n’a dit que son jour (R-REP-15)', async () => {
    const numero = await loaded('2025-03-10')
    expect(await load(numero, { t: '2026-03-09' })).toBe('complete')
    expect((await faitsDe(numero)).at(-1)).toMatchObject({
      type: 'renouvellement',
      recu: 'jour',
      origine: { canal: 'editeur', organisme: null },
    })
    const cle = { numeroUnique: numero, demandeurId: randomUUID() }
    const { dernier } = await db.transaction((tx) => loadDossier(tx, cle))
    expect(dernier).toEqual({ rang: 3, le: '2026-03-09', cle: null, recu: 'jour', compteId: null })
  })

  it('ne dépend pas de l’ordre des fichiers : le plus ancien n’apprend rien au registre, qui le dit', async () => {
    const un = await loaded('2025-03-10')
    const deux = await loaded('2026-03-09')
    expect(await load(un, { t: '2026-03-09' })).toBe('complete')
    expect(await load(deux, { t: '2025-03-10' })).toBe('inchange, autrement')
    const [premiere, seconde] = [await etatDe(un), await etatDe(deux)]
    for (const champ of ['valideDepuis', 'renouveleeLe', 'echeances'])
      expect(Reflect.get(seconde, champ), champ).toEqual(Reflect.get(premiere, champ))
  })

  it('du même cycle, rend le premier ; un T d’un cycle qui manque, ou d’une réactivation, est pris et se vérifie (R-REN-03, R-REN-09)', async () => {
    const tot = await loaded('2025-03-10')
    expect(await load(tot, { t: '2025-06-10' })).toBe('inchange, autrement')
    expect(await load(tot, { t: '2025-06-11' })).toBe('complete, hors période')
    expect(await load(tot, { t: '2026-04-11' })).toBe('complete')
    const tard = await loaded('2024-09-15')
    expect(await load(tard, { t: '2026-03-10', codeGuichet: 'G0902', contenu: unContenu() })).toBe(
      'complete, hors période',
    )
    expect(await etatDe(tard)).toMatchObject({ statut: 'active', valideDepuis: '2026-03-10' })
    expect((await faitsDe(tard)).at(-1)).toMatchObject({ origine: { canal: 'editeur', organisme: 'G0902' } })
    expect(await load(tard, { t: '2199-01-01' })).toBe('dates-incoherentes')
  })

  it('garde ce que quelqu’un a écrit ici depuis, et le dit', async () => {
    const numero = await loaded('2025-03-10')
    const ecrit = unContenu(['recherche.types', ['T4']])
    await db.transaction(async (tx) => {
      const demande = await etatDe(numero)
      await saveActe(tx, granted(recordModification(demande, { contenu: ecrit }, auGuichet('2026-03-20'))), NUIT)
    })
    const contenu = unContenu(['recherche.types', ['T5']])
    expect(await load(numero, { t: '2026-03-09', contenu })).toBe('complete, autrement')
    expect(await etatDe(numero)).toMatchObject({ valideDepuis: '2026-03-09', contenu: ecrit })
  })
})

describe('ce que le registre sait déjà', () => {
  it('n’a pas de jour d’enregistrement, ni après la mise à jour de ce qui fut chargé avant (R-REP-14)', async () => {
    const numero = await loaded('2025-03-10')
    const sien = eq(demandeDuRegistre.numeroUnique, numero)
    const enregistreeLe = async () => (await db.select().from(demandeDuRegistre).where(sien))[0]?.enregistreeLe
    expect(await enregistreeLe()).toBeNull()
    await db.execute(sql`alter table demande disable trigger keep_demande`)
    await db
      .update(demandeDuRegistre)
      .set({ enregistreeLe: jour(DEPOT) })
      .where(sien)
    const migration = '../../db/migrations/0030_demandes-reprises-sans-enregistrement.sql'
    await db.execute(sql.raw(readFileSync(join(import.meta.dirname, migration), 'utf8')))
    expect(await enregistreeLe()).toBeNull()
    // The guard stands again.
    await expect(
      db
        .update(demandeDuRegistre)
        .set({ enregistreeLe: jour(DEPOT) })
        .where(sien),
    ).rejects.toThrow()
  })

  it('d’un couple séparé, dit son dépôt compté quelle que soit la tête, et après la mise à jour aussi (R-REP-11)', async () => {
    sequence += 1
    const numero = numeroDuMois(DEPOT, sequence)
    const couple = { deposeeLe: '2024-03-01', ancienneteDepuis: '2019-06-12', contenu: unContenu() }
    expect(await load(numero, couple)).toBe('nouveau')
    await db.transaction(async (tx) => {
      const venue = recordModification(await etatDe(numero), { contenu: unCouple() }, auGuichet('2024-05-10'))
      await saveActe(tx, granted(venue), NUIT)
    })
    const faits = await faitsDe(numero)
    const depart = { rang: 0, motif: 'depart', preuve: 'Son accord écrit', faits } as const
    const demande = await etatDe(numero)
    const acte = granted(recordChangementDeTitulaire(demande, depart, auGuichet('2024-06-01')))
    await db.transaction((tx) => saveActe(tx, acte, NUIT))
    const attendu = { deposeeLe: '2024-03-01', isDepotCompte: true, ancienneteDepuis: '2024-05-10' }
    expect(await etatDe(numero)).toMatchObject(attendu)
    expect(replayFaits(await faitsDe(numero))).toEqual(await etatDe(numero))
    await db.execute(sql`alter table demande drop column depot_compte`)
    const migration = '../../db/migrations/0033_depot-compte.sql'
    await db.execute(sql.raw(readFileSync(join(import.meta.dirname, migration), 'utf8')))
    expect((await db.select().from(demandeDuRegistre)).filter(({ isDepotCompte }) => isDepotCompte)).toMatchObject([
      { numeroUnique: numero },
    ])
  })

  it('un avis seul se prend, une fois : revenu, le même fichier ne le remet pas (R-RAD-06)', async () => {
    const numero = await loaded('2025-12-10')
    expect(await load(numero, { t: '2025-12-10', avis: '2025-12-10' })).toBe('avis-d-avant')
    expect(await load(numero, { t: '2025-12-10', avis: '2026-11-02' })).toBe('complete')
    expect(await etatDe(numero)).toMatchObject({ avisRemisLe: '2026-11-02', version: 3 })
    await db.transaction(async (tx) => {
      const demande = await etatDe(numero)
      await saveActe(tx, granted(recordAvisRevenu(demande, auGuichet('2026-11-10'))), NUIT)
    })
    expect(await load(numero, { t: '2025-12-10', avis: '2026-11-02' })).toBe('inchange')
    expect(await etatDe(numero)).toMatchObject({ avisRemisLe: null })
    expect(await load(numero, { t: '2025-12-10', avis: '2026-11-12' })).toBe('complete')
  })

  it('une autre date de dépôt se dit, et ne change rien', async () => {
    const numero = await loaded('2025-03-10')
    expect(await load(numero, { contenu: unContenu(), deposeeLe: '2024-03-16' })).toBe('inchange, autrement')
    expect(await etatDe(numero)).toMatchObject({ deposeeLe: DEPOT })
  })

  it('une date d’avant le mois du numéro ne crée de demande que d’un fichier CRS, et complète celle qui est là (R-REP-11)', async () => {
    const numero = numeroDuMois(DEPOT, 910)
    const separee = { deposeeLe: '2024-03-01', ancienneteDepuis: '2014-07-29', contenu: unContenu() }
    expect(await load(numero, { ...separee, mayCreate: false, t: '2025-03-10' })).toBe('demande-inconnue')
    expect(await load(numero, separee)).toBe('nouveau')
    expect(await load(numero, { ...separee, mayCreate: false, t: '2025-03-10' })).toBe('complete')
    expect(await etatDe(numero)).toMatchObject({ ancienneteDepuis: '2014-07-29', valideDepuis: '2025-03-10' })
  })

  it('un territoire sous fichier partagé n’est pas repris (R-TER-13)', async () => {
    const numero = numeroDuMois(DEPOT, 900, '31')
    expect(await load(numero, { contenu: unContenu() })).toBe('fichier-partage')
  })

  it('une ligne que la base refuse est refusée, et la suivante se charge (R-REP-10)', async () => {
    const contenu = unContenu()
    const impossible = { ...contenu, autres: [{ chemin: 'note', valeur: 'avant\u0000après' }] }
    expect(await load(numeroDuMois(DEPOT, 901), { contenu: impossible })).toBe('ligne-inenregistrable')
    expect(await load(numeroDuMois(DEPOT, 902), { contenu })).toBe('nouveau')
  })
})

describe('à blanc (R-REP-17)', () => {
  const dit = (valideDepuis: string, sequence: number) => ({
    ...{ numeroUnique: numeroDuMois(DEPOT, sequence), demande: null },
    ...{ valideDepuis: jour(valideDepuis), avisRemisLe: null },
  })
  /** Transactions of others that stand open on this base. */
  const enCours = async () =>
    [
      ...(await db.execute(sql`select from pg_stat_activity
        where datname = current_database() and backend_type = 'client backend'
          and pid <> pg_backend_pid() and xact_start is not null`)),
    ].length

  it('ne tient aucune transaction d’une ligne à l’autre, et oublie tout à la fin, même coupé', async () => {
    const numero = await loaded('2025-03-10')
    const suite = sequence
    const statuts = await judgeEnsemble(async (judge) => {
      const un = granted(await judge(dit('2026-03-09', suite)))
      expect(await enCours()).toBe(0)
      return [un.statut, granted(await judge(dit('2026-03-09', suite))).statut]
    })
    expect(statuts).toEqual(['complete', 'inchange'])
    expect(await etatDe(numero)).toMatchObject({ valideDepuis: '2025-03-10' })
    await expect(judgeEnsemble(() => Promise.reject(new Error('coupé')))).rejects.toThrow('coupé')
    // Nothing is left of the two before it.
    const apres = await judgeEnsemble(async (judge) => granted(await judge(dit('2026-03-09', suite))).statut)
    expect(apres).toBe('complete')
    expect(await enCours()).toBe(0)
  })
})
