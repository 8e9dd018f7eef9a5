ALTER TABLE "compte" DROP CONSTRAINT "compte_sub_unique";--> statement-breakpoint
ALTER TABLE "compte" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "compte_sub_ouvert" ON "compte" USING btree ("sub") WHERE desactive_at is null;--> statement-breakpoint
CREATE INDEX "compte_sub_index" ON "compte" USING btree ("sub");