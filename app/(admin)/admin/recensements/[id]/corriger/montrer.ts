/** A row of the preview as its form shows it: cells to mend, repairs, the question, and what was corrected already. */
import type { AuteurDeCorrection } from '#db/queries/corrections.ts'
import { nomDeColonne, phraseDeRemarque, STATUTS_DE_LIGNE } from '#lib/documents/recensement.ts'
import { MOTS_DE_GRAVITE } from '#lib/documents/recensement-annotation.ts'
import {
  choixDe,
  comprisDe,
  reparationProposee,
  situationDe,
  texteCorrige,
} from '#lib/documents/recensement-corrections.ts'
import { candidatsDe, listACorriger } from '#lib/domain/guichet/recensement/a-corriger.ts'
import type { ColonnesDeFeuille } from '#lib/domain/guichet/recensement/analyse.ts'
import { COLONNES, type Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import { NOUVEAU_POINT } from '#lib/domain/guichet/recensement/corrections.ts'
import type { ChiffresCompares } from '#lib/domain/guichet/recensement/examen.ts'
import type { Remarque } from '#lib/domain/guichet/recensement/remarques.ts'

export type CelluleMontree = Readonly<{
  colonne: Colonne
  libelle: string
  /** Address such as `B7`; null: the sheet has no such column. */
  cellule: string | null
  /** What the file says; empty when nothing. */
  ecrit: string
  /** What is read today: the correction that stands, else what is written. */
  valeur: string
  choix: readonly string[] | undefined
  isLongue: boolean
}>
export type GroupeMontre = Readonly<{
  cle: string
  cellules: readonly CelluleMontree[]
  remarques: readonly Readonly<{ cle: string; etat: string; phrase: string }>[]
  /** The repairs offered, by the reason that they share; each writes `valeurs`, as JSON by column. */
  reparations: readonly Readonly<{
    pourquoi: string
    boutons: readonly Readonly<{ texte: string; valeurs: string }>[]
  }>[]
}>
/** « Quel point est-ce ? »: why it is asked, and the answers. */
export type QuestionMontree = Readonly<{
  pourquoi: string
  reponses: readonly Readonly<{ valeur: string; libelle: string; aide: string }>[]
}>
/** A row among others to mend together; `cle` stands before the names of its fields. */
export type LigneACorrigerMontree = Readonly<{
  cle: string
  feuille: string
  ligne: number
  nom: string
  etat: string
  groupes: readonly GroupeMontre[]
  question: QuestionMontree | undefined
}>
export type CelluleCorrigeeMontree = Readonly<{
  colonne: Colonne
  libelle: string
  cellule: string | null
  ecrit: string
  valeur: string
  corrige: string
  compris: string | undefined
  auteur: string | null
  at: Date | undefined
}>

type Rang = RangCompare | ChiffresCompares

const LONGUES: ReadonlySet<Colonne> = new Set(['horairesTexte', 'commentaire', 'services', 'territoire', 'fermetures'])
const LIGNE_COURTE = 60

/** The letters of the columns of the row's sheet. */
export type Lettres = ColonnesDeFeuille['lettres']

/** Where each column of the row stands; a remark on what was put together from pieces says the first of them. */
function cellulesDe({ ligne, remarques, corrigees = [] }: Rang, lettres: Lettres): ReadonlyMap<Colonne, string> {
  const places = new Map<Colonne, string>()
  for (const colonne of COLONNES) if (lettres[colonne]) places.set(colonne, `${lettres[colonne]}${ligne}`)
  for (const { colonne, cellule, propositions = [] } of remarques) {
    places.set(colonne, cellule)
    for (const ecriture of propositions.flatMap(({ ecritures }) => ecritures))
      if (ecriture.cellule !== null) places.set(ecriture.colonne, ecriture.cellule)
  }
  for (const { colonne, cellule } of corrigees) if (cellule !== null) places.set(colonne, cellule)
  return places
}

export function showGroupes(rang: Rang, lettres: Lettres): GroupeMontre[] {
  const places = cellulesDe(rang, lettres)
  return listACorriger(rang).map(({ colonnes, remarques }) => ({
    cle: colonnes.join('-'),
    cellules: colonnes.map((colonne) => showCellule(rang, colonne, places)),
    remarques: remarques.map((remarque, rang) => ({
      // One cell may have the same thing said of several of its parts.
      cle: `${remarque.cellule}-${remarque.code}-${rang}`,
      etat: MOTS_DE_GRAVITE[remarque.gravite],
      phrase: phraseDeRemarque(remarque),
    })),
    reparations: showReparations(remarques),
  }))
}

function showCellule(rang: Rang, colonne: Colonne, places: ReadonlyMap<Colonne, string>): CelluleMontree {
  const ecrit = rang.trouve[colonne] ?? ''
  const valeur = rang.corrigees?.find((one) => one.colonne === colonne)?.valeur ?? ecrit
  return {
    colonne,
    libelle: nomDeColonne(colonne),
    cellule: places.get(colonne) ?? null,
    ecrit,
    valeur,
    choix: choixDe(colonne, 'chiffres' in rang ? 'chiffres' : 'point'),
    isLongue: LONGUES.has(colonne) || valeur.length > LIGNE_COURTE || valeur.includes('\n'),
  }
}

function showReparations(remarques: readonly Remarque[]): GroupeMontre['reparations'] {
  const offered = remarques.flatMap(({ propositions = [] }) => propositions.map(reparationProposee))
  return [...Map.groupBy(offered, ({ pourquoi }) => pourquoi)].map(([pourquoi, list]) => ({
    pourquoi,
    boutons: list.map(({ bouton, valeurs }) => ({ texte: bouton, valeurs: JSON.stringify(valeurs) })),
  }))
}

/** Which published point the row is, when that is asked. */
export function showQuestion(rang: Rang): QuestionMontree | undefined {
  const candidats = candidatsDe(rang)
  if (candidats.length === 0) return undefined
  const several = candidats.length > 1
  return {
    pourquoi: several
      ? `Cette ligne ressemble à ${candidats.length} points publiés. Elle attend votre réponse.`
      : 'Plusieurs lignes de ce fichier ressemblent à ce point publié. Celle-ci attend votre réponse.',
    reponses: [
      ...candidats.map((candidat) => ({ valeur: candidat.id, libelle: candidat.nom, aide: situationDe(candidat) })),
      {
        valeur: NOUVEAU_POINT,
        libelle: 'Un nouveau point',
        aide: several ? 'Aucun de ceux-là : il paraîtra à côté d’eux.' : 'Un autre : il paraîtra à côté de celui-là.',
      },
    ],
  }
}

type UneLigne = Omit<LigneACorrigerMontree, 'cle'>

/** The row when something of it is to be mended; undefined else. */
export function showLigne(rang: Rang, lettres: Lettres): UneLigne | undefined {
  const groupes = showGroupes(rang, lettres)
  const question = showQuestion(rang)
  return groupes.length === 0 && !question ? undefined : { ...titreDe(rang), groupes, question }
}

/** The same with the cells that were corrected, whatever became of them: what was typed over them is shown again. */
export function showLigneEntiere(rang: Rang, lettres: Lettres): UneLigne {
  const groupes = showGroupes(rang, lettres)
  const shown = new Set(groupes.flatMap(({ cellules }) => cellules.map(({ colonne }) => colonne)))
  const corrigees = (rang.corrigees ?? []).filter(({ colonne }) => colonne !== 'identifiant' && !shown.has(colonne))
  const places = cellulesDe(rang, lettres)
  const faites: GroupeMontre[] = corrigees.map(({ colonne }) => ({
    cle: colonne,
    cellules: [showCellule(rang, colonne, places)],
    remarques: [{ cle: colonne, etat: 'Corrigé ici', phrase: 'Cette cellule est déjà corrigée.' }],
    reparations: [],
  }))
  return { ...titreDe(rang), groupes: [...groupes, ...faites], question: showQuestion(rang) }
}

const titreDe = ({ feuille, ligne, trouve, statut }: Rang) => ({
  feuille,
  ligne,
  nom: trouve.nom ?? trouve.commune ?? 'Sans nom',
  etat: STATUTS_DE_LIGNE[statut],
})

/** The remarks that no field of the form shows. */
export function listAutresRemarques(rang: Rang): readonly Remarque[] {
  const shown = new Set(listACorriger(rang).flatMap(({ remarques }) => remarques))
  return rang.remarques.filter((remarque) => !shown.has(remarque) && remarque.code !== 'rapprochement-ambigu')
}

export function showCorrigees(rang: Rang, auteurs: readonly AuteurDeCorrection[]): CelluleCorrigeeMontree[] {
  const isRefused = (colonne: Colonne) =>
    rang.remarques.some((remarque) => remarque.colonne === colonne && remarque.gravite === 'refus')
  return (rang.corrigees ?? []).map((corrigee) => {
    const { colonne, cellule, ecrit, valeur } = corrigee
    const who = auteurs.find((one) => one.colonne === colonne)
    return {
      colonne,
      libelle: colonne === 'identifiant' ? 'Quel point est-ce ?' : nomDeColonne(colonne),
      cellule: colonne === 'identifiant' ? null : cellule,
      ecrit,
      valeur,
      corrige: texteCorrige(corrigee),
      compris: isRefused(colonne) ? undefined : comprisDe(rang, colonne),
      auteur: who?.auteur ?? null,
      at: who?.at,
    }
  })
}
