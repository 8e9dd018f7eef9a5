/** The figures that a centre proposes, beside those that are published: for who shows them, and for who publishes them. */
import { createHash } from 'node:crypto'
import { inArray, sql } from 'drizzle-orm'
import { type ChiffresCompares, cleDeChiffres, confrontChiffres } from '#lib/domain/guichet/recensement/examen.ts'
import type { Reader, Tx } from '../client.ts'
import { faitDeChiffre } from '../schema/index.ts'
import { loadChiffresPublies } from './referentiel.ts'

export type Proposition = Readonly<{
  /** The rows that change something published now, in the order of the file. */
  rangs: readonly ChiffresCompares[]
  /** Of what is so seen, both sides: another number when either moved. Sent back by the form that publishes. */
  version: number
}>

/** The communes that these rows of figures speak of, each once. */
export const communesDesChiffres = (chiffres: readonly ChiffresCompares[]): string[] => [
  ...new Set(chiffres.flatMap((rang) => (rang.chiffres ? [rang.chiffres.codeInsee] : []))),
]

/** Twelve hexadecimal digits are a whole number that JavaScript holds exactly. */
function versionOf(rangs: readonly ChiffresCompares[]): number {
  const seen = rangs.map(({ chiffres, avant }) =>
    [chiffres, avant].map(
      (row) =>
        row && [cleDeChiffres(row), row.logements, row.demandesEnAttente, row.attributionsN1, row.arreteAu, row.source],
    ),
  )
  return Number.parseInt(createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 12), 16)
}

export async function confrontProposition(reader: Reader, chiffres: readonly ChiffresCompares[]): Promise<Proposition> {
  const publies = await loadChiffresPublies(reader, communesDesChiffres(chiffres))
  const rangs = chiffres
    .map((rang) => confrontChiffres(rang, publies))
    .filter(({ statut }) => statut === 'nouveau' || statut === 'modifie')
  return { rangs, version: versionOf(rangs) }
}

/** Rows whose published figures moved last, first: what someone else has just changed heads the list. */
export async function sortByRecence(tx: Tx, rangs: readonly ChiffresCompares[]): Promise<ChiffresCompares[]> {
  const type = sql<string>`coalesce(${faitDeChiffre.apres}, ${faitDeChiffre.avant}) ->> 'type'`
  const last = sql<number>`max(${faitDeChiffre.id})::int`
  const faits = await tx
    .select({ codeInsee: faitDeChiffre.codeInsee, annee: faitDeChiffre.annee, type, last })
    .from(faitDeChiffre)
    .where(inArray(faitDeChiffre.codeInsee, communesDesChiffres(rangs)))
    .groupBy(faitDeChiffre.codeInsee, faitDeChiffre.annee, type)
  const rank = new Map(faits.map((fait) => [`${fait.codeInsee}:${fait.annee}:${fait.type}`, fait.last]))
  const rankOf = ({ chiffres }: ChiffresCompares) => (chiffres && rank.get(cleDeChiffres(chiffres))) ?? 0
  return rangs.toSorted((a, b) => rankOf(b) - rankOf(a))
}
