/**
 * The CSV that says from when each demande runs: `numeroUnique;valideDepuis;avisRemisLe`, a line of headings first. It
 * completes demandes that were loaded without it; the last column may be empty.
 */
import { type Jour, jourEcrit } from '../../calendrier.ts'
import { type NumeroUnique, parseNumeroUnique, readNumeroUnique } from '../numero-unique.ts'
import { fuseauDuTerritoire } from '../territoire.ts'
import { numeroEcrit } from './demande-sne.ts'
import type { RemarqueDeReprise } from './ecarts.ts'

export const COLONNES_DE_VALIDITE = ['numeroUnique', 'valideDepuis', 'avisRemisLe'] as const

export type ValiditeLue = Readonly<{ numeroUnique: NumeroUnique; valideDepuis: Jour; avisRemisLe: Jour | null }>
type Lecture =
  | Readonly<{ ok: true; validite: ValiditeLue }>
  | Readonly<{ ok: false; numeroUnique: string | null; remarques: readonly RemarqueDeReprise[] }>

const cellsOf = (line: string): readonly string[] =>
  line.split(';').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))

/** Whether the line holds the headings of this file, whatever their case. */
export const isEnteteDeValidites = (line: string): boolean =>
  cellsOf(line.replace(/^\ufeff/, ''))
    .map((cell) => cell.toLowerCase())
    .join(';') === COLONNES_DE_VALIDITE.join(';').toLowerCase()

/** A day as a program writes it (2026-03-12, or an instant) or as people do (12/03/2026), on the clocks of a zone. */
const readJour = (text: string, fuseau: string): Jour | undefined =>
  jourEcrit(text.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$2-$1'), fuseau)

/** Reads one line; an empty one is nothing. */
export function readValidite(line: string): Lecture | undefined {
  if (line.trim() === '') return undefined
  const [numero = '', depuis = '', avis = ''] = cellsOf(line)
  const numeroUnique = parseNumeroUnique(numero)
  // R-REP-18: of the territory that the number says; a line without one is refused, whatever its days.
  const fuseau = numeroUnique ? fuseauDuTerritoire(readNumeroUnique(numeroUnique).territoire) : 'UTC'
  const valideDepuis = readJour(depuis, fuseau)
  const avisRemisLe = avis === '' ? null : readJour(avis, fuseau)
  if (numeroUnique && valideDepuis && avisRemisLe !== undefined)
    return { ok: true, validite: { numeroUnique, valideDepuis, avisRemisLe } }
  const refus = (champ: string, message: string) => ({ champ, gravite: 'refus', message }) as const
  return {
    ok: false,
    numeroUnique: numeroUnique ?? numeroEcrit(numero),
    remarques: [
      ...(numeroUnique ? [] : [refus('numeroUnique', 'Ce numéro unique n’en est pas un.')]),
      ...(valideDepuis ? [] : [refus('valideDepuis', 'Écrivez une date qui existe, par exemple 2026-03-12.')]),
      ...(avisRemisLe === undefined
        ? [refus('avisRemisLe', 'Écrivez une date qui existe, ou laissez la cellule vide.')]
        : []),
    ],
  }
}
