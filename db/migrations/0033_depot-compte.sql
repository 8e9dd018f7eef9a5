ALTER TABLE "demande" ADD COLUMN "depot_compte" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Told by the fait of the loading: a change of head that came since may have moved the ancienneté beyond the deposit. Once
-- the demande is erased its faits say nothing, and its dates say it.
ALTER TABLE "demande" DISABLE TRIGGER keep_demande;--> statement-breakpoint
ALTER TABLE "demande" DISABLE TRIGGER compter_demandes_changees;--> statement-breakpoint
UPDATE "demande" SET "depot_compte" = true
  FROM "fait_de_demande"
  WHERE "fait_de_demande"."numero_unique" = "demande"."numero_unique" AND "rang" = 1 AND "type" = 'reprise'
    AND coalesce(("dit" ->> 'ancienneteDepuis') < ("dit" ->> 'deposeeLe'), "anciennete_depuis" < "deposee_le");--> statement-breakpoint
ALTER TABLE "demande" ENABLE TRIGGER compter_demandes_changees;--> statement-breakpoint
ALTER TABLE "demande" ENABLE TRIGGER keep_demande;--> statement-breakpoint
-- How the day of the deposit is known does not change, as that day.
CREATE OR REPLACE FUNCTION keep_demande() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.version <> OLD.version + 1 OR OLD.statut = 'effacee'
    OR (NEW.numero_unique, NEW.ref, NEW.deposee_le, NEW.depot_compte, NEW.enregistree_le)
      IS DISTINCT FROM (OLD.numero_unique, OLD.ref, OLD.deposee_le, OLD.depot_compte, OLD.enregistree_le)
    OR NEW.anciennete_depuis < OLD.anciennete_depuis
    OR (NEW.statut = 'effacee' AND (OLD.statut <> 'radiee'
      OR (NEW.radiee_le, NEW.motif) IS DISTINCT FROM (OLD.radiee_le, OLD.motif)))
  THEN
    RAISE EXCEPTION 'this of a demande is never changed' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$$;
