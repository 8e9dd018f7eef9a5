/**
 * What was planned, sent and answered. A row is one sending: its key is what makes it happen once. It names nobody: the
 * address is read from the demande at the moment of sending, and only its imprint is kept, for the cap of a day.
 */
import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Coordonnees } from '#lib/domain/attestation/mentions.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import type { Lettre } from '#lib/domain/rappels/courrier.ts'
import { ETATS_DE_RAPPEL } from '#lib/domain/rappels/etats.ts'
import { CANAUX_DE_RAPPEL, NOMS_DE_JALON } from '#lib/domain/rappels/jalons.ts'
import { compte } from './acces.ts'
import { demande } from './demande.ts'

export const canalDeRappel = pgEnum('canal_de_rappel', CANAUX_DE_RAPPEL)
export const jalonDeRappel = pgEnum('jalon_de_rappel', NOMS_DE_JALON)
export const etatDeRappel = pgEnum('etat_de_rappel', ETATS_DE_RAPPEL)

const numeroDeDemande = () =>
  text()
    .notNull()
    .references(() => demande.numeroUnique)
    .$type<NumeroUnique>()

export const rappel = pgTable(
  'rappel',
  {
    numeroUnique: numeroDeDemande(),
    jalon: jalonDeRappel().notNull(),
    canal: canalDeRappel().notNull(),
    /** Civil day of the territory on which it falls due. */
    duLe: date({ mode: 'string' }).notNull().$type<Jour>(),
    /** T of the validity that it speaks of: another T, and it is not due any more. */
    cycle: date({ mode: 'string' }).notNull().$type<Jour>(),
    territoire: text().notNull().$type<Territoire>(),
    /** By which a gateway knows it: the same one at each attempt. */
    reference: uuid().notNull().unique().defaultRandom(),
    etat: etatDeRappel().notNull().default('a-envoyer'),
    /** Why it was given up, or the code that a gateway answered: never a word that could name somebody. */
    motif: text(),
    passerelle: text(),
    /** Imprint of where it went: of a mail or a number by our secret, of a letter by its lines. */
    destination: text(),
    tentatives: integer().notNull().default(0),
    /** Not tried before; while it leaves, when its worker is given up for dead. */
    prochainAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    envoyeAt: timestamp({ withTimezone: true }),
    regleAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.numeroUnique, t.jalon, t.canal, t.duLe] }),
    // A queue for each step of a territory, by a channel: what is closed or stopped is beside what leaves, not before it.
    index('rappel_file').on(t.territoire, t.jalon, t.canal, t.prochainAt).where(sql`etat = 'a-envoyer'`),
    index('rappel_en_cours').on(t.prochainAt).where(sql`etat = 'en-cours'`),
    index('rappel_a_prendre').on(t.territoire, t.duLe).where(sql`etat = 'a-prendre'`),
    index('rappel_sans_adresse').on(t.territoire).where(sql`canal = 'courrier' and motif in ('npai', 'sans-contact')`),
    // What failed for good, by which whom nothing reached is found (db/queries/a-joindre.ts).
    index('rappel_rate')
      .on(t.territoire, t.duLe)
      .where(sql`etat = 'echec' or etat = 'annule' and motif in ('sans-contact', 'contact-mort')`),
    index('rappel_a_verifier').on(t.prochainAt).where(sql`etat = 'a-verifier'`),
    index('rappel_du').on(t.duLe),
    index('rappel_recu').on(t.destination, t.envoyeAt).where(sql`destination is not null`),
    check('rappel_envoye', sql`etat not in ('envoye', 'remis') or envoye_at is not null`),
    check('rappel_par_la_poste', sql`etat <> 'a-prendre' or canal = 'courrier'`),
  ],
)

/** What an applicant wants; no row: the defaults. `sel` is drawn for the link that opens these choices and nothing else. */
export const preferenceDeRappel = pgTable('preference_de_rappel', {
  numeroUnique: numeroDeDemande().primaryKey(),
  sms: boolean().notNull().default(true),
  courriel: boolean().notNull().default(true),
  courrier: boolean().notNull().default(false),
  sel: uuid().notNull().unique().defaultRandom(),
})

/**
 * Numbers and addresses that the outside says are nobody's any more, until they are corrected; and mobiles whose holder
 * answered STOP (db/repositories/arrets-de-sms.ts): by imprint.
 */
export const contactMort = pgTable('contact_mort', {
  destination: text().primaryKey(),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
})

/** Letters of a territory that a gestionnaire took together. `id` is drawn with the form: a second click finds the first. */
export const lotDeCourriers = pgTable(
  'lot_de_courriers',
  {
    id: uuid().primaryKey(),
    territoire: text().notNull().$type<Territoire>(),
    prisAt: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    prisPar: uuid()
      .notNull()
      .references(() => compte.id),
    nombre: integer().notNull(),
    /** Printed on each letter, as the préfecture said it that day; null: it said nothing. */
    expediteur: jsonb().$type<Coordonnees>(),
    etat: text({ enum: ['pris', 'remis', 'abandonne'] })
      .notNull()
      .default('pris'),
    /** Civil day of the territory on which the post had it. */
    remisLe: date({ mode: 'string' }).$type<Jour>(),
    /** Letters among `nombre` that were still to be handed over that day. */
    remises: integer(),
    regleAt: timestamp({ withTimezone: true }),
    reglePar: uuid().references(() => compte.id),
  },
  (t) => [
    index().on(t.territoire, t.prisAt),
    check('lot_de_courriers_etat', sql`etat in ('pris', 'remis', 'abandonne')`),
    check('lot_de_courriers_remis', sql`(etat = 'remis') = (num_nulls(remis_le, remises) = 0)`),
    check('lot_de_courriers_regle', sql`(etat = 'pris') = (regle_at is null)`),
    check('lot_de_courriers_nombre', sql`nombre > 0`),
  ],
)

/** A letter of a batch. Its words are kept while the batch may be printed again, and no longer. */
export const lettreDeLot = pgTable(
  'lettre_de_lot',
  {
    numeroUnique: numeroDeDemande(),
    /** Of its row in `rappel`: one batch at a time holds it. */
    reference: uuid().notNull().unique(),
    lotId: uuid()
      .notNull()
      .references(() => lotDeCourriers.id),
    /** 1 for the first sheet of the batch. */
    rang: integer().notNull(),
    contenu: jsonb().$type<Lettre>(),
  },
  (t) => [primaryKey({ columns: [t.numeroUnique, t.reference] }), unique('lettre_de_lot_rang').on(t.lotId, t.rang)],
)

/** A step that an administrator stopped in a territory: its rows wait, and nothing of it leaves. */
export const campagneArretee = pgTable(
  'campagne_arretee',
  {
    territoire: text().notNull().$type<Territoire>(),
    jalon: jalonDeRappel().notNull(),
    arreteeAt: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    arreteePar: uuid().references(() => compte.id),
  },
  (t) => [primaryKey({ columns: [t.territoire, t.jalon] })],
)
