CREATE TABLE "brouillon_de_renouvellement" (
	"numero_unique" text NOT NULL,
	"demandeur_id" uuid NOT NULL,
	"version_vue" integer NOT NULL,
	"reponses" jsonb NOT NULL,
	"cle" uuid DEFAULT gen_random_uuid() NOT NULL,
	"enregistre_at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	CONSTRAINT "brouillon_de_renouvellement_numero_unique_demandeur_id_pk" PRIMARY KEY("numero_unique","demandeur_id"),
	CONSTRAINT "brouillon_de_renouvellement_taille" CHECK (octet_length(reponses::text) <= 262144)
);
--> statement-breakpoint
ALTER TABLE "brouillon_de_renouvellement" ADD CONSTRAINT "brouillon_de_renouvellement_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brouillon_de_renouvellement" ADD CONSTRAINT "brouillon_de_renouvellement_demandeur_id_demandeur_id_fk" FOREIGN KEY ("demandeur_id") REFERENCES "public"."demandeur"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "brouillon_de_renouvellement_enregistre_at_index" ON "brouillon_de_renouvellement" USING btree ("enregistre_at");