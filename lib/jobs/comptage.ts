/** Each night, what the day before changed of the figures of the register shows, on the pages of those communes alone. */
import { foldComptage, listComptees, recordOuvertures, recordPliage } from '#db/repositories/comptage.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { transact } from '#db/repositories/transact.ts'
import { addDays } from '#lib/domain/calendrier.ts'
import { baliseDesChiffres } from '#lib/domain/guichet/balises.ts'

/** Twice in a night changes nothing: the second finds nothing left. */
export const publishComptage = (): Promise<Record<string, number>> =>
  transact(async (tx) => {
    const { le } = await readInstant(tx)
    // R-CHI-16 — choix du portail : un chiffre du registre est celui de la fin d’un jour, et dit lequel
    const arreteLe = addDays(le, -1)
    const bougees = await foldComptage(tx, { arreteLe })
    await recordOuvertures(tx, le)
    // R-CHI-20 — choix du portail : l’année qui commence change le nombre d’attributions de toutes, même sans mouvement
    const lieux = (await recordPliage(tx, arreteLe)) ? await listComptees(tx) : bougees
    await recordPublication(tx, lieux.map(baliseDesChiffres))
    return { communes: lieux.length }
  })
