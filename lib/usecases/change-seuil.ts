/** The administrator changes the threshold below which small counts are masked; every public page depends on it. */
import { db } from '#db/client.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { loadSeuilDeMasquage, saveReglage } from '#db/repositories/reglages.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { BALISE_DES_REGLAGES } from '#lib/domain/guichet/balises.ts'
import { accept, type Resultat } from '#lib/domain/resultat.ts'
import { REGLAGE_DU_SEUIL } from '#lib/domain/territoire/secret.ts'

/** `seuil` from 1 to 11, checked by the schema of the form. */
export const changeSeuil = (seuil: number, ctx: Contexte): Promise<Resultat<{ seuil: number }, RefusDAcces>> =>
  db.transaction(async (tx) => {
    const acces = checkAcces(ctx.acteur, 'regler', null)
    if (!acces.ok) return acces
    const avant = await loadSeuilDeMasquage(tx)
    if (await saveReglage(tx, REGLAGE_DU_SEUIL, seuil)) {
      await recordPublication(tx, [BALISE_DES_REGLAGES])
      await recordFaitDAdministration(tx, {
        objet: 'reglage',
        cible: REGLAGE_DU_SEUIL,
        nature: 'correction',
        compteId: compteDe(ctx.acteur),
        avant: { seuil: avant },
        apres: { seuil },
      })
    }
    return accept({ seuil })
  })
