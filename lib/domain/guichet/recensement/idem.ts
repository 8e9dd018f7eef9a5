/** « idem », « " », « // »: the value of the row above, where that row says one; else the row waits. */
import { adresseDe, type Cellule, type Ligne } from './classeur.ts'
import type { Colonne, PieceADire } from './colonnes.ts'
import { clean } from './texte.ts'

const IDEM =
  /^(?:(?:(?:idem|id|ibid)\.?|m[eê]mes? (?:adresse|num[eé]ro|t[eé]l[eé]phone|commune|services?|horaires?|fermetures?|chose))(?: ?[.,!])?|[(«"“] ?idem\.? ?[)»"”]|["”“″〃]|''|-? ?\/\/ ?-?|- ?["”“″] ?-)$/i
/** The signs that one may start with: most cells are told by their first, and read no further. */
const DEBUTS = new Set([...'iImM"”“″〃\'/-(«'])
const LONGUEUR_MAX = 20

/** Whether a cell says no more than « the same ». */
export function isIdem(texte: string): boolean {
  if (texte.length > LONGUEUR_MAX) return false
  const debut = texte.charAt(0)
  return (DEBUTS.has(debut) || debut <= ' ' || debut === '\u00a0') && IDEM.test(clean(texte))
}

/** « Idem mairie », « ibid. p. 2 »: the same as something, and not surely as the row above. */
const REPETE =
  /^[(«"“]? ?(?:idem|ibid(?:em)?|ditt?o|d[°º])(?![\p{L}\p{N}])|^id\.? (?:ci\b|mairie|si[eè]ge|dessus|ligne)/iu
/** « Même lieu », « voir mairie », « cf. ligne 3 », « ci-dessus », « identique ». */
const RENVOIE =
  /^(?:(?:[àa] )?(?:la |les? |aux? )?m[eêè]mes?(?= |$)|cf(?![\p{L}\p{N}])|(?:voir |comme )?ci[- ]?(?:dessus|avant|dessous|contre)|(?:voir|comme) (?:plus haut|au[- ]dessus|(?:[àa] )?(?:la |le |l['’])?(?:mairie|si[eè]ge|ligne|adresse))|(?:identique|pareil(?:le)?)s?(?![\p{L}\p{N}]))/iu
/** Signs alone: repeated from above perhaps, and a name of nothing; a dash and its like say that there is nothing. */
const SIGNES = /^[^\p{L}\p{N}✓✔✅☑]+$/u
const TIRETS = /^[-–—_/.…]{1,5}$/
/** Where words such as « même tarif qu’un appel local » are an answer. */
const LIBRES: ReadonlySet<Colonne | PieceADire> = new Set(['commentaire', 'coutAppel'])

/** « Mêmes horaires que la mairie »: who reads it knows where to look. */
const COMME = /^(?:aux? )?m[eê]mes? (?:heures?|horaires?|jours?)(?: [^ ]+){0,3} qu/iu
const estLibre = (texte: string, colonne?: Colonne | PieceADire): boolean =>
  colonne !== undefined && (LIBRES.has(colonne) || (colonne === 'horairesTexte' && COMME.test(texte)))

/** Whether a clean text only points at another cell, or is made of signs alone: it is no value of this column. */
export const isIdemIncertain = (texte: string, colonne?: Colonne | PieceADire): boolean =>
  REPETE.test(texte) ||
  (RENVOIE.test(texte) && !estLibre(texte, colonne)) ||
  (SIGNES.test(texte) && (colonne === 'nom' || !TIRETS.test(texte)))

type Regard = Readonly<{
  /** Positions of the columns where it may be taken from above. */
  colonnes: ReadonlySet<number>
  /** What people wrote over a cell in the preview: it is what the row above says. */
  ecritSur: (ligne: number, colonne: number) => string | undefined
}>

/**
 * The rows with the value of the row above in the cells that say « idem ». Above is the row just before in the sheet:
 * a blank one, a title or a total between them leave a doubt, and the cell stays as it is, to be asked.
 */
export function repeatIdem(lignes: readonly Ligne[], { colonnes, ecritSur }: Regard): readonly Ligne[] {
  let dessus: Ligne | undefined
  return lignes.map((ligne) => {
    const lue = ligne.cellules.some(({ colonne, cellule }) => colonnes.has(colonne) && isIdem(cellule.texte))
      ? repeatFrom(dessus?.numero === ligne.numero - 1 ? dessus : undefined, ligne, { colonnes, ecritSur })
      : ligne
    dessus = lue
    return lue
  })
}

const repeatFrom = (dessus: Ligne | undefined, ligne: Ligne, { colonnes, ecritSur }: Regard): Ligne => ({
  ...ligne,
  cellules: ligne.cellules.map((one) => {
    const { colonne, cellule } = one
    if (!colonnes.has(colonne) || !isIdem(cellule.texte)) return one
    const above = dessus && dessusDe(dessus, colonne, ecritSur)
    if (!above || clean(above.texte) === '' || isIdem(above.texte) || isIdemIncertain(clean(above.texte))) return one
    // R-REC-47 — choix du portail : la ligne juste au-dessus, quand elle dit quelque chose, est ce que « idem » répète
    const { fusion: _, ...valeur } = above
    const idem = { ecrit: clean(cellule.texte), depuis: above.idem?.depuis ?? above.adresse }
    return { colonne, cellule: { ...valeur, adresse: cellule.adresse, idem } }
  }),
})

function dessusDe(dessus: Ligne, colonne: number, ecritSur: Regard['ecritSur']): Cellule | undefined {
  const found = dessus.cellules.find((one) => one.colonne === colonne)?.cellule
  const ecrit = ecritSur(dessus.numero, colonne)
  if (ecrit === undefined) return found
  return { adresse: adresseDe(colonne, dessus.numero), valeur: ecrit, texte: ecrit }
}

/** Columns where it is no name of its own, nor a day to be repeated from the day before; and the pieces of an address. */
export const REPETABLES: ReadonlySet<string> = new Set<Colonne | PieceADire>([
  ...(['canal', 'type', 'organisme', 'natureOrganisme', 'siren', 'codeGuichet', 'services', 'voie'] as const),
  ...(['complement', 'codePostal', 'commune', 'codeInsee', 'telephone', 'coutAppel', 'courriel', 'siteWeb'] as const),
  ...([
    'rendezVous',
    'lienRendezVous',
    'horairesTexte',
    'fermetures',
    'publicReserve',
    'territoire',
    'accessibilitePmr',
  ] as const),
  ...(['commentaire', 'misAJourLe', 'annee', 'arreteAu', 'source'] as const),
  ...(['numero', 'indice', 'typeDeVoie', 'nomDeVoie', 'batiment', 'etage', 'lieuDit', 'boitePostale'] as const),
  ...(['suite', 'codePostalEtCommune'] as const),
])
