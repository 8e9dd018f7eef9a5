/** `npm run administrateur -- COURRIEL`: names the first administrator of an empty production base. */
import { closeDb } from '#db/client.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { nameAdministrateur } from '#lib/usecases/name-administrateur.ts'
import { Obstacle, openBase } from './base.ts'
import { launchCommande, type Sorties } from './commande.ts'
import { prepareData } from './donnees.ts'
import { readOptions } from './options.ts'

const USAGE = 'npm run administrateur -- nom@exemple.fr'

/** The command itself, on the arguments that follow its name; answers its exit code. */
export async function administrateur(args: readonly string[], { out }: Sorties): Promise<number> {
  const { positionals } = readOptions(USAGE, { args: [...args], allowPositionals: true, options: {} })
  const [courriel, ...autres] = positionals
  if (autres.length > 0) throw new Obstacle(`Donnez une seule adresse de courriel : ${USAGE}`)
  if (!courriel) throw new Obstacle(`Donnez l’adresse de courriel : ${USAGE}`)
  const base = await openBase()
  try {
    await prepareData(base, () => {})
    const nomination = await nameAdministrateur(courriel)
    if (!nomination.ok) throw new Obstacle(phraseDuRefus(nomination.refus))
    const { courriel: nomme, expireLe } = nomination.value
    await out(
      `${nomme} deviendra administrateur à sa première connexion par ProConnect, jusqu’au ${formatJourEntier(expireLe)} inclus.\n`,
    )
    return 0
  } finally {
    await closeDb()
    await base.release()
  }
}

if (import.meta.main) await launchCommande(administrateur)
