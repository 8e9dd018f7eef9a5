/**
 * `npm run positions -- FICHIER|URL`: replaces the positions of communes by official ones. Exit 0: all replaced or
 * already so; 2: some refused; 1: the file could not be read.
 */
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { closeDb } from '#db/client.ts'
import { formatRapportDePositions, phraseDuFichier } from '#lib/documents/positions.ts'
import { readPositions } from '#lib/domain/territoire/positions-officielles.ts'
import { replacePositions } from '#lib/usecases/replace-positions.ts'
import { Obstacle, openBase } from './base.ts'
import { launchCommande, type Sorties } from './commande.ts'
import { prepareData } from './donnees.ts'
import { readOptions } from './options.ts'

const USAGE = 'npm run positions -- FICHIER|URL'

/** The whole country with names and centres weighs some six megabytes. */
const TAILLE_MAXIMALE = 100 * 1024 * 1024
const DELAI_MS = 120_000

const tooLarge = () => new Obstacle('Ce fichier dépasse 100 Mo : ce n’est pas une liste de communes.')

/** The text at an address, whole; `patience` in milliseconds. */
export async function download(url: string, patience = DELAI_MS): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patience) }).catch(() => undefined)
  if (!answer)
    throw new Obstacle(`L’adresse ${url} ne répond pas. Vérifiez-la, ou téléchargez le fichier et donnez-le.`)
  if (!answer.ok || !answer.body) throw new Obstacle(`L’adresse ${url} a répondu par une erreur (${answer.status}).`)
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of answer.body) {
      size += piece.length
      if (size > TAILLE_MAXIMALE) throw tooLarge()
      pieces.push(piece)
    }
  } catch (error) {
    if (error instanceof Obstacle) throw error
    throw new Obstacle(
      `L’adresse ${url} n’a pas tout donné : le téléchargement s’est coupé, ou a duré plus de deux minutes. Relancez la commande, ou téléchargez le fichier et donnez-le.`,
    )
  }
  return Buffer.concat(pieces).toString('utf8')
}

async function readSource(source: string): Promise<string> {
  if (/^https?:\/\//i.test(source)) return download(source)
  // npm runs a command from the checkout: a relative path is relative to where the person stands.
  const paths = [resolve(process.env.INIT_CWD ?? '', source), resolve(source)]
  const path = paths.find((one) => statSync(one, { throwIfNoEntry: false })?.isFile())
  if (!path) throw new Obstacle(`Le fichier ${source} n’existe pas ou n’est pas lisible.`)
  if (statSync(path).size > TAILLE_MAXIMALE) throw tooLarge()
  return readFile(path, 'utf8').catch(() => {
    throw new Obstacle(`Le fichier ${source} n’existe pas ou n’est pas lisible.`)
  })
}

/** The command itself, on the arguments that follow its name; answers its exit code. */
export async function positions(args: readonly string[], { out }: Sorties): Promise<number> {
  const { positionals } = readOptions(USAGE, { args: [...args], allowPositionals: true, options: {} })
  const [source, ...others] = positionals
  if (!source || others.length > 0) throw new Obstacle(`Donnez un fichier ou une adresse : ${USAGE}`)
  const lues = readPositions(await readSource(source))
  if (!lues.ok) throw new Obstacle(phraseDuFichier(lues.refus))
  const base = await openBase()
  try {
    await prepareData(base, () => {})
    const remplacees = await replacePositions(lues.value.positions)
    await out(`${formatRapportDePositions({ ...lues.value, ...remplacees })}\n`)
    return lues.value.refusees.length + remplacees.inconnues.length > 0 ? 2 : 0
  } finally {
    await closeDb()
    await base.release()
  }
}

if (import.meta.main) await launchCommande(positions)
