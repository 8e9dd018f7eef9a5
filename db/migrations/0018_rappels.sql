CREATE TYPE "public"."canal_de_rappel" AS ENUM('courriel', 'sms', 'courrier');--> statement-breakpoint
CREATE TYPE "public"."etat_de_rappel" AS ENUM('a-envoyer', 'en-cours', 'a-prendre', 'envoye', 'remis', 'echec', 'annule', 'a-verifier');--> statement-breakpoint
CREATE TYPE "public"."jalon_de_rappel" AS ENUM('avis', 'relance', 'fin-proche', 'dernier-mois', 'radiation');--> statement-breakpoint
CREATE TABLE "contact_mort" (
	"destination" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "preference_de_rappel" (
	"numero_unique" text PRIMARY KEY NOT NULL,
	"sms" boolean DEFAULT true NOT NULL,
	"courriel" boolean DEFAULT true NOT NULL,
	"courrier" boolean DEFAULT false NOT NULL,
	"sel" uuid DEFAULT gen_random_uuid() NOT NULL,
	CONSTRAINT "preference_de_rappel_sel_unique" UNIQUE("sel")
);
--> statement-breakpoint
CREATE TABLE "rappel" (
	"numero_unique" text NOT NULL,
	"jalon" "jalon_de_rappel" NOT NULL,
	"canal" "canal_de_rappel" NOT NULL,
	"du_le" date NOT NULL,
	"cycle" date NOT NULL,
	"territoire" text NOT NULL,
	"reference" uuid DEFAULT gen_random_uuid() NOT NULL,
	"etat" "etat_de_rappel" DEFAULT 'a-envoyer' NOT NULL,
	"motif" text,
	"passerelle" text,
	"destination" text,
	"tentatives" integer DEFAULT 0 NOT NULL,
	"prochain_at" timestamp with time zone DEFAULT now() NOT NULL,
	"envoye_at" timestamp with time zone,
	"regle_at" timestamp with time zone,
	CONSTRAINT "rappel_numero_unique_jalon_canal_du_le_pk" PRIMARY KEY("numero_unique","jalon","canal","du_le"),
	CONSTRAINT "rappel_reference_unique" UNIQUE("reference"),
	CONSTRAINT "rappel_envoye" CHECK (etat not in ('envoye', 'remis') or envoye_at is not null),
	CONSTRAINT "rappel_par_la_poste" CHECK (etat <> 'a-prendre' or canal = 'courrier')
);
--> statement-breakpoint
ALTER TABLE "preference_de_rappel" ADD CONSTRAINT "preference_de_rappel_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rappel" ADD CONSTRAINT "rappel_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rappel_a_envoyer" ON "rappel" USING btree ("canal","prochain_at") WHERE etat in ('a-envoyer', 'en-cours');--> statement-breakpoint
CREATE INDEX "rappel_a_prendre" ON "rappel" USING btree ("territoire","du_le") WHERE etat = 'a-prendre';--> statement-breakpoint
CREATE INDEX "rappel_a_verifier" ON "rappel" USING btree ("prochain_at") WHERE etat = 'a-verifier';--> statement-breakpoint
CREATE INDEX "rappel_recu" ON "rappel" USING btree ("destination","envoye_at") WHERE destination is not null;