/**
 * The form of one point, read by the importer's own rules: each field is the cell of the column of that name. What the
 * importer would publish with a remark because nobody is there to ask, the form asks.
 */
import type { Jour } from '../calendrier.ts'
import { writeSaisie } from './horaires/saisie.ts'
import type { ContenuDePoint } from './point-de-contact.ts'
import { adresseDe, type Ligne } from './recensement/classeur.ts'
import { COLONNES_DES_POINTS, type ColonneDePoint, JOURS_DE_LA_SEMAINE } from './recensement/colonnes.ts'
import type { Lecteur } from './recensement/lecteur.ts'
import { readPoint } from './recensement/points.ts'
import type { Referentiel } from './recensement/referentiel.ts'
import type { Remarque } from './recensement/remarques.ts'

export const CHAMPS_DU_FORMULAIRE = Object.keys(COLONNES_DES_POINTS).filter(
  (nom): nom is ColonneDePoint => nom in COLONNES_DES_POINTS && nom !== 'identifiant' && nom !== 'misAJourLe',
)
/** What was typed, by column; `services` is a list of codes. */
export type SaisieDePoint = Readonly<Record<string, string | readonly string[] | undefined>>

const COLONNES = new Map(CHAMPS_DU_FORMULAIRE.concat('misAJourLe').map((nom, rang) => [nom, rang] as const))

/** Remarks that change nothing of what was typed, or that leave it published as it is: said nowhere in the form. */
const ADMISES: readonly Remarque['code'][] = [
  'horaires-libres',
  'position-loin-de-la-commune',
  'cedex',
  'jour-a-venir',
  'fermetures-comprises',
  'texte-long',
  'point-dit-ferme',
]

/** Said of a position that is stored as imprecise as it is: nobody moved it. */
const IMPRECISES: readonly Remarque['code'][] = ['position-approchee', 'position-grossiere']

type Lecture = Readonly<{ ok: true; contenu: ContenuDePoint }> | Readonly<{ ok: false; remarques: readonly Remarque[] }>

/** `le` becomes « Mis à jour le ». `actuel`: the stored point, whose position keeps its precision when it stays. */
export function readFormulaireDePoint(
  saisie: SaisieDePoint,
  faits: Readonly<{ referentiel: Referentiel; lecteur: Lecteur; le: Jour; actuel?: ContenuDePoint }>,
): Lecture {
  const { contenu, remarques } = readPoint(
    { feuille: 'Formulaire', ligne: toLigne({ ...saisie, misAJourLe: faits.le }), colonnes: COLONNES },
    { referentiel: faits.referentiel, lecteur: faits.lecteur, centres: [], le: faits.le, defauts: {} },
  )
  const kept = faits.actuel?.position
  const isSamePlace = kept && saisie.latitude === String(kept.latitude) && saisie.longitude === String(kept.longitude)
  const bloquantes = remarques.filter(
    // R-EDI-03 — choix du portail : mêmes règles ; ce que la lecture laisserait de côté est demandé
    ({ code, gravite }) =>
      gravite === 'refus' ||
      code === 'nir-retire' ||
      (gravite === 'a-verifier' && !ADMISES.includes(code) && !(isSamePlace && IMPRECISES.includes(code))),
  )
  if (!contenu || bloquantes.length > 0) return { ok: false, remarques: bloquantes }
  return { ok: true, contenu: isSamePlace ? { ...contenu, position: kept } : contenu }
}

function toLigne(saisie: SaisieDePoint): Ligne {
  const cellules = [...COLONNES].flatMap(([nom, colonne]) => {
    const value = saisie[nom]
    const texte = typeof value === 'string' ? value.trim() : (value ?? []).join(' ; ')
    return texte === '' ? [] : [{ colonne, cellule: { adresse: adresseDe(colonne, 1), valeur: texte, texte } }]
  })
  return { numero: 1, cellules }
}

/** What the form shows of a stored point: read again, it gives the same content. */
export function toSaisieDePoint(contenu: ContenuDePoint): Record<string, string | readonly string[]> {
  const { adresse, position, territoire, horaires } = contenu
  const saisie = writeSaisie(horaires)
  return {
    nom: contenu.nom,
    canal: contenu.canal,
    type: contenu.type,
    organisme: contenu.organisme ?? '',
    natureOrganisme: contenu.natureOrganisme ?? '',
    siren: contenu.siren ?? '',
    codeGuichet: contenu.codeGuichet ?? '',
    services: contenu.services,
    voie: adresse?.voie ?? '',
    complement: adresse?.complement ?? '',
    codePostal: adresse?.codePostal ?? '',
    commune: adresse?.commune ?? '',
    codeInsee: adresse?.codeInsee ?? '',
    latitude: position ? String(position.latitude) : '',
    longitude: position ? String(position.longitude) : '',
    ...Object.fromEntries(JOURS_DE_LA_SEMAINE.map((jour, rang) => [jour, saisie.jours[rang] ?? ''])),
    horairesTexte: saisie.texte,
    telephone: contenu.telephone ?? '',
    coutAppel: contenu.coutAppel ?? '',
    courriel: contenu.courriel ?? '',
    siteWeb: contenu.siteWeb ?? '',
    rendezVous: contenu.rendezVous ?? '',
    lienRendezVous: contenu.lienRendezVous ?? '',
    fermetures: contenu.fermetures
      .map(({ du, au }) => (du === au ? frenchDay(du) : `${frenchDay(du)} au ${frenchDay(au)}`))
      .join(' ; '),
    publicReserve: contenu.publicReserve,
    territoire: [...territoire.communes, ...territoire.epcis, ...territoire.departements].join(' ; '),
    accessibilitePmr: contenu.accessibilitePmr,
    commentaire: contenu.commentaire ?? '',
  }
}

const frenchDay = (jour: Jour): string => jour.split('-').reverse().join('/')
