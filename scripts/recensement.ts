/**
 * `npm run recensement -- FILE…`: reads census workbooks, a dry run unless `--publier`. Exit 0: all rows accepted;
 * 2: some refused; 1: a file could not be read. With --json standard output holds JSON alone.
 */
import { readFile, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { closeDb, db } from '#db/client.ts'
import { findCentreConnu } from '#db/repositories/referentiel.ts'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { phraseDeCorrespondance } from '#lib/documents/correspondance.ts'
import {
  formatRapport,
  type RapportDeRecensement,
  rapportDExamen,
  rapportIllisible,
} from '#lib/documents/recensement-rapport.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import type { Defauts } from '#lib/domain/guichet/recensement/champs.ts'
import { LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { type Correspondance, readCorrespondance } from '#lib/domain/guichet/recensement/correspondance.ts'
import { parseJourEcrit } from '#lib/domain/guichet/recensement/jours.ts'
import { codeOf, splitList } from '#lib/domain/guichet/recensement/listes.ts'
import { CANAUX, SERVICES, TYPES_DE_POINT } from '#lib/domain/guichet/vocabulaire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { publishRecensement } from '#lib/usecases/publish-recensement.ts'
import { previewRecensement, readRecensement } from '#lib/usecases/read-recensement.ts'
import { Obstacle, openBase } from './base.ts'
import { launchCommande, type Sorties } from './commande.ts'
import { prepareData } from './donnees.ts'
import { readOptions } from './options.ts'

const USAGE =
  'npm run recensement -- FICHIER… [--centre CODE] [--publier] [--confirmer] [--json] [--canal …] [--type …] [--services …] [--maj JJ/MM/AAAA] [--correspondance FICHIER.json]'

type Options = Readonly<{
  centreId: string | null
  correspondance: Correspondance
  publier: boolean
  /** Points that another holder publishes already are published beside it. */
  confirmer: boolean
}>

const readArguments = (args: readonly string[]) =>
  readOptions(USAGE, {
    args: [...args],
    allowPositionals: true,
    options: {
      centre: { type: 'string' },
      publier: { type: 'boolean', default: false },
      confirmer: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      canal: { type: 'string' },
      type: { type: 'string' },
      services: { type: 'string' },
      maj: { type: 'string' },
      correspondance: { type: 'string' },
    },
  })
type Valeurs = ReturnType<typeof readArguments>['values']

/** The code of an option's value; an unknown one is told with the list. */
function choice<L extends Readonly<Record<string, string>>>(name: string, list: L, text: string): keyof L & string {
  const code = codeOf(list, text)
  if (!code) throw new Obstacle(`--${name} : « ${text} » n’est pas dans la liste : ${Object.keys(list).join(', ')}.`)
  return code
}

function readDefauts({ canal, type, services, maj }: Valeurs): Defauts {
  const misAJourLe = maj === undefined ? undefined : parseJourEcrit(maj)
  if (maj !== undefined && !misAJourLe) throw new Obstacle(`--maj : « ${maj} » n’est pas une date. Écrivez 12/03/2026.`)
  return {
    canal: canal === undefined ? undefined : choice('canal', CANAUX, canal),
    type: type === undefined ? undefined : choice('type', TYPES_DE_POINT, type),
    services: services === undefined ? undefined : splitList(services).map((one) => choice('services', SERVICES, one)),
    misAJourLe,
  }
}

/** The file says what the table means; an option of the command line wins over it. */
async function readCorrespondanceOf(values: Valeurs): Promise<Correspondance> {
  const dits = readDefauts(values)
  if (values.correspondance === undefined) return { defauts: dits, colonnes: new Map() }
  const lus = await readBytes(values.correspondance)
  if (!lus?.ok) throw new Obstacle(`--correspondance : le fichier ${values.correspondance} ne peut pas être ouvert.`)
  const lue = readCorrespondance(parseJson(lus.value.toString('utf8')))
  if (!lue.ok) throw new Obstacle(`--correspondance : ${phraseDeCorrespondance(lue.refus)}`)
  const { defauts, colonnes } = lue.value
  return {
    defauts: {
      canal: dits.canal ?? defauts.canal,
      type: dits.type ?? defauts.type,
      services: dits.services ?? defauts.services,
      misAJourLe: dits.misAJourLe ?? defauts.misAJourLe,
    },
    colonnes,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return undefined
  }
}

/** npm runs a command from the checkout: a relative path is relative to where the person stands. */
async function readBytes(fichier: string): Promise<Resultat<Buffer, RefusDeLecture> | undefined> {
  for (const folder of [process.env.INIT_CWD, process.cwd()]) {
    const path = folder && resolve(folder, fichier)
    const size = path
      ? await stat(path).then(
          (one) => one.size,
          () => 0,
        )
      : 0
    // Nobody reads more: no need to hold it.
    if (size > LIMITES.octets) return refuse({ code: 'fichier-trop-gros', octets: size })
    const found = path && (await readFile(path).catch(() => undefined))
    if (found) return accept(found)
  }
  return undefined
}

/** `refus`: why nothing of a readable file was published. */
type Traitement = Readonly<{ rapport: RapportDeRecensement; refus: string | null }>

const withoutRefus = (rapport: RapportDeRecensement): Traitement => ({ rapport, refus: null })

async function processFile(
  fichier: string,
  { centreId, correspondance, publier, confirmer }: Options,
): Promise<Traitement> {
  const lus = await readBytes(fichier)
  if (!lus)
    return withoutRefus(
      rapportIllisible(fichier, 'Ce fichier n’existe pas ou ne peut pas être ouvert. Vérifiez son chemin.'),
    )
  if (!lus.ok) return withoutRefus(rapportIllisible(fichier, phraseDuRefus(lus.refus)))
  const octets = lus.value
  const { defauts, colonnes } = correspondance
  if (!publier) {
    const classeur = await readClasseur(octets, { colonnes })
    const examen = classeur.ok
      ? await previewRecensement(classeur.value, { centreId, defauts, colonnes, confirmer })
      : classeur
    return withoutRefus(
      examen.ok ? rapportDExamen(fichier, examen.value) : rapportIllisible(fichier, phraseDuRefus(examen.refus)),
    )
  }
  const depot = { nom: basename(fichier), octets, centreId, origine: 'ligne-de-commande' } as const
  const lu = await readRecensement(depot, { lire: readClasseur, defauts, colonnes, confirmer }, 'exploitant')
  if (!lu.ok) return withoutRefus(rapportIllisible(fichier, phraseDuRefus(lu.refus)))
  const published = await publishRecensement(lu.value.importId, 'exploitant', { confirmer: confirmer ? 'tout' : [] })
  const rapport = rapportDExamen(fichier, lu.value.examen)
  if (published.ok) return withoutRefus(rapport)
  // Told with its file: those that follow are treated all the same.
  const refus = phraseDuRefus(published.refus)
  return { rapport: { ...rapport, erreur: rapport.erreur ?? refus }, refus }
}

async function findCentreId(code: string | undefined): Promise<string | null> {
  if (code === undefined) return null
  const centre = await findCentreConnu(db, { code: code.trim().toUpperCase() })
  if (!centre) throw new Obstacle(`Aucun centre ne porte le code guichet « ${code} ».`)
  return centre.id
}

/** The command itself, on the arguments that follow its name; answers its exit code. */
export async function recensement(args: readonly string[], { out, err }: Sorties): Promise<number> {
  const { values, positionals } = readArguments(args)
  if (positionals.length === 0) throw new Obstacle(`Donnez au moins un fichier : ${USAGE}`)
  const correspondance = await readCorrespondanceOf(values)
  const base = await openBase()
  let unreadable = 0
  let refused = 0
  try {
    await prepareData(base, (text) => err(`${text}\n`))
    const centreId = await findCentreId(values.centre)
    for (const fichier of positionals) {
      const { rapport, refus } = await processFile(fichier, {
        centreId,
        correspondance,
        publier: values.publier,
        confirmer: values.confirmer,
      })
      await out(
        values.json ? `${JSON.stringify(rapport)}\n` : formatRapport(rapport, { publie: values.publier, refus }),
      )
      if (!rapport.lisible) unreadable += 1
      if (refus !== null || rapport.totaux.refuse > 0) refused += 1
    }
  } finally {
    await closeDb()
    await base.release()
  }
  return unreadable > 0 ? 1 : refused > 0 ? 2 : 0
}

if (import.meta.main) await launchCommande(recensement)
