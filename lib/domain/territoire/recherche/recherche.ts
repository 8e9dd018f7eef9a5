/**
 * The search of communes, as people type: names with or without accents, hyphens and articles, `st` for `saint`, one
 * typing error, former names, postcodes, INSEE codes, and a département to tell homonyms apart (« st jeannet 06 »).
 */
import { parseCodeInsee } from '../code-insee.ts'
import type { CommuneCherchee, IndexDeRecherche } from './index-de-recherche.ts'
import { type Filtre, gather, type Quete, RANG } from './recolte.ts'
import { compactKey, readRequete, withoutLastSmallWords } from './texte.ts'

/** Why a commune was found: by its name, a former name or part of it, one of its codes, or its département. */
export const MOTIFS = [
  'nom',
  'ancien-nom',
  'ancien-code',
  'deleguee',
  'associee',
  'arrondissement',
  'code-postal',
  'code-insee',
  'departement',
] as const
export type Motif = (typeof MOTIFS)[number]

export type ResultatDeRecherche = CommuneCherchee &
  Readonly<{
    /** Why it was found. */
    motif: Motif
    /** The former name, or the name of the part of the commune, that was found. */
    ancienNom?: string
    /** The code that was found, when it is not the name. */
    code?: string
    /** The name is only near what was typed. */
    approche: boolean
  }>

type Trouvee = Readonly<{ commune: CommuneCherchee; motif: Motif; ancienNom?: string; code?: string; rang: number }>

/** The communes that a text may mean, best first, each once; none for a text that means nothing. */
export function searchCommunes(index: IndexDeRecherche, texte: string, limite = 10): ResultatDeRecherche[] {
  const requete = readRequete(texte)
  const [code] = requete.codes
  const trouvees =
    requete.mots.length === 0
      ? searchCodes(index, requete.codes, limite)
      : code === undefined
        ? searchWords(index, requete.mots, limite)
        : searchQualified(index, { mots: requete.mots, tout: requete.tout, code }, limite)
  const seen = new Set<string>()
  const results: ResultatDeRecherche[] = []
  for (const { commune, rang, ...why } of trouvees) {
    if (results.length >= limite) break
    if (seen.has(commune.codeInsee)) continue
    seen.add(commune.codeInsee)
    results.push({ ...commune, ...why, approche: rang === RANG.proche || rang >= RANG.debutProche })
  }
  return results
}

/** Ranked names as findings; `worse` lowers them all, keeping their order. */
function findNames(index: IndexDeRecherche, quete: Quete, worse = 0): Trouvee[] {
  return [...gather(index, quete).rangs]
    .map(([id, rang]) => ({ id, rang: rang + worse }))
    .sort((a, b) => a.rang - b.rang || a.id - b.id)
    .flatMap(({ id, rang }): Trouvee[] => {
      const name = index.noms[id]
      if (!name) return []
      const { commune, nature, nom } = name
      return [{ commune, motif: nature, rang, ...(nature === 'nom' ? {} : { ancienNom: nom }) }]
    })
}

const inDepartement =
  (departement: string): Filtre =>
  (commune) =>
    commune.departement === departement

/** Words alone: a name, or a name and a département: « Foix Ariège ». */
function searchWords(index: IndexDeRecherche, mots: readonly string[], limite: number): Trouvee[] {
  const trouvees = findNames(index, { words: mots, filtre: null, limite })
  const whole = index.departements.get(compactKey(mots))
  if (whole) {
    trouvees.push(...listDepartement(index, whole, limite))
    return trouvees
  }
  // The longest name first: « Annecy Haute-Savoie » is not in Savoie.
  for (let start = 1; start < mots.length; start++) {
    const departement = index.departements.get(compactKey(mots.slice(start)))
    if (!departement) continue
    const nom = withoutLastSmallWords(mots.slice(0, start))
    // Half a rank below: a name written in full wins over a name and a département.
    const qualified = findNames(index, { words: nom, filtre: inDepartement(departement), limite }, 0.5)
    if (qualified.length > 0) return [...trouvees, ...qualified].sort((a, b) => a.rang - b.rang)
  }
  return trouvees
}

const listDepartement = (index: IndexDeRecherche, departement: string, limite: number): Trouvee[] =>
  (index.parDepartement.get(departement) ?? [])
    .slice(0, limite)
    .map((commune) => ({ commune, motif: 'departement', rang: RANG.debut }))

/** A name and a code that says where: « st jeannet 06 », « 09000 Foix », « Paris 15 ». */
function searchQualified(
  index: IndexDeRecherche,
  { mots, tout, code }: { mots: readonly string[]; tout: readonly string[]; code: string },
  limite: number,
): Trouvee[] {
  const arrondissement = findNames(index, { words: tout, filtre: null, limite }).filter(
    ({ rang }) => rang <= RANG.ancienExact,
  )
  if (arrondissement.length > 0) return arrondissement
  const departement = code.length === 1 ? `0${code}` : code
  const codes = new Set((index.parCodePostal.get(code) ?? []).map(({ codeInsee }) => codeInsee))
  const here: Filtre = (commune) =>
    code.length >= 4
      ? codes.has(commune.codeInsee) ||
        commune.codeInsee === parseCodeInsee(code) ||
        commune.codesPostaux.some((codePostal) => codePostal.startsWith(code))
      : commune.departement === departement ||
        (code.length === 3 && commune.codesPostaux.some((codePostal) => codePostal.startsWith(code)))
  const filtered = findNames(index, { words: mots, filtre: here, limite })
  if (filtered.length > 0) return filtered
  // The code and the name disagree: both readings, the name first.
  return [...findNames(index, { words: mots, filtre: null, limite }), ...searchCodes(index, [code], limite)]
}

/** Digits alone. */
function searchCodes(index: IndexDeRecherche, codes: readonly string[], limite: number): Trouvee[] {
  return codes.flatMap((code): Trouvee[] => {
    const communesOf = (codePostal: string): Trouvee[] =>
      (index.parCodePostal.get(codePostal) ?? []).map((commune) => ({
        commune,
        motif: 'code-postal',
        code: codePostal,
        rang: RANG.exact,
      }))
    // R-TER-07 — choix du portail : five digits are read as a postcode first, then as an INSEE code.
    const completed = parseCodeInsee(code)
    const insee = completed ? index.parCodeInsee.get(completed) : undefined
    const byInsee: Trouvee[] = insee
      ? [
          {
            commune: insee.commune,
            motif: insee.ancienne?.nature ?? 'code-insee',
            ...(insee.ancienne?.nom ? { ancienNom: insee.ancienne.nom } : {}),
            code: completed ?? code,
            rang: RANG.exact,
          },
        ]
      : []
    // A postcode of forty communes leaves the last place to the INSEE code: both are shown. The only place is its own.
    const exact = [...communesOf(completed ?? code).slice(0, Math.max(1, limite - byInsee.length)), ...byInsee]
    if (code.length === 5) return exact
    const departement = index.parDepartement.has(code) ? code : `0${code}`
    const begun = index.codesPostaux.filter((codePostal) => codePostal.startsWith(code)).flatMap(communesOf)
    begun.sort((a, b) => b.commune.population - a.commune.population)
    return [...exact, ...listDepartement(index, departement, limite), ...begun]
  })
}
