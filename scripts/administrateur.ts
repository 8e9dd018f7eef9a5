/** `npm run administrateur -- COURRIEL`: names the first administrator of an empty production base. */
import { closeDb } from '#db/client.ts'
import { formatJourEntier } from '#lib/documents/jours.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { nameAdministrateur } from '#lib/usecases/name-administrateur.ts'
import { fail, Obstacle, openBase } from './base.ts'
import { prepareData } from './donnees.ts'

try {
  const [courriel, ...autres] = process.argv.slice(2)
  if (autres.length > 0)
    throw new Obstacle('Donnez une seule adresse de courriel : npm run administrateur -- nom@exemple.fr')
  if (!courriel) throw new Obstacle('Donnez l’adresse de courriel : npm run administrateur -- nom@exemple.fr')
  const base = await openBase()
  try {
    await prepareData(base, () => {})
    const nomination = await nameAdministrateur(courriel)
    if (!nomination.ok) throw new Obstacle(phraseDuRefus(nomination.refus))
    const { courriel: nomme, expireLe } = nomination.value
    process.stdout.write(
      `${nomme} deviendra administrateur à sa première connexion par ProConnect, jusqu’au ${formatJourEntier(expireLe)} inclus.\n`,
    )
  } finally {
    await closeDb()
    await base.release()
  }
} catch (error) {
  fail(error)
}
