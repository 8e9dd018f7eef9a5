/** Both ways between a row of `point_de_contact` and the domain: an incoherent row is a bug and throws. */
import type { InferInsertModel, InferSelectModel } from 'drizzle-orm'
import type { Adresse, ContenuDePoint, PointDeContact, Position } from '#lib/domain/guichet/point-de-contact.ts'
import type { pointDeContact } from '../schema/index.ts'

export type LigneDePoint = InferSelectModel<typeof pointDeContact>
type ColonnesDuContenu = Omit<
  InferInsertModel<typeof pointDeContact>,
  'id' | 'centreId' | 'departementCode' | 'demonstration' | 'version' | 'createdAt' | 'retireAt' | 'fusionneDans'
>

function toAdresse(row: LigneDePoint): Adresse | null {
  const { voie, complement, codePostal, communeNom, codeInsee } = row
  if (voie === null || codePostal === null || codeInsee === null) return null
  return { voie, complement, codePostal, commune: communeNom ?? '', codeInsee }
}

function toPosition(row: LigneDePoint): Position | null {
  const { latitude, longitude, positionPrecision } = row
  if (latitude === null || longitude === null || positionPrecision === null) return null
  return { latitude, longitude, precision: positionPrecision }
}

/** A stored row as a point de contact. Throws when the canal lacks what it needs. */
export function toPoint(row: LigneDePoint): PointDeContact {
  const { id, centreId, nom, type, organisme, natureOrganisme, siren, codeGuichet, services, coutAppel } = row
  const { courriel, rendezVous, lienRendezVous, publicReserve, accessibilitePmr, commentaire, misAJourLe } = row
  const adresse = toAdresse(row)
  const { telephone, siteWeb } = row
  const commun = {
    id,
    centreId,
    nom,
    type,
    organisme,
    natureOrganisme,
    siren,
    codeGuichet,
    services,
    position: toPosition(row),
    coutAppel,
    courriel,
    rendezVous,
    lienRendezVous,
    publicReserve,
    territoire: {
      communes: row.territoireCommunes,
      epcis: row.territoireEpcis,
      departements: row.territoireDepartements,
    },
    accessibilitePmr,
    horaires: { osm: row.horairesOsm, texte: row.horairesTexte, aVerifier: row.horairesAVerifier },
    fermetures: row.fermetures,
    commentaire,
    misAJourLe,
  }
  if (row.canal === 'physique' && adresse) return { ...commun, canal: 'physique', adresse, telephone, siteWeb }
  if (row.canal === 'telephone' && telephone) return { ...commun, canal: 'telephone', adresse, telephone, siteWeb }
  if (row.canal === 'internet' && siteWeb) return { ...commun, canal: 'internet', adresse, telephone, siteWeb }
  throw new Error(`Point de contact ${id} (${row.canal}) lacks what its canal needs.`)
}

/** The columns that hold a content; identity and state of publication stay with the repository. */
export const toRow = (contenu: ContenuDePoint): ColonnesDuContenu => ({
  nom: contenu.nom,
  canal: contenu.canal,
  type: contenu.type,
  organisme: contenu.organisme,
  natureOrganisme: contenu.natureOrganisme,
  siren: contenu.siren,
  codeGuichet: contenu.codeGuichet,
  services: [...contenu.services],
  voie: contenu.adresse?.voie ?? null,
  complement: contenu.adresse?.complement ?? null,
  codePostal: contenu.adresse?.codePostal ?? null,
  communeNom: contenu.adresse?.commune ?? null,
  codeInsee: contenu.adresse?.codeInsee ?? null,
  latitude: contenu.position?.latitude ?? null,
  longitude: contenu.position?.longitude ?? null,
  positionPrecision: contenu.position?.precision ?? null,
  telephone: contenu.telephone,
  coutAppel: contenu.coutAppel,
  courriel: contenu.courriel,
  siteWeb: contenu.siteWeb,
  rendezVous: contenu.rendezVous,
  lienRendezVous: contenu.lienRendezVous,
  publicReserve: contenu.publicReserve,
  territoireCommunes: [...contenu.territoire.communes],
  territoireEpcis: [...contenu.territoire.epcis],
  territoireDepartements: [...contenu.territoire.departements],
  accessibilitePmr: contenu.accessibilitePmr,
  horairesOsm: contenu.horaires.osm,
  horairesTexte: contenu.horaires.texte,
  horairesAVerifier: contenu.horaires.aVerifier,
  fermetures: [...contenu.fermetures],
  commentaire: contenu.commentaire,
  misAJourLe: contenu.misAJourLe,
})

/** The content alone, as kept in the history of a point. */
export function toContenu(point: PointDeContact): ContenuDePoint {
  const { id: _, centreId: __, ...contenu } = point
  return contenu
}
