CREATE TABLE "saisie_gardee" (
	"numero_unique" text NOT NULL,
	"demandeur_id" uuid NOT NULL,
	"partie" text NOT NULL,
	"valeurs" jsonb NOT NULL,
	"gardee_at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	CONSTRAINT "saisie_gardee_numero_unique_demandeur_id_partie_pk" PRIMARY KEY("numero_unique","demandeur_id","partie"),
	CONSTRAINT "saisie_gardee_taille" CHECK (octet_length(valeurs::text) <= 262144)
);
--> statement-breakpoint
ALTER TABLE "saisie_gardee" ADD CONSTRAINT "saisie_gardee_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saisie_gardee" ADD CONSTRAINT "saisie_gardee_demandeur_id_demandeur_id_fk" FOREIGN KEY ("demandeur_id") REFERENCES "public"."demandeur"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saisie_gardee_gardee_at_index" ON "saisie_gardee" USING btree ("gardee_at");