/**
 * Completeness: what may be registered. « Un cerfa non complet ne peut être enregistré sur le serveur » (bulletin of
 * July 2014, « Bonnes pratiques »). Pieces are no part of it: the identity document alone may be asked to register, and
 * it is asked elsewhere (CCH, R441-2-3).
 */
import type { Jour } from '../../calendrier.ts'
import { type ChampDemande, questionsDe } from './champs.ts'
import type { Contenu } from './contenu.ts'
import { isEmancipable, isMineure } from './naissance.ts'

/**
 * `manques`: what must be answered first. `inconnus`: amounts that are not known and do not block this act; they stay
 * unknown, and no zero stands for them. `mineur`: the applicant is under age and not emancipated.
 */
export type Completude = Readonly<{
  registrable: boolean
  manques: readonly ChampDemande[]
  inconnus: readonly ChampDemande[]
  mineur: boolean
}>

/** Judges a valid content; `acte` says what it is to be registered for, `le` on which day. */
export function checkCompletude(contenu: Contenu, acte: 'depot' | 'renouvellement', le: Jour): Completude {
  const absents = questionsDe(contenu).filter(({ manque }) => manque)
  const isAdmis = ({ rubrique }: ChampDemande): boolean =>
    // R-FORM-11 — choix du portail : au renouvellement, « je ne l’ai pas encore » est une réponse ; le montant reste inconnu
    acte === 'renouvellement' && rubrique === 'e'
  const inconnus = absents.filter(isAdmis).map(toChamp)
  const manques = absents.filter((champ) => !isAdmis(champ)).map(toChamp)
  const { demandeur } = contenu
  const mineur =
    demandeur.nature === 'personne-physique' &&
    demandeur.naissance !== null &&
    isMineure(demandeur.naissance, le) &&
    // R-FORM-03 — code civil, articles 414 et 413-6 : un mineur dépose une demande s’il est émancipé
    // R-FORM-34 — code civil, article 413-2 : nul ne l’est avant seize ans, quoi que dise une demande
    !(demandeur.emancipe && isEmancipable(demandeur.naissance, le))
  return { registrable: manques.length === 0 && !mineur, manques, inconnus, mineur }
}

const toChamp = ({ champ, rubrique, libelle, exigence }: ChampDemande): ChampDemande => ({
  champ,
  rubrique,
  libelle,
  exigence,
})
