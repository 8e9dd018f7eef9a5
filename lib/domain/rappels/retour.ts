/** What the report of a mail server says of a mail that it gave up. */

/**
 * Codes of an address that is nobody's: unknown mailbox (5.1.1), domain that takes no mail (5.1.2, 5.1.10), name that no
 * address has (5.1.3), mailbox that moved without a trace (5.1.6) or is closed (5.2.1). Source: RFC 3463, RFC 7505. A full
 * mailbox, a refused content or sender, say nothing of the address.
 */
const ADRESSES_DE_PERSONNE: ReadonlySet<string> = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'])

/** A delivery that was given up: its status, empty when none is said, and the address, or its imprint, when one is. */
export type Abandon = Readonly<{ statut: string; vers: string | null }>

/** What such a report is for a mail written to `vers`: `rebond`, that address is nobody's; `echec`, this mail alone did not arrive. */
export const issueDuRetour = (abandons: readonly Abandon[], vers: string | null): 'rebond' | 'echec' =>
  abandons.some(
    (abandon) =>
      // R-RAP-46 — choix du portail : une boîte qui fait suivre existe ; l’adresse d’après, que nul n’a, n’est pas la sienne
      abandon.vers !== null &&
      abandon.vers === vers &&
      // R-RAP-37 — choix du portail : toute remise abandonnée est un échec ; seule une adresse que nul n’a est tenue pour morte
      ADRESSES_DE_PERSONNE.has(abandon.statut),
  )
    ? 'rebond'
    : 'echec'
