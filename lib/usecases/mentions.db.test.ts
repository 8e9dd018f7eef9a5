/** What a département says for attestations: told to the second, undone by the last, kept version by version. */
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listHistoriqueDesMentions } from '#db/queries/historique.ts'
import { findMentions, listMentions } from '#db/queries/mentions.ts'
import { compte, mentionDeDepartement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { SaisieDeMentions } from '#lib/domain/attestation/mentions.ts'
import { codeOf } from '#lib/domain/demande/testing.ts'
import { editMentions, undoMentions } from './edit-mentions.ts'
import { contexteDe } from './testing.ts'

withDatabase()
let ici: Acteur
beforeAll(async () => {
  await insertTerritoire()
  const [row] = await db
    .insert(compte)
    .values({ courriel: 'g@x.invalid', nom: 'Gaston', role: 'gestionnaire-territorial', departements: ['09'] })
    .returning()
  ici = { role: 'gestionnaire-territorial', compteId: row?.id ?? '', departements: ['09'] }
})

const A: SaisieDeMentions = { commissionNom: 'Commission A', commissionAdresse: '1 rue A\n09000 Foix' }
const B: SaisieDeMentions = { ...A, bailleurs: 'Office fictif : foix\nSociété fictive' }
const editer = (version: number, saisie: SaisieDeMentions, acteur: Acteur = ici, departement = '09') =>
  editMentions({ departement, version, saisie }, contexteDe(acteur))
const annuler = (version: number, acteur: Acteur = ici) =>
  undoMentions({ departement: '09', version }, contexteDe(acteur))

describe('les mentions d’un département', () => {
  it('seul son gestionnaire les change, et chacun ne voit que les siennes (R-ATS-11)', async () => {
    for (const role of ['visiteur', 'agent-de-guichet', 'administrateur-national', 'coordinateur-regional'] as const)
      expect(codeOf(await editer(0, A, ACTEURS[role]))).toBe(role === 'visiteur' ? 'connexion-requise' : 'acces-refuse')
    expect(codeOf(await editer(0, A, ici, '31'))).toBe('acces-refuse')
    expect(codeOf(await annuler(1, ACTEURS['administrateur-national']))).toBe('acces-refuse')
    expect((await listMentions(ici)).map(({ code }) => code)).toEqual(['09'])
    expect((await listMentions(ACTEURS['administrateur-national'])).map(({ code }) => code)).toEqual(['09', '31'])
    expect(await listMentions(ACTEURS['agent-de-guichet'])).toEqual([])
    expect(await findMentions(ici, '31')).toBeUndefined()
  })

  it('une saisie fausse n’écrit rien et dit chaque champ', async () => {
    const refus = await editer(0, { commissionNom: 'Commission', bailleurs: 'Office : Fox' })
    expect(refus).toMatchObject({ ok: false, refus: { code: 'saisie-a-revoir' } })
    if (refus.ok || refus.refus.code !== 'saisie-a-revoir') throw new Error('refus')
    expect(Object.keys(refus.refus.erreurs)).toEqual(['commissionAdresse', 'bailleurs'])
    expect(await db.select().from(mentionDeDepartement)).toEqual([])
  })

  it('la seconde personne voit ce que la première a écrit, et ne l’efface pas (R-EDI-01)', async () => {
    const deux = await Promise.all([editer(0, A), editer(0, B)])
    expect(deux.map(codeOf).sort()).toEqual(['modifiee-entre-temps', 'ok'])
    const tenues = await findMentions(ici, '09')
    expect(tenues?.version).toBe(1)
    const perdant = deux.find((une) => !une.ok)
    expect(perdant).toMatchObject({ refus: { version: 1, actuel: tenues?.saisie } })
    expect(codeOf(await editer(1, B))).toBe('ok')
    // The same again changes nothing.
    const version = (await findMentions(ici, '09'))?.version ?? 0
    expect(codeOf(await editer(0, B))).toBe('ok')
    expect((await findMentions(ici, '09'))?.version).toBe(version)
  })

  it('le dernier changement s’annule, un plus ancien non, et tout reste écrit (R-EDI-02)', async () => {
    const avant = await findMentions(ici, '09')
    const version = avant?.version ?? 0
    expect(codeOf(await editer(version, A))).toBe('ok')
    expect(codeOf(await annuler(version))).toBe('annulation-impossible')
    expect(codeOf(await annuler(version + 1))).toBe('ok')
    expect(await findMentions(ici, '09')).toEqual({ ...avant, version: version + 2 })
    expect(avant?.saisie.bailleurs).toBe('Office fictif\u00a0: Foix\nSociété fictive')
    const [dernier] = await listHistoriqueDesMentions(ici, '09')
    expect(dernier).toMatchObject({ nature: 'correction', auteur: 'Gaston', apres: { commissionNom: 'Commission A' } })
    expect(await listHistoriqueDesMentions(ACTEURS['agent-de-guichet'], '09')).toEqual([])
    await expect(db.delete(mentionDeDepartement)).rejects.toThrow()
  })
})
