import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import { addDays } from '#lib/domain/calendrier.ts'
import { db } from '../client.ts'
import { PREFIXE_DE_RAPPEL } from '../repositories/messages.ts'
import { messageEnvoye, rappel } from '../schema/index.ts'
import { aujourdHui, insertUneDemande } from '../testing/demandes.ts'
import { listLettres, listMessages, listRappels, parseRepere } from './demonstration.ts'

withDatabase()

type Page<T> = Readonly<{ lignes: readonly T[]; suite: string | null }>

/** Every line, page after page; more pages than there are lines would be a circle. */
async function readAll<T>(list: (apres?: string) => Promise<Page<T>>): Promise<readonly (readonly T[])[]> {
  const pages: (readonly T[])[] = []
  let apres: string | undefined
  do {
    const { lignes, suite } = await list(apres)
    pages.push(lignes)
    apres = suite ?? undefined
  } while (apres !== undefined && pages.length < 10)
  return pages
}

it('la boîte d’envoi se lit jusqu’au premier message et au premier rappel, chacun une fois', async () => {
  // Of one statement: all of one instant, which only their keys tell apart.
  const ecrits = (prefixe: string, nombre: number) =>
    Array.from({ length: nombre }, (_, rang) => ({
      cle: `${prefixe}${rang}`,
      canal: 'courriel' as const,
      destinataire: 'quelqu-un@exemple.invalid',
      objet: `${rang}`,
      corps: 'Bonjour',
    }))
  await db.insert(messageEnvoye).values([...ecrits('code:', 81), ...ecrits(PREFIXE_DE_RAPPEL, 20)])
  const messages = await readAll(listMessages)
  expect(messages.map(({ length }) => length)).toEqual([40, 40, 1])
  expect(new Set(messages.flat().map(({ objet }) => objet)).size).toBe(81)
  // A last page that is full says that nothing follows.
  const rappels = await readAll(listRappels)
  expect(rappels.map(({ length }) => length)).toEqual([10, 10])
  expect(new Set(rappels.flat().map(({ objet }) => objet)).size).toBe(20)
  expect(await listMessages(randomUUID())).toEqual({ lignes: [], suite: null })
})

it('les lettres aussi', async () => {
  const [{ numeroUnique, territoire, valideDepuis }, le] = [await insertUneDemande(), await aujourdHui()]
  await db.insert(rappel).values(
    Array.from({ length: 11 }, (_, rang) => ({
      numeroUnique,
      territoire,
      jalon: 'avis' as const,
      canal: 'courrier' as const,
      duLe: addDays(le, -rang),
      cycle: valideDepuis ?? le,
      etat: 'a-prendre' as const,
    })),
  )
  const lettres = await readAll(listLettres)
  expect(lettres.map(({ length }) => length)).toEqual([10, 1])
  expect(new Set(lettres.flat().map(({ repere }) => repere)).size).toBe(11)
})

it('un repère qui n’en est pas un n’est pas lu', () => {
  const repere = randomUUID()
  expect(parseRepere(repere)).toBe(repere)
  for (const autre of ['', 'x', `${repere}'`, undefined, [repere]]) expect(parseRepere(autre)).toBeUndefined()
})
