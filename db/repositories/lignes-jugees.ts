/**
 * The lines that a dry run judged so far: a later line of the same number is judged after them. They stand in a temporary
 * table of the run, on the disk of the base, for a territory has more of them than should stand in memory. The table is of
 * a connection that the run keeps, and of no transaction: one that lasts hours would keep the base from cleaning itself.
 */
import type { MemePersonne } from '#lib/domain/demande/memes-personnes.ts'
import { type NumeroUnique, readNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { LigneDeReprise } from '#lib/domain/demande/reprise/ligne.ts'
import { db } from '../client.ts'
import { clesDesTitulaires } from './demandes.row.ts'
import { MEMES_PAR_CLE, type RowDeMeme, toMeme } from './memes-personnes.ts'

export type LignesJugees = Readonly<{
  /** Those of a number, in the order in which they were judged. */
  list: (numeroUnique: NumeroUnique) => Promise<readonly LigneDeReprise[]>
  insert: (ligne: LigneDeReprise) => Promise<void>
  /** Keeps who would hold a demande that the run would create, and answers which others of the run they would hold. */
  insertTitulaires: (ligne: LigneDeReprise) => Promise<readonly MemePersonne[]>
  /** Forgets them; a run that is killed forgets them with its connection. */
  close: () => Promise<void>
}>

/** What no two demandes share of their numbers. */
const cleDe = (numeroUnique: NumeroUnique): string => numeroUnique.slice(0, 13)

export async function openLignesJugees(): Promise<LignesJugees> {
  const sql = await db.$sql.reserve()
  await sql`
    create temporary table ligne_jugee (
      rang integer generated always as identity, cle text not null, ligne jsonb not null
    )`
  await sql`create index on ligne_jugee (cle)`
  await sql`create temporary table titulaire_juge (territoire text, cle text, numero_unique text)`
  await sql`create index on titulaire_juge (territoire, cle, numero_unique)`
  return {
    async list(numeroUnique) {
      const rows = await sql<{ ligne: LigneDeReprise }[]>`
        select ligne from ligne_jugee where cle = ${cleDe(numeroUnique)} order by rang`
      return rows.map(({ ligne }) => ligne)
    },
    async insert(ligne) {
      const texte = JSON.stringify(ligne)
      await sql`insert into ligne_jugee (cle, ligne) values (${cleDe(ligne.numeroUnique)}, ${texte}::text::jsonb)`
    },
    async insertTitulaires({ numeroUnique, demande }) {
      const { territoire } = readNumeroUnique(numeroUnique)
      const cles = demande ? clesDesTitulaires(demande.contenu) : []
      const rows = await sql<RowDeMeme[]>`
        select autre.* from unnest(${cles}::text[]) mienne(cle) cross join lateral (
          select numero_unique as "numeroUnique", mienne.cle from titulaire_juge
          where territoire = ${territoire} and cle = mienne.cle order by numero_unique limit ${MEMES_PAR_CLE}) autre`
      await sql`insert into titulaire_juge select ${territoire}, unnest(${cles}::text[]), ${numeroUnique}`
      return rows.map(toMeme)
    },
    async close() {
      // Of a connection that was lost the tables are gone too, and what was lost it is what the run ends with.
      await sql`drop table if exists ligne_jugee, titulaire_juge`.catch(() => {})
      sql.release()
    },
  }
}
