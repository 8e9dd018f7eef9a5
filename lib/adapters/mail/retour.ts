/**
 * Reads a mail that came back to the address that sends the reminders: the report of a server that gave a mail up
 * (RFC 3464, or what two servers write in its place), and nothing else. Only the reference, and to which addresses it did not come by which codes, leave here: what
 * the server says of people is read by nobody. Pure, on a text of one sign per byte (latin1).
 */
import type { Abandon } from '#lib/domain/rappels/retour.ts'
import { type Champs, champsDe, type Entite, entiteDe, partiesDe, toLignes } from './entite.ts'
import { type Constat, chooseReference, nomsDe, nomsDuCourriel } from './nom-de-courriel.ts'
import { codeDe, readSansRapport } from './retour-sans-rapport.ts'

/** Bytes of a mail that are read: a report tells all in its first ones, whatever it returns of the mail after. */
export const OCTETS_D_UN_RETOUR = 262_144
/** What came back, or why it is nothing to hear. */
export type LectureDeRetour =
  | Readonly<{ reference: string; abandons: readonly Abandon[] }>
  /** An answer, a receipt of reading, a message that nobody sent for us. */
  | Readonly<{ ignore: 'pas-un-rapport' }>
  /** A report of a delay, or of a mail that arrived. */
  | Readonly<{ ignore: 'pas-un-echec' }>
  /** Of no mail that may come back, or of several. */
  | Readonly<{ ignore: 'sans-reference' }>

const RAPPORTS: ReadonlySet<string> = new Set(['message/delivery-status', 'message/global-delivery-status'])
const RENDUS: ReadonlySet<string> = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/global-headers',
])

/** What the server says; Exim says 5.0.0 of all, and beside it what the next server answered. */
function statutDe(bloc: Champs): string {
  const dit = /^[245]\.\d{1,3}\.\d{1,3}/.exec(bloc.get('status') ?? '')?.[0] ?? ''
  // R-RAP-63 — RFC 3464, 2.3.6 : la réponse du serveur d’après ; elle précise un état absent ou qui ne dit que sa classe
  return dit === '' || dit.endsWith('.0.0') ? codeDe(bloc.get('diagnostic-code') ?? '') || dit : dit
}

/** The address of the mailbox that failed, which may not be the one that was written to: that one may forward. */
const abandonDe = (bloc: Champs): Abandon => ({
  statut: statutDe(bloc),
  vers: /^[^;]*;\s*<?([^\s<>]+)/.exec(bloc.get('final-recipient') ?? '')?.[1] ?? null,
})

/** Of a report: by the envelope, by the headers of what is returned. */
function readRapport(courriel: Entite, domaine: string): Constat {
  const parties = partiesDe(courriel)
  const blocs = parties
    .filter(({ type }) => RAPPORTS.has(type))
    .flatMap(({ corps }) => corps.split(/\n[ \t]*\n/).map(champsDe))
  const rendus = parties.filter(({ type }) => RENDUS.has(type)).map(({ corps }) => entiteDe(corps).champs)
  return {
    abandons: blocs.filter((bloc) => /^failed\b/i.test(bloc.get('action') ?? '')).map(abandonDe),
    noms: [
      ...blocs.flatMap((bloc) => [
        ...nomsDe(bloc.get('original-envelope-id'), domaine),
        ...nomsDe(bloc.get('x-original-message-id'), domaine),
      ]),
      ...rendus.flatMap((champs) => nomsDuCourriel(champs, domaine)),
    ],
  }
}

const isRapport = ({ type, parametres }: Entite): boolean =>
  type === 'multipart/report' && parametres.get('report-type')?.toLowerCase() === 'delivery-status'

/** Reads it; `domaine`: of the address that our mails come from. Nothing of a mail that anybody may have written makes it fail. */
export function readRetour(brut: string, domaine: string): LectureDeRetour {
  const courriel = entiteDe(toLignes(brut.slice(0, OCTETS_D_UN_RETOUR)))
  const constat = isRapport(courriel) ? readRapport(courriel, domaine) : readSansRapport(courriel, domaine)
  if (!constat) return { ignore: 'pas-un-rapport' }
  const { abandons, noms } = constat
  if (abandons.length === 0) return { ignore: 'pas-un-echec' }
  // It may be named too as the mail that this one answers.
  const reference = chooseReference([...noms, ...nomsDe(courriel.champs.get('in-reply-to'), domaine)])
  return reference === undefined ? { ignore: 'sans-reference' } : { reference, abandons }
}
