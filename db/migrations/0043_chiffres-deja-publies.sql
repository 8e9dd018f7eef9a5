-- Figures that a gestionnaire published from the file of a centre before that day was kept: the history says when. What
-- came with its points, or went with a revert, is not it. A day that was kept since is the right one.
UPDATE "import_de_recensement" import SET "chiffres_publies_at" = publies.at
FROM (
  SELECT "import_id", max("at") AS at FROM "fait_de_chiffre"
  WHERE "import_id" IS NOT NULL AND NOT "retour" GROUP BY "import_id"
) publies
WHERE publies.import_id = import.id AND import.centre_id IS NOT NULL AND import.chiffres_publies_at IS NULL;
