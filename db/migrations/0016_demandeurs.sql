CREATE TABLE "demandeur" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"courriel" text,
	"france_connect_sub" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "demandeur_courriel_unique" UNIQUE("courriel"),
	CONSTRAINT "demandeur_franceConnectSub_unique" UNIQUE("france_connect_sub"),
	CONSTRAINT "demandeur_connu" CHECK (num_nonnulls(courriel, france_connect_sub) = 1),
	CONSTRAINT "demandeur_courriel" CHECK (courriel = lower(courriel))
);
--> statement-breakpoint
CREATE TABLE "rattachement" (
	"numero_unique" text NOT NULL,
	"demandeur_id" uuid NOT NULL,
	"preuve" text NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	CONSTRAINT "rattachement_numero_unique_demandeur_id_pk" PRIMARY KEY("numero_unique","demandeur_id")
);
--> statement-breakpoint
CREATE TABLE "session_demandeur" (
	"sid" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"demandeur_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"vue_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expire_at" timestamp with time zone NOT NULL,
	"finie_at" timestamp with time zone,
	"appareil_partage" boolean NOT NULL,
	"cle" text,
	"identite" jsonb,
	CONSTRAINT "session_demandeur_dates" CHECK (expire_at > created_at),
	CONSTRAINT "session_demandeur_oubliee" CHECK (finie_at is null or num_nonnulls(cle, identite) = 0),
	CONSTRAINT "session_demandeur_partage" CHECK (not appareil_partage or cle is null)
);
--> statement-breakpoint
ALTER TABLE "rattachement" ADD CONSTRAINT "rattachement_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rattachement" ADD CONSTRAINT "rattachement_demandeur_id_demandeur_id_fk" FOREIGN KEY ("demandeur_id") REFERENCES "public"."demandeur"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session_demandeur" ADD CONSTRAINT "session_demandeur_demandeur_id_demandeur_id_fk" FOREIGN KEY ("demandeur_id") REFERENCES "public"."demandeur"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rattachement_demandeur_id_index" ON "rattachement" USING btree ("demandeur_id");--> statement-breakpoint
CREATE INDEX "session_demandeur_demandeur_id_index" ON "session_demandeur" USING btree ("demandeur_id");--> statement-breakpoint
CREATE INDEX "session_demandeur_expire_at_index" ON "session_demandeur" USING btree ("expire_at");