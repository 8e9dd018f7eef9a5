/** Hours said in several places of a row, or of several rows, put on lines of one text that contradicts none of them. */
import { readHoraires } from '../horaires/francais/lecture.ts'
import type { HorairesDuJour, Plage } from '../horaires/semaine.ts'

/** What is written of hours that are known to be there, and are not shown or not certain: nobody reads it as hours. */
export const DOUTE = 'D’autres horaires sont à vérifier'

/** The texts, each on its line, and a doubt after them when some hour that one of them says is of none together. */
// R-REC-152 — choix du portail : un jour dit deux fois, à des heures contraires, se demande, en colonnes ou en lignes
export function joinHoraires(textes: readonly string[]): string {
  const joint = textes.join('\n')
  return textes.length > 1 && losesHours(textes, joint) ? `${joint}\n${DOUTE}` : joint
}

/** « Lundi au vendredi : 9h-17h », « Mercredi : 9h-12h »: in one sentence the second excepts a day, apart they disagree. */
function losesHours(textes: readonly string[], joint: string): boolean {
  const tout = readHoraires(joint)
  if (!tout.ok) return false
  const { semaine } = tout.value.horaires
  return textes.some((texte) => {
    const lu = readHoraires(texte)
    return lu.ok && lu.value.horaires.semaine.some((journee, at) => !isKept(journee, semaine[at] ?? 'inconnu'))
  })
}

function isKept(journee: HorairesDuJour, dans: HorairesDuJour): boolean {
  if (journee === 'inconnu') return true
  if (typeof journee === 'string' || typeof dans === 'string') return journee === dans
  return journee.every((plage) => dans.some((other) => holds(other, plage)))
}

const holds = (other: Plage, { de, a, surRendezVous }: Plage): boolean =>
  other.de <= de && a <= other.a && other.surRendezVous === surRendezVous
