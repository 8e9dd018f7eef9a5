/** Tables with one row for each day of a point: the rows of one point are one, whose hours are those of all its days. */
import type { Cellule, Ligne } from './classeur.ts'
import type { ColonneDePoint } from './colonnes.ts'
import { areDesJours } from './horaires-dits.ts'
import { joinHoraires } from './horaires-joints.ts'
import { readJour } from './jours.ts'
import { type Cible, PIECES_DE_VOIE } from './pieces.ts'
import { clean, fold } from './texte.ts'

type Places = Readonly<{
  /** What the headers name, and where each column of the model is to be read, put together or not. */
  cibles: ReadonlyMap<Cible, number>
  colonnes: ReadonlyMap<ColonneDePoint, number>
}>

/** What tells one point from another: all the rest may be said on any of its rows. */
const IDENTITE: readonly Cible[] = [
  ...(['nom', 'identifiant', 'canal', 'codeGuichet', 'voie', ...PIECES_DE_VOIE, 'codePostal', 'commune'] as const),
  ...(['codeInsee', 'codePostalEtCommune', 'latitude', 'longitude', 'x', 'y', 'coordonnees'] as const),
]
/** Rows that one point may have: each day in the morning, in the afternoon and for another service. */
const LIGNES_MAX = 21
const DES_HEURES = /^(?:horaire|dits|proches|douteux)\/|^horairesTexte$/

const texteA = ({ cellules }: Ligne, at: number | undefined): string =>
  clean(cellules.find(({ colonne }) => colonne === at)?.cellule.texte ?? '')

const MOITIES = /(?:^| )(?:matin|matinee|apres midi|apm|aprem|soir|soiree|journee)s?(?= |$)/g
const sontDesJours = (texte: string): boolean => areDesJours(fold(texte).replace(MOITIES, '').trim())

/** The rows as points, and how many rows were joined to another; the same rows where no column says the day. */
export function joinJours(
  lignes: readonly Ligne[],
  { cibles, colonnes }: Places,
): Readonly<{ lignes: readonly Ligne[]; reunies: number }> {
  const [jours, nom, texte] = [cibles.get('jours'), cibles.get('nom'), colonnes.get('horairesTexte')]
  if (jours === undefined || nom === undefined || texte === undefined) return { lignes, reunies: 0 }
  const heures = [...cibles].flatMap(([cible, at]) => (DES_HEURES.test(cible) ? [at] : []))
  const autres = [...cibles.values()].filter((at) => at !== jours && !heures.includes(at))
  const identite = IDENTITE.flatMap((cible) => cibles.get(cible) ?? [])
  const groupes: Ligne[][] = []
  // Looked up, and not searched: thousands of rows may be called « Mairie ».
  const parIdentite = new Map<string, Ligne[]>()
  let precedent: Ligne[] | undefined
  for (const ligne of lignes) {
    const cle = JSON.stringify(identite.map((at) => fold(texteA(ligne, at))))
    // R-REC-150 — choix du portail : deux points de même nom et de même adresse, aux jours partagés, n’en sont qu’un
    const meme = texteA(ligne, nom) === '' ? undefined : parIdentite.get(cle)
    // R-REC-121 — choix du portail : un jour par ligne, sous un même nom et une même adresse, ne fait qu’un point
    const groupe = [
      ...(precedent && isSuite(precedent, ligne) ? [precedent] : []),
      ...(meme && [...meme, ligne].some((une) => texteA(une, jours) !== '') ? [meme] : []),
    ].find((un) => un.length < LIGNES_MAX)
    precedent = groupe ?? [ligne]
    if (groupe) groupe.push(ligne)
    else groupes.push(precedent)
    parIdentite.set(cle, precedent)
  }
  /** Whether a row of days goes on with the rows just above, which may have said what it leaves out. */
  function isSuite(groupe: readonly Ligne[], ligne: Ligne): boolean {
    if (![...groupe.slice(0, 1), ligne].every((une) => sontDesJours(texteA(une, jours)))) return false
    if (autres.every((at) => texteA(ligne, at) === '')) return ligne.numero === (groupe.at(-1)?.numero ?? 0) + 1
    const dit = texteA(ligne, nom)
    if (dit === '' || fold(dit) !== fold(texteA(groupe[0] ?? ligne, nom))) return false
    return identite.every((at) =>
      isSame(
        texteA(ligne, at),
        groupe.map((une) => texteA(une, at)),
      ),
    )
  }
  return {
    lignes: groupes.map((groupe) => joinGroupe(groupe, { texte, heures, jour: cibles.get('misAJourLe') })),
    reunies: lignes.length - groupes.length,
  }
}

/** Two texts of one column say one thing when they are the same, or when one of them says nothing. */
const isSame = (texte: string, avant: readonly string[]): boolean =>
  texte === '' || avant.every((un) => un === '' || fold(un) === fold(texte))

function joinGroupe(
  groupe: readonly Ligne[],
  { texte, heures, jour }: Readonly<{ texte: number; heures: readonly number[]; jour: number | undefined }>,
): Ligne {
  const [premiere] = groupe
  if (!premiere || groupe.length === 1) return premiere ?? { numero: 0, cellules: [] }
  const cellules = new Map<number, Cellule>()
  for (const ligne of groupe)
    for (const { colonne, cellule } of ligne.cellules) {
      const avant = cellules.get(colonne)
      const [un, autre] = [avant, cellule].map((une) => clean(une?.texte ?? '')).filter((dit) => dit !== '')
      if (!avant || clean(avant.texte) === '') cellules.set(colonne, cellule)
      // Two telephones for one point: both are shown, and the reader of the column asks which.
      else if (autre !== undefined && fold(un ?? '') !== fold(autre ?? ''))
        cellules.set(colonne, joinCellules(avant, `${un} ; ${autre}`))
    }
  const ancienne = jour === undefined ? undefined : plusAncienne(groupe, jour)
  if (jour !== undefined && ancienne) cellules.set(jour, ancienne)
  const dites = groupe.filter((ligne) => heures.some((at) => texteA(ligne, at) !== ''))
  // Days alone are kept, to be checked: their hours may stand where nobody reads them.
  const lues = (dites.length > 0 ? dites : groupe).flatMap(({ cellules: own }) =>
    own.filter(({ colonne }) => colonne === texte),
  )
  const [debut] = lues
  if (debut) {
    const joint = joinHoraires(lues.map(({ cellule }) => cellule.texte))
    cellules.set(texte, joinCellules(debut.cellule, joint))
  } else cellules.delete(texte)
  return { numero: premiere.numero, cellules: [...cellules].map(([colonne, cellule]) => ({ colonne, cellule })) }
}

/** The oldest day of a column; undefined when one of its cells is not read as a day. */
// R-REC-151 — choix du portail : les jours d’un point valent tous depuis la plus ancienne de leurs mises à jour
function plusAncienne(groupe: readonly Ligne[], at: number): Cellule | undefined {
  const dits = groupe.flatMap(({ cellules }) =>
    cellules.flatMap(({ colonne, cellule }) =>
      colonne === at && clean(cellule.texte) !== '' ? [{ cellule, jour: readJour(cellule) }] : [],
    ),
  )
  const [ancien] = dits.flatMap(({ jour }) => jour ?? []).toSorted()
  return dits.every(({ jour }) => jour) ? dits.find(({ jour }) => jour === ancien)?.cellule : undefined
}

const joinCellules = ({ adresse }: Cellule, texte: string): Cellule => ({ adresse, valeur: texte, texte })
