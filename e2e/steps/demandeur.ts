/** Applicants of the browser tests: each has demandes of their own, and comes in by a session opened in the base. */
import { randomInt, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { eq, sql } from 'drizzle-orm'
import { db } from '#db/client.ts'
import { listFaits } from '#db/repositories/demandes.ts'
import { ensureDemandeurDeCourriel, insertRattachement, insertSessionDeDemandeur } from '#db/repositories/demandeurs.ts'
import { reglage } from '#db/schema/index.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { MINUTES_D_INACTIVITE } from '#lib/domain/acces/demandeur.ts'
import { MINUTES_ENTRE_DEUX_GESTES_ECRITS } from '#lib/domain/acces/gestes-ecrits.ts'
import { addDays, addMonths, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { DemandeRef } from '#lib/domain/demande/demande.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { type Partie, textesDe } from '#lib/domain/demande/formulaire/renouvellement/mise-a-jour.ts'
import { type Changement, unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import type { NumeroUnique } from '#lib/domain/demande/numero-unique.ts'
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { radiateDemande } from '#lib/usecases/radiate-demande.ts'
import { renewDemande } from '#lib/usecases/renew-demande.ts'
import { AVIS_DE_CONTACT } from '#lib/usecases/testing.ts'
import { readPourMettreAJour, updateDemande } from '#lib/usecases/update-demande.ts'
import { openOnce, putCookie, signCookie } from './base.ts'
import { unMot } from './connexion.ts'

/**
 * T is so many months, then days, before today (11 months unless told; `null`: not known). `changements` are made to
 * the content of `unContenu` (lib/domain/demande/formulaire/testing.ts).
 */
export type DemandeVoulue = Readonly<{
  moisEcoules?: number | null
  joursEcoules?: number
  territoire?: Territoire
  changements?: readonly Changement[]
  /** Renewed by Internet, today. */
  isRenouvelee?: boolean
}>

/** What was put in the base; `cookie` opens their session. */
export type DemandeurEcrit = Readonly<{
  courriel: string
  cookie: string
  demandes: readonly Readonly<{ ref: DemandeRef; numeroUnique: NumeroUnique }>[]
}>

async function registerUneDemande({
  moisEcoules = 11,
  joursEcoules = 0,
  territoire = '09',
  changements = [],
  isRenouvelee = false,
}: DemandeVoulue) {
  const le = await aujourdHui(territoire)
  const { ref, numeroUnique } = await insertUneDemande({
    valideDepuis: moisEcoules === null ? null : addDays(addMonths(le, -moisEcoules), -joursEcoules),
    contenu: unContenu(...changements),
    territoire,
    sequence: randomInt(1_000_000),
  })
  if (isRenouvelee) {
    const acteur = { role: 'demandeur', compteId: randomUUID(), demandes: [ref] } as const
    const ctx = { acteur, maintenant: new Date().toISOString() }
    const fait = await renewDemande(
      { ref, ctx },
      { contenu: unContenu(...changements), version: 1, cle: randomUUID() },
      AVIS_DE_CONTACT,
    )
    if (!fait.ok) throw new Error(`Not renewed: ${fait.refus.code}`)
  }
  return { ref, numeroUnique }
}

/** Registers demandes (one, to renew, unless told) and attaches them to a new applicant, who is signed in. */
export async function unDemandeurEnBase(
  demandes: readonly DemandeVoulue[] = [{}],
  { appareilPartage = false } = {},
): Promise<DemandeurEcrit> {
  await openOnce()
  const courriel = `demandeur-${unMot()}@exemple.invalid`
  const faites: DemandeurEcrit['demandes'][number][] = []
  for (const voulue of demandes) faites.push(await registerUneDemande(voulue))
  const sid = await db.transaction(async (tx) => {
    const demandeurId = await ensureDemandeurDeCourriel(tx, courriel)
    for (const { numeroUnique } of faites)
      await insertRattachement(tx, { numeroUnique, demandeurId, preuve: 'code-remis' })
    return insertSessionDeDemandeur(tx, { demandeurId, appareilPartage, identite: null })
  })
  return { courriel, cookie: await signCookie({ demandeur: sid }), demandes: faites }
}

/** Signs the applicant in on the browser of this page. */
export const loginDemandeur = (page: Page, { cookie }: DemandeurEcrit): Promise<void> =>
  putCookie(page, 'portail-demandeur', cookie)

/** Puts out their open sessions by themselves: half an hour without a gesture. */
export async function eteindreSaSession({ courriel }: DemandeurEcrit): Promise<void> {
  await openOnce()
  await db.execute(sql`
    update session_demandeur set vue_at = now() - make_interval(mins => ${MINUTES_D_INACTIVITE + MINUTES_ENTRE_DEUX_GESTES_ECRITS})
    from demandeur where demandeur.id = demandeur_id and courriel = ${courriel} and finie_at is null`)
}

/** Another account of the demande, elsewhere. */
async function ailleurs({ demandes: [une] }: DemandeurEcrit) {
  if (!une) throw new Error('No demande')
  await openOnce()
  const acteur = { role: 'demandeur', compteId: randomUUID(), demandes: [une.ref] } as const
  return { ref: une.ref, ctx: { acteur, maintenant: new Date().toISOString() } }
}

/** A part of the demande changes elsewhere; `saisies`: of what it held, the texts of the fields that change. */
export async function mettreAJourAilleurs(
  qui: DemandeurEcrit,
  partie: Partie,
  saisies: (contenu: Contenu) => Reponses,
): Promise<void> {
  const personne = await ailleurs(qui)
  const lue = await readPourMettreAJour(personne, partie)
  if (!lue.ok) throw new Error(`Not read: ${lue.refus.code}`)
  const { demande, blocs } = lue.value
  const envoyes = { ...textesDe(blocs), ...saisies(demande.contenu) }
  const fait = await updateDemande(personne, { partie, version: demande.version, envoyes })
  if (!fait.ok) throw new Error(`Not updated: ${fait.refus.code}`)
}

/** A child enters the household, elsewhere. */
export const ajouterUnEnfantAilleurs = (qui: DemandeurEcrit, prenom: string): Promise<void> =>
  mettreAJourAilleurs(qui, 'foyer', ({ foyer }) => {
    const place = `foyer.personnesACharge.${foyer.personnesACharge.length}`
    const enfant = { prenom, nom: 'Inventée', naissance: '12/03/2019', sexe: 'F', lien: 'E' }
    return Object.fromEntries(Object.entries(enfant).map(([quoi, texte]) => [`${place}.${quoi}`, texte]))
  })

/** The demande is renewed elsewhere, as it was. */
export async function renouvelerAilleurs(qui: DemandeurEcrit): Promise<void> {
  const envoi = { contenu: unContenu(), version: 1, cle: randomUUID() }
  const fait = await renewDemande(await ailleurs(qui), envoi, AVIS_DE_CONTACT)
  if (!fait.ok) throw new Error(`Not renewed: ${fait.refus.code}`)
}

/** The demande is radiated elsewhere: a written renunciation was received today. */
export async function radierAilleurs(qui: DemandeurEcrit): Promise<void> {
  const fait = await radiateDemande(await ailleurs(qui), { code: 'RADABA', recuLe: await aujourdHui() })
  if (!fait.ok) throw new Error(`Not radiated: ${fait.refus.code}`)
}

/** How many renewals of their demande the register holds. */
export async function renouvellementsDe({ demandes: [une] }: DemandeurEcrit): Promise<number> {
  if (!une) throw new Error('No demande')
  await openOnce()
  const faits = await listFaits(db, une.numeroUnique)
  return faits.filter(({ fait }) => fait.type === 'renouvellement').length
}

/** The day that it is in a territory, by the clock of the base. */
export async function aujourdHuiLa(territoire: Territoire): Promise<Jour> {
  await openOnce()
  return aujourdHui(territoire)
}

/** The day, in a territory, from which the stories of the demonstration count theirs. */
export async function jourDuSemis(territoire: Territoire): Promise<Jour> {
  await openOnce()
  const [dit] = await db
    .select({ at: reglage.valeur })
    .from(reglage)
    .where(eq(reglage.nom, 'demandes-de-demonstration-du'))
  if (typeof dit?.at !== 'string') throw new Error('No story was told')
  return jourLocal(dit.at, fuseauDuTerritoire(territoire))
}
