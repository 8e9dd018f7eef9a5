/** What is said of a census as a whole: why a file is refused, what was ignored, the fields that change. */
import type { Alerte } from '#lib/domain/guichet/recensement/analyse.ts'
import { LIMITES } from '#lib/domain/guichet/recensement/classeur.ts'
import type { Statut } from '#lib/domain/guichet/recensement/comparaison.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import { nomADonner, nomDeColonne, phraseDeRemarque } from './recensement-remarques.ts'

export { nomADonner, nomDeColonne, phraseDeRemarque }

/** Refusals that other rooms say too (access, not found) keep the sentence of lib/documents/refus.ts. */
type Propre = Exclude<RefusDeRecensement, { code: 'connexion-requise' | 'acces-refuse' | 'introuvable' }>
type Phrases = { readonly [C in Propre['code']]: (refus: Extract<Propre, { code: C }>) => string }

const ENREGISTRER = 'ouvrez-le dans votre tableur, enregistrez-le au format .xlsx, puis recommencez.'
/** No spreadsheet program opens it: what it was made from does, or our model. */
const DEPOSER_L_ORIGINE =
  'déposez plutôt le tableau d’origine, au format .xlsx, ou, si vous ne l’avez pas, recopiez les lignes dans notre modèle.'
const NATURES = {
  html: `Ce fichier est une page web, pas un classeur : ${ENREGISTRER}`,
  pdf: `Ce fichier est un PDF, qu’un tableur n’ouvre pas : ${DEPOSER_L_ORIGINE}`,
  image: `Ce fichier est une image, qu’un tableur n’ouvre pas : ${DEPOSER_L_ORIGINE}`,
  document: `Ce fichier est un document, pas un classeur : ${DEPOSER_L_ORIGINE}`,
  inconnu: `Ce fichier n’est pas un classeur lisible : ${ENREGISTRER}`,
} as const

/** A file that cannot be read is refused in one sentence: what it is, then what to do. */
export const PHRASES_DE_RECENSEMENT = {
  'fichier-vide': () => `Ce fichier est vide : ${ENREGISTRER}`,
  'fichier-trop-gros': ({ octets }) =>
    `Ce fichier pèse ${Math.ceil(octets / 1024 / 1024)} Mo, plus que la limite de ${LIMITES.octets / 1024 / 1024} Mo : retirez les images et les feuilles inutiles, puis recommencez.`,
  'format-non-lu': ({ nature }) => NATURES[nature],
  'fichier-protege': () =>
    'Ce fichier est protégé par un mot de passe : retirez la protection, enregistrez-le au format .xlsx, puis recommencez.',
  'fichier-abime': () => `Ce fichier est abîmé ou incomplet : ${ENREGISTRER}`,
  'contenu-demesure': () =>
    'Une fois décompressé, ce fichier est démesuré, et il n’est pas lu : copiez les seules lignes utiles dans le modèle, puis recommencez.',
  'declarations-interdites': () =>
    `Ce fichier contient des déclarations qu’aucun tableur n’écrit (DOCTYPE, ENTITY), et il n’est pas lu : ${ENREGISTRER}`,
  'trop-d-entrees': () =>
    'Ce fichier contient trop d’éléments joints : copiez les seules lignes utiles dans le modèle, puis recommencez.',
  'trop-de-lignes': ({ feuille }) =>
    `Ce fichier a plus de 50 000 lignes remplies, comptées jusqu’à sa feuille « ${feuille} » : découpez-le en plusieurs fichiers.`,
  'trop-de-colonnes': ({ feuille }) =>
    `La feuille « ${feuille} » a plus de 100 colonnes remplies : ne gardez que celles du modèle.`,
  'trop-de-memoire': () =>
    'Ce fichier demande trop de mémoire : copiez les seules lignes utiles dans le modèle, puis recommencez.',
  'trop-long': () =>
    'Le traitement de ce fichier a pris trop de temps et a été arrêté : copiez les seules lignes utiles dans le modèle, puis recommencez.',
  'lecture-interrompue': () => 'La lecture a été interrompue, mais rien n’est perdu : relancez-la.',
  'aucune-feuille-reconnue': ({ feuilles, tables = [], sansNom }) => {
    if (sansNom !== undefined)
      return `La feuille « ${sansNom} » a de quoi joindre des points, mais aucune colonne « Nom » pour eux : ajoutez-en une, ou dites sur la page de cet import laquelle de ses colonnes donne leur nom.`
    return `Aucune feuille de ce fichier n’a les colonnes du modèle (${feuilles.map((nom) => `« ${nom} »`).join(', ')}) : ${tables.length > 0 ? 'dites sur la page de cet import ce que sont ses colonnes (un nom, et une façon de joindre le point), ou ' : ''}partez du modèle proposé par le portail.`
  },
  'aucune-ligne': () => 'Ce fichier a bien les colonnes du modèle, mais aucune ligne remplie.',
  'import-non-lu': () => 'Ce fichier n’a pas encore été lu. Relancez la lecture avant de publier.',
  'colonnes-dites-entre-temps': () =>
    'Quelqu’un a dit autre chose de ces colonnes pendant la lecture. Rechargez la page, puis dites-les de nouveau.',
  'import-abandonne': () => 'Cet import a été abandonné. Déposez de nouveau le fichier.',
  'lecture-en-cours': () =>
    'La lecture de ce classeur est en cours. Attendez qu’elle finisse, puis envoyez de nouveau.',
  'import-non-publie': () => 'Cet import n’est pas publié : il n’y a rien à annuler.',
  'import-deja-publie': () => 'Cet import est déjà publié. Annulez-le d’abord pour le publier de nouveau.',
  'publie-entre-temps': ({ noms }) =>
    `Entre-temps, quelqu’un d’autre a changé ${noms.slice(0, 3).join(', ')}${noms.length > 3 ? '…' : ''}. Regardez la nouvelle comparaison, puis publiez : rien n’est perdu.`,
  'correction-a-relire': () =>
    'Une correction vient d’être enregistrée, et le fichier n’est pas encore relu. Rechargez la page, relancez la lecture si elle est proposée, puis publiez.',
  'valeurs-dites-entre-temps': () =>
    'Quelqu’un a déjà donné une autre valeur pour tout le fichier. Rechargez la page pour voir ce qui en a été lu.',
  'relu-entre-temps': () =>
    'Entre-temps, ce fichier a été relu : quelqu’un a corrigé une cellule, ou dit une valeur pour toutes les lignes. Regardez la nouvelle lecture, puis publiez : rien n’est perdu.',
  'import-annule': () =>
    'Cet import a été annulé entre-temps, et rien n’a été publié. Pour le publier de nouveau, comparez-le d’abord avec ce qui est en ligne.',
  'import-deja-traite': () =>
    'Cet import est déjà publié ou annulé : ses cellules ne se corrigent plus ici. Corrigez les points dans la liste des points, ou déposez le fichier de nouveau.',
  'fichier-plus-garde': () =>
    'Ce fichier n’est plus gardé : il ne peut pas être relu avec une correction. Déposez-le de nouveau.',
  'rien-a-corriger': () =>
    'Aucune cellule n’a changé. Écrivez la bonne valeur, ou choisissez une réponse, puis enregistrez.',
  'valeur-trop-longue': ({ colonne, max, longueur }) =>
    `« ${nomDeColonne(colonne)} » est trop long (${longueur} caractères) : ${max} au plus. Rien n’a été enregistré.`,
  'publication-interrompue': () => 'La publication a été interrompue, et rien n’a été publié : relancez-la.',
  'annulation-interrompue': () => 'L’annulation a été interrompue : recommencez, rien n’est fait deux fois.',
  'trop-de-traitements': () =>
    'D’autres recensements sont en cours de traitement : réessayez dans une minute. Votre fichier est gardé, rien n’est perdu.',
  'tout-attend': () =>
    'Chaque ligne de ce fichier est un point qu’un autre publie déjà. Comparez, puis cochez celles qui doivent paraître aussi.',
  'rien-a-publier': ({ absents }) =>
    `Aucune ligne de ce fichier ne peut être publiée. Corrigez les lignes refusées, puis déposez-le de nouveau.${absents > 0 ? ' Pour retirer des points qui n’y sont pas, cochez-les sur la page de cet import.' : ''}`,
} as const satisfies Phrases

const MOTIFS = {
  titre: 'un titre dans le tableau',
  'entete-repete': 'l’en-tête répété',
  total: 'un total',
  consigne: 'une consigne sous l’en-tête',
  numeros: 'la ligne des numéros de colonnes',
  note: 'une note, et non un point',
} as const

const ALERTES = {
  'feuille-ignoree': (alerte: Extract<Alerte, { code: 'feuille-ignoree' }>) =>
    `La feuille « ${alerte.feuille} » n’a pas les colonnes du modèle : elle est ignorée.`,
  'bloc-au-dessus': ({ feuille, ligne }: Extract<Alerte, { code: 'bloc-au-dessus' }>) =>
    `Feuille « ${feuille} », ligne ${ligne} : c’est lu comme la présentation de qui remplit le tableau, et non comme des points. Si c’en sont, mettez-les dans une feuille à part.`,
  'colonne-ignoree': (alerte: Extract<Alerte, { code: 'colonne-ignoree' }>) =>
    `Feuille « ${alerte.feuille} », ${alerte.cellule} : la colonne « ${alerte.entete} » n’est pas dans le modèle : elle est ignorée.`,
  'colonne-reservee': ({ feuille, cellule, entete }: Extract<Alerte, { code: 'colonne-reservee' }>) =>
    `Feuille « ${feuille} », ${cellule} : la colonne « ${entete} » n’est pas pour le public, d’après son titre ou la note dessous : elle n’est pas lue. Si elle doit paraître, dites ce que c’est.`,
  'colonne-proposee': ({ feuille, cellule, entete, colonne }: Extract<Alerte, { code: 'colonne-proposee' }>) =>
    `Feuille « ${feuille} », ${cellule} : « ${entete} » est peut-être la colonne « ${nomADonner(colonne)} ». Elle n’est pas lue tant que vous ne l’avez pas dit.`,
  'colonne-sans-entete': ({ feuille, cellule, exemple }: Extract<Alerte, { code: 'colonne-sans-entete' }>) =>
    `Feuille « ${feuille} » : la colonne de ${cellule} n’a pas d’en-tête, et n’est pas lue (« ${exemple} »). Écrivez-en un si elle compte.`,
  'colonne-en-double': ({ feuille, cellule, entete, lue }: Extract<Alerte, { code: 'colonne-en-double' }>) =>
    `Feuille « ${feuille} », ${cellule} : « ${entete} » répète une autre colonne : ${lue ? `seule « ${lue.entete} » (${lue.cellule}) est lue` : 'elle n’est pas lue'}.`,
  'colonne-a-situer': ({ feuille, cellule, entete }: Extract<Alerte, { code: 'colonne-a-situer' }>) =>
    `Feuille « ${feuille} », ${cellule} : rien ne dit que « ${entete} » va avec l’adresse qui est lue, et elle n’est pas lue. Écrivez dans son titre de quelle adresse elle est, ou dites ce que c’est.`,
  'colonnes-reunies': (alerte: Extract<Alerte, { code: 'colonnes-reunies' }>) =>
    `Feuille « ${alerte.feuille} » : « ${nomDeColonne(alerte.colonne)} » est réuni à partir de ${alerte.entetes.map((entete) => `« ${entete} »`).join(', ')}.`,
  'jours-reunis': ({ feuille, lignes }: Extract<Alerte, { code: 'jours-reunis' }>) =>
    `Feuille « ${feuille} » : le tableau a une ligne par jour. ${lignes === 1 ? 'Une ligne est lue' : `${lignes} lignes sont lues`} avec la première de leur point, qui a ainsi tous ses jours.`,
  'nom-faute-de-mieux': (alerte: Extract<Alerte, { code: 'nom-faute-de-mieux' }>) =>
    `La feuille « ${alerte.feuille} » n’a pas de colonne « Nom » : la colonne « ${alerte.entete} » en tient lieu.`,
  'ligne-ignoree': (alerte: Extract<Alerte, { code: 'ligne-ignoree' }>) =>
    `Feuille « ${alerte.feuille} », ligne ${alerte.ligne} : c’est ${MOTIFS[alerte.motif]}, elle est ignorée.`,
  'second-tableau': ({ feuille, de, a }: Extract<Alerte, { code: 'second-tableau' }>) =>
    `Feuille « ${feuille} », lignes ${de} à ${a} : c’est un second tableau, avec son propre en-tête, et il n’est pas lu. Mettez-le dans une feuille à part.`,
  'valeur-reprise': (alerte: Extract<Alerte, { code: 'valeur-reprise' }>) =>
    `Le fichier n’a pas de colonne « ${nomDeColonne(alerte.colonne)} » : la valeur donnée la dernière fois pour ce tableau est reprise.`,
  'colonne-reprise': ({ feuille, entete, colonne }: Extract<Alerte, { code: 'colonne-reprise' }>) =>
    `Feuille « ${feuille} » : la colonne « ${entete} » est lue comme « ${nomADonner(colonne)} », comme la dernière fois.`,
  'colonne-a-donner': (alerte: Extract<Alerte, { code: 'colonne-a-donner' }>) =>
    `La feuille « ${alerte.feuille} » n’a pas de colonne « ${nomDeColonne(alerte.colonne)} » : donnez cette valeur une fois pour toutes ses lignes.`,
} as const satisfies { readonly [C in Alerte['code']]: (alerte: Extract<Alerte, { code: C }>) => string }

/** The sentence of what concerns the whole file. */
export function phraseDAlerte(alerte: Alerte): string {
  const phrase: (alerte: never) => string = ALERTES[alerte.code]
  return phrase(alerte as never)
}

export const STATUTS_DE_LIGNE: Readonly<Record<Statut, string>> = {
  nouveau: 'Nouveau',
  modifie: 'Modifié',
  inchange: 'Inchangé',
  refuse: 'Refusé',
  ignore: 'Ignoré',
}
