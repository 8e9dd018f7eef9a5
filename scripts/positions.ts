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
import { fail, Obstacle, openBase } from './base.ts'
import { prepareData } from './donnees.ts'

/** The whole country with names and centres weighs some six megabytes. */
const TAILLE_MAXIMALE = 100 * 1024 * 1024
const DELAI_MS = 120_000

const tooLarge = () => new Obstacle('Ce fichier dépasse 100 Mo : ce n’est pas une liste de communes.')

async function download(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(DELAI_MS) }).catch(() => undefined)
  if (!answer)
    throw new Obstacle(`L’adresse ${url} ne répond pas. Vérifiez-la, ou téléchargez le fichier et donnez-le.`)
  if (!answer.ok || !answer.body) throw new Obstacle(`L’adresse ${url} a répondu par une erreur (${answer.status}).`)
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of answer.body) {
    size += piece.length
    if (size > TAILLE_MAXIMALE) throw tooLarge()
    pieces.push(piece)
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

try {
  const [source, ...others] = process.argv.slice(2)
  if (!source || others.length > 0) {
    throw new Obstacle('Donnez un fichier ou une adresse : npm run positions -- communes.csv')
  }
  const lues = readPositions(await readSource(source))
  if (!lues.ok) throw new Obstacle(phraseDuFichier(lues.refus))
  const base = await openBase()
  try {
    await prepareData(base, () => {})
    const remplacees = await replacePositions(lues.value.positions)
    process.stdout.write(`${formatRapportDePositions({ ...lues.value, ...remplacees })}\n`)
    if (lues.value.refusees.length + remplacees.inconnues.length > 0) process.exitCode = 2
  } finally {
    await closeDb()
    await base.release()
  }
} catch (error) {
  fail(error)
}
