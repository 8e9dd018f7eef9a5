/** What the local provider plays: a name, the people that it knows, and what its client may ask. */

/** An identity of the demonstration, with what the provider that is played would say of it. */
export type IdentiteFictive = Readonly<{
  sub: string
  nom: string
  /** Lines shown under the name: « Gestionnaire territorial, Ariège ». */
  precisions: readonly string[]
  claims: Readonly<Record<string, unknown>>
}>

/** A field of the identity typed by hand. */
export type Champ = Readonly<{ nom: string; libelle: string; type?: string; valeur?: string; isFacultatif?: boolean }>

export type Jeu = Readonly<{
  nom: 'ProConnect' | 'FranceConnect'
  /** Where it may send people back after a sign-in, and after a sign-out: paths of the portal. */
  retours: readonly string[]
  sorties: readonly string[]
  /** How its client proves itself. */
  preuve: 'client_secret_basic' | 'client_secret_post'
  /** Claims that each scope opens. */
  scopes: Readonly<Record<string, readonly string[]>>
  niveaux: readonly string[]
  identites: readonly IdentiteFictive[]
  champs: readonly Champ[]
  /** The identity typed by hand; undefined when something is missing. */
  read: (given: (champ: string) => string) => IdentiteFictive | undefined
}>
