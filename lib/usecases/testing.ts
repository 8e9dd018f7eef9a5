/** For the tests of use cases: who acts, and censuses as rows of cells, read without a file. */

import { eq } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { ensureDemandeurDeCourriel } from '#db/repositories/demandeurs.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import { compte, importDeRecensement, pointDeContact } from '#db/schema/index.ts'
import { aujourdHui } from '#db/testing/demandes.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { avisDeContactChange } from '#lib/documents/courriels.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeActive, DemandeRef } from '#lib/domain/demande/demande.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { anneeDuRevenu } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import { COLONNES_DES_COMMUNES, type Colonne } from '#lib/domain/guichet/recensement/colonnes.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { accept } from '#lib/domain/resultat.ts'
import { correctImport } from './correct-import.ts'
import { modifyDemande } from './edit-demande.ts'
import type { Porte } from './open-demande.ts'
import type { Par } from './open-import.ts'
import { type RenouvellementOuvert, readRenouvellement } from './open-renouvellement.ts'
import { type LireClasseur, readImport, readRecensement } from './read-recensement.ts'
import { saveBrouillon } from './save-brouillon.ts'
import { type EnvoiDeRenouvellement, empreinteDuContenu, submitRenouvellement } from './submit-renouvellement.ts'

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

async function unCompte(values: typeof compte.$inferInsert): Promise<string> {
  const [row] = await db.insert(compte).values(values).returning({ id: compte.id })
  return row?.id ?? ''
}

/** An agent of that centre who exists, so that what they do can name them. */
export async function unAgentDe(centreId: string, courriel: string): Promise<Contexte> {
  const compteId = await unCompte({ role: 'agent-de-guichet', courriel })
  return contexteDe({ role: 'agent-de-guichet', compteId, centres: [centreId] })
}

/** A gestionnaire of these départements who exists. */
export async function unGestionnaire(departements: string[]): Promise<Acteur> {
  const role = 'gestionnaire-territorial'
  const compteId = await unCompte({ role, courriel: `gestionnaire-${departements.join('-')}@x.invalid`, departements })
  return { role, compteId, departements }
}

export async function unCentre(nom: string, departements: string[] = ['09']): Promise<Tenu> {
  const id = await insertCentre({ nom, departements })
  return { id, agent: await unAgentDe(id, `${nom}@x.invalid`) }
}

/** The territory of tests, two centres of Ariège and its gestionnaire. */
export async function unDecor(): Promise<Readonly<{ ariege: Tenu; autre: Tenu; gestionnaire: Contexte }>> {
  await insertTerritoire()
  const [ariege, autre] = [await unCentre('a'), await unCentre('b')]
  return { ariege, autre, gestionnaire: contexteDe(await unGestionnaire(['09'])) }
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

/** As they are stored. */
export const pointsDe = (centreId: string) =>
  db.select().from(pointDeContact).where(eq(pointDeContact.centreId, centreId))
export async function importDe(id: string) {
  const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, id))
  if (!row) throw new Error('no import')
  return row
}
export const premierRang = async (importId: string) => (await loadExamen(db, importId))?.points[0]

export type Cellule = readonly [colonne: Colonne, vu: string, valeur: string | null]
/** Corrects cells of one row of its points, then reads the file again, which still says what it said. */
export const corriger =
  (importId: string, contenu: Classeur, ligne = 2) =>
  (par: Par, cellules: readonly Cellule[], lire: LireClasseur = async () => accept(contenu)) =>
    correctImport(
      importId,
      {
        feuille: 'Points de contact',
        ligne,
        cellules: cellules.map(([colonne, vu, valeur]) => ({ colonne, vu, valeur })),
      },
      { relire: (id) => readImport(id, { lire }, par) },
      par,
    )

/** A centre with a file whose only row has a wrong telephone, and a second agent of that centre. */
export async function unFichierFaux(nom: string) {
  const centre = await unCentre(nom)
  const second = await unAgentDe(centre.id, `${nom}-2@x.invalid`)
  const contenu = unClasseurDe([unPointA(`Mairie ${nom}`, 'Foix', '09000', '12')])
  const { importId } = await lireClasseur(contenu, { centreId: centre.id, par: centre.agent })
  return { centre, second, contenu, importId, corrige: corriger(importId, contenu) }
}

/** A guichet that has a code, and its agent. */
export async function unGuichet(): Promise<Readonly<{ agent: Acteur; porte: Porte }>> {
  const centreId = await insertCentre({ code: 'G0123' })
  return { agent: { ...ACTEURS['agent-de-guichet'], centres: [centreId] }, porte: { canal: 'guichet', centreId } }
}

/** Somebody who renews through the portal: what they type, read again, and send. */
export async function unePersonneEnLigne() {
  await insertTerritoire()
  const demandeurId = await db.transaction((tx) => ensureDemandeurDeCourriel(tx, 'camille@exemple.invalid'))
  const le = await aujourdHui()
  const personne = (ref: DemandeRef, demandes = [ref]) => ({
    ref,
    ctx: contexteDe({ role: 'demandeur', compteId: demandeurId, demandes }),
  })
  const exactes = (): Reponses => ({
    ...reponsesExactes(unContenu()),
    'demandeur.ressources.reponse': 'toujours',
    'demandeur.revenuFiscal.reponse': 'inconnu',
    'revenuFiscal.annee': String(anneeDuRevenu(le)),
  })
  const keep = (ref: DemandeRef, reponses: Reponses = exactes(), version = 1) =>
    saveBrouillon(personne(ref), { version, reponses })
  async function opened(ref: DemandeRef): Promise<RenouvellementOuvert> {
    return granted(granted(await readRenouvellement(personne(ref), 'renouvellement')).ouvert)
  }
  /** What the page of confirmation sends. */
  async function shown(ref: DemandeRef) {
    const { brouillon, lu } = await opened(ref)
    if (!brouillon || !lu.contenu) throw new Error('Nothing to confirm')
    return { cle: brouillon.cle, vu: empreinteDuContenu(lu.contenu), honneur: true }
  }
  const AVIS = { ...AVIS_DE_CONTACT, courriel: { objet: 'Changé', corps: 'Changé' }, sms: 'Changé' }
  const submit = (qui: Parameters<typeof submitRenouvellement>[0], envoi: EnvoiDeRenouvellement) =>
    submitRenouvellement(qui, envoi, AVIS)
  return { demandeurId, le, personne, exactes, keep, opened, shown, submit }
}
