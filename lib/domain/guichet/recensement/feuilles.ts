/** Finding the sheets to read and their header: by what the headers say, whatever the sheet's name. */
import { adresseDe, type Cellule, type Fusion, type Ligne, type TableInconnue } from './classeur.ts'
import { type ColonneDeCommune, JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { DE_QUELQU_UN, withoutColonnesDAutrui, withoutColonnesReservees, withoutPersonne } from './colonnes-d-autrui.ts'
import { preferColonnes } from './colonnes-en-double.ts'
import type { ColonnesDites } from './correspondance.ts'
import { type Entetes, listEntetes } from './entetes.ts'
import { completeHoraires } from './horaires-en-colonnes.ts'
import { isEntete } from './longueurs.ts'
import { horsCrochets } from './notes-d-entete.ts'
import { type Cible, cibleDe } from './pieces.ts'
import { isEnteteReserve } from './reserves.ts'
import { colonneDeCommune, NOMS_FAUTE_DE_MIEUX } from './synonymes.ts'
import { clean, fold } from './texte.ts'

/** A title block or instructions may stand above the header. */
export const LIGNES_DE_TETE = 200
/** Rows after the first that qualifies where a longer header is still looked for. */
const REGARD = 3
const FIGURES: readonly ColonneDeCommune[] = ['logements', 'demandesEnAttente', 'attributionsN1']

export type EntetesDePoints = Entetes<Cible> &
  /** The header taken for the name, where no column is called so. */
  Readonly<{ fauteDeMieux?: Cellule }>

export type FeuilleReconnue = (
  | Readonly<{ nature: 'points'; entetes: EntetesDePoints }>
  | Readonly<{ nature: 'communes'; entetes: Entetes<ColonneDeCommune> }>
) &
  /** A smaller table above, from its header to its last row: that of who fills this one in, unless it has a place. */
  Readonly<{ bloc?: Bloc }>
type Bloc = Readonly<{ de: number; a: number; estSitue: boolean }>

/** `premiere`: the header of the row that qualifies; `reconnue`: the best one that starts there or just below. */
type Trouvee = Readonly<{ at: number; premiere: FeuilleReconnue; reconnue: FeuilleReconnue }>

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
  const from = (depart: number, largeur: number): Trouvee | undefined => {
    for (let at = depart; at < head.length; at += 1) {
      for (const read of readers) {
        const premiere = read(at).find(({ entetes }) => entetes.colonnes.size > largeur)
        if (!premiere) continue
        const around = Array.from({ length: REGARD }, (_, step) => read(at + step)).flat()
        const [best] = around.toSorted(
          (a, b) =>
            b.entetes.colonnes.size - a.entetes.colonnes.size ||
            // « Matin » under « Lundi » says more of its column than « Lundi ».
            countMoments(b) - countMoments(a) ||
            a.entetes.ligne - a.entetes.premiere - (b.entetes.ligne - b.entetes.premiere),
        )
        if (best) return { at, premiere, reconnue: best }
      }
    }
    return undefined
  }
  const premiere = from(0, 0)
  let found = premiere
  while (found && mayBeBloc(head, found.reconnue)) {
    const next = from(found.at + 1, found.reconnue.entetes.colonnes.size)
    if (!next || !isBloc(head, found.reconnue, next.reconnue.entetes.premiere)) break
    found = next
  }
  if (!premiere || !found) return undefined
  const bloc = blocOver(head, premiere, found.reconnue.entetes.premiere)
  const { reconnue } = found
  const dessous = lignes.find(({ numero }) => numero > reconnue.entetes.ligne)
  const complete =
    reconnue.nature === 'points'
      ? {
          ...reconnue,
          entetes: completeHoraires(
            {
              ...reconnue.entetes,
              ...preferColonnes(withoutColonnesReservees(reconnue.entetes, dessous, estDit), estDit),
            },
            lignes,
            estDit,
          ),
        }
      : reconnue
  return { ...complete, ...(bloc !== undefined && { bloc }) }
}

const countMoments = ({ entetes }: FeuilleReconnue): number =>
  [...entetes.colonnes.keys()].filter((cible) => /^(?:horaire|dits)\//.test(cible)).length

/** The first table of a sheet, when rows of it stand between its header and the one that is read. */
function blocOver(head: readonly Ligne[], { at, premiere }: Trouvee, lue: number): Bloc | undefined {
  const de = head[at]?.numero ?? lue
  const last = head.findLast(({ numero, cellules }) => numero > de && numero < lue && cellules.length > 1)
  const cibles = new Set<Cible>(premiere.nature === 'points' ? premiere.entetes.colonnes.keys() : [])
  const estSitue = VOIE.some((cible) => cibles.has(cible)) && LIEU.some((cible) => cibles.has(cible))
  return last && { de, a: last.numero, estSitue }
}

/** Columns that a person has as well as a point. */
const DE_PERSONNE: readonly Cible[] = ['nom', 'organisme', 'telephone', 'courriel', 'siteWeb', 'misAJourLe']

/** The rows just under a header, down to a blank one. */
function rowsUnder(head: readonly Ligne[], { entetes }: FeuilleReconnue): readonly Ligne[] {
  const under = head.filter(({ numero }) => numero > entetes.ligne)
  const gap = under.findIndex(({ numero }, at) => numero !== entetes.ligne + 1 + at)
  return gap === -1 ? under : under.slice(0, gap)
}

const isDePersonne = ({ nature, entetes }: FeuilleReconnue): boolean =>
  nature === 'points' && [...entetes.colonnes.keys()].every((cible) => DE_PERSONNE.some((une) => une === cible))

/** Few headers are worth looking for another one below. */
const mayBeBloc = (head: readonly Ligne[], reconnue: FeuilleReconnue): boolean =>
  isDePersonne(reconnue) || rowsUnder(head, reconnue).length <= 1

/** A header over one row or none, or over one person, when a wider one follows: who fills the table in. */
function isBloc(head: readonly Ligne[], reconnue: FeuilleReconnue, suivant: number): boolean {
  const rows = rowsUnder(head, reconnue).filter(({ numero }) => numero < suivant)
  // R-TAB-09 — choix du portail : qui remplit le tableau se présente au-dessus, et n’est pas un point
  return rows.length <= 1 || (isDePersonne(reconnue) && rows.filter(({ cellules }) => cellules.length > 1).length <= 1)
}

/** The sheet of the first of these tables that only lacks the names of its points; nothing when there is none. */
export function sansNomDe(tables: readonly TableInconnue[]): Readonly<{ sansNom?: string }> {
  const found = tables.find(isSansNom)
  return found ? { sansNom: found.feuille } : {}
}

/** Whether a table has all that makes one of points but a column for their names. */
function isSansNom({ entetes }: TableInconnue): boolean {
  const cibles = entetes.map(({ entete }) => cibleDe(entete))
  const hasPersonne = entetes.some(({ entete }) => DE_QUELQU_UN.test(fold(entete)))
  const hasNom = entetes.some(
    ({ entete }) => cibleDe(entete) === 'nom' && !(hasPersonne && /^noms?$/.test(fold(entete))),
  )
  // R-TAB-12 — choix du portail : un refus dit la colonne qui manque, et ne l’invente pas
  return !hasNom && countFacons(new Set(cibles)) >= 2
}

/** What the centre said of a header wins over what its words seem to say. */
function nommer(entete: string, dites: ColonnesDites): Cible | undefined {
  const dite = dites.size > 0 ? dites.get(fold(entete)) : undefined
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

const VOIE: readonly Cible[] = ['voie', 'nomDeVoie']
const LIEU: readonly Cible[] = ['codePostal', 'commune', 'codeInsee', 'codePostalEtCommune']
/** Ways to reach a point that a header may promise, each counted once. */
const FACONS: readonly (readonly Cible[])[] = [
  ['canal'],
  ['telephone'],
  VOIE,
  LIEU,
  ['siteWeb'],
  ['courriel'],
  ['services'],
  ['horairesTexte', ...JOURS_DE_LA_SEMAINE],
]

const countFacons = (cibles: ReadonlySet<Cible | undefined>): number =>
  FACONS.filter((facon) => facon.some((cible) => cibles.has(cible))).length

/** What the headers that are not read would name without their brackets: enough to know the sheet, and to ask. */
const ciblesHorsCrochets = ({ inconnues }: Entetes<Cible>): ReadonlySet<Cible | undefined> =>
  new Set(
    inconnues.flatMap(({ texte }) => {
      const nu = horsCrochets(texte)
      return nu === texte || isEnteteReserve(texte) || !isEntete(texte) ? [] : [cibleDe(nu)]
    }),
  )

function toPoints(entetes: Entetes<Cible>, estDit: (entete: string) => boolean): FeuilleReconnue[] {
  const { colonnes } = entetes
  // R-REC-02 — une feuille de points se reconnaît à son nom et à au moins deux façons de joindre le point
  const devinees = ciblesHorsCrochets(entetes)
  const ways = countFacons(new Set([...colonnes.keys(), ...entetes.doubles.map(({ colonne }) => colonne), ...devinees]))
  const hours = [...colonnes.keys()].some((cible) => cible.startsWith('horaire/')) ? 1 : 0
  // A name that the centre itself showed is no guess any more: one way is then enough.
  const nom = colonnes.get('nom')
  const isNomDit = nom !== undefined && estDit(entetes.libelles.get(nom) ?? '')
  if (ways + hours < (isNomDit ? 1 : 2)) return []
  // « Nom : | DUPONT | Téléphone : | 05 61 … » : values stand between its words.
  if (!isNomDit && entetes.inconnues.some(({ texte }) => VALEUR.test(texte))) return []
  const duPoint = preferColonnes(withoutColonnesDAutrui(entetes, estDit), estDit)
  if (duPoint !== entetes) return toPoints(duPoint, estDit)
  const sansPersonne = nom === undefined || isNomDit ? entetes : withoutPersonne(entetes, nom)
  if (sansPersonne !== entetes) return toPoints(sansPersonne, estDit)
  if (nom !== undefined) return [{ nature: 'points', entetes }]
  // R-REC-32 — faute d’une colonne « Nom », celle qui dit la structure en tient lieu, et c’est dit
  const fauteDeMieux = [...entetes.libelles].find(
    ([, libelle]) => NOMS_FAUTE_DE_MIEUX.has(fold(libelle)) && !estDit(libelle),
  )
  // R-TAB-17 — choix du portail : ce que dit une parenthèse se demande, et ne fait pas refuser la feuille
  if (!fauteDeMieux) return devinees.has('nom') ? [{ nature: 'points', entetes }] : []
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

/** What no header is: a telephone, a postcode, an address of mail or of the web. */
const VALEUR = /@[^\s@]+\.|^\s*(?:https?:|www\.)|\d{2}[\s.-]?\d{3}|(?:\d{2}[\s.-]?){4}/
/** Whether a text names a column, of a point or of a person. */
export const isNomDeColonne = (texte: string): boolean => cibleDe(texte) !== undefined || DE_QUELQU_UN.test(fold(texte))

/** Whether a row is the header of another table: nothing but names of columns, a name and two ways among them. */
export function isAutreEntete({ cellules }: Ligne, { colonnes }: Pick<Entetes<Cible>, 'colonnes'>): boolean {
  if (cellules.length < 3) return false
  for (const { cellule } of cellules)
    if (typeof cellule.valeur !== 'string' || SANS_EN_TETE.test(cellule.texte)) return false
  const cibles = cellules.map(({ colonne, cellule }) => ({
    colonne,
    cible: cibleDe(cellule.texte),
    plie: fold(cellule.texte),
  }))
  const named = cibles.filter(({ cible }) => cible !== undefined)
  const isMoved = named.some(({ colonne, cible }) => cible !== undefined && colonnes.get(cible) !== colonne)
  const hasNom = cibles.some(({ cible, plie }) => cible === 'nom' || NOMS_FAUTE_DE_MIEUX.has(plie))
  return (
    hasNom &&
    isMoved &&
    named.length >= 3 &&
    named.length * 4 >= cellules.length * 3 &&
    countFacons(new Set(named.map(({ cible }) => cible))) >= 2
  )
}

/** What a value has and a header has not. */
const SANS_EN_TETE = /\d{3}|@|:\/\/|www\.|^.{61}/
