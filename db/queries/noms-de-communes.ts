/** Names of the communes that a demande speaks of. */
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { db } from '../client.ts'
import { listNomsDeCommunes } from '../repositories/noms-de-communes.ts'

/** By INSEE code: where its applicant lives, and where they want to. */
export const listNomsDuContenu = ({ demandeur, recherche }: Contenu): Promise<ReadonlyMap<string, string>> =>
  listNomsDeCommunes(
    db,
    [demandeur.adresse.commune, ...recherche.localisations.map((une) => une.commune)].flatMap((code) => code ?? []),
  )
