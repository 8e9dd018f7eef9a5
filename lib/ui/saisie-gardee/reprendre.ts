/** Takes up, on a page that opens, what waits in the browser of the same page left before. */
import type { FrappesRecues } from '#lib/domain/demande/formulaire/renouvellement/frappe.ts'
import { enMots, isMemeTexte, montre, remettre } from './champs-du-dom.ts'
import type { Coffre, Lue } from './coffre.ts'
import { type EnMots, type Frappes, type PageSuivie, resteDe } from './frappes.ts'
import { isMemePage } from './rendre.ts'

/** `nom`: of the field; two may have one label. */
export type Ecarte = EnMots & Readonly<{ nom: string }>

type Reprise = Readonly<{
  coffre: Coffre
  form: HTMLFormElement | null
  page: PageSuivie
  recues: FrappesRecues
  frappes: Frappes
  /** Keeps what waits on this page; whether the browser took it. */
  retenir: () => Promise<boolean>
  /** The page is left, or what waits is given up. */
  isArrete: () => boolean
}>
type Repris = Readonly<{
  /** What gives way to what another device wrote since. */
  ecartes: readonly Ecarte[]
  /** What was typed on another page, which has its own persons and its own year. */
  dAvant: readonly Lue[]
}>

export async function reprendre({ coffre, form, page, recues, frappes, retenir, isArrete }: Reprise): Promise<Repris> {
  const ecartes: Ecarte[] = []
  const dAvant: Lue[] = []
  for (const lue of await coffre.lire()) {
    if (isArrete()) break
    const reste = resteDe(lue, recues)
    if (!isMemePage(lue.page, page)) {
      if (Object.keys(reste).length > 0) dAvant.push(lue)
      else lue.oublier()
      continue
    }
    for (const [nom, texte] of Object.entries(reste)) {
      const [dits, ici] = [lue.siens?.[nom], montre(form, nom)]
      // It went as its page closed, and nobody read the answer.
      if (ici !== undefined && isMemeTexte(ici, texte)) continue
      if (dits && ici !== undefined && !dits.some((dit) => isMemeTexte(dit, ici))) {
        const ecarte = enMots(form, nom, texte)
        if (ecarte) ecartes.push({ nom, ...ecarte })
        continue
      }
      for (const dit of [...(dits ?? []), ici ?? '']) frappes.noter(nom, dit)
      if (!frappes.attente.has(nom)) frappes.attendre(nom, texte, lue.mots?.[nom])
      remettre(form, nom, frappes.attente.get(nom) ?? texte)
    }
    if (await retenir()) lue.oublier()
  }
  return { ecartes, dAvant }
}
