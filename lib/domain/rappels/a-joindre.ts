/**
 * Whom no message reached: every channel of a step failed, nothing more leaves by itself, and a person has to reach them
 * otherwise (a fixed telephone, a letter of their own, whoever follows them).
 */
import type { Jour } from '../calendrier.ts'
import type { EtatDeRappel } from './etats.ts'
import { type CanalDeRappel, type RappelDu, type Suivi, TOUJOURS_DIT } from './jalons.ts'

/** A sending as it stands. */
export type EnvoiVu = RappelDu & Readonly<{ etat: EtatDeRappel; motif: string | null }>
/** A step that reached nobody, with what failed of it. */
export type EtapePerdue = Pick<RappelDu, 'jalon' | 'duLe'> &
  Readonly<{ rates: readonly Readonly<{ canal: CanalDeRappel; motif: string | null }>[] }>

/** Why a sending is cancelled when there is nowhere to send it; the other reasons are no failure: not due, not wanted. */
export const MOTIFS_SANS_ISSUE = ['sans-contact', 'contact-mort'] as const
const FINIS: readonly EtatDeRappel[] = ['echec', 'annule']
export const ACCEPTES = ['envoye', 'remis'] as const satisfies readonly EtatDeRappel[]

const isRate = ({ etat, motif }: EnvoiVu): boolean =>
  etat === 'echec' || (etat === 'annule' && MOTIFS_SANS_ISSUE.some((un) => un === motif))
const isAccepte = ({ etat }: EnvoiVu): boolean => ACCEPTES.some((un) => un === etat)

/** The steps of the present validity that reached nobody, in the order of their due days. */
export function etapesPerdues(suivi: Suivi, envois: readonly EnvoiVu[]): readonly EtapePerdue[] {
  const siens = envois.filter(({ cycle }) => cycle === suivi.valideDepuis)
  const etapes = [...Map.groupBy(siens, ({ jalon, duLe }) => `${duLe} ${jalon}`)].sort(([a], [b]) => (a < b ? -1 : 1))
  return etapes.flatMap(([, ceux]) => {
    const [premier] = ceux
    if (!premier) return []
    const { jalon, duLe } = premier
    if ((jalon === TOUJOURS_DIT) !== (suivi.radieeLe !== null)) return []
    // R-RAP-64 — choix du portail : de qui aucun message n’a pu joindre, une personne s’occupe ; qui n’en veut pas n’y est pas
    if (!ceux.every(({ etat }) => FINIS.includes(etat)) || !ceux.some(isRate)) return []
    const isDitDepuis =
      jalon === 'avis' ? suivi.avisRemisLe !== null : siens.some((un) => isAccepte(un) && duLe < un.duLe)
    return isDitDepuis
      ? []
      : [{ jalon, duLe, rates: ceux.filter(isRate).map(({ canal, motif }) => ({ canal, motif })) }]
  })
}

/** Whether reaching them still serves on a civil day: to renew; once radiated, to be réactivée by a guichet. */
export const isEncoreUtile = (suivi: Suivi, reactivableJusquAu: Jour | null, le: Jour): boolean =>
  suivi.radieeLe === null ? le <= suivi.dernierJour : reactivableJusquAu !== null && le <= reactivableJusquAu
