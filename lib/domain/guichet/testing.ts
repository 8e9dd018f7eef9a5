/** Builders for tests: a plausible point in Foix, changed by what the test says. */
import { jour } from '../calendrier.ts'
import type { ContenuDePoint } from './point-de-contact.ts'
import type { PointPublie } from './point-publie.ts'

const MODELE = {
  nom: 'Maison de l’habitat de Foix (démonstration)',
  type: 'guichet-enregistreur',
  organisme: 'Commune de Foix',
  natureOrganisme: 'commune',
  siren: '210901229',
  codeGuichet: '09A01',
  services: ['creation', 'renouvellement'],
  adresse: {
    voie: '45 cours Gabriel-Fauré',
    complement: null,
    codePostal: '09000',
    commune: 'Foix',
    codeInsee: '09122',
  },
  position: { latitude: 42.9654, longitude: 1.607, precision: 'adresse' },
  telephone: '05 36 49 00 01',
  coutAppel: null,
  courriel: 'habitat@foix.invalid',
  siteWeb: 'https://habitat-foix.invalid/',
  rendezVous: 'possible',
  lienRendezVous: null,
  publicReserve: 'tout-public',
  territoire: { communes: ['09122'], epcis: [], departements: [] },
  accessibilitePmr: 'oui',
  horaires: { osm: 'Mo-Fr 09:00-12:00; PH off', texte: null, aVerifier: false },
  fermetures: [{ du: jour('2026-08-01'), au: jour('2026-08-15') }],
  commentaire: null,
  misAJourLe: jour('2026-03-03'),
} as const satisfies Omit<ContenuDePoint, 'canal'>

/** A content that its canal allows: the model holds an address, a number and a site. */
export function unPointDeContact(changes: Partial<ContenuDePoint> = {}): ContenuDePoint {
  const { canal = 'physique', adresse, telephone, siteWeb, ...rest } = changes
  const base = { ...MODELE, ...rest }
  if (canal === 'telephone') {
    return {
      ...base,
      canal,
      adresse: adresse ?? null,
      telephone: telephone ?? MODELE.telephone,
      siteWeb: siteWeb ?? null,
    }
  }
  if (canal === 'internet') {
    return {
      ...base,
      canal,
      adresse: adresse ?? null,
      telephone: telephone ?? null,
      siteWeb: siteWeb ?? MODELE.siteWeb,
    }
  }
  return {
    ...base,
    canal,
    adresse: adresse ?? MODELE.adresse,
    telephone: telephone === undefined ? MODELE.telephone : telephone,
    siteWeb: siteWeb === undefined ? MODELE.siteWeb : siteWeb,
  }
}

/** The same, as the public reads it in Foix. */
export const unPointPublie = (changes: Partial<ContenuDePoint> = {}, id = 'AbCdEf123456'): PointPublie => ({
  ...unPointDeContact(changes),
  id,
  centreId: null,
  departement: '09',
  demonstration: false,
  communeSlug: 'foix',
  environKm: null,
  ancien: false,
})
