/** The official list of communes, as a reading needs it: facts handed in, looked up by code, name and postcode. */
import { parseCodeInsee } from '../../territoire/code-insee.ts'
import type { Coordonnees } from '../../territoire/distance.ts'
import { type Epci, type EpcisConnus, indexEpcis } from './epcis.ts'
import { foldCommune, foldNomDeCommune } from './texte.ts'

export type CommuneConnue = Readonly<{
  codeInsee: string
  nom: string
  departement: string
  epci: string | null
  codesPostaux: readonly string[]
  position: Coordonnees | null
}>

export type FaitsDuTerritoire = Readonly<{
  communes: readonly CommuneConnue[]
  /** Former codes and names, communes déléguées and associées, arrondissements, with today's commune. */
  anciennes: readonly Readonly<{
    codeInsee: string
    nom: string
    nature: string
    communeCode: string
    codesPostaux: readonly string[]
  }>[]
  departements: readonly Readonly<{ code: string; nom: string }>[]
  epcis: readonly Epci[]
}>

/** A commune found, and whether by a former name or code (`ancien` holds it). */
export type CommuneTrouvee = Readonly<{ commune: CommuneConnue; ancien: string | null }>

export type Referentiel = Readonly<{
  parCode: (code: string) => CommuneTrouvee | undefined
  /** Today's communes of that name, else those that once bore it. */
  parNom: (nom: string) => readonly CommuneTrouvee[]
  /** Today's communes that once bore that name, whoever bears it today. */
  parAncienNom: (nom: string) => readonly CommuneTrouvee[]
  parCodePostal: (codePostal: string) => readonly CommuneConnue[]
  /** The postcodes of an arrondissement or of a former commune of this code; none where nothing tells them apart. */
  codesPostauxDe: (codeInsee: string) => readonly string[]
  hasDepartement: (code: string) => boolean
  departementParNom: (nom: string) => string | undefined
  nomDuDepartement: (code: string) => string | undefined
  nomDeLEpci: (code: string) => string | undefined
  epcisParNom: EpcisConnus
  /** The communes of a département or of an EPCI. */
  communesDe: (code: string) => readonly CommuneConnue[]
  /** Départements of an EPCI's communes. */
  departementsDe: (epci: string) => ReadonlySet<string>
}>

/** Indexes the facts once; about a tenth of a second for the whole country. */
export function buildReferentiel(faits: FaitsDuTerritoire): Referentiel {
  const codes = new Map<string, CommuneTrouvee>()
  const noms = new Map<string, CommuneTrouvee[]>()
  const anciensNoms = new Map<string, CommuneTrouvee[]>()
  const postaux = new Map<string, CommuneConnue[]>()
  const postauxDesAnciennes = new Map<string, readonly string[]>()
  const epcis = new Map<string, Set<string>>()
  for (const { code } of faits.epcis) epcis.set(code, new Set())
  for (const commune of faits.communes) {
    const trouvee = { commune, ancien: null }
    codes.set(commune.codeInsee, trouvee)
    push(noms, foldNomDeCommune(commune.nom), trouvee)
    for (const codePostal of commune.codesPostaux) push(postaux, codePostal, commune)
    if (commune.epci) epcis.get(commune.epci)?.add(commune.departement)
  }
  for (const { codeInsee, nom, nature, communeCode, codesPostaux } of faits.anciennes) {
    const actuelle = codes.get(communeCode)?.commune
    if (!actuelle) continue
    // An arrondissement is shown as its city, without a word: nobody renamed it.
    const ancien = nature === 'arrondissement' ? null : nom
    if (!codes.has(codeInsee)) codes.set(codeInsee, { commune: actuelle, ancien })
    postauxDesAnciennes.set(codeInsee, codesPostaux)
    // A former code may have no name of its own: a dash in a cell is not the name of all of these.
    const plie = foldNomDeCommune(nom)
    if (plie !== '' && plie !== foldCommune(actuelle.nom)) push(anciensNoms, plie, { commune: actuelle, ancien })
    for (const codePostal of codesPostaux) {
      if (!actuelle.codesPostaux.includes(codePostal)) push(postaux, codePostal, actuelle)
    }
  }
  const departements = new Map(faits.departements.map(({ code, nom }) => [code, nom]))
  // Few files ask: it is made for the first that does.
  let membres: ReadonlyMap<string, readonly CommuneConnue[]> | undefined
  const nomsDEpci = new Map(faits.epcis.map(({ code, nom }) => [code, nom]))
  const nomsDeDepartement = new Map(faits.departements.map(({ code, nom }) => [foldCommune(nom), code]))
  return {
    parCode: (code) => codes.get(parseCodeInsee(code) ?? ''),
    parNom: (nom) => {
      const key = foldCommune(nom)
      return noms.get(key) ?? distinct(anciensNoms.get(key) ?? [])
    },
    parAncienNom: (nom) => distinct(anciensNoms.get(foldCommune(nom)) ?? []),
    parCodePostal: (codePostal) => postaux.get(codePostal) ?? [],
    codesPostauxDe: (codeInsee) => postauxDesAnciennes.get(codeInsee) ?? [],
    hasDepartement: (code) => departements.has(code),
    departementParNom: (nom) => nomsDeDepartement.get(foldCommune(nom)),
    nomDuDepartement: (code) => departements.get(code),
    nomDeLEpci: (code) => nomsDEpci.get(code),
    epcisParNom: indexEpcis(faits.epcis),
    communesDe: (code) => {
      membres ??= indexMembres(faits.communes)
      return membres.get(code) ?? []
    },
    departementsDe: (epci) => epcis.get(epci) ?? new Set(),
  }
}

/** The communes of each département and of each EPCI, by its code. */
function indexMembres(communes: readonly CommuneConnue[]): ReadonlyMap<string, readonly CommuneConnue[]> {
  const membres = new Map<string, CommuneConnue[]>()
  for (const commune of communes) {
    push(membres, commune.departement, commune)
    if (commune.epci) push(membres, commune.epci, commune)
  }
  return membres
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

const distinct = (found: readonly CommuneTrouvee[]): CommuneTrouvee[] => [
  ...new Map(found.map((item) => [item.commune.codeInsee, item])).values(),
]
