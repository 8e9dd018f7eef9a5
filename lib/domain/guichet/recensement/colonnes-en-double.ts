/** Two columns of one name: where their titles tell which is of the place that receives people, that one is read. */
import { adresseDe } from './classeur.ts'
import { JOURS_DE_LA_SEMAINE } from './colonnes.ts'
import type { Entetes } from './entetes.ts'
import type { Cible } from './pieces.ts'
import { fold } from './texte.ts'

const DU_LIEU: ReadonlySet<Cible> = new Set<Cible>([
  ...(['voie', 'nomDeVoie', 'complement', 'codePostal', 'commune', 'codeInsee', 'codePostalEtCommune'] as const),
])
const DES_HEURES: ReadonlySet<string> = new Set(['horairesTexte', ...JOURS_DE_LA_SEMAINE])

/** How far the words of a header are from the place where people are received. */
function poidsDe(libelle: string, cible: Cible): number {
  const plie = fold(libelle)
  if (DES_HEURES.has(cible) || cible.startsWith('horaire/')) return /telephoni/.test(plie) ? -1 : 0
  if (!DU_LIEU.has(cible)) return 0
  if (/(?:^| )(?:postale?|siege|courrier|correspondance)(?= |$)/.test(plie)) return -1
  return /(?:^| )(?:guichet|physique|accueil|lieu d accueil)(?= |$)/.test(plie) ? 1 : 0
}

/** The same header, each column said twice being the one of the place; the same object where nothing changes. */
export function preferColonnes<E extends Entetes<Cible>>(entetes: E, estDit: (entete: string) => boolean): E {
  const colonnes = new Map(entetes.colonnes)
  const libelle = (at: number) => entetes.libelles.get(at) ?? ''
  const candidates = (cible: Cible): number[] => [
    ...new Set([
      ...[entetes.colonnes.get(cible) ?? []].flat(),
      ...entetes.doubles.flatMap(({ colonne, at }) => (colonne === cible ? [at] : [])),
    ]),
  ]
  for (const cible of new Set(entetes.doubles.map(({ colonne }) => colonne))) {
    const ats = candidates(cible)
    if (ats.some((at) => estDit(libelle(at)))) continue
    const best = Math.max(...ats.map((at) => poidsDe(libelle(at), cible)))
    const at = colonnes.get(cible)
    // R-TAB-19 — choix du portail : de deux adresses, ou de deux horaires, paraît ce qui est dit du lieu d’accueil
    if (at !== undefined && poidsDe(libelle(at), cible) < best)
      colonnes.set(cible, ats.find((one) => poidsDe(libelle(one), cible) === best) ?? at)
  }
  placeAfter(colonnes, entetes, candidates)
  if ([...colonnes].every(([cible, at]) => entetes.colonnes.get(cible) === at)) return entetes
  const cellules = new Map(entetes.doubles.map(({ at, cellule }) => [at, cellule]))
  const doubles = entetes.doubles.map((double) => {
    const avant = entetes.colonnes.get(double.colonne)
    if (avant === undefined || colonnes.get(double.colonne) !== double.at) return double
    const texte = libelle(avant)
    const adresse = adresseDe(avant, entetes.ligne)
    return { ...double, at: avant, cellule: cellules.get(avant) ?? { adresse, valeur: texte, texte } }
  })
  return { ...entetes, colonnes, doubles }
}

/** The postcode and the town that follow the street that is read are its own, and not those of the one before it. */
function placeAfter(
  colonnes: Map<Cible, number>,
  entetes: Entetes<Cible>,
  candidates: (cible: Cible) => readonly number[],
): void {
  const [avant, voie] = [entetes.colonnes.get('voie'), colonnes.get('voie')]
  if (avant === undefined || voie === undefined || voie === avant) return
  for (const cible of DU_LIEU) {
    const at = colonnes.get(cible)
    const suivante = candidates(cible).find((one) => one > voie)
    if (cible !== 'voie' && at !== undefined && at > avant && at < voie && suivante !== undefined)
      colonnes.set(cible, suivante)
  }
}
