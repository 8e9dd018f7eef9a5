/** Write side of the figures of communes: the rows and their history, written together. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { baliseDesChiffres } from '#lib/domain/guichet/balises.ts'
import { areSameChiffres, type ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { Tx } from '../client.ts'
import { chiffreDeCommune, faitDeChiffre } from '../schema/index.ts'
import type { Auteur } from './points-de-contact.ts'

/** A stored row with the version that edit forms send back. */
export type ChiffresEnregistres = ChiffresDeclares & Readonly<{ version: number; demonstration: boolean }>

/** Where a row of figures comes from: its cell in the file, when there is one. */
export type EcritureDeChiffres = Readonly<{
  chiffres: ChiffresDeclares
  /** Of this row alone, over that of the author. */
  demonstration?: boolean
  feuille?: string | null
  ligne?: number | null
}>

const CHUNK = 500
const keyOf = (row: Pick<ChiffresDeclares, 'codeInsee' | 'annee' | 'type'>) =>
  `${row.codeInsee}:${row.annee}:${row.type}`

/** The rows of a commune and a year, locked in a stable order. */
export const loadChiffresForUpdate = (tx: Tx, codeInsee: string, annee: number): Promise<ChiffresEnregistres[]> =>
  tx
    .select()
    .from(chiffreDeCommune)
    .where(and(eq(chiffreDeCommune.codeInsee, codeInsee), eq(chiffreDeCommune.annee, annee)))
    .orderBy(chiffreDeCommune.type)
    .for('update')

async function loadAll(tx: Tx, codes: readonly string[]): Promise<Map<string, ChiffresEnregistres>> {
  const rows = await tx
    .select()
    .from(chiffreDeCommune)
    .where(inArray(chiffreDeCommune.codeInsee, [...codes]))
    .orderBy(chiffreDeCommune.codeInsee, chiffreDeCommune.annee, chiffreDeCommune.type)
    .for('update')
  return new Map(rows.map((row) => [keyOf(row), row]))
}

/**
 * Writes the rows that differ from what is stored, with one fait each; equal rows change nothing.
 * Returns the tags of the communes that changed. A key given twice is a bug of the caller: the last one wins.
 */
export async function upsertChiffres(
  tx: Tx,
  ecritures: readonly EcritureDeChiffres[],
  auteur: Auteur & Readonly<{ demonstration?: boolean }>,
): Promise<string[]> {
  const wanted = [...new Map(ecritures.map((item) => [keyOf(item.chiffres), item])).values()]
  if (wanted.length === 0) return []
  const known = await loadAll(tx, [...new Set(wanted.map((item) => item.chiffres.codeInsee))])
  const changed = wanted.filter(({ chiffres }) => {
    const actuel = known.get(keyOf(chiffres))
    return !actuel || !areSameChiffres(actuel, chiffres)
  })
  for (let at = 0; at < changed.length; at += CHUNK) {
    const slice = changed.slice(at, at + CHUNK)
    await tx
      .insert(chiffreDeCommune)
      .values(
        slice.map(({ chiffres, demonstration }) => ({
          ...chiffres,
          // Who edits invented figures leaves them invented: only a file says otherwise.
          demonstration: demonstration ?? auteur.demonstration ?? known.get(keyOf(chiffres))?.demonstration ?? false,
        })),
      )
      .onConflictDoUpdate({
        target: [chiffreDeCommune.codeInsee, chiffreDeCommune.annee, chiffreDeCommune.type],
        set: {
          logements: sql`excluded.logements`,
          demandesEnAttente: sql`excluded.demandes_en_attente`,
          attributionsN1: sql`excluded.attributions_n1`,
          arreteAu: sql`excluded.arrete_au`,
          source: sql`excluded.source`,
          demonstration: sql`excluded.demonstration`,
          version: sql`${chiffreDeCommune.version} + 1`,
        },
      })
    await tx.insert(faitDeChiffre).values(
      slice.map(({ chiffres, feuille, ligne }) => ({
        codeInsee: chiffres.codeInsee,
        annee: chiffres.annee,
        compteId: auteur.compteId,
        importId: auteur.importId ?? null,
        retour: auteur.retour ?? false,
        feuille: feuille ?? auteur.feuille ?? null,
        ligne: ligne ?? auteur.ligne ?? null,
        avant: known.get(keyOf(chiffres)) ?? null,
        apres: chiffres,
      })),
    )
  }
  return [...new Set(changed.map(({ chiffres }) => baliseDesChiffres(chiffres.codeInsee)))]
}

/** Withdraws one row of figures; its history keeps what it said. */
export async function deleteChiffres(tx: Tx, actuel: ChiffresEnregistres, auteur: Auteur): Promise<string[]> {
  await tx
    .delete(chiffreDeCommune)
    .where(
      and(
        eq(chiffreDeCommune.codeInsee, actuel.codeInsee),
        eq(chiffreDeCommune.annee, actuel.annee),
        eq(chiffreDeCommune.type, actuel.type),
      ),
    )
  await tx.insert(faitDeChiffre).values({
    codeInsee: actuel.codeInsee,
    annee: actuel.annee,
    compteId: auteur.compteId,
    importId: auteur.importId ?? null,
    retour: auteur.retour ?? false,
    feuille: auteur.feuille ?? null,
    ligne: auteur.ligne ?? null,
    avant: actuel,
    apres: null,
  })
  return [baliseDesChiffres(actuel.codeInsee)]
}
