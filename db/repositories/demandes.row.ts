/** A row of the register and the union of the domain, both ways. A row that no state has is a bug, and throws. */
import { createHash } from 'node:crypto'
import { getTableColumns } from 'drizzle-orm'
import type { Demande, DemandeRef, Validite } from '#lib/domain/demande/demande.ts'
import type { Fait } from '#lib/domain/demande/faits.ts'
import { readFait } from '#lib/domain/demande/faits-lus.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { listClesDesTitulaires } from '#lib/domain/demande/memes-personnes.ts'
import { demande, faitDeDemande } from '../schema/index.ts'

export const COLONNES = getTableColumns(demande)
export const COLONNES_DE_FAIT = getTableColumns(faitDeDemande)
type Row = typeof demande.$inferSelect
export type RowDeFait = typeof faitDeDemande.$inferSelect

function bug(ref: DemandeRef, what: string): never {
  throw new Error(`The demande ${ref} has no ${what}`)
}

function toValidite(row: Row): Validite {
  const { valideDepuis, ouvreLe, avisAuPlusTardLe, expireLe, dernierJour, avisRemisLe } = row
  if (valideDepuis === null) return { valideDepuis, echeances: null, avisRemisLe: null }
  if (!ouvreLe || !avisAuPlusTardLe || !expireLe || !dernierJour) return bug(row.ref, 'échéances')
  return { valideDepuis, echeances: { ouvreLe, avisAuPlusTardLe, expireLe, dernierJour }, avisRemisLe }
}

export function toDemande(row: Row): Demande {
  const { ref, numeroUnique, territoire, deposeeLe, isDepotCompte, enregistreeLe, ancienneteDepuis, version } = row
  const dates = { deposeeLe, isDepotCompte, enregistreeLe, ancienneteDepuis }
  const commun = { ref, numeroUnique, territoire, ...dates, version }
  const { radieeLe, motif, motifDetaille, reactivableJusquAu, effacementLe, effaceeLe, contenu } = row
  if (row.statut === 'effacee') {
    if (!radieeLe || !motif || !effaceeLe) return bug(ref, 'end')
    return { ...commun, statut: 'effacee', radieeLe, motif: { code: motif }, effaceeLe }
  }
  if (!contenu) return bug(ref, 'content')
  const { renouveleeLe, correction } = row
  const nominative = { ...commun, ...toValidite(row), contenu, renouveleeLe, correction }
  if (row.statut === 'active') return { ...nominative, statut: 'active' }
  if (!radieeLe || !motifDetaille || !effacementLe) return bug(ref, 'radiation')
  return { ...nominative, statut: 'radiee', radieeLe, motif: motifDetaille, reactivableJusquAu, effacementLe }
}

/** The keys of who holds a demande, as imprints: a copy of names beside the content would have to be guarded like it. */
export const clesDesTitulaires = (contenu: Contenu): string[] => {
  const cles = listClesDesTitulaires(contenu).map(
    ({ certitude, texte }) =>
      `${certitude.slice(0, 1)}${createHash('sha256').update(texte).digest('hex').slice(0, 32)}`,
  )
  return [...new Set(cles)].sort()
}

/** Every column that the state decides: what a state has not is null. */
export function toRow(etat: Demande): Omit<Row, 'demonstration'> {
  const { ref, numeroUnique, territoire, statut, version } = etat
  const { deposeeLe, isDepotCompte, enregistreeLe, ancienneteDepuis } = etat
  const nominative = etat.statut === 'effacee' ? undefined : etat
  const radiee = etat.statut === 'radiee' ? etat : undefined
  return {
    ...{ ref, numeroUnique, territoire, statut, version },
    ...{ deposeeLe, isDepotCompte, enregistreeLe, ancienneteDepuis },
    valideDepuis: nominative?.valideDepuis ?? null,
    ouvreLe: nominative?.echeances?.ouvreLe ?? null,
    avisAuPlusTardLe: nominative?.echeances?.avisAuPlusTardLe ?? null,
    expireLe: nominative?.echeances?.expireLe ?? null,
    dernierJour: nominative?.echeances?.dernierJour ?? null,
    avisRemisLe: nominative?.avisRemisLe ?? null,
    renouveleeLe: nominative?.renouveleeLe ?? null,
    contenu: nominative?.contenu ?? null,
    correction: nominative?.correction ?? null,
    titulaires: nominative ? clesDesTitulaires(nominative.contenu) : null,
    radieeLe: etat.statut === 'active' ? null : etat.radieeLe,
    motif: etat.statut === 'active' ? null : etat.motif.code,
    motifDetaille: radiee?.motif ?? null,
    reactivableJusquAu: radiee?.reactivableJusquAu ?? null,
    effacementLe: radiee?.effacementLe ?? null,
    effaceeLe: etat.statut === 'effacee' ? etat.effaceeLe : null,
  }
}

/** The columns of a fait, and what it says beside them. */
export function toRowDeFait({ type, le, bareme, origine, ...dit }: Fait) {
  return { type, le, bareme, ...origine, dit }
}

/** The fait as it was recorded; undefined once its demande is erased. */
export const toFait = ({ type, le, bareme, canal, organisme, dit }: RowDeFait): Fait | undefined =>
  dit === null ? undefined : readFait({ type, le, bareme, origine: { canal, organisme }, ...dit })
