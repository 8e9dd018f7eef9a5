CREATE TABLE "correction_d_import" (
	"import_id" uuid NOT NULL,
	"feuille" text NOT NULL,
	"ligne" integer NOT NULL,
	"colonne" text NOT NULL,
	"valeur" text,
	"compte_id" uuid,
	"corrige_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "correction_d_import_import_id_feuille_ligne_colonne_pk" PRIMARY KEY("import_id","feuille","ligne","colonne"),
	CONSTRAINT "correction_d_import_ligne_check" CHECK ("correction_d_import"."ligne" > 0)
);
--> statement-breakpoint
ALTER TABLE "import_de_recensement" ADD COLUMN "choix" jsonb;--> statement-breakpoint
ALTER TABLE "import_de_recensement" ADD COLUMN "corrections" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "correction_d_import" ADD CONSTRAINT "correction_d_import_import_id_import_de_recensement_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_de_recensement"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction_d_import" ADD CONSTRAINT "correction_d_import_compte_id_compte_id_fk" FOREIGN KEY ("compte_id") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;