/**
 * The register of the demonstration: the told stories, then some thousands of demandes, by the very use cases, from a
 * fixed seed. Days are counted from the instant of the seed, which is kept: a seed that was cut goes on as it began.
 */
import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { foldComptage, recordOuvertures } from '#db/repositories/comptage.ts'
import { findRefOfNumero } from '#db/repositories/demandes.ts'
import { ensureDemandeurDeCourriel, insertRattachement } from '#db/repositories/demandeurs.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { saveReglage } from '#db/repositories/reglages.ts'
import { centre, commune, reglage } from '#db/schema/index.ts'
import { courrielDHistoire } from '#lib/documents/histoires.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { addDays, addMonths, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import { computeEcheances } from '#lib/domain/demande/echeances.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { composeNumeroUnique, type NumeroUnique, readNumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { loadLigne } from '#lib/usecases/load-demandes.ts'
import type { Demarche } from '#lib/usecases/open-demande.ts'
import { radiateForNonRenewal } from '#lib/usecases/radiate-demande.ts'
import { reactivateDemande } from '#lib/usecases/reactivate-demande.ts'
import { separateDemande } from '#lib/usecases/register-demande.ts'
import { type Demandeur, inventDemandeur, type Lieu, unCouple, uneAssociation, unePersonne } from './contenus.ts'
import { CODES } from './departements.ts'
import { HISTOIRES, type Histoire } from './histoires.ts'
import { drawer } from './invention.ts'

/** Demandes drawn for each of the fifteen départements; and in the two of the stories that are elsewhere. */
const PAR_DEPARTEMENT = 160
const AILLEURS = { '2A': 60, '974': 90 } as const
/** Written together: as many as the pool serves without waiting. */
const ENSEMBLE = 6
/** Communes of a territory that are asked for. */
const COMMUNES = 12

const [COMMENCE, FINI] = ['demandes-de-demonstration-du', 'demandes-de-demonstration-finies']

/** Fills the register once; `ampleur` scales the numbers drawn, for tests. */
export async function seedDemandes(db: Db, { ampleur = 1 }: Readonly<{ ampleur?: number }> = {}): Promise<void> {
  const [fini] = await db.select({ valeur: reglage.valeur }).from(reglage).where(eq(reglage.nom, FINI))
  if (fini) return
  const [commence] = await db.select({ valeur: reglage.valeur }).from(reglage).where(eq(reglage.nom, COMMENCE))
  const at = await db.transaction(async (tx) => (await readInstant(tx)).at)
  const commencee = typeof commence?.valeur === 'string' ? commence.valeur : at.toISOString()
  await db.transaction((tx) => saveReglage(tx, COMMENCE, commencee))
  // The day where each demande lives: on some evenings La Réunion has the next one already.
  const jourDe = (territoire: Territoire): Jour => jourLocal(commencee, fuseauDuTerritoire(territoire))
  for (const [rang, histoire] of HISTOIRES.entries())
    await tell(db, histoire, { rang, le: jourDe(histoire.territoire) })
  const parTerritoire: readonly (readonly [Territoire, number])[] = [
    ...CODES.map((code) => [code, PAR_DEPARTEMENT] as const),
    ...Object.entries(AILLEURS).map(([code, nombre]) => [code as keyof typeof AILLEURS, nombre] as const),
  ]
  for (const [territoire, nombre] of parTerritoire)
    await fill(db, { territoire, nombre: Math.round(nombre * ampleur), le: jourDe(territoire) })
  const le = jourLocal(commencee, 'Europe/Paris')
  await db.transaction(async (tx) => {
    // What the night would do: the pages of the first day have the figures of the register.
    await foldComptage(tx, { arreteLe: le, tout: true })
    await recordOuvertures(tx, le)
    await saveReglage(tx, FINI, true)
  })
}

type Place = Readonly<{ territoire: Territoire; deposeeLe: Jour; sequence: number }>
const numeroDe = ({ territoire, deposeeLe, sequence }: Place): NumeroUnique =>
  composeNumeroUnique({
    territoire,
    mois: Number(deposeeLe.slice(5, 7)),
    annee: Number(deposeeLe.slice(2, 4)),
    sequence,
    codeGuichet: `G${territoire.padStart(2, '0').slice(0, 2).replace('A', '0')}01`,
  })

type Existante = Place & Readonly<{ contenu: Contenu; valideDepuis: Jour | null; avisRemisLe: Jour | null }>

/** Brings a demande that existed before into the register; the same again changes nothing. */
async function bring({ contenu, valideDepuis, avisRemisLe, ...place }: Existante): Promise<NumeroUnique> {
  const numeroUnique = numeroDe(place)
  const { deposeeLe } = place
  const lue = {
    numeroUnique,
    deposeeLe,
    ancienneteDepuis: deposeeLe,
    mayCreate: true,
    renouveleeLe: null,
    // The guichet that created it tells of it.
    codeGuichet: readNumeroUnique(numeroUnique).codeGuichet,
    contenu,
    remarques: [],
  }
  const ligne = { numeroUnique, demande: lue, valideDepuis, avisRemisLe }
  const charge = await loadLigne(ligne, { publier: true, demonstration: true })
  if (!charge.ok && charge.refus.code !== 'demande-radiee') throw new Error(`${numeroUnique} : ${charge.refus.code}`)
  return numeroUnique
}

/** Brings a story to the day of the seed, act by act; those that were done already refuse, and are left as they are. */
async function tell(db: Db, histoire: Histoire, { rang, le }: Readonly<{ rang: number; le: Jour }>): Promise<void> {
  const { slug, territoire, avisIlYA } = histoire
  const courriel = courrielDHistoire(slug)
  const demandeur: Demandeur = {
    qui: histoire.qui,
    codePostal: histoire.codePostal,
    commune: histoire.commune,
    voeux: [histoire.commune],
    types: ['T2', 'T3'],
    numero: 1000 + 10 * rang,
    courriel,
  }
  const valideDepuis = validiteDe(histoire, le)
  const deposeeLe = addMonths(valideDepuis ?? addMonths(le, -30), -24)
  const numeroUnique = await bring({
    territoire,
    deposeeLe,
    sequence: 900_000 + rang,
    contenu: contenuDe(histoire, demandeur),
    valideDepuis,
    avisRemisLe: avisIlYA === undefined ? null : addDays(le, -avisIlYA),
  })
  const sienne = slug === 'separee' ? await separate(db, numeroUnique, { demandeur, le }) : numeroUnique
  const ref = await refDe(db, numeroUnique)
  if (slug === 'radiee' || slug === 'reactivee') await radiateForNonRenewal(ref)
  if (slug === 'reactivee') await reactivateDemande(await auGuichet(db, ref), 'Hospitalisation de plusieurs mois')
  await db.transaction(async (tx) => {
    const demandeurId = await ensureDemandeurDeCourriel(tx, courriel)
    await insertRattachement(tx, { numeroUnique: sienne, demandeurId, preuve: 'contact' })
  })
}

/** T of a story; the one whose last day is that day, where months of unequal lengths allow it. */
function validiteDe({ depuis, slug }: Histoire, le: Jour): Jour | null {
  if (!depuis) return null
  const t = addDays(addMonths(le, -depuis.mois), -depuis.jours)
  if (slug !== 'dernier-jour-outre-mer') return t
  const juste = [0, 1, 2, 3].map((jours) => addDays(t, jours)).find((un) => computeEcheances(un).dernierJour >= le)
  return juste ?? t
}

function contenuDe({ slug }: Histoire, demandeur: Demandeur): Contenu {
  if (slug === 'association') return uneAssociation(demandeur)
  if (slug === 'separee') {
    const tete = { nom: 'Fictif-Separe', prenom: 'Claude', naissance: '1986-01-05' }
    return unCouple({ ...demandeur, qui: tete, courriel: 'claude@demandeur.invalid' }, demandeur.qui)
  }
  const contenu = unePersonne(demandeur)
  if (contenu.demandeur.nature === 'personne-morale') return contenu
  if (slug === 'incomplete')
    return { ...contenu, motifs: [], demandeur: { ...contenu.demandeur, situationFamiliale: null } }
  if (slug !== 'revenu-inconnu') return contenu
  const { anneeMoins1 } = contenu.demandeur.revenuFiscal
  const revenuFiscal = { anneeMoins1, anneeMoins2: { annee: 2024, montant: null } }
  return { ...contenu, demandeur: { ...contenu.demandeur, revenuFiscal } }
}

/** Parts the story's spouse from the couple; answers the number of their own demande, made now or before. */
async function separate(
  db: Db,
  couple: NumeroUnique,
  { demandeur, le }: Readonly<{ demandeur: Demandeur; le: Jour }>,
): Promise<NumeroUnique> {
  const demarche = await auGuichet(db, await refDe(db, couple))
  const formulaire = { deposeeLe: le, contenu: unePersonne(demandeur) }
  const fait = await separateDemande(demarche, { rang: 0, preuve: 'jugement-de-divorce', formulaire }, true)
  if (fait.ok) return fait.value.nouvelle.demande.numeroUnique
  const [deja] = await db.execute<{ numero_unique: NumeroUnique }>(
    sql`select numero_unique from fait_de_demande where type = 'depot' and dit ->> 'separationDe' = ${demarche.ref}`,
  )
  if (!deja) throw new Error(`The couple was not parted: ${fait.refus.code}`)
  return deja.numero_unique
}

async function refDe(db: Db, numeroUnique: NumeroUnique): Promise<DemandeRef> {
  const ref = await db.transaction((tx) => findRefOfNumero(tx, numeroUnique))
  if (!ref) throw new Error(`${numeroUnique} is not in the register`)
  return ref
}

/** The guichet of Ariège that the demonstration has. */
async function auGuichet(db: Db, ref: DemandeRef): Promise<Demarche> {
  const [ici] = await db.select({ id: centre.id }).from(centre).where(eq(centre.code, 'G0901'))
  if (!ici) throw new Error('The demonstration has no guichet in Ariège')
  const acteur: Acteur = { role: 'agent-de-guichet', compteId: ici.id, centres: [ici.id] }
  return {
    ref,
    ctx: { acteur, maintenant: new Date().toISOString() },
    porte: { canal: 'guichet', centreId: ici.id },
  }
}

/** Draws the demandes of a territory: most in their year, some to renew, some renewed by their guichet lately. */
async function fill(
  db: Db,
  { territoire, nombre, le }: Readonly<{ territoire: Territoire; nombre: number; le: Jour }>,
): Promise<void> {
  const rows = await db
    .select({ codeInsee: commune.codeInsee, codesPostaux: commune.codesPostaux, population: commune.population })
    .from(commune)
    .where(eq(commune.departementCode, territoire))
    .orderBy(sql`population desc, code_insee`)
    .limit(COMMUNES)
  const lieux: readonly Lieu[] = rows.flatMap(({ codesPostaux: [codePostal], ...un }) =>
    codePostal && un.population > 0 ? [{ ...un, codePostal }] : [],
  )
  if (lieux.length === 0) return
  const rangs = Array.from({ length: nombre }, (_, rang) => rang)
  const work = async () => {
    for (let rang = rangs.shift(); rang !== undefined; rang = rangs.shift())
      await bringOne({ territoire, rang, le, lieux })
  }
  await Promise.all(Array.from({ length: ENSEMBLE }, work))
}

async function bringOne({
  territoire,
  rang,
  le,
  lieux,
}: Readonly<{ territoire: Territoire; rang: number; le: Jour; lieux: readonly Lieu[] }>): Promise<void> {
  const draw = drawer(`demande ${territoire} ${rang}`)
  const contenu = unePersonne(inventDemandeur(territoire, rang, lieux))
  const anciennete = draw(60)
  const valideDepuis = addDays(le, -draw(365))
  const deposeeLe = addMonths(valideDepuis, -12 * (anciennete < 24 ? 0 : Math.floor(anciennete / 12)))
  const existante = { territoire, deposeeLe, sequence: rang, contenu, avisRemisLe: null }
  // One in five was renewed elsewhere, a year after: its guichet told it by a file.
  const isRenouvelee = rang % 5 === 0 && deposeeLe < valideDepuis
  if (isRenouvelee) await bring({ ...existante, valideDepuis: addMonths(valideDepuis, -12) })
  await bring({ ...existante, valideDepuis: isRenouvelee ? addMonths(addMonths(valideDepuis, -12), 12) : valideDepuis })
}
