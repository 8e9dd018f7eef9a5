/** A gateway of SMS for a bench, in a process of its own: 50 ms for each, one failure in twenty, and a count of what it had. */
import { startPasserelle } from '#lib/adapters/sms/testing.ts'

const LENTEUR_MS = 50
/** Of a hundred: so many refused for now, and so many accepted without an answer. */
const CHANCES = { refuse: 4, coupe: 1 } as const

export type Compte = Readonly<{ acceptes: number; refuses: number; coupes: number; renvois: number }>

const compte = { refuses: 0, coupes: 0 }
let rang = 0

const passerelle = await startPasserelle({
  delaiMs: LENTEUR_MS,
  repond: () => {
    // Spread over the messages, so that no five in a row fail.
    rang = (rang + 37) % 100
    if (rang < CHANCES.refuse) {
      compte.refuses += 1
      return { statut: 503, garde: false }
    }
    if (rang >= CHANCES.refuse + CHANCES.coupe) return { statut: 202, garde: true }
    compte.coupes += 1
    return 'coupe'
  },
})

process.on('message', () => {
  const recus = [...passerelle.recus.values()]
  const renvois = recus.reduce((sum, { fois }) => sum + fois - 1, 0)
  process.send?.({ acceptes: recus.length, renvois, ...compte } satisfies Compte)
})
process.send?.(passerelle.url)
