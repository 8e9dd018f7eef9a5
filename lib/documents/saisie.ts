/** What a person wrote in a form, to be given back when the form could not be sent. */

/** A field and what was written in it, in the order of the form. */
export type Saisie = readonly (readonly [champ: string, valeur: string])[]

/** Fields that the person did not fill, or that hold values of ours: those of React, the keys, the versions, a repair. */
const TECHNIQUE =
  /^\$|^(cle|id|version|departement|centre|annulee|jeton|manquent|versionVue|retirer|confirmer|choisis|colonne|feuille|ligne|vue|page|vus?|certitude|reparation)$|Ids?$|^(melange\.|garder\.|entete-|vu-|feuille-|ligne-)/

/** Boxes that choose a row: their values are names of ours, and what was ticked is told by its number. */
const COCHES = ['retirer', 'confirmer', 'choisis']

/** How many rows were ticked in lists whose boxes say nothing that a person could copy. */
export const countCoches = (form: FormData): number => COCHES.reduce((sum, champ) => sum + form.getAll(champ).length, 0)

/** Field by field, without what is empty, technical or a file; what one field holds twice is said once. */
export const listSaisie = (form: FormData): Saisie =>
  [...new Set(form.keys())].flatMap((champ) =>
    TECHNIQUE.test(champ)
      ? []
      : [...new Set(form.getAll(champ))].flatMap((valeur) =>
          typeof valeur === 'string' && valeur.trim() !== '' ? [[champ, valeur] as const] : [],
        ),
  )
