CREATE TABLE "comptage" (
	"mesure" text NOT NULL,
	"lieu" text NOT NULL,
	"detail" text NOT NULL,
	"periode" text NOT NULL,
	"nombre" integer NOT NULL,
	"arrete_le" date NOT NULL,
	CONSTRAINT "comptage_lieu_mesure_detail_periode_pk" PRIMARY KEY("lieu","mesure","detail","periode")
);
--> statement-breakpoint
CREATE TABLE "ecart_de_comptage" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ecart_de_comptage_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"mesure" text NOT NULL,
	"lieu" text NOT NULL,
	"detail" text NOT NULL,
	"periode" text NOT NULL,
	"nombre" integer NOT NULL,
	"at" timestamp with time zone DEFAULT transaction_timestamp() NOT NULL
);
--> statement-breakpoint
-- What a demande counts for. lib/domain/demande/comptage.ts says the same, and a test recounts by it.
CREATE FUNCTION commune_de_comptage(code text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN code ~ '^751[0-9]{2}$' THEN '75056'
    WHEN code ~ '^6938[0-9]$' THEN '69123'
    WHEN code ~ '^132(0[1-9]|1[0-6])$' THEN '13055'
    ELSE code
  END
$$;
--> statement-breakpoint
CREATE FUNCTION territoire_du_numero(numero text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN left(numero, 1) = '0' THEN substr(numero, 2, 2) ELSE left(numero, 3) END
$$;
--> statement-breakpoint
CREATE FUNCTION cases_de_demande(statut statut_de_demande, recherche jsonb, motif_detaille jsonb)
RETURNS TABLE (mesure text, lieu text, detail text, periode text) LANGUAGE sql IMMUTABLE AS $$
  WITH communes AS (
    SELECT commune, min(rang) AS rang FROM (
      SELECT commune_de_comptage(souhait ->> 'commune') AS commune, rang
      FROM jsonb_array_elements(recherche -> 'localisations') WITH ORDINALITY AS souhaits (souhait, rang)
    ) souhaitees GROUP BY commune
  ), types AS (
    SELECT 'ensemble' AS type
    UNION
    SELECT CASE type WHEN 'C' THEN 'chambre' WHEN 'T6P' THEN 't6-et-plus' ELSE lower(type) END
    FROM jsonb_array_elements_text(recherche -> 'types') AS acceptes (type)
  )
  SELECT 'tous-choix', commune, type, '' FROM communes, types WHERE statut = 'active'
  UNION ALL
  SELECT 'premier-choix', commune, type, '' FROM communes, types WHERE statut = 'active' AND rang = 1
  UNION ALL
  SELECT 'attributions', commune_de_comptage(motif_detaille #>> '{attribution,commune}'), '',
    left(motif_detaille #>> '{attribution,bailSigneLe}', 4)
  WHERE statut = 'radiee' AND motif_detaille ->> 'code' = 'RADATT'
$$;
--> statement-breakpoint
-- By statement: one that writes many demandes leaves one difference for each count, and one that moves none leaves none.
CREATE FUNCTION compter_demandes_creees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ecart_de_comptage (mesure, lieu, detail, periode, nombre)
  SELECT c.mesure, c.lieu, c.detail, c.periode, count(*)
  FROM apres, cases_de_demande(apres.statut, apres.contenu -> 'recherche', apres.motif_detaille) c
  GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER compter_demandes_creees AFTER INSERT ON "demande" REFERENCING NEW TABLE AS apres
FOR EACH STATEMENT EXECUTE FUNCTION compter_demandes_creees();
--> statement-breakpoint
CREATE FUNCTION compter_demandes_changees() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ecart_de_comptage (mesure, lieu, detail, periode, nombre)
  WITH changees AS (
    SELECT a.statut AS de, a.contenu -> 'recherche' AS recherche_de, a.motif_detaille AS motif_de,
      n.statut AS vers, n.contenu -> 'recherche' AS recherche_vers, n.motif_detaille AS motif_vers
    FROM avant a JOIN apres n USING (numero_unique)
    -- An attribution stays counted when what named its household is erased.
    WHERE n.statut <> 'effacee'
      AND (a.statut, a.contenu -> 'recherche', a.motif_detaille)
        IS DISTINCT FROM (n.statut, n.contenu -> 'recherche', n.motif_detaille)
  )
  SELECT mesure, lieu, detail, periode, sum(n) FROM (
    SELECT c.*, 1 AS n FROM changees, cases_de_demande(vers, recherche_vers, motif_vers) c
    UNION ALL
    SELECT c.*, -1 FROM changees, cases_de_demande(de, recherche_de, motif_de) c
  ) mouvements
  GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER compter_demandes_changees AFTER UPDATE ON "demande" REFERENCING OLD TABLE AS avant NEW TABLE AS apres
FOR EACH STATEMENT EXECUTE FUNCTION compter_demandes_changees();
--> statement-breakpoint
CREATE FUNCTION compter_renouvellements() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ecart_de_comptage (mesure, lieu, detail, periode, nombre)
  SELECT 'renouvellements', territoire_du_numero(numero_unique), coalesce(canal::text, ''), to_char(le, 'YYYY-MM'), count(*)
  FROM apres WHERE type = 'renouvellement' GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER compter_renouvellements AFTER INSERT ON "fait_de_demande" REFERENCING NEW TABLE AS apres
FOR EACH STATEMENT EXECUTE FUNCTION compter_renouvellements();
--> statement-breakpoint
-- What the register held before it counted.
INSERT INTO ecart_de_comptage (mesure, lieu, detail, periode, nombre)
SELECT c.mesure, c.lieu, c.detail, c.periode, count(*)
FROM demande, cases_de_demande(statut, contenu -> 'recherche', motif_detaille) c GROUP BY 1, 2, 3, 4;
--> statement-breakpoint
INSERT INTO ecart_de_comptage (mesure, lieu, detail, periode, nombre)
SELECT 'renouvellements', territoire_du_numero(numero_unique), coalesce(canal::text, ''), to_char(le, 'YYYY-MM'), count(*)
FROM fait_de_demande WHERE type = 'renouvellement' GROUP BY 1, 2, 3, 4;
