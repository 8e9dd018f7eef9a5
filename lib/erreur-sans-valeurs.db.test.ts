import pino from 'pino'
import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { compte } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { sayErreur } from './erreur-sans-valeurs.ts'

withDatabase()

it('une vraie requête refusée s’écrit sans l’adresse ni le nom qu’elle portait (R-JOU-01)', async () => {
  const lines: string[] = []
  const written = pino({ serializers: { err: sayErreur } }, { write: (line) => void lines.push(line) })
  const row = { courriel: 'agathe@exemple.invalid', nom: 'Agathe Inventée', role: 'administrateur-national' as const }
  await db.insert(compte).values(row)
  const twice = await db
    .insert(compte)
    .values(row)
    .catch((err: unknown) => err)
  const badUuid = await db.$sql`select ${'agathe@exemple.invalid'}::uuid`.catch((err: unknown) => err)
  for (const err of [twice, badUuid]) written.error({ err }, 'incident')
  expect(lines.join('')).toContain('"constraint_name":"compte_courriel_unique"')
  expect(lines.join('')).toContain('"code":"22P02"')
  expect(lines.join('').toLowerCase()).not.toContain('agathe')
})
