-- The rows of each import leave its one value for a table of their own, in the same order; what was said of them as a
-- whole stays with the import. Values that are those of the accepted point are kept once.
INSERT INTO "rang_d_import"
  ("import_id", "nature", "place", "feuille", "ligne", "statut", "a_verifier", "attend", "corrige", "trouve", "lu")
SELECT
  import.id, rangs.nature, rangs.place, rangs.rang ->> 'feuille', (rangs.rang ->> 'ligne')::integer, rangs.rang ->> 'statut',
  rangs.rang ->> 'statut' <> 'refuse' AND jsonb_path_exists(rangs.rang, '$.remarques[*] ? (@.gravite == "a-verifier")'),
  jsonb_path_exists(rangs.rang, '$.remarques[*] ? (@.code == "deja-publie-par-un-autre")'),
  rangs.rang ? 'corrigees',
  (rangs.rang -> 'trouve')::json,
  (rangs.rang - '{feuille,ligne,statut,trouve}'::text[]
    - CASE WHEN rangs.rang -> 'valeurs' = rangs.rang -> 'contenu' THEN '{valeurs}'::text[] ELSE '{}' END)::json
FROM "import_de_recensement" import
CROSS JOIN LATERAL (
  SELECT 'point' AS nature, place, rang
  FROM jsonb_array_elements(import.analyse -> 'points') WITH ORDINALITY AS points (rang, place)
  UNION ALL
  SELECT 'chiffres', place, rang
  FROM jsonb_array_elements(import.analyse -> 'chiffres') WITH ORDINALITY AS chiffres (rang, place)
) rangs
WHERE import.analyse IS NOT NULL;--> statement-breakpoint
UPDATE "import_de_recensement" import SET "analyse" = import.analyse - '{points,chiffres,totaux}'::text[] || (
  SELECT jsonb_build_object(
    'aVerifier', count(*) FILTER (WHERE a_verifier),
    'attendent', count(*) FILTER (WHERE attend),
    'corriges', count(*) FILTER (WHERE corrige),
    'hasRemarques', coalesce(bool_or(lu -> 'remarques' ->> 0 IS NOT NULL), false),
    'hasChiffres', coalesce(bool_or(nature = 'chiffres' AND statut IN ('nouveau', 'modifie')), false)
  )
  FROM "rang_d_import" WHERE import_id = import.id
)
WHERE import.analyse IS NOT NULL;
