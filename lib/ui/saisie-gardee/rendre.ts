/** Gives the server what waits in the browser of a page that is not this one. */
import { ecrireFrappe, type Frappe, type FrappesRecues } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import type { Coffre, Lue } from './coffre.ts'
import { frappeDe, type PageSuivie, resteDe } from './frappes.ts'

/** What a page sends of what is typed, which page it was typed on, and how far that page is. */
export const corpsDe = (
  champs: Readonly<Record<string, string>>,
  page: PageSuivie,
  frappe: Frappe | undefined,
): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ...champs, ...page, ...(frappe && ecrireFrappe(frappe)) }),
})

/** Whether the server has it; null: it says what is registered already. */
export const isGarde = (dit: unknown): dit is Readonly<{ enregistre: string | null; nouvelle?: unknown }> =>
  typeof dit === 'object' &&
  dit !== null &&
  'enregistre' in dit &&
  (typeof dit.enregistre === 'string' || dit.enregistre === null)

export const isMemePage = (a: PageSuivie, b: PageSuivie): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * Texts of a page of before that no field of this one takes; `effacer`: they wait no more. `isSu`: the server has none of
 * them; of a text without its number, nobody knows.
 */
export type TextesDAvant = Readonly<{
  isSu: boolean
  textes: readonly Readonly<{ cle: string; libelle: string; texte: string }>[]
  effacer: () => void
}>

/** What is left of these entries, as people read it; undefined when nothing is. */
export function montrerLues(lues: readonly Lue[], recues: FrappesRecues): TextesDAvant | undefined {
  const textes = lues.flatMap((lue, rang) =>
    Object.entries(resteDe(lue, recues)).map(([nom, texte]) => ({
      cle: `${rang} ${nom}`,
      // An entry of before keeps no word of its field.
      ...(lue.mots?.[nom] ?? { libelle: 'Une réponse', texte }),
    })),
  )
  if (textes.length === 0) return undefined
  return {
    textes,
    isSu: lues.every((lue) =>
      Object.keys(resteDe(lue, recues)).every((nom) => frappeDe(lue) !== undefined && lue.rangs?.[nom] !== undefined),
    ),
    effacer: () => {
      for (const lue of lues) lue.oublier()
    },
  }
}

type Rendu = Readonly<{
  /** The server took something that this page does not show. */
  isRendu: boolean
  /** What it does not take: it stays in the browser, for its person to copy. */
  refusees: readonly Lue[]
}>

/**
 * What was typed on a page of before may be about others than this one: it goes to no field, and the server says where it
 * belongs.
 */
export async function rendreLesAutresPages(
  coffre: Coffre,
  { adresse, page, recues }: Readonly<{ adresse: string; page: PageSuivie; recues: FrappesRecues }>,
): Promise<Rendu> {
  let isRendu = false
  const refusees: Lue[] = []
  for (const lue of await coffre.lire()) {
    if (isMemePage(lue.page, page)) continue
    const reste = resteDe(lue, recues)
    if (Object.keys(reste).length === 0) {
      lue.oublier()
      continue
    }
    const reponse = await fetch(adresse, corpsDe(reste, lue.page, frappeDe(lue)))
    if (!reponse.ok) continue
    if (!isGarde(await reponse.json())) {
      refusees.push(lue)
      continue
    }
    lue.oublier()
    isRendu = true
  }
  return { isRendu, refusees }
}
