/** The report of a census at the command line: the JSON that other programs read, and the same for people. */

import type { ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import type { Examen, Totaux } from '#lib/domain/guichet/recensement/examen.ts'
import type { Gravite, Remarque } from '#lib/domain/guichet/recensement/remarques.ts'
import { formatNombre } from './chiffres.ts'
import { nomDeColonne, phraseDAlerte, phraseDeRemarque } from './recensement.ts'
import { pourquoiDe } from './recensement-propositions.ts'
import { phraseDejaPublie } from './recensement-remarques.ts'

export type LigneDeRapport = Readonly<{
  feuille: string
  ligne: number
  statut: 'nouveau' | 'modifie' | 'inchange' | 'refuse' | 'ignore'
  valeurs: Readonly<Record<string, unknown>>
  remarques: readonly RemarqueDeRapport[]
}>

/** `propositions`: what one may write instead, each one cell or several together. */
export type RemarqueDeRapport = Readonly<{
  cellule: string
  gravite: Gravite
  message: string
  propositions?: readonly Readonly<{
    pourquoi: string
    ecritures: readonly Readonly<{ colonne: string; cellule: string | null; valeur: string }>[]
  }>[]
}>

export type RapportDeRecensement = Readonly<{
  fichier: string
  lisible: boolean
  erreur: string | null
  lignes: readonly LigneDeRapport[]
  totaux: Totaux
  /** What concerns the file and no row: ignored sheets and columns, columns to give once. */
  alertes: readonly string[]
  /** Published points that the file does not name; they stay published. */
  absents: readonly Readonly<{ id: string; nom: string }>[]
}>

const AUCUN: Totaux = { nouveau: 0, modifie: 0, inchange: 0, refuse: 0, ignore: 0, absents: 0 }

export const rapportIllisible = (fichier: string, erreur: string): RapportDeRecensement => ({
  fichier,
  lisible: false,
  erreur,
  lignes: [],
  totaux: AUCUN,
  alertes: [],
  absents: [],
})

/** There is no line to tick at the command line: an option confirms them all. */
const phraseDe = (remarque: Remarque): string =>
  remarque.code === 'deja-publie-par-un-autre'
    ? phraseDejaPublie(remarque, 'relancez avec --confirmer')
    : phraseDeRemarque(remarque)

const toRemarque = (remarque: Remarque): RemarqueDeRapport => ({
  cellule: remarque.cellule,
  gravite: remarque.gravite,
  message: phraseDe(remarque),
  ...(remarque.propositions && {
    propositions: remarque.propositions.map((proposition) => ({
      pourquoi: pourquoiDe(proposition),
      ecritures: proposition.ecritures.map(({ colonne, cellule, valeur }) => ({
        colonne: nomDeColonne(colonne),
        cellule,
        valeur,
      })),
    })),
  }),
})

/** A point in the field names of the open data, plus `siren`, `codeGuichet`, `coutAppel`. */
function valeursDuPoint({ valeurs, pointId, identifiant }: RangCompare): Readonly<Record<string, unknown>> {
  const { fermetures, ...rest } = valeurs
  return { id: pointId ?? identifiant, ...rest, fermetures }
}

const valeursDesChiffres = (valeurs: { [K in keyof ChiffresDeclares]: ChiffresDeclares[K] | null }) => ({ ...valeurs })

/** What the reading of a file says, row by row in the order of the file. */
export function rapportDExamen(fichier: string, examen: Examen): RapportDeRecensement {
  const lignes: LigneDeRapport[] = [
    ...examen.points.map((rang) => ({
      feuille: rang.feuille,
      ligne: rang.ligne,
      statut: rang.statut,
      valeurs: valeursDuPoint(rang),
      remarques: rang.remarques.map(toRemarque),
    })),
    ...examen.chiffres.map((rang) => ({
      feuille: rang.feuille,
      ligne: rang.ligne,
      statut: rang.statut,
      valeurs: valeursDesChiffres(rang.valeurs),
      remarques: rang.remarques.map(toRemarque),
    })),
    ...examen.exemples.map(({ feuille, ligne }) => ({
      feuille,
      ligne,
      statut: 'ignore' as const,
      valeurs: {},
      remarques: [],
    })),
  ]
  const order = [...new Set(lignes.map(({ feuille }) => feuille))]
  const toGive = examen.alertes.filter(({ code }) => code === 'colonne-a-donner').map(phraseDAlerte)
  return {
    fichier,
    lisible: true,
    erreur: toGive.length > 0 ? toGive.join(' ') : null,
    lignes: lignes.sort((a, b) => order.indexOf(a.feuille) - order.indexOf(b.feuille) || a.ligne - b.ligne),
    totaux: examen.totaux,
    alertes: examen.alertes.map(phraseDAlerte),
    absents: examen.absents,
  }
}

const MOTS = {
  nouveau: 'nouvelle',
  modifie: 'modifiée',
  inchange: 'inchangée',
  refuse: 'refusée',
  ignore: 'ignorée',
} as const
const SIGNES: Readonly<Record<Gravite, string>> = { corrige: 'corrigé', 'a-verifier': 'à vérifier', refus: 'REFUSÉ' }
const plural = (count: number, word: string): string => `${formatNombre(count)} ${word}${count > 1 ? 's' : ''}`

/** The report for people: totals, then only the rows that have something to say. `refus`: why nothing was published. */
export function formatRapport(
  rapport: RapportDeRecensement,
  { publie, refus = null }: Readonly<{ publie: boolean; refus?: string | null }>,
): string {
  if (!rapport.lisible) return `${rapport.fichier}\n  ${rapport.erreur}\n`
  const { totaux } = rapport
  const counts = (['nouveau', 'modifie', 'inchange', 'refuse', 'ignore'] as const)
    .filter((statut) => totaux[statut] > 0)
    .map((statut) => plural(totaux[statut], MOTS[statut]))
  const lines = [
    rapport.fichier,
    `  Lignes : ${counts.join(', ') || 'aucune'}.`,
    ...rapport.alertes.map((text) => `  ${text}`),
  ]
  for (const { feuille, ligne, remarques } of rapport.lignes)
    for (const { cellule, gravite, message } of remarques)
      lines.push(`  ${feuille}, ligne ${ligne}, ${cellule} [${SIGNES[gravite]}] ${message}`)
  if (rapport.absents.length > 0)
    lines.push(
      `  Publiés mais absents du fichier, et laissés en place : ${rapport.absents.map(({ nom }) => nom).join(' ; ')}.`,
    )
  lines.push(
    refus !== null
      ? `  Rien n’est publié. ${refus}`
      : publie
        ? '  Les lignes acceptées sont publiées.'
        : '  Essai à blanc : rien n’est publié. Ajoutez --publier.',
  )
  return `${lines.join('\n')}\n`
}
