CREATE TABLE "correspondance" (
	"pour" text NOT NULL,
	"entetes" text NOT NULL,
	"valeurs" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "correspondance_pour_entetes_pk" PRIMARY KEY("pour","entetes")
);
