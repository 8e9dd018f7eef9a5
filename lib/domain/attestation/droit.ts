/** Which attestations a demande has, from its faits: each is known by the rank of the act that it attests. */
import type { Jour } from '../calendrier.ts'
import type { Demande } from '../demande/demande.ts'
import type { Fait, RecuDeRenouvellement } from '../demande/faits.ts'

export const NATURES_D_ATTESTATION = {
  creation: 'Attestation d’enregistrement',
  renouvellement: 'Attestation de renouvellement',
} as const
export type NatureDAttestation = keyof typeof NATURES_D_ATTESTATION

/** A fait with its rank in the life of its demande, from 1. */
export type FaitDeRang = Readonly<{ rang: number; fait: Fait }>
/** `le` is the day of the act, in the territory of the demande. */
export type AttestationDue = Readonly<{ rang: number; nature: NatureDAttestation; le: Jour }>
/** The acts that an attestation says, each with the content and the days that it set. */
export type FaitAtteste = Extract<Fait, { type: 'depot' | 'renouvellement' }>

/** The fait that an attestation says; undefined for one that gives none. */
export const toAtteste = (fait: Fait): FaitAtteste | undefined =>
  // R-ATS-01 — arrêté du 23 mars 2015, annexe, §§ 4 et 5 : à l’enregistrement et au renouvellement, jamais à une simple modification
  fait.type === 'depot' || fait.type === 'renouvellement' ? fait : undefined

/** Whether a renewal gives an attestation, by what a file told of it. */
export const isRenouvellementAtteste = ({ recu }: Readonly<{ recu: RecuDeRenouvellement }>): boolean =>
  // R-ATS-13 — CCH, R441-2-4 : d’un renouvellement dont un fichier n’a dit que le jour, le portail n’atteste aucun contenu
  recu !== 'jour'

/** The attestations of a demande, oldest first. One that was loaded keeps those of where it comes from. */
export function listAttestations(demande: Demande, faits: readonly FaitDeRang[]): readonly AttestationDue[] {
  // R-ATS-02 — décret n° 2017-917 du 9 mai 2017, article 4 : d’une demande effacée, rien ne nomme plus personne
  if (demande.statut === 'effacee') return []
  return faits.flatMap(({ rang, fait }) => {
    const atteste = toAtteste(fait)
    if (atteste?.type === 'renouvellement' && !isRenouvellementAtteste(atteste)) return []
    return atteste ? [{ rang, nature: natureOf(atteste), le: atteste.le }] : []
  })
}

/** The act that each attests. */
export const ACTE_ATTESTE = {
  creation: 'depot',
  renouvellement: 'renouvellement',
} as const satisfies Record<NatureDAttestation, FaitAtteste['type']>

export const natureOf = ({ type }: FaitAtteste): NatureDAttestation =>
  type === ACTE_ATTESTE.creation ? 'creation' : 'renouvellement'
