/** What a text says, piece by piece: hours of some days, a closure, an exception, an appointment. */
import type { IndexDeJour } from '../jours.ts'
import type { Plage } from '../semaine.ts'
import type { Element } from './heures.ts'
import type { Selection, Semaines } from './jours.ts'
import type { Moitie } from './moities.ts'
import type { SaisonDite } from './saisons.ts'

export type Cible =
  | Readonly<{ sur: readonly Selection[]; moitie?: Moitie; creneau?: Plage }>
  | Readonly<{ saison: SaisonDite }>
  | Readonly<{ creneau: Plage }>
  | Readonly<{ moitie: Moitie }>
  | 'autres'

export type Clause =
  | Readonly<{
      type: 'ouvre'
      /** null: the day of the cell, or the days already said. */
      sur: readonly Selection[] | null
      sauf?: readonly Selection[]
      heures: readonly Element[]
      surRendezVous?: boolean
      moitie?: Moitie
      aussi?: true
      /** Its hours may not be those of all its days. */
      doute?: true
    }>
  | Readonly<{ type: 'remplace'; sur: readonly Selection[]; heures: readonly Element[]; surRendezVous?: boolean }>
  | Readonly<{ type: 'rendez-vous'; sur: readonly Selection[] }>
  | Readonly<{ type: 'idem'; sur: readonly Selection[]; comme: IndexDeJour | null }>
  /** `strict`: an exception, which must except something. `null`: everything. */
  | Readonly<{ type: 'ferme'; cible: Cible | null; strict: boolean }>
  /** `nue`: no word says that the hour is an end. */
  | Readonly<{ type: 'ferme-a'; sur: readonly Selection[]; a: number; nue?: true }>
  /** Said last, of all that its sentence says. */
  | Readonly<{ type: 'portee'; saison?: SaisonDite; semaines?: Semaines }>
  | Readonly<{ type: 'reserve'; surRendezVous: boolean }>
  | Readonly<{ type: 'feries-ordinaires' }>
  | Readonly<{ type: 'sinon' }>
  | Readonly<{ type: 'toujours' }>

/** `sens`: days then hours, or hours then days; a sentence does not mix them. */
export type Phrase = Readonly<{
  clauses: readonly Clause[]
  sens?: 'jours' | 'heures'
  saison?: SaisonDite
  semaines?: Semaines
  /** Said between brackets: it may be of what stands just before only. */
  aparte?: true
  /** It says something, of which it is not certain what it opens: its season comes last, a half of the day is of some. */
  doute?: true
}>
