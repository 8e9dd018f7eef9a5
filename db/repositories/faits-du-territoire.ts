/** The official list of communes as the reading of a point needs it. */
import type { FaitsDuTerritoire } from '#lib/domain/guichet/recensement/referentiel.ts'
import { db } from '../client.ts'
import { commune, communeAncienne, departement, epci } from '../schema/index.ts'

/** The whole country, about 40,000 rows; read outside the transaction that writes. */
export async function loadFaitsDuTerritoire(): Promise<FaitsDuTerritoire> {
  const [communes, anciennes, departements, epcis] = await Promise.all([
    db
      .select({
        codeInsee: commune.codeInsee,
        nom: commune.nom,
        departement: commune.departementCode,
        epci: commune.epciCode,
        codesPostaux: commune.codesPostaux,
        latitude: commune.latitude,
        longitude: commune.longitude,
      })
      .from(commune),
    db.select().from(communeAncienne),
    db.select({ code: departement.code }).from(departement),
    db.select({ code: epci.code }).from(epci),
  ])
  return {
    communes: communes.map(({ latitude, longitude, ...rest }) => ({
      ...rest,
      position: latitude === null || longitude === null ? null : { latitude, longitude },
    })),
    anciennes,
    departements: departements.map(({ code }) => code),
    epcis: epcis.map(({ code }) => code),
  }
}
