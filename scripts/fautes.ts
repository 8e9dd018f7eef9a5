/**
 * `npm run fautes -- [NOM…] [--grand]`: what goes wrong outside, played against the product, and whether it holds.
 * `--graine N` draws other faults, `--seul N` replays one, `--nombre N` takes so many demandes. Each scenario closes with `NAME: N passed, N failed, N skipped`.
 */
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { failTool, Obstacle, root } from './base.ts'
import { withBaseDeClasseurs } from './fautes/base-de-classeurs.ts'
import { LAISSEES, PASSAGES, prepare, tryPassage } from './fautes/calendrier.ts'
import { NOMBRE_DE_ZONES, tryInstants } from './fautes/echeances.ts'
import { tryEffacement } from './fautes/effacement.ts'
import { killNight } from './fautes/guichet-tue.ts'
import { checkComptes, checkHistoire, gainDe } from './fautes/histoire.ts'
import {
  CIBLES,
  type ConstatDImport,
  describeDefautsDImport,
  describeSansEffet,
  measureRythme,
  tryMoment,
} from './fautes/import.ts'
import { tryCourses } from './fautes/minuit.ts'
import type { Version } from './fautes/portail-tue.ts'
import { tryRappels } from './fautes/rappels.ts'
import { type Constat, describeDefauts, openAtelier } from './fautes/recensement.ts'
import { tryRenouvellements } from './fautes/renouvellement.ts'
import { openTerrain } from './fautes/terrain-d-import.ts'
import { openTerrainDuRegistre, type TerrainDuRegistre } from './fautes/terrain-du-registre.ts'
import { buildAsDemonstration } from './navigateur.ts'
import { readOptions } from './options.ts'
import { makeNextVersion, REGLAGES_SUIVANTS } from './production/version-suivante.ts'

/** `nombre`: of demandes, instead of those of the scenario; the cuts of a large one follow it. */
type Demande = Readonly<{ grand: boolean; graine: number; seul: number | undefined; nombre: number | undefined }>
type Bilan = Readonly<{ reussis: number; defauts: readonly string[] }>

/** A hundred bad workbooks, or a thousand and two hundred. */
async function recensement({ grand, graine, seul }: Demande): Promise<Bilan> {
  const numeros = seul === undefined ? Array.from({ length: grand ? 1200 : 100 }, (_, numero) => numero) : [seul]
  process.stdout.write(`Graine ${graine}, ${numeros.length} classeurs.\n`)
  const constats = await withBaseDeClasseurs(async (gestionnaire) => {
    const atelier = await openAtelier(gestionnaire, ['09'])
    return atelier.tryClasseurs(graine, numeros).finally(atelier.close)
  })
  const issues = Map.groupBy(constats, ({ issue }) => issue)
  for (const [issue, same] of [...issues].toSorted(([, a], [, b]) => b.length - a.length))
    process.stdout.write(`  ${String(same.length).padStart(5)} ${issue}\n`)
  const sayMost = (quoi: string, mesure: (constat: Constat) => number, dire: (value: number) => string): void => {
    const most = constats.toSorted((a, b) => mesure(b) - mesure(a))[0]
    if (most)
      process.stdout.write(`${quoi} : ${dire(mesure(most))} (classeur ${most.numero}, ${most.genre}, ${most.issue}).\n`)
  }
  sayMost('La plus longue réponse', ({ duree }) => duree, secondes)
  sayMost(
    'La plus longue attente des autres',
    ({ bloc }) => bloc,
    (ms) => `${ms} ms`,
  )
  sayMost(
    'Le plus de mémoire dans le serveur web',
    ({ memoire }) => memoire,
    (octets) => `${Math.round(octets / 1024 / 1024)} Mo`,
  )
  const defauts = describeDefauts(constats, graine)
  return { reussis: constats.length - defauts.length, defauts }
}

/** An import of two hundred and twenty-five rows, beside as many published, cut at twelve moments or at two hundred. */
async function coupures({ grand, graine, seul }: Demande): Promise<Bilan> {
  const numeros = seul === undefined ? Array.from({ length: grand ? 200 : 12 }, (_, numero) => numero) : [seul]
  const terrain = await openTerrain(75)
  try {
    const disque =
      terrain.disque === 'monte'
        ? 'système de fichiers monté, de 512 Mo'
        : 'limite de taille des fichiers de PostgreSQL'
    process.stdout.write(`Graine ${graine}, ${numeros.length} moments. Disque plein : ${disque}.\n`)
    const rythme = await measureRythme(terrain)
    const constats: ConstatDImport[] = []
    for (const numero of numeros) constats.push(await tryMoment(terrain, rythme, graine, numero))
    for (const [issue, same] of [...Map.groupBy(constats, ({ issue }) => issue)].toSorted(([a], [b]) =>
      a < b ? -1 : 1,
    ))
      process.stdout.write(`  ${String(same.length).padStart(5)} ${issue}\n`)
    const manques = describeDefautsDImport(constats, graine)
    const effectives = CIBLES.map((cible) => constats.filter((one) => one.cible === cible && one.isEffectif).length)
    process.stdout.write(
      `Coupures qui ont porté : ${CIBLES.map((cible, at) => `${cible} ${effectives[at]}`).join(', ')}.\n`,
    )
    const defauts = [...manques, ...(seul === undefined ? describeSansEffet(constats) : [])]
    return { reussis: constats.length - manques.length, defauts }
  } finally {
    await terrain.close()
  }
}

/** Deadlines of ten thousand random instants, or of a million, beside a computation of its own. */
async function echeances({ grand, graine, seul }: Demande): Promise<Bilan> {
  const nombre = grand ? 1_000_000 : 10_000
  const numeros = seul === undefined ? Array.from({ length: nombre }, (_, numero) => numero) : [seul]
  process.stdout.write(`Graine ${graine}, ${numeros.length} instants dans ${NOMBRE_DE_ZONES} territoires.\n`)
  const defauts = tryInstants(graine, numeros)
  return { reussis: numeros.length - defauts.length, defauts }
}

/** What may live at another moment, at five of them; `--seul N` runs one of the thirty. */
async function calendrier({ seul }: Demande): Promise<Bilan> {
  const passages = seul === undefined ? PASSAGES : PASSAGES.slice(seul, seul + 1)
  prepare(passages)
  for (const [suite, raison] of LAISSEES) process.stdout.write(`  Laissée : ${suite} — ${raison}.\n`)
  const defauts: string[] = []
  let reussis = 0
  for (const passage of passages) {
    const constat = await tryPassage(passage)
    const rang = PASSAGES.indexOf(passage)
    process.stdout.write(`  ${rang} : ${passage.nom} (${passage.instant}), ${passage.suite} — ${constat.bilan}\n`)
    if (constat.defauts.length === 0) reussis += 1
    else defauts.push(`${passage.nom}, ${passage.suite} : ${constat.defauts.join(' ; ')}. À rejouer : --seul ${rang}.`)
  }
  return { reussis, defauts }
}

function construire(folder: string, env: Readonly<Record<string, string>>): void {
  if (!buildAsDemonstration(folder, env)) throw new Obstacle('Les pages du portail ne se construisent pas.')
}

/** Renewals while all that serves them is killed; `--grand`: by the pages of the portal, twenty thousand, 300 times. */
async function renouvellement(demande: Demande): Promise<Bilan> {
  if (!demande.grand) return renewAmidCuts(demande)
  // Before anything is begun: a portal without its pages does not start.
  construire(root, {})
  const suivante = makeNextVersion()
  try {
    construire(suivante.folder, REGLAGES_SUIVANTS)
    return await renewAmidCuts(demande, [
      { folder: root, env: {} },
      { folder: suivante.folder, env: REGLAGES_SUIVANTS },
    ])
  } finally {
    suivante.remove()
  }
}

async function renewAmidCuts(
  { grand, graine, nombre }: Demande,
  versions?: readonly [Version, Version],
): Promise<Bilan> {
  const demandes = nombre ?? (grand ? 20_000 : 200)
  const coupures = grand ? Math.max(12, Math.ceil(demandes / 67)) : 12
  const terrain = await openTerrainDuRegistre()
  try {
    process.stdout.write(`Graine ${graine}, ${demandes} demandes, ${coupures} coupures.\n`)
    const issue = await tryRenouvellements(terrain, { graine, demandes, coupures, ...(versions && { versions }) })
    const { porte, nuit, ouvrier, serveur, connexion, portail, version } = issue.coupures
    process.stdout.write(
      `  ${issue.accuses} renouvellements dits faits, dont ${issue.parLePortail} par les pages du portail,` +
        ` ${issue.refuses} refusés, ${issue.renvois} renvois ; tués : serveur web ${portail}, porte ${porte}, nuit ${nuit}, ouvrier ${ouvrier},` +
        ` PostgreSQL ${serveur}, connexion ${connexion}, après l’écriture et avant la réponse ${issue.tus} ;` +
        ` mises à jour ${version}, ${issue.passees} formulaires d’une version reçus par l’autre ;` +
        ` ${issue.rentrees} personnes connectées de nouveau, leur session finie.\n` +
        `  Au plus long : ${secondes(issue.reprises.portail)} d’un serveur web relancé à sa première réponse,` +
        ` ${secondes(issue.reprises.porte)} d’une porte, ${secondes(issue.reprises.serveur)} pour que PostgreSQL serve.\n`,
    )
    const { nuits, defauts } = await tryNuits(terrain)
    const effacements = await tryEffacements(terrain)
    process.stdout.write(
      `  ${nuits} nuits tuées, et ${effacements.ordres} effacements, chacun à un autre de ses ordres.\n`,
    )
    const tous = [...issue.defauts, ...defauts, ...effacements.defauts]
    return { reussis: demandes + nuits + effacements.ordres - tous.length, defauts: tous }
  } finally {
    await terrain.close()
  }
}

/** Reminders while everything that makes them is killed; `--grand`: receipts come to the portal, twenty thousand, 200 times. */
async function rappels({ grand, graine, nombre }: Demande): Promise<Bilan> {
  const demandes = nombre ?? (grand ? 20_000 : 200)
  const coupures = grand ? Math.max(15, Math.ceil(demandes / 100)) : 12
  if (grand) construire(root, {})
  process.stdout.write(`Graine ${graine}, ${demandes} demandes, ${coupures} coupures.\n`)
  const issue = await tryRappels({ graine, demandes, coupures, ...(grand && { folder: root }) })
  const { prevus, defauts, coupures: tues } = issue
  process.stdout.write(
    `  ${prevus} rappels prévus, ${issue.relayes} à la place d’autres, ${issue.partis} partis, ${issue.accuses} accusés` +
      ` dont ${issue.contraires} d’un message perdu, ${issue.incertains} courriels qu’une personne doit trancher ;` +
      ` ${issue.renouvelees} renouvelées, ${issue.radiees} radiées, ${issue.aJoindre} à joindre autrement ; tués : un ouvrier ${tues.ouvrier}, tous` +
      ` ${tues.ouvriers} (${issue.tuesDuProduit} au travail, lancés comme par npm start), PostgreSQL ${tues.serveur},` +
      ` connexion ${tues.connexion}, serveur web ${tues.portail}` +
      ` (${secondes(issue.reprise)} au plus de relancé à sa première réponse).\n`,
  )
  return { reussis: prevus - defauts.length, defauts }
}

/** Renewals and nights that race around the end of the last day; `--grand`: a hundred thousand races. */
async function minuit({ grand, graine }: Demande): Promise<Bilan> {
  const [vagues, parVague] = grand ? [200, 500] : [4, 100]
  process.stdout.write(`Graine ${graine}, ${vagues * parVague} courses.\n`)
  const { defauts } = await tryCourses({
    ...{ graine, vagues, parVague },
    tell: (courses, { renouvelees, radiees, refuses, defauts: vus }) => {
      if (courses % 5_000 !== 0 && courses !== vagues * parVague) return
      process.stdout.write(
        `  ${courses} courses : ${renouvelees} renouvelées, ${radiees} radiées, ${refuses} envois refusés, ${vus.length} défauts.\n`,
      )
    },
  })
  return { reussis: vagues * parVague - defauts.length, defauts }
}

/** A night killed at each of its statements in turn, then two at once. */
async function tryNuits(terrain: TerrainDuRegistre): Promise<Readonly<{ nuits: number; defauts: readonly string[] }>> {
  const defauts: string[] = []
  for (let coupe = 1; ; coupe += 1) {
    const avant = await terrain.readComptes()
    const dues = await Promise.all(Array.from({ length: 5 }, async () => [await terrain.add(true), true] as const))
    const isKilled = await killNight(terrain, coupe)
    await Promise.all([radiateDues({ lot: 2 }), radiateDues({ lot: 2 })])
    await radiateDues()
    const vues = await terrain.look(dues)
    const ecarts = checkComptes(gainDe(await terrain.readComptes(), avant), vues)
    defauts.push(...[...checkHistoire([], vues), ...ecarts].map((defaut) => `Ordre ${coupe} : ${defaut}`))
    if (!isKilled) return { nuits: coupe - 1, defauts }
  }
}

/** Erasures killed before each of their statements in turn, until one ends by itself. */
async function tryEffacements(terrain: TerrainDuRegistre) {
  const defauts: string[] = []
  for (let coupe = 1; ; coupe += 1) {
    const issue = await tryEffacement(terrain, coupe)
    defauts.push(...issue.defauts)
    if (!issue.isTue) return { ordres: coupe - 1, defauts }
  }
}

const SCENARIOS: Readonly<Record<string, ((demande: Demande) => Promise<Bilan>) | undefined>> = {
  recensement,
  import: coupures,
  echeances,
  calendrier,
  renouvellement,
  rappels,
  minuit,
}

const secondes = (ms: number): string => `${(ms / 1000).toFixed(1).replace('.', ',')} s`

/** A whole number of the command line. */
function wholeOf(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Obstacle(`--${name} attend un nombre entier, pas « ${text} ».`)
  return Number(text)
}

try {
  const { values, positionals } = readOptions(
    'npm run fautes -- [NOM…] [--grand] [--graine N] [--seul N] [--nombre N]',
    {
      allowPositionals: true,
      options: {
        grand: { type: 'boolean', default: false },
        graine: { type: 'string', default: '1' },
        seul: { type: 'string' },
        nombre: { type: 'string' },
      },
    },
  )
  const demande = {
    grand: values.grand,
    graine: wholeOf('graine', values.graine),
    seul: values.seul === undefined ? undefined : wholeOf('seul', values.seul),
    nombre: values.nombre === undefined ? undefined : wholeOf('nombre', values.nombre),
  }
  let failed = false
  for (const nom of positionals.length > 0 ? positionals : Object.keys(SCENARIOS)) {
    const scenario = Object.hasOwn(SCENARIOS, nom) ? SCENARIOS[nom] : undefined
    if (!scenario)
      throw new Obstacle(
        `Il n’y a pas de scénario « ${nom} ». Choisissez parmi : ${Object.keys(SCENARIOS).join(', ')}.`,
      )
    const { reussis, defauts } = await scenario(demande)
    for (const defaut of defauts) process.stdout.write(`${defaut}\n`)
    process.stdout.write(`\n${nom}: ${reussis} passed, ${defauts.length} failed, 0 skipped\n`)
    failed ||= defauts.length > 0
  }
  process.exit(failed ? 1 : 0)
} catch (error) {
  failTool(error)
}
