/** What one line of a file gives to the register: a demande, the day from which it runs, or both. */
import { type Jour, parseJour } from '../../calendrier.ts'
import { accept, refuse } from '../../resultat.ts'
import type { NumeroUnique } from '../numero-unique.ts'
import { type DemandeLue, type RemarqueDeReprise, readDemandeSne } from './demande-sne.ts'
import type { Element } from './element.ts'
import { readValidite } from './validites.ts'

/** `demande` null: the line completes one that is there. `valideDepuis` null: T is not known. */
export type LigneDeReprise = Readonly<{
  numeroUnique: NumeroUnique
  demande: (DemandeLue & Readonly<{ deposeeLe: Jour }>) | null
  valideDepuis: Jour | null
  avisRemisLe: Jour | null
}>
export type LectureDeLigne =
  | Readonly<{ ok: true; ligne: LigneDeReprise; remarques: readonly RemarqueDeReprise[] }>
  | Readonly<{ ok: false; numeroUnique: string | null; remarques: readonly RemarqueDeReprise[] }>

/** Why the register does not take a line that was read. */
export type RefusDeLigne = { code: 'demande-inconnue' } | { code: 'numero-pris' } | { code: 'numero-deja-lu' }

const RENOUVELLEMENT = 'REN'

/** A demande of an interface file; that of a file of renewals says T. `le`: the day of the loading. */
export function readLigneSne(
  element: Element,
  { typeFichier, dateFichier }: Readonly<{ typeFichier: string | null; dateFichier: string | null }>,
  le: Jour,
): LectureDeLigne {
  const lu = readDemandeSne(element, le)
  if (!lu.ok) return lu
  const { demande } = lu
  const { numeroUnique, deposeeLe } = demande
  const remarques = [...demande.remarques]
  // R-REP-04 — CCH, R441-2-3 : l’ancienneté court du dépôt ; sans sa date, une demande n’aurait pas d’âge
  if (!deposeeLe)
    return {
      ok: false,
      numeroUnique,
      remarques: [
        ...remarques,
        { champ: 'dateCreationDemande', gravite: 'refus', message: 'La date de dépôt manque. Ajoutez-la au fichier.' },
      ],
    }
  const duFichier = parseJour((dateFichier ?? '').slice(0, 10)) ?? null
  const valideDepuis = typeFichier === RENOUVELLEMENT ? (demande.renouveleeLe ?? duFichier) : demande.renouveleeLe
  // R-REP-05 — choix du portail : un fichier de renouvellement sans date vaut au jour où il a été fait, et on le dit
  if (typeFichier === RENOUVELLEMENT && !demande.renouveleeLe)
    remarques.push({
      champ: 'dateRenouvellement',
      gravite: 'a-verifier',
      message: 'La date du renouvellement manque\u00a0: celle du fichier en tient lieu.',
    })
  return {
    ok: true,
    ligne: { numeroUnique, demande: { ...demande, deposeeLe }, valideDepuis, avisRemisLe: null },
    remarques,
  }
}

/** Lets through the first line of a file that has this number; `lus` are those before it. */
export const checkPremiere = (numeroUnique: NumeroUnique, lus: ReadonlySet<string>) =>
  // R-REP-07 — choix du portail : laquelle est la bonne se demande, ne se devine pas
  lus.has(numeroUnique) ? refuse({ code: 'numero-deja-lu' }) : accept(numeroUnique)

/** A line of the CSV of validities; undefined when it is empty. */
export function readLigneDeValidite(line: string): LectureDeLigne | undefined {
  const lu = readValidite(line)
  if (!lu?.ok) return lu
  return { ok: true, ligne: { ...lu.validite, demande: null }, remarques: [] }
}
