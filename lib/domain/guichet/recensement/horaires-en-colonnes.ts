/**
 * Hours in columns once the whole header is known: what « Ouverture », a day said twice or a column without a header
 * mean depends on what stands beside them.
 */
import { readPlages } from '../horaires/plages.ts'
import { lireCase } from './cases.ts'
import { adresseDe, type Cellule, type Ligne, lettresDe } from './classeur.ts'
import { JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import { pieceDHoraire } from './entete-d-horaire.ts'
import type { Entetes } from './entetes.ts'
import {
  areDesHeures,
  ditUneSaison,
  isSousReserve,
  joursParLettres,
  pieceDite,
  sontDesComptes,
} from './horaires-dits.ts'
import type { Cible } from './pieces.ts'
import { clean, fold } from './texte.ts'

type Jour = (typeof JOURS_DE_LA_SEMAINE)[number]
type Colonnes = Map<Cible, number>

/** The header with each column of hours named for what it is among the others. */
export function completeHoraires<E extends Entetes<Cible>>(
  brutes: E,
  lignes: readonly Ligne[],
  estDit: (entete: string) => boolean = () => false,
): E {
  const values = valuesBelow(lignes, brutes.ligne)
  const entetes = withLettres(brutes, estDit)
  const colonnes: Colonnes = new Map(entetes.colonnes)
  const libelles = new Map(entetes.libelles)
  let { doubles } = entetes
  for (const jour of JOURS_DE_LA_SEMAINE) {
    const at = colonnes.get(jour) ?? colonnes.get(`horaire/${jour}/journee/plage`)
    const libelle = at === undefined ? undefined : libelles.get(at)
    if (at !== undefined && libelle !== undefined && isFree(colonnes, at + 1)) {
      const isDouble = doubles.some((double) => double.at === at + 1) && libelles.get(at + 1) === libelle
      const isBare = !libelles.has(at + 1) && holdsHours(values(at + 1))
      // R-REC-111 — choix du portail : une moitié de jour publiée seule ferait croire l’autre fermée
      if (isDouble || isBare) {
        colonnes.set(`horaire/${jour}/suite/plage`, at + 1)
        libelles.set(at + 1, libelle)
        doubles = doubles.filter((double) => double.at !== at + 1)
      }
    }
    settleDay(colonnes, jour)
  }
  settleAllDays(colonnes, { libelles, values })
  return withDites({ ...entetes, colonnes, libelles, doubles }, values, estDit)
}

const isDHeures = (cible: Cible): boolean =>
  cible === 'horairesTexte' || cible.startsWith('horaire/') || JOURS_DE_LA_SEMAINE.some((jour) => jour === cible)

/** The same header, with the days that letters name when enough of them stand side by side. */
function withLettres<E extends Entetes<Cible>>(entetes: E, estDit: (entete: string) => boolean): E {
  const lettres = joursParLettres(
    new Map([...entetes.libelles].filter(([at, libelle]) => !estDit(libelle) && !entetes.reservees?.has(at))),
  )
  if (lettres.size === 0) return entetes
  // R-REC-119 — choix du portail : une lettre n’est un jour que parmi ses semblables, dans l’ordre de la semaine
  const colonnes = new Map([...entetes.colonnes].filter(([, at]) => !lettres.has(at)))
  const doubles = entetes.doubles.filter(({ at }) => !lettres.has(at))
  for (const [at, jour] of lettres) {
    if (colonnes.has(jour)) doubles.push({ cellule: celluleDe(entetes, at), colonne: jour, at })
    else colonnes.set(jour, at)
  }
  return { ...entetes, colonnes, doubles, inconnues: withoutPlaces(entetes.inconnues, new Set(lettres.keys())) }
}

/** The same header, with the columns of hours that are neither a day nor a free text: none of them is lost. */
function withDites<E extends Entetes<Cible>>(
  entetes: E,
  values: Sous['values'],
  estDit: (entete: string) => boolean,
): E {
  // R-REC-120 — choix du portail : des heures d’été ne valent pas toute l’année, même au-dessus des jours
  const ecartees = new Set(
    [...entetes.colonnes, ...entetes.doubles.map(({ colonne, at }) => [colonne, at] as const)].flatMap(([cible, at]) =>
      isDHeures(cible) && isSousReserve(entetes.libelles.get(at) ?? '') && !estDit(entetes.libelles.get(at) ?? '')
        ? [at]
        : [],
    ),
  )
  const muettes = [...entetes.colonnes].flatMap(([cible, at]) =>
    cible.startsWith('dits/') &&
    ((ditUneSaison(cible) && areDesCases(values(at))) || sontDesComptes(entetes.libelles.get(at) ?? '', values(at)))
      ? [at]
      : [],
  )
  const colonnes = new Map([...entetes.colonnes].filter(([, at]) => !ecartees.has(at) && !muettes.includes(at)))
  const doubles = entetes.doubles.filter(({ at }) => !ecartees.has(at))
  const prises = new Set([...colonnes.values(), ...doubles.map(({ at }) => at)])
  const hasJours = [...colonnes.keys()].some(isDHeures)
  const lues = new Set<number>()
  for (const [at, libelle] of entetes.libelles) {
    const isLaissee = prises.has(at) || estDit(libelle) || entetes.reservees?.has(at)
    const piece = isLaissee ? undefined : pieceDite(libelle, at, hasJours || ecartees.size > 0)
    if (piece === undefined || !(ecartees.has(at) || areDesHeures(values(at)))) continue
    if (sontDesComptes(libelle, values(at))) continue
    colonnes.set(piece, at)
    if (piece.startsWith('dits/')) lues.add(at)
  }
  const inconnues = [...withoutPlaces(entetes.inconnues, lues), ...muettes.map((at) => celluleDe(entetes, at))]
  return { ...entetes, colonnes, doubles, inconnues }
}

/** « Ouvert l’été » answered by yes or no holds no hours. */
const areDesCases = (textes: readonly string[]): boolean =>
  textes.length > 0 && textes.every((texte) => lireCase(texte) !== undefined)

function celluleDe({ libelles, ligne }: Entetes<Cible>, at: number): Cellule {
  const texte = libelles.get(at) ?? ''
  return { adresse: adresseDe(at, ligne), valeur: texte, texte }
}

const withoutPlaces = (
  inconnues: Entetes<Cible>['inconnues'],
  places: ReadonlySet<number>,
): Entetes<Cible>['inconnues'] => {
  const lettres = new Set([...places].map(lettresDe))
  return inconnues.filter(({ adresse }) => !lettres.has(adresse.replace(/\d+$/, '')))
}

const isFree = (colonnes: Colonnes, at: number): boolean => ![...colonnes.values()].includes(at)

/** « Lundi » beside « Lundi après-midi » is a piece of the day; « Ouverture lundi » alone is the day. */
function settleDay(colonnes: Colonnes, jour: Jour): void {
  const pieces = [...colonnes.keys()].filter((cible) => cible.startsWith(`horaire/${jour}/`))
  const [only] = pieces
  const at = colonnes.get(jour)
  if (at !== undefined && pieces.length > 0 && !colonnes.has(`horaire/${jour}/journee/plage`)) {
    colonnes.delete(jour)
    colonnes.set(`horaire/${jour}/journee/plage`, at)
  }
  // R-REC-112 — choix du portail : « ouverture » sans « fermeture » dit les heures entières, pas un bord
  if (at === undefined && pieces.length === 1 && only && /\/journee\/(?:ouverture|plage)$/.test(only)) {
    colonnes.set(jour, colonnes.get(only) ?? 0)
    colonnes.delete(only)
  }
}

type Sous = Readonly<{ libelles: ReadonlyMap<number, string>; values: (at: number) => readonly string[] }>

/** « Jours | Ouverture | Fermeture »: « Ouverture » is the hour that opens when « Fermeture » holds the hour that closes. */
function settleAllDays(colonnes: Colonnes, { libelles, values }: Sous): void {
  const at = colonnes.get('horairesTexte')
  const closing = colonnes.get('horaire/tous/journee/fermeture')
  if (at === undefined || closing === undefined) return
  const isOpening = pieceDHoraire(libelles.get(at) ?? '') === 'horaire/tous/journee/ouverture'
  if (!isOpening || !values(closing).every(isOneHour)) return
  colonnes.delete('horairesTexte')
  colonnes.set('horaire/tous/journee/ouverture', at)
}

/** The texts of a column under the header. */
const valuesBelow =
  (lignes: readonly Ligne[], entete: number) =>
  (at: number): readonly string[] =>
    lignes.flatMap(({ numero, cellules }) =>
      numero > entete
        ? cellules.flatMap(({ colonne, cellule }) =>
            colonne === at && clean(cellule.texte) !== '' ? [cellule.texte] : [],
          )
        : [],
    )

const isOneHour = (texte: string): boolean =>
  /^\d{1,2}( ?h)?( ?\d\d)?( ?\d\d)?$|^ferme/.test(fold(texte)) || /^0?[.,]\d+$/.test(clean(texte))

/** Whether these are hours and nothing else: a remark, a date or a telephone says nothing of the day beside it. */
function holdsHours(textes: readonly string[]): boolean {
  const lus = textes.map((texte) => readPlages(texte))
  return lus.every(({ ok }) => ok) && lus.some((lu) => lu.ok && typeof lu.value !== 'string')
}
