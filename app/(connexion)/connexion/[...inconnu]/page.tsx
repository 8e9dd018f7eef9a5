export { AdresseInconnue as default, METADATA_INTROUVABLE as metadata } from '../../../adresse-inconnue.tsx'

export const acces = 'public'
export const dynamic = 'force-dynamic'
