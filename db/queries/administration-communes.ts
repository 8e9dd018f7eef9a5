/** Communes and their declared figures as a gestionnaire edits them: raw, within the actor's départements only. */
import { and, desc, eq, ilike, or, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { slugOf } from '#lib/domain/territoire/slug.ts'
import { db } from '../client.ts'
import { versionOfChiffres } from '../repositories/communes.ts'
import { chiffreDeCommune, commune } from '../schema/index.ts'
import { communesOf } from './portee.ts'

const latest = sql<number | null>`(select max(annee) from chiffre_de_commune c where c.code_insee = commune.code_insee)`

/** By name, INSEE code or postcode; without a question, the largest. */
export const searchCommunes = (acteur: Acteur, q: string) =>
  db
    .select({
      codeInsee: commune.codeInsee,
      nom: commune.nom,
      departement: commune.departementCode,
      population: commune.population,
      annee: latest,
    })
    .from(commune)
    .where(
      and(
        communesOf(acteur),
        q === ''
          ? undefined
          : or(
              eq(commune.codeInsee, q.toUpperCase()),
              sql`${q} = any(${commune.codesPostaux})`,
              ilike(commune.slug, `%${slugOf(q).replaceAll(/[%_\\]/g, '')}%`),
            ),
      ),
    )
    .orderBy(desc(commune.population))
    .limit(50)

/** The rows of one year; undefined when the commune is not within reach. */
export async function loadDeclaredChiffres(acteur: Acteur, codeInsee: string, annee: number) {
  const [found] = await db
    .select({
      codeInsee: commune.codeInsee,
      nom: commune.nom,
      departement: commune.departementCode,
      slug: commune.slug,
    })
    .from(commune)
    .where(and(eq(commune.codeInsee, codeInsee), communesOf(acteur)))
  if (!found) return undefined
  const [rows, annees, version] = await Promise.all([
    db
      .select()
      .from(chiffreDeCommune)
      .where(and(eq(chiffreDeCommune.codeInsee, codeInsee), eq(chiffreDeCommune.annee, annee))),
    db
      .selectDistinct({ annee: chiffreDeCommune.annee })
      .from(chiffreDeCommune)
      .where(eq(chiffreDeCommune.codeInsee, codeInsee))
      .orderBy(desc(chiffreDeCommune.annee)),
    versionOfChiffres(db, codeInsee, annee),
  ])
  return { commune: found, rows, annees: annees.map((row) => row.annee), version }
}
