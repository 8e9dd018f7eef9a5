ALTER TYPE "public"."etat_de_rappel" ADD VALUE 'pris' BEFORE 'envoye';--> statement-breakpoint
CREATE TABLE "lettre_de_lot" (
	"numero_unique" text NOT NULL,
	"reference" uuid NOT NULL,
	"lot_id" uuid NOT NULL,
	"rang" integer NOT NULL,
	"contenu" jsonb,
	CONSTRAINT "lettre_de_lot_numero_unique_reference_pk" PRIMARY KEY("numero_unique","reference"),
	CONSTRAINT "lettre_de_lot_reference_unique" UNIQUE("reference"),
	CONSTRAINT "lettre_de_lot_rang" UNIQUE("lot_id","rang")
);
--> statement-breakpoint
CREATE TABLE "lot_de_courriers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"territoire" text NOT NULL,
	"pris_at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"pris_par" uuid NOT NULL,
	"nombre" integer NOT NULL,
	"expediteur" jsonb,
	"etat" text DEFAULT 'pris' NOT NULL,
	"remis_le" date,
	"remises" integer,
	"regle_at" timestamp with time zone,
	"regle_par" uuid,
	CONSTRAINT "lot_de_courriers_etat" CHECK (etat in ('pris', 'remis', 'abandonne')),
	CONSTRAINT "lot_de_courriers_remis" CHECK ((etat = 'remis') = (num_nulls(remis_le, remises) = 0)),
	CONSTRAINT "lot_de_courriers_regle" CHECK ((etat = 'pris') = (regle_at is null)),
	CONSTRAINT "lot_de_courriers_nombre" CHECK (nombre > 0)
);
--> statement-breakpoint
ALTER TABLE "lettre_de_lot" ADD CONSTRAINT "lettre_de_lot_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lettre_de_lot" ADD CONSTRAINT "lettre_de_lot_lot_id_lot_de_courriers_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."lot_de_courriers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_de_courriers" ADD CONSTRAINT "lot_de_courriers_pris_par_compte_id_fk" FOREIGN KEY ("pris_par") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lot_de_courriers" ADD CONSTRAINT "lot_de_courriers_regle_par_compte_id_fk" FOREIGN KEY ("regle_par") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lot_de_courriers_territoire_pris_at_index" ON "lot_de_courriers" USING btree ("territoire","pris_at");--> statement-breakpoint
CREATE INDEX "rappel_sans_adresse" ON "rappel" USING btree ("territoire") WHERE canal = 'courrier' and motif in ('npai', 'sans-contact');