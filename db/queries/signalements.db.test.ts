import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import { signalement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { listSignalements, SIGNALEMENTS_MONTRES } from './signalements.ts'

withDatabase()

it('une erreur qui attend passe devant celles qui sont traitées, si vieille soit-elle', async () => {
  await insertTerritoire()
  const { id: pointId } = await db.transaction((tx) =>
    insertPoint(
      tx,
      { contenu: unPointDeContact(), rattachement: { centreId: null, departements: ['09'] } },
      { compteId: null },
    ),
  )
  const un = (message: string, etat: 'recu' | 'en-cours' | 'corrige', jour: string) => ({
    pointId,
    nature: 'autre' as const,
    message,
    etat,
    cle: crypto.randomUUID(),
    createdAt: new Date(`${jour}T10:00:00Z`),
  })
  await db
    .insert(signalement)
    .values([
      ...Array.from({ length: SIGNALEMENTS_MONTRES }, (_, rang) => un(`traitée ${rang}`, 'corrige', '2026-03-03')),
      un('la plus vieille', 'recu', '2026-01-01'),
      un('commencée', 'en-cours', '2026-02-02'),
    ])
  const lus = await listSignalements(ACTEURS['administrateur-national'])
  expect(lus).toHaveLength(SIGNALEMENTS_MONTRES)
  expect(lus.slice(0, 3).map(({ message, etat }) => [etat, message?.slice(0, 8)])).toEqual([
    ['en-cours', 'commencé'],
    ['recu', 'la plus '],
    ['corrige', 'traitée '],
  ])
})
