/** What the model writes in its own name: known again when its first column was taken away. */

export const AIDE_DU_NOM = 'Obligatoire. De 3 à 150 caractères.'
export const NOM_D_EXEMPLE = 'Mairie de Foix, service logement'
