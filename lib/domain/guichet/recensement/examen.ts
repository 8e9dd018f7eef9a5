/** A file examined: what each row says, what it changes, and the figures that sum it up. Kept with its import. */
import { accept, type Resultat } from '../../resultat.ts'
import { departementOf } from '../../territoire/code-insee.ts'
import { areSameChiffres, type ChiffresDeclares } from '../chiffres.ts'
import { computeDesserte } from '../desserte.ts'
import { type Alerte, type Analyse, analyseClasseur, type ColonnesDeFeuille } from './analyse.ts'
import type { Classeur, RefusDeLecture } from './classeur.ts'
import { adresseDe } from './classeur.ts'
import type { RangDeChiffres } from './communes.ts'
import { comparePoints, type PointPublie, type RangCompare, type Statut } from './comparaison.ts'
import type { DejaLu } from './lecture-suivie.ts'
import type { FaitsDeLecture } from './points.ts'
import type { Referentiel } from './referentiel.ts'
import type { Remarque } from './remarques.ts'
import { type Confirmes, checkVoisinage, voisinageDe } from './voisinage.ts'

export type ChiffresCompares = RangDeChiffres & Readonly<{ statut: Statut; avant: ChiffresDeclares | null }>

export type Totaux = Readonly<Record<Statut, number> & { absents: number }>

export type Examen = Readonly<{
  points: readonly RangCompare[]
  absents: readonly Readonly<{ id: string; nom: string }>[]
  chiffres: readonly ChiffresCompares[]
  /** Rows marked as an example, left out. */
  exemples: readonly Readonly<{ feuille: string; ligne: number }>[]
  alertes: readonly Alerte[]
  /** Where each column stands; imports read before do not say it. */
  colonnes?: readonly ColonnesDeFeuille[]
  totaux: Totaux
}>

/** What is kept of a reading so that it may be taken again: digests of its facts and of the headers of its tables. */
export type LectureGardee = Readonly<{ cle: string; entetes: string }>

/** What of an examination concerns the file and not one row: all that the head of its preview says. */
export type ExamenDuFichier = Pick<Examen, 'absents' | 'exemples' | 'alertes' | 'colonnes'> &
  Readonly<{
    /** The centres that rows name which may be written; imports read before do not say them. */
    centres?: readonly string[]
    /** Rows accepted that someone should look at; that wait beside another's point; with a cell corrected. */
    aVerifier: number
    attendent: number
    corriges: number
    /** Something is said of a row. */
    hasRemarques: boolean
    /** It holds figures that change something. */
    hasChiffres: boolean
    /** The last publication when the rows were compared with what is published; imports read before do not say it. */
    publication?: number
    /** The rows still say all that was read, and by what it was; undefined: it is not to be taken again. */
    lecture?: LectureGardee
  }>

type RangJuge = Pick<RangCompare, 'statut' | 'remarques' | 'corrigees'>
/** In which views of the preview a row stands, beside that of its statut. */
export const vuesDeRang = ({ statut, remarques, corrigees }: RangJuge) => ({
  aVerifier: statut !== 'refuse' && remarques.some(({ gravite }) => gravite === 'a-verifier'),
  attend: remarques.some(({ code }) => code === 'deja-publie-par-un-autre'),
  corrige: corrigees !== undefined,
})

export function resumeExamen({ points, chiffres, absents, exemples, alertes, colonnes }: Examen): ExamenDuFichier {
  const rangs: readonly RangJuge[] = [...points, ...chiffres]
  const vues = rangs.map(vuesDeRang)
  return {
    absents,
    exemples,
    alertes,
    ...(colonnes && { colonnes }),
    centres: [...new Set(points.flatMap(({ statut, centreId }) => (statut === 'inchange' ? [] : (centreId ?? []))))],
    aVerifier: vues.filter(({ aVerifier }) => aVerifier).length,
    attendent: vues.filter(({ attend }) => attend).length,
    corriges: vues.filter(({ corrige }) => corrige).length,
    hasRemarques: rangs.some(({ remarques }) => remarques.length > 0),
    hasChiffres: chiffres.some(({ statut }) => statut === 'nouveau' || statut === 'modifie'),
  }
}

/** What stands published in the reach of the reader; figures by `cleDeChiffres`. */
export type Publie = Readonly<{
  points: readonly PointPublie[]
  /** Points of other holders that may stand where the rows say; names of the centres, by id. */
  autres: readonly PointPublie[]
  /** By the id of a duplicate, that of the published point to which it leads. */
  reunis: ReadonlyMap<string, string>
  noms: ReadonlyMap<string, string>
  chiffres: ReadonlyMap<string, ChiffresDeclares>
}>

export const cleDeChiffres = (row: Pick<ChiffresDeclares, 'codeInsee' | 'annee' | 'type'>): string =>
  `${row.codeInsee}:${row.annee}:${row.type}`

/** Reads and compares a workbook; what is published is asked once the rows have said what they bear on. */
export function examineClasseur(
  classeur: Classeur,
  faits: FaitsDeLecture,
  dejaLu?: DejaLu,
): Resultat<{ analyse: Analyse; compare: (publie: Publie, confirmes?: Confirmes) => Examen }, RefusDeLecture> {
  const analyse = analyseClasseur(classeur, faits, dejaLu)
  if (!analyse.ok) return analyse
  return accept({
    analyse: analyse.value,
    compare: (publie, confirmes) => compareAnalyse(analyse.value, publie, confirmes),
  })
}

/**
 * The difference of an analysis with what is published now; the same function judges again at publication, with what
 * the person confirmed beside the points of others.
 */
export function compareAnalyse(analyse: Analyse, publie: Publie, confirmes: Confirmes = new Set<string>()): Examen {
  const { points: compares, absents } = comparePoints(analyse.points, publie.points, publie.reunis)
  const publies = [...publie.points, ...publie.autres]
  const points = checkVoisinage(compares, { publies, noms: publie.noms, confirmes })
  const chiffres = compareChiffres(analyse.chiffres, publie.chiffres)
  const count = (statut: Statut) => [...points, ...chiffres].filter((rang) => rang.statut === statut).length
  return {
    points,
    absents,
    chiffres,
    exemples: analyse.exemples,
    alertes: analyse.alertes,
    ...(analyse.colonnes && { colonnes: analyse.colonnes }),
    totaux: {
      nouveau: count('nouveau'),
      modifie: count('modifie'),
      inchange: count('inchange'),
      refuse: count('refuse'),
      ignore: analyse.exemples.length,
      absents: absents.length,
    },
  }
}

function compareChiffres(rangs: readonly RangDeChiffres[], publies: Publie['chiffres']): ChiffresCompares[] {
  const seen = new Map<string, number>()
  return rangs.map((rang): ChiffresCompares => {
    if (!rang.chiffres) return { ...rang, statut: 'refuse', avant: null }
    const key = cleDeChiffres(rang.chiffres)
    const first = seen.get(key)
    if (first !== undefined) {
      // R-REC-27 — la même commune, la même année, le même type : la seconde ligne est refusée
      const remarque: Remarque = {
        cellule: adresseDe(0, rang.ligne),
        colonne: 'codeInsee',
        gravite: 'refus',
        code: 'doublon',
        ligne: first,
      }
      return { ...rang, statut: 'refuse', avant: null, chiffres: null, remarques: [...rang.remarques, remarque] }
    }
    seen.set(key, rang.ligne)
    return confrontChiffres({ ...rang, statut: 'nouveau', avant: null }, publies)
  })
}

/** The same row beside what is published now; one that was refused stays so. */
export function confrontChiffres(rang: ChiffresCompares, publies: Publie['chiffres']): ChiffresCompares {
  if (!rang.chiffres) return rang
  const avant = publies.get(cleDeChiffres(rang.chiffres)) ?? null
  const statut = avant === null ? 'nouveau' : areSameChiffres(avant, rang.chiffres) ? 'inchange' : 'modifie'
  return { ...rang, statut, avant }
}

/**
 * Whether comparing again, with nothing moved, said of each row what had been said: the first is then the second, and
 * tens of thousands of rows need not be written again.
 */
export function isSameExamen(vu: Examen, maintenant: Examen): boolean {
  const { points, chiffres, absents } = maintenant
  return (
    vu.points.length === points.length &&
    vu.chiffres.length === chiffres.length &&
    vu.absents.length === absents.length &&
    vu.points.every((avant, at) => {
      const apres = points[at]
      return (
        apres?.statut === avant.statut &&
        apres.pointId === avant.pointId &&
        apres.version === avant.version &&
        apres.remarques.length === avant.remarques.length
      )
    }) &&
    vu.chiffres.every((avant, at) => chiffres[at]?.statut === avant.statut) &&
    vu.absents.every(({ id, nom }, at) => absents[at]?.id === id && absents[at]?.nom === nom)
  )
}

/** Départements that the accepted rows bear on: those of the gestionnaire when a command line names none. */
export function departementsDuFichier(analyse: Analyse, referentiel: Referentiel): string[] {
  const codes = new Set<string>()
  for (const { contenu } of analyse.points) {
    if (!contenu) continue
    if (contenu.adresse) codes.add(departementOf(contenu.adresse.codeInsee))
    for (const { niveau, code } of computeDesserte(contenu, [])) {
      if (niveau === 'departement') codes.add(code)
      else if (niveau === 'commune') codes.add(departementOf(code))
      else for (const departement of referentiel.departementsDe(code)) codes.add(departement)
    }
  }
  for (const { chiffres } of analyse.chiffres) if (chiffres) codes.add(departementOf(chiffres.codeInsee))
  return [...codes].sort()
}

/** Names of what moved since the difference was shown; empty: it may be published as it was seen. */
export function listMouvements(
  vu: Examen,
  maintenant: Examen,
  confirmes: ReadonlySet<string> = new Set<string>(),
): string[] {
  const noms: string[] = []
  vu.points.forEach((avant, index) => {
    const apres = maintenant.points[index]
    if (!apres || apres.statut === 'inchange' || !avant.contenu) return
    const vuAvec = voisinageDe(avant)
    // What was confirmed must still stand beside the very points that were shown.
    if (vuAvec && confirmes.has(vuAvec.cle)) {
      if (voisinageDe(apres)?.cle !== vuAvec.cle) noms.push(avant.contenu.nom)
      return
    }
    // R-REC-28 — choix du portail : le second voit la différence avec le premier, et confirme
    const same = apres.statut === avant.statut && apres.pointId === avant.pointId && apres.version === avant.version
    if (!same) noms.push(avant.contenu.nom)
  })
  vu.chiffres.forEach((avant, index) => {
    const apres = maintenant.chiffres[index]
    if (!apres?.chiffres || apres.statut === 'inchange') return
    const same =
      avant.avant === null ? apres.avant === null : apres.avant !== null && areSameChiffres(avant.avant, apres.avant)
    if (!same) noms.push(`${apres.chiffres.codeInsee} (${apres.chiffres.annee})`)
  })
  return noms
}
