/** The commune of a row, agreed between its code, its name and its postcode: nothing is guessed in silence. */
import { listProches } from './proche.ts'
import { type Rang, withoutDecimals } from './rang.ts'
import type { CommuneConnue, CommuneTrouvee, Referentiel } from './referentiel.ts'
import type { Pourquoi, Proposition } from './remarques.ts'
import { foldCommune } from './texte.ts'

/** Proposals are few: a list of forty communes helps nobody. */
const PROPOSEES = 5

/** Five digits; a zero that a spreadsheet dropped is put back and shown. */
export function readCodePostal(rang: Rang, colonne: 'codePostal'): string | null {
  const typed = withoutDecimals(rang.texte(colonne)).replace(/\s/g, '').replace(/^F-/i, '')
  if (typed === '') return null
  if (/^\d{5}$/.test(typed)) return typed
  // R-REC-09 — recensement.md §2 : `1001` pour `01001`, un zéro perdu est rendu et montré
  if (/^[1-9]\d{3}$/.test(typed)) {
    rang.note(colonne, 'corrige', { code: 'zero-retabli', avant: typed, apres: `0${typed}` })
    return `0${typed}`
  }
  rang.note(colonne, 'refus', { code: 'code-postal-faux', valeur: typed })
  return null
}

/** Today's commune of a row, or null with the reason noted. `codePostal` is what `readCodePostal` gave. */
export function readCommune(rang: Rang, referentiel: Referentiel, codePostal: string | null): CommuneConnue | null {
  const nom = rang.texte('commune')
  const code = withoutDecimals(rang.texte('codeInsee'))
  const parCode = code === '' ? undefined : referentiel.parCode(code)
  if (code !== '' && !parCode) return readUnknownCode(rang, referentiel, { code, nom, codePostal })
  if (parCode) return readByCode(rang, referentiel, { parCode, code, nom, codePostal })
  if (nom === '') return null
  return readByName(rang, referentiel, { nom, codePostal })
}

const nameOf = (commune: CommuneConnue): string => `${commune.nom} (${commune.codeInsee})`
const rankOf = (nearest: readonly string[], commune: CommuneConnue): number => (nearest.includes(commune.nom) ? 0 : 1)
/** A commune by its code and its name together: both cells then agree. */
const proposeCommune = (rang: Rang, pourquoi: Pourquoi, commune: CommuneConnue): Proposition =>
  rang.propose(pourquoi, { codeInsee: commune.codeInsee, commune: commune.nom }, nameOf(commune))

type Lieu = Readonly<{ nom: string; code: string; codePostal: string | null }>

function readUnknownCode(rang: Rang, referentiel: Referentiel, lieu: Lieu): null {
  rang.note('codeInsee', 'refus', { code: 'code-insee-inconnu', valeur: lieu.code })
  if (lieu.nom !== '') readByName(rang, referentiel, lieu)
  return null
}

function readByCode(
  rang: Rang,
  referentiel: Referentiel,
  { parCode, code, nom, codePostal }: Lieu & Readonly<{ parCode: CommuneTrouvee }>,
): CommuneConnue | null {
  const { commune, ancien } = parCode
  const complete = code.replace(/\s/g, '').toUpperCase()
  if (complete.length === 4)
    rang.note('codeInsee', 'corrige', { code: 'zero-retabli', avant: code, apres: `0${complete}` })
  else if (ancien) rang.note('codeInsee', 'corrige', { code: 'commune-renommee', avant: complete, apres: commune.nom })
  const named = nom === '' ? [] : referentiel.parNom(nom)
  const agrees =
    nom === '' || foldCommune(nom) === foldCommune(commune.nom) || named.some((item) => item.commune === commune)
  if (!agrees) {
    // R-REC-10 — recensement.md §1 : le code l’emporte si le code postal lui donne raison ; sinon on montre les deux
    if (codePostal === null || !isPostcodeOf(referentiel, codePostal, commune)) {
      rang.note('commune', 'refus', { code: 'commune-contradictoire', parCode: nameOf(commune), parNom: nom }, [
        rang.propose('garder-le-code', { commune: commune.nom }, nameOf(commune)),
        ...named.map((item) => proposeCommune(rang, 'garder-le-nom', item.commune)),
      ])
      return null
    }
    rang.note('commune', 'corrige', { code: 'nom-suit-le-code', avant: nom, apres: commune.nom })
  } else if (nom !== '' && !ancien && foldCommune(nom) !== foldCommune(commune.nom)) {
    rang.note('commune', 'corrige', { code: 'commune-renommee', avant: nom, apres: commune.nom })
  }
  checkPostcode(rang, referentiel, { commune, nom, codePostal })
  return commune
}

function readByName(
  rang: Rang,
  referentiel: Referentiel,
  { nom, codePostal }: Pick<Lieu, 'nom' | 'codePostal'>,
): CommuneConnue | null {
  const named = referentiel.parNom(nom)
  if (named.length === 0) {
    const served = codePostal === null ? [] : referentiel.parCodePostal(codePostal)
    const nearest = listProches(
      nom,
      served.map((commune) => commune.nom),
    )
    const proposees = served.toSorted((a, b) => rankOf(nearest, a) - rankOf(nearest, b)).slice(0, PROPOSEES)
    rang.note(
      'commune',
      'refus',
      { code: 'commune-inconnue', valeur: nom, proposees: proposees.map(nameOf) },
      proposees.map((commune) => proposeCommune(rang, 'commune-du-code-postal', commune)),
    )
    return null
  }
  const exact =
    codePostal === null ? named : named.filter(({ commune }) => isPostcodeOf(referentiel, codePostal, commune))
  const near =
    exact.length > 0 || codePostal === null
      ? exact
      : named.filter(
          ({ commune }) => departementOfPostcode(codePostal) === departementOfPostcode(commune.codesPostaux[0] ?? ''),
        )
  const [found, ...others] = near
  if (!found || others.length > 0) {
    const proposees = (near.length > 0 ? near : named).slice(0, PROPOSEES).map((item) => item.commune)
    rang.note(
      'commune',
      'refus',
      { code: 'commune-ambigue', valeur: nom, proposees: proposees.map(nameOf) },
      proposees.map((commune) => proposeCommune(rang, 'homonyme', commune)),
    )
    return null
  }
  const { commune, ancien } = found
  // R-REC-11 — recensement.md §1 : anciens noms et anciennes communes mènent à la commune d’aujourd’hui
  if (ancien) rang.note('commune', 'corrige', { code: 'commune-renommee', avant: nom, apres: commune.nom })
  checkPostcode(rang, referentiel, { commune, nom, codePostal })
  return commune
}

const departementOfPostcode = (codePostal: string): string => codePostal.slice(0, /^9[78]/.test(codePostal) ? 3 : 2)
const isPostcodeOf = (referentiel: Referentiel, codePostal: string, commune: CommuneConnue): boolean =>
  commune.codesPostaux.includes(codePostal) || referentiel.parCodePostal(codePostal).includes(commune)

function checkPostcode(
  rang: Rang,
  referentiel: Referentiel,
  { commune, nom, codePostal }: Readonly<{ commune: CommuneConnue; nom: string; codePostal: string | null }>,
): void {
  if (codePostal === null || isPostcodeOf(referentiel, codePostal, commune)) return
  // R-REC-12 — recensement.md §1 : un code CEDEX est accepté et signalé
  const isCedex = /cedex/i.test(nom) || referentiel.parCodePostal(codePostal).length === 0
  if (isCedex) rang.note('codePostal', 'a-verifier', { code: 'cedex', codePostal })
  else {
    rang.note(
      'codePostal',
      'a-verifier',
      { code: 'code-postal-d-ailleurs', codePostal, commune: commune.nom, codesPostaux: commune.codesPostaux },
      commune.codesPostaux
        .slice(0, PROPOSEES)
        .map((juste) => rang.propose('code-postal-de-la-commune', { codePostal: juste }, commune.nom)),
    )
  }
}
