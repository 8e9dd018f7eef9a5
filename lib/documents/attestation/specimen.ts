/** A sample of each attestation: an invented person, and a signature that no key made, so that it is never « conforme ». */
import type { Attestation } from '#lib/domain/attestation/contenu.ts'
import type { NatureDAttestation } from '#lib/domain/attestation/droit.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { numeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { renderAttestation } from './pdf.ts'

const SIGNATURE = { contenu: 'SPECIMEN'.repeat(21), code: '0'.repeat(16) }

const GESTIONNAIRE = { nom: 'Service fictif du logement', adresse: ['1 rue Inventée', '09000 Foix'] }
const parInternet = (site: string): Attestation['service'] => ({
  code: GUICHET_DU_PORTAIL,
  nom: 'Guichet internet grand public',
  site,
  adresse: [GESTIONNAIRE.nom, ...GESTIONNAIRE.adresse],
})

const unSpecimen = (nature: NatureDAttestation, site: string): Attestation => ({
  nature,
  isRegionale: false,
  demandeur: { nom: 'Camille Exemple-Inventé', nomDeNaissance: null, adresse: ['12 rue Inventée', '09000 Foix'] },
  cotitulaires: ['Dominique Exemple-Inventé'],
  service: { code: 'G0000', nom: 'Guichet fictif de Foix', site: null, adresse: ['3 cours Inventé', '09000 Foix'] },
  renouveleePar: nature === 'renouvellement' ? parInternet(site) : null,
  numeroUnique: numeroUnique('0090326000000G0000'),
  deposeeLe: jour('2026-03-12'),
  isDepotCompte: false,
  enregistreeLe: jour('2026-03-16'),
  renouveleeLe: nature === 'renouvellement' ? jour('2027-02-20') : null,
  ancienneteDepuis: jour('2026-03-12'),
  le: jour(nature === 'renouvellement' ? '2027-02-20' : '2026-03-16'),
  recherche: {
    types: ['T3', 'T4'],
    communes: ['Foix', 'Pamiers'],
    personnes: 3,
    enfants: [{ sorte: 'garde-alternee', nombre: 1 }],
  },
  bailleurs: [
    { commune: 'Foix', noms: ['Office fictif de l’Ariège'] },
    { commune: 'Pamiers', noms: ['Office fictif de l’Ariège', 'Habitat fictif de Pamiers'] },
  ],
  commissions: [
    {
      departement: 'Ariège',
      commission: { nom: 'Commission fictive de médiation', adresse: ['2 place Inventée', '09000 Foix'] },
      saisieDes: [{ logements: null, delai: { mois: 24, le: jour('2028-03-12') } }],
      arrete: 'arrêté fictif n° 09-2024-12',
      arreteLe: jour('2024-03-12'),
    },
  ],
  validite:
    nature === 'renouvellement'
      ? { jusquAu: jour('2028-02-20'), ouvreLe: jour('2027-12-20'), dernierJour: jour('2028-03-20') }
      : { jusquAu: jour('2027-03-12'), ouvreLe: jour('2027-01-12'), dernierJour: jour('2027-04-12') },
  suite: { site, gestionnaires: [GESTIONNAIRE] },
})

/** The sample as bytes, the same each time. */
const renderSpecimen = (nature: NatureDAttestation, site: string): Promise<Buffer> =>
  renderAttestation(unSpecimen(nature, site), SIGNATURE, { specimen: true })

/** Each sample drawn once for an address of the site. A drawing that failed is not kept: the next who asks has another. */
export function makeSpecimens(dessiner = renderSpecimen): typeof renderSpecimen {
  const dessines = new Map<string, Promise<Buffer>>()
  return (nature, site) => {
    const cle = `${nature} ${site}`
    const dessin =
      dessines.get(cle) ??
      dessiner(nature, site).catch((error: unknown) => {
        dessines.delete(cle)
        throw error
      })
    dessines.set(cle, dessin)
    return dessin
  }
}
