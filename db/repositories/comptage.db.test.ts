/** The counts of the register are those of a recount, whatever lives it held, several at once, folded at any moment. */
import { eq, ne, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { loadChiffres } from '#db/queries/chiffres.ts'
import { addDays, addMonths, type Jour, jour } from '#lib/domain/calendrier.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import { type Case, listCasesDe, listCasesDuFait } from '#lib/domain/demande/comptage.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { recordDepot } from '#lib/domain/demande/depot.ts'
import { recordEffacement } from '#lib/domain/demande/effacement.ts'
import type { Fait } from '#lib/domain/demande/faits.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordModification } from '#lib/domain/demande/modification.ts'
import { recordRadiation, recordRetablissement } from '#lib/domain/demande/radiation.ts'
import { recordReactivation } from '#lib/domain/demande/reactivation.ts'
import { recordRenouvellement } from '#lib/domain/demande/renouvellement.ts'
import { auGuichet, granted, numeroDuMois, SIREN, uneAttribution, uneRadiation } from '#lib/domain/demande/testing.ts'
import type { Resultat } from '#lib/domain/resultat.ts'
import { REGLAGE_DU_SEUIL } from '#lib/domain/territoire/secret.ts'
import { publishComptage } from '#lib/jobs/comptage.ts'
import { db } from '../client.ts'
import { commune, communeAncienne, comptage, publication, reglage, reglageDeTerritoire } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { newRef } from '../testing/demandes.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { foldComptage } from './comptage.ts'
import { insertDemande, saveActe } from './demandes.ts'
import { forgetDemandes } from './oubli.ts'

withDatabase()
/** Goulier and Suc-et-Sentenac are in Val-de-Sos; written here and in the table apart, so that neither checks itself. */
const ACTUELLES = new Map([
  ['09135', '09334'],
  ['09302', '09334'],
])
beforeAll(async () => {
  await insertTerritoire()
  await db.insert(commune).values({
    codeInsee: '09334',
    nom: 'Val-de-Sos',
    slug: 'val-de-sos',
    departementCode: '09',
    codesPostaux: ['09220'],
    population: 700,
  })
  await db.insert(communeAncienne).values([
    { codeInsee: '09135', nom: 'Goulier', nature: 'deleguee', communeCode: '09334' },
    { codeInsee: '09302', nom: '', nature: 'ancien-code', communeCode: '09334' },
    // Its chief place keeps the code, which is that of today.
    { codeInsee: '09334', nom: 'Vicdessos', nature: 'deleguee', communeCode: '09334' },
  ])
})
const NUIT = { compteId: null, role: null }

/** Whole numbers below `n`, the same at each run. */
function hasard(graine: number): (n: number) => number {
  let etat = graine
  return (n) => {
    etat = (Math.imul(etat, 1664525) + 1013904223) | 0
    return Math.floor(((etat >>> 8) / 2 ** 24) * n)
  }
}

/** A content with wishes drawn at random: in Ariège, or among the arrondissements of Paris and its neighbours. */
function unVoeu(draw: (n: number) => number, isParis: boolean): Contenu {
  const communes = isParis ? ['75101', '75120', '75056', '92012'] : ['09122', '09225', '09135', '09334']
  const souhaits = communes.filter(() => draw(2) === 0)
  if (souhaits.length === 0) souhaits.push(communes[draw(communes.length)] ?? communes[0] ?? '')
  const types = ['C', 'T1', 'T2', 'T6P'].filter(() => draw(2) === 0)
  return unContenu(
    ['recherche.localisations', souhaits.map((commune) => ({ commune, quartier: null }))],
    ['recherche.types', types.length > 0 ? types : ['T3']],
  )
}

/** One life, act after act; answers where it is counted at its end, by the rules alone. */
async function live(rang: number): Promise<readonly Case[]> {
  // Ranks that follow one another would all draw the same first number.
  const draw = hasard(Math.imul(rang, 0x9e3779b1))
  const isParis = draw(3) === 0
  const vu = () => unVoeu(draw, isParis)
  let le: Jour = addDays(jour('2022-01-01'), draw(300))
  const numeroUnique = numeroDuMois(le, rang, isParis ? '111' : '09')
  const depot = granted(recordDepot({ ref: newRef(), numeroUnique, deposeeLe: le, contenu: vu() }, auGuichet(le)))
  await db.transaction((tx) => insertDemande(tx, depot, NUIT))
  let demande: Demande = depot.demande
  const faits: Fait[] = [depot.fait]
  const attribuees: Case[] = []
  for (let acte = 0; acte < 6; acte += 1) {
    le = addMonths(le, [1, 11, 13][draw(3)] ?? 1)
    const suivant: Resultat<Acte, { code: string }> | undefined = next(demande, le, draw, vu)
    if (!suivant?.ok) continue
    if (suivant.value.demande.statut === 'effacee')
      attribuees.push(...listCasesDe(demande, ACTUELLES).filter(({ mesure }) => mesure === 'attributions'))
    await db.transaction(async (tx) => {
      await saveActe(tx, suivant.value, NUIT)
      if (suivant.value.demande.statut === 'effacee') await forgetDemandes(tx, [numeroUnique])
    })
    demande = suivant.value.demande
    faits.push(suivant.value.fait)
  }
  const { territoire } = demande
  return [
    ...listCasesDe(demande, ACTUELLES),
    ...attribuees,
    ...faits.flatMap((fait) => listCasesDuFait(fait, territoire)),
  ]
}

function next(demande: Demande, le: Jour, draw: (n: number) => number, vu: () => Contenu) {
  const moment = auGuichet(le)
  const attribuee = demande.territoire === '111' ? '75112' : ['09225', '09302'][draw(2)]
  const attribution = uneAttribution({ bailSigneLe: addDays(le, -draw(40)), commune: attribuee ?? '' })
  const actes = {
    active: [
      () => recordModification(demande, { contenu: vu() }, moment),
      () => recordRenouvellement(demande, { contenu: vu() }, moment),
      () => recordRadiation(demande, { motif: { code: 'RADATT', attribution }, sirenEmetteur: SIREN }, moment),
      () => recordRadiation(demande, uneRadiation('RADCON', le), moment),
    ],
    radiee: [
      () => recordRetablissement(demande, { raison: 'Erreur', sirenEmetteur: SIREN }, moment),
      () => recordReactivation(demande, { raison: 'Hospitalisation' }, moment),
      () => recordEffacement(demande, moment),
    ],
    effacee: [],
  }[demande.statut]
  return actes[draw(actes.length)]?.()
}

const keyOf = ({ mesure, lieu, detail, periode }: Case) => [mesure, lieu, detail, periode].join(' ')
function count(cases: readonly Case[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const une of cases) counts[keyOf(une)] = (counts[keyOf(une)] ?? 0) + 1
  return counts
}
const rowsSchema = z.array(
  z.object({
    mesure: z.custom<Case['mesure']>(),
    lieu: z.string(),
    detail: z.string(),
    periode: z.string(),
    nombre: z.number(),
  }),
)
/** What the base holds, folded or not, without what came back to nothing. */
async function counted(): Promise<Record<string, number>> {
  const rows = await db.execute(sql`
    select mesure, lieu, detail, periode, sum(nombre)::int as nombre
    from (select mesure, lieu, detail, periode, nombre from comptage where mesure <> 'ouverture'
      union all select mesure, lieu, detail, periode, nombre from ecart_de_comptage) tous
    group by 1, 2, 3, 4 having sum(nombre) <> 0`)
  return Object.fromEntries(rowsSchema.parse([...rows]).map((row) => [keyOf(row), row.nombre]))
}

const LE = jour('2026-01-01')
const fold = (tout = true) => db.transaction((tx) => foldComptage(tx, { arreteLe: LE, tout }))

describe('les comptes du registre', () => {
  it('sont ceux d’un recomptage, après des vies au hasard, pliés à tout moment (R-CHI-14, R-CHI-15, R-STA-01, R-TER-17)', async () => {
    const cases: Case[] = []
    for (let vague = 0; vague < 8; vague += 1) {
      const vies = Promise.all(Array.from({ length: 10 }, (_, at) => live(1 + vague * 10 + at)))
      if (vague % 2) await fold()
      cases.push(...(await vies).flat())
      expect(await counted()).toEqual(count(cases))
    }
    await fold()
    expect(await counted()).toEqual(count(cases))
    expect(await db.$count(sql`ecart_de_comptage`)).toBe(0)
    // The draw met what it is there for.
    const mesures = new Set(cases.map(({ mesure }) => mesure))
    expect([...mesures].sort()).toEqual(['attributions', 'premier-choix', 'renouvellements', 'tous-choix'])
    expect(cases.some(({ lieu }) => lieu === '75056')).toBe(true)
    expect(new Set(cases.flatMap(({ mesure, lieu }) => (lieu === '09334' ? mesure : []))).size).toBe(3)
    expect(cases.some(({ lieu }) => ACTUELLES.has(lieu))).toBe(false)
  })

  it('un acte qui ne change rien de ce qui est compté ne laisse rien', async () => {
    await fold()
    const le = jour('2022-03-01')
    const depot = granted(
      recordDepot(
        { ref: newRef(), numeroUnique: numeroDuMois(le, 999), deposeeLe: le, contenu: unContenu() },
        auGuichet(le),
      ),
    )
    await db.transaction((tx) => insertDemande(tx, depot, NUIT))
    await fold()
    const contenu = unContenu(['demandeur.courriel', 'autre@exemple.fr'])
    const acte = granted(recordModification(depot.demande, { contenu }, auGuichet('2022-03-02')))
    await db.transaction((tx) => saveActe(tx, acte, NUIT))
    expect(await db.$count(sql`ecart_de_comptage`)).toBe(0)
  })

  it('se publient à la fin du jour, sur les pages de leurs communes et d’elles seules (R-CHI-16)', async () => {
    await fold()
    await db.delete(publication)
    expect(await live(2001)).not.toEqual([])
    // What was done today is for tomorrow's night.
    expect(await publishComptage()).toEqual({ communes: 0 })
    await db.execute(sql`update ecart_de_comptage set at = at - interval '1 day'`)
    const { communes } = await publishComptage()
    expect(communes).toBeGreaterThan(0)
    const [derniere] = await db.select().from(publication)
    expect(derniere?.balises.every((balise) => balise.startsWith('chiffres:'))).toBe(true)
    expect(await publishComptage()).toEqual({ communes: 0 })
  })

  it('l’année qui commence se publie sur toutes les communes du registre, une fois (R-CHI-20)', async () => {
    await publishComptage()
    const communes = await db
      .selectDistinct({ lieu: comptage.lieu })
      .from(comptage)
      .where(ne(comptage.mesure, 'ouverture'))
    const comptees = communes.filter(({ lieu }) => lieu.length === 5)
    await db
      .update(comptage)
      .set({ arreteLe: jour('2022-12-31') })
      .where(eq(comptage.mesure, 'ouverture'))
    expect(await publishComptage()).toEqual({ communes: comptees.length })
    expect(comptees.length).toBeGreaterThan(2)
    expect(await publishComptage()).toEqual({ communes: 0 })
  })

  it('font les chiffres d’une commune dont le territoire est entré dans le registre (R-CHI-17)', async () => {
    expect(await loadChiffres(db, '09122')).toBeUndefined()
    await db
      .insert(reglageDeTerritoire)
      .values({ territoire: '09', renouvellementEnLigne: true, rappels: false, radiation: false })
    await db.insert(reglage).values({ nom: REGLAGE_DU_SEUIL, valeur: 1 })
    const enAttente = (await db.select().from(comptage).where(eq(comptage.lieu, '09122'))).find(
      ({ mesure, detail }) => mesure === 'premier-choix' && detail === 'ensemble',
    )
    expect(await loadChiffres(db, '09122')).toMatchObject({
      total: { demandesEnAttente: enAttente?.nombre, attributionsN1: null },
      duRegistre: ['demandesEnAttente'],
    })
  })
})
