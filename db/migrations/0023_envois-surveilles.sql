CREATE TABLE "campagne_arretee" (
	"territoire" text NOT NULL,
	"jalon" "jalon_de_rappel" NOT NULL,
	"arretee_at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	"arretee_par" uuid,
	CONSTRAINT "campagne_arretee_territoire_jalon_pk" PRIMARY KEY("territoire","jalon")
);
--> statement-breakpoint
DROP INDEX "rappel_a_envoyer";--> statement-breakpoint
ALTER TABLE "campagne_arretee" ADD CONSTRAINT "campagne_arretee_arretee_par_compte_id_fk" FOREIGN KEY ("arretee_par") REFERENCES "public"."compte"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rappel_file" ON "rappel" USING btree ("territoire","canal","prochain_at") WHERE etat = 'a-envoyer';--> statement-breakpoint
CREATE INDEX "rappel_en_cours" ON "rappel" USING btree ("prochain_at") WHERE etat = 'en-cours';