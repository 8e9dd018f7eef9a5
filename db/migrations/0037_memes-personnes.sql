CREATE TABLE "cle_de_titulaire" (
	"territoire" text NOT NULL,
	"cle" text NOT NULL,
	"numero_unique" text NOT NULL,
	"partagee" boolean NOT NULL,
	CONSTRAINT "cle_de_titulaire_territoire_cle_numero_unique_pk" PRIMARY KEY("territoire","cle","numero_unique")
);
--> statement-breakpoint
ALTER TABLE "demande" ADD COLUMN "titulaires" text[];--> statement-breakpoint
-- The demandes of before have their keys by the rule as it was on that day (lib/domain/demande/memes-personnes.ts), said
-- once in SQL for the letters of Latin names; the next act of each writes them anew.
CREATE FUNCTION lettres_d_un_nom(nom text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(
    replace(replace(lower(translate(regexp_replace(normalize(coalesce(nom, ''), NFD), '[\u0300-\u036f]', '', 'g'),
      'ŒÆØŁÐÞ', 'œæøłðþ')), 'œ', 'oe'), 'æ', 'ae'),
    '[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u058a\u2010-\u2015''’.-]', '', 'g')
$$;
--> statement-breakpoint
CREATE FUNCTION consonnes_d_un_nom(nom text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(nullif((
    SELECT string_agg(DISTINCT son COLLATE "C", '' ORDER BY son COLLATE "C") FROM regexp_split_to_table(regexp_replace(
      translate(replace(lettres_d_un_nom(nom), 'ph', 'f'), 'cqzw', 'kksv'), '[aeiouyh]', '', 'g'), '') son
  ), ''), lettres_d_un_nom(nom))
$$;
--> statement-breakpoint
CREATE FUNCTION cle_de_noms(sorte text, un text, autre text, naissance text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT sorte || left(encode(sha256(convert_to(
    least(un COLLATE "C", autre COLLATE "C") || '|' || greatest(un COLLATE "C", autre COLLATE "C") || '|' || naissance,
    'UTF8')), 'hex'), 32)
$$;
--> statement-breakpoint
CREATE FUNCTION cles_des_titulaires(contenu jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(array_agg(DISTINCT cle COLLATE "C" ORDER BY cle COLLATE "C"), '{}')
  FROM (
    SELECT contenu -> 'demandeur' AS qui WHERE contenu #>> '{demandeur,nature}' <> 'personne-morale'
    UNION ALL SELECT jsonb_array_elements(coalesce(contenu -> 'cotitulaires', '[]'))
  ) titulaire,
  LATERAL (
    SELECT qui ->> 'naissance' AS naissance,
      coalesce(qui ->> 'nomDeNaissance', qui ->> 'nom') AS nom,
      consonnes_d_un_nom((regexp_split_to_array(
        regexp_replace(coalesce(qui ->> 'prenom', ''), '^[\s\u00a0]+', ''), '[\s\u00a0\u202f\u2010-\u2015,-]'))[1]) AS premier
  ) lu,
  LATERAL (
    SELECT cle_de_noms('c', lettres_d_un_nom(nom), lettres_d_un_nom(qui ->> 'prenom'), naissance) AS cle
    WHERE naissance NOT LIKE '%-00%' AND (lettres_d_un_nom(qui ->> 'prenom') <> '' OR qui ->> 'unSeulNom' = 'true')
    UNION ALL
    SELECT cle_de_noms('p', consonnes_d_un_nom(connu), premier, left(naissance, 5)
      || least(substr(naissance, 6, 2), substr(naissance, 9, 2)) || '-'
      || greatest(substr(naissance, 6, 2), substr(naissance, 9, 2)))
    FROM (VALUES (qui ->> 'nomDeNaissance'), (qui ->> 'nom')) connus(connu) WHERE lettres_d_un_nom(connu) <> ''
  ) des_cles
  WHERE naissance IS NOT NULL AND lettres_d_un_nom(nom) <> ''
$$;
--> statement-breakpoint
ALTER TABLE "demande" DISABLE TRIGGER keep_demande;--> statement-breakpoint
ALTER TABLE "demande" DISABLE TRIGGER compter_demandes_changees;--> statement-breakpoint
UPDATE "demande" SET "titulaires" = cles_des_titulaires("contenu") WHERE "statut" <> 'effacee';--> statement-breakpoint
ALTER TABLE "demande" ENABLE TRIGGER compter_demandes_changees;--> statement-breakpoint
ALTER TABLE "demande" ENABLE TRIGGER keep_demande;--> statement-breakpoint
INSERT INTO "cle_de_titulaire"
  SELECT territoire, cle, numero_unique, count(*) OVER (PARTITION BY territoire, cle) > 1
  FROM (SELECT territoire, unnest(titulaires) AS cle, numero_unique FROM "demande" WHERE statut = 'active') tenue;
--> statement-breakpoint
CREATE INDEX "cle_partagee" ON "cle_de_titulaire" USING btree ("territoire","cle","numero_unique") WHERE partagee;--> statement-breakpoint
DROP FUNCTION cles_des_titulaires, cle_de_noms, consonnes_d_un_nom, lettres_d_un_nom;--> statement-breakpoint
ALTER TABLE "demande" ADD CONSTRAINT "demande_titulaires" CHECK ((titulaires is null) = (statut = 'effacee'));--> statement-breakpoint
-- Who holds an active demande is found by their keys, whatever wrote it. Nothing runs where they do not change: a renewal
-- compares two short lists. Those who bring the same key queue, and the second sees what the first wrote; a key that is
-- held alone is the only one of its name, so that one row is looked at.
CREATE FUNCTION suivre_titulaires() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.statut = 'active' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('titulaire ' || NEW.territoire || cle, 0)) FROM unnest(NEW.titulaires) cle;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM cle_de_titulaire
      WHERE territoire = OLD.territoire AND cle = ANY (OLD.titulaires) AND numero_unique = OLD.numero_unique;
  END IF;
  IF NEW.statut = 'active' THEN
    WITH tenue AS (
      SELECT cle, (SELECT autre.numero_unique FROM cle_de_titulaire autre
        WHERE autre.territoire = NEW.territoire AND autre.cle = mienne.cle LIMIT 1) AS deja
      FROM unnest(NEW.titulaires) mienne(cle)
    ), partagee AS (
      UPDATE cle_de_titulaire autre SET partagee = true FROM tenue
      WHERE autre.territoire = NEW.territoire AND autre.cle = tenue.cle AND autre.numero_unique = tenue.deja
        AND NOT autre.partagee
    )
    INSERT INTO cle_de_titulaire SELECT NEW.territoire, cle, NEW.numero_unique, deja IS NOT NULL FROM tenue;
  END IF;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER suivre_titulaires_crees AFTER INSERT ON "demande" FOR EACH ROW EXECUTE FUNCTION suivre_titulaires();--> statement-breakpoint
CREATE TRIGGER suivre_titulaires AFTER UPDATE ON "demande" FOR EACH ROW
WHEN (OLD.titulaires IS DISTINCT FROM NEW.titulaires OR OLD.statut IS DISTINCT FROM NEW.statut)
EXECUTE FUNCTION suivre_titulaires();
