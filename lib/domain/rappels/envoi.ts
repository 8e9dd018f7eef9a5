/** Whether a planned reminder may leave now: asked again at the moment of sending, with the facts of that moment. */
import { dayOfWeek, heureLocale, type Instant, type Jour, jourLocal } from '../calendrier.ts'
import type { Demande } from '../demande/demande.ts'
import type { Fait } from '../demande/faits.ts'
import { mobileOf } from '../demande/formulaire/contacts.ts'
import type { Contenu } from '../demande/formulaire/contenu.ts'
import { accept, type Resultat, refuse } from '../resultat.ts'
import { type CanalDeRappel, isAEnvoyer, type Preferences, type RappelDu, type Suivi, suiviDe } from './jalons.ts'

/** Hours of the territory between which a telephone rings: from 8 o'clock, until before 20 o'clock. */
const PREMIERE_HEURE = 8
const DERNIERE_HEURE = 20
const DIMANCHE = 7
/** Sendings of one channel that one person may receive in a day, all their demandes counted. */
const PLAFOND_PAR_JOUR = { sms: 1, courriel: 2 } as const

/** Where a reminder goes, as it is on file at the moment of sending. */
export type Joindre = Readonly<{ courriel: string | null; sms: string | null }>

/** What the form asks of how to reach somebody. */
export type Contacts = Readonly<{
  courriel: string | null
  telephonePortable: string | null
  telephoneDuDomicile: string | null
}>

/** The mail and the mobile among them. */
export const joindreDe = ({ courriel, telephonePortable, telephoneDuDomicile }: Contacts): Joindre => ({
  courriel,
  sms: mobileOf(telephonePortable) ?? mobileOf(telephoneDuDomicile),
})

/** Whether messages that make a noise may leave at this instant in a zone. */
export function isHeureDEnvoi(instant: Instant, fuseau: string): boolean {
  // R-RAP-08 — choix du portail : pas de message entre 20 h et 8 h, ni le dimanche, à l’heure du territoire
  const heure = heureLocale(instant, fuseau)
  return dayOfWeek(jourLocal(instant, fuseau)) !== DIMANCHE && PREMIERE_HEURE <= heure && heure < DERNIERE_HEURE
}

export type RefusDEnvoi =
  | { code: 'plus-due' }
  | { code: 'prefere-pas' }
  | { code: 'sans-contact' }
  | { code: 'contact-mort' }
  /** Not today: the person had enough of them. */
  | { code: 'plafond' }

/** What is known of the address of arrival: it died, it answered STOP, and the instants of what it was sent of late by that channel. */
export type Destination = Readonly<{ isMorte: boolean; isArretee: boolean; envois: readonly Instant[] }>
export type MomentDEnvoi = Readonly<{ maintenant: Instant; fuseau: string }>

/** Where a reminder would go now; null: nowhere on file. A letter goes to the address of the demande. */
export function destinataireDe(canal: CanalDeRappel, demande: Demande): string | null {
  if (demande.statut === 'effacee') return null
  return canal === 'courrier' ? '' : joindreDe(demande.contenu.demandeur)[canal]
}

/** An act that gave a demande a content: what it said of the contacts, and at which instant (ISO, in UTC). */
export type ContenuDit = Readonly<{ at: string; type: Fait['type']; contenu: Contenu }>

/** Acts in which a person reads their contacts again, and says them right. */
const CONFIRMATIONS: readonly Fait['type'][] = ['depot', 'renouvellement', 'changement-de-titulaire']

/** Whether an address of a channel that died at an instant is dead still, after these contents in their order. */
export function isContactMort(mortAt: string, canal: keyof Joindre, dits: readonly ContenuDit[]): boolean {
  // R-RAP-28 — choix du portail : qui redonne ou confirme un contact depuis sa mort le dit vivant, et un essai le dira
  return !dits.some(({ at, type, contenu }, rang) => {
    // A file says again what it was told, perhaps before.
    if (type === 'reprise' || at <= mortAt) return false
    const avant = dits[rang - 1]
    const isMeme = avant && joindreDe(avant.contenu.demandeur)[canal] === joindreDe(contenu.demandeur)[canal]
    return !isMeme || CONFIRMATIONS.includes(type)
  })
}

/** Whether what was planned for a validity is still due on a civil day of the territory. */
export const isEncoreDu = ({ jalon, cycle }: Pick<RappelDu, 'jalon' | 'cycle'>, suivi: Suivi, le: Jour): boolean =>
  // R-RAP-09 — choix du portail : un renouvellement enregistré avant l’envoi l’annule, d’où qu’il vienne
  suivi.valideDepuis === cycle && isAEnvoyer(suivi, jalon, le)

/** Whether the law wants this step said: it goes by post when a mail does not carry it. */
const isVouluParLaLoi = (jalon: RappelDu['jalon']): boolean => jalon === 'avis' || jalon === 'radiation'

/** Decides whether it leaves now, and to whom. */
export function checkEnvoi(
  { jalon, canal, cycle }: RappelDu,
  demande: Demande,
  faits: MomentDEnvoi & Readonly<{ preferences: Preferences; destination: Destination }>,
): Resultat<string, RefusDEnvoi> {
  const { maintenant, fuseau, preferences, destination } = faits
  const le = jourLocal(maintenant, fuseau)
  const suivi = suiviDe(demande)
  if (!suivi || !isEncoreDu({ jalon, cycle }, suivi, le)) return refuse({ code: 'plus-due' })
  const vers = destinataireDe(canal, demande)
  if (vers === null) return refuse({ code: 'sans-contact' })
  if (canal === 'courrier') return accept(vers)
  if (destination.isMorte) return refuse({ code: 'contact-mort' })
  // R-RAP-10 — RGPD, article 21 ; choix du portail : qui ne veut plus de message n’en reçoit plus ; l’avis part alors par la poste
  // R-RAP-58 — RGPD, article 21 ; choix du portail : qui répond STOP à un SMS n’en reçoit plus à ce numéro, de quelque demande que ce soit
  if (!preferences[canal] || destination.isArretee) return refuse({ code: 'prefere-pas' })
  // R-RAP-53 — CCH, R441-2-7 : l’avis est dû pour chaque demande, en son temps ; le plafond ne le retient pas, ni la radiation
  if (isVouluParLaLoi(jalon)) return accept(vers)
  const recus = destination.envois.filter((at) => jourLocal(at, fuseau) === le).length
  // R-RAP-11 — choix du portail : un SMS et deux courriels par jour au plus, toutes ses demandes comptées
  return PLAFOND_PAR_JOUR[canal] <= recus ? refuse({ code: 'plafond' }) : accept(vers)
}

/** Whether what could not leave by this channel goes by another, and which; null: nothing more is tried. */
export function relaisDe({ jalon, canal }: Pick<RappelDu, 'jalon' | 'canal'>): CanalDeRappel | null {
  // R-RAP-13 — CCH, R441-2-7 : ce que la loi veut faire savoir part par la poste quand le courriel ne le porte pas
  if (canal === 'courriel') return isVouluParLaLoi(jalon) ? 'courrier' : null
  // R-RAP-14 — choix du portail : un SMS qui ne part pas laisse sa place à un courriel
  return canal === 'sms' ? 'courriel' : null
}

/** What a person may say of sendings that may have left. */
export const DECISIONS_D_ENVOI = { parti: 'Partis', 'pas-parti': 'Pas partis' } as const
export type DecisionDEnvoi = keyof typeof DECISIONS_D_ENVOI
