ALTER TABLE "demande" ALTER COLUMN "enregistree_le" DROP NOT NULL;--> statement-breakpoint
-- The loading wrote the day of the deposit in its place. A demande whose first fait is a reprise was loaded: no file said
-- when a service registered it, and its fait, read again, says no more.
-- Nothing that is counted changes.
ALTER TABLE "demande" DISABLE TRIGGER keep_demande;--> statement-breakpoint
ALTER TABLE "demande" DISABLE TRIGGER compter_demandes_changees;--> statement-breakpoint
UPDATE "demande" SET "enregistree_le" = NULL
  WHERE EXISTS (
    SELECT FROM "fait_de_demande"
    WHERE "fait_de_demande"."numero_unique" = "demande"."numero_unique" AND "rang" = 1 AND "type" = 'reprise'
  );--> statement-breakpoint
ALTER TABLE "demande" ENABLE TRIGGER compter_demandes_changees;--> statement-breakpoint
ALTER TABLE "demande" ENABLE TRIGGER keep_demande;
