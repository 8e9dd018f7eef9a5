/** What an applicant answered of a renewal that is not sent yet: erased once it is, or six months after its last change. */
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { demande } from './demande.ts'
import { demandeur } from './demandeur.ts'

export const brouillonDeRenouvellement = pgTable(
  'brouillon_de_renouvellement',
  {
    numeroUnique: text()
      .notNull()
      .references(() => demande.numeroUnique)
      .$type<NumeroUnique>(),
    demandeurId: uuid()
      .notNull()
      .references(() => demandeur.id),
    /** Version of the demande whose facts the person was shown. */
    versionVue: integer().notNull(),
    /** The text of each field, by its name, as it was typed. */
    reponses: jsonb().notNull().$type<Reponses>(),
    /** Of the sending: however often it is sent, one renewal. */
    cle: uuid().notNull().defaultRandom(),
    enregistreAt: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.numeroUnique, t.demandeurId] }),
    index().on(t.enregistreAt),
    check('brouillon_de_renouvellement_taille', sql`octet_length(reponses::text) <= 262144`),
  ],
)
