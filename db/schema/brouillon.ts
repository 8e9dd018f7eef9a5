/** What applicants wrote and did not record yet: answers of a renewal, and forms of « Ma demande ». */
import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { PARTIES_GARDEES } from '#lib/domain/demande/formulaire/renouvellement/saisie-gardee.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { demande } from './demande.ts'
import { demandeur } from './demandeur.ts'

/** Erased once the renewal is sent, or six months after its last change. */
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

/**
 * The form of a part as it is typed, or as it was sent after the session went out: erased once the part is recorded, once it
 * says what stands, or a week later.
 */
export const saisieGardee = pgTable(
  'saisie_gardee',
  {
    numeroUnique: text()
      .notNull()
      .references(() => demande.numeroUnique)
      .$type<NumeroUnique>(),
    demandeurId: uuid()
      .notNull()
      .references(() => demandeur.id),
    partie: text({ enum: PARTIES_GARDEES }).notNull(),
    /** The text of each field by its name, as it was typed, with the version of the demande that the page showed. */
    valeurs: jsonb().notNull().$type<Reponses>(),
    gardeeAt: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.numeroUnique, t.demandeurId, t.partie] }),
    index().on(t.gardeeAt),
    check('saisie_gardee_taille', sql`octet_length(valeurs::text) <= 262144`),
  ],
)

/** How far the server has what was typed on each page that an applicant opened: what it has of one comes back to it from nowhere. */
export const frappeRecue = pgTable(
  'frappe_recue',
  {
    demandeurId: uuid()
      .notNull()
      .references(() => demandeur.id, { onDelete: 'cascade' }),
    /** The name that the browser drew for one opening of the page: it says nothing of the demande. */
    page: text().notNull(),
    rang: integer().notNull(),
    /** How far the page was when its last form left. */
    depart: integer().notNull().default(0),
    recueAt: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.demandeurId, t.page] }),
    index().on(t.recueAt),
    check('frappe_recue_page', sql`page ~ '^[0-9a-f]{32}$'`),
  ],
)
