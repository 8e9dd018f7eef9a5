/** Names of the communes that a demande speaks of. */
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { db } from '../client.ts'
import { listNomsDeCommunes } from '../repositories/noms-de-communes.ts'

/** By INSEE code: where its applicant lives, where they want to, and where its people work. */
export function listNomsDuContenu({
  demandeur,
  cotitulaires,
  recherche,
}: Contenu): Promise<ReadonlyMap<string, string>> {
  const adultes = [...(demandeur.nature === 'personne-morale' ? [] : [demandeur]), ...cotitulaires]
  const codes = [
    demandeur.adresse.commune,
    ...recherche.localisations.map((une) => une.commune),
    ...adultes.map(({ situationProfessionnelle }) => situationProfessionnelle.communeDuTravail),
  ]
  return listNomsDeCommunes(
    db,
    codes.flatMap((code) => code ?? []),
  )
}
