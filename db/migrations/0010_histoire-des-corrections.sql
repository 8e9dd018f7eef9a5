CREATE TABLE "fait_de_correction" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fait_de_correction_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"import_id" uuid NOT NULL,
	"feuille" text NOT NULL,
	"ligne" integer NOT NULL,
	"colonne" text NOT NULL,
	"avant" text NOT NULL,
	"apres" text,
	"compte_id" uuid,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "fait_de_correction" ADD CONSTRAINT "fait_de_correction_import_id_import_de_recensement_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_de_recensement"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fait_de_correction" ADD CONSTRAINT "fait_de_correction_compte_id_compte_id_fk" FOREIGN KEY ("compte_id") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fait_de_correction_import_id_id_index" ON "fait_de_correction" USING btree ("import_id","id");