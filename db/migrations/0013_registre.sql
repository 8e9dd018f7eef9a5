CREATE TYPE "public"."canal_de_demande" AS ENUM('internet', 'guichet', 'courrier', 'editeur');--> statement-breakpoint
CREATE TYPE "public"."motif_de_radiation" AS ENUM('RADATT', 'RADABA', 'RADIRR', 'RADCON', 'RADREN');--> statement-breakpoint
CREATE TYPE "public"."statut_de_demande" AS ENUM('active', 'radiee', 'effacee');--> statement-breakpoint
CREATE TYPE "public"."type_de_fait" AS ENUM('depot', 'reprise', 'validite-apprise', 'modification', 'avis-remis', 'avis-revenu', 'renouvellement', 'radiation', 'reactivation', 'retablissement', 'separation', 'correction-demandee', 'correction-decidee', 'changement-de-titulaire', 'effacement');--> statement-breakpoint
CREATE TABLE "demande" (
	"numero_unique" text PRIMARY KEY NOT NULL,
	"ref" uuid NOT NULL,
	"territoire" text NOT NULL,
	"statut" "statut_de_demande" NOT NULL,
	"deposee_le" date NOT NULL,
	"enregistree_le" date NOT NULL,
	"anciennete_depuis" date NOT NULL,
	"valide_depuis" date,
	"ouvre_le" date,
	"avis_au_plus_tard_le" date,
	"expire_le" date,
	"dernier_jour" date,
	"avis_remis_le" date,
	"renouvelee_le" date,
	"contenu" jsonb,
	"correction" jsonb,
	"radiee_le" date,
	"motif" "motif_de_radiation",
	"motif_detaille" jsonb,
	"reactivable_jusqu_au" date,
	"effacement_le" date,
	"effacee_le" date,
	"demonstration" boolean DEFAULT false NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "demande_ref_unique" UNIQUE("ref"),
	CONSTRAINT "demande_numero" CHECK (numero_unique ~ '^(111|0[0-9]{2}|02[AB]|97[1-6])(0[1-9]|1[0-2])[0-9]{2}[0-9]{6}[A-Z0-9]{5}$'),
	CONSTRAINT "demande_territoire_du_numero" CHECK (lpad(territoire, 3, '0') = left(numero_unique, 3)),
	CONSTRAINT "demande_dates" CHECK (anciennete_depuis <= deposee_le and deposee_le <= enregistree_le),
	CONSTRAINT "demande_validite_entiere" CHECK (num_nulls(valide_depuis, ouvre_le, avis_au_plus_tard_le, expire_le, dernier_jour) in (0, 5)
        and (avis_remis_le is null or valide_depuis is not null)),
	CONSTRAINT "demande_echeances_en_ordre" CHECK (valide_depuis < ouvre_le and ouvre_le < avis_au_plus_tard_le
        and avis_au_plus_tard_le < expire_le and expire_le < dernier_jour),
	CONSTRAINT "demande_active" CHECK (statut <> 'active' or (contenu is not null and num_nonnulls(
        radiee_le, motif, motif_detaille, reactivable_jusqu_au, effacement_le, effacee_le) = 0)),
	CONSTRAINT "demande_radiee" CHECK (statut <> 'radiee' or (effacee_le is null and num_nulls(
        contenu, radiee_le, motif, motif_detaille, effacement_le) = 0
        and motif_detaille ->> 'code' = motif::text
        and (reactivable_jusqu_au is not null) = (motif in ('RADREN', 'RADCON'))
        and radiee_le <= coalesce(reactivable_jusqu_au, radiee_le) and radiee_le < effacement_le)),
	CONSTRAINT "demande_effacee" CHECK (statut <> 'effacee' or (num_nulls(radiee_le, motif, effacee_le) = 0 and radiee_le < effacee_le
        and num_nonnulls(contenu, correction, valide_depuis, renouvelee_le, motif_detaille, reactivable_jusqu_au,
          effacement_le) = 0)),
	CONSTRAINT "demande_version" CHECK (version > 0)
);
--> statement-breakpoint
CREATE TABLE "fait_de_demande" (
	"numero_unique" text NOT NULL,
	"rang" integer NOT NULL,
	"type" "type_de_fait" NOT NULL,
	"le" date NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"bareme" text NOT NULL,
	"canal" "canal_de_demande",
	"organisme" text NOT NULL,
	"compte_id" uuid,
	"role" text,
	"dit" jsonb,
	"cle" uuid,
	"empreinte" text,
	CONSTRAINT "fait_de_demande_numero_unique_rang_pk" PRIMARY KEY("numero_unique","rang"),
	CONSTRAINT "fait_de_demande_rang" CHECK (rang > 0),
	CONSTRAINT "fait_de_demande_cle_et_empreinte" CHECK ((cle is null) = (empreinte is null))
);
--> statement-breakpoint
CREATE TABLE "lecture_de_demande" (
	"numero_unique" text NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "lecture_de_demande_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"compte_id" uuid,
	"role" text NOT NULL,
	"objet" text NOT NULL,
	CONSTRAINT "lecture_de_demande_numero_unique_id_pk" PRIMARY KEY("numero_unique","id")
);
--> statement-breakpoint
ALTER TABLE "fait_de_demande" ADD CONSTRAINT "fait_de_demande_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "demande_treize_caracteres" ON "demande" USING btree (left(numero_unique, 13));--> statement-breakpoint
CREATE INDEX "demande_territoire_statut_index" ON "demande" USING btree ("territoire","statut");--> statement-breakpoint
CREATE INDEX "demande_a_radier" ON "demande" USING btree ("dernier_jour") WHERE statut = 'active';--> statement-breakpoint
CREATE INDEX "demande_a_avertir" ON "demande" USING btree ("avis_au_plus_tard_le") WHERE statut = 'active' and avis_remis_le is null;--> statement-breakpoint
CREATE INDEX "demande_a_effacer" ON "demande" USING btree ("effacement_le") WHERE statut = 'radiee';--> statement-breakpoint
CREATE INDEX "demande_sans_validite" ON "demande" USING btree ("territoire") WHERE statut = 'active' and valide_depuis is null;--> statement-breakpoint
CREATE UNIQUE INDEX "fait_de_demande_cle" ON "fait_de_demande" USING btree ("numero_unique","cle") WHERE cle is not null;--> statement-breakpoint
CREATE INDEX "lecture_de_demande_at_index" ON "lecture_de_demande" USING btree ("at");--> statement-breakpoint
CREATE INDEX "lecture_de_demande_compte_id_at_index" ON "lecture_de_demande" USING btree ("compte_id","at");--> statement-breakpoint
-- State and faits are written together: the last fait of a demande has its version for rank, or the transaction fails.
ALTER TABLE "demande" ADD CONSTRAINT "demande_a_son_fait" FOREIGN KEY ("numero_unique", "version")
REFERENCES "fait_de_demande"("numero_unique", "rang") DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint
-- A fait never changes. Once its demande is erased, what it said and the applicant who said it are forgotten, and no more.
CREATE FUNCTION keep_faits_de_demande() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.dit IS NULL AND (NEW.compte_id IS NULL OR NEW.compte_id = OLD.compte_id)
      AND to_jsonb(NEW) - 'dit' - 'compte_id' = to_jsonb(OLD) - 'dit' - 'compte_id'
      AND EXISTS (SELECT FROM demande WHERE demande.numero_unique = OLD.numero_unique AND statut = 'effacee')
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a fait of a demande is never changed' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER keep_faits_de_demande BEFORE UPDATE OR DELETE ON "fait_de_demande"
FOR EACH ROW EXECUTE FUNCTION keep_faits_de_demande();
--> statement-breakpoint
-- The number, the reference and the first days of a demande are what they were at its first fait.
CREATE FUNCTION keep_demande() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.version <> OLD.version + 1 OR OLD.statut = 'effacee'
    OR (NEW.numero_unique, NEW.ref, NEW.deposee_le, NEW.enregistree_le, NEW.anciennete_depuis)
      IS DISTINCT FROM (OLD.numero_unique, OLD.ref, OLD.deposee_le, OLD.enregistree_le, OLD.anciennete_depuis)
  THEN
    RAISE EXCEPTION 'this of a demande is never changed' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER keep_demande BEFORE UPDATE OR DELETE ON "demande" FOR EACH ROW EXECUTE FUNCTION keep_demande();
--> statement-breakpoint
CREATE FUNCTION keep_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a row of % is never changed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER keep_journal BEFORE UPDATE ON "lecture_de_demande" FOR EACH ROW EXECUTE FUNCTION keep_journal();
