/**
 * The register. The numéro unique comes first in every key of what belongs to a demande; `ref` stands in addresses.
 * State and faits are written in one transaction, and the constraints below are the second wall behind the rules of
 * lib/domain/demande: they hold whatever writes.
 */
import { sql } from 'drizzle-orm'
import {
  bigint,
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { ROLES, type Role } from '#lib/domain/acces/acteur.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import { type DemandeRef, STATUTS } from '#lib/domain/demande/demande.ts'
import { CANAUX_DE_DEMANDE, TYPES_DE_FAIT } from '#lib/domain/demande/faits.ts'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import type { CorrectionDemandee } from '#lib/domain/demande/identite.ts'
import { MOTIFS_DE_RADIATION, type MotifDeRadiation } from '#lib/domain/demande/motifs-de-radiation.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'

export const statutDeDemande = pgEnum('statut_de_demande', STATUTS)
export const canalDeDemande = pgEnum('canal_de_demande', codesOf(CANAUX_DE_DEMANDE))
export const motifDeRadiation = pgEnum('motif_de_radiation', codesOf(MOTIFS_DE_RADIATION))
export const typeDeFait = pgEnum('type_de_fait', TYPES_DE_FAIT)

const jourCivil = () => date({ mode: 'string' }).$type<Jour>()

/** The state of a demande, as its last fait left it. Every day is one of its own territory, computed by the rules. */
export const demande = pgTable(
  'demande',
  {
    numeroUnique: text().primaryKey().$type<NumeroUnique>(),
    ref: uuid().notNull().unique().$type<DemandeRef>(),
    territoire: text().notNull().$type<Territoire>(),
    statut: statutDeDemande().notNull(),
    deposeeLe: jourCivil().notNull(),
    isDepotCompte: boolean('depot_compte').notNull().default(false),
    enregistreeLe: jourCivil(),
    ancienneteDepuis: jourCivil().notNull(),
    /** T and what follows from it; null together while T is not known. */
    valideDepuis: jourCivil(),
    ouvreLe: jourCivil(),
    avisAuPlusTardLe: jourCivil(),
    expireLe: jourCivil(),
    dernierJour: jourCivil(),
    avisRemisLe: jourCivil(),
    renouveleeLe: jourCivil(),
    /** Null once erased. */
    contenu: jsonb().$type<Contenu>(),
    correction: jsonb().$type<CorrectionDemandee>(),
    /** Imprints of the keys of who holds it (`clesDesTitulaires`), by which one person is known; null once erased. */
    titulaires: text().array(),
    radieeLe: jourCivil(),
    motif: motifDeRadiation(),
    /** The motive with what it says; null once erased. */
    motifDetaille: jsonb().$type<MotifDeRadiation>(),
    reactivableJusquAu: jourCivil(),
    effacementLe: jourCivil(),
    effaceeLe: jourCivil(),
    demonstration: boolean().notNull().default(false),
    /** Number of faits; the last one has this rank (deferred foreign key of the migration). */
    version: integer().notNull(),
  },
  (t) => [
    // One sequence of a territory, a month and a year is given once, whatever the guichet.
    uniqueIndex('demande_treize_caracteres').on(sql`left(numero_unique, 13)`),
    index().on(t.territoire, t.statut),
    index('demande_a_radier').on(t.dernierJour).where(sql`statut = 'active'`),
    index('demande_a_avertir').on(t.avisAuPlusTardLe).where(sql`statut = 'active' and avis_remis_le is null`),
    index('demande_a_relancer').on(t.avisAuPlusTardLe).where(sql`statut = 'active'`),
    index('demande_finissante').on(t.expireLe).where(sql`statut = 'active'`),
    index('demande_radiee_le').on(t.radieeLe).where(sql`statut = 'radiee' and motif = 'RADREN'`),
    index('demande_radiee_sur_avis_tardif')
      .on(t.territoire)
      .where(sql`statut = 'radiee' and motif = 'RADREN' and avis_remis_le > dernier_jour`),
    index('demande_a_effacer').on(t.effacementLe).where(sql`statut = 'radiee'`),
    index('demande_a_corriger').on(t.territoire).where(sql`statut = 'active' and correction is not null`),
    index('demande_sans_validite').on(t.territoire).where(sql`statut = 'active' and valide_depuis is null`),
    check(
      'demande_numero',
      sql`numero_unique ~ '^(111|0[0-9]{2}|02[AB]|97[1-6])(0[1-9]|1[0-2])[0-9]{2}[0-9]{6}[A-Z0-9]{5}$'`,
    ),
    check('demande_territoire_du_numero', sql`lpad(territoire, 3, '0') = left(numero_unique, 3)`),
    check('demande_dates', sql`deposee_le <= enregistree_le`),
    check(
      'demande_validite_entiere',
      sql`num_nulls(valide_depuis, ouvre_le, avis_au_plus_tard_le, expire_le, dernier_jour) in (0, 5)
        and (avis_remis_le is null or valide_depuis is not null)`,
    ),
    check(
      'demande_echeances_en_ordre',
      sql`valide_depuis < ouvre_le and ouvre_le < avis_au_plus_tard_le
        and avis_au_plus_tard_le < expire_le and expire_le < dernier_jour`,
    ),
    check(
      'demande_active',
      sql`statut <> 'active' or (contenu is not null and num_nonnulls(
        radiee_le, motif, motif_detaille, reactivable_jusqu_au, effacement_le, effacee_le) = 0)`,
    ),
    check(
      'demande_radiee',
      sql`statut <> 'radiee' or (effacee_le is null and num_nulls(
        contenu, radiee_le, motif, motif_detaille, effacement_le) = 0
        and motif_detaille ->> 'code' = motif::text
        and (reactivable_jusqu_au is not null) = (motif in ('RADREN', 'RADCON'))
        and radiee_le <= coalesce(reactivable_jusqu_au, radiee_le) and radiee_le < effacement_le)`,
    ),
    check(
      'demande_effacee',
      sql`statut <> 'effacee' or (num_nulls(radiee_le, motif, effacee_le) = 0 and radiee_le < effacee_le
        and num_nonnulls(contenu, correction, valide_depuis, renouvelee_le, motif_detaille, reactivable_jusqu_au,
          effacement_le) = 0)`,
    ),
    check('demande_titulaires', sql`(titulaires is null) = (statut = 'effacee')`),
    check('demande_version', sql`version > 0`),
  ],
)

/**
 * The keys of who holds an active demande, for one look-up to find the others of a person in a territory. Kept by a
 * trigger of the migration, when a demande comes in, leaves, or changes hands: of two deposits at once, both are marked.
 */
// R-PER-04 — CCH, R441-2-8 : une demande radiée n’attend plus, et une autre la remplace à bon droit ; réactivée, elle revient ici
export const cleDeTitulaire = pgTable(
  'cle_de_titulaire',
  {
    territoire: text().notNull().$type<Territoire>(),
    /** Begins with `c` where it is certain, `p` where it is probable. */
    cle: text().notNull(),
    numeroUnique: text().notNull().$type<NumeroUnique>(),
    /** Another demande holds or held the same key: those that are shown are looked for among these alone. */
    isPartagee: boolean('partagee').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.territoire, t.cle, t.numeroUnique] }),
    index('cle_partagee').on(t.territoire, t.cle, t.numeroUnique).where(sql`partagee`),
  ],
)

/**
 * Two demandes that people said to be of two persons, and the keys of each as they were then. It no longer stands once a
 * key of one of them is another, nor once it is taken back, which deletes it: `fait_d_administration` keeps both acts.
 */
export const personnesDistinctes = pgTable(
  'personnes_distinctes',
  {
    /** The lesser of the two numbers. */
    numeroUnique: text()
      .notNull()
      .references(() => demande.numeroUnique)
      .$type<NumeroUnique>(),
    autre: text()
      .notNull()
      .references(() => demande.numeroUnique)
      .$type<NumeroUnique>(),
    territoire: text().notNull().$type<Territoire>(),
    titulaires: text().array().notNull(),
    titulairesDeLAutre: text().array().notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.numeroUnique, t.autre] }),
    index().on(t.autre),
    index().on(t.territoire, t.at),
    check('personnes_distinctes_en_ordre', sql`numero_unique < autre`),
  ],
)

/**
 * Append-only (the migration refuses a change or a deletion): one row for each act, whole enough to replay the life.
 * Erasing a demande empties `dit`, what a sending was known by and who the applicant was; nothing else ever changes.
 */
export const faitDeDemande = pgTable(
  'fait_de_demande',
  {
    numeroUnique: text()
      .notNull()
      .references(() => demande.numeroUnique)
      .$type<NumeroUnique>(),
    /** 1 for the first; the version of the demande after it. */
    rang: integer().notNull(),
    type: typeDeFait().notNull(),
    /** Civil day of the demande's territory. */
    le: jourCivil().notNull(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    /** The delays that judged it. */
    bareme: text().notNull(),
    /** Null: the night recorded it. */
    canal: canalDeDemande(),
    /** Code guichet, or SIREN, of the body that recorded it; null: a file does not say who. */
    organisme: text(),
    compteId: uuid(),
    role: text({ enum: codesOf(ROLES) }).$type<Role>(),
    /** What the act says beside the columns above. */
    dit: jsonb().$type<Readonly<Record<string, unknown>>>(),
    /** Of a sending that may be made twice: its key, and the imprint of what was sent. */
    cle: uuid(),
    empreinte: text(),
  },
  (t) => [
    primaryKey({ columns: [t.numeroUnique, t.rang] }),
    uniqueIndex('fait_de_demande_cle').on(t.numeroUnique, t.cle).where(sql`cle is not null`),
    // A sending makes one demande: its number is not known before, so the key alone says which.
    uniqueIndex('fait_de_demande_cle_de_depot').on(t.cle).where(sql`type = 'depot' and cle is not null`),
    check('fait_de_demande_rang', sql`rang > 0`),
    check('fait_de_demande_cle_et_empreinte', sql`(cle is null) = (empreinte is null)`),
  ],
)

/**
 * Who read which nominative record, and by which page or route. Append-only; what is a year old may be deleted, and the
 * account of the applicant is forgotten with the demande: with it, the number that is kept would still name somebody.
 */
export const lectureDeDemande = pgTable(
  'lecture_de_demande',
  {
    numeroUnique: text().notNull().$type<NumeroUnique>(),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull().default(sql`transaction_timestamp()`),
    compteId: uuid(),
    role: text({ enum: codesOf(ROLES) })
      .notNull()
      .$type<Role>(),
    /** The act or the page that showed it: `renouvellement`, `ma-demande`. */
    objet: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.numeroUnique, t.id] }), index().on(t.at), index().on(t.compteId, t.at)],
)
