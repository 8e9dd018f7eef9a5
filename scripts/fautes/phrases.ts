/** Whether what a census is answered may be shown to a person: French sentences, which say where and what. */
import { rapportDExamen } from '#lib/documents/recensement-rapport.ts'
import { phraseDuRefus } from '#lib/documents/refus.ts'
import type { Examen } from '#lib/domain/guichet/recensement/examen.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'

/** Between quotation marks stand the words of the file, which are its own. */
const sansCitations = (phrase: string): string => phrase.replace(/«\s[^»]*?\s»/gs, '« … »')

const DE_PROGRAMME =
  /\b(?:error|undefined|null|NaN|cannot|invalid|unexpected|unsupported)\b|\[object|\.ts:\d|\bat \/|\bat \w+ \(/i

/** Why this text is not French sentences to show to a person; null when it is. It may begin by a value of the file. */
export function defautDePhrases(texte: string): string | null {
  const dit = sansCitations(texte)
  if (/[\n\r\t]/.test(dit)) return 'plusieurs lignes'
  if (!/^[\p{Lu}\d«]/u.test(dit) || !/[.?]$/.test(dit)) return 'ni majuscule ni point final'
  return DE_PROGRAMME.test(dit) ? 'des mots de programme' : null
}

/** The same of one sentence. */
export function defautDePhrase(phrase: string): string | null {
  const dite = sansCitations(phrase)
  if (/[\n\r\t]/.test(phrase)) return 'plusieurs lignes'
  if (!/^\p{Lu}/u.test(dite) || !/\.$/.test(dite)) return 'ni majuscule ni point final'
  if (/[.!?]\s+\p{Lu}/u.test(dite)) return 'plusieurs phrases'
  return DE_PROGRAMME.test(dite) ? 'des mots de programme' : null
}

/** `lecture-interrompue` says that the child fell: nobody killed it, so the file made it fall. */
export function judgeRefus(refus: RefusDeRecensement): string | null {
  if (refus.code === 'lecture-interrompue') return 'le processus de lecture est tombé'
  // Its sentence is right, and the file was not looked at.
  if (refus.code === 'trop-de-traitements') return 'n’a jamais eu son tour'
  const phrase = phraseDuRefus(refus)
  const defaut = defautDePhrase(phrase)
  return defaut === null ? null : `${defaut} : ${phrase}`
}

const CELLULE = /^[A-Z]{1,3}([1-9]\d*)$/

/** Each refused row says which of its cells is wrong, and each remark is French sentences on a cell of its row. */
export function judgeExamen(examen: Examen): string | null {
  const { lignes, alertes } = rapportDExamen('piege', examen)
  // Asked once for the whole file, what it lacks is not said again row by row.
  const isAsked = examen.alertes.some(({ code }) => code === 'colonne-a-donner')
  for (const { feuille, ligne, statut, remarques } of lignes) {
    const ou = `feuille « ${feuille} », ligne ${ligne}`
    if (statut === 'refuse' && !isAsked && !remarques.some(({ gravite }) => gravite === 'refus'))
      return `${ou} : refusée sans raison`
    for (const { cellule, message } of remarques) {
      if (CELLULE.exec(cellule)?.[1] !== String(ligne)) return `${ou} : une remarque sur « ${cellule} »`
      const defaut = defautDePhrases(message)
      if (defaut !== null) return `${ou}, ${cellule}, ${defaut} : ${message}`
    }
  }
  for (const alerte of alertes) {
    const defaut = defautDePhrases(alerte)
    if (defaut !== null) return `${defaut} : ${alerte}`
  }
  return null
}
