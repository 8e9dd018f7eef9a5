import { codesPostauxOf } from './codes-postaux.ts'
import type { Proposition } from './propositions.ts'

/**
 * The line under a proposed name: where it is, then why it was found when the name does not say it. Five digits have two
 * readings: each says its kind (R-TER-07), the postcode as typed even where the commune has twenty.
 */
export function lieuDeProposition(proposition: Proposition): string {
  const { codesPostaux, nomDepartement, departement, motif, ancienNom, codeReconnu } = proposition
  const departementEnClair = `${nomDepartement} (${departement})`
  if (motif === 'code-postal' && codeReconnu) return `code postal ${codeReconnu} · ${departementEnClair}`
  const ancien = motif === 'ancien-code' || motif === 'ancien-nom'
  const code = codeReconnu && `${ancien ? 'ancien code' : 'code'} INSEE ${codeReconnu}`
  return [codesPostauxOf(codesPostaux), departementEnClair, code, ancienNom].filter(Boolean).join(' · ')
}
