/** A gestionnaire edits the figures of a commune and a year: all types in one act, one fait each, one publication. */
import { db } from '#db/client.ts'
import {
  type ChiffresEnregistres,
  deleteChiffres,
  loadChiffresForUpdate,
  upsertChiffres,
} from '#db/repositories/chiffres.ts'
import { loadCommuneForFigures, versionOfChiffres } from '#db/repositories/communes.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import {
  hasFigure,
  isAnnee,
  isDejaEcrit,
  keepOrigines,
  type Melanges,
  toActuel,
} from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

export type RefusDeChiffres =
  | RefusDAcces
  | { code: 'introuvable' }
  | { code: 'annee-a-venir'; annee: number }
  | { code: 'modifiee-entre-temps'; version: number; actuel: Readonly<Record<string, string>> }

/**
 * `version` is what the form was made from; `rows` hold every type of that year, those without a figure withdraw it;
 * `melanges`: whether a date or a source left empty keeps what each row says, as the form had told.
 */
export const editChiffres = (
  edit: Readonly<{
    codeInsee: string
    annee: number
    version: number
    rows: readonly ChiffresDeclares[]
    melanges?: Melanges
  }>,
  ctx: Contexte,
): Promise<Resultat<{ changed: boolean }, RefusDeChiffres>> =>
  db.transaction(async (tx) => {
    const commune = await loadCommuneForFigures(tx, edit.codeInsee)
    if (!commune) return refuse({ code: 'introuvable' })
    const acces = checkAcces(ctx.acteur, 'modifier-chiffres', { departements: [commune.departement], centreId: null })
    if (!acces.ok) return acces
    const { le } = await readInstant(tx)
    if (!isAnnee(edit.annee, le)) return refuse({ code: 'annee-a-venir', annee: edit.annee })
    const stored = await loadChiffresForUpdate(tx, edit.codeInsee, edit.annee)
    const version = await versionOfChiffres(tx, edit.codeInsee, edit.annee)
    const rows = keepOrigines(edit.rows, stored, edit.melanges)
    // R-EDI-11 — choix du portail : who sends again what is stored already has nothing to compare
    if (isDejaEcrit(rows, stored)) return accept({ changed: false })
    // R-EDI-01 — choix du portail : the second is told, sees both, loses nothing
    if (version !== edit.version) return refuse({ code: 'modifiee-entre-temps', version, actuel: toActuel(stored) })
    const auteur = { compteId: compteDe(ctx.acteur) }
    const balises = await upsertChiffres(
      tx,
      rows.filter(hasFigure).map((chiffres) => ({ chiffres })),
      auteur,
    )
    for (const row of edit.rows) {
      const actuel: ChiffresEnregistres | undefined = stored.find(({ type }) => type === row.type)
      if (actuel && !hasFigure(row)) balises.push(...(await deleteChiffres(tx, actuel, auteur)))
    }
    await recordPublication(tx, balises)
    return accept({ changed: balises.length > 0 })
  })
