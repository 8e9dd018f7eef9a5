/** Censuses for the tests of use cases: rows of cells, read without a file. */
import { db } from '#db/client.ts'
import { loadReferentiel } from '#db/repositories/referentiel.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import { COLONNES_DES_COMMUNES } from '#lib/domain/guichet/recensement/colonnes.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { accept } from '#lib/domain/resultat.ts'
import { type Par, readRecensement } from './read-recensement.ts'

export type Rang = (string | number | null)[]

const ENTETES = [
  'Identifiant',
  'Nom',
  'Canal',
  'Type',
  'Services',
  'Adresse',
  'Code postal',
  'Commune',
  'Téléphone',
  'Mis à jour le',
]

/** A physical point of Foix, whole. */
export const unPoint = (nom: string, telephone: string, changes: Readonly<Record<number, string>> = {}): Rang => {
  const rang: Rang = [
    null,
    nom,
    'Physique',
    'Lieu d’information',
    'Information',
    '1 rue Inventée',
    '09000',
    'Foix',
    telephone,
    '03/03/2026',
  ]
  return rang.map((cell, at) => changes[at] ?? cell)
}

export const FOIX_T3 = (logements: number): Rang => [
  '09122',
  'Foix',
  2025,
  'T3',
  logements,
  null,
  12,
  '31/12/2024',
  'Essai',
]

export const unClasseurDe = (points: readonly Rang[], communes: readonly Rang[] = []): Classeur => ({
  feuilles: [
    feuilleDe('Points de contact', [ENTETES, ...points]),
    ...(communes.length > 0 ? [feuilleDe('Communes', [Object.values(COLONNES_DES_COMMUNES), ...communes])] : []),
  ],
})

/** Deposits and reads; throws when it is refused. */
export async function lireClasseur(
  contenu: Classeur,
  { centreId, par, departements = ['09'] }: Readonly<{ centreId: string | null; par: Par; departements?: string[] }>,
) {
  const referentiel = await loadReferentiel(db)
  const depot = {
    nom: 'essai.xlsx',
    octets: Buffer.from('x'),
    centreId,
    departements,
    origine: 'administration',
  } as const
  const lu = await readRecensement(depot, { lire: async () => accept(contenu), referentiel }, par)
  if (!lu.ok) throw new Error(lu.refus.code)
  return lu.value
}
