/** The reader of workbooks: each file in a child process of its own. */
import { type Classeur, LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import type { ColonnesDites } from '#lib/domain/guichet/recensement/correspondance.ts'
import { type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type LimitesDEnfant, runEnfant } from './enfant-borne.ts'

export type Lecture = Resultat<Classeur, RefusDeLecture>
/** `colonnes`: what the headers mean, when the centre said it. */
export type LimitesDeLecture = LimitesDEnfant & Readonly<{ colonnes: ColonnesDites }>

const CHILD = 'lib/adapters/xlsx/enfant.ts'

/** Reads the bytes of a file into cells. `onPid` lets a test kill the child. */
export async function readClasseur(
  bytes: Uint8Array,
  { colonnes = new Map(), ...limites }: Partial<LimitesDeLecture> = {},
  onPid?: (pid: number) => void,
): Promise<Lecture> {
  if (bytes.length === 0) return refuse({ code: 'fichier-vide' })
  if (bytes.length > LIMITES.octets) return refuse({ code: 'fichier-trop-gros', octets: bytes.length })
  const args = [JSON.stringify([...colonnes])]
  const answer = await runEnfant({ script: CHILD, args, entree: [bytes] }, limites, onPid)
  return answer.ok ? parseAnswer(answer.value.toString('utf8')) : answer
}

/** The answer is our own child's, of our own types: only a cut answer can fail. */
function parseAnswer(text: string): Lecture {
  try {
    const lecture: Lecture = JSON.parse(text)
    return lecture
  } catch {
    return refuse({ code: 'lecture-interrompue' })
  }
}
