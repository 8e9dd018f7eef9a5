/** Two columns of one name: where their titles tell which is of the place that receives people, that one is read. */
import { isDuPlacement, type Plan, voieDe } from './blocs-d-adresse.ts'
import { adresseDe } from './classeur.ts'
import { JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import type { Entetes } from './entetes.ts'
import { type Cible, PIECES_DE_COMPLEMENT, PIECES_DE_VOIE } from './pieces.ts'
import { fold } from './texte.ts'

const DU_LIEU: ReadonlySet<Cible> = new Set<Cible>([
  ...(['voie', 'nomDeVoie', 'complement', 'codePostal', 'commune', 'codeInsee', 'codePostalEtCommune'] as const),
  ...PIECES_DE_VOIE,
  ...PIECES_DE_COMPLEMENT,
])
const DES_HEURES: ReadonlySet<string> = new Set(['horairesTexte', ...JOURS_DE_LA_SEMAINE])

/** How far the words of a header are from the place where people are received. */
function poidsDe(libelle: string, cible: Cible): number {
  // « Code postal » and « Boîte postale » say nothing of a postal address.
  const plie = fold(libelle).replace(/(?:code|boite) postale?/g, '')
  if (DES_HEURES.has(cible) || cible.startsWith('horaire/')) return /telephoni/.test(plie) ? -1 : 0
  if (!DU_LIEU.has(cible)) return 0
  if (/(?:^| )(?:postale?|siege|courrier|correspondance)(?= |$)/.test(plie)) return -1
  return /(?:^| )(?:guichet|physique|accueil|lieu d accueil)(?= |$)/.test(plie) ? 1 : 0
}

/** The columns that each target may be read in, and how far the words of each are from the place. */
type Choix = Readonly<{
  candidates: (cible: Cible) => readonly number[]
  poids: (at: number, cible: Cible) => number
  /** Whether the centre said what this column is, and no other one has its words. */
  estDitSeul: (at: number, cible: Cible) => boolean
}>

/**
 * The same header, each column said twice being the one of the place; the same object where nothing changes. A part of
 * an address that nothing ties to the street that is read stays among `doubles`, and no column stands for it.
 */
export function preferColonnes<E extends Entetes<Cible>>(entetes: E, estDit: (entete: string) => boolean): E {
  const colonnes = new Map(entetes.colonnes)
  const libelle = (at: number) => entetes.libelles.get(at) ?? ''
  const candidates = (cible: Cible): number[] => [
    ...new Set([
      ...[entetes.colonnes.get(cible) ?? []].flat(),
      ...entetes.doubles.flatMap(({ colonne, at }) => (colonne === cible ? [at] : [])),
    ]),
  ]
  const poids = (at: number, cible: Cible) => poidsDe(libelle(at), cible)
  for (const cible of new Set(entetes.doubles.map(({ colonne }) => colonne))) {
    const ats = candidates(cible)
    if (ats.some((at) => estDit(libelle(at)))) continue
    const best = Math.max(...ats.map((at) => poids(at, cible)))
    const at = colonnes.get(cible)
    // R-TAB-19 — choix du portail : de deux adresses, ou de deux horaires, paraît ce qui est dit du lieu d’accueil
    if (at !== undefined && poids(at, cible) < best)
      colonnes.set(cible, ats.find((one) => poids(one, cible) === best) ?? at)
  }
  const estDitSeul = (at: number, cible: Cible) =>
    estDit(libelle(at)) && candidates(cible).every((one) => one === at || fold(libelle(one)) !== fold(libelle(at)))
  followVoie(colonnes, { candidates, poids, estDitSeul })
  return withPlaces(entetes, colonnes)
}

/** The header whose columns are these; what was read and is no more is said among its doubles. */
function withPlaces<E extends Entetes<Cible>>(entetes: E, colonnes: ReadonlyMap<Cible, number>): E {
  const changed = [...entetes.colonnes].filter(([cible, at]) => colonnes.get(cible) !== at)
  if (changed.length === 0 && colonnes.size === entetes.colonnes.size) return entetes
  const cellules = new Map(entetes.doubles.map(({ at, cellule }) => [at, cellule]))
  const laissees = changed.map(([colonne, at]) => {
    const texte = entetes.libelles.get(at) ?? ''
    return {
      colonne,
      at,
      cellule: cellules.get(at) ?? { adresse: adresseDe(at, entetes.ligne), valeur: texte, texte },
    }
  })
  const restees = entetes.doubles.filter(({ colonne, at }) => colonnes.get(colonne) !== at)
  return { ...entetes, colonnes, doubles: [...restees, ...laissees].toSorted((a, b) => a.at - b.at) }
}

/** Of several streets of different kinds, the postcode, the town and the complement are those of the one that is read. */
function followVoie(colonnes: Map<Cible, number>, choix: Choix): void {
  const { candidates, poids, estDitSeul } = choix
  const rue = (['voie', 'nomDeVoie'] as const).find((cible) => candidates(cible).length > 1)
  const voie = rue && colonnes.get(rue)
  if (rue === undefined || voie === undefined) return
  const voies = candidates(rue).toSorted((a, b) => a - b)
  const sens = poids(voie, rue)
  if (voies.every((one) => poids(one, rue) === sens)) return
  const parts = new Map([...DU_LIEU].flatMap((cible) => candidates(cible).map((at) => [at, cible] as const)))
  const plan: Plan = { parts, voies }
  const suivantes = [...DU_LIEU].filter((cible) => cible !== 'voie' && cible !== 'nomDeVoie')
  const hasDeux = suivantes.some((cible) => isDuPlacement(cible) && candidates(cible).length > 1)
  for (const cible of suivantes) {
    const ats = candidates(cible)
    const at = colonnes.get(cible)
    if (ats.length === 0 || (at !== undefined && estDitSeul(at, cible))) continue
    const admises = ats.filter((one) => poids(one, cible) === 0 || poids(one, cible) === (sens || 1))
    const dites = admises.filter((one) => sens !== 0 && poids(one, cible) === sens)
    const siennes = dites.length > 0 ? dites : admises.filter((one) => voieDe(plan, one) === voie)
    // One town for the whole row is that of each of its streets; one that touches another street, beside two, is not.
    const [seule] = admises
    const isPartagee =
      admises.length === 1 &&
      seule !== undefined &&
      (voieDe(plan, seule) === 'aucune' || (isDuPlacement(cible) && !hasDeux))
    // Two towns after the street that is read: nothing tells which one is its own.
    const isSure = siennes.length === 1 || dites.length > 0
    const retenues = isSure ? siennes : isPartagee ? [seule] : []
    const [retenue] = at !== undefined && retenues.includes(at) ? [at] : retenues
    // R-TAB-19 — choix du portail : la ville d’une adresse ne se donne jamais à la rue d’une autre
    if (retenue === undefined) colonnes.delete(cible)
    else colonnes.set(cible, retenue)
  }
}
