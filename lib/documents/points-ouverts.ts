/**
 * A published point in the words of the open data: the same fields for JSON, CSV and GeoJSON. What the portal keeps for
 * itself (centre, SIREN, version) stays out.
 */
import type { PointPublie } from '#lib/domain/guichet/point-publie.ts'
import type { Colonne } from './csv.ts'

/** The point as JSON; the contract of `GET /api/v1/points-de-contact`. */
export function formatPointOuvert(point: PointPublie) {
  const { territoire, horaires, position, adresse } = point
  return {
    id: point.id,
    nom: point.nom,
    canal: point.canal,
    type: point.type,
    organisme: point.organisme,
    natureOrganisme: point.natureOrganisme,
    services: [...point.services],
    adresse: adresse && { ...adresse },
    position: position && { ...position },
    telephone: point.telephone,
    coutAppel: point.coutAppel,
    courriel: point.courriel,
    siteWeb: point.siteWeb,
    rendezVous: point.rendezVous,
    lienRendezVous: point.lienRendezVous,
    publicReserve: point.publicReserve,
    territoire: {
      communes: [...territoire.communes],
      epcis: [...territoire.epcis],
      departements: [...territoire.departements],
    },
    accessibilitePmr: point.accessibilitePmr,
    horaires: { ...horaires },
    fermetures: point.fermetures.map((fermeture) => ({ ...fermeture })),
    commentaire: point.commentaire,
    misAJourLe: point.misAJourLe,
    demonstration: point.demonstration,
  }
}

const joined = (codes: readonly string[]): string => codes.join(', ')

/** One column a field; lists are joined by a comma, which the separator leaves free. */
export const COLONNES_DE_POINT: readonly Colonne<PointPublie>[] = [
  { titre: 'id', valeur: ({ id }) => id },
  { titre: 'nom', valeur: ({ nom }) => nom },
  { titre: 'canal', valeur: ({ canal }) => canal },
  { titre: 'type', valeur: ({ type }) => type },
  { titre: 'organisme', valeur: ({ organisme }) => organisme },
  { titre: 'natureOrganisme', valeur: ({ natureOrganisme }) => natureOrganisme },
  { titre: 'services', valeur: ({ services }) => joined(services) },
  { titre: 'voie', valeur: ({ adresse }) => adresse?.voie },
  { titre: 'complement', valeur: ({ adresse }) => adresse?.complement },
  { titre: 'codePostal', valeur: ({ adresse }) => adresse?.codePostal },
  { titre: 'commune', valeur: ({ adresse }) => adresse?.commune },
  { titre: 'codeInsee', valeur: ({ adresse }) => adresse?.codeInsee },
  { titre: 'latitude', valeur: ({ position }) => position?.latitude },
  { titre: 'longitude', valeur: ({ position }) => position?.longitude },
  { titre: 'precision', valeur: ({ position }) => position?.precision },
  { titre: 'telephone', valeur: ({ telephone }) => telephone },
  { titre: 'coutAppel', valeur: ({ coutAppel }) => coutAppel },
  { titre: 'courriel', valeur: ({ courriel }) => courriel },
  { titre: 'siteWeb', valeur: ({ siteWeb }) => siteWeb },
  { titre: 'rendezVous', valeur: ({ rendezVous }) => rendezVous },
  { titre: 'lienRendezVous', valeur: ({ lienRendezVous }) => lienRendezVous },
  { titre: 'publicReserve', valeur: ({ publicReserve }) => publicReserve },
  { titre: 'territoireCommunes', valeur: ({ territoire }) => joined(territoire.communes) },
  { titre: 'territoireEpcis', valeur: ({ territoire }) => joined(territoire.epcis) },
  { titre: 'territoireDepartements', valeur: ({ territoire }) => joined(territoire.departements) },
  { titre: 'accessibilitePmr', valeur: ({ accessibilitePmr }) => accessibilitePmr },
  { titre: 'horairesOsm', valeur: ({ horaires }) => horaires.osm },
  { titre: 'horairesTexte', valeur: ({ horaires }) => horaires.texte },
  { titre: 'horairesAVerifier', valeur: ({ horaires }) => horaires.aVerifier },
  { titre: 'fermetures', valeur: ({ fermetures }) => joined(fermetures.map(({ du, au }) => `${du}/${au}`)) },
  { titre: 'commentaire', valeur: ({ commentaire }) => commentaire },
  { titre: 'misAJourLe', valeur: ({ misAJourLe }) => misAJourLe },
  { titre: 'demonstration', valeur: ({ demonstration }) => demonstration },
]

/** A GeoJSON collection (RFC 7946), feature by feature; a point without position has a null geometry. */
export async function* streamGeoJson(
  points: AsyncIterable<PointPublie> | Iterable<PointPublie>,
): AsyncGenerator<string, void, undefined> {
  yield '{"type":"FeatureCollection","features":['
  let first = true
  for await (const point of points) {
    const { position, id, ...properties } = formatPointOuvert(point)
    const feature = {
      type: 'Feature',
      id,
      geometry: position && { type: 'Point', coordinates: [position.longitude, position.latitude] },
      properties: { id, ...properties, precision: position?.precision ?? null },
    }
    yield `${first ? '' : ','}\n${JSON.stringify(feature)}`
    first = false
  }
  yield '\n]}\n'
}
