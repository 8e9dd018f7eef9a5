/** What a département says for attestations: read under its lock, written as one more version. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { type CommuneConnue, type MentionsDuDepartement, SANS_MENTION } from '#lib/domain/attestation/mentions.ts'
import type { Tx } from '../client.ts'
import { commune, departement, mentionDeDepartement } from '../schema/index.ts'

export type MentionsVersionnees = Readonly<{ mentions: MentionsDuDepartement; version: number }>

/** Under the lock of the département: who edits it queues. 0 before the first change; undefined: no such département. */
export async function loadMentionsForUpdate(tx: Tx, code: string): Promise<MentionsVersionnees | undefined> {
  const [found] = await tx
    .select({ code: departement.code })
    .from(departement)
    .where(eq(departement.code, code))
    .for('no key update')
  return found && loadMentionsDe(tx, code)
}

async function loadMentionsDe(tx: Tx, code: string): Promise<MentionsVersionnees> {
  const [row] = await tx
    .select({ mentions: mentionDeDepartement.contenu, version: mentionDeDepartement.version })
    .from(mentionDeDepartement)
    .where(eq(mentionDeDepartement.departementCode, code))
    .orderBy(desc(mentionDeDepartement.version))
    .limit(1)
  return row ?? { mentions: SANS_MENTION, version: 0 }
}

/** What stood at a version; nothing at 0. */
export async function loadMentionsAVersion(tx: Tx, code: string, version: number): Promise<MentionsDuDepartement> {
  const [row] = await tx
    .select({ mentions: mentionDeDepartement.contenu })
    .from(mentionDeDepartement)
    .where(and(eq(mentionDeDepartement.departementCode, code), eq(mentionDeDepartement.version, version)))
  return row?.mentions ?? SANS_MENTION
}

export const insertMentions = (
  tx: Tx,
  { code, version, mentions, compteId }: MentionsVersionnees & Readonly<{ code: string; compteId: string | null }>,
) => tx.insert(mentionDeDepartement).values({ departementCode: code, version, contenu: mentions, compteId })

export const listCommunesDuDepartement = (tx: Tx, code: string): Promise<CommuneConnue[]> =>
  tx
    .select({ codeInsee: commune.codeInsee, nom: commune.nom })
    .from(commune)
    .where(eq(commune.departementCode, code))
    .orderBy(asc(commune.codeInsee))
