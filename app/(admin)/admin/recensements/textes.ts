/** What is said of an import as a whole. */
import type { VueDeLignes } from '#db/queries/apercu-d-import.ts'
import { formatNombre } from '#lib/documents/chiffres.ts'
import type { Statut } from '#lib/domain/guichet/recensement/comparaison.ts'
import type { Totaux } from '#lib/domain/guichet/recensement/examen.ts'

export const ETATS_D_IMPORT = {
  recu: 'Reçu, pas encore lu',
  lu: 'Lu, à publier',
  illisible: 'Pas lisible',
  publie: 'Publié',
  annule: 'Annulé',
  abandonne: 'Abandonné',
} as const

/** « 1 ligne », « 3 lignes ». */
export const plural = (count: number, one: string, many: string): string =>
  `${formatNombre(count)} ${count > 1 ? many : one}`

/** Labels of each view of the rows, in the order in which they ask for attention. */
const VUES: readonly (readonly [statut: Exclude<Statut, 'ignore'>, label: (count: number) => string])[] = [
  ['refuse', (count) => `${formatNombre(count)} à corriger`],
  ['nouveau', (count) => plural(count, 'nouvelle', 'nouvelles')],
  ['modifie', (count) => plural(count, 'modifiée', 'modifiées')],
  ['inchange', (count) => `${formatNombre(count)} sans changement`],
]

type Vue = Readonly<{ code: VueDeLignes; libelle: string }>

/** The views that hold something: by state, then what is accepted but to look at, and what was corrected here. */
export function listVues(
  totaux: Totaux | null,
  apercu: Readonly<{ aVerifier: number; corrigees: number }> | undefined,
): readonly Vue[] {
  const { aVerifier = 0, corrigees = 0 } = apercu ?? {}
  const parEtat = VUES.flatMap(([code, label]): (Vue & Readonly<{ nombre: number }>)[] => {
    const nombre = totaux?.[code] ?? 0
    return [{ code, libelle: label(nombre), nombre }]
  })
  const [aCorriger, ...autres] = parEtat
  return [
    ...(aCorriger ? [aCorriger] : []),
    { code: 'a-verifier' as const, libelle: `${formatNombre(aVerifier)} à vérifier`, nombre: aVerifier },
    ...autres,
    { code: 'corrigees' as const, libelle: plural(corrigees, 'corrigée ici', 'corrigées ici'), nombre: corrigees },
  ].filter(({ nombre }) => nombre > 0)
}

/** What a publication did: of a file of which no row could appear, it only withdrew what was ticked. */
export const phraseDePublication = (totaux: Totaux | null): string =>
  totaux && totaux.nouveau + totaux.modifie + totaux.inchange === 0
    ? 'Le recensement est publié : les points que vous avez cochés sont retirés.'
    : 'Le recensement est publié : le public voit ces points.'

/** « 3 cellules corrigées ici, par Anne Fictive (2) et Paul Fictif (1). » */
export function resumeDesCorrections(
  parAuteur: readonly Readonly<{ auteur: string | null; nombre: number }>[],
): string {
  const total = parAuteur.reduce((sum, { nombre }) => sum + nombre, 0)
  const noms = parAuteur.map(({ auteur, nombre }) => {
    const nom = auteur ?? 'la ligne de commande'
    return parAuteur.length > 1 ? `${nom} (${formatNombre(nombre)})` : nom
  })
  const list = new Intl.ListFormat('fr', { type: 'conjunction' }).format(noms)
  return `${plural(total, 'cellule corrigée ici', 'cellules corrigées ici')}, par ${list}. Votre fichier reste tel que vous l’avez envoyé.`
}

/** « 48 lignes : 3 à corriger, 5 nouvelles, 9 modifiées, 31 sans changement ». */
export function resumeDesTotaux(totaux: Totaux): string {
  const parts = VUES.flatMap(([statut, label]) => (totaux[statut] > 0 ? [label(totaux[statut])] : []))
  const total = totaux.nouveau + totaux.modifie + totaux.inchange + totaux.refuse
  return `${plural(total, 'ligne', 'lignes')}${parts.length > 0 ? ` : ${parts.join(', ')}` : ''}`
}
