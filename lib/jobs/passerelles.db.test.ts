/** Two gateways on a real base: what the first never had, the second sends, and nobody is sent anything twice. */
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { withDatabase } from '#db/testing/database.ts'
import { openPasserelle } from '#lib/adapters/sms/sms.ts'
import { startPasserelle } from '#lib/adapters/sms/testing.ts'
import { runSortie, sortieDeSms } from './rappels.ts'
import { rappelsDe, TOUJOURS, unePersonne } from './testing.ts'

withDatabase()
process.env.PORTAIL_SECRET = 'un-secret-de-trente-deux-caracteres'

it('la première coupe avant que la connexion soit établie : la seconde envoie, une fois à chacun (R-RAP-55)', async () => {
  const personnes = []
  for (let rang = 0; rang < 6; rang += 1) personnes.push(await unePersonne())
  for (const { numeroUnique, territoire, valideDepuis, echeances } of personnes) {
    if (!valideDepuis || !echeances) throw new Error('Its days are known.')
    const du = { jalon: 'dernier-mois', canal: 'sms', duLe: echeances.expireLe, cycle: valideDepuis } as const
    await db.transaction((tx) => insertRappels(tx, [{ ...du, numeroUnique, territoire }]))
  }
  const sourde = createServer((socket) => socket.destroy())
  await new Promise<void>((done) => sourde.listen(0, '127.0.0.1', done))
  const adresse = sourde.address()
  if (!adresse || typeof adresse === 'string') throw new Error('No port.')
  const seconde = await startPasserelle()
  try {
    const premiere = openPasserelle({ nom: 'passerelle-1', url: `https://127.0.0.1:${adresse.port}` })
    const sortie = sortieDeSms([premiere, openPasserelle({ nom: 'passerelle-2', url: seconde.url })])
    expect(await runSortie(sortie, ['09'], TOUJOURS)).toMatchObject({ envoyes: 6, incertains: 0 })
    expect([...seconde.recus.values()].map(({ fois }) => fois)).toEqual(Array(6).fill(1))
    for (const une of personnes) expect(await rappelsDe(une)).toEqual(['dernier-mois sms envoye'])
  } finally {
    sourde.close()
    await seconde.stop()
  }
})
