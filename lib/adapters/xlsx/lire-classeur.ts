/** The reader of workbooks: each file in a child process of its own. */
import { StringDecoder } from 'node:string_decoder'
import {
  type Classeur,
  type Feuille,
  LIMITES,
  type Ligne,
  type RefusDeLecture,
} from '#lib/domain/guichet/recensement/classeur.ts'
import type { ColonnesDites } from '#lib/domain/guichet/recensement/correspondance.ts'
import type { Suivi } from '#lib/domain/guichet/recensement/lecture-suivie.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type LimitesDEnfant, runEnfant } from './enfant-borne.ts'
import { openEcoute } from './messages.ts'

export type Lecture = Resultat<Classeur, RefusDeLecture>
/**
 * `colonnes`: what the headers mean, when the centre said it. `reponse`: bytes that the cells may take as the child tells
 * them, beyond which the reading is interrupted; who is short of memory sets it. `suivi` is told what comes, as it comes,
 * `compter` how many rows have come.
 */
export type LimitesDeLecture = LimitesDEnfant &
  Readonly<{ colonnes: ColonnesDites; reponse: number; suivi?: Suivi; compter?: (lues: number) => void }>

const CHILD = 'lib/adapters/xlsx/enfant.ts'

/** Reads the bytes of a file into cells. `onPid` lets a test kill the child. */
export async function readClasseur(
  bytes: Uint8Array,
  {
    colonnes = new Map(),
    reponse = Number.POSITIVE_INFINITY,
    suivi,
    compter,
    ...limites
  }: Partial<LimitesDeLecture> = {},
  onPid?: (pid: number) => void,
): Promise<Lecture> {
  if (bytes.length === 0) return refuse({ code: 'fichier-vide' })
  if (bytes.length > LIMITES.octets) return refuse({ code: 'fichier-trop-gros', octets: bytes.length })
  const args = [JSON.stringify([...colonnes])]
  const { take, end } = openReception(reponse, suivi, compter)
  const answer = await runEnfant({ script: CHILD, args, entree: [bytes], take }, limites, onPid)
  return answer.ok ? end() : answer
}

/** Puts the workbook together from what the child says, as it says it: its answer is never held as text. */
function openReception(
  reponse: number,
  suivi?: Suivi,
  compter?: (lues: number) => void,
): Readonly<{ take: (chunk: Buffer) => number; end: () => Lecture }> {
  const entendre = openEcoute()
  const decoder = new StringDecoder('utf8')
  const feuilles: (Omit<Feuille, 'lignes'> & { lignes: Ligne[] })[] = []
  let fin: Resultat<true, RefusDeLecture> | undefined
  let rest = ''
  let received = 0
  let sousEntendus = 0
  let lues = 0
  const hear = (line: string): void => {
    const message = entendre(line)
    if ('feuille' in message) {
      feuilles.push({ ...message.feuille, lignes: [] })
      suivi?.feuille(message.feuille)
    } else if ('ligne' in message) {
      sousEntendus += message.sousEntendus
      lues += 1
      feuilles.at(-1)?.lignes.push(message.ligne)
      suivi?.ligne(message.ligne)
    } else if ('reprise' in message) {
      feuilles.length = 0
      lues = 0
    } else fin = message.fin
  }
  return {
    take: (chunk) => {
      received += chunk.length
      const lines = (rest + decoder.write(chunk)).split('\n')
      rest = lines.pop() ?? ''
      const before = sousEntendus
      for (const line of lines) hear(line)
      compter?.(lues)
      if (received + sousEntendus > reponse) throw new Error('more cells than there is room for')
      return sousEntendus - before
    },
    // Without its last word the answer was cut, whatever it said before.
    end: () => (fin === undefined ? refuse({ code: 'lecture-interrompue' }) : fin.ok ? accept({ feuilles }) : fin),
  }
}
