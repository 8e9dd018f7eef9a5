/** What tells a form that is sent again from another that creates one thing more. */
import { createHash } from 'node:crypto'

/**
 * The key that is kept with what a form creates: of the key drawn with the form, and of what it says. Who goes back to a
 * form that was sent, and writes something else in it, wants something else: it is not taken for the first one.
 */
export const cleDeCreation = (cle: string, dit: Readonly<Record<string, unknown>>): string =>
  createHash('sha256')
    .update(JSON.stringify([cle, Object.entries(dit).sort(([a], [b]) => (a < b ? -1 : 1))]))
    .digest('hex')
    .slice(0, 32)
    // A version 8 identifier: its makers choose its bits (RFC 9562, 5.8).
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-8$4-$5')
