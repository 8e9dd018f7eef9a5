/**
 * An import cut at a moment drawn from a seed: the process that holds the door, the one of large censuses, the reading
 * child or PostgreSQL is killed, or the disk is full. Then everything is started again, and it is all or nothing: each
 * row published or none, nothing half written, no process left, and the same import is read and published.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { readImport } from '#lib/usecases/read-recensement.ts'
import { root } from '../base.ts'
import { hasardDe } from './hasard.ts'
import type { Dit, Envoi, Etape } from './porte-d-import.ts'
import { childrenOf, descendantsOf, isAlive, scriptOf } from './processus-vus.ts'
import type { Terrain } from './terrain-d-import.ts'

/** An import that has said nothing after this long hangs. */
const ATTENTE = 120_000
const CIBLES = ['porte', 'à part', 'lecteur', 'serveur', 'connexion', 'disque'] as const
type Cible = (typeof CIBLES)[number]

/** How long each step takes when nothing goes wrong, in milliseconds from the first. */
type Calme = Readonly<Record<'recu' | 'lu' | 'publie', number>>
export type Rythme = Readonly<{ ici: Calme; aPart: Calme }>
export type ConstatDImport = Readonly<{ numero: number; cible: Cible; issue: string; defaut: string | null }>

type Essai = Readonly<{ etapes: ReadonlyMap<Etape, number>; refus: string | undefined; repondu: boolean }>

/** One import from its deposit to its publication; `pendant` is called as it begins, and may cut it. */
async function importer(
  terrain: Terrain,
  { nom, aPart }: Pick<Envoi, 'nom' | 'aPart'>,
  pendant: (porte: ChildProcess, isOver: () => boolean) => Promise<void> | void = () => {},
): Promise<Essai & Readonly<{ vus: ReadonlySet<number> }>> {
  const porte = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--disable-warning=ExperimentalWarning',
      join(root, 'scripts/fautes/porte-d-import.ts'),
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
  )
  const pid = porte.pid ?? 0
  const vus = new Set([pid])
  const watch = setInterval(() => {
    for (const seen of descendantsOf(pid)) vus.add(seen)
  }, 5)
  const etapes = new Map<Etape, number>()
  let refus: string | undefined
  let over = false
  let start = 0
  let cut: Promise<void> | undefined
  porte.on('message', (dit: Dit) => {
    if ('refus' in dit) refus = dit.refus
    else {
      if (dit.etape === 'commence') {
        start = performance.now()
        cut = Promise.resolve(pendant(porte, () => over))
      }
      etapes.set(dit.etape, performance.now() - start)
    }
  })
  const { centre, chemin } = terrain
  porte.send({ chemin, nom, centreId: centre.id, agent: centre.agent, aPart } satisfies Envoi)
  const ended = new Promise<boolean>((done) => porte.once('exit', () => done(true)))
  const repondu = await Promise.race([ended, pause(ATTENTE, false, { ref: false })])
  over = true
  porte.kill('SIGKILL')
  await cut
  clearInterval(watch)
  return { etapes, refus, repondu, vus }
}

/** Both ways once without a fault: the moments are drawn within what they take. */
export async function measureRythme(terrain: Terrain): Promise<Rythme> {
  const calme = async (aPart: boolean): Promise<Calme> => {
    const { etapes, refus } = await importer(terrain, { nom: 'calme.xlsx', aPart })
    const [recu, lu, publie] = (['recu', 'lu', 'publie'] as const).map((etape) => etapes.get(etape))
    if (recu === undefined || lu === undefined || publie === undefined)
      throw new Error(`An import without a fault did not end: ${refus}`)
    await terrain.forget()
    return { recu, lu, publie }
  }
  return { ici: await calme(false), aPart: await calme(true) }
}

/** The process to kill, once there is one. */
function findCible(cible: Cible, porte: number, terrain: Terrain): number | undefined {
  if (cible === 'porte') return porte
  if (cible === 'serveur') return terrain.postmaster()
  // A connection of the import itself or another process of the server: either makes the server begin again.
  if (cible === 'connexion') return childrenOf(terrain.postmaster()).at(-1)
  const script = cible === 'à part' ? 'recensement-a-part.ts' : 'xlsx/enfant.ts'
  return descendantsOf(porte).find((pid) => scriptOf(pid).endsWith(script))
}

type Moment = Readonly<{ cible: Cible; aPart: boolean; apres: number }>

function drawMoment(graine: number, numero: number, { ici, aPart: loin }: Rythme): Moment {
  const hasard = hasardDe(Math.imul(graine, 1_000_003) + numero)
  const cible = CIBLES[numero % CIBLES.length] ?? 'porte'
  const aPart = cible === 'à part' || hasard.below(4) === 0
  const calme = aPart ? loin : ici
  // The reading child lives between two steps only.
  const [from, to] = cible === 'lecteur' ? [calme.recu, calme.lu] : [0, calme.publie]
  return { cible, aPart, apres: from + hasard.below(Math.max(1, Math.ceil(to - from))) }
}

/** Number `numero` of the seed: cuts one import, starts everything again and looks. */
export async function tryMoment(
  terrain: Terrain,
  rythme: Rythme,
  graine: number,
  numero: number,
): Promise<ConstatDImport> {
  const { cible, aPart, apres } = drawMoment(graine, numero, rythme)
  const nom = `moment-${numero}.xlsx`
  let cut = false
  const essai = await importer(terrain, { nom, aPart }, async (porte, isOver) => {
    await pause(apres)
    if (isOver()) return
    if (cible === 'disque') {
      terrain.fillDisk()
      cut = true
      return
    }
    for (let pid = 0; !isOver() && !cut; await pause(5)) {
      pid = findCible(cible, porte.pid ?? 0, terrain) ?? 0
      if (pid === 0) continue
      process.kill(pid, 'SIGKILL')
      cut = true
    }
  })
  if (cible === 'disque') terrain.freeDisk()
  await terrain.ensureServer()
  const defaut =
    (essai.repondu ? null : 'aucune réponse') ?? (await findReste(essai.vus)) ?? (await judge(terrain, nom, essai))
  await terrain.forget()
  const last = [...essai.etapes.keys()].at(-1) ?? 'rien'
  return { numero, cible, issue: cut ? `${cible}, coupé après « ${last} »` : `${cible}, trop tard`, defaut }
}

/** A process of this import that lives on, given the time that a dying one takes. */
async function findReste(vus: ReadonlySet<number>): Promise<string | null> {
  for (let waited = 0; waited < 5000; waited += 50) {
    if (![...vus].some(isAlive)) return null
    await pause(50)
  }
  return `un processus reste : ${[...vus].filter(isAlive).map(scriptOf).join(', ')}`
}

/** What is written: counted once nobody writes any more. */
async function countEcrit(nom: string) {
  for (let waited = 0; waited < 10_000; waited += 50) {
    const [{ autres } = { autres: 0 }] = await db.$sql<{ autres: number }[]>`
      select count(*)::int as autres from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        and xact_start is not null`
    if (autres === 0) break
    await pause(50)
  }
  const [counts] = await db.$sql<
    { points: number; faits: number; dessertes: number; rangs: number; imports: number }[]
  >`
    select (select count(*)::int from point_de_contact) as points, (select count(*)::int from fait_de_point) as faits,
      (select count(distinct point_id)::int from desserte) as dessertes, (select count(*)::int from rang_d_import) as rangs,
      (select count(*)::int from import_de_recensement) as imports`
  const [row] = await db.$sql<{ id: string; etat: string; octets: number | null }[]>`
    select id, etat, octet_length(fichier) as octets from import_de_recensement where fichier_nom = ${nom}`
  return { counts, row }
}

/** All or nothing, then the same import to its end. */
async function judge(terrain: Terrain, nom: string, essai: Essai): Promise<string | null> {
  const { lignes, centre } = terrain
  const { counts, row } = await countEcrit(nom)
  const said = JSON.stringify({ ...counts, etat: row?.etat })
  if (!counts || counts.imports > 1) return `plus d’un import : ${said}`
  const published = row?.etat === 'publie'
  const all = published ? lignes : 0
  if (counts.points !== all || counts.faits !== all || counts.dessertes !== all) return `ni tout ni rien : ${said}`
  if (counts.rangs !== (published || row?.etat === 'lu' ? lignes : 0)) return `des lignes à moitié rangées : ${said}`
  if (essai.etapes.has('publie') && !published) return `dit publié, et ne l’est pas : ${said}`
  // Cut before it was received, it is sent again, as a person would.
  if (!row) return essai.etapes.has('recu') ? `dit reçu, et perdu : ${said}` : null
  if (!row.octets) return `reçu sans son fichier : ${said}`
  if (!published) {
    const lu = await readImport(row.id, { lire: readClasseur }, centre.agent)
    if (!lu.ok) return `ne se relit pas (${lu.refus.code}) : ${said}`
  }
  const publie = await publishRecensement(row.id, centre.agent, { retirer: [], confirmer: [] })
  if (!publie.ok) return `ne se publie pas (${publie.refus.code}) : ${said}`
  const { counts: after } = await countEcrit(nom)
  if (after?.points !== lignes || after.faits !== lignes)
    return `repris, il n’est pas entier : ${JSON.stringify(after)}`
  return null
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
