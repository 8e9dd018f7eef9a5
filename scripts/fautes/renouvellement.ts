/**
 * Renewals while what serves them is killed at random, all along: the process of the door, the one of the night,
 * PostgreSQL, a connection; or the door once a renewal is written and before it says so. Clients send again with the same
 * key until they are answered, twice at once, and from a guichet too. Then everything is started again, two nights pass
 * at once, and the history is compared with the base, PostgreSQL's files with themselves.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { root } from '../base.ts'
import { type Hasard, hasardDe } from './hasard.ts'
import { type Accuse, checkHistoire } from './histoire.ts'
import type { Dit, Envoi } from './porte-de-renouvellement.ts'
import { childrenOf } from './processus-vus.ts'
import { inTens, type TerrainDuRegistre } from './terrain-du-registre.ts'

const CIBLES = ['porte', 'nuit', 'serveur', 'connexion'] as const
type Cible = (typeof CIBLES)[number]
/** One in so many demandes is due to be radiated. */
const UNE_DUE_SUR = 4
const CLIENTS = 6
/** One in so many first sendings is written and never answered. */
const UNE_TUE_SUR = 100
/** After that long without an answer a client sends again. */
const ATTENTE_MS = 15_000

export type Issue = Readonly<{
  accuses: number
  refuses: number
  renvois: number
  coupures: Readonly<Record<Cible, number>>
  /** Sendings after which the door was to die before it answered. */
  tus: number
  /** The longest times, in ms: from a door begun again to its first answer, for PostgreSQL to serve again. */
  reprises: Readonly<{ porte: number; serveur: number }>
  defauts: readonly string[]
}>

const start = ({ argsOf }: TerrainDuRegistre, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [...argsOf('porte-de-renouvellement'), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
const gone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null
const ended = (child: ChildProcess): Promise<void> =>
  gone(child) ? Promise.resolve() : new Promise((done) => child.once('exit', () => done()))

/** A night killed before its n-th statement; true when it had that many. */
export async function killNight(terrain: TerrainDuRegistre, coupe: number): Promise<boolean> {
  const nuit = start(terrain, 'nuit', String(coupe))
  await ended(nuit)
  return nuit.signalCode === 'SIGKILL'
}

/** The door: started again whenever it is gone; a sending that it leaves without an answer is a failure to its client. */
class Guichet {
  /** The longest time from a door begun again to its first answer, in ms. */
  reprise = 0
  private muetteDepuis: number | undefined
  private readonly terrain: TerrainDuRegistre
  private child: ChildProcess | undefined
  private dernier = 0
  private readonly attendus = new Map<number, (dit: Dit) => void>()
  private ready: Promise<unknown> = Promise.resolve()
  private shut: Promise<unknown> = Promise.resolve()

  constructor(terrain: TerrainDuRegistre) {
    this.terrain = terrain
  }
  open(): void {
    if (this.child && !gone(this.child)) return
    const child = start(this.terrain, 'porte')
    this.child = child
    this.muetteDepuis = performance.now()
    this.ready = new Promise((done) => {
      child.on('message', (dit: Dit | 'prete') => (dit === 'prete' ? done(true) : this.attendus.get(dit.id)?.(dit)))
      child.once('exit', done)
    })
    child.once('exit', () => this.fail())
  }
  private fail(): void {
    for (const [id, settle] of this.attendus) settle({ id, refus: 'panne' })
  }
  async send(envoi: Omit<Envoi, 'id'>): Promise<Dit> {
    await this.shut
    this.open()
    await this.ready
    this.dernier += 1
    const id = this.dernier
    const answered = new Promise<Dit>((done) => this.attendus.set(id, done))
    this.child?.send({ id, ...envoi } satisfies Envoi, (error) => {
      if (error) this.attendus.get(id)?.({ id, refus: 'panne' })
    })
    const dit = await Promise.race([answered, pause(ATTENTE_MS, { id, refus: 'panne' } as const, { ref: false })])
    this.attendus.delete(id)
    if (this.muetteDepuis !== undefined && !('refus' in dit && dit.refus === 'panne')) {
      this.reprise = Math.max(this.reprise, performance.now() - this.muetteDepuis)
      this.muetteDepuis = undefined
    }
    return dit
  }
  kill(): void {
    this.child?.kill('SIGKILL')
  }
  /** Nobody opens it while that lasts: a door opened before would knock at a server that has moved. */
  async closeDuring(act: () => Promise<void>): Promise<void> {
    const done = this.close().then(act)
    this.shut = done.catch(() => {})
    await done
  }
  async close(): Promise<void> {
    this.kill()
    if (this.child) await ended(this.child)
  }
}

type Partie = Readonly<{ terrain: TerrainDuRegistre; guichet: Guichet; hasard: Hasard }>
type Compte = { accuses: Accuse[]; refuses: string[]; renvois: number; tus: number; faites: number }

/** One person who renews: again with the same key while nobody answers, sometimes twice at once, then from a guichet. */
async function renew({ terrain, guichet, hasard }: Partie, demande: DemandeActive, compte: Compte): Promise<void> {
  const { ref, numeroUnique: numero } = demande
  const enLigne = { ctx: { acteur: { ...ACTEURS.demandeur, demandes: [ref] }, maintenant: '' }, porte: null }
  const auGuichet = {
    ctx: { acteur: { ...ACTEURS['agent-de-guichet'], centres: [terrain.centreId] }, maintenant: '' },
    porte: { canal: 'guichet', centreId: terrain.centreId },
  } as const
  const types = ['T2', 'T3']
  const send = async (par: Pick<Envoi, 'ctx' | 'porte'>, cle: string, estTue = false): Promise<void> => {
    for (let tait = estTue; ; tait = false) {
      const dit = await guichet.send({ ref, ...par, cle, types, tait })
      if ('rang' in dit) return void compte.accuses.push({ numero, cle, rang: dit.rang, deja: dit.deja })
      if (dit.refus !== 'panne') return void compte.refuses.push(dit.refus)
      compte.renvois += 1
      await pause(50)
    }
  }
  const cle = randomUUID()
  const estTue = hasard.below(UNE_TUE_SUR) === 0
  if (estTue) compte.tus += 1
  const envois = [send(enLigne, cle, estTue)]
  if (hasard.below(3) === 0) envois.push(send(enLigne, cle))
  if (hasard.below(3) === 0) envois.push(send(auGuichet, randomUUID()))
  await Promise.all(envois)
  compte.faites += 1
}

/** Kills one target, and brings back what must be: the server by itself, the others at their next use. */
async function cut(cible: Cible, { terrain, guichet }: Partie, nuit: ChildProcess): Promise<void> {
  if (cible === 'porte') return guichet.kill()
  if (cible === 'nuit') return void nuit.kill('SIGKILL')
  const postmaster = terrain.postmaster()
  // The last child of the server is a connection; another of its processes makes it begin again as well.
  const victime = cible === 'serveur' ? postmaster : childrenOf(postmaster).at(-1)
  if (victime) process.kill(victime, 'SIGKILL')
  await pause(100)
  if (cible === 'serveur') await guichet.closeDuring(terrain.ensureServer)
}

/** `demandes` renewed or radiated while `coupures` processes are killed. */
export async function tryRenouvellements(
  terrain: TerrainDuRegistre,
  { graine, demandes: nombre, coupures }: Readonly<{ graine: number; demandes: number; coupures: number }>,
): Promise<Issue> {
  const hasard = hasardDe(graine)
  const dues = Array.from({ length: nombre }, (_, at) => at % UNE_DUE_SUR === 0)
  const demandes = await inTens(dues, async (isDue) => [await terrain.add(isDue), isDue] as const)
  const partie: Partie = { terrain, guichet: new Guichet(terrain), hasard }
  const compte: Compte = { accuses: [], refuses: [], renvois: 0, tus: 0, faites: 0 }
  const faites: Record<Cible, number> = { porte: 0, nuit: 0, serveur: 0, connexion: 0 }
  let nuit = start(terrain, 'nuit')
  let serveur = 0
  let isOver = false
  const saboter = async () => {
    for (let at = 0; at < coupures && !isOver; at += 1) {
      // All along the renewals, and something is answered between two cuts, however long a process takes to begin again.
      const { length } = compte.accuses
      const apres = Math.floor(((at + hasard.below(1000) / 1000) * nombre) / (coupures + 1))
      while ((compte.accuses.length === length || compte.faites < apres) && !isOver) await pause(5)
      await pause(hasard.below(30))
      const cible = CIBLES[at % CIBLES.length] ?? 'porte'
      const debut = performance.now()
      await cut(cible, partie, nuit)
      if (cible === 'serveur') serveur = Math.max(serveur, performance.now() - debut)
      faites[cible] += 1
      if (gone(nuit) || cible === 'serveur' || cible === 'nuit') {
        nuit.kill('SIGKILL')
        await ended(nuit)
        nuit = start(terrain, 'nuit')
      }
    }
  }
  const waiting = demandes[Symbol.iterator]()
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (const [demande] of { [Symbol.iterator]: () => waiting }) {
      await pause(hasard.below(200))
      await renew(partie, demande, compte)
    }
  })
  const finish = async () => {
    await Promise.all(clients)
    isOver = true
  }
  try {
    await Promise.all([finish(), saboter()])
  } finally {
    nuit.kill('SIGKILL')
    await Promise.all([ended(nuit), partie.guichet.close()])
  }
  await terrain.ensureServer()
  await Promise.all([radiateDues(), radiateDues()])
  const { vues, comptes } = await terrain.look(demandes)
  return {
    accuses: compte.accuses.length,
    refuses: compte.refuses.length,
    renvois: compte.renvois,
    coupures: faites,
    tus: compte.tus,
    reprises: { porte: partie.guichet.reprise, serveur },
    defauts: [
      ...checkHistoire(compte.accuses, vues, comptes),
      // Only what the night may end first is refused, by its last day or by its end.
      ...compte.refuses
        .filter((code) => code !== 'echeance-passee' && code !== 'demande-radiee')
        .map((code) => `refusé : ${code}`),
      ...(await terrain.checkFichiers()),
    ],
  }
}
