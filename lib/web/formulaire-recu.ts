/** A form read as it comes, its files put on the disk; what is left is the same form, each file without its bytes. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { journal } from '#lib/journal.ts'
import type { FichierRecu, FichiersRecus } from './fichier-recu.ts'
import { type FichierSansNom, keepSansNom } from './fichier-sans-nom.ts'

/** `corps` of the given `type`, a whole multipart body; `close` lets go of the files that nobody began to read. */
type FormulaireRecu = Readonly<{
  type: string
  corps: Buffer
  fichiers: FichiersRecus
  close: () => Promise<void>
}>
type Garde = Readonly<{ nom: string; fichier: FichierSansNom }>
type Champ = readonly [nom: string, valeur: string | Promise<Garde>]

/** What the words of a form that carries a file may take, each, in bytes; and how many parts it may have. */
const LIMITES = { fieldSize: 64 * 1024, parts: 100 }

const ECHAPPES: Readonly<Record<string, string>> = { '%0A': '\n', '%0D': '\r', '%22': '"' }
/** The three signs that a browser may not write in the head of a part (HTML, multipart/form-data encoding). */
const decodeNom = (nom: string): string => nom.replace(/%0A|%0D|%22/g, (signe) => ECHAPPES[signe] ?? signe)

/** Undefined when the sending is cut, or is no form that one can read: nothing of it is kept. */
export async function receiveFormulaire(
  request: IncomingMessage,
  dossier: string,
): Promise<FormulaireRecu | undefined> {
  const champs: Champ[] = []
  const files: BusboyFileStream[] = []
  const coupure = Promise.withResolvers<never>()
  const cut = (error: unknown): void => coupure.reject(error)
  coupure.promise.catch(() => {})
  request.on('error', cut)
  request.once('close', () => request.complete || cut(new Error('sending cut')))
  try {
    const parser = new Busboy({
      headers: { ...request.headers, 'content-type': request.headers['content-type'] ?? '' },
      limits: LIMITES,
      preservePath: true,
      isPartAFile: (_champ, _type, nom) => nom !== undefined,
    })
    parser.on('error', cut)
    parser.on('partsLimit', () => cut(new Error('more parts than a form has')))
    parser.on('field', (champ, valeur, _isNameCut, isCut) =>
      isCut ? cut(new Error('more words than a form holds')) : champs.push([champ, valeur]),
    )
    parser.on('file', (champ, stream, nom) => {
      files.push(stream.on('error', cut))
      const garde = keepSansNom(stream, dossier).then((fichier) => ({ nom: decodeNom(nom), fichier }))
      garde.catch(cut)
      champs.push([champ, garde])
    })
    await Promise.race([once(request.pipe(parser), 'finish'), coupure.promise])
    return await makeFormulaire(champs)
  } catch {
    journal.info({ envoi: 'fichier' }, 'sending not read')
    request.unpipe()
    for (const file of files) file.destroy(new Error('sending cut'))
    for (const [, valeur] of champs)
      if (typeof valeur !== 'string')
        await valeur.then(
          ({ fichier }) => fichier.close(),
          () => {},
        )
    return undefined
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
