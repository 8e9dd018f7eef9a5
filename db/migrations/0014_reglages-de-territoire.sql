CREATE TABLE "reglage_de_territoire" (
	"territoire" text PRIMARY KEY NOT NULL,
	"renouvellement_en_ligne" boolean NOT NULL,
	"rappels" boolean NOT NULL,
	"radiation" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "reglage_de_territoire_version" CHECK (version > 0)
);
