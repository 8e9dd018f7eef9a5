/** What is kept of a renewal that is not sent yet, how much of it, and how long. */
import { addDays, addMonths, type Jour } from '../../../calendrier.ts'
import { removeNir } from '../../../nir.ts'
import { removeInvisibles } from '../../../signes-invisibles.ts'
import { isChampExact, type Reponses } from './groupes.ts'
import { CHAMP_DE_L_ANNEE, isDeLAnnee, isDuRevenu } from './ressources.ts'

/** Under which name the journal of reads has the pages of a renewal, which say what became of a draft. */
export const PAGE_DE_RENOUVELLEMENT = 'renouvellement'

/** A field of ours is named after its place in the content. */
const NOM = /^[a-zA-Z]+(?:\.[a-zA-Z0-9]+){1,6}$/
/** More than the form has fields, and than any of them takes: counted by characters, since PostgreSQL refuses half an emoji. */
const CHAMPS_AU_PLUS = 400
const SIGNES_AU_PLUS = 1000
const SIGNES_EN_TOUT = 40_000

/**
 * The answers with what was just typed; what is beyond the bounds is left out, never what was kept before. `forme`: of the
 * names that are kept.
 */
export const mergeReponses = (avant: Reponses, recues: Reponses, forme: RegExp = NOM): Reponses =>
  fusionner(avant, recues, forme).apres

/** Whether all of what was just typed is kept: a text that is cut or left out is never said to be. */
export const isToutGarde = (avant: Reponses, recues: Reponses, forme: RegExp = NOM): boolean =>
  // R-BRO-10 — choix du portail : « enregistré à » ne se dit que de ce qui l’est en entier
  fusionner(avant, recues, forme).isEntier

function fusionner(avant: Reponses, recues: Reponses, forme: RegExp): Readonly<{ apres: Reponses; isEntier: boolean }> {
  let isEntier = true
  const apres: Record<string, string> = { ...avant }
  let place = SIGNES_EN_TOUT - Object.values(avant).reduce((sum, texte) => sum + texte.length, 0)
  for (const [nom, typed] of Object.entries(recues)) {
    if (nom.length > 80 || !forme.test(nom)) continue
    // R-BRO-01 — choix du portail : tout ce que le formulaire peut contenir se garde, et rien de plus
    const signes = Array.from(removeNir(removeInvisibles(typed)).toWellFormed())
    const texte = signes.slice(0, SIGNES_AU_PLUS).join('')
    if (signes.length > SIGNES_AU_PLUS) isEntier = false
    const gain = texte.length - (apres[nom]?.length ?? 0)
    if (gain > place || (!(nom in apres) && Object.keys(apres).length >= CHAMPS_AU_PLUS)) {
      isEntier = false
      continue
    }
    place -= gain
    apres[nom] = texte
  }
  return { apres, isEntier }
}

/**
 * The same for a draft of a renewal, which holds the income of one year: that which is asked, `annee`, once it is
 * answered. A page that stayed open over the new year takes nothing from it.
 */
export function mergeReponsesDeRenouvellement(avant: Reponses, recues: Reponses, annee: number): Reponses {
  const isMeme = recues[CHAMP_DE_L_ANNEE] === avant[CHAMP_DE_L_ANNEE]
  if (isMeme || !Object.keys(recues).some(isDuRevenu)) return mergeReponses(avant, recues)
  return isDeLAnnee(avant, annee)
    ? mergeReponses(avant, forgetReponses(recues, isDuRevenu))
    : mergeReponses(forgetReponses(avant, isDuRevenu), recues)
}

/** The answers without those of these fields: they are again what stands on the demande. */
export const forgetReponses = (reponses: Reponses, oublie: (nom: string) => boolean): Reponses =>
  Object.fromEntries(Object.entries(reponses).filter(([nom]) => !oublie(nom)))

/** What is left of the answers once the demande has changed under them: those that say it all by themselves. */
export const forgetConfirmees = (reponses: Reponses): Reponses =>
  // R-BRO-03 — choix du portail : « c’est exact » et « toujours … » ne valent que pour ce qui a été lu
  forgetReponses(reponses, (nom) => isChampExact(nom) || (nom.endsWith('.reponse') && reponses[nom] === 'toujours'))

const MOIS_DE_GARDE = 6
const JOURS_D_AVIS = 15

/** When a draft that nobody touches any more is announced, then erased, from the day of its last change. */
function computeFinDuBrouillon(changeLe: Jour): Readonly<{ avisLe: Jour; effaceLe: Jour }> {
  // R-BRO-02 — RGPD, article 5, 1, e ; choix du portail : un brouillon sans suite s’efface six mois après, et se dit quinze jours avant
  const effaceLe = addMonths(changeLe, MOIS_DE_GARDE)
  return { avisLe: addDays(effaceLe, -JOURS_D_AVIS), effaceLe }
}

/** `partiLe`: day on which what announces the erasing left; null while it has not. */
export type AvisDeBrouillon = Readonly<{ partiLe: Jour | null }>
type Brouillon = Readonly<{
  changeLe: Jour
  /** Whether there is an address of mail to which it may be announced. */
  isJoignable: boolean
  /** Undefined before it is queued. */
  avis: AvisDeBrouillon | undefined
}>
export type SuiteDuBrouillon =
  | Readonly<{ suite: 'garder' | 'effacer' }>
  /** `effaceLe`: first day on which it may be erased, when the announcement leaves today. */
  | Readonly<{ suite: 'annoncer'; effaceLe: Jour }>

/** What a day makes of a draft that nobody touches any more. */
export function suiteDuBrouillon({ changeLe, isJoignable, avis }: Brouillon, le: Jour): SuiteDuBrouillon {
  const { avisLe, effaceLe } = computeFinDuBrouillon(changeLe)
  if (le < avisLe) return { suite: 'garder' }
  if (!isJoignable) return { suite: effaceLe <= le ? 'effacer' : 'garder' }
  // R-BRO-06 — choix du portail : rien ne s’efface moins de quinze jours après l’annonce, si tard que la nuit l’ait faite
  const depuis = (annonceLe: Jour): Jour => {
    const quinzeJours = addDays(annonceLe, JOURS_D_AVIS)
    if (quinzeJours < effaceLe) return effaceLe
    return quinzeJours
  }
  if (!avis) return { suite: 'annoncer', effaceLe: depuis(le) }
  return { suite: avis.partiLe !== null && depuis(avis.partiLe) <= le ? 'effacer' : 'garder' }
}
