ALTER TABLE "compte" ADD COLUMN "cle" uuid;--> statement-breakpoint
ALTER TABLE "centre" ADD COLUMN "cle" uuid;--> statement-breakpoint
ALTER TABLE "compte" ADD CONSTRAINT "compte_cle_unique" UNIQUE("cle");--> statement-breakpoint
ALTER TABLE "centre" ADD CONSTRAINT "centre_cle_unique" UNIQUE("cle");