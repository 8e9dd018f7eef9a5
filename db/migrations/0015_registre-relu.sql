ALTER TABLE "demande" DROP CONSTRAINT "demande_dates";--> statement-breakpoint
CREATE UNIQUE INDEX "fait_de_demande_cle_de_depot" ON "fait_de_demande" USING btree ("cle") WHERE type = 'depot' and cle is not null;--> statement-breakpoint
ALTER TABLE "demande" ADD CONSTRAINT "demande_dates" CHECK (deposee_le <= enregistree_le);
--> statement-breakpoint
-- Once its demande is erased, a fait also forgets the key and the imprint of its sending.
CREATE OR REPLACE FUNCTION keep_faits_de_demande() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.dit IS NULL AND NEW.cle IS NULL AND NEW.empreinte IS NULL
      AND (NEW.compte_id IS NULL OR NEW.compte_id = OLD.compte_id)
      AND to_jsonb(NEW) - '{dit,compte_id,cle,empreinte}'::text[] = to_jsonb(OLD) - '{dit,compte_id,cle,empreinte}'::text[]
      AND EXISTS (SELECT FROM demande WHERE demande.numero_unique = OLD.numero_unique AND statut = 'effacee')
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a fait of a demande is never changed' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
-- Only a radiated demande is erased, and what is left of it is what it was.
CREATE OR REPLACE FUNCTION keep_demande() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.version <> OLD.version + 1 OR OLD.statut = 'effacee'
    OR (NEW.numero_unique, NEW.ref, NEW.deposee_le, NEW.enregistree_le)
      IS DISTINCT FROM (OLD.numero_unique, OLD.ref, OLD.deposee_le, OLD.enregistree_le)
    OR NEW.anciennete_depuis < OLD.anciennete_depuis
    OR (NEW.statut = 'effacee' AND (OLD.statut <> 'radiee'
      OR (NEW.radiee_le, NEW.motif) IS DISTINCT FROM (OLD.radiee_le, OLD.motif)))
  THEN
    RAISE EXCEPTION 'this of a demande is never changed' USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$$;
--> statement-breakpoint
-- The journal of reads forgets one thing, once: the applicant, when what was read is erased.
CREATE OR REPLACE FUNCTION keep_journal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.compte_id IS NULL AND OLD.role = 'demandeur' AND to_jsonb(NEW) - 'compte_id' = to_jsonb(OLD) - 'compte_id'
    AND EXISTS (SELECT FROM demande WHERE demande.numero_unique = OLD.numero_unique AND statut = 'effacee')
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a row of % is never changed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', TABLE = TG_TABLE_NAME;
END
$$;
