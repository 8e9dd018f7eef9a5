import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import type { Personne } from '#lib/domain/demande/nommee.ts'

/** Those who hold it, each with their place. */
export const titulairesDe = ({
  contenu: { demandeur, cotitulaires },
}: DemandeActive): readonly (readonly [place: string, Personne])[] => [
  ...(demandeur.nature === 'personne-morale' ? [] : [['Demandeur', demandeur] as const]),
  ...cotitulaires.map((un) => ['Cotitulaire', un] as const),
]
