/** What the invented préfectures of the demonstration say, so that its attestations print every mention; one says nothing. */
import { inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { commune, mentionDeDepartement } from '#db/schema/index.ts'
import type { MentionsDuDepartement } from '#lib/domain/attestation/mentions.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { CODES, listNoms } from './departements.ts'

/** Left as a préfecture that has said nothing yet. */
const MUET = '84'

/** `communes`: those of the département, largest first. */
function inventMentions(code: string, nom: string, communes: readonly string[]): MentionsDuDepartement {
  const mois = 18 + (Number(code) % 4) * 6
  return {
    gestionnaire: {
      nom: `Service fictif du logement (${nom})`,
      adresse: ['1 rue Inventée', `${code}000 Ville-Fictive`],
    },
    commission: {
      nom: `Commission fictive de médiation (${nom})`,
      adresse: ['Préfecture fictive', '2 place Inventée', `${code}000 Ville-Fictive`],
    },
    delai: {
      mois,
      parType: [{ type: 'T1', mois: mois + 6 }],
      arrete: `Arrêté fictif n° ${code}-2024-12`,
      arreteLe: jour('2024-03-12'),
    },
    bailleurs: [
      { nom: `Office fictif de l’habitat (${nom})`, communes: [] },
      { nom: 'Société fictive d’HLM des Villes', communes: communes.slice(0, 8) },
      { nom: 'Coopérative fictive du Bourg', communes: communes.slice(3, 20) },
    ],
  }
}

/** Once: a préfecture that was corrected since keeps its corrections. */
export async function seedMentions(db: Db): Promise<void> {
  const noms = listNoms()
  const [deja] = await db.select({ code: mentionDeDepartement.departementCode }).from(mentionDeDepartement).limit(1)
  if (deja) return
  const rows = await db
    .select({ code: commune.codeInsee, departement: commune.departementCode, population: commune.population })
    .from(commune)
    .where(inArray(commune.departementCode, [...CODES]))
  const values = CODES.filter((code) => code !== MUET).map((code) => {
    const communes = rows
      .filter(({ departement }) => departement === code)
      .sort((a, b) => b.population - a.population || (a.code < b.code ? -1 : 1))
      .map((une) => une.code)
    return {
      departementCode: code,
      version: 1,
      contenu: inventMentions(code, noms.get(code) ?? code, communes),
      demonstration: true,
    }
  })
  await db.insert(mentionDeDepartement).values(values).onConflictDoNothing()
}
