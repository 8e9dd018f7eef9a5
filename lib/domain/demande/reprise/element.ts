/**
 * One element of an interface file of the SNE, without its prefix: coded values are empty elements with a code. What
 * was read of it is marked, so that what nobody reads is kept beside the demande and never lost. `attributs`: those
 * that it has besides its code, which a software adds for people.
 */
export type Element = Readonly<{
  nom: string
  code: string | null
  texte: string
  enfants: readonly Element[]
  attributs?: Readonly<Record<string, string>>
}>

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
  /** Elements of which the text was read, and of which the code was. */
  const lus = { texte: new Set<Element>(), code: new Set<Element>() }
  const codeDe = (found: Element): string | null => {
    if (found.code !== null) lus.code.add(found)
    return found.code
  }
  const find = (sous: Element, chemin: string): Element | undefined =>
    chemin.split('/').reduce<Element | undefined>((at, nom) => at?.enfants.find((enfant) => enfant.nom === nom), sous)
  return {
    /** The text of the first such element; null when it is absent or empty. */
    texte(sous: Element | undefined, chemin: string): string | null {
      const found = sous && find(sous, chemin)
      if (!found) return null
      lus.texte.add(found)
      return found.texte.trim() || null
    },
    /** The code of the first such element. */
    code(sous: Element | undefined, chemin: string): string | null {
      const found = sous && find(sous, chemin)
      // A code that is not where a code stands (its text, say) was not read: it stays among the others.
      return found ? codeDe(found) : null
    },
    /** The code of the element itself. */
    codeDe,
    /** « true » and « false » of XML Schema, and their digits; anything else was not read. */
    ouiNon(sous: Element | undefined, chemin: string): boolean | null {
      const found = sous && find(sous, chemin)
      const dit = OUI_NON.get(found?.texte.trim() ?? '')
      if (!found || dit === undefined) return null
      lus.texte.add(found)
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
        const code = enfant.nom === nom ? codeDe(enfant) : null
        return code === null ? [] : [code]
      })
    },
    /** Everything that says something and that nobody asked for. */
    autres(): readonly Autre[] {
      const found: Autre[] = []
      const walk = (element: Element, chemin: string): void => {
        const { code, attributs = {}, enfants } = element
        const texte = element.texte.trim()
        // R-REP-20 — choix du portail : d’un élément codé, un libellé qui redit son code ne dit rien de plus
        const dits = new Set([code ?? '', ...(lus.texte.has(element) ? [texte] : [])])
        const keep = (ou: string, valeur: string) => {
          if (valeur && !dits.has(valeur)) found.push({ chemin: ou, valeur })
          dits.add(valeur)
        }
        if (code && !lus.code.has(element)) found.push({ chemin, valeur: code })
        keep(chemin, texte)
        for (const [nom, valeur] of Object.entries(attributs)) keep(`${chemin}@${nom}`, valeur.trim())
        for (const enfant of enfants) walk(enfant, chemin ? `${chemin}/${enfant.nom}` : enfant.nom)
      }
      walk(racine, '')
      return found
    },
  }
}
/** `fuseau`: of the territory of the demande, on whose clocks its days are. */
export type Lecteur = ReturnType<typeof openElement> & Readonly<{ fuseau: string }>
