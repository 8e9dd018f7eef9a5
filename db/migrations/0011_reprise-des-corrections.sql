-- What was corrected before the history was kept enters it by what is known: of each cell its last word, who wrote it and
-- when, in the place of what the file says. A cell given back had lost what it was given back from: it is left out.
INSERT INTO "fait_de_correction" ("import_id", "feuille", "ligne", "colonne", "avant", "apres", "compte_id", "at")
SELECT
  correction.import_id, correction.feuille, correction.ligne, correction.colonne, dite.ecrit, correction.valeur,
  correction.compte_id, correction.corrige_at
FROM "correction_d_import" correction
CROSS JOIN LATERAL (
  SELECT cellule ->> 'ecrit' AS ecrit
  FROM "rang_d_import" rang
  CROSS JOIN LATERAL json_array_elements(rang.lu -> 'corrigees') cellule
  WHERE rang.import_id = correction.import_id AND rang.feuille = correction.feuille AND rang.ligne = correction.ligne
    AND cellule ->> 'colonne' = correction.colonne AND cellule ->> 'ecrit' IS NOT NULL
  LIMIT 1
) dite
WHERE correction.valeur IS NOT NULL AND NOT EXISTS (
  SELECT FROM "fait_de_correction" fait
  WHERE fait.import_id = correction.import_id AND fait.feuille = correction.feuille
    AND fait.ligne = correction.ligne AND fait.colonne = correction.colonne
)
ORDER BY correction.corrige_at, correction.feuille, correction.ligne, correction.colonne;
