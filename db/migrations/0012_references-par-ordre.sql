-- A publication writes tens of thousands of points and their history at once. A foreign key asks for its row once for each
-- of them; these references are checked once for each statement instead (docs/adr/0031): what is written must name rows
-- that exist, and holds them as a foreign key does; what is named cannot be deleted, nor change its key.
ALTER TABLE "fait_de_point" DROP CONSTRAINT "fait_de_point_point_id_point_de_contact_id_fk";
--> statement-breakpoint
ALTER TABLE "fait_de_point" DROP CONSTRAINT "fait_de_point_compte_id_compte_id_fk";
--> statement-breakpoint
ALTER TABLE "fait_de_point" DROP CONSTRAINT "fait_de_point_import_id_import_de_recensement_id_fk";
--> statement-breakpoint
ALTER TABLE "point_de_contact" DROP CONSTRAINT "point_de_contact_centre_id_centre_id_fk";
--> statement-breakpoint
ALTER TABLE "point_de_contact" DROP CONSTRAINT "point_de_contact_departement_code_departement_code_fk";
--> statement-breakpoint
ALTER TABLE "point_de_contact" DROP CONSTRAINT "point_de_contact_code_insee_commune_code_insee_fk";
--> statement-breakpoint
-- Arguments, by three: a column of the table, the table that it names, the key there. The error tells no value.
CREATE FUNCTION check_references() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  argument integer := 0;
  cles text;
  nommees bigint;
  tenues bigint;
BEGIN
  WHILE argument < TG_NARGS LOOP
    cles := format('SELECT %1$I AS cle FROM nouvelles WHERE %1$I IS NOT NULL', TG_ARGV[argument]);
    -- What a row named before still exists: it need not be held again by who only writes the rest of the row.
    IF TG_OP = 'UPDATE' THEN
      cles := cles || format(' EXCEPT SELECT %I FROM anciennes', TG_ARGV[argument]);
    END IF;
    EXECUTE format(
      'WITH cles AS MATERIALIZED (SELECT DISTINCT cle FROM (%1$s) dites)
       SELECT (SELECT count(*) FROM cles),
         (SELECT count(*) FROM (
           SELECT FROM %2$I.%3$I nomme WHERE nomme.%4$I IN (SELECT cle FROM cles) ORDER BY nomme.%4$I FOR KEY SHARE
         ) tenu)',
      cles, TG_TABLE_SCHEMA, TG_ARGV[argument + 1], TG_ARGV[argument + 2]
    ) INTO nommees, tenues;
    IF nommees <> tenues THEN
      RAISE EXCEPTION '% of % names no row of %', TG_ARGV[argument], TG_TABLE_NAME, TG_ARGV[argument + 1]
        USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, COLUMN = TG_ARGV[argument];
    END IF;
    argument := argument + 3;
  END LOOP;
  RETURN NULL;
END
$$;
--> statement-breakpoint
-- Arguments, by three: a table that names this one, its column, the key here.
CREATE FUNCTION keep_referenced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  argument integer := 0;
  nommee boolean;
BEGIN
  WHILE argument < TG_NARGS LOOP
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM %1$I.%2$I qui WHERE qui.%3$I IN (SELECT %4$I FROM anciennes))',
      TG_TABLE_SCHEMA, TG_ARGV[argument], TG_ARGV[argument + 1], TG_ARGV[argument + 2]
    ) INTO nommee;
    IF nommee THEN
      RAISE EXCEPTION 'a row of % is named by %', TG_TABLE_NAME, TG_ARGV[argument]
        USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME;
    END IF;
    argument := argument + 3;
  END LOOP;
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION keep_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the key of a row of % does not change', TG_TABLE_NAME
    USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER check_references_insert AFTER INSERT ON "fait_de_point" REFERENCING NEW TABLE AS nouvelles
FOR EACH STATEMENT EXECUTE FUNCTION check_references('point_id', 'point_de_contact', 'id', 'compte_id', 'compte', 'id', 'import_id', 'import_de_recensement', 'id');
--> statement-breakpoint
CREATE TRIGGER check_references_update AFTER UPDATE ON "fait_de_point" REFERENCING OLD TABLE AS anciennes NEW TABLE AS nouvelles
FOR EACH STATEMENT EXECUTE FUNCTION check_references('point_id', 'point_de_contact', 'id', 'compte_id', 'compte', 'id', 'import_id', 'import_de_recensement', 'id');
--> statement-breakpoint
CREATE TRIGGER check_references_insert AFTER INSERT ON "point_de_contact" REFERENCING NEW TABLE AS nouvelles
FOR EACH STATEMENT EXECUTE FUNCTION check_references('centre_id', 'centre', 'id', 'departement_code', 'departement', 'code', 'code_insee', 'commune', 'code_insee');
--> statement-breakpoint
CREATE TRIGGER check_references_update AFTER UPDATE ON "point_de_contact" REFERENCING OLD TABLE AS anciennes NEW TABLE AS nouvelles
FOR EACH STATEMENT EXECUTE FUNCTION check_references('centre_id', 'centre', 'id', 'departement_code', 'departement', 'code', 'code_insee', 'commune', 'code_insee');
--> statement-breakpoint
CREATE TRIGGER keep_referenced AFTER DELETE ON "point_de_contact" REFERENCING OLD TABLE AS anciennes
FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced('fait_de_point', 'point_id', 'id');
--> statement-breakpoint
CREATE TRIGGER keep_key BEFORE UPDATE OF "id" ON "point_de_contact"
FOR EACH ROW WHEN (OLD."id" IS DISTINCT FROM NEW."id") EXECUTE FUNCTION keep_key();
--> statement-breakpoint
CREATE TRIGGER keep_referenced AFTER DELETE ON "compte" REFERENCING OLD TABLE AS anciennes
FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced('fait_de_point', 'compte_id', 'id');
--> statement-breakpoint
CREATE TRIGGER keep_key BEFORE UPDATE OF "id" ON "compte"
FOR EACH ROW WHEN (OLD."id" IS DISTINCT FROM NEW."id") EXECUTE FUNCTION keep_key();
--> statement-breakpoint
CREATE TRIGGER keep_referenced AFTER DELETE ON "import_de_recensement" REFERENCING OLD TABLE AS anciennes
FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced('fait_de_point', 'import_id', 'id');
--> statement-breakpoint
CREATE TRIGGER keep_key BEFORE UPDATE OF "id" ON "import_de_recensement"
FOR EACH ROW WHEN (OLD."id" IS DISTINCT FROM NEW."id") EXECUTE FUNCTION keep_key();
--> statement-breakpoint
CREATE TRIGGER keep_referenced AFTER DELETE ON "centre" REFERENCING OLD TABLE AS anciennes
FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced('point_de_contact', 'centre_id', 'id');
--> statement-breakpoint
CREATE TRIGGER keep_key BEFORE UPDATE OF "id" ON "centre"
FOR EACH ROW WHEN (OLD."id" IS DISTINCT FROM NEW."id") EXECUTE FUNCTION keep_key();
--> statement-breakpoint
CREATE TRIGGER keep_referenced AFTER DELETE ON "departement" REFERENCING OLD TABLE AS anciennes
FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced('point_de_contact', 'departement_code', 'code');
--> statement-breakpoint
CREATE TRIGGER keep_key BEFORE UPDATE OF "code" ON "departement"
FOR EACH ROW WHEN (OLD."code" IS DISTINCT FROM NEW."code") EXECUTE FUNCTION keep_key();
--> statement-breakpoint
CREATE TRIGGER keep_referenced AFTER DELETE ON "commune" REFERENCING OLD TABLE AS anciennes
FOR EACH STATEMENT EXECUTE FUNCTION keep_referenced('point_de_contact', 'code_insee', 'code_insee');
--> statement-breakpoint
CREATE TRIGGER keep_key BEFORE UPDATE OF "code_insee" ON "commune"
FOR EACH ROW WHEN (OLD."code_insee" IS DISTINCT FROM NEW."code_insee") EXECUTE FUNCTION keep_key();
