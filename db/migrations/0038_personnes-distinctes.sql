CREATE TABLE "personnes_distinctes" (
	"numero_unique" text NOT NULL,
	"autre" text NOT NULL,
	"territoire" text NOT NULL,
	"titulaires" text[] NOT NULL,
	"titulaires_de_l_autre" text[] NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	CONSTRAINT "personnes_distinctes_numero_unique_autre_pk" PRIMARY KEY("numero_unique","autre"),
	CONSTRAINT "personnes_distinctes_en_ordre" CHECK (numero_unique < autre)
);
--> statement-breakpoint
ALTER TABLE "personnes_distinctes" ADD CONSTRAINT "personnes_distinctes_numero_unique_demande_numero_unique_fk" FOREIGN KEY ("numero_unique") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personnes_distinctes" ADD CONSTRAINT "personnes_distinctes_autre_demande_numero_unique_fk" FOREIGN KEY ("autre") REFERENCES "public"."demande"("numero_unique") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "personnes_distinctes_autre_index" ON "personnes_distinctes" USING btree ("autre");--> statement-breakpoint
CREATE INDEX "personnes_distinctes_territoire_at_index" ON "personnes_distinctes" USING btree ("territoire","at");