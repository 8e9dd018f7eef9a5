/** « Territoire desservi » and the reach of the one who publishes: codes that exist, and that are theirs. */
import { departementOf } from '../../territoire/code-insee.ts'
import { computeDesserte, type Desserte } from '../desserte.ts'
import type { ContenuDePoint, Territoire } from '../point-de-contact.ts'
import { codeDe, isCode, listMorceaux, type Morceau, type Place, placesDe } from './lieux-desservis.ts'
import { estMuet } from './muettes.ts'
import type { Rang } from './rang.ts'
import type { Referentiel } from './referentiel.ts'
import type { Constat, Proposition } from './remarques.ts'

/** The départements of the row, in which a name alone is looked for; none: it may be anywhere. */
export type Alentours = Readonly<{ departements: readonly string[]; portee: readonly string[] | null }>

/** What a part of the cell says: the places that it names, and those that it may be. */
type Lu = Readonly<{ morceau: Morceau; places: readonly Place[]; lectures: readonly (readonly Place[])[] }>
/** A sentence names so many places at most, and so many buttons. */
const [PROPOSEES_MAX, BOUTONS_MAX] = [12, 5]

/** The declared codes and names, as codes sorted and once each; an unknown one refuses the row. */
export function readTerritoire(rang: Rang, referentiel: Referentiel, alentours: Alentours): Territoire {
  // A lone code typed as a number has lost its zero; the digits of an EPCI must not be rounded by their format.
  const typed = rang.isNumber('territoire') ? rang.texte('territoire') : (rang.cellule('territoire')?.texte ?? '')
  const lus = listMorceaux(typed, referentiel).map((morceau) => lireMorceau(morceau, referentiel))
  const dits = lus.flatMap(({ places: [only, ...others] }) =>
    only?.niveau === 'departement' && others.length === 0 ? [only.code] : [],
  )
  const proches = new Set(alentours.departements.length > 0 ? [...alentours.departements, ...dits] : [])
  const lieux = lus.flatMap((lu) => {
    const { morceau, places } = lu
    const [only, ...others] = places
    const ecrire = (choisies: readonly Place[]) =>
      lus.flatMap((one) => (one === lu ? choisies.map(({ code }) => code) : ecritDe(one))).join(' ; ')
    const constat = constatDe(lu, proches, referentiel)
    const isDemande = constat?.gravite === 'refus'
    const vide = estMuet(morceau.texte) && lus.length === 1 ? [rang.propose('territoire-vide', { territoire: '' })] : []
    if (constat)
      rang.note(
        ...(['territoire', constat.gravite, constat.dit] as const),
        isDemande ? [...proposeLectures(rang, lu, { ecrire, alentours }), ...vide] : [],
      )
    return isDemande || !only || others.length > 0 || morceau.douteux ? [] : [only]
  })
  const codesDe = (niveau: Place['niveau']) =>
    [...new Set(lieux.flatMap((lieu) => (lieu.niveau === niveau ? [lieu.code] : [])))].sort()
  return { communes: codesDe('commune'), epcis: codesDe('epci'), departements: codesDe('departement') }
}

function lireMorceau(morceau: Morceau, referentiel: Referentiel): Lu {
  const { texte, niveau, douteux, lectures = [] } = morceau
  if (!douteux) {
    const places = placesDe(texte, referentiel, niveau)
    return { morceau, places, lectures: places.length > 1 ? places.map((place) => [place]) : [] }
  }
  const places = douteux.flatMap((lieu) => placesDe(lieu, referentiel))
  const lues = lectures.map((lieux) => lieux.map((lieu) => placesDe(lieu, referentiel)))
  return {
    morceau,
    places: [...new Map(places.map((place) => [place.code, place])).values()],
    lectures: lues.filter((lieux) => lieux.every(({ length }) => length === 1)).map((lieux) => lieux.flat()),
  }
}

/** A part as it may be written again: its code when that is sure, else its own words. */
const ecritDe = ({ morceau, places: [only, ...others] }: Lu): string =>
  only && others.length === 0 && !morceau.douteux ? only.code : morceau.texte

type Dit = Readonly<{ gravite: 'corrige' | 'refus'; dit: Constat }>

function constatDe({ morceau, places }: Lu, proches: ReadonlySet<string>, referentiel: Referentiel): Dit | undefined {
  const { texte: valeur, douteux } = morceau
  const [only, ...others] = places
  if (!only) return { gravite: 'refus', dit: { code: 'territoire-inconnu', valeur } }
  // R-REC-70 — choix du portail : un nom que deux lieux portent ne dit pas lequel est desservi
  if (douteux || others.length > 0) {
    const proposees = [...places].sort(byDistance(proches)).slice(0, PROPOSEES_MAX).map(nomDe)
    return { gravite: 'refus', dit: { code: 'territoire-ambigu', valeur, proposees } }
  }
  const code = codeDe(valeur)
  if (code === only.code) return undefined
  if (only.parNomSeul && proches.size > 0 && !proches.has(departementOf(only.code)))
    return { gravite: 'refus', dit: { code: 'territoire-lointain', valeur, lieu: nomDe(only) } }
  if (!isCode(code)) return { gravite: 'corrige', dit: { code: 'ecriture-retablie', avant: valeur, apres: only.code } }
  if (/^\d(?:\d{3})?$/.test(code))
    return { gravite: 'corrige', dit: { code: 'zero-retabli', avant: code, apres: `0${code}` } }
  const ancien = referentiel.parCode(code)?.ancien
  return ancien ? { gravite: 'corrige', dit: { code: 'commune-renommee', avant: code, apres: only.nom } } : undefined
}

/** What one button writes: the whole cell, where this part is replaced; no place where the reader does not publish. */
function proposeLectures(
  rang: Rang,
  { places, lectures }: Lu,
  { ecrire, alentours }: Readonly<{ ecrire: (choisies: readonly Place[]) => string; alentours: Alentours }>,
): readonly Proposition[] {
  const { departements, portee } = alentours
  const proches = new Set(departements)
  return (lectures.length > 0 ? lectures : [places])
    .filter((lieux) => lieux.length > 0 && (portee === null || lieux.every((lieu) => isProche(lieu, new Set(portee)))))
    .toSorted(([a], [b]) => (a && b ? byDistance(proches)(a, b) : 0))
    .slice(0, BOUTONS_MAX)
    .map((lieux) =>
      rang.propose('lieu-desservi', { territoire: ecrire(lieux) }, new Intl.ListFormat('fr').format(lieux.map(nomDe))),
    )
}

const nomDe = ({ code, nom }: Place): string => `${code} (${nom})`
const isProche = ({ niveau, code }: Place, proches: ReadonlySet<string>): boolean =>
  niveau === 'epci' || proches.has(niveau === 'departement' ? code : departementOf(code))
const byDistance =
  (proches: ReadonlySet<string>) =>
  (a: Place, b: Place): number =>
    Number(isProche(b, proches)) - Number(isProche(a, proches))

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
    rang.note('commune', 'refus', { code: 'hors-de-portee', valeur: contenu.adresse.commune, departements: portee })
  for (const desservi of computeDesserte(contenu, portee)) {
    const { niveau, code } = desservi
    if (niveau === 'commune' && code === contenu.adresse?.codeInsee) continue
    if (!isDans(portee, desservi, referentiel))
      rang.note('territoire', 'refus', { code: 'hors-de-portee', valeur: code, departements: portee })
  }
}

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
