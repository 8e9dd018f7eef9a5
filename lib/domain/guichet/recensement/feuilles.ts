/** Finding the sheets to read and their header: by what the headers say, whatever the sheet's name. */
import { adresseDe, type Cellule, type Feuille, type Fusion, type Ligne } from './classeur.ts'
import { type ColonneDeCommune, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import type { ColonnesDites } from './correspondance.ts'
import { type Entetes, listEntetes } from './entetes.ts'
import { spreadFusions } from './fusions.ts'
import { AIDE_DU_NOM, NOM_D_EXEMPLE } from './modele.ts'
import { type Cible, cibleDe } from './pieces.ts'
import { colonneDeCommune, NOMS_FAUTE_DE_MIEUX } from './synonymes.ts'
import { clean, fold, isBlank } from './texte.ts'

/** A title block or instructions may stand above the header. */
export const LIGNES_DE_TETE = 200
/** Rows after the first that qualifies where a longer header is still looked for. */
const REGARD = 3
const FIGURES: readonly ColonneDeCommune[] = ['logements', 'demandesEnAttente', 'attributionsN1']
/** A merged cell this wide is the title of a part of the table. */
const LARGEUR_DE_TITRE = 3

export type EntetesDePoints = Entetes<Cible> &
  /** The header taken for the name, where no column is called so. */
  Readonly<{ fauteDeMieux?: Cellule }>

export type FeuilleReconnue =
  | Readonly<{ nature: 'points'; entetes: EntetesDePoints }>
  | Readonly<{ nature: 'communes'; entetes: Entetes<ColonneDeCommune> }>

/** Decides what a sheet is from its first rows; undefined: it is named as ignored and never converted. */
export function recognizeFeuille(
  lignes: readonly Ligne[],
  fusions: readonly Fusion[] = [],
  dites: ColonnesDites = new Map(),
): FeuilleReconnue | undefined {
  const head = lignes.slice(0, LIGNES_DE_TETE)
  const nommerPoint = memoize((entete) => nommer(entete, dites))
  const nommerCommune = memoize(colonneDeCommune)
  const estDit = (entete: string) => dites.size > 0 && dites.has(fold(entete))
  const readers = [
    (at: number) => listEntetes(head, at, { fusions, nommer: nommerCommune }).flatMap(toCommunes),
    (at: number) =>
      listEntetes(head, at, { fusions, nommer: nommerPoint, estDit }).flatMap((entetes) => toPoints(entetes, estDit)),
  ]
  for (let at = 0; at < head.length; at += 1) {
    for (const read of readers) {
      if (read(at).length === 0) continue
      const around = Array.from({ length: REGARD }, (_, step) => read(at + step)).flat()
      return around.toSorted(
        (a, b) =>
          b.entetes.colonnes.size - a.entetes.colonnes.size ||
          a.entetes.ligne - a.entetes.premiere - (b.entetes.ligne - b.entetes.premiere),
      )[0]
    }
  }
  return undefined
}

/** What the centre said of a header wins over what its words seem to say. */
function nommer(entete: string, dites: ColonnesDites): Cible | undefined {
  const dite = dites.get(fold(entete))
  return dite === undefined ? cibleDe(entete) : (dite ?? undefined)
}

function memoize<C>(nommer: (entete: string) => C | undefined): (entete: string) => C | undefined {
  const known = new Map<string, C | undefined>()
  return (entete) => {
    if (!known.has(entete)) known.set(entete, nommer(entete))
    return known.get(entete)
  }
}

function toCommunes(entetes: Entetes<ColonneDeCommune>): FeuilleReconnue[] {
  // R-REC-01 — choix du portail : `Type de logement` et au moins un chiffre, quel que soit le nom de la feuille
  const isTyped = [...entetes.libelles.values()].some((libelle) => /^type de logement/.test(fold(libelle)))
  return isTyped && FIGURES.some((figure) => entetes.colonnes.has(figure)) ? [{ nature: 'communes', entetes }] : []
}

/** Ways to reach a point that a header may promise, each counted once. */
const FACONS: readonly (readonly Cible[])[] = [
  ['canal'],
  ['telephone'],
  ['voie', 'nomDeVoie'],
  ['codePostal', 'commune', 'codeInsee', 'codePostalEtCommune'],
  ['siteWeb'],
  ['courriel'],
  ['services'],
  ['horairesTexte', ...JOURS_DE_LA_SEMAINE],
]

function toPoints(entetes: Entetes<Cible>, estDit: (entete: string) => boolean): FeuilleReconnue[] {
  const { colonnes } = entetes
  // R-REC-02 — une feuille de points se reconnaît à son nom et à au moins deux façons de joindre le point
  const ways = FACONS.filter((facon) => facon.some((cible) => colonnes.has(cible))).length
  const hours = [...colonnes.keys()].some((cible) => cible.startsWith('horaire/')) ? 1 : 0
  // A name that the centre itself showed is no guess any more: one way is then enough.
  const nom = colonnes.get('nom')
  const isNomDit = nom !== undefined && estDit(entetes.libelles.get(nom) ?? '')
  if (ways + hours < (isNomDit ? 1 : 2)) return []
  if (nom !== undefined) return [{ nature: 'points', entetes }]
  // R-REC-32 — faute d’une colonne « Nom », celle qui dit la structure en tient lieu, et c’est dit
  const fauteDeMieux = [...entetes.libelles].find(
    ([, libelle]) => NOMS_FAUTE_DE_MIEUX.has(fold(libelle)) && !estDit(libelle),
  )
  if (!fauteDeMieux) return []
  const [at, texte] = fauteDeMieux
  const adresse = adresseDe(at, entetes.ligne)
  return [
    {
      nature: 'points',
      entetes: {
        ...entetes,
        colonnes: new Map<Cible, number>([...colonnes, ['nom', at]]),
        inconnues: entetes.inconnues.filter((cellule) => clean(cellule.texte) !== texte),
        fauteDeMieux: { adresse, valeur: texte, texte },
      },
    },
  ]
}

export type MotifDIgnorance = 'exemple' | 'titre' | 'entete-repete' | 'total'
export type Partage = Readonly<{
  donnees: readonly Ligne[]
  /** Rows left out, and why; the help line of the model and blank rows are not even named. */
  ignorees: readonly Readonly<{ ligne: number; motif: MotifDIgnorance }>[]
}>

/** The rows under the header: those that say something, and those that are left out. */
export function partitionLignes(feuille: Feuille, reconnue: FeuilleReconnue): Partage {
  const { entetes, nature } = reconnue
  const donnees: Ligne[] = []
  const ignorees: { ligne: number; motif: MotifDIgnorance }[] = []
  const titres = new Set(
    (feuille.fusions ?? []).flatMap(({ haut, gauche, droite }) =>
      droite - gauche + 1 >= LARGEUR_DE_TITRE ? [adresseDe(gauche, haut)] : [],
    ),
  )
  // A commune that stands once over its rows is said by each of them: « Total » is then its « Ensemble ».
  const completes =
    nature === 'communes' ? spreadFusions(feuille.lignes, feuille.fusions ?? [], new Set()) : feuille.lignes
  for (const [at, ligne] of feuille.lignes.entries()) {
    if (ligne.numero <= entetes.ligne) continue
    const filled = ligne.cellules.filter(isFilled)
    const [first, ...others] = filled
    const mark = markOf(entetes.colonnes, ligne)
    if (!first || mark === 'aide') continue
    const motif: MotifDIgnorance | undefined =
      // R-REC-03 — choix du portail : la ligne d’exemple est marquée et ignorée
      mark === 'exemple'
        ? 'exemple'
        : others.length === 0 && titres.has(first.cellule.adresse)
          ? 'titre'
          : others.length > 0 && filled.every((cell) => repeats(entetes, cell))
            ? 'entete-repete'
            : isTotal(completes[at] ?? ligne, reconnue)
              ? 'total'
              : undefined
    if (motif) ignorees.push({ ligne: ligne.numero, motif })
    else donnees.push(ligne)
  }
  return { donnees, ignorees }
}

const TOTAL = /^(?:(?:sous|ss|s) )?tota(?:l|ux)(?: generaux| general)?(?= |$)/
/** Told at little cost of nearly every row: its first letter is one by which no such word begins. */
const SANS_TOTAL = /^[a-ru-z]/i
/** What may stand beside the word in such a row: figures, their unit, the type that they are the sum of. */
const CHIFFRE =
  /^[\d\s.,%€+-]+(?:points?|lignes?|guichets?|logements?)?$|^(?:(?:sous|ss|s) )?tota(?:l|ux)(?: \d+)?$|^ensemble$/

/** What no place is called; « Total Énergies » may be one. */
const COMPTE =
  /^(?:sous|ss|s) |^tota(?:l|ux) genera(?:l|ux)(?= |$)|^tota(?:l|ux)[\d ]*(?:points?|lignes?|guichets?|logements?)?$/
/** Columns whose figures are of one place, and make no sum. */
const D_UN_LIEU: readonly Cible[] = [
  ...(['identifiant', 'telephone', 'siren', 'codeGuichet', 'codePostal', 'codeInsee', 'codePostalEtCommune'] as const),
  ...(['latitude', 'longitude', 'x', 'y', 'coordonnees', 'misAJourLe'] as const),
]
/** The shortest telephone has three digits; a sum of rows seldom has as many. */
const CODE = /(?:\d\D*){3}/

/** « Total », « Sous-total Foix », alone or before figures: no point and no commune is called so. */
function isTotal({ cellules }: Ligne, { nature, entetes }: FeuilleReconnue): boolean {
  const at = cellules.findIndex(isFilled)
  const first = cellules[at]
  if (!first || SANS_TOTAL.test(first.cellule.texte)) return false
  const mot = fold(first.cellule.texte)
  // R-REC-99 — choix du portail : une ligne qui ne tient qu’un total n’est ni un point ni une commune
  if (!TOTAL.test(mot)) return false
  const others = cellules.slice(at + 1).filter(isFilled)
  if (!others.every(({ cellule }) => typeof cellule.valeur === 'number' || CHIFFRE.test(fold(cellule.texte))))
    return false
  if (nature === 'communes') return first.colonne !== entetes.colonnes.get('type')
  const lieux = new Set(D_UN_LIEU.map((cible) => entetes.colonnes.get(cible)))
  return COMPTE.test(mot) || !others.some(({ colonne, cellule }) => lieux.has(colonne) && CODE.test(cellule.texte))
}

/** The model marks its help line and its example in its first column, wherever it went; without it, by their name. */
function markOf(colonnes: ReadonlyMap<string, number>, { cellules }: Ligne): 'aide' | 'exemple' | undefined {
  const textAt = (at: number | undefined): string =>
    clean(cellules.find(({ colonne }) => colonne === at)?.cellule.texte ?? '')
  const identifiant = colonnes.get('identifiant') ?? colonnes.get('codeInsee')
  for (const text of [textAt(0), textAt(identifiant)]) {
    if (/^aide\s:/i.test(text)) return 'aide'
    if (/^exemple\b/i.test(text)) return 'exemple'
  }
  if (colonnes.has('identifiant')) return undefined
  const nom = textAt(colonnes.get('nom'))
  return nom === AIDE_DU_NOM ? 'aide' : nom === NOM_D_EXEMPLE ? 'exemple' : undefined
}

const isFilled = ({ cellule }: Ligne['cellules'][number]): boolean => !isBlank(cellule.texte)

const repeats = (
  { libelles }: Pick<Entetes<string>, 'libelles'>,
  { colonne, cellule }: Ligne['cellules'][number],
): boolean => libelles.get(colonne)?.endsWith(clean(cellule.texte)) ?? false
