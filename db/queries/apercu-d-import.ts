/** The preview of an import, a page at a time: of fifty thousand rows the database hands over those that are shown. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Alerte, ColonnesDeFeuille } from '#lib/domain/guichet/recensement/analyse.ts'
import type { ColonneDonneeUneFois } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import { type ChiffresCompares, confrontChiffres, type Examen } from '#lib/domain/guichet/recensement/examen.ts'
import type { Proposition as Reparation } from '#lib/domain/guichet/recensement/remarques.ts'
import { type Attente, listAttentes } from '#lib/domain/guichet/recensement/voisinage.ts'
import { db } from '../client.ts'
import type { LigneDeFichier } from '../repositories/corrections.ts'
import { confrontProposition, type Proposition } from '../repositories/propositions.ts'
import { isPoint, loadChiffresLus, ORDRE, RANG, toRang } from '../repositories/rangs-d-import.ts'
import { loadChiffresPublies } from '../repositories/referentiel.ts'
import { importDeRecensement, rangDImport } from '../schema/index.ts'
import { listNomsDeLieux } from './noms-de-lieux.ts'

export const LIGNES_PAR_PAGE = 100
/** As many as are compared one by one on a page. */
export const ATTENTES_MONTREES = 50
export const ABSENTS_MONTRES = 200
export const ALERTES_MONTREES = 100

/** A view of the rows: those of a statut, those to look at, those corrected in the preview. */
export const VUES_DE_LIGNES = ['refuse', 'a-verifier', 'nouveau', 'modifie', 'inchange', 'corrigees'] as const
export type VueDeLignes = (typeof VUES_DE_LIGNES)[number]

const conditionOf = (vue: VueDeLignes): SQL =>
  vue === 'a-verifier'
    ? sql`${rangDImport.aVerifier}`
    : vue === 'corrigees'
      ? sql`${rangDImport.corrige}`
      : eq(rangDImport.statut, vue)

export type Apercu = Readonly<{
  alertes: readonly Alerte[]
  autresAlertes: number
  /** Columns that the whole table lacks. */
  manquent: readonly ColonneDonneeUneFois[]
  absents: Examen['absents']
  autresAbsents: number
  attentes: readonly Attente[]
  nombreDAttentes: number
  hasRemarques: boolean
  /** Where each column stands, by sheet. */
  colonnes: readonly ColonnesDeFeuille[]
  /** Rows accepted that someone should look at, and rows with a cell corrected in the preview. */
  aVerifier: number
  corrigees: number
  /** It holds figures that change something. */
  hasChiffres: boolean
}>

/** What is said above the rows; undefined when nothing was understood yet. Whose import it is was asked before. */
export async function findApercu(id: string): Promise<Apercu | undefined> {
  const [row] = await db
    .select({ analyse: importDeRecensement.analyse })
    .from(importDeRecensement)
    .where(eq(importDeRecensement.id, id))
  if (!row?.analyse) return undefined
  const { alertes, absents, colonnes = [], aVerifier, attendent, corriges, hasRemarques, hasChiffres } = row.analyse
  const montrees = alertes.slice(0, ALERTES_MONTREES)
  const montres = absents.slice(0, ABSENTS_MONTRES)
  const manquent = alertes.flatMap((alerte) => (alerte.code === 'colonne-a-donner' ? [alerte.colonne] : []))
  return {
    alertes: montrees,
    autresAlertes: alertes.length - montrees.length,
    manquent: [...new Set(manquent)],
    absents: montres,
    autresAbsents: absents.length - montres.length,
    attentes: attendent > 0 ? await findAttentes(id) : [],
    nombreDAttentes: attendent,
    hasRemarques,
    colonnes,
    aVerifier,
    corrigees: corriges,
    hasChiffres,
  }
}

async function findAttentes(id: string): Promise<Attente[]> {
  const rows = await db
    .select(RANG)
    .from(rangDImport)
    .where(and(eq(rangDImport.importId, id), sql`${rangDImport.attend}`))
    .orderBy(rangDImport.place)
    .limit(ATTENTES_MONTREES)
  return listAttentes({ points: rows.map(toRang).filter(isPoint) })
}

export type LigneDExamen =
  | Readonly<{ nature: 'point'; rang: RangCompare }>
  | Readonly<{ nature: 'chiffres'; rang: ChiffresCompares }>

type PageDeLignes = Readonly<{ vue: VueDeLignes; page: number; parPage?: number }>

/** One page of the rows of that view, points first, in the order of the file. `page` counts from 1. */
export async function listLignes(id: string, { vue, page, parPage = LIGNES_PAR_PAGE }: PageDeLignes) {
  const rows = await db
    .select(RANG)
    .from(rangDImport)
    .where(and(eq(rangDImport.importId, id), conditionOf(vue)))
    .orderBy(...ORDRE)
    .limit(parPage + 1)
    .offset((page - 1) * parPage)
  return { lignes: await nommeLieux(rows.slice(0, parPage).map(toLigne)), suite: rows.length > parPage }
}

/** The places of a territory that is offered as it is published, by their codes; undefined for any other repair. */
function codesPublies({ pourquoi, ecritures: [only, ...others] }: Reparation): readonly string[] | undefined {
  return pourquoi === 'publie' && only?.colonne === 'territoire' && others.length === 0
    ? only.valeur.split(' ; ')
    : undefined
}

/** Those rows, where « Garder 09225 ? » says which place it is. */
async function nommeLieux(lignes: readonly LigneDExamen[]): Promise<LigneDExamen[]> {
  const propositions = lignes.flatMap(({ rang }) => rang.remarques.flatMap((une) => une.propositions ?? []))
  const noms = await listNomsDeLieux([...new Set(propositions.flatMap((une) => codesPublies(une) ?? []))])
  if (noms.size === 0) return [...lignes]
  const nomme = (proposition: Reparation): Reparation => {
    const codes = codesPublies(proposition)
    if (!codes) return proposition
    const dits = codes.map((code) => (noms.has(code) ? `${code} (${noms.get(code)})` : code))
    return { ...proposition, libelle: dits.join(' ; ') }
  }
  const nommeRang = <R extends LigneDExamen['rang']>(rang: R): R => ({
    ...rang,
    remarques: rang.remarques.map((une) =>
      une.propositions ? { ...une, propositions: une.propositions.map(nomme) } : une,
    ),
  })
  return lignes.map((ligne) =>
    ligne.nature === 'point' ? { ...ligne, rang: nommeRang(ligne.rang) } : { ...ligne, rang: nommeRang(ligne.rang) },
  )
}

function toLigne(row: Parameters<typeof toRang>[0]): LigneDExamen {
  const rang = toRang(row)
  return isPoint(rang) ? { nature: 'point', rang } : { nature: 'chiffres', rang }
}

/** These rows of the file, whatever became of them; undefined for one that the file has not. */
export async function findLignes(
  id: string,
  lieux: readonly LigneDeFichier[],
): Promise<readonly (LigneDExamen | undefined)[]> {
  const feuilles = [...new Set(lieux.map(({ feuille }) => feuille))]
  const numeros = [...new Set(lieux.map(({ ligne }) => ligne))]
  if (lieux.length === 0) return []
  const rows = await db
    .select(RANG)
    .from(rangDImport)
    .where(
      and(eq(rangDImport.importId, id), inArray(rangDImport.feuille, feuilles), inArray(rangDImport.ligne, numeros)),
    )
    .orderBy(...ORDRE)
  const lignes = await nommeLieux(rows.map(toLigne))
  return lieux.map(({ feuille, ligne }) => lignes.find(({ rang }) => rang.feuille === feuille && rang.ligne === ligne))
}

/**
 * Those rows with the figures that are published now: a centre's file was compared with what a centre may read, and who
 * publishes its figures must see what they replace (R-CHI-12).
 */
export async function confrontLignes(lignes: readonly LigneDExamen[]): Promise<LigneDExamen[]> {
  const codes = lignes.flatMap(({ nature, rang }) =>
    nature === 'chiffres' && rang.chiffres ? [rang.chiffres.codeInsee] : [],
  )
  const publies = await loadChiffresPublies(db, codes)
  return lignes.map((ligne) =>
    ligne.nature === 'chiffres' ? { ...ligne, rang: confrontChiffres(ligne.rang, publies) } : ligne,
  )
}

/** What a gestionnaire may publish of a centre's file: every row of figures that changes something published now. */
export const findProposition = async (id: string): Promise<Proposition> =>
  confrontProposition(db, await loadChiffresLus(db, id))
