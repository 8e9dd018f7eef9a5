/** Who is left of the persons of a demande, and who is added; each keeps the place that its fields are named after. */
import { canonicalJson } from '../../modification.ts'
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

type Identifiee = Readonly<{ nom: string | null; prenom: string | null; naissance: string | null }>

/** Who a person is, for the fields that are named by their place; all that is said of one who has no name yet. */
const identiteDe = ({ nom, prenom, naissance, ...reste }: Identifiee): unknown =>
  nom === null && prenom === null ? { nom, prenom, naissance, reste } : { nom, prenom, naissance }

/** Of these an unknown identity is asked, and a known one is not: each change of it changes the fields. */
const identiteDeCotitulaire = (qui: Cotitulaire): unknown => {
  const { civilite, nomDeNaissance, unSeulNom } = qui
  return [identiteDe(qui), civilite, nomDeNaissance, unSeulNom]
}

/** Each person in their place, as one text: two contents that say the same name the same persons by the same fields. */
export function personnesParPlace({ demandeur, cotitulaires, foyer }: Contenu): string {
  const tete = demandeur.nature === 'personne-morale' ? demandeur.siret : identiteDe(demandeur)
  return canonicalJson([
    tete,
    cotitulaires.map(identiteDeCotitulaire),
    foyer.personnesACharge.map(identiteDe),
    foyer.enfantsEnGarde.map(({ naissance, sexe }) => [naissance, sexe]),
  ])
}
