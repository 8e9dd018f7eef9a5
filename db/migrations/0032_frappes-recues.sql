CREATE TABLE "frappe_recue" (
	"demandeur_id" uuid NOT NULL,
	"page" text NOT NULL,
	"rang" integer NOT NULL,
	"recue_at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL,
	CONSTRAINT "frappe_recue_demandeur_id_page_pk" PRIMARY KEY("demandeur_id","page"),
	CONSTRAINT "frappe_recue_page" CHECK (page ~ '^[0-9a-f]{32}$')
);
--> statement-breakpoint
ALTER TABLE "frappe_recue" ADD CONSTRAINT "frappe_recue_demandeur_id_demandeur_id_fk" FOREIGN KEY ("demandeur_id") REFERENCES "public"."demandeur"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "frappe_recue_recue_at_index" ON "frappe_recue" USING btree ("recue_at");