/** The reminders that an administrator watches, in words. */
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import type { EtapePerdue } from '#lib/domain/rappels/a-joindre.ts'
import type { EtatDeRappel } from '#lib/domain/rappels/etats.ts'
import type { CanalDeRappel, Jalon } from '#lib/domain/rappels/jalons.ts'
import { valeurDe } from '#lib/domain/tables.ts'

export const CANAUX_EN_MOTS = {
  courriel: 'Courriel',
  sms: 'SMS',
  courrier: 'Courrier',
} as const satisfies Readonly<Record<CanalDeRappel, string>>

/** The same within a sentence. */
export const canalDansUnePhrase = (canal: CanalDeRappel): string =>
  canal === 'sms' ? 'SMS' : CANAUX_EN_MOTS[canal].toLowerCase()

/** The columns of the counts: each state in one of them. */
export const COLONNES_D_ENVOIS: readonly (readonly [titre: string, etats: readonly EtatDeRappel[]])[] = [
  ['Prévus', ['a-envoyer', 'en-cours', 'a-prendre']],
  ['Imprimés', ['pris']],
  ['Partis', ['envoye', 'remis']],
  ['En échec', ['echec']],
  ['À vérifier', ['a-verifier']],
  ['Annulés', ['annule']],
]

/** Reasons of ours, in words; those of a gateway are shown as it said them. */
const MOTIFS: Readonly<Record<string, string>> = {
  'plus-due': 'n’était plus dû au moment de partir',
  'prefere-pas': 'la personne n’en veut pas',
  'sans-contact': 'pas d’adresse pour ce canal',
  'contact-mort': 'adresse ou numéro mort',
  npai: 'lettre revenue, attend une nouvelle adresse',
  revenu: 'avis dit revenu',
  'autre-titulaire': 'la demande a changé de titulaire',
  rebond: 'courriel revenu',
  'numero-invalide': 'numéro refusé',
}
export const motifEnMots = (motif: string): string => valeurDe(MOTIFS, motif) ?? `réponse « ${motif} »`

/** What failed of a step that reached nobody: « SMS : numéro refusé, courriel : courriel revenu ». */
export const ceQuiAManque = ({ rates }: Pick<EtapePerdue, 'rates'>): string =>
  rates
    .map(({ canal, motif }) => `${canalDansUnePhrase(canal)} (${motif === null ? 'abandonné' : motifEnMots(motif)})`)
    .join(', ')

/** The page of the sendings: what its filter keeps, as its form names it, and the page of those that are to be checked. */
export function adresseDesEnvois(
  {
    territoire,
    jalon,
    canal,
  }: Readonly<{ territoire: Territoire | null; jalon: Jalon | null; canal: CanalDeRappel | null }>,
  page: number,
): string {
  const query = new URLSearchParams({
    ...(territoire && { territoire }),
    ...(jalon && { etape: jalon }),
    ...(canal && { canal }),
    ...(page > 1 && { page: String(page) }),
  })
  return query.size === 0 ? '/admin/envois' : `/admin/envois?${query}`
}

/** What the address says of a decision, in a sentence; undefined when it says nothing of one. `isEcrite`: some were decided. */
export function readDecision(
  decides: unknown,
  regles: unknown,
): Readonly<{ phrase: string; isEcrite: boolean }> | undefined {
  const [ecrits, autres] = [readNombre(decides), readNombre(regles)]
  if (ecrits === undefined || autres === undefined || ecrits + autres === 0) return undefined
  const phrases = [
    ecrits === 0
      ? 'Aucun envoi n’a changé.'
      : ecrits === 1
        ? 'Votre décision est enregistrée.'
        : `Votre décision est enregistrée pour ${ecrits} envois.`,
    ...(autres === 0
      ? []
      : autres === 1
        ? ['Un envoi était déjà réglé : par vous, par une autre personne ou par une passerelle.']
        : [`${autres} envois étaient déjà réglés : par vous, par une autre personne ou par une passerelle.`]),
  ]
  return { phrase: phrases.join(' '), isEcrite: ecrits > 0 }
}
const readNombre = (texte: unknown): number | undefined =>
  typeof texte === 'string' && /^\d{1,3}$/.test(texte) ? Number(texte) : undefined
