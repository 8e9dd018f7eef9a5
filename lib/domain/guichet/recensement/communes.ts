/** One row of the sheet `Communes`: the structure du parc of a commune, by type de logement. */
import { parseJour } from '../../calendrier.ts'
import type { ChiffresDeclares } from '../chiffres.ts'
import { TYPES_DE_LOGEMENT, type TypeDeLogement } from '../vocabulaire.ts'
import type { Ligne } from './classeur.ts'
import type { Colonne, ColonneDeCommune } from './colonnes.ts'
import type { CelluleCorrigee } from './corrections.ts'
import { constatTropAncien, isTropAncien, readJour } from './jours.ts'
import { porteeDe } from './lecteur.ts'
import { readCommune } from './lieu.ts'
import { codeOf, noteHorsListe, readTexteLibre } from './listes.ts'
import { estMuet } from './muettes.ts'
import type { FaitsDeLecture } from './points.ts'
import { openRang, type Rang, withoutDecimals } from './rang.ts'
import { isRefused, type Remarque } from './remarques.ts'
import { fold } from './texte.ts'

export type RangDeChiffres = Readonly<{
  feuille: string
  ligne: number
  trouve: Readonly<Partial<Record<Colonne, string>>>
  valeurs: Readonly<{ [K in keyof ChiffresDeclares]: ChiffresDeclares[K] | null }>
  chiffres: ChiffresDeclares | null
  remarques: readonly Remarque[]
  /** Cells read as they were corrected in the preview. */
  corrigees?: readonly CelluleCorrigee[]
}>

const ANNEE_MIN = 2000

export function readChiffres(
  { feuille, ligne, colonnes }: Readonly<{ feuille: string; ligne: Ligne; colonnes: ReadonlyMap<Colonne, number> }>,
  faits: FaitsDeLecture,
): RangDeChiffres {
  const rang = openRang(ligne, colonnes)
  const commune = readCommune(rang, faits.referentiel)
  const isAsked = rang.remarques.some(({ colonne, gravite }) => colonne === 'commune' && gravite === 'refus')
  if (rang.texte('codeInsee') === '' && rang.texte('commune') === '' && !isAsked)
    rang.note('codeInsee', 'refus', { code: 'manquant' })
  const portee = porteeDe(faits.lecteur)
  if (commune && portee && !portee.includes(commune.departement))
    rang.note('codeInsee', 'refus', { code: 'hors-de-portee', valeur: commune.nom, departements: portee })
  const valeurs = {
    codeInsee: commune?.codeInsee ?? null,
    annee: readAnnee(rang, Number(faits.le.slice(0, 4))),
    type: readType(rang),
    logements: readNombre(rang, 'logements'),
    demandesEnAttente: readNombre(rang, 'demandesEnAttente'),
    attributionsN1: readNombre(rang, 'attributionsN1'),
    arreteAu: readArreteAu(rang),
    source: readTexteLibre(rang, 'source', 200),
  }
  const { codeInsee, annee, type, logements, attributionsN1 } = valeurs
  if (logements === null && attributionsN1 === null && valeurs.demandesEnAttente === null)
    rang.note('logements', 'a-verifier', { code: 'aucun-chiffre' })
  // R-REC-24 — une année compte rarement plus d’attributions que le parc n’a de logements : publié et signalé
  if (logements !== null && attributionsN1 !== null && attributionsN1 > logements)
    rang.note('attributionsN1', 'a-verifier', {
      code: 'plus-d-attributions-que-de-logements',
      attributions: attributionsN1,
      logements,
    })
  const isWhole = codeInsee !== null && annee !== null && type !== null && !isRefused(rang.remarques)
  return {
    feuille,
    ligne: ligne.numero,
    trouve: rang.trouve,
    valeurs,
    chiffres: isWhole ? { ...valeurs, codeInsee, annee, type } : null,
    remarques: rang.remarques,
  }
}

/** How statistics say that a figure is not known, or not told. */
const SECRET = /^(?:n?s|secret(?: statistique)?|confidentiel)\.?$/i

/** Whole and not negative; an empty cell is unknown, never 0. */
function readNombre(rang: Rang, colonne: ColonneDeCommune): number | null {
  const typed = rang.texte(colonne)
  // R-REC-22 — choix du portail : nombre entier ou vide ; vide est inconnu, jamais 0
  if (typed === '') return null
  const digits = withoutDecimals(typed.replace(/\s/g, ''))
  // R-TAB-03 — choix du portail : « 1,000 » est un ou mille, et ne se devine pas
  const isMillier = !rang.isNumber(colonne) && /^[1-9]\d{0,2}[.,]000$/.test(typed)
  if (isMillier || !/^\d{1,9}$/.test(digits)) {
    const isTu = estMuet(typed) || SECRET.test(typed)
    const sens = isMillier ? [typed.replace(/[.,]/, ''), typed.slice(0, -4)] : isTu ? [''] : []
    rang.note(
      colonne,
      'refus',
      { code: 'nombre-faux', valeur: typed },
      sens.map((valeur) => rang.propose(valeur === '' ? 'cellule-videe' : 'sens-possible', { [colonne]: valeur })),
    )
    return null
  }
  if (digits !== typed) rang.note(colonne, 'corrige', { code: 'ecriture-retablie', avant: typed, apres: digits })
  return Number(digits)
}

function readAnnee(rang: Rang, current: number): number | null {
  const typed = withoutDecimals(rang.texte('annee'))
  if (typed === '') {
    rang.note('annee', 'refus', { code: 'manquant' })
    return null
  }
  const annee = /^\d{4}$/.test(typed) ? Number(typed) : 0
  // R-REC-23 — choix du portail : les chiffres d’une année à venir n’existent pas encore
  if (annee >= ANNEE_MIN && annee <= current) return annee
  rang.note('annee', 'refus', { code: 'annee-fausse', valeur: typed })
  return null
}

function readType(rang: Rang): TypeDeLogement | null {
  const typed = rang.texte('type')
  if (typed === '') {
    rang.note('type', 'refus', { code: 'manquant' })
    return null
  }
  // R-REC-99 — choix du portail : le total des types d’une commune est son « Ensemble », et c’est montré
  if (/^total(?: general)?$/.test(fold(typed))) {
    const apres = TYPES_DE_LOGEMENT.ensemble
    rang.note('type', 'corrige', { code: 'ecriture-retablie', avant: typed, apres })
    return 'ensemble'
  }
  const isAuMoinsSix = /^t6 ?(?:et |ou )?(?:\+|plus)$/i.test(typed)
  // R-TAB-03 — choix du portail : « T5+ » compte d’autres logements que « T5 », et ne se lit pas comme lui
  const isBorne = /[+<>≤≥±~]/.test(typed)
  const type = isAuMoinsSix ? 't6-et-plus' : isBorne ? undefined : codeOf(TYPES_DE_LOGEMENT, typed)
  if (!type) noteHorsListe(rang, { colonne: 'type', valeur: typed, liste: TYPES_DE_LOGEMENT })
  return type ?? null
}

function readArreteAu(rang: Rang) {
  const cellule = rang.cellule('arreteAu')
  if (!cellule || rang.texte('arreteAu') === '') return null
  const day = readJour(cellule) ?? parseJour(cellule.texte)
  if (!day) rang.note('arreteAu', 'refus', { code: 'jour-illisible', valeur: cellule.texte })
  else if (isTropAncien(day))
    rang.note('arreteAu', 'refus', constatTropAncien(cellule.texte, day), [
      rang.propose('cellule-videe', { arreteAu: '' }),
    ])
  return day ?? null
}
