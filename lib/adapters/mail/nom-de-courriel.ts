/** How a mail is named when it leaves, and found again by that name when a server returns it. */
import { createHash } from 'node:crypto'
import { isUuid } from '#lib/domain/identifiants.ts'
import type { Abandon } from '#lib/domain/rappels/retour.ts'

/** A field of ours: a relay that gives the mail another Message-ID leaves what it does not know. */
export const CHAMP_DE_REFERENCE = 'X-Portail-Envoi'

/** The domain of an address that sends, alone or after a name. */
export const domaineDe = (from: string): string => from.split('@').at(-1)?.replace('>', '').trim().toLowerCase() ?? ''

/** Its reference, or the imprint of its reason, at the domain that sends it. */
export const messageId = ({ cle, reference }: Readonly<{ cle: string; reference?: string }>, from: string): string =>
  `<${reference ?? createHash('sha256').update(cle).digest('hex').slice(0, 40)}@${domaineDe(from)}>`

/** A name that a server gives to the mail; `isNotre`: in our own form, which a relay gives to none of its own. */
export type Nom = Readonly<{ reference: string; isNotre: boolean }>

/** What a mail that came back says: to whom the mail it returns did not come, and the names of that mail. */
export type Constat = Readonly<{ abandons: readonly Abandon[]; noms: readonly Nom[] }>

/** What a field names: `<reference@domain>`, or a reference alone; what is not a reference is nothing. */
export function nomsDe(champ: string | undefined, domaine: string): readonly Nom[] {
  const [locale = '', lieu = ''] = (champ ?? '').replace(/^</, '').split(/[@>]/, 2)
  const reference = locale.trim().toLowerCase()
  return isUuid(reference) ? [{ reference, isNotre: lieu.trim().toLowerCase() === domaine }] : []
}

/** What the headers of a returned mail name. */
export const nomsDuCourriel = (champs: ReadonlyMap<string, string>, domaine: string): readonly Nom[] => [
  ...nomsDe(champs.get('message-id'), domaine),
  ...nomsDe(champs.get(CHAMP_DE_REFERENCE.toLowerCase()), '').map((nom) => ({ ...nom, isNotre: true })),
]

/** The only one in our form, or else the only one; of several, none. */
export function chooseReference(noms: readonly Nom[]): string | undefined {
  // R-RAP-45 — choix du portail : un relais donne aussi des noms, de même sorte ; s’il y en a un de notre forme, lui seul compte
  const notres = noms.filter(({ isNotre }) => isNotre)
  const [reference, ...autres] = new Set((notres.length > 0 ? notres : noms).map((nom) => nom.reference))
  return autres.length > 0 ? undefined : reference
}
