/** « Territoire desservi » and the reach of the one who publishes: codes that exist, and that are theirs. */
import { departementOf } from '../../territoire/code-insee.ts'
import { computeDesserte, type Desserte } from '../desserte.ts'
import type { ContenuDePoint, Territoire } from '../point-de-contact.ts'
import {
  codeDe,
  isCode,
  listMorceaux,
  type Morceau,
  type Place,
  placesDe,
  toDepartement,
  toEpci,
} from './lieux-desservis.ts'
import { estMuet } from './muettes.ts'
import { type Rang, REMARQUES_MAX } from './rang.ts'
import type { Referentiel } from './referentiel.ts'
import type { Constat, Proposition } from './remarques.ts'
import { foldCommune } from './texte.ts'

/** The départements of the row, in which a name alone is looked for; none: it may be anywhere. */
export type Alentours = Readonly<{ departements: readonly string[]; portee: readonly string[] | null }>

/** What a part of the cell says: the places that it names, and those that it may be. */
type Lu = Readonly<{
  morceau: Morceau
  places: readonly Place[]
  lectures: readonly (readonly Place[])[]
  /** The places are near what is written, and not what it names. */
  estProche?: true
}>
/** A sentence names so many places at most, and so many buttons. */
const [PROPOSEES_MAX, BOUTONS_MAX, VOISINES_MAX] = [12, 5, 3]
/** As much of what is no place as a sentence shows. */
const VALEUR_MAX = 200

/** The declared codes and names, as codes sorted and once each; an unknown one refuses the row. */
export function readTerritoire(rang: Rang, referentiel: Referentiel, alentours: Alentours): Territoire {
  // A lone code typed as a number has lost its zero; the digits of an EPCI must not be rounded by their format.
  const typed = rang.isNumber('territoire') ? rang.texte('territoire') : (rang.cellule('territoire')?.texte ?? '')
  const lus = listMorceaux(typed, referentiel).map((morceau) => lireMorceau(morceau, referentiel, alentours))
  const dits = lus.flatMap(({ places: [only, ...others], estProche }) =>
    only?.niveau === 'departement' && others.length === 0 && !estProche ? [only.code] : [],
  )
  const proches = new Set(alentours.departements.length > 0 ? [...alentours.departements, ...dits] : [])
  let dites = 0
  const lieux = lus.flatMap((lu) => {
    const { morceau, places, estProche } = lu
    const [only, ...others] = places
    const ecrire = (choisies: readonly Place[]) =>
      lus.flatMap((one) => (one === lu ? choisies.map(({ code }) => code) : ecritDe(one))).join(' ; ')
    const constat = constatDe(lu, proches, referentiel)
    const isDemande = constat?.gravite === 'refus'
    const isLointain = constat?.dit.code === 'territoire-lointain'
    // What is counted and no more said has no button either: each writes the whole cell.
    const isDite = isDemande && dites < REMARQUES_MAX
    if (isDemande) dites += 1
    const sans = isDite && (estMuet(morceau.texte) || isLointain) ? proposeSans(rang, ecrire([])) : []
    if (constat)
      rang.note(
        ...(['territoire', constat.gravite, constat.dit] as const),
        isDite ? [...proposeLectures(rang, lu, { ecrire, alentours, referentiel }), ...sans] : [],
      )
    return isDemande || !only || others.length > 0 || morceau.douteux || estProche ? [] : [only]
  })
  const codesDe = (niveau: Place['niveau']) =>
    [...new Set(lieux.flatMap((lieu) => (lieu.niveau === niveau ? [lieu.code] : [])))].sort()
  return { communes: codesDe('commune'), epcis: codesDe('epci'), departements: codesDe('departement') }
}

/** The cell without one of its parts; emptied when it has no other. */
const proposeSans = (rang: Rang, territoire: string): readonly Proposition[] =>
  territoire === ''
    ? [rang.propose('territoire-vide', { territoire })]
    : [rang.propose('sans-ce-lieu', { territoire }, `seulement ${territoire}`)]

function lireMorceau(morceau: Morceau, referentiel: Referentiel, alentours: Alentours): Lu {
  const { texte, niveau, douteux, lectures = [], vague } = morceau
  if (!douteux) {
    const places =
      vague === 'departement'
        ? alentours.departements.map((code) => toDepartement(code, referentiel))
        : placesDe(texte, referentiel, niveau)
    const proches = places.length === 0 && niveau === undefined ? listEpcisProches(texte, referentiel, alentours) : []
    if (proches.length > 0)
      return { morceau, places: proches, lectures: proches.map((place) => [place]), estProche: true }
    return { morceau, places, lectures: places.length > 1 ? places.map((place) => [place]) : [] }
  }
  const places = douteux.flatMap((lieu) => placesDe(lieu, referentiel))
  const lues = lectures.map((lieux) => lieux.map((lieu) => placesDe(lieu, referentiel)))
  if (vague === 'canton' || vague === 'environs') {
    // Around a commune, or its canton, there is its EPCI: the two places of our data that may be meant.
    const communes = places.filter((place) => place.niveau === 'commune')
    const autour = [...communes, ...communes.flatMap((place) => epciDe(place, referentiel))]
    const proposees = uneFois(vague === 'canton' ? autour : [...places, ...autour])
    return { morceau, places: proposees, lectures: proposees.map((place) => [place]) }
  }
  return {
    morceau,
    places: uneFois(places),
    lectures: lues.filter((lieux) => lieux.every(({ length }) => length === 1)).map((lieux) => lieux.flat()),
  }
}

const uneFois = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [place.code, place])).values(),
]

/** The EPCI of a commune. */
function epciDe({ code }: Place, referentiel: Referentiel): readonly Place[] {
  const epci = referentiel.parCode(code)?.commune.epci
  const nom = epci ? referentiel.nomDeLEpci(epci) : undefined
  return epci && nom !== undefined ? [toEpci({ code: epci, nom }, referentiel)] : []
}

/** EPCI near the row whose name holds these words. */
function listEpcisProches(texte: string, referentiel: Referentiel, { departements }: Alentours): readonly Place[] {
  const proches = new Set(departements)
  return referentiel.epcisParNom
    .proches(texte)
    .map((epci) => toEpci(epci, referentiel))
    .filter((place) => proches.size === 0 || isProche(place, proches, referentiel))
    .slice(0, BOUTONS_MAX)
}

/** A part as it may be written again: its code when that is sure, else its own words. */
const ecritDe = ({ morceau, places: [only, ...others], estProche }: Lu): string =>
  only && others.length === 0 && !morceau.douteux && !estProche ? only.code : morceau.texte

type Dit = Readonly<{ gravite: 'corrige' | 'refus'; dit: Constat }>

const VAGUES = { canton: 'canton-inconnu', environs: 'environs-inconnus', departement: 'departement-a-dire' } as const

function constatDe(
  { morceau, places, estProche }: Lu,
  proches: ReadonlySet<string>,
  referentiel: Referentiel,
): Dit | undefined {
  const { texte, douteux, vague } = morceau
  const valeur = texte.slice(0, VALEUR_MAX)
  const [only, ...others] = places
  // R-REC-100 — choix du portail : ce qui n’est pas certain se propose, avec ce que nos données en savent
  if (vague && (vague !== 'departement' || places.length !== 1))
    return { gravite: 'refus', dit: { code: VAGUES[vague], valeur, proposees: places.map(nomDe) } }
  if (estProche) return { gravite: 'refus', dit: { code: 'territoire-proche', valeur, proposees: places.map(nomDe) } }
  if (!only) return { gravite: 'refus', dit: { code: 'territoire-inconnu', valeur } }
  // R-REC-70 — choix du portail : un nom que deux lieux portent ne dit pas lequel est desservi
  if (douteux || others.length > 0) {
    const proposees = [...places].sort(byDistance(proches, referentiel)).slice(0, PROPOSEES_MAX).map(nomDe)
    return { gravite: 'refus', dit: { code: 'territoire-ambigu', valeur, proposees } }
  }
  const code = codeDe(valeur)
  if (code === only.code) return undefined
  if (only.parNomSeul && proches.size > 0 && !isProche(only, proches, referentiel))
    return { gravite: 'refus', dit: { code: 'territoire-lointain', valeur, lieu: nomDe(only) } }
  const apres = only.niveau === 'commune' ? only.code : nomDe(only)
  if (!isCode(code)) return { gravite: 'corrige', dit: { code: 'ecriture-retablie', avant: valeur, apres } }
  if (/^\d(?:\d{3})?$/.test(code))
    return { gravite: 'corrige', dit: { code: 'zero-retabli', avant: code, apres: `0${code}` } }
  const ancien = referentiel.parCode(code)?.ancien
  return ancien ? { gravite: 'corrige', dit: { code: 'commune-renommee', avant: code, apres: only.nom } } : undefined
}

/** What one button writes: the whole cell, where this part is replaced; no place where the reader does not publish. */
function proposeLectures(
  rang: Rang,
  { morceau, places, lectures }: Lu,
  {
    ecrire,
    alentours,
    referentiel,
  }: Readonly<{ ecrire: (choisies: readonly Place[]) => string; alentours: Alentours; referentiel: Referentiel }>,
): readonly Proposition[] {
  const { departements, portee } = alentours
  const proches = new Set(departements)
  const permis = portee && new Set(portee)
  // « Tarascon », near Foix: the communes whose name begins so.
  const voisines = places.length === 1 && !morceau.douteux ? listVoisines(morceau.texte, referentiel, departements) : []
  return [...voisines.map((place) => [place]), ...(lectures.length > 0 ? lectures : [places])]
    .filter((lieux) => lieux.length > 0 && (!permis || lieux.every((lieu) => isProche(lieu, permis, referentiel))))
    .toSorted(([a], [b]) => (a && b ? byDistance(proches, referentiel)(a, b) : 0))
    .slice(0, BOUTONS_MAX)
    .map((lieux) =>
      rang.propose('lieu-desservi', { territoire: ecrire(lieux) }, new Intl.ListFormat('fr').format(lieux.map(nomDe))),
    )
}

const nomDe = ({ code, nom }: Place): string => `${code} (${nom})`
/** Communes of these départements whose name is this one and more. */
const listVoisines = (texte: string, referentiel: Referentiel, departements: readonly string[]): readonly Place[] =>
  departements
    .flatMap((departement) => referentiel.communesDe(departement))
    .filter(({ nom }) => foldCommune(nom).startsWith(`${foldCommune(texte)} `))
    .slice(0, VOISINES_MAX)
    .map(({ codeInsee: code, nom }) => ({ niveau: 'commune', code, nom }))

const isProche = ({ niveau, code }: Place, proches: ReadonlySet<string>, referentiel: Referentiel): boolean =>
  niveau === 'epci'
    ? [...referentiel.departementsDe(code)].some((departement) => proches.has(departement))
    : proches.has(niveau === 'departement' ? code : departementOf(code))
const byDistance =
  (proches: ReadonlySet<string>, referentiel: Referentiel) =>
  (a: Place, b: Place): number =>
    Number(isProche(b, proches, referentiel)) - Number(isProche(a, proches, referentiel))

/**
 * Notes what lies outside the départements of the one who publishes. `portee` null: a gestionnaire by command line,
 * whose départements are those of the file.
 */
export function checkPortee(
  rang: Rang,
  contenu: Pick<ContenuDePoint, 'canal' | 'territoire' | 'adresse'>,
  portee: readonly string[] | null,
  referentiel: Referentiel,
): void {
  if (portee === null) return
  // R-REC-16 — choix du portail : un centre publie pour son territoire, un gestionnaire pour les siens
  if (contenu.adresse && !portee.includes(departementOf(contenu.adresse.codeInsee)))
    rang.note(
      ...(['commune', 'refus'] as const),
      { code: 'hors-de-portee', valeur: contenu.adresse.commune, departements: portee },
      proposeHomonymes(rang, contenu.adresse, { portee, referentiel }),
    )
  const desservis = computeDesserte(contenu, portee).filter(
    ({ niveau, code }) => niveau !== 'commune' || code !== contenu.adresse?.codeInsee,
  )
  const dehors = desservis.filter((desservi) => !isDans(portee, desservi, referentiel))
  const sortis = new Set(dehors)
  const reste = desservis.filter((desservi) => !sortis.has(desservi)).map(({ code }) => code)
  for (const [at, { code }] of dehors.entries())
    rang.note(
      ...(['territoire', 'refus'] as const),
      { code: 'hors-de-portee', valeur: placesDe(code, referentiel).map(nomDe)[0] ?? code, departements: portee },
      // R-REC-100 — choix du portail : ce qui n’est pas du territoire de qui publie se retire d’un geste, jamais seul
      at === 0 ? proposeSans(rang, reste.join(' ; ')) : [],
    )
}

type Portee = Readonly<{ portee: readonly string[]; referentiel: Referentiel }>
/** Communes of the same name where the reader publishes. */
const proposeHomonymes = (
  rang: Rang,
  { commune, codeInsee }: Readonly<{ commune: string; codeInsee: string }>,
  { portee, referentiel }: Portee,
): readonly Proposition[] =>
  [...referentiel.parNom(commune), ...referentiel.parAncienNom(commune)]
    .map((one) => one.commune)
    .filter((one) => one.codeInsee !== codeInsee && portee.includes(one.departement))
    .slice(0, BOUTONS_MAX)
    .map((one) =>
      rang.propose(
        'homonyme',
        { commune: one.nom, codeInsee: one.codeInsee, ...(one.codesPostaux[0] && { codePostal: one.codesPostaux[0] }) },
        `${one.nom} (${one.codeInsee})`,
      ),
    )

function isDans(portee: readonly string[], { niveau, code }: Desserte, referentiel: Referentiel): boolean {
  if (niveau === 'departement') return portee.includes(code)
  if (niveau === 'commune') return portee.includes(departementOf(code))
  return [...referentiel.departementsDe(code)].some((departement) => portee.includes(departement))
}

/** Whether what a change makes a point serve, that it did not serve before, all lies within these départements. */
export function isAjoutDans(
  portee: readonly string[],
  avant: readonly Desserte[],
  apres: readonly Desserte[],
  referentiel: Referentiel,
): boolean {
  const had = (one: Desserte) => avant.some(({ niveau, code }) => niveau === one.niveau && code === one.code)
  return apres.every((one) => had(one) || isDans(portee, one, referentiel))
}
