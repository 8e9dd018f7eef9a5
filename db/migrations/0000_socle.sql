CREATE TYPE "public"."type_de_logement" AS ENUM('ensemble', 'chambre', 't1', 't2', 't3', 't4', 't5', 't6-et-plus');--> statement-breakpoint
CREATE TYPE "public"."accessibilite" AS ENUM('oui', 'partielle', 'non', 'inconnue');--> statement-breakpoint
CREATE TYPE "public"."canal" AS ENUM('physique', 'telephone', 'internet');--> statement-breakpoint
CREATE TYPE "public"."nature_organisme" AS ENUM('commune', 'epci', 'departement', 'etat', 'bailleur', 'action-logement', 'employeur', 'association', 'autre');--> statement-breakpoint
CREATE TYPE "public"."precision_position" AS ENUM('adresse', 'rue', 'commune', 'approximative');--> statement-breakpoint
CREATE TYPE "public"."public_reserve" AS ENUM('tout-public', 'salaries-action-logement', 'agents-publics', 'salaries-employeur', 'locataires', 'heberges');--> statement-breakpoint
CREATE TYPE "public"."rendez_vous" AS ENUM('sans', 'obligatoire', 'possible');--> statement-breakpoint
CREATE TYPE "public"."service" AS ENUM('creation', 'renouvellement', 'modification', 'depot-pieces', 'information', 'entretien', 'aide-numerique');--> statement-breakpoint
CREATE TYPE "public"."type_de_point" AS ENUM('guichet-enregistreur', 'lieu-information', 'siad', 'siao', 'adil', 'site-local');--> statement-breakpoint
CREATE TABLE "compte" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"sub" text,
	"courriel" text NOT NULL,
	"nom" text,
	"role" text NOT NULL,
	"siret" text,
	"departements" text[] DEFAULT '{}' NOT NULL,
	"centre_ids" uuid[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_par" uuid,
	"desactive_at" timestamp with time zone,
	CONSTRAINT "compte_sub_unique" UNIQUE("sub")
);
--> statement-breakpoint
CREATE TABLE "debit" (
	"cle" text PRIMARY KEY NOT NULL,
	"fenetre_at" timestamp with time zone NOT NULL,
	"nombre" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nomination_administrateur" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"courriel" text NOT NULL,
	"nommee_le" date NOT NULL,
	"expire_le" date NOT NULL,
	"utilisee_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"sid" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"compte_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expire_at" timestamp with time zone NOT NULL,
	"revoquee_at" timestamp with time zone,
	CONSTRAINT "session_dates" CHECK (expire_at > created_at)
);
--> statement-breakpoint
CREATE TABLE "chiffre_de_commune" (
	"code_insee" text NOT NULL,
	"annee" integer NOT NULL,
	"type" "type_de_logement" NOT NULL,
	"logements" integer,
	"demandes_en_attente" integer,
	"attributions_n1" integer,
	"arrete_au" date,
	"source" text,
	"demonstration" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "chiffre_de_commune_code_insee_annee_type_pk" PRIMARY KEY("code_insee","annee","type"),
	CONSTRAINT "chiffres_positifs" CHECK (coalesce(logements, 0) >= 0 and coalesce(demandes_en_attente, 0) >= 0 and coalesce(attributions_n1, 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "fait_de_chiffre" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fait_de_chiffre_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code_insee" text NOT NULL,
	"annee" integer NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"compte_id" uuid,
	"import_id" uuid,
	"feuille" text,
	"ligne" integer,
	"avant" jsonb,
	"apres" jsonb
);
--> statement-breakpoint
CREATE TABLE "centre" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"code" text,
	"nom" text NOT NULL,
	"siren" text,
	"courriel" text,
	"departements" text[] NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "centre_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "desserte" (
	"point_id" text NOT NULL,
	"niveau" text NOT NULL,
	"code" text NOT NULL,
	CONSTRAINT "desserte_point_id_niveau_code_pk" PRIMARY KEY("point_id","niveau","code")
);
--> statement-breakpoint
CREATE TABLE "fait_de_point" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fait_de_point_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"point_id" text NOT NULL,
	"nature" text NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"compte_id" uuid,
	"import_id" uuid,
	"feuille" text,
	"ligne" integer,
	"avant" jsonb,
	"apres" jsonb,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "point_de_contact" (
	"id" text PRIMARY KEY NOT NULL,
	"centre_id" uuid,
	"departement_code" text NOT NULL,
	"nom" text NOT NULL,
	"canal" "canal" NOT NULL,
	"type" "type_de_point" NOT NULL,
	"organisme" text,
	"nature_organisme" "nature_organisme",
	"siren" text,
	"code_guichet" text,
	"services" "service"[] NOT NULL,
	"voie" text,
	"complement" text,
	"code_postal" text,
	"commune_nom" text,
	"code_insee" text,
	"latitude" double precision,
	"longitude" double precision,
	"position_precision" "precision_position",
	"telephone" text,
	"cout_appel" text,
	"courriel" text,
	"site_web" text,
	"rendez_vous" "rendez_vous",
	"lien_rendez_vous" text,
	"public_reserve" "public_reserve" DEFAULT 'tout-public' NOT NULL,
	"territoire_communes" text[] DEFAULT '{}' NOT NULL,
	"territoire_epcis" text[] DEFAULT '{}' NOT NULL,
	"territoire_departements" text[] DEFAULT '{}' NOT NULL,
	"accessibilite_pmr" "accessibilite" DEFAULT 'inconnue' NOT NULL,
	"horaires_osm" text,
	"horaires_texte" text,
	"horaires_a_verifier" boolean DEFAULT false NOT NULL,
	"fermetures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"commentaire" text,
	"mis_a_jour_le" date NOT NULL,
	"demonstration" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retire_at" timestamp with time zone,
	CONSTRAINT "point_physique_a_une_adresse" CHECK (canal <> 'physique' or (voie is not null and code_postal is not null and code_insee is not null)),
	CONSTRAINT "point_telephone_a_un_numero" CHECK (canal <> 'telephone' or telephone is not null),
	CONSTRAINT "point_internet_a_un_site" CHECK (canal <> 'internet' or site_web is not null),
	CONSTRAINT "point_position_entiere" CHECK ((latitude is null) = (longitude is null) and (latitude is null) = (position_precision is null)),
	CONSTRAINT "point_site_http" CHECK (site_web is null or site_web ~* '^https?://'),
	CONSTRAINT "point_lien_http" CHECK (lien_rendez_vous is null or lien_rendez_vous ~* '^https?://')
);
--> statement-breakpoint
CREATE TABLE "signalement" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"point_id" text NOT NULL,
	"nature" text NOT NULL,
	"message" text,
	"etat" text DEFAULT 'recu' NOT NULL,
	"cle" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"traite_at" timestamp with time zone,
	"traite_par" uuid
);
--> statement-breakpoint
CREATE TABLE "battement" (
	"unique" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"unique" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"mode" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "message_envoye" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"canal" text NOT NULL,
	"destinataire" text NOT NULL,
	"objet" text,
	"corps" text,
	"cle" text NOT NULL,
	"etat" text DEFAULT 'a-envoyer' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"tentatives" integer DEFAULT 0 NOT NULL,
	"prochain_at" timestamp with time zone DEFAULT now() NOT NULL,
	"envoye_at" timestamp with time zone,
	CONSTRAINT "message_envoye_cle_unique" UNIQUE("cle"),
	CONSTRAINT "message_envoye_envoye" CHECK ((etat = 'envoye') = (envoye_at is not null))
);
--> statement-breakpoint
CREATE TABLE "publication" (
	"version" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "publication_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"balises" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reglage" (
	"nom" text PRIMARY KEY NOT NULL,
	"valeur" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_de_recensement" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"etat" text DEFAULT 'recu' NOT NULL,
	"fichier_nom" text NOT NULL,
	"fichier" "bytea",
	"empreinte" text NOT NULL,
	"centre_id" uuid,
	"departements" text[] DEFAULT '{}' NOT NULL,
	"compte_id" uuid,
	"origine" text NOT NULL,
	"analyse" jsonb,
	"chiffres" jsonb,
	"erreur" text,
	"lu_le" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"publie_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commune" (
	"code_insee" text PRIMARY KEY NOT NULL,
	"nom" text NOT NULL,
	"slug" text NOT NULL,
	"departement_code" text NOT NULL,
	"epci_code" text,
	"codes_postaux" text[] NOT NULL,
	"population" integer NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"position_precision" text,
	"position_source" text
);
--> statement-breakpoint
CREATE TABLE "commune_ancienne" (
	"code_insee" text NOT NULL,
	"nom" text NOT NULL,
	"nature" text NOT NULL,
	"commune_code" text NOT NULL,
	"codes_postaux" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "commune_ancienne_code_insee_nature_nom_pk" PRIMARY KEY("code_insee","nature","nom")
);
--> statement-breakpoint
CREATE TABLE "departement" (
	"code" text PRIMARY KEY NOT NULL,
	"nom" text NOT NULL,
	"region_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "epci" (
	"code" text PRIMARY KEY NOT NULL,
	"nom" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "region" (
	"code" text PRIMARY KEY NOT NULL,
	"nom" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_compte_id_compte_id_fk" FOREIGN KEY ("compte_id") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chiffre_de_commune" ADD CONSTRAINT "chiffre_de_commune_code_insee_commune_code_insee_fk" FOREIGN KEY ("code_insee") REFERENCES "public"."commune"("code_insee") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fait_de_chiffre" ADD CONSTRAINT "fait_de_chiffre_code_insee_commune_code_insee_fk" FOREIGN KEY ("code_insee") REFERENCES "public"."commune"("code_insee") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fait_de_chiffre" ADD CONSTRAINT "fait_de_chiffre_compte_id_compte_id_fk" FOREIGN KEY ("compte_id") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fait_de_chiffre" ADD CONSTRAINT "fait_de_chiffre_import_id_import_de_recensement_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_de_recensement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desserte" ADD CONSTRAINT "desserte_point_id_point_de_contact_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."point_de_contact"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fait_de_point" ADD CONSTRAINT "fait_de_point_point_id_point_de_contact_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."point_de_contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fait_de_point" ADD CONSTRAINT "fait_de_point_compte_id_compte_id_fk" FOREIGN KEY ("compte_id") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fait_de_point" ADD CONSTRAINT "fait_de_point_import_id_import_de_recensement_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_de_recensement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_de_contact" ADD CONSTRAINT "point_de_contact_centre_id_centre_id_fk" FOREIGN KEY ("centre_id") REFERENCES "public"."centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_de_contact" ADD CONSTRAINT "point_de_contact_departement_code_departement_code_fk" FOREIGN KEY ("departement_code") REFERENCES "public"."departement"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "point_de_contact" ADD CONSTRAINT "point_de_contact_code_insee_commune_code_insee_fk" FOREIGN KEY ("code_insee") REFERENCES "public"."commune"("code_insee") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signalement" ADD CONSTRAINT "signalement_point_id_point_de_contact_id_fk" FOREIGN KEY ("point_id") REFERENCES "public"."point_de_contact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signalement" ADD CONSTRAINT "signalement_traite_par_compte_id_fk" FOREIGN KEY ("traite_par") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_de_recensement" ADD CONSTRAINT "import_de_recensement_compte_id_compte_id_fk" FOREIGN KEY ("compte_id") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commune" ADD CONSTRAINT "commune_departement_code_departement_code_fk" FOREIGN KEY ("departement_code") REFERENCES "public"."departement"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commune" ADD CONSTRAINT "commune_epci_code_epci_code_fk" FOREIGN KEY ("epci_code") REFERENCES "public"."epci"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commune_ancienne" ADD CONSTRAINT "commune_ancienne_commune_code_commune_code_insee_fk" FOREIGN KEY ("commune_code") REFERENCES "public"."commune"("code_insee") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departement" ADD CONSTRAINT "departement_region_code_region_code_fk" FOREIGN KEY ("region_code") REFERENCES "public"."region"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "compte_courriel_unique" ON "compte" USING btree (lower(courriel)) WHERE desactive_at is null;--> statement-breakpoint
CREATE INDEX "session_compte_id_index" ON "session" USING btree ("compte_id");--> statement-breakpoint
CREATE INDEX "fait_de_chiffre_code_insee_annee_id_index" ON "fait_de_chiffre" USING btree ("code_insee","annee","id");--> statement-breakpoint
CREATE INDEX "desserte_niveau_code_index" ON "desserte" USING btree ("niveau","code");--> statement-breakpoint
CREATE INDEX "fait_de_point_point_id_id_index" ON "fait_de_point" USING btree ("point_id","id");--> statement-breakpoint
CREATE INDEX "fait_de_point_import_id_index" ON "fait_de_point" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "point_de_contact_code_insee_index" ON "point_de_contact" USING btree ("code_insee");--> statement-breakpoint
CREATE INDEX "point_de_contact_centre_id_index" ON "point_de_contact" USING btree ("centre_id");--> statement-breakpoint
CREATE INDEX "point_de_contact_departement_code_index" ON "point_de_contact" USING btree ("departement_code") WHERE retire_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "signalement_cle_index" ON "signalement" USING btree ("cle");--> statement-breakpoint
CREATE INDEX "signalement_point_id_index" ON "signalement" USING btree ("point_id");--> statement-breakpoint
CREATE INDEX "message_envoye_created_at_index" ON "message_envoye" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "message_envoye_a_envoyer" ON "message_envoye" USING btree ("prochain_at") WHERE etat = 'a-envoyer';--> statement-breakpoint
CREATE INDEX "import_de_recensement_created_at_index" ON "import_de_recensement" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "import_de_recensement_compte_id_index" ON "import_de_recensement" USING btree ("compte_id");--> statement-breakpoint
CREATE INDEX "commune_departement_code_index" ON "commune" USING btree ("departement_code");--> statement-breakpoint
CREATE INDEX "commune_epci_code_index" ON "commune" USING btree ("epci_code");--> statement-breakpoint
CREATE INDEX "commune_codes_postaux_index" ON "commune" USING gin ("codes_postaux");--> statement-breakpoint
CREATE INDEX "commune_ancienne_commune_code_index" ON "commune_ancienne" USING btree ("commune_code");