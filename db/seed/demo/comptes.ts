/**
 * The accounts of the demonstration: obviously invented people at addresses that cannot exist. The local provider
 * shows the same identities. An account whose centre is not in the base is left out.
 */
import type { Db } from '#db/client.ts'
import { centre, compte } from '#db/schema/index.ts'
import type { RoleDeCompte } from '#lib/domain/acces/compte.ts'

export type CompteDeDemonstration = Readonly<{
  sub: string
  prenom: string
  nom: string
  courriel: string
  siret: string
  description: string
  role: RoleDeCompte
  departements: readonly string[]
  /** Code guichet of its centre, for an agent. */
  codeGuichet?: string
}>

const SIRET = '12345678200010'
const agent = (code: string, prenom: string, departement: string): CompteDeDemonstration => ({
  sub: `demo-agent-${code.toLowerCase()}`,
  prenom,
  nom: 'Guichet-Fictif',
  courriel: `${prenom.toLowerCase()}@centre-${code.toLowerCase()}.invalid`,
  siret: SIRET,
  description: `Agent de guichet, centre ${code} (${departement})`,
  role: 'agent-de-guichet',
  departements: [],
  codeGuichet: code,
})
const gestionnaire = (nom: string, prenom: string, departements: readonly string[]): CompteDeDemonstration => ({
  sub: `demo-gestionnaire-${prenom.toLowerCase()}`,
  prenom,
  nom: 'Gestion-Fictive',
  courriel: `${prenom.toLowerCase()}@gestionnaire.invalid`,
  siret: SIRET,
  description: `Gestionnaire territorial, ${nom}`,
  role: 'gestionnaire-territorial',
  departements,
})

export const COMPTES_DE_DEMONSTRATION: readonly CompteDeDemonstration[] = [
  gestionnaire('Midi-Pyrénées hors Haute-Garonne', 'Gaston', ['09', '12', '32', '46', '65', '81', '82']),
  gestionnaire('Haute-Normandie', 'Gisele', ['27', '76']),
  gestionnaire('Provence-Alpes-Côte d’Azur', 'Gilbert', ['04', '05', '06', '13', '83', '84']),
  agent('G0901', 'Agathe', 'Ariège'),
  agent('G3201', 'Arsene', 'Gers'),
  {
    sub: 'demo-administrateur',
    prenom: 'Adele',
    nom: 'National-Fictif',
    courriel: 'adele@administration.invalid',
    siret: SIRET,
    description: 'Administratrice nationale',
    role: 'administrateur-national',
    departements: [],
  },
]

/** Writes the accounts that are missing; running it again changes nothing. */
export async function seedComptes(db: Pick<Db, 'select' | 'insert'>): Promise<void> {
  const centres = await db.select({ id: centre.id, code: centre.code }).from(centre)
  const connus = new Set((await db.select({ sub: compte.sub }).from(compte)).map(({ sub }) => sub))
  for (const un of COMPTES_DE_DEMONSTRATION) {
    const own = centres.find(({ code }) => code !== null && code === un.codeGuichet)
    // One that was closed or corrected since stays as it was left.
    if (connus.has(un.sub) || (un.codeGuichet && !own)) continue
    await db.insert(compte).values({
      sub: un.sub,
      courriel: un.courriel,
      nom: `${un.prenom} ${un.nom}`,
      role: un.role,
      siret: un.siret,
      departements: [...un.departements],
      centreIds: own ? [own.id] : [],
    })
  }
}
