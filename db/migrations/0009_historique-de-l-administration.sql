CREATE TABLE "fait_d_administration" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fait_d_administration_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"objet" text NOT NULL,
	"cible" text NOT NULL,
	"nature" text NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"compte_id" uuid,
	"avant" jsonb,
	"apres" jsonb
);
--> statement-breakpoint
ALTER TABLE "centre" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "fait_d_administration" ADD CONSTRAINT "fait_d_administration_compte_id_compte_id_fk" FOREIGN KEY ("compte_id") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fait_d_administration_objet_cible_id_index" ON "fait_d_administration" USING btree ("objet","cible","id");