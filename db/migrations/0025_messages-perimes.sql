ALTER TABLE "message_envoye" ADD COLUMN "passerelle" text;--> statement-breakpoint
ALTER TABLE "message_envoye" ADD COLUMN "perime_at" timestamp with time zone;