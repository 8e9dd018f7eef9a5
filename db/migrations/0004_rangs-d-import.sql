CREATE TABLE "rang_d_import" (
	"import_id" uuid NOT NULL,
	"nature" text NOT NULL,
	"place" integer NOT NULL,
	"feuille" text NOT NULL,
	"ligne" integer NOT NULL,
	"statut" text NOT NULL,
	"a_verifier" boolean NOT NULL,
	"attend" boolean NOT NULL,
	"corrige" boolean NOT NULL,
	"trouve" json NOT NULL,
	"lu" json NOT NULL,
	CONSTRAINT "rang_d_import_import_id_nature_place_pk" PRIMARY KEY("import_id","nature","place")
);
--> statement-breakpoint
-- Rows of about two thousand bytes, written and read whole: taking them apart or packing them costs more than it saves.
ALTER TABLE "rang_d_import" SET (toast_tuple_target = 8160);--> statement-breakpoint
ALTER TABLE "rang_d_import" ADD CONSTRAINT "rang_d_import_import_id_import_de_recensement_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."import_de_recensement"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rang_d_import_import_id_ligne_index" ON "rang_d_import" USING btree ("import_id","ligne");--> statement-breakpoint
CREATE INDEX "rang_d_import_import_id_statut_nature_place_index" ON "rang_d_import" USING btree ("import_id","statut","nature" DESC NULLS LAST,"place");--> statement-breakpoint
CREATE INDEX "rang_d_import_a_verifier_index" ON "rang_d_import" USING btree ("import_id","nature" DESC NULLS LAST,"place") WHERE a_verifier;--> statement-breakpoint
CREATE INDEX "rang_d_import_attend_index" ON "rang_d_import" USING btree ("import_id","place") WHERE attend;--> statement-breakpoint
CREATE INDEX "rang_d_import_corrige_index" ON "rang_d_import" USING btree ("import_id","nature" DESC NULLS LAST,"place") WHERE corrige;