CREATE INDEX "demande_a_relancer" ON "demande" USING btree ("avis_au_plus_tard_le") WHERE statut = 'active';--> statement-breakpoint
CREATE INDEX "demande_finissante" ON "demande" USING btree ("expire_le") WHERE statut = 'active';--> statement-breakpoint
CREATE INDEX "demande_radiee_le" ON "demande" USING btree ("radiee_le") WHERE statut = 'radiee' and motif = 'RADREN';--> statement-breakpoint
CREATE INDEX "rappel_du" ON "rappel" USING btree ("du_le");