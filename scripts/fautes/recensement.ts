/**
 * Bad workbooks given to the product's own reader, child process and all, then to the analysis that the web process
 * makes of what was read: each is read, or refused in one French sentence, within the time that a reading may take.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { analyseClasseur } from '#lib/domain/guichet/recensement/analyse.ts'
import { LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { FAITS } from '#lib/domain/guichet/recensement/testing.ts'
import { mutateClasseur } from './classeurs-mutes.ts'

/** The reader ends a child at its limit, and this long after everything has been said. */
const MARGE = 1000

export type Constat = Readonly<{ numero: number; genre: string; issue: string; duree: number; defaut: string | null }>

/** Why this text is not one French sentence to show to a person; null when it is. */
export function defautDePhrase(phrase: string): string | null {
  // Between quotation marks stand the words of the file, which are its own.
  const dite = phrase.replace(/«\s.*?\s»/gs, '« … »')
  if (/[\n\r\t]/.test(phrase)) return 'plusieurs lignes'
  if (!/^\p{Lu}/u.test(dite) || !/\.$/.test(dite)) return 'ni majuscule ni point final'
  if (/[.!?]\s+\p{Lu}/u.test(dite)) return 'plusieurs phrases'
  if (/\b(?:error|undefined|null|NaN|cannot|invalid|unexpected|unsupported)\b|\[object|\.ts:\d|\bat /i.test(dite))
    return 'des mots de programme'
  return null
}

/** `lecture-interrompue` says that the child fell: nobody killed it, so the file made it fall. */
function judgeRefus(refus: RefusDeLecture): string | null {
  if (refus.code === 'lecture-interrompue') return 'le processus de lecture est tombé'
  const phrase = phraseDuRefus(refus)
  const defaut = defautDePhrase(phrase)
  return defaut === null ? null : `${defaut} : ${phrase}`
}

/** Gives one workbook to the reader and says how it went. */
async function tryClasseur(graine: number, numero: number): Promise<Constat> {
  const { genre, bytes } = mutateClasseur(graine, numero)
  const start = performance.now()
  const constat = (issue: string, defaut: string | null): Constat => {
    const duree = performance.now() - start
    const tardif = duree > LIMITES.duree + MARGE ? `réponse en ${Math.round(duree / 1000)} s` : null
    return { numero, genre, issue, duree, defaut: defaut ?? tardif }
  }
  try {
    const lecture = await Promise.race([readClasseur(bytes), pause(LIMITES.duree + MARGE, null, { ref: false })])
    if (lecture === null) return constat('sans réponse', 'aucune réponse')
    if (!lecture.ok) return constat(lecture.refus.code, judgeRefus(lecture.refus))
    const analyse = analyseClasseur(lecture.value, FAITS)
    return analyse.ok ? constat('lu', null) : constat(analyse.refus.code, judgeRefus(analyse.refus))
  } catch (error) {
    return constat('exception', `exception : ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** Tries these workbooks of a seed, two at a time, as two people who send theirs. */
export async function tryClasseurs(graine: number, numeros: readonly number[]): Promise<Constat[]> {
  const constats: Constat[] = []
  const left = [...numeros]
  const person = async () => {
    for (let numero = left.shift(); numero !== undefined; numero = left.shift())
      constats.push(await tryClasseur(graine, numero))
  }
  await Promise.all([person(), person()])
  return constats.toSorted((a, b) => a.numero - b.numero)
}

/** One line a defect, with what replays it. */
export const describeDefauts = (constats: readonly Constat[], graine: number): string[] =>
  constats.flatMap(({ numero, genre, defaut }) =>
    defaut === null
      ? []
      : [
          `Classeur ${numero} de la graine ${graine} (${genre}) : ${defaut}. À rejouer : --graine ${graine} --seul ${numero}.`,
        ],
  )
