/** The commune of a row, agreed between its code, its name and its postcode: nothing is guessed in silence. */

import { readEnsemble } from './adresse-entiere.ts'
import {
  checkPostcode,
  completeCodePostal,
  isPostcodeOf,
  nomSeul,
  PROPOSEES,
  readCodePostal,
  sortCodes,
} from './code-postal.ts'
import { estMuet, motMuet } from './muettes.ts'
import {
  communeDuCodePostal,
  communeDuDebut,
  departementDit,
  isDebut,
  isMemeNom,
  nomDeCatalogue,
} from './noms-voisins.ts'
import { listProches } from './proche.ts'
import { type Rang, withoutDecimals } from './rang.ts'
import type { CommuneConnue, CommuneTrouvee, Referentiel } from './referentiel.ts'
import type { Pourquoi, Proposition } from './remarques.ts'
import { foldCommune } from './texte.ts'

/**
 * Today's commune of a row, or null with the reason noted; and its postcode, in its own column or another. `estExige`:
 * the row must have a place, and « NC » is then no commune. `propres`: the postcodes of the arrondissement that is said.
 */
export function readLieu(
  rang: Rang,
  referentiel: Referentiel,
  estExige: boolean,
): Readonly<{ codePostal: string | null; commune: CommuneConnue | null; propres: readonly string[] }> {
  const ensemble = readEnsemble(rang, referentiel)
  const { codePostal, codeInsee } = sortCodes(rang, referentiel, ensemble?.codePostal ?? readCodePostal(rang))
  const nom = communeDite(rang, ensemble?.nom ?? rang.texte('commune'), estExige)
  const commune = resolveCommune(rang, referentiel, { code: codeInsee, nom, codePostal })
  const propres = referentiel.codesPostauxDe(codeInsee)
  return { codePostal: completeCodePostal(rang, codePostal, { commune, propres }), commune, propres }
}

/** The name of the commune; none where a row that needs no place says « NC ». */
function communeDite(rang: Rang, nom: string, estExige: boolean): string {
  const muette = estExige ? undefined : motMuet(nom)
  if (muette === undefined) return nom
  // R-REC-93 — choix du portail : un numéro ou un site peut n’avoir pas d’adresse
  rang.note('commune', muette === 'rien-d-ecrit' ? 'corrige' : 'a-verifier', { code: muette, valeur: nom })
  return ''
}

/** Today's commune of a row without a postcode. */
export const readCommune = (rang: Rang, referentiel: Referentiel): CommuneConnue | null =>
  resolveCommune(rang, referentiel, {
    code: withoutDecimals(rang.texte('codeInsee')),
    nom: rang.texte('commune'),
    codePostal: null,
  })

function resolveCommune(rang: Rang, referentiel: Referentiel, { code, nom, codePostal }: Lieu): CommuneConnue | null {
  const parCode = code === '' ? undefined : referentiel.parCode(code)
  if (code !== '' && !parCode) return readUnknownCode(rang, referentiel, { code, nom, codePostal })
  if (parCode) return readByCode(rang, referentiel, { parCode, code, nom, codePostal })
  if (nom === '') return null
  return readByName(rang, referentiel, { nom, codePostal })
}

const nameOf = (commune: CommuneConnue): string => `${commune.nom} (${commune.codeInsee})`
/** A commune by its code and its name together: both cells then agree. */
const proposeCommune = (rang: Rang, pourquoi: Pourquoi, commune: CommuneConnue): Proposition =>
  rang.propose(pourquoi, { codeInsee: commune.codeInsee, commune: commune.nom }, nameOf(commune))

type Lieu = Readonly<{ nom: string; code: string; codePostal: string | null }>

function readUnknownCode(rang: Rang, referentiel: Referentiel, lieu: Lieu): null {
  const [seule, ...autres] =
    lieu.codePostal === null
      ? []
      : listNamed(referentiel, lieu.nom, lieu.codePostal).flatMap(({ commune }) =>
          isPostcodeOf(referentiel, lieu.codePostal ?? '', commune) ? [commune] : [],
        )
  rang.note(
    'codeInsee',
    'refus',
    { code: 'code-insee-inconnu', valeur: lieu.code },
    seule && autres.length === 0 ? [rang.propose('garder-le-nom', { codeInsee: seule.codeInsee }, nameOf(seule))] : [],
  )
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
  const named = nom === '' ? [] : listNamed(referentiel, nom, codePostal)
  const dit = departementDit(referentiel, nom)
  const isEgal = foldCommune(nom) === foldCommune(commune.nom)
  const isNommee = isEgal || named.some((item) => item.commune === commune)
  const isMeme = !isNommee && isMemeNom(nom, commune.nom)
  const isAutreEcriture = isMeme || (!isNommee && isDebut(referentiel, nom, commune))
  const agrees = nom === '' || ((dit === undefined || dit === commune.departement) && (isNommee || isAutreEcriture))
  if (!agrees) {
    // R-REC-10 — code officiel géographique : il l’emporte si le code postal lui donne raison ; sinon, les deux
    if (codePostal === null || !isPostcodeOf(referentiel, codePostal, commune)) {
      rang.note('commune', 'refus', { code: 'commune-contradictoire', parCode: nameOf(commune), parNom: nom }, [
        rang.propose('garder-le-code', { commune: commune.nom }, nameOf(commune)),
        ...named.map((item) => proposeCommune(rang, 'garder-le-nom', item.commune)),
      ])
      return null
    }
    rang.note('commune', 'corrige', { code: 'nom-suit-le-code', avant: nom, apres: commune.nom })
  } else if (isAutreEcriture) {
    rang.note('commune', isMeme ? 'corrige' : 'a-verifier', {
      code: 'ecriture-retablie',
      avant: nom,
      apres: commune.nom,
    })
  } else if (nom !== '' && !ancien && !isEgal && named.some((item) => item.commune === commune && item.ancien)) {
    rang.note('commune', 'corrige', { code: 'commune-renommee', avant: nom, apres: commune.nom })
  }
  checkPostcode(rang, referentiel, { commune, nom, codePostal, code: complete.padStart(5, '0') })
  return commune
}

function readByName(
  rang: Rang,
  referentiel: Referentiel,
  { nom, codePostal }: Pick<Lieu, 'nom' | 'codePostal'>,
): CommuneConnue | null {
  const toutes = listNamed(referentiel, nom, codePostal)
  const hasPostcode = toutes.some(
    ({ commune }) => codePostal !== null && isPostcodeOf(referentiel, codePostal, commune),
  )
  const ecrite = hasPostcode ? undefined : readAutrement(rang, referentiel, { nom, codePostal, nommees: toutes.length })
  if (ecrite) return ecrite
  const dit = departementDit(referentiel, nom)
  const named = toutes.filter(({ commune }) => dit === undefined || dit === commune.departement)
  if (named.length === 0 && toutes.length > 0) {
    const proposees = toutes.slice(0, PROPOSEES).map(({ commune }) => commune)
    // R-REC-131 — choix du portail : « Vienne (86) » n’est pas Vienne en Isère, même seule de ce nom
    rang.note(
      'commune',
      'refus',
      { code: 'departement-contredit', valeur: nom, proposees: proposees.map(nameOf) },
      proposees.map((commune) => proposeCommune(rang, 'homonyme', commune)),
    )
    return null
  }
  if (named.length === 0) {
    const proposees = listDesservies(referentiel, nom, codePostal)
      .map(({ commune }) => commune)
      .slice(0, PROPOSEES)
    rang.note(
      'commune',
      'refus',
      {
        ...{ code: estMuet(nom) ? 'commune-non-dite' : 'commune-inconnue', valeur: nom },
        proposees: proposees.map(nameOf),
      },
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
    const homonymes = (near.length > 0 ? near : named).slice(0, PROPOSEES).map((item) => item.commune)
    // « Tarascon » with the postcode of Tarascon-sur-Ariège: the only one so called is elsewhere.
    const voisines = found ? [] : listDesservies(referentiel, nom, codePostal).filter(({ isNear }) => isNear)
    const autres = voisines.map(({ commune }) => commune).slice(0, PROPOSEES)
    const proposees = [...autres, ...homonymes].map(nameOf)
    rang.note(
      'commune',
      'refus',
      { code: 'commune-ambigue', valeur: nom, proposees, ...(!found && codePostal !== null && { codePostal }) },
      [
        ...autres.map((commune) => proposeCommune(rang, 'commune-du-code-postal', commune)),
        ...homonymes.map((commune) => proposeCommune(rang, 'homonyme', commune)),
      ],
    )
    return null
  }
  const { commune, ancien } = found
  // R-REC-11 — code officiel géographique : anciens noms et anciennes communes mènent à la commune d’aujourd’hui
  if (ancien) rang.note('commune', 'corrige', { code: 'commune-renommee', avant: nom, apres: commune.nom })
  return checkPostcode(rang, referentiel, { commune, nom, codePostal, code: '' }) ? commune : null
}

/** The commune that the postcode and another writing of its name say together, or the start of it; shown. */
function readAutrement(
  rang: Rang,
  referentiel: Referentiel,
  { nom, codePostal, nommees }: Pick<Lieu, 'nom' | 'codePostal'> & Readonly<{ nommees: number }>,
): CommuneConnue | undefined {
  const meme = communeDuCodePostal(referentiel, nom, codePostal)
  const commune = meme ?? (nommees > 0 ? undefined : communeDuDebut(referentiel, nom, codePostal))
  // R-REC-130 — choix du portail : l’article, ou une abréviation, ne fait pas une autre commune dans un code postal
  if (commune)
    rang.note('commune', meme ? 'corrige' : 'a-verifier', {
      code: 'ecriture-retablie',
      avant: nom,
      apres: commune.nom,
    })
  return commune
}

/** The communes of a postcode, first those whose name is near. */
function listDesservies(referentiel: Referentiel, nom: string, codePostal: string | null) {
  const served = codePostal === null ? [] : referentiel.parCodePostal(codePostal)
  const nearest = listProches(
    nom,
    served.map((commune) => commune.nom),
  )
  return served
    .map((commune) => ({ commune, isNear: nearest.includes(commune.nom) }))
    .toSorted((a, b) => Number(b.isNear) - Number(a.isNear))
}

/** Communes of that name; those that once bore it when only they have this postcode. */
function listNamed(referentiel: Referentiel, typed: string, codePostal: string | null): readonly CommuneTrouvee[] {
  const nom = [typed, nomDeCatalogue(typed) ?? ''].find((un) => referentiel.parNom(un).length > 0) ?? nomSeul(typed)
  const today = referentiel.parNom(nom)
  const hasPostcode = ({ commune }: CommuneTrouvee) =>
    codePostal !== null && isPostcodeOf(referentiel, codePostal, commune)
  const former = today.some(hasPostcode) ? [] : referentiel.parAncienNom(nom).filter(hasPostcode)
  return former.length > 0 ? former : today
}

const departementOfPostcode = (codePostal: string): string => codePostal.slice(0, /^9[78]/.test(codePostal) ? 3 : 2)
