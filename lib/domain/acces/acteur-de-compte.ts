/** The actor that an account is. */
import type { Acteur } from './acteur.ts'
import type { RoleDeCompte } from './compte.ts'

export function acteurDeCompte(
  compte: Readonly<{
    compteId: string
    role: RoleDeCompte
    departements: readonly string[]
    centres: readonly string[]
  }>,
): Acteur {
  const { compteId, role, departements, centres } = compte
  switch (role) {
    case 'agent-de-guichet':
    case 'responsable-de-guichet':
      return { role, compteId, centres }
    case 'gestionnaire-territorial':
    case 'coordinateur-regional':
      return { role, compteId, departements }
    case 'administrateur-national':
      return { role, compteId }
  }
}
