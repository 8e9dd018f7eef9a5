/** Censuses for the tests of use cases: rows of cells, read without a file. */

import { db } from '#db/client.ts'
import { compte } from '#db/schema/index.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { avisDeContactChange } from '#lib/documents/courriels.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import { COLONNES_DES_COMMUNES } from '#lib/domain/guichet/recensement/colonnes.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { accept } from '#lib/domain/resultat.ts'
import { modifyDemande } from './edit-demande.ts'
import { type Par, readRecensement } from './read-recensement.ts'

/** What an act that changes a contact tells the one of before, where a test does not read it. */
export const AVIS_DE_CONTACT = avisDeContactChange('https://portail.invalid')

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

/** A physical point of Foix, whole; `changes` by column of `ENTETES`. */
export const unPoint = (
  nom: string,
  telephone: string,
  changes: Readonly<Record<number, string | null>> = {},
): Rang => {
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
  return rang.map((cell, at) => (at in changes ? (changes[at] ?? null) : cell))
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

/** The same in another commune, in the order of its arguments. */
export const unPointA = (nom: string, commune = 'Foix', codePostal = '09000', telephone = '05 36 49 00 01'): Rang =>
  unPoint(nom, telephone, { 6: codePostal, 7: commune })

export const unNumero = (nom: string, telephone = '36 46'): Rang =>
  unPoint(nom, telephone, { 2: 'Téléphone', 5: null, 6: null, 7: null })

/** A centre and its agent. */
export type Tenu = Readonly<{ id: string; agent: Contexte }>
export const contexteDe = (acteur: Acteur): Contexte => ({ acteur, maintenant: '2026-06-01T10:00:00Z' })

async function unCompte(role: 'agent-de-guichet' | 'gestionnaire-territorial', courriel: string): Promise<string> {
  const [row] = await db.insert(compte).values({ courriel, role }).returning({ id: compte.id })
  return row?.id ?? ''
}
export async function unCentre(nom: string, departements: string[] = ['09']): Promise<Tenu> {
  const id = await insertCentre({ nom, departements })
  const compteId = await unCompte('agent-de-guichet', `${nom}@x.invalid`)
  return { id, agent: contexteDe({ role: 'agent-de-guichet', compteId, centres: [id] }) }
}

/** The territory of tests, two centres of Ariège and its gestionnaire. */
export async function unDecor(): Promise<Readonly<{ ariege: Tenu; autre: Tenu; gestionnaire: Contexte }>> {
  await insertTerritoire()
  const [ariege, autre] = [await unCentre('a'), await unCentre('b')]
  const compteId = await unCompte('gestionnaire-territorial', 'g@x.invalid')
  return {
    ariege,
    autre,
    gestionnaire: contexteDe({ role: 'gestionnaire-territorial', compteId, departements: ['09'] }),
  }
}

/** Deposits and reads; throws when it is refused. */
export async function lireClasseur(
  contenu: Classeur,
  { centreId, par, departements = ['09'] }: Readonly<{ centreId: string | null; par: Par; departements?: string[] }>,
) {
  const depot = {
    nom: 'essai.xlsx',
    octets: Buffer.from('x'),
    centreId,
    departements,
    origine: 'administration',
  } as const
  const lu = await readRecensement(depot, { lire: async () => accept(contenu) }, par)
  if (!lu.ok) throw new Error(lu.refus.code)
  return lu.value
}

/** Its applicant comes by Internet, as its history says from then on. */
export async function venirParInternet({ ref, contenu, version }: DemandeActive): Promise<void> {
  const ctx = contexteDe({ ...ACTEURS.demandeur, demandes: [ref] })
  const demandeur = { ...contenu.demandeur, telephoneDuDomicile: '05 36 49 00 09' }
  granted(await modifyDemande({ ref, ctx }, { contenu: { ...contenu, demandeur }, version }, AVIS_DE_CONTACT))
}
