/** The French name of each field of our forms, and the words of its choices: for who is told again what they wrote. */
import { ROLES } from '#lib/domain/acces/acteur.ts'
import { CHAMPS_DE_MENTIONS } from '#lib/domain/attestation/mentions.ts'
import { parseJour } from '#lib/domain/calendrier.ts'
import { ETATS_DE_SIGNALEMENT, NATURES_DE_SIGNALEMENT } from '#lib/domain/guichet/etats-de-signalement.ts'
import { COLONNES_DES_COMMUNES, COLONNES_DES_POINTS } from '#lib/domain/guichet/recensement/colonnes.ts'
import { FIGURES, FIGURES_EN_ORDRE, nomDuChamp, TYPES } from '#lib/domain/guichet/saisie-de-chiffres.ts'
import { LISTES_DES_CHAMPS, TYPES_DE_LOGEMENT } from '#lib/domain/guichet/vocabulaire.ts'
import { formatJour } from './horaires.ts'

const LIBELLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...COLONNES_DES_COMMUNES,
    ...COLONNES_DES_POINTS,
    ...CHAMPS_DE_MENTIONS,
    type: 'Type',
    code: 'Code guichet',
    departements: 'Départements',
    role: 'Rôle',
    siret: 'SIRET de l’organisme',
    du: 'Du',
    au: 'Au',
    seuil: 'Seuil',
    nature: 'Ce qui ne va pas',
    message: 'Précisions',
    etat: 'État',
    fichier: 'Votre classeur',
    jalon: 'Étape',
    reference: 'Référence de l’envoi',
    decision: 'Les envois cochés sont',
    remisLe: 'Jour de la remise à la poste',
    rang: 'Numéro de la lettre',
    suite: 'Que faire de cette lettre',
    ...Object.fromEntries(
      TYPES.flatMap((type) =>
        FIGURES_EN_ORDRE.map((figure) => [nomDuChamp(type, figure), `${FIGURES[figure]}, ${TYPES_DE_LOGEMENT[type]}`]),
      ),
    ),
  }),
)

const CHOIX: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ...LISTES_DES_CHAMPS,
  role: ROLES,
  nature: NATURES_DE_SIGNALEMENT,
  etat: ETATS_DE_SIGNALEMENT,
}

/** A form of several rows holds the fields of each behind its rank. */
const sansRang = (champ: string): string => champ.replace(/^r\d{1,2}-/, '')

/** A field of another version, or of nobody, has no name that a person knows. */
export const nommeChamp = (champ: string): string => LIBELLES.get(sansRang(champ)) ?? 'Autre champ'

/** What was written or chosen in a field, in words: a field of a day sends it as a browser writes it, 2024-03-12. */
export const direValeur = (champ: string, valeur: string): string => {
  const choix = CHOIX[sansRang(champ)]
  if (choix && Object.hasOwn(choix, valeur)) return choix[valeur] ?? valeur
  const jour = parseJour(valeur)
  return jour ? formatJour(jour) : valeur
}
