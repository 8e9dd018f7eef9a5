/**
 * The sending of the reminders by the workers of the product, while they, PostgreSQL, a connection and the web server are
 * killed. What waits is made due little by little; what died with a worker, once all of them are dead.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import type { Dehors } from './dehors.ts'
import type { Hasard } from './hasard.ts'
import type { Coupure } from './histoire-de-rappels.ts'
import { maintenant } from './journal-de-rappels.ts'
import type { Ouvriers } from './ouvriers.ts'
import type { PortailTue } from './portail-tue.ts'
import { childrenOf } from './processus-vus.ts'
import type { TerrainDuRegistre } from './terrain-du-registre.ts'

const CIBLES = ['portail', 'serveur', 'ouvrier', 'ouvriers', 'connexion'] as const
export type Cible = (typeof CIBLES)[number]
/** Twentieths of a second for the living to say what became of what they hold. */
const ESSAIS_AVANT_DE_TUER = 100
/** When to give up on what never settles: ten minutes, and ten seconds for each kill. */
export const patienceDe = (coupures: number): number => 600_000 + 10_000 * coupures
/** Of a hundred reminders, those that leave before the last kill; some never do. */
export const PARTIS_SOUS_LES_COUPS = 60
/** What is cut may begin to leave that long after the blow: PostgreSQL is told of a dead connection in its own time. */
const SUITE_D_UN_COUP_MS = 1_000
/** Reminders that become due at a time, twice a second: at least so many, and all of them in so many turns between two blows. */
const LOT_AU_MOINS = 4
const TOURS_ENTRE_DEUX_COUPS = 4

export type Partie = Readonly<{
  terrain: TerrainDuRegistre
  dehors: Dehors
  ouvriers: Ouvriers
  /** Where receipts come; without it they are written by the use case of that door. */
  portail: PortailTue | undefined
  hasard: Hasard
  /** Reminders that were due before anything was planned. */
  attendus: number
  /** All that was killed while something was leaving. */
  coupures: Coupure[]
}>

/** Nothing is due for a day: `passTime` lets it go little by little, so that a blow finds some sent, some leaving, some to come. */
export const retain = () => db.$sql`update rappel set prochain_at = now() + interval '1 day' where etat = 'a-envoyer'`

/**
 * Time that passes for what waits: for so many of those that wait to leave, for what a gateway is to be asked about, and,
 * with `baux`, for what dead workers held.
 */
const passTime = async (lot: number, baux = false): Promise<void> => {
  const etats = baux ? ['a-verifier', 'en-cours'] : ['a-verifier']
  await insist(
    () => db.$sql`update rappel set prochain_at = now() - interval '1 second'
      where prochain_at > now() and (etat = any(${etats}::etat_de_rappel[]) or reference in (
        select reference from rappel where etat = 'a-envoyer' and prochain_at > now() order by reference limit ${lot}))`,
  )
}

/** Says until the base hears it: PostgreSQL may be starting again. */
export async function insist<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act()
    } catch {
      await pause(100)
    }
  }
}

/** Sends everything, while it is cut; answers how many of each were killed. */
export async function send(partie: Partie, nombre: number): Promise<Record<Cible, number>> {
  const { dehors, ouvriers, portail, hasard, attendus, coupures } = partie
  const { equipe, press } = ouvriers
  const cibles = CIBLES.filter((cible) => portail || cible !== 'portail')
  const faites: Record<Cible, number> = { ouvrier: 0, ouvriers: 0, serveur: 0, connexion: 0, portail: 0 }
  const end = performance.now() + patienceDe(nombre)
  const lot = Math.max(LOT_AU_MOINS, Math.ceil(attendus / (TOURS_ENTRE_DEUX_COUPS * (nombre + 1))))
  const blow = async (act: () => Promise<void>): Promise<void> => {
    const de = maintenant()
    await act()
    coupures.push({ de, a: maintenant() + SUITE_D_UN_COUP_MS })
  }
  const waitFor = async (partis: number): Promise<void> => {
    const isAssez = () => dehors.partis.length >= partis || performance.now() >= end
    while (!isAssez()) {
      if (!(await isEnAttente())) return
      await passTime(lot)
      await equipe.start()
      await press('envois')
      // The base is asked twice a second: it has the sendings to serve.
      for (let essai = 0; essai < 25 && !isAssez(); essai += 1) await pause(20)
    }
  }
  try {
    await equipe.start()
    // Every cut is made, also when everything was settled before it: then what is settled must stay so.
    for (let at = 0; at < nombre; at += 1) {
      // All along the sendings, and something leaves between two cuts, however long a process takes to begin again.
      const apres = Math.floor(((at + 1) * attendus * PARTIS_SOUS_LES_COUPS) / (100 * (nombre + 1)))
      const cible = cibles[at % cibles.length] ?? 'ouvrier'
      if (cible === 'ouvriers') await ouvriers.untilAuTravail(ouvriers.auTravailAuMoins)
      await waitFor(Math.max(apres, dehors.partis.length + 1))
      await pause(hasard.below(60))
      if (cible === 'serveur' || cible === 'connexion') await ouvriers.untilAuTravail()
      // No mail is in the hands of the web server.
      if (cible === 'portail') await portail?.kill()
      else await blow(() => cut(cible, partie))
      faites[cible] += 1
      await equipe.start()
    }
    while (!(await isReglee()) && performance.now() < end) {
      await waitFor(Number.POSITIVE_INFINITY)
      for (let essai = 0; essai < ESSAIS_AVANT_DE_TUER && (await isTenue()); essai += 1) await pause(50)
      if (!(await isTenue())) continue
      // What a dead worker had taken is seen once nobody can still be sending it; its lease alone lasts five minutes.
      await blow(() => equipe.kill())
      await passTime(lot, true)
      await equipe.start()
      await pause(100)
    }
    return faites
  } finally {
    await blow(() => equipe.kill())
  }
}

/** Something is still to be sent, to be asked of a gateway, or was held by who is dead. */
async function isEnAttente(): Promise<boolean> {
  const rows = await insist(
    () => db.$sql`select from rappel where etat = 'a-envoyer' or (etat = 'a-verifier' and canal = 'sms')
      or (etat = 'en-cours' and prochain_at < now()) limit 1`,
  )
  return rows.length > 0
}
/** Something is held by a worker, alive or dead. */
async function isTenue(): Promise<boolean> {
  return (await insist(() => db.$sql`select from rappel where etat = 'en-cours' limit 1`)).length > 0
}
const isReglee = async (): Promise<boolean> => !(await isEnAttente()) && !(await isTenue())

async function cut(cible: Exclude<Cible, 'portail'>, { ouvriers: { equipe }, terrain }: Partie): Promise<void> {
  if (cible === 'ouvrier') return equipe.kill(1)
  if (cible === 'ouvriers') {
    await equipe.kill()
    return passTime(0, true)
  }
  const postmaster = terrain.postmaster()
  const victime = cible === 'serveur' ? postmaster : childrenOf(postmaster).at(-1)
  if (victime) process.kill(victime, 'SIGKILL')
  await pause(100)
  // The workers live on: their base comes back behind the address that they know.
  if (cible === 'serveur') await terrain.ensureServer()
}
