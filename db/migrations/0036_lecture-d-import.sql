CREATE TABLE "lecture_d_import" (
	"import_id" uuid PRIMARY KEY NOT NULL,
	"jeton" uuid NOT NULL,
	"lues" integer DEFAULT 0 NOT NULL,
	"vue_at" timestamp with time zone DEFAULT now() NOT NULL,
	"echec" json
);
--> statement-breakpoint
ALTER TABLE "lecture_d_import" ADD CONSTRAINT "lecture_d_import_import_id_import_de_recensement_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_de_recensement"("id") ON DELETE cascade ON UPDATE no action;