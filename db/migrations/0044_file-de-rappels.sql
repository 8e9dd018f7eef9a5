DROP INDEX "rappel_file";--> statement-breakpoint
CREATE INDEX "rappel_file" ON "rappel" USING btree ("territoire","jalon","canal","prochain_at") WHERE etat = 'a-envoyer';