/** People who leave a demande or take its head: the others keep their place, and what is said of their handicap. */
import type { Contenu, Cotitulaire, PersonnePhysique } from './formulaire/contenu.ts'

/** The content without a co-titulaire, by its rank from 0. */
export const removeCotitulaire = (contenu: Contenu, rang: number): Contenu => ({
  ...contenu,
  cotitulaires: contenu.cotitulaires.filter((_, at) => at !== rang),
  // 0 is the applicant, 1 and after the co-titulaires, then the dependants.
  handicaps: contenu.handicaps.flatMap((handicap) => moveHandicap(handicap, rang + 1)),
})

/** The same without a dependant. */
export const removePersonneACharge = (contenu: Contenu, rang: number): Contenu => ({
  ...contenu,
  foyer: { ...contenu.foyer, personnesACharge: contenu.foyer.personnesACharge.filter((_, at) => at !== rang) },
  handicaps: contenu.handicaps.flatMap((handicap) => moveHandicap(handicap, 1 + contenu.cotitulaires.length + rang)),
})

function moveHandicap(handicap: Contenu['handicaps'][number], partie: number): Contenu['handicaps'] {
  const { personne } = handicap
  if (personne === null || personne < partie) return [handicap]
  return personne === partie ? [] : [{ ...handicap, personne: personne - 1 }]
}

/** The content with a co-titulaire at its head; the former applicant is no more in it. */
export function promoteCotitulaire(contenu: Contenu, rang: number, cotitulaire: Cotitulaire): Contenu {
  const reste = removeCotitulaire(contenu, rang)
  const siens = contenu.handicaps.filter(({ personne }) => personne === rang + 1)
  return {
    ...reste,
    demandeur: toDemandeur(cotitulaire, contenu),
    // What each was to the former applicant says nothing of what they are to the new one: it is asked.
    cotitulaires: reste.cotitulaires.map((un) => ({ ...un, lien: null })),
    foyer: { ...reste.foyer, personnesACharge: reste.foyer.personnesACharge.map((un) => ({ ...un, lien: null })) },
    handicaps: [
      ...siens.map((handicap) => ({ ...handicap, personne: 0 })),
      ...reste.handicaps.filter(({ personne }) => personne !== 0),
    ],
  }
}

/** The family situation changes by that very act: it is asked, never guessed. */
function toDemandeur({ lien: _lien, ...personne }: Cotitulaire, { demandeur }: Contenu): PersonnePhysique {
  const { adresse } = demandeur
  return { ...personne, nature: 'personne-physique', situationFamiliale: null, courrielDeLAidant: null, adresse }
}
