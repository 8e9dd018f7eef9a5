/** Who is left of the persons of a demande, and who is added; each keeps the place that its fields are named after. */
import type { Contenu, Cotitulaire } from '../contenu.ts'
import type { Reponses } from './groupes.ts'
import { COTITULAIRE_INCONNU, ENFANT_INCONNU, PERSONNE_INCONNUE } from './inconnus.ts'

/** `place`: rank under which the fields are named, that of the content as registered or the one after the last. */
export type Place<T> = Readonly<{ place: number; qui: T }>
export type Personnes = Readonly<{
  cotitulaires: readonly Place<Cotitulaire>[]
  personnesACharge: readonly Place<Contenu['foyer']['personnesACharge'][number]>[]
  enfantsEnGarde: readonly Place<Contenu['foyer']['enfantsEnGarde'][number]>[]
}>

const places = <T>(liste: readonly T[], inconnu: T, chemin: string, reponses: Reponses): readonly Place<T>[] => {
  const ajout = `${chemin}.${liste.length}.`
  const isAjoute = Object.entries(reponses).some(([nom, texte]) => nom.startsWith(ajout) && texte.trim() !== '')
  return [...liste, ...(isAjoute ? [inconnu] : [])]
    .map((qui, place) => ({ place, qui }))
    .filter(({ place }) => !reponses[`${chemin}.${place}.retirer`])
}

export const personnesDe = ({ cotitulaires, foyer }: Contenu, reponses: Reponses): Personnes => ({
  cotitulaires: places(cotitulaires, COTITULAIRE_INCONNU, 'cotitulaires', reponses),
  personnesACharge: places(foyer.personnesACharge, PERSONNE_INCONNUE, 'foyer.personnesACharge', reponses),
  enfantsEnGarde: places(foyer.enfantsEnGarde, ENFANT_INCONNU, 'foyer.enfantsEnGarde', reponses),
})

/** The handicaps of who is left, told by their new rank: 0 the applicant, then the co-titulaires, then the dependants. */
export function handicapsDe(contenu: Contenu, { cotitulaires, personnesACharge }: Personnes): Contenu['handicaps'] {
  const avant = contenu.cotitulaires.length
  const rangs = [
    0,
    ...cotitulaires.map(({ place }) => (place < avant ? 1 + place : -1)),
    ...personnesACharge.map(({ place }) => 1 + avant + place),
  ]
  return contenu.handicaps.flatMap((handicap) => {
    if (handicap.personne === null) return [handicap]
    const personne = rangs.indexOf(handicap.personne)
    return personne < 0 ? [] : [{ ...handicap, personne }]
  })
}
