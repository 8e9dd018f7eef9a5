CREATE TABLE "code_envoye" (
	"id" uuid PRIMARY KEY NOT NULL,
	"courriel" text,
	"demandeur_id" uuid,
	"numero_unique" text,
	"empreinte" text NOT NULL,
	"appareil_partage" boolean DEFAULT false NOT NULL,
	"essais" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expire_at" timestamp with time zone NOT NULL,
	"utilise_at" timestamp with time zone,
	CONSTRAINT "code_envoye_objet" CHECK (num_nonnulls(courriel, demandeur_id) = 1),
	CONSTRAINT "code_envoye_essais" CHECK (essais between 0 and 5)
);
--> statement-breakpoint
CREATE TABLE "code_remis" (
	"numero_unique" text NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"empreinte" text NOT NULL,
	"piece" text NOT NULL,
	"remis_par" uuid NOT NULL,
	"remis_at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"expire_at" timestamp with time zone NOT NULL,
	"utilise_at" timestamp with time zone,
	"remplace_at" timestamp with time zone,
	CONSTRAINT "code_remis_numero_unique_id_pk" PRIMARY KEY("numero_unique","id")
);
--> statement-breakpoint
ALTER TABLE "code_envoye" ADD CONSTRAINT "code_envoye_demandeur_id_demandeur_id_fk" FOREIGN KEY ("demandeur_id") REFERENCES "public"."demandeur"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "code_remis" ADD CONSTRAINT "code_remis_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "code_remis" ADD CONSTRAINT "code_remis_remis_par_compte_id_fk" FOREIGN KEY ("remis_par") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "code_envoye_expire_at_index" ON "code_envoye" USING btree ("expire_at");--> statement-breakpoint
CREATE INDEX "code_remis_remis_par_remis_at_index" ON "code_remis" USING btree ("remis_par","remis_at");