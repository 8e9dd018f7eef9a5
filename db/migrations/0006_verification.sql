CREATE TABLE "verification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"centre_id" uuid NOT NULL,
	"demandee_le" date NOT NULL,
	"expire_le" date NOT NULL,
	"confirmee_le" date,
	CONSTRAINT "verification_expire" CHECK (expire_le >= demandee_le),
	CONSTRAINT "verification_confirmee" CHECK (confirmee_le is null or confirmee_le between demandee_le and expire_le)
);
--> statement-breakpoint
ALTER TABLE "fait_de_point" ADD COLUMN "verification_id" uuid;--> statement-breakpoint
ALTER TABLE "verification" ADD CONSTRAINT "verification_centre_id_centre_id_fk" FOREIGN KEY ("centre_id") REFERENCES "public"."centre"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "verification_centre_id_demandee_le_index" ON "verification" USING btree ("centre_id","demandee_le");--> statement-breakpoint
ALTER TABLE "fait_de_point" ADD CONSTRAINT "fait_de_point_verification_id_verification_id_fk" FOREIGN KEY ("verification_id") REFERENCES "public"."verification"("id") ON DELETE no action ON UPDATE no action;