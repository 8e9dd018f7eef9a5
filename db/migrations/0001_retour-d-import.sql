ALTER TABLE "fait_de_chiffre" ADD COLUMN "retour" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "fait_de_point" ADD COLUMN "retour" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "import_de_recensement" ADD COLUMN "annule_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "import_de_recensement" ADD COLUMN "annule_par" uuid;--> statement-breakpoint
ALTER TABLE "import_de_recensement" ADD COLUMN "retour" jsonb;--> statement-breakpoint
ALTER TABLE "import_de_recensement" ADD CONSTRAINT "import_de_recensement_annule_par_compte_id_fk" FOREIGN KEY ("annule_par") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fait_de_chiffre_import_id_index" ON "fait_de_chiffre" USING btree ("import_id");