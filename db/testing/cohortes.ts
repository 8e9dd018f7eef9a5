/** Demandes of one territory by thousands, each valid by the rules: written by COPY from one that the acts of the domain made. */
import { randomUUID } from 'node:crypto'
import { sql as texte } from 'drizzle-orm'
import { addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { Acte } from '#lib/domain/demande/acte.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { recordReprise } from '#lib/domain/demande/depot.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { granted, numeroDuMois, refDe } from '#lib/domain/demande/testing.ts'
import { db } from '../client.ts'
import { toRow } from '../repositories/demandes.row.ts'
import { rowDeFait } from '../repositories/demandes.ts'
import { copyRows } from '../repositories/lots.ts'
import { demande, faitDeDemande } from '../schema/index.ts'

/** Demandes whose validity began on the same day; of Ariège unless told. */
export type Cohorte = Readonly<{
  valideDepuis: Jour
  avisRemisLe: Jour | null
  nombre: number
  territoire?: Territoire
}>

/** A demande of that month, made by the act of the domain: the others of its cohorte are written from it. */
export function reprendre({ valideDepuis, avisRemisLe, territoire = '09' }: Cohorte, deposeeLe: Jour) {
  const le = avisRemisLe ?? addMonths(valideDepuis, 1)
  const dates = { deposeeLe, ancienneteDepuis: deposeeLe, renouveleeLe: null }
  const creation = { ref: refDe(1), numeroUnique: numeroDuMois(deposeeLe, 1, territoire), contenu: unContenu() }
  const moment = { le, bareme: baremeAu(le), origine: { canal: 'editeur', organisme: 'G0123' } } as const
  const { demande: etat, fait } = granted(recordReprise({ ...creation, ...dates, valideDepuis, avisRemisLe }, moment))
  if (etat.statut !== 'active' || fait.type !== 'reprise') throw new Error('A reprise is active')
  return { etat, fait }
}

/** The same demande with a number, a reference, a telephone and a mail of its own. */
export function another({ etat, fait }: ReturnType<typeof reprendre>, rang: number, sequence: number): Acte {
  const ref = parseDemandeRef(randomUUID())
  if (!ref) throw new Error('ref')
  const contenu = {
    ...etat.contenu,
    demandeur: {
      ...etat.contenu.demandeur,
      telephonePortable: `06 39 ${String(rang % 1_000_000).padStart(6, '0')}`,
      courriel: `personne.${rang}@exemple.invalid`,
    },
  }
  const soi = { ref, numeroUnique: numeroDuMois(etat.deposeeLe, sequence, etat.territoire), contenu }
  return { demande: { ...etat, ...soi }, fait: { ...fait, ...soi } }
}

/** Writes new demandes, states and faits together, by COPY. */
export const writeActes = (actes: readonly Acte[]): Promise<void> =>
  db.transaction(async (tx) => {
    // The rows come from one that the rules made: the triggers that count and compare would find nothing to say.
    await tx.execute(texte`set local session_replication_role = replica`)
    await copyRows(
      tx,
      demande,
      actes.map((acte) => ({ ...toRow(acte.demande), demonstration: true })),
    )
    await copyRows(
      tx,
      faitDeDemande,
      actes.map((acte) => rowDeFait(acte, { compteId: null, role: null })),
    )
  })
