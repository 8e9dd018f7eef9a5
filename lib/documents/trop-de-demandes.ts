/** What is said to an address that reads too much at once: a sentence for programs, a small page for people. */
import { rendrePageSimple } from './page-simple.ts'

export const TROP_DE_LECTURES =
  'Trop de demandes en peu de temps depuis votre connexion. Attendez une minute, puis recommencez ; pour tout lire d’un coup, prenez un export.'

/** It must cost nothing to say. */
export const pageDeTropDeDemandes = (secondes: number): string =>
  rendrePageSimple(
    'Trop de demandes',
    `<p>Votre connexion, peut-être partagée avec d’autres personnes, a demandé trop de pages en peu de temps.</p>
<p>Attendez ${secondes === 1 ? 'une seconde' : `${secondes} secondes`}, puis rechargez cette page. Rien n’est perdu.</p>
<p><a href="/">Revenir à l’accueil</a></p>`,
  )
