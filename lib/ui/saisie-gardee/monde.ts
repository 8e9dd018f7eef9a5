/** What the page gives to the script that follows its form (suivre.ts), and what it is told by it. */
import type { FrappesRecues } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { Coffre } from './coffre.ts'
import type { EtatDuFil } from './etat-du-fil.ts'
import type { PageSuivie } from './frappes.ts'
import type { TextesDAvant } from './rendre.ts'
import type { Ecarte } from './reprendre.ts'

export type Monde = Readonly<{
  adresse: string
  page: PageSuivie
  /** Of the pages of before, what the server has. */
  recues: FrappesRecues
  /** The form is answered on its page: what was typed goes before it, since it may be refused. */
  surPlace: boolean
  coffre: Coffre | undefined
  /** What the page says before anything is typed. */
  depart: EtatDuFil
  dire: (etat: EtatDuFil) => void
  /** What was typed here and gives way to what another device wrote since: shown, for whoever wants it back. */
  montrerEcartes: (ecartes: readonly Ecarte[]) => void
  /** What was typed on a page of before, and has no field here. */
  montrerDAvant: (textes: TextesDAvant) => void
}>
