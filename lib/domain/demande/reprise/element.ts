/**
 * One element of an interface file of the SNE, without its prefix: coded values are empty elements with a code. What
 * was read of it is marked, so that what nobody reads is kept beside the demande and never lost.
 */
export type Element = Readonly<{ nom: string; code: string | null; texte: string; enfants: readonly Element[] }>

/** A leaf that no field takes: where it stood and what it said. */
export type Autre = Readonly<{ chemin: string; valeur: string }>

const OUI_NON: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
])

/** Reads elements by their path and remembers which. */
export function openElement(racine: Element) {
  const lus = new Set<Element>()
  const find = (sous: Element, chemin: string): Element | undefined =>
    chemin.split('/').reduce<Element | undefined>((at, nom) => at?.enfants.find((enfant) => enfant.nom === nom), sous)
  return {
    /** The text of the first such element; null when it is absent or empty. */
    texte(sous: Element | undefined, chemin: string): string | null {
      const found = sous && find(sous, chemin)
      if (!found) return null
      lus.add(found)
      return found.texte.trim() || null
    },
    /** The code of the first such element. */
    code(sous: Element | undefined, chemin: string): string | null {
      const found = sous && find(sous, chemin)
      // A code that is not where a code stands (its text, say) was not read: it stays among the others.
      if (!found || found.code === null) return null
      lus.add(found)
      return found.code
    },
    /** « true » and « false » of XML Schema, and their digits; anything else was not read. */
    ouiNon(sous: Element | undefined, chemin: string): boolean | null {
      const found = sous && find(sous, chemin)
      const dit = OUI_NON.get(found?.texte.trim() ?? '')
      if (!found || dit === undefined) return null
      lus.add(found)
      return dit
    },
    un: (sous: Element | undefined, chemin: string): Element | undefined => sous && find(sous, chemin),
    /** The elements of a list, by its path and the name of one. */
    liste(sous: Element | undefined, chemin: string, nom: string): readonly Element[] {
      const found = sous && find(sous, chemin)
      return found ? found.enfants.filter((enfant) => enfant.nom === nom) : []
    },
    /** The codes of the elements of a list. */
    codes(sous: Element | undefined, chemin: string, nom: string): readonly string[] {
      const found = sous && find(sous, chemin)
      return (found?.enfants ?? []).flatMap((enfant) => {
        if (enfant.nom !== nom || enfant.code === null) return []
        lus.add(enfant)
        return [enfant.code]
      })
    },
    /** Every leaf that says something and that nobody asked for. */
    autres(): readonly Autre[] {
      const found: Autre[] = []
      const walk = (element: Element, chemin: string): void => {
        const valeur = element.code ?? element.texte.trim()
        if (element.enfants.length === 0 && valeur && !lus.has(element)) found.push({ chemin, valeur })
        for (const enfant of element.enfants) walk(enfant, chemin ? `${chemin}/${enfant.nom}` : enfant.nom)
      }
      walk(racine, '')
      return found
    },
  }
}
/** `fuseau`: of the territory of the demande, on whose clocks its days are. */
export type Lecteur = ReturnType<typeof openElement> & Readonly<{ fuseau: string }>
