/** A form read as it comes, its files put on the disk; what is left is the same form, each file without its bytes. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import type { FichierRecu, FichiersRecus } from './fichier-recu.ts'
import type { FichierSansNom } from './fichier-sans-nom.ts'
import { SAISIE_MAX } from './page-d-avant.ts'

/** `corps` of the given `type`, a whole multipart body; `close` lets go of the files, those being read once they are. */
export type FormulaireRecu = Readonly<{
  type: string
  corps: Buffer
  fichiers: FichiersRecus
  close: () => Promise<void>
}>
/** Why a form was not kept, for the log. */
type Motif = 'coupe' | 'illisible' | 'sans-fin' | 'trop-de-fichiers' | 'trop-de-parties' | 'trop-de-mots' | 'sans-place'
export type FormulairePerdu = Readonly<{ motif: Motif }>
/** Keeps the bytes of a file; throws when they are cut. */
export type Garder = (flux: BusboyFileStream) => Promise<FichierSansNom>
/** `take` is told the bytes that come, and says whether there is room for them; `finition` in milliseconds. */
type Moyens = Readonly<{ garder: Garder; take: (octets: number) => boolean; finition: number }>
type Garde = Readonly<{ nom: string; fichier: FichierSansNom }>
type Champ = readonly [nom: string, valeur: string | Promise<Garde>]

/** A deposit has one file, and a dozen parts with those of Next; each word, in bytes. */
const LIMITES = { fieldSize: 64 * 1024, parts: 24, files: 1 }

const ECHAPPES: Readonly<Record<string, string>> = { '%0A': '\n', '%0D': '\r', '%22': '"' }
/** The three signs that a browser may not write in the head of a part (HTML, multipart/form-data encoding). */
const decodeNom = (nom: string): string => nom.replace(/%0A|%0D|%22/g, (signe) => ECHAPPES[signe] ?? signe)

/** Why the reading stops, said once: the first reason is the true one. */
function makeArret() {
  const arret = Promise.withResolvers<never>()
  arret.promise.catch(() => {})
  let motif: Motif | undefined
  const stop = (raison: Motif): void => {
    motif ??= raison
    arret.reject(new Error(raison))
  }
  return { promise: arret.promise, stop, motif: () => motif }
}
type Arret = ReturnType<typeof makeArret>

function makeParser(request: IncomingMessage, garder: Garder, { stop, motif }: Arret, champs: Champ[]) {
  const files: BusboyFileStream[] = []
  let mots = 0
  const parser = new Busboy({
    headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
    limits: LIMITES,
    preservePath: true,
    isPartAFile: (_champ, _type, nom) => nom !== undefined,
  })
  parser.on('error', () => stop('illisible'))
  parser.on('partsLimit', () => stop('trop-de-parties'))
  parser.on('filesLimit', () => stop('trop-de-fichiers'))
  parser.on('field', (champ, valeur, _isNameCut, isCut) => {
    mots += Buffer.byteLength(champ) + Buffer.byteLength(valeur)
    // R-DEB-05 — choix du portail : les mots d’un dépôt tiennent en mémoire, chacun et tous ensemble
    if (isCut || mots > SAISIE_MAX) stop('trop-de-mots')
    else champs.push([champ, valeur])
  })
  parser.on('file', (champ, stream, nom) => {
    files.push(stream.on('error', () => stop('illisible')))
    // What the parser still held when it was stopped opens nothing.
    if (motif()) return stream.destroy()
    const garde = garder(stream).then((fichier) => ({ nom: decodeNom(nom), fichier }))
    garde.catch(() => stop('illisible'))
    champs.push([champ, garde])
  })
  return { parser, files }
}

/** Gives the form; or why not, when the sending is cut or is no form that one can read: nothing of it is kept. */
export async function receiveFormulaire(
  request: IncomingMessage,
  { garder, take, finition }: Moyens,
): Promise<FormulaireRecu | FormulairePerdu> {
  const champs: Champ[] = []
  const arret = makeArret()
  const onData = (chunk: Buffer): void => {
    if (!take(chunk.length)) arret.stop('sans-place')
  }
  let fin: NodeJS.Timeout | undefined
  let files: BusboyFileStream[] = []
  request.on('error', () => arret.stop('coupe'))
  request.once('close', () => request.complete || arret.stop('coupe'))
  // All came, what is left of it is in memory: a parser that does not end then never will.
  request.once('end', () => {
    fin = setTimeout(() => arret.stop('sans-fin'), finition).unref()
  })
  try {
    const made = makeParser(request, garder, arret, champs)
    files = made.files
    request.on('data', onData)
    await Promise.race([once(request.pipe(made.parser), 'finish'), arret.promise])
    return await makeFormulaire(champs)
  } catch {
    arret.stop('illisible')
    request.off('data', onData)
    request.unpipe()
    for (const file of files) file.destroy(new Error('sending not read'))
    for (const [, valeur] of champs)
      if (typeof valeur !== 'string')
        await valeur.then(
          ({ fichier }) => fichier.close(),
          () => {},
        )
    return { motif: arret.motif() ?? 'illisible' }
  } finally {
    clearTimeout(fin)
  }
}

async function makeFormulaire(champs: readonly Champ[]): Promise<FormulaireRecu> {
  const form = new FormData()
  const fichiers = new Map<string, FichierRecu>()
  const gardes: FichierSansNom[] = []
  for (const [champ, valeur] of champs) {
    if (typeof valeur === 'string') {
      form.append(champ, valeur)
      continue
    }
    const { nom, fichier } = await valeur
    // The type of a file passes whole through Next, which does nothing of it.
    const type = `application/x-portail-depot.${randomUUID()}`
    form.append(champ, new File([], nom, { type }))
    fichiers.set(type, { nom, taille: fichier.taille, lire: fichier.lire })
    gardes.push(fichier)
  }
  const whole = new Response(form)
  const corps = Buffer.from(await whole.arrayBuffer())
  const close = async () => {
    for (const { close } of gardes) await close()
  }
  return { type: whole.headers.get('content-type') ?? '', corps, fichiers, close }
}
