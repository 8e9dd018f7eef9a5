/**
 * Reads a mail that came back to the address that sends the reminders: the report of a server that gave a mail up
 * (RFC 3464), and nothing else. Only the reference and the outcome leave here: who did not receive it, and what the server
 * says of them, are read by nobody. Pure, on a text of one sign per byte (latin1).
 */
import { isUuid } from '#lib/domain/identifiants.ts'
import { issueDuRetour } from '#lib/domain/rappels/retour.ts'

/** Bytes of a mail that are read: a report tells all in its first ones, whatever it returns of the mail after. */
export const OCTETS_D_UN_RETOUR = 262_144
/** Signs of a header that are read: the rules of mails allow 998 in a line. */
const SIGNES_D_UN_CHAMP = 2_000

type Champs = ReadonlyMap<string, string>
type Entite = Readonly<{ champs: Champs; type: string; parametres: Champs; corps: string }>

/** What came back, or why it is nothing to hear. */
export type LectureDeRetour =
  | Readonly<{ reference: string; etat: 'rebond' | 'echec' }>
  /** An answer, a receipt of reading, a message that nobody sent for us. */
  | Readonly<{ ignore: 'pas-un-rapport' }>
  /** A report of a delay, or of a mail that arrived. */
  | Readonly<{ ignore: 'pas-un-echec' }>
  /** Of no mail that may come back, or of several. */
  | Readonly<{ ignore: 'sans-reference' }>

/** The header fields of a block, by their name in lower case; of one said twice, the first. */
function champsDe(bloc: string): Champs {
  const champs = new Map<string, string>()
  for (const ligne of bloc.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const fin = ligne.indexOf(':')
    const nom = ligne.slice(0, fin).trim().toLowerCase()
    if (fin > 0 && !champs.has(nom)) champs.set(nom, ligne.slice(fin + 1, fin + 1 + SIGNES_D_UN_CHAMP).trim())
  }
  return champs
}

/** The parameters of a content type: `boundary`, `report-type`. */
const parametresDe = (champ: string): Champs =>
  new Map(
    [...champ.matchAll(/;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]+))/g)].map(([, nom = '', cite, nu = '']) => [
      nom.toLowerCase(),
      cite ?? nu,
    ]),
  )

const DECODAGES: Readonly<Record<string, (corps: string) => string>> = {
  base64: (corps) => toLignes(Buffer.from(corps, 'base64').toString('latin1')),
  'quoted-printable': (corps) =>
    corps
      .replace(/=[ \t]*\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hexa: string) => String.fromCharCode(Number.parseInt(hexa, 16))),
}
const toLignes = (texte: string): string => texte.replace(/\r\n?/g, '\n')

/** A mail, or one of its parts; its lines end by `\n`. */
function entiteDe(texte: string): Entite {
  const fin = texte.startsWith('\n') ? 0 : texte.indexOf('\n\n')
  const champs = champsDe(fin < 0 ? texte : texte.slice(0, fin))
  const contenu = champs.get('content-type') ?? ''
  const corps = fin < 0 ? '' : texte.slice(texte.startsWith('\n') ? 1 : fin + 2)
  const decode = DECODAGES[(champs.get('content-transfer-encoding') ?? '').toLowerCase()]
  return {
    champs,
    type: contenu.split(';', 1)[0]?.trim().toLowerCase() ?? '',
    parametres: parametresDe(contenu),
    corps: decode ? decode(corps) : corps,
  }
}

/** The parts that a boundary holds; the last of a mail that was cut is what is left of it. */
function partiesDe({ corps, parametres }: Entite): readonly Entite[] {
  const borne = parametres.get('boundary')
  if (!borne) return []
  const parties: string[][] = []
  for (const ligne of corps.split('\n')) {
    const nue = ligne.trimEnd()
    if (nue === `--${borne}--`) break
    if (nue === `--${borne}`) parties.push([])
    else parties.at(-1)?.push(ligne)
  }
  return parties.map((lignes) => entiteDe(lignes.join('\n')))
}

const RAPPORTS: ReadonlySet<string> = new Set(['message/delivery-status', 'message/global-delivery-status'])
const RENDUS: ReadonlySet<string> = new Set([
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
  'message/global-headers',
])

/** `<reference@domain>`, or the reference alone; what is not one of ours is none. */
function referenceDe(champ: string | undefined): readonly string[] {
  const locale = (champ ?? '').replace(/^</, '').split('@', 1)[0]?.trim() ?? ''
  return isUuid(locale) ? [locale.toLowerCase()] : []
}

/** Reads it. Nothing of a mail that anybody may have written makes it fail. */
export function readRetour(brut: string): LectureDeRetour {
  const courriel = entiteDe(toLignes(brut.slice(0, OCTETS_D_UN_RETOUR)))
  const isRapport = courriel.parametres.get('report-type')?.toLowerCase() === 'delivery-status'
  if (courriel.type !== 'multipart/report' || !isRapport) return { ignore: 'pas-un-rapport' }
  const parties = partiesDe(courriel)
  const blocs = parties
    .filter(({ type }) => RAPPORTS.has(type))
    .flatMap(({ corps }) => corps.split(/\n[ \t]*\n/).map(champsDe))
  const echec = blocs.find((bloc) => /^failed\b/i.test(bloc.get('action') ?? ''))
  if (!echec) return { ignore: 'pas-un-echec' }
  const rendus = parties.filter(({ type }) => RENDUS.has(type)).map(({ corps }) => entiteDe(corps).champs)
  // Each server says the mail in its own way: by its envelope, by its headers, or as the mail that it answers.
  const references = new Set([
    ...blocs.flatMap((bloc) => [
      ...referenceDe(bloc.get('original-envelope-id')),
      ...referenceDe(bloc.get('x-original-message-id')),
    ]),
    ...rendus.flatMap((champs) => referenceDe(champs.get('message-id'))),
    ...referenceDe(courriel.champs.get('in-reply-to')),
  ])
  const [reference] = references
  if (reference === undefined || references.size > 1) return { ignore: 'sans-reference' }
  const statut = /^[245]\.\d{1,3}\.\d{1,3}/.exec(echec.get('status') ?? '')?.[0] ?? ''
  return { reference, etat: issueDuRetour(statut) }
}
