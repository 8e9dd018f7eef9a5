/**
 * The words that the reader knows, as written once case, accents and kinds of spaces, dashes and apostrophes are folded.
 * A word that is not here is not understood, and the whole text with it. The first pattern that matches wins.
 */

export type Signe = ',' | ';' | ':' | '/' | '-' | '>' | '(' | ')' | '.' | '\n'

export type Etiquette =
  | Signe
  | 'heure'
  | 'nombre'
  | 'jour'
  | 'rang'
  | 'mois'
  | 'sur-rdv'
  | 'sans-rdv'
  | 'sinon'
  | 'autres'
  | 'reste-annee'
  | 'chaque-annee'
  | 'ferie'
  | 'idem'
  | 'paires'
  | 'impaires'
  | 'du-mois'
  | 'week-end'
  | 'tous-les-jours'
  | '7j7'
  | 'en-semaine'
  | '24h'
  | '24-7'
  | 'sauf'
  | 'ferme'
  | 'pause'
  | 'saison-nommee'
  | 'intro'
  | 'ouvert'
  | 'lieu'
  | 'matin'
  | 'apres-midi'
  | 'soir'
  | 'continu'
  | 'inclus'
  | 'aussi'
  | 'entre'
  | 'jusqu-a'
  | 'a'
  | 'du'
  | 'de'
  | 'et'
  | 'en'
  | 'tous'
  | 'rien'

const RDV = String.raw`(?:rendez[- ]?vous|r\.?d\.?v\.?)`
const TELEPHONE = String.raw`0\d(?:[ .-]?\d\d){4}`
const SEULEMENT = '(?:uniquement|seulement|exclusivement|obligatoirement)'
const SEMAINES = String.raw`(?:(?:en|de|des|les|pendant les) )?(?:semaines?|sem\.?) ?(?:numeros? )?`

/** Patterns of whole words; `valeur` is the number that the word means. */
export const MOTS: readonly Readonly<{ motif: string; etiquette: Etiquette; valeur?: number }>[] = [
  { motif: `(?:avec ou )?sans(?: prise de)? ${RDV}|(?:en )?acces libre|(?:en )?libre acces`, etiquette: 'sans-rdv' },
  {
    motif:
      `(?:${SEULEMENT} )?(?:sur|avec)(?: prise de)? ${RDV}(?: (?:prealable|obligatoire|${SEULEMENT}))?` +
      String.raw`(?: (?:au |par telephone au |en appelant le )${TELEPHONE}| \(${TELEPHONE}\))?` +
      `|${RDV} (?:obligatoire|necessaire|${SEULEMENT})`,
    etiquette: 'sur-rdv',
  },
  {
    motif: '(?:en dehors de|hors de|hors) ces (?:horaires|heures|creneaux|plages)|reste du temps',
    etiquette: 'sinon',
  },
  { motif: 'autres jours|reste de la semaine', etiquette: 'autres' },
  { motif: "reste de l'annee", etiquette: 'reste-annee' },
  { motif: '(?:de )?chaque annee|tous les ans|toutes les annees', etiquette: 'chaque-annee' },
  { motif: '(?:jours? )?feries?', etiquette: 'ferie' },
  { motif: 'idem|(?:aux )?memes horaires|meme horaire|pareil', etiquette: 'idem' },
  { motif: `${SEMAINES}impaires?`, etiquette: 'impaires' },
  { motif: `${SEMAINES}paires?`, etiquette: 'paires' },
  { motif: '(?:du|de chaque|chaque|par) mois', etiquette: 'du-mois' },
  { motif: 'week[- ]?ends?|w-?e|fins? de semaine', etiquette: 'week-end' },
  { motif: '7 ?j(?:ours)? ?(?:/|sur) ?7(?: ?j(?:ours)?)?|7/7', etiquette: '7j7' },
  // with Saturday or not, with Sunday or not: nobody agrees
  {
    motif: '(?:tous les jours|chaque jour|jours) de la semaine|(?:tous les jours |chaque jour )?en semaine',
    etiquette: 'en-semaine',
  },
  { motif: String.raw`tous les jours|tlj|t\.l\.j\.?|chaque jour`, etiquette: 'tous-les-jours' },
  { motif: '24 ?h?/7(?: ?j)?', etiquette: '24-7' },
  { motif: '24 ?(?:h|heures?)? ?(?:/|sur) ?24(?: ?(?:h|heures?))?', etiquette: '24h' },
  {
    motif: String.raw`sauf|sf\.?|hormis|hors|excepte(?:es?|s)?|a l'exception d(?:es|e|u)|en dehors d(?:es|u)`,
    etiquette: 'sauf',
  },
  {
    motif: String.raw`ferme(?:\(e\)|es?|s)?(?: au public)?|fermetures?(?: au public| hebdomadaires?| annuelles?)?|pas d'ouverture|non ouvert`,
    etiquette: 'ferme',
  },
  { motif: '(?:avec )?(?:une )?pause(?: meridienne| dejeuner)?', etiquette: 'pause' },
  { motif: "(?:horaires? d'|en |periode d')?(?:ete|hiver)", etiquette: 'saison-nommee' },
  {
    motif:
      "(?:jours et )?(?:horaires|heures)(?: d'ouverture| d'accueil| de permanences?| de reception)?(?: (?:du|au) public)?" +
      '|(?:accueil|ouverture|permanences?|reception)(?: (?:du|au) public| physique)?',
    etiquette: 'intro',
  },
  { motif: '(?:est |sont )?ouvert(?:es?|s)?(?: au public)?|(?:recoit|accueille)(?: le public)?', etiquette: 'ouvert' },
  { motif: 'guichet', etiquette: 'lieu', valeur: 1 },
  { motif: 'bureau', etiquette: 'lieu', valeur: 2 },
  { motif: 'agence', etiquette: 'lieu', valeur: 3 },
  { motif: 'secretariat(?: de (?:la )?mairie)?', etiquette: 'lieu', valeur: 4 },
  { motif: 'mairie', etiquette: 'lieu', valeur: 5 },
  { motif: 'apres[- ]?midis?|ap\\.?[- ]midi|aprem', etiquette: 'apres-midi' },
  { motif: 'matin(?:ees?|s)?', etiquette: 'matin' },
  { motif: 'soir(?:ees?|s)?', etiquette: 'soir' },
  {
    motif: '(?:en )?(?:journee )?continue?|sans interruption|non[- ]stop|toute la journee',
    etiquette: 'continu',
  },
  { motif: 'y compris|inclu(?:ses|se|s)|compris(?:es|e)?', etiquette: 'inclus' },
  { motif: 'egalement|aussi', etiquette: 'aussi' },
  { motif: 'entre', etiquette: 'entre' },
  { motif: "jusqu'au?", etiquette: 'jusqu-a' },
  { motif: "(?:au |courant )?mois d(?:e|')", etiquette: 'en' },
  { motif: 'au?', etiquette: 'a' },
  { motif: 'du', etiquette: 'du' },
  { motif: "de|des|d'", etiquette: 'de' },
  { motif: String.raw`et|puis|ainsi que|&|\+`, etiquette: 'et' },
  { motif: 'en|durant', etiquette: 'en' },
  { motif: 'tous|toutes|chaque', etiquette: 'tous' },
  { motif: SEULEMENT, etiquette: 'rien' },
  { motif: "le|la|les|l'", etiquette: 'rien' },
  { motif: 'midi', etiquette: 'heure', valeur: 720 },
  { motif: 'minuit', etiquette: 'heure', valeur: 1440 },
  { motif: '1 ?(?:ere|er|re)s?|1 ?[°º]|premi(?:eres?|ers?)', etiquette: 'rang', valeur: 1 },
  { motif: 'deuxiemes?|second(?:es|e|s)?', etiquette: 'rang', valeur: 2 },
  { motif: 'troisiemes?', etiquette: 'rang', valeur: 3 },
  { motif: 'quatriemes?', etiquette: 'rang', valeur: 4 },
  { motif: 'cinquiemes?', etiquette: 'rang', valeur: 5 },
  { motif: 'derni(?:eres?|ers?)', etiquette: 'rang', valeur: -1 },
  { motif: String.raw`janv(?:ier|\.)?|jan\.?`, etiquette: 'mois', valeur: 1 },
  { motif: String.raw`fevrier|fevr?\.?`, etiquette: 'mois', valeur: 2 },
  { motif: 'mars', etiquette: 'mois', valeur: 3 },
  { motif: String.raw`avril|avr\.?`, etiquette: 'mois', valeur: 4 },
  { motif: 'mai', etiquette: 'mois', valeur: 5 },
  { motif: 'juin', etiquette: 'mois', valeur: 6 },
  { motif: String.raw`juillet|juil\.?`, etiquette: 'mois', valeur: 7 },
  { motif: 'aout', etiquette: 'mois', valeur: 8 },
  { motif: String.raw`septembre|sept?\.?`, etiquette: 'mois', valeur: 9 },
  { motif: String.raw`octobre|oct\.?`, etiquette: 'mois', valeur: 10 },
  { motif: String.raw`novembre|nov\.?`, etiquette: 'mois', valeur: 11 },
  { motif: String.raw`decembre|dec\.?`, etiquette: 'mois', valeur: 12 },
  { motif: String.raw`lundis?|lun\.?|lu\.?|l`, etiquette: 'jour', valeur: 0 },
  { motif: String.raw`mardis?|mar\.?|ma\.?`, etiquette: 'jour', valeur: 1 },
  { motif: String.raw`mercredis?|merc?\.?|me\.?`, etiquette: 'jour', valeur: 2 },
  { motif: String.raw`jeudis?|jeu\.?|je\.?|j`, etiquette: 'jour', valeur: 3 },
  { motif: String.raw`vendredis?|ven\.?|ve\.?|v`, etiquette: 'jour', valeur: 4 },
  { motif: String.raw`samedis?|sam\.?|sa\.?|s`, etiquette: 'jour', valeur: 5 },
  { motif: String.raw`dimanches?|dim\.?|di\.?|d`, etiquette: 'jour', valeur: 6 },
  // mardi or mercredi: mots.ts looks at its neighbours
  { motif: 'm', etiquette: 'jour', valeur: 7 },
]
