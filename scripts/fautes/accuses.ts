/**
 * What the outside says later of the messages that it accepted: at once or hours late, once or twice, in any order; of
 * some nothing ever, though they were accepted; of a mail only that it came back.
 */
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Accuse, receiveAccuse } from '#lib/usecases/receive-accuse.ts'
import type { Hasard } from './hasard.ts'
import type { PortailTue } from './portail-tue.ts'

type Etat = Accuse['etat']

/** Out of a hundred SMS: lost without a word; lost, and said so; nobody's number; said arrived and lost, in any order. */
const SMS = { muet: 1, perdu: 1, invalide: 2, contraire: 4 } as const
/** Out of a hundred mails: come back. The others are never spoken of. */
const REBONDS = 8
/** One receipt in so many comes twice; one in so many comes hours later, when everything else is settled. */
const UN_DOUBLE_SUR = 5
const UN_TARDIF_SUR = 4
const BIENTOT_MS = 400

export type AccuseDit = Readonly<{ reference: string; etat: Etat }>

function drawEtats(hasard: Hasard, isCourriel: boolean): readonly Etat[] {
  const sort = hasard.below(100)
  if (isCourriel) return sort < REBONDS ? ['rebond'] : []
  const { muet, perdu, invalide, contraire } = SMS
  if (sort < muet) return []
  if (sort < muet + perdu) return ['echec']
  if (sort < muet + perdu + invalide) return ['numero-invalide']
  if (sort < muet + perdu + invalide + contraire) return hasard.below(2) === 0 ? ['remis', 'echec'] : ['echec', 'remis']
  return ['remis']
}

/** `say` writes a receipt, until the base hears it. */
export function makeAccuses(hasard: Hasard, say: (accuse: AccuseDit) => Promise<void>) {
  const dits: AccuseDit[] = []
  const tardifs: AccuseDit[] = []
  const enRoute: Promise<void>[] = []
  const tell = async (accuse: AccuseDit): Promise<void> => {
    await say(accuse)
    dits.push(accuse)
  }
  const tellSoon = async (accuses: readonly AccuseDit[]): Promise<void> => {
    for (const accuse of accuses) {
      await pause(hasard.below(BIENTOT_MS))
      await tell(accuse)
    }
  }
  return {
    /** All that the base has heard. */
    dits,
    onAccepte: (reference: string, isCourriel: boolean): void => {
      const etats = drawEtats(hasard, isCourriel).flatMap((etat) =>
        hasard.below(UN_DOUBLE_SUR) === 0 ? [etat, etat] : [etat],
      )
      const accuses = etats.map((etat) => ({ reference, etat, isTardif: hasard.below(UN_TARDIF_SUR) === 0 }))
      tardifs.push(...accuses.filter(({ isTardif }) => isTardif))
      enRoute.push(tellSoon(accuses.filter(({ isTardif }) => !isTardif)))
    },
    /** Once nothing more leaves: those that were on their way, then the late ones in an order drawn by chance. */
    tellLate: async (): Promise<void> => {
      await Promise.all(enRoute)
      const melanges = tardifs.map((accuse) => ({ accuse, at: hasard.below(1_000_000) }))
      for (const { accuse } of melanges.toSorted((a, b) => a.at - b.at)) await tell(accuse)
      tardifs.length = 0
    },
  }
}

/** Writes a receipt as the gateway's call does; a reference that nobody has is a fault. */
export async function writeAccuse(accuse: AccuseDit): Promise<void> {
  const done = await receiveAccuse(accuse)
  if (!done.ok) throw new Error(`A receipt of nobody: ${accuse.reference}`)
}

const SECRET = 'un-secret-partage-avec-la-passerelle-des-fautes'
/** What a portal is told to hear these receipts. */
export const REGLAGE_DES_ACCUSES = { ACCUSES_SECRET: SECRET } as const

/** Before a gateway says again what nobody heard. */
const REPRISE_MS = 1_000

/** Posts a receipt as a gateway does: signed, and again until it is heard, as late as it is told to come back. */
export async function postAccuse(portail: PortailTue, { reference, etat }: AccuseDit): Promise<void> {
  const corps = JSON.stringify({ reference, etat })
  const signature = createHmac('sha256', SECRET).update(corps).digest('hex')
  const headers = { 'content-type': 'application/json', 'x-signature': `sha256=${signature}` }
  for (;;) {
    const dit = await portail.post('/api/accuses', corps, headers).catch(() => undefined)
    if (dit?.statut === 204) return
    if (dit && dit.statut !== 429) throw new Error(`A receipt was answered ${dit.statut}.`)
    await pause(dit ? dit.attente * 1_000 : REPRISE_MS)
  }
}
