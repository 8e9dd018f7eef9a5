import type { Porte } from '#lib/usecases/open-demande.ts'

/** The gestionnaire acts at their desk, for no centre. */
export const PORTE_DU_GESTIONNAIRE: Porte = { canal: 'guichet', centreId: null }
