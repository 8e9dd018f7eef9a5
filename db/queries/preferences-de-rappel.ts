/** The choices of reminders, by the link that opens them or from the demande: no name, no number. */
import { eq } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Demande, DemandeRef } from '#lib/domain/demande/demande.ts'
import { destinataireDe } from '#lib/domain/rappels/envoi.ts'
import type { Preferences } from '#lib/domain/rappels/jalons.ts'
import { db } from '../client.ts'
import { listArretsDeSms } from '../repositories/arrets-de-sms.ts'
import { COLONNES, toDemande } from '../repositories/demandes.row.ts'
import { preferencesOf } from '../repositories/rappels.ts'
import { demande, preferenceDeRappel } from '../schema/index.ts'

type Empreinte = (canal: 'sms', vers: string) => string
type Choix = Pick<Preferences, 'sms' | 'courriel' | 'courrier'>
/** `isArrete`: its mobile answered STOP, and no choice made here lifts that. */
export type ChoixAMontrer = Choix & Readonly<{ isArrete: boolean }>

const { sms, courriel, courrier } = preferencesOf

/** As it is: who answered STOP is told by SMS no more, whatever was chosen before. */
async function toChoix(choix: Choix, sienne: Demande, empreinteDe: Empreinte): Promise<ChoixAMontrer | undefined> {
  if (sienne.statut === 'effacee') return undefined
  const mobile = destinataireDe('sms', sienne)
  const arrets = await listArretsDeSms(db, mobile === null ? [] : [empreinteDe('sms', mobile)])
  const isArrete = arrets.size > 0
  return { ...choix, sms: choix.sms && !isArrete, isArrete }
}

/** Undefined when `sel` is nobody's, or when the demande is erased. */
export async function loadPreferences(sel: string, empreinteDe: Empreinte): Promise<ChoixAMontrer | undefined> {
  const [row] = await db
    .select({ choix: { sms, courriel, courrier }, demande: COLONNES })
    .from(preferenceDeRappel)
    .innerJoin(demande, eq(demande.numeroUnique, preferenceDeRappel.numeroUnique))
    .where(eq(preferenceDeRappel.sel, sel))
  return row && toChoix(row.choix, toDemande(row.demande), empreinteDe)
}

/** Those of an applicant's own demande, with the defaults; undefined for anyone else. */
export async function loadMesPreferences(
  acteur: Acteur,
  ref: DemandeRef,
  empreinteDe: Empreinte,
): Promise<ChoixAMontrer | undefined> {
  if (acteur.role !== 'demandeur' || !acteur.demandes.includes(ref)) return undefined
  const [row] = await db
    .select({ choix: { sms, courriel, courrier }, demande: COLONNES })
    .from(demande)
    .leftJoin(preferenceDeRappel, eq(preferenceDeRappel.numeroUnique, demande.numeroUnique))
    .where(eq(demande.ref, ref))
  return row && toChoix(row.choix, toDemande(row.demande), empreinteDe)
}
