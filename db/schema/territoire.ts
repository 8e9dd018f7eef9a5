import { date, doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'

export const region = pgTable('region', { code: text().primaryKey(), nom: text().notNull() })

export const departement = pgTable('departement', {
  code: text().primaryKey(),
  nom: text().notNull(),
  regionCode: text()
    .notNull()
    .references(() => region.code),
})

export const epci = pgTable('epci', { code: text().primaryKey(), nom: text().notNull() })

export const commune = pgTable(
  'commune',
  {
    codeInsee: text().primaryKey(),
    nom: text().notNull(),
    slug: text().notNull(),
    departementCode: text()
      .notNull()
      .references(() => departement.code),
    epciCode: text().references(() => epci.code),
    codesPostaux: text().array().notNull(),
    population: integer().notNull(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    /** `commune`: its own point; `approximative`: the mean of a postcode or arrondissement; null: unknown. */
    positionPrecision: text({ enum: ['commune', 'approximative'] }),
    /** Where the position comes from, credited on the page; `officielle` once npm run positions has run. */
    positionSource: text({ enum: ['geonames', 'code-postal', 'arrondissement', 'officielle'] }),
    /** Since when the list of communes no longer has it: its row and its page stay; null: a commune of today. */
    quitteeLe: date({ mode: 'string' }),
  },
  (t) => [index().on(t.departementCode), index().on(t.epciCode), index().using('gin', t.codesPostaux)],
)

/** Other codes and names that lead to a commune of today. */
export const communeAncienne = pgTable(
  'commune_ancienne',
  {
    codeInsee: text().notNull(),
    nom: text().notNull(),
    nature: text({ enum: ['ancien-code', 'ancien-nom', 'deleguee', 'associee', 'arrondissement'] }).notNull(),
    communeCode: text()
      .notNull()
      .references(() => commune.codeInsee),
    /** Postcodes of its own, of the municipal arrondissements. */
    codesPostaux: text().array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.codeInsee, t.nature, t.nom] }), index().on(t.communeCode)],
)
