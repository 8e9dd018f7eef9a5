-- A commune that left the list keeps its row: figures may hold it, and its page stays. It is of before all the same.
ALTER TABLE "commune" ADD COLUMN "quittee_le" date;
--> statement-breakpoint
ALTER FUNCTION commune_de_comptage(text) RENAME TO ville_de;
--> statement-breakpoint
-- A commune of before counts, is looked up and is compared in the one of today that it is in: this function is the one home
-- of which. A code that is a commune's today is its own, whatever else it was; a row that has a name says more than a code.
CREATE FUNCTION commune_actuelle(code text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT ancienne.commune_code FROM commune_ancienne ancienne
    WHERE ancienne.code_insee = code AND ancienne.nature <> 'arrondissement'
      AND NOT EXISTS (SELECT FROM commune actuelle WHERE actuelle.code_insee = code AND actuelle.quittee_le IS NULL)
    ORDER BY ancienne.nom = '', ancienne.nature, ancienne.commune_code LIMIT 1
  ), ville_de(code))
$$;
--> statement-breakpoint
-- The same of every code of before, read once where many are looked up: an object from each code to its commune of today.
CREATE FUNCTION carte_des_communes() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(code_insee, actuelle), '{}') FROM (
    SELECT code_insee, commune_actuelle(code_insee) AS actuelle
    FROM (SELECT DISTINCT code_insee FROM commune_ancienne WHERE nature <> 'arrondissement') anciennes
  ) menees WHERE actuelle <> code_insee
$$;
--> statement-breakpoint
CREATE FUNCTION commune_de_la_carte(code text, carte jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN carte IS NULL THEN commune_actuelle(code) ELSE coalesce(carte ->> code, ville_de(code)) END
$$;
--> statement-breakpoint
-- Nobody writes between the counts of before and those of now.
LOCK TABLE "demande" IN SHARE ROW EXCLUSIVE MODE;
--> statement-breakpoint
DROP FUNCTION cases_de_demande(statut_de_demande, jsonb, jsonb);
--> statement-breakpoint
-- Without a map, by the commune of today of each code.
CREATE FUNCTION cases_de_demande(
  statut statut_de_demande, recherche jsonb, motif_detaille jsonb, carte jsonb DEFAULT NULL
)
RETURNS TABLE (mesure text, lieu text, detail text, periode text) LANGUAGE sql STABLE AS $$
  WITH communes AS (
    SELECT commune, min(rang) AS rang FROM (
      SELECT commune_de_la_carte(souhait ->> 'commune', carte) AS commune, rang
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
  SELECT 'attributions', commune_de_la_carte(motif_detaille #>> '{attribution,commune}', carte), '',
    left(motif_detaille #>> '{attribution,bailSigneLe}', 4)
  WHERE statut = 'radiee' AND motif_detaille ->> 'code' = 'RADATT'
$$;
--> statement-breakpoint
-- Leaves the differences that take the counts from where a map of before put them to where their communes are today; the
-- night folds them. Only the demandes that name a code whose commune changed are counted again. An attribution whose
-- demande was erased is remembered by its count alone: it goes with the place where it counts, when that one is of before.
-- Called here, and when the list of communes changes (db/seed/reference).
CREATE FUNCTION recompter_communes(avant jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  apres jsonb := carte_des_communes();
  changees jsonb;
BEGIN
  IF avant = apres THEN RETURN; END IF;
  LOCK TABLE demande IN SHARE ROW EXCLUSIVE MODE;
  SELECT jsonb_object_agg(key, true) INTO changees
  FROM jsonb_each(avant) a FULL JOIN jsonb_each(apres) b USING (key) WHERE a.value IS DISTINCT FROM b.value;
  INSERT INTO ecart_de_comptage (mesure, lieu, detail, periode, nombre)
  WITH touchees AS MATERIALIZED (
    SELECT d.statut, d.contenu -> 'recherche' AS recherche, d.motif_detaille AS motif FROM demande d
    WHERE d.statut = 'active' AND EXISTS (
      SELECT FROM jsonb_array_elements(d.contenu -> 'recherche' -> 'localisations') souhait
      WHERE changees ? (souhait ->> 'commune'))
    UNION ALL
    SELECT d.statut, NULL, d.motif_detaille FROM demande d
    WHERE d.statut = 'radiee' AND d.motif_detaille ->> 'code' = 'RADATT'
      AND changees ? (d.motif_detaille #>> '{attribution,commune}')
  ), tenus AS MATERIALIZED (
    SELECT c.*, -1 AS nombre FROM touchees, cases_de_demande(statut, recherche, motif, avant) c
    UNION ALL
    SELECT c.*, 1 FROM touchees, cases_de_demande(statut, recherche, motif, apres) c
  ), restes AS (
    SELECT lieu, detail, periode, sum(nombre) AS nombre FROM (
      SELECT lieu, detail, periode, nombre FROM comptage WHERE mesure = 'attributions' AND apres ? lieu
      UNION ALL
      SELECT lieu, detail, periode, nombre FROM ecart_de_comptage WHERE mesure = 'attributions' AND apres ? lieu
      UNION ALL
      SELECT lieu, detail, periode, nombre FROM tenus WHERE mesure = 'attributions' AND apres ? lieu
    ) comptees GROUP BY 1, 2, 3
  )
  SELECT mesure, lieu, detail, periode, sum(nombre) FROM (
    SELECT mesure, lieu, detail, periode, nombre FROM tenus
    UNION ALL
    SELECT 'attributions', lieu, detail, periode, -nombre FROM restes
    UNION ALL
    SELECT 'attributions', apres ->> lieu, detail, periode, nombre FROM restes
  ) mouvements
  GROUP BY 1, 2, 3, 4 HAVING sum(nombre) <> 0;
END
$$;
--> statement-breakpoint
-- Until now every code but an arrondissement's counted as itself.
SELECT recompter_communes('{}');
