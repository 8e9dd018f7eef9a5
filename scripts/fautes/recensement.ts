/**
 * Bad workbooks given to the product's own reader, child process and all, then to the analysis that the web process
 * makes of what was read: each is read, or refused in one French sentence, within the time that a reading may take.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { readClasseur } from '#lib/adapters/xlsx/lire-classeur.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import { BUDGET } from '#lib/domain/guichet/recensement/a-part.ts'
import { analyseClasseur } from '#lib/domain/guichet/recensement/analyse.ts'
import { LIMITES, type RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { FAITS } from '#lib/domain/guichet/recensement/testing.ts'
import { followLecture } from '#lib/usecases/follow-lecture.ts'
import { type ClasseurMute, mutateClasseur } from './classeurs-mutes.ts'

/** The reader ends a child at its limit, and this long after everything has been said. */
const MARGE = 1000
/** Nobody else is served meanwhile: out of all proportion with what one file is given at one go (docs/adr/0025). */
const BLOC_MAX = 5 * BUDGET.dUnTrait

/** `bloc`: the longest that others would have waited meanwhile, in milliseconds. */
export type Constat = Readonly<{
  numero: number
  genre: string
  issue: string
  duree: number
  bloc: number
  defaut: string | null
}>

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
async function tryClasseur({ numero, genre, bytes }: ClasseurMute): Promise<Constat> {
  const start = performance.now()
  const loop = monitorEventLoopDelay({ resolution: 10 })
  loop.enable()
  const constat = async (issue: string, defaut: string | null): Promise<Constat> => {
    const duree = performance.now() - start
    // What blocked the loop is only known once it turns again.
    await pause(20)
    const bloc = Math.round(loop.max / 1e6)
    const tardif = duree > LIMITES.duree + MARGE ? `réponse en ${Math.round(duree / 1000)} s` : null
    const bloque = bloc > BLOC_MAX ? `personne d’autre n’est servi pendant ${Math.round(bloc / 1000)} s` : null
    return { numero, genre, issue, duree, bloc, defaut: defaut ?? tardif ?? bloque }
  }
  // As the web process does: while the cells come, then at one go, within what one file is given.
  const suite = followLecture(Promise.resolve(FAITS), BUDGET)
  try {
    const read = readClasseur(bytes, { suivi: suite.suivi })
    const lecture = await Promise.race([read, pause(LIMITES.duree + MARGE, null, { ref: false })])
    if (lecture === null) return await constat('sans réponse', 'aucune réponse')
    if (!lecture.ok) return await constat(lecture.refus.code, judgeRefus(lecture.refus))
    const analyse = analyseClasseur(lecture.value, FAITS, suite.take(FAITS))
    return await (analyse.ok ? constat('lu', null) : constat(analyse.refus.code, judgeRefus(analyse.refus)))
  } catch (error) {
    if (suite.isDepasse()) return await constat('à part', null)
    return await constat('exception', `exception : ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    loop.disable()
  }
}

/** Tries these workbooks of a seed, two at a time, as two people who send theirs: both made before, which blocks too. */
export async function tryClasseurs(graine: number, numeros: readonly number[]): Promise<Constat[]> {
  const constats: Constat[] = []
  for (let at = 0; at < numeros.length; at += 2) {
    const deux = numeros.slice(at, at + 2).map((numero) => mutateClasseur(graine, numero))
    constats.push(...(await Promise.all(deux.map(tryClasseur))))
  }
  return constats
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
