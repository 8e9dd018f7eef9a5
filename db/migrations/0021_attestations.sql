CREATE TABLE "attestation_delivree" (
	"numero_unique" text NOT NULL,
	"rang" integer NOT NULL,
	"code" text NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	CONSTRAINT "attestation_delivree_numero_unique_rang_code_pk" PRIMARY KEY("numero_unique","rang","code"),
	CONSTRAINT "attestation_delivree_code_unique" UNIQUE("code"),
	CONSTRAINT "attestation_code" CHECK (code ~ '^[0-9A-HJKMNP-TV-Z]{16}$')
);
--> statement-breakpoint
CREATE TABLE "mention_de_departement" (
	"departement_code" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"compte_id" uuid,
	"contenu" jsonb NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	CONSTRAINT "mention_de_departement_departement_code_version_pk" PRIMARY KEY("departement_code","version"),
	CONSTRAINT "mention_version" CHECK (version > 0)
);
--> statement-breakpoint
ALTER TABLE "attestation_delivree" ADD CONSTRAINT "attestation_delivree_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mention_de_departement" ADD CONSTRAINT "mention_de_departement_departement_code_departement_code_fk" FOREIGN KEY ("departement_code") REFERENCES "public"."departement"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mention_de_departement" ADD CONSTRAINT "mention_de_departement_compte_id_compte_id_fk" FOREIGN KEY ("compte_id") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- What was in force, and what was handed over, never change: an attestation drawn again says the same.
CREATE TRIGGER keep_journal BEFORE UPDATE OR DELETE ON "mention_de_departement" FOR EACH ROW EXECUTE FUNCTION keep_journal();
--> statement-breakpoint
CREATE TRIGGER keep_journal BEFORE UPDATE OR DELETE ON "attestation_delivree" FOR EACH ROW EXECUTE FUNCTION keep_journal();
