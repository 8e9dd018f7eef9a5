/** The figures of a centre's file are proposed: a gestionnaire of its territory publishes them. */
import { db } from '#db/client.ts'
import { lockCommunes } from '#db/repositories/communes.ts'
import { loadImportForUpdate, lockPublications, markChiffresPublies } from '#db/repositories/imports.ts'
import { communesDesChiffres, confrontProposition, sortByRecence } from '#db/repositories/propositions.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { loadChiffresLus } from '#db/repositories/rangs-d-import.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import type { ChiffresCompares } from '#lib/domain/guichet/recensement/examen.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import type { Par } from './open-import.ts'
import { writeChiffres } from './publish-recensement.ts'

/** As many rows as are shown again to who is told that they moved. */
const RANGS_MONTRES = 50

/** Published figures, or those of the file, moved since they were shown: `rangs` are both, what moved last first. */
export type RefusDeProposition = Readonly<{
  code: 'proposition-depassee'
  version: number
  rangs: readonly ChiffresCompares[]
}>

/**
 * The gestionnaire publishes the figures that a centre proposed in its file; equal figures change nothing. `version` is
 * what the page was made from (db/repositories/propositions.ts).
 */
export const publishProposition = (
  importId: string,
  par: Par,
  { version }: Readonly<{ version: number | undefined }>,
): Promise<Resultat<Readonly<{ balises: readonly string[] }>, RefusDeRecensement | RefusDeProposition>> =>
  db.transaction(async (tx) => {
    await lockPublications(tx)
    const row = await loadImportForUpdate(tx, importId)
    if (!row) return refuse({ code: 'introuvable' })
    if (par !== 'exploitant') {
      const acces = checkAcces(par.acteur, 'modifier-chiffres', { departements: row.departements, centreId: null })
      if (!acces.ok) {
        // Someone else's import does not exist for the one who asks; the centre that sent it may be told.
        const sien = checkAcces(par.acteur, 'deposer-recensement', row).ok
        return acces.refus.code === 'acces-refuse' && !sien ? refuse({ code: 'introuvable' }) : acces
      }
    }
    if (row.etat === 'abandonne') return refuse({ code: 'import-abandonne' })
    if (row.seLit) return refuse({ code: 'lecture-en-cours' })
    // R-REC-114 — choix du portail : ce qui a été annulé ne reparaît qu’une fois comparé de nouveau, et montré
    if (row.etat === 'annule') return refuse({ code: 'import-annule' })
    if (!row.hasAnalyse) return refuse({ code: 'import-non-lu' })
    if (row.etat === 'recu') return refuse({ code: 'correction-a-relire' })
    const chiffres = await loadChiffresLus(tx, importId)
    await lockCommunes(tx, communesDesChiffres(chiffres))
    const vue = await confrontProposition(tx, chiffres)
    // R-EDI-06 — choix du portail : le second voit ce que le premier a publié avant de le remplacer
    if (vue.rangs.length > 0 && vue.version !== version) {
      const rangs = (await sortByRecence(tx, vue.rangs)).slice(0, RANGS_MONTRES)
      return refuse({ code: 'proposition-depassee', version: vue.version, rangs })
    }
    const balises = await writeChiffres(tx, row, chiffres, par)
    await recordPublication(tx, balises)
    // R-REC-126 — choix du portail : ce qui a été publié d’un fichier se rend avec lui, publié avant ses points ou sans eux
    if (balises.length > 0) await markChiffresPublies(tx, importId)
    return accept({ balises })
  })
