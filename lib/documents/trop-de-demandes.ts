/** What is said to an address that reads or sends too much at once: a sentence for programs, a small page for people. */
import { rendrePageSimple } from './page-simple.ts'

export const TROP_DE_LECTURES =
  'Trop de demandes en peu de temps depuis votre connexion. Attendez une minute, puis recommencez ; pour tout lire d’un coup, prenez un export.'

export const TROP_D_ENVOIS =
  'Trop d’envois en peu de temps depuis votre connexion, peut-être partagée avec d’autres personnes. Attendez une minute, puis envoyez de nouveau.'
export const TROP_DE_FICHIERS = 'Trop de fichiers arrivent en ce moment. Attendez une minute, puis envoyez de nouveau.'
export const ENVOI_ILLISIBLE =
  'Cet envoi n’a pas pu être lu : il est incomplet, ou n’est pas un formulaire du portail. Choisissez de nouveau votre fichier, puis envoyez.'
export const FORMULAIRE_ILLISIBLE =
  'Cet envoi n’a pas pu être lu : il est incomplet, ou n’est pas un formulaire du portail. Ouvrez de nouveau la page du formulaire, puis envoyez.'
export const AUTRE_SITE =
  'Cet envoi ne vient pas d’une page du portail : il n’est pas lu. Ouvrez la page sur le portail, puis recommencez.'
export const METHODE_REFUSEE = 'Cette adresse ne se demande pas ainsi. Ouvrez-la dans un navigateur.'
export const SANS_POIDS =
  'Cet envoi n’annonce pas son poids : il n’est pas lu. Envoyez de nouveau depuis un navigateur.'
export const TROP_LOURD =
  'Cet envoi est trop lourd : un fichier pèse 10 Mo au plus. Retirez les images et les feuilles inutiles, puis envoyez de nouveau.'
export const TEXTE_TROP_LOURD =
  'Cet envoi est trop lourd. Raccourcissez ce que vous avez écrit, puis envoyez de nouveau.'

/** Nothing was read of what was sent: the browser still holds it. */
export const rendreEnvoiRefuse = (phrase: string): string =>
  rendrePageSimple(
    'Votre envoi n’a pas été lu',
    `<p>${phrase}</p>
<p>Revenez à la page précédente de votre navigateur : ce que vous aviez écrit y est encore.</p>
<p><a href="/">Revenir à l’accueil</a></p>`,
  )

/** It must cost nothing to say. */
export const pageDeTropDeDemandes = (secondes: number): string =>
  rendrePageSimple(
    'Trop de demandes',
    `<p>Votre connexion, peut-être partagée avec d’autres personnes, a demandé trop de pages en peu de temps.</p>
<p>Attendez ${secondes === 1 ? 'une seconde' : `${secondes} secondes`}, puis rechargez cette page. Rien n’est perdu.</p>
<p><a href="/">Revenir à l’accueil</a></p>`,
  )
