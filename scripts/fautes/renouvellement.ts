/**
 * Renewals while what serves them is killed at random, all along: the process of the door, the one of the night, the
 * worker of the product, PostgreSQL under them, a connection, the web server of the portal, which is also changed for
 * another version; or the door once a renewal is written and before it says so.
 * Clients send again with the same key until they are answered, twice at once, and from a guichet too. Then everything is
 * started again, two nights pass at once, and the history is compared with the base, PostgreSQL's files with themselves.
 */
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { decalageMs } from '#db/testing/horloge.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { eraseDues } from '#lib/usecases/erase-dues.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { checkEffacements, insertEffacables } from './effacement.ts'
import { type Envoyer, ended, Guichet, gone, PANNE, start } from './guichet-tue.ts'
import { type Hasard, hasardDe } from './hasard.ts'
import { type Accuse, checkComptes, checkHistoire, checkRefus, gainDe, type Refus } from './histoire.ts'
import { type Ouvriers, openOuvriers } from './ouvriers.ts'
import { PortailTue, type Version } from './portail-tue.ts'
import { childrenOf } from './processus-vus.ts'
import { CODE_DU_CENTRE, inTens, type TerrainDuRegistre, teneurDe } from './terrain-du-registre.ts'

const CIBLES = ['porte', 'nuit', 'ouvrier', 'serveur', 'connexion', 'portail', 'version'] as const
type Cible = (typeof CIBLES)[number]
/** One in so many demandes is due to be radiated. */
const UNE_DUE_SUR = 4
/** One demande to erase for so many. */
const UNE_EFFACABLE_SUR = 20
const CLIENTS = 6
/** One in so many first sendings is written and never answered. */
const UNE_TUE_SUR = 100
/** What the worker of the product does of a night, and how often it is asked for it. */
const TRAVAUX = ['radiation', 'comptage'] as const
const RYTHME_DES_TRAVAUX_MS = 500

export type Issue = Readonly<{
  accuses: number
  /** Those of the portal's own form, among them. */
  parLePortail: number
  refuses: number
  renvois: number
  coupures: Readonly<Record<Cible, number>>
  /** Sendings after which the door was to die, or their line to break, before it answered. */
  tus: number
  /** Forms that one version of the portal showed and the other took. */
  passees: number
  /** Applicants whose session was over when they came, and who signed in again. */
  rentrees: number
  /** The longest times, in ms: from a door or a web server begun again to its first answer, for PostgreSQL to serve again. */
  reprises: Readonly<{ porte: number; portail: number; serveur: number }>
  defauts: readonly string[]
}>

type Partie = Readonly<{
  terrain: TerrainDuRegistre
  guichet: Guichet
  ouvriers: Ouvriers
  /** Where applicants renew; without it they do by the door of the use case. */
  portail: PortailTue | undefined
  hasard: Hasard
}>
type Compte = { accuses: Accuse[]; refus: Refus[]; renvois: number; tus: number; faites: number }

/** The sending of one content by the use case: the same key each time. */
function envoiParLaPorte(
  { terrain: { centreId }, guichet, hasard }: Partie,
  { ref, numeroUnique: numero }: DemandeActive,
  canal: 'internet' | 'guichet',
): Envoyer {
  const cle = randomUUID()
  const isGuichet = canal === 'guichet'
  const acteur = isGuichet
    ? { ...ACTEURS['agent-de-guichet'], centres: [centreId] }
    : { ...ACTEURS.demandeur, demandes: [ref] }
  const porte = isGuichet ? ({ canal: 'guichet', centreId } as const) : null
  const contenu = unContenu(
    ['recherche.types', hasard.pick([['T2', 'T3'], ['T1'], ['C', 'T6P']])],
    ['demandeur.revenuFiscal.anneeMoins2.montant.euros', 1_000 + hasard.below(60_000)],
  )
  const envoye = teneurDe(contenu, { canal, organisme: isGuichet ? CODE_DU_CENTRE : GUICHET_DU_PORTAIL })
  return async (tait) => {
    const dit = await guichet.send({ ref, ctx: { acteur, maintenant: '' }, porte, cle, contenu, tait })
    if (!('rang' in dit)) return { refus: dit.refus }
    const { rang, deja, le, echeances } = dit
    return { numero, cle, rang, deja, envoye, dit: { le, echeances, recu: null } }
  }
}

/** One person who renews: again with the same key while nobody answers, sometimes twice at once, then from a guichet. */
async function renew(partie: Partie, demande: DemandeActive, compte: Compte): Promise<void> {
  const { portail, hasard } = partie
  const insist = async (envoyer: Envoyer, estTue = false): Promise<void> => {
    for (let tait = estTue; ; tait = false) {
      const reponse = await envoyer(tait)
      if ('cle' in reponse) return void compte.accuses.push(reponse)
      if (reponse.refus !== PANNE.refus)
        return void compte.refus.push({ numero: demande.numeroUnique, code: reponse.refus, avant: Date.now() + 1 })
      compte.renvois += 1
      await pause(50)
    }
  }
  const enLigne = portail ? portail.envoiDe(demande) : envoiParLaPorte(partie, demande, 'internet')
  const estTue = hasard.below(UNE_TUE_SUR) === 0
  if (estTue) compte.tus += 1
  const envois = [insist(enLigne, estTue)]
  if (hasard.below(3) === 0) envois.push(insist(enLigne))
  if (hasard.below(3) === 0) envois.push(insist(envoiParLaPorte(partie, demande, 'guichet')))
  await Promise.all(envois)
  compte.faites += 1
}

/** Kills one target, and brings back what must be: the server and the portal by themselves, the others at their next use. */
async function cut(cible: Cible, { terrain, guichet, ouvriers, portail }: Partie, nuit: ChildProcess): Promise<void> {
  if (cible === 'porte') return guichet.kill()
  if (cible === 'ouvrier') return ouvriers.equipe.kill(1)
  if (cible === 'portail') return portail?.kill()
  if (cible === 'version') return portail?.deploy()
  if (cible === 'nuit') return void nuit.kill('SIGKILL')
  const postmaster = terrain.postmaster()
  // The last child of the server is a connection; another of its processes makes it begin again as well.
  const victime = cible === 'serveur' ? postmaster : childrenOf(postmaster).at(-1)
  if (victime) process.kill(victime, 'SIGKILL')
  await pause(100)
  if (cible === 'serveur') await guichet.closeDuring(terrain.ensureServer)
}

type Essai = Readonly<{
  graine: number
  demandes: number
  coupures: number
  versions?: readonly [Version, Version]
  /** All that there is, unless told. */
  cibles?: readonly Cible[]
}>

/** `demandes` renewed or radiated while `coupures` processes are killed; with two `versions`, by the pages of the portal. */
export async function tryRenouvellements(
  terrain: TerrainDuRegistre,
  { graine, demandes: nombre, coupures, versions, cibles = CIBLES }: Essai,
): Promise<Issue> {
  const hasard = hasardDe(graine)
  // Before the counts are read: what an erasure leaves of them is what it found.
  const effacables = await insertEffacables(Math.ceil(nombre / UNE_EFFACABLE_SUR))
  const avant = await terrain.readComptes()
  const dues = Array.from({ length: nombre }, (_, at) => at % UNE_DUE_SUR === 0)
  const demandes = await inTens(dues, async (isDue) => [await terrain.add(isDue), isDue] as const)
  const portail = versions ? await PortailTue.open(versions) : undefined
  const ouvriers = await openOuvriers(terrain, { decalage: decalageMs() })
  const partie: Partie = { terrain, guichet: new Guichet(terrain), ouvriers, portail, hasard }
  const compte: Compte = { accuses: [], refus: [], renvois: 0, tus: 0, faites: 0 }
  let issue: Readonly<{ faites: Record<Cible, number>; serveur: number }>
  try {
    await portail?.prepare(demandes.map(([demande]) => demande))
    issue = await renewAll(partie, { demandes: demandes.map(([demande]) => demande), coupures, cibles, compte })
  } finally {
    await Promise.all([partie.guichet.close(), ouvriers.close(), portail?.close()])
  }
  await terrain.ensureServer()
  await Promise.all([radiateDues(), radiateDues()])
  await Promise.all([eraseDues(), eraseDues()])
  const vues = await terrain.look(demandes)
  return {
    accuses: compte.accuses.length,
    parLePortail: compte.accuses.filter(({ dit }) => dit.recu !== null).length,
    refuses: compte.refus.length,
    renvois: compte.renvois,
    coupures: issue.faites,
    tus: compte.tus,
    passees: portail?.passees ?? 0,
    rentrees: portail?.rentrees ?? 0,
    reprises: { porte: partie.guichet.reprise, portail: portail?.reprise ?? 0, serveur: issue.serveur },
    defauts: [
      ...checkHistoire(compte.accuses, vues),
      ...checkRefus(compte.refus, vues),
      ...checkComptes(gainDe(await terrain.readComptes(), avant), vues),
      ...(await checkEffacements(effacables, true)),
      ...(await terrain.checkFichiers()),
      ...ouvriers.describeFinis(),
      ...(portail?.pannesEnMiseAJour ? [`${portail.pannesEnMiseAJour} envois en panne pendant une mise à jour`] : []),
    ],
  }
}

/** Everybody renews, while the night passes without end and all of them are killed. */
async function renewAll(
  partie: Partie,
  {
    demandes,
    coupures,
    cibles: voulues,
    compte,
  }: Readonly<{ demandes: readonly DemandeActive[]; coupures: number; cibles: readonly Cible[]; compte: Compte }>,
): Promise<Readonly<{ faites: Record<Cible, number>; serveur: number }>> {
  const { terrain, hasard, ouvriers, portail } = partie
  const cibles = voulues.filter((cible) => portail || (cible !== 'portail' && cible !== 'version'))
  const faites: Record<Cible, number> = {
    ...{ porte: 0, nuit: 0, ouvrier: 0, serveur: 0, connexion: 0, portail: 0, version: 0 },
  }
  let nuit = start(terrain, 'nuit')
  let serveur = 0
  let isOver = false
  const saboter = async () => {
    for (let at = 0; at < coupures && !isOver; at += 1) {
      // All along the renewals, and something is answered between two cuts, however long a process takes to begin again.
      const { length } = compte.accuses
      const apres = Math.floor(((at + hasard.below(1000) / 1000) * demandes.length) / (coupures + 1))
      while ((compte.accuses.length === length || compte.faites < apres) && !isOver) await pause(5)
      await pause(hasard.below(30))
      const cible = cibles[at % cibles.length] ?? 'porte'
      if (cible === 'serveur' || cible === 'connexion') await ouvriers.untilAuTravail()
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
  const travailler = async () => {
    while (!isOver) {
      await ouvriers.equipe.start()
      for (const travail of TRAVAUX) await ouvriers.press(travail)
      await pause(RYTHME_DES_TRAVAUX_MS)
    }
  }
  const waiting = demandes[Symbol.iterator]()
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (const demande of { [Symbol.iterator]: () => waiting }) {
      await pause(hasard.below(200))
      await renew(partie, demande, compte)
    }
  })
  const finish = async () => {
    await Promise.all(clients)
    isOver = true
  }
  try {
    await Promise.all([finish(), saboter(), travailler()])
    return { faites, serveur }
  } finally {
    nuit.kill('SIGKILL')
    await ended(nuit)
  }
}
