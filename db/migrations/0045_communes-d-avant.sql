-- A commune that left the list keeps its row: figures may hold it, and its page stays. It is of before all the same.
ALTER TABLE "commune" ADD COLUMN "quittee_le" date;
--> statement-breakpoint
-- A commune of before counts, is looked up and is compared in the one of today that it is in: this function is the one home
-- of which. A code that is a commune's today is its own, whatever else it was; a row that has a name says more than a code.
CREATE FUNCTION commune_actuelle(code text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN code ~ '^751[0-9]{2}$' THEN '75056'
    WHEN code ~ '^6938[0-9]$' THEN '69123'
    WHEN code ~ '^132(0[1-9]|1[0-6])$' THEN '13055'
    ELSE coalesce((
      SELECT ancienne.commune_code FROM commune_ancienne ancienne
      WHERE ancienne.code_insee = code AND ancienne.nature <> 'arrondissement'
        AND NOT EXISTS (SELECT FROM commune actuelle WHERE actuelle.code_insee = code AND actuelle.quittee_le IS NULL)
      ORDER BY ancienne.nom = '', ancienne.nature, ancienne.commune_code LIMIT 1
    ), code)
  END
$$;
--> statement-breakpoint
-- Nobody writes between the counts of before and those of now.
LOCK TABLE "demande" IN SHARE ROW EXCLUSIVE MODE;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION cases_de_demande(statut statut_de_demande, recherche jsonb, motif_detaille jsonb)
RETURNS TABLE (mesure text, lieu text, detail text, periode text) LANGUAGE sql STABLE AS $$
  WITH communes AS (
    SELECT commune, min(rang) AS rang FROM (
      SELECT commune_actuelle(souhait ->> 'commune') AS commune, rang
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
  SELECT 'attributions', commune_actuelle(motif_detaille #>> '{attribution,commune}'), '',
    left(motif_detaille #>> '{attribution,bailSigneLe}', 4)
  WHERE statut = 'radiee' AND motif_detaille ->> 'code' = 'RADATT'
$$;
--> statement-breakpoint
DROP FUNCTION commune_de_comptage(text);
--> statement-breakpoint
-- Leaves the differences that put every count where its commune is today; the night folds them. Of attributions, what was
-- counted moves: an erased one stays counted, and nothing else remembers it. Called here, and when the list of communes
-- changes (db/seed/reference).
CREATE FUNCTION recompter_communes() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  LOCK TABLE demande IN SHARE ROW EXCLUSIVE MODE;
  INSERT INTO ecart_de_comptage (mesure, lieu, detail, periode, nombre)
  WITH tenus AS (
    SELECT c.mesure, c.lieu, c.detail, c.periode, c.nombre FROM comptage c
    WHERE c.mesure IN ('premier-choix', 'tous-choix', 'attributions')
    UNION ALL
    SELECT e.mesure, e.lieu, e.detail, e.periode, e.nombre FROM ecart_de_comptage e
    WHERE e.mesure IN ('premier-choix', 'tous-choix', 'attributions')
  ), dus AS (
    SELECT c.mesure, c.lieu, c.detail, c.periode, 1 AS nombre
    FROM demande d, cases_de_demande(d.statut, d.contenu -> 'recherche', d.motif_detaille) c
    WHERE d.statut = 'active'
    UNION ALL
    SELECT t.mesure, commune_actuelle(t.lieu), t.detail, t.periode, t.nombre FROM tenus t WHERE t.mesure = 'attributions'
  )
  SELECT mesure, lieu, detail, periode, sum(nombre) FROM (
    SELECT * FROM dus
    UNION ALL
    SELECT t.mesure, t.lieu, t.detail, t.periode, -t.nombre FROM tenus t
  ) mouvements
  GROUP BY 1, 2, 3, 4 HAVING sum(nombre) <> 0;
END
$$;
--> statement-breakpoint
SELECT recompter_communes();
