/** What may change at any time, the name apart: neither T nor the ancienneté moves. */
import { type Resultat, refuse } from '../resultat.ts'
import { type Acte, conclude, type RefusDEtat, requireActive } from './acte.ts'
import { checkNouveauContenu, type RefusDeContenu } from './contenu-fige.ts'
import type { Demande } from './demande.ts'
import { type Moment, signe } from './faits.ts'
import type { Contenu } from './formulaire/contenu.ts'

export type RefusDeModification = RefusDEtat | RefusDeContenu | { code: 'sans-changement' }
/** Whether an active demande may change at all. */
export const checkModification = requireActive

/** Takes a new content, which may lack what a renewal will ask for; `sans-changement` when it says the same. */
export function recordModification(
  demande: Demande,
  { contenu }: Readonly<{ contenu: Contenu }>,
  moment: Moment,
): Resultat<Acte, RefusDeModification> {
  const active = checkModification(demande)
  if (!active.ok) return active
  const { contenu: avant, territoire } = active.value
  const nouveau = checkNouveauContenu({ avant, apres: contenu }, territoire)
  if (!nouveau.ok) return nouveau
  if (areSameContenus(avant, contenu)) return refuse({ code: 'sans-changement' })
  return conclude(demande, { ...signe(moment), type: 'modification', contenu })
}

/** Two contents that say the same, whatever the order of their fields (PostgreSQL keeps none). */
export const areSameContenus = (a: Contenu, b: Contenu): boolean => canonicalJson(a) === canonicalJson(b)

/** A value as one text, whatever the order of its fields. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one instanceof Object && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : 1)))
      : one,
  )
