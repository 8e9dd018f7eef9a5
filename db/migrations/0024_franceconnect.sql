ALTER TABLE "session_demandeur" DROP CONSTRAINT "session_demandeur_oubliee";--> statement-breakpoint
ALTER TABLE "session_demandeur" ADD COLUMN "jeton_de_sortie" text;--> statement-breakpoint
ALTER TABLE "session_demandeur" ADD CONSTRAINT "session_demandeur_oubliee" CHECK (finie_at is null or num_nonnulls(cle, identite, jeton_de_sortie) = 0);