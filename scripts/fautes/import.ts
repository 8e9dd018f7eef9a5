/**
 * An import cut at a moment drawn from a seed: the process that holds the door, while it receives the form or later, the
 * one of large censuses, the reading child or PostgreSQL is killed, the disk is full, or no file may grow. Then everything
 * is started again, and it is all or nothing: what the base holds is what was published before, or what this import makes
 * of it, row for row; no process is left, and the same import is read and published, then changes nothing.
 */
import type { ChildProcess } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readImport } from '#lib/usecases/read-recensement.ts'
import { type Essai, importer } from './essai-d-import.ts'
import { describeEcart, judgeEtat, photograph } from './etat-d-import.ts'
import { hasardDe } from './hasard.ts'
import type { Etape, Voie } from './porte-d-import.ts'
import { childrenOf, descendantsOf, isAlive, scriptOf } from './processus-vus.ts'
import { importWhole, limitFiles, type Partie, type Terrain } from './terrain-d-import.ts'

/** `réception`: the door, while the form comes; `lecture menée`: who leads the reading behind its page, or who reads. */
export const CIBLES = [
  'porte',
  'réception',
  'lecture menée',
  'à part',
  'lecteur',
  'serveur',
  'connexion',
  'disque',
  'taille des fichiers',
] as const
export type Cible = (typeof CIBLES)[number]

/** How long each step takes when nothing goes wrong, in milliseconds from the first bytes. */
type Calme = Readonly<Record<Etape, number>>
export type Rythme = Readonly<{ ici: Calme; aPart: Calme }>
/** `isEffectif`: the fault fell on an import that was not over. */
export type ConstatDImport = Readonly<{
  numero: number
  cible: Cible
  issue: string
  isEffectif: boolean
  defaut: string | null
}>

/** Both ways once without a fault: the moments are drawn within what they take. */
export async function measureRythme(terrain: Terrain): Promise<Rythme> {
  const calme = async (voie: Voie): Promise<Calme> => {
    const { etapes, refus } = await importer(terrain.parties.gestionnaire, { nom: 'calme.xlsx', voie })
    const [entier, recu, lu, publie] = (['entier', 'recu', 'lu', 'publie'] as const).map((etape) => etapes.get(etape))
    const ecart = describeEcart(await photograph(), terrain.parties.gestionnaire.apres)
    if (entier === undefined || recu === undefined || lu === undefined || publie === undefined || ecart !== null)
      throw new Error(`An import without a fault did not end as it should: ${refus ?? ecart}`)
    await terrain.reset()
    return { entier, recu, lu, publie }
  }
  return { ici: await calme('ici'), aPart: await calme('menee') }
}

const findApart = (porte: number): number | undefined =>
  descendantsOf(porte).find((pid) => scriptOf(pid).endsWith('recensement-a-part.ts'))

/** The process to kill, once there is one. */
function findCible({ cible, tueLaPorte }: Moment, porte: number, terrain: Terrain): number | undefined {
  if (cible === 'porte' || cible === 'réception') return porte
  if (cible === 'serveur') return terrain.postmaster()
  // A connection of the import itself or another process of the server: either makes the server begin again.
  if (cible === 'connexion') return childrenOf(terrain.postmaster()).at(-1)
  if (cible === 'lecteur') return descendantsOf(porte).find((pid) => scriptOf(pid).endsWith('xlsx/enfant.ts'))
  const apart = findApart(porte)
  return tueLaPorte && apart !== undefined ? porte : apart
}

type Moment = Readonly<{ cible: Cible; partie: Partie; voie: Voie; apres: number; tueLaPorte: boolean }>

/** Between which steps each fault falls. */
function fenetreDe(cible: Cible, { entier, recu, lu, publie }: Calme): readonly [from: number, to: number] {
  if (cible === 'réception' || cible === 'taille des fichiers') return [0, entier]
  // The reading child lives between two steps only, as does what leads it.
  if (cible === 'lecteur' || cible === 'lecture menée') return [recu, lu]
  return [0, publie]
}

function drawMoment(graine: number, numero: number, { ici, aPart: loin }: Rythme, { parties }: Terrain): Moment {
  const hasard = hasardDe(Math.imul(graine, 1_000_003) + numero)
  const cible = CIBLES[numero % CIBLES.length] ?? 'porte'
  const voie: Voie =
    cible === 'lecture menée'
      ? 'menee'
      : cible === 'à part' || hasard.below(4) === 0
        ? hasard.pick(['a-part', 'menee'])
        : 'ici'
  const [from, to] = fenetreDe(cible, voie === 'ici' ? ici : loin)
  return {
    ...{ cible, voie, apres: from + hasard.below(Math.max(1, Math.ceil(to - from))) },
    partie: hasard.pick([parties.gestionnaire, parties.centre]),
    tueLaPorte: cible === 'lecture menée' && hasard.below(2) === 0,
  }
}

/** Makes the fault, once there is something to cut; false when the import was over before. */
async function cutImport(
  moment: Moment,
  { terrain, porte, isOver }: Readonly<{ terrain: Terrain; porte: ChildProcess; isOver: () => boolean }>,
): Promise<boolean> {
  const { cible } = moment
  const pid = porte.pid ?? 0
  if (isOver()) return false
  if (cible === 'disque') return terrain.fillDisk()
  if (cible === 'taille des fichiers') return limitFiles([pid, ...descendantsOf(pid)], 1024)
  for (; !isOver(); await pause(2)) {
    const found = findCible(moment, pid, terrain)
    if (found === undefined) continue
    try {
      process.kill(found, 'SIGKILL')
      return true
    } catch {
      // Gone by itself meanwhile: there may be another.
    }
  }
  return false
}

/** What comes too late is tried again, that much earlier. */
const ESSAIS = 4

/** Number `numero` of the seed: cuts one import, starts everything again and looks. */
export async function tryMoment(
  terrain: Terrain,
  rythme: Rythme,
  graine: number,
  numero: number,
): Promise<ConstatDImport> {
  const moment = drawMoment(graine, numero, rythme, terrain)
  let constat = await tryOnce(terrain, moment, numero)
  for (let essai = 1; essai < ESSAIS && !constat.isEffectif && constat.defaut === null; essai += 1)
    constat = await tryOnce(terrain, { ...moment, apres: moment.apres / 2 ** essai }, numero)
  return constat
}

/** Whether the fault fell where it is meant to: what was over felt nothing. */
function isAtItsPlace(cible: Cible, { etapes }: Essai): boolean {
  if (cible === 'réception') return !etapes.has('entier')
  if (cible === 'lecture menée') return etapes.has('recu') && !etapes.has('lu')
  // Whoever wrote it all already does not feel a full disk, nor files that may not grow.
  return (cible !== 'disque' && cible !== 'taille des fichiers') || !etapes.has('publie')
}

async function tryOnce(terrain: Terrain, moment: Moment, numero: number): Promise<ConstatDImport> {
  const { cible, partie, voie, apres } = moment
  const nom = `moment-${numero}.xlsx`
  let isMade = false
  const essai = await importer(partie, { nom, voie }, async (porte, isOver) => {
    await pause(apres)
    isMade = await cutImport(moment, { terrain, porte, isOver })
  })
  if (cible === 'disque') terrain.freeDisk()
  await terrain.ensureServer()
  const isEffectif = isMade && isAtItsPlace(cible, essai)
  const defaut =
    (essai.repondu ? null : 'aucune réponse') ??
    (await findReste(essai)) ??
    (await judge({ terrain, partie, nom, essai }))
  await terrain.reset()
  const last = [...essai.etapes.keys()].at(-1) ?? 'rien'
  const issue = isEffectif ? `${cible} (${voie}), coupé après « ${last} »` : `${cible}, trop tard`
  return { numero, cible, issue, isEffectif, defaut }
}

/** A file or a process of this import that lives on, given the time that a dying one takes. */
async function findReste({ vus, restes }: Essai): Promise<string | null> {
  if (restes.length > 0) return `un fichier reste : ${restes.join(', ')}`
  for (let waited = 0; waited < 5000; waited += 50) {
    if (![...vus].some(isAlive)) return null
    await pause(50)
  }
  return `un processus reste : ${[...vus].filter(isAlive).map(scriptOf).join(', ')}`
}

/** Until nobody writes any more. */
async function waitForCalm(): Promise<void> {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const [{ autres } = { autres: 0 }] = await db.$sql<{ autres: number }[]>`
      select count(*)::int as autres from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        and xact_start is not null`
    if (autres === 0) return
    await pause(50)
  }
}

async function findEcrit(nom: string) {
  const rows = await db.$sql<{ id: string; etat: string; octets: number | null; rangs: number; lectures: number }[]>`
    select i.id, i.etat, octet_length(i.fichier) as octets,
      (select count(*)::int from rang_d_import r where r.import_id = i.id) as rangs,
      (select count(*)::int from lecture_d_import l where l.import_id = i.id) as lectures
    from import_de_recensement i where i.fichier_nom = ${nom}`
  return { row: rows[0], nombre: rows.length }
}

type Jugement = Readonly<{ terrain: Terrain; partie: Partie; nom: string; essai: Essai }>

/** All or nothing, then the same import to its end, and once more. */
async function judge({ terrain, partie, nom, essai }: Jugement): Promise<string | null> {
  await waitForCalm()
  const { row, nombre } = await findEcrit(nom)
  const isPublie = row?.etat === 'publie'
  const said = `état ${row?.etat ?? 'absent'}, ${row?.rangs ?? 0} rangées`
  if (nombre > 1) return `plus d’un import : ${nombre}`
  const ecart = judgeEtat(await photograph(), { avant: terrain.avant, apres: partie.apres, isPublie })
  if (ecart !== null) return `${ecart} (${said})`
  if (row && row.rangs !== (isPublie || row.etat === 'lu' ? partie.rangs : 0))
    return `des lignes à moitié rangées : ${said}`
  if (essai.etapes.has('publie') && !isPublie) return `dit publié, et ne l’est pas : ${said}`
  if (!row && essai.etapes.has('recu')) return `dit reçu, et perdu : ${said}`
  if (row && !row.octets) return `reçu sans son fichier : ${said}`
  const repris = row ? await finish(row.id, partie, isPublie) : await sendAgain(partie, nom)
  if (repris !== null) return `${repris} (${said})`
  const entier = describeEcart(await photograph(), partie.apres)
  if (entier !== null) return `repris, il n’est pas entier : ${entier}`
  return sendUnchanged(partie)
}

/** Cut before it was stored, it is sent again, as a person would. */
async function sendAgain({ par, centreId, octets, retirer }: Partie, nom: string): Promise<string | null> {
  await importWhole({ nom, octets, retirer, par, centreId })
  return null
}

/** Stored, it is read again if it must be, and published; published already, the second click changes nothing. */
async function finish(importId: string, { par, retirer, rangs }: Partie, isPublie: boolean): Promise<string | null> {
  // Nobody leads this reading any more: what its page says after twenty seconds without a sign (R-REC-115).
  await db.$sql`update lecture_d_import set vue_at = vue_at - interval '1 minute' where import_id = ${importId}`
  if (!isPublie) {
    const lu = await readImport(importId, { lire: readClasseur }, par)
    if (!lu.ok) return `ne se relit pas : ${lu.refus.code}`
  }
  const publie = await publishRecensement(importId, par, { retirer, confirmer: [] })
  if (!publie.ok) return `ne se publie pas : ${publie.refus.code}`
  const [compte] = await db.$sql<{ rangs: number; lectures: number }[]>`
    select (select count(*)::int from rang_d_import where import_id = ${importId}) as rangs,
      (select count(*)::int from lecture_d_import where import_id = ${importId}) as lectures`
  if (compte?.rangs !== rangs) return `repris, ses lignes ne sont pas toutes rangées : ${compte?.rangs}`
  return compte.lectures > 0 ? 'repris, une lecture se dit encore' : null
}

/** The same file once more changes nothing. */
async function sendUnchanged({ par, centreId, octets, apres }: Partie): Promise<string | null> {
  const { totaux } = await importWhole({ nom: 'encore.xlsx', octets, par, centreId })
  if (totaux.nouveau + totaux.modifie > 0)
    return `renvoyé, le même fichier change quelque chose : ${JSON.stringify(totaux)}`
  const ecart = describeEcart(await photograph(), apres)
  return ecart === null ? null : `renvoyé, le même fichier change quelque chose : ${ecart}`
}

/** One line a defect, with what replays it. */
export const describeDefautsDImport = (constats: readonly ConstatDImport[], graine: number): string[] =>
  constats.flatMap(({ numero, issue, defaut }) =>
    defaut === null
      ? []
      : [
          `Moment ${numero} de la graine ${graine} (${issue}) : ${defaut}. À rejouer : --graine ${graine} --seul ${numero}.`,
        ],
  )

/** A kind of fault that fell on no import proved nothing. */
export const describeSansEffet = (constats: readonly Pick<ConstatDImport, 'cible' | 'isEffectif'>[]): string[] =>
  CIBLES.filter((cible) => !constats.some((one) => one.cible === cible && one.isEffectif)).map(
    (cible) => `Aucun import n’a été coupé par « ${cible} » : rien n’en est prouvé.`,
  )
