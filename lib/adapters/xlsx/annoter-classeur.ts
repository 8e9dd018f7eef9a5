/** The annotated file: made in a child process of its own, like the reading, since the file may be hostile. */
import type { Annotation } from '#lib/domain/guichet/recensement/annotation.ts'
import type { RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { type LimitesDEnfant, runEnfant } from './enfant-borne.ts'

const CHILD = 'lib/adapters/xlsx/annotation/enfant.ts'

export type FichierAnnote = Readonly<{ octets: Uint8Array<ArrayBuffer>; refait: boolean }>

/** The workbook with its cells marked; `refait` when it had to be made from what was read. */
export async function annoteClasseur(
  bytes: Uint8Array,
  annotation: Annotation,
  limites: Partial<LimitesDEnfant> = {},
): Promise<Resultat<FichierAnnote, RefusDeLecture>> {
  const marks = Buffer.from(JSON.stringify(annotation), 'utf8')
  const head = Buffer.from(marks.length.toString(16).padStart(8, '0'), 'latin1')
  const chunks: Buffer[] = []
  const take = (chunk: Buffer) => void chunks.push(chunk)
  const ran = await runEnfant({ script: CHILD, entree: [head, marks, bytes], take }, limites)
  if (!ran.ok) return ran
  const answer = Buffer.concat(chunks)
  const end = answer.indexOf('\n')
  const said = parseAnswer(answer.toString('utf8', 0, Math.max(0, end)))
  if (!said.ok) return said
  return accept({ octets: new Uint8Array(answer.subarray(end + 1)), refait: said.value })
}

function parseAnswer(text: string): Resultat<boolean, RefusDeLecture> {
  try {
    const answer: Resultat<boolean, RefusDeLecture> = JSON.parse(text)
    return answer
  } catch {
    return refuse({ code: 'lecture-interrompue' })
  }
}
