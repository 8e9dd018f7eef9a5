/** What a misspelt header nearly names: « Telephne », « Addresse ». Said to the centre, which decides; never applied. */
import type { ColonneADonner } from './colonnes.ts'
import { NOMS_DES_PIECES } from './pieces.ts'
import { computeEcart } from './proche.ts'
import { isEnteteReserve } from './reserves.ts'
import { formesDEntete, NOMS_DES_COLONNES } from './synonymes.ts'
import { fold } from './texte.ts'

/** Letters that may be off in a header of this length: a short word is too near too many others. */
const toleranceDe = (entete: string): number => (entete.length < 5 ? 0 : entete.length < 8 ? 1 : 2)
const LONGUEUR_MAX = 60
const D_AUTRE_CHOSE = /(?:^| )(?:fax|telecopie|ancien(?:ne)?s?|siege|facturation)(?= |$)/

/** The one column, or piece, that these words nearly name; undefined when none is near, or when two are as near. */
export function proposeColonne(entete: string): ColonneADonner | undefined {
  const formes = new Set(formesDEntete(entete).filter((forme) => forme.length >= 2 && forme.length <= LONGUEUR_MAX))
  let best = Number.POSITIVE_INFINITY
  // « Inaccessible » is two letters from its contrary; « Téléphone (fax) » and « Adresse (ancienne) » are another's.
  if (/^(?:in|non )accessib/.test(formesDEntete(entete)[1]) || D_AUTRE_CHOSE.test(fold(entete))) return undefined
  // R-TAB-18 — RGPD, article 5 : ce qu’un en-tête dit interne, ou d’une personne, ne paraît pas sans qu’on le demande
  if (isEnteteReserve(entete)) return undefined
  const found = new Set<ColonneADonner>()
  for (const forme of formes) {
    const tolerance = toleranceDe(forme)
    for (const [nom, colonne] of [...NOMS_DES_COLONNES, ...NOMS_DES_PIECES]) {
      if (Math.abs(nom.length - forme.length) > tolerance) continue
      const ecart = computeEcart(forme, nom)
      if (ecart > tolerance || ecart > best) continue
      if (ecart < best) found.clear()
      best = ecart
      found.add(colonne)
    }
  }
  // R-REC-98 — choix du portail : un en-tête mal écrit se propose quand un seul nom en est proche, et ne se devine pas
  return found.size === 1 ? [...found][0] : undefined
}

/** The same for each of these headers; a column that another one is, or that two of them may be, is not proposed. */
export function proposeColonnes<E extends Readonly<{ entete: string }>>(
  entetes: readonly E[],
  prises: ReadonlySet<string>,
): (E & { proposee?: ColonneADonner })[] {
  const propositions = entetes.map(({ entete }) => proposeColonne(entete))
  return entetes.map((one, at) => {
    const proposee = propositions[at]
    const isAlone = proposee !== undefined && !prises.has(proposee)
    return isAlone && propositions.indexOf(proposee) === propositions.lastIndexOf(proposee) ? { ...one, proposee } : one
  })
}
