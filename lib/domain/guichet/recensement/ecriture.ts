/** The inverse of the reading: a point and a row of figures as the cells of the model, so that a prefilled workbook reads back the same. */
import type { ChiffresDeclares } from '../chiffres.ts'
import { writeSaisie } from '../horaires/saisie.ts'
import type { ContenuDePoint, Fermeture } from '../point-de-contact.ts'
import {
  ACCESSIBILITES,
  CANAUX,
  NATURES,
  PUBLICS,
  RENDEZ_VOUS,
  SERVICES,
  TYPES_DE_LOGEMENT,
  TYPES_DE_POINT,
} from '../vocabulaire.ts'
import { type ColonneDeCommune, type ColonneDePoint, JOURS_DE_LA_SEMAINE } from './colonnes.ts'

/** A day stays a day: the writer stores it as a date. */
export type ValeurDeCellule = string | number | Readonly<{ jour: string }>
export type CellulesDePoint = Readonly<Partial<Record<ColonneDePoint, ValeurDeCellule>>>

/** `24/12/2026`. */
export const writeJour = (jour: string): string => jour.split('-').reverse().join('/')
/** `24/12/2026`, `01/08/2026-15/08/2026`. */
export const writeFermeture = ({ du, au }: Fermeture): string =>
  du === au ? writeJour(du) : `${writeJour(du)}-${writeJour(au)}`

/** The cells of a published point, or of a content when it has no identifiant yet. */
export function describePoint(contenu: ContenuDePoint, identifiant?: string): CellulesDePoint {
  const { jours, texte } = writeSaisie(contenu.horaires)
  const cells: Partial<Record<ColonneDePoint, ValeurDeCellule | null | undefined>> = {
    identifiant,
    nom: contenu.nom,
    canal: CANAUX[contenu.canal],
    type: TYPES_DE_POINT[contenu.type],
    organisme: contenu.organisme,
    natureOrganisme: contenu.natureOrganisme && NATURES[contenu.natureOrganisme],
    siren: contenu.siren,
    codeGuichet: contenu.codeGuichet,
    services: contenu.services.map((service) => SERVICES[service]).join(' ; '),
    voie: contenu.adresse?.voie,
    complement: contenu.adresse?.complement,
    codePostal: contenu.adresse?.codePostal,
    commune: contenu.adresse?.commune,
    codeInsee: contenu.adresse?.codeInsee,
    latitude: contenu.position?.latitude,
    longitude: contenu.position?.longitude,
    horairesTexte: texte,
    telephone: contenu.telephone,
    coutAppel: contenu.coutAppel,
    courriel: contenu.courriel,
    siteWeb: contenu.siteWeb,
    rendezVous: contenu.rendezVous && RENDEZ_VOUS[contenu.rendezVous],
    lienRendezVous: contenu.lienRendezVous,
    fermetures: contenu.fermetures.map(writeFermeture).join(' ; '),
    publicReserve: PUBLICS[contenu.publicReserve],
    territoire: [...contenu.territoire.communes, ...contenu.territoire.epcis, ...contenu.territoire.departements].join(
      ' ; ',
    ),
    accessibilitePmr: ACCESSIBILITES[contenu.accessibilitePmr],
    commentaire: contenu.commentaire,
    misAJourLe: { jour: contenu.misAJourLe },
  }
  JOURS_DE_LA_SEMAINE.forEach((jour, index) => {
    cells[jour] = jours[index]
  })
  return withoutEmpty(cells)
}

/** The cells of a row of figures; unknown is an empty cell, 0 is 0. */
export function describeChiffres(
  chiffres: ChiffresDeclares,
  commune: string,
): Readonly<Partial<Record<ColonneDeCommune, ValeurDeCellule>>> {
  return withoutEmpty({
    codeInsee: chiffres.codeInsee,
    commune,
    annee: chiffres.annee,
    type: TYPES_DE_LOGEMENT[chiffres.type],
    logements: chiffres.logements,
    demandesEnAttente: chiffres.demandesEnAttente,
    attributionsN1: chiffres.attributionsN1,
    arreteAu: chiffres.arreteAu === null ? null : { jour: chiffres.arreteAu },
    source: chiffres.source,
  })
}

function withoutEmpty<C extends string>(
  cells: Partial<Record<C, ValeurDeCellule | null | undefined>>,
): Partial<Record<C, ValeurDeCellule>> {
  const kept: Partial<Record<C, ValeurDeCellule>> = {}
  for (const key in cells) {
    const value = cells[key]
    if (value !== null && value !== undefined && value !== '') kept[key] = value
  }
  return kept
}
