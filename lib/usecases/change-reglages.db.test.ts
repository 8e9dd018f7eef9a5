/** Switching a territory: told to the second, undone by the last, obeyed by every renewal. */
import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listHistoriqueDuTerritoire } from '#db/queries/historique.ts'
import { listReglagesDesTerritoires, readReglagesDeTerritoire } from '#db/queries/reglages-de-territoire.ts'
import { listTerritoiresOuverts } from '#db/repositories/reglages-de-territoire.ts'
import { compte, faitDAdministration } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import { changementsDAdministration } from '#lib/documents/changements.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { type FonctionDeTerritoire, reglagesDe } from '#lib/domain/demande/reglages-de-territoire.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { changeReglages, undoReglages } from './change-reglages.ts'
import { renewDemande } from './renew-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from './testing.ts'

withDatabase()
const SECRET = 'un-secret-partage-avec-le-serveur'
process.env.ACCUSES_SECRET = SECRET
let administratrice: Acteur
beforeAll(async () => {
  const [row] = await db
    .insert(compte)
    .values({ courriel: 'a@x.invalid', nom: 'Adèle', role: 'administrateur-national' })
    .returning()
  administratrice = { role: 'administrateur-national', compteId: row?.id ?? '' }
})

const regler = (
  territoire: Territoire,
  version: number,
  ouverts: readonly FonctionDeTerritoire[],
  isConfirmee = false,
  acteur = administratrice,
) => changeReglages({ territoire, version, reglages: reglagesDe(ouverts), isConfirmee }, contexteDe(acteur))
const dernier = async (territoire: Territoire): Promise<number> => {
  const [row] = await db
    .select()
    .from(faitDAdministration)
    .where(and(eq(faitDAdministration.objet, 'territoire'), eq(faitDAdministration.cible, territoire)))
    .orderBy(desc(faitDAdministration.id))
  return row?.id ?? 0
}
const annuler = async (territoire: Territoire, isConfirmee = false, id?: number) =>
  undoReglages({ territoire, id: id ?? (await dernier(territoire)), isConfirmee }, contexteDe(administratrice))

describe('régler un territoire', () => {
  it('tout y est fermé d’abord ; seul l’administrateur national ouvre, et l’histoire le dit (R-REG-01)', async () => {
    expect(await readReglagesDeTerritoire('32')).toEqual(reglagesDe([]))
    for (const role of ['visiteur', 'agent-de-guichet', 'gestionnaire-territorial', 'coordinateur-regional'] as const)
      expect(codeOf(await regler('32', 0, ['rappels'], true, ACTEURS[role]))).toBe(
        role === 'visiteur' ? 'connexion-requise' : 'acces-refuse',
      )
    expect(codeOf(await regler('32', 0, ['renouvellement-en-ligne', 'rappels']))).toBe('ok')
    expect(await readReglagesDeTerritoire('32')).toEqual(reglagesDe(['renouvellement-en-ligne', 'rappels']))
    const [ligne] = await listHistoriqueDuTerritoire(administratrice, '32')
    expect(ligne?.auteur).toBe('Adèle')
    expect(changementsDAdministration(ligne?.avant ?? null, ligne?.apres ?? null)).toEqual([
      { champ: 'Ouvert dans ce territoire', avant: 'vide', apres: 'Renouvellement en ligne, Avis légal et rappels' },
    ])
    expect(await listHistoriqueDuTerritoire(ACTEURS['gestionnaire-territorial'], '32')).toEqual([])
    expect(await listTerritoiresOuverts(db, 'rappels')).toEqual(['32'])
  })

  it('à deux : la seconde personne est prévenue et voit ce que la première a ouvert (R-EDI-01)', async () => {
    const answers = await Promise.all([regler('46', 0, ['rappels']), regler('46', 0, ['renouvellement-en-ligne'])])
    expect(answers.map(codeOf).sort()).toEqual(['modifiee-entre-temps', 'ok'])
    const perdant = answers.find((answer) => !answer.ok)
    expect(perdant).toMatchObject({ refus: { version: 1, actuel: { ouverts: [expect.any(String)] } } })
    // The same again is no conflict and no change.
    const faits = await db.$count(faitDAdministration)
    const gagnant = (await readReglagesDeTerritoire('46')).rappels ? 'rappels' : 'renouvellement-en-ligne'
    expect(codeOf(await regler('46', 0, [gagnant]))).toBe('ok')
    expect(await db.$count(faitDAdministration)).toBe(faits)
  })

  it('la radiation s’ouvre, et revient par une annulation, confirmée seulement (R-REG-03)', async () => {
    expect(codeOf(await regler('81', 0, ['radiation']))).toBe('radiation-a-confirmer')
    expect(codeOf(await regler('81', 0, ['radiation'], true))).toBe('ok')
    expect(codeOf(await regler('81', 1, ['radiation', 'rappels']))).toBe('ok')
    expect(codeOf(await regler('81', 2, []))).toBe('ok')
    expect(codeOf(await annuler('81'))).toBe('radiation-a-confirmer')
    expect(codeOf(await annuler('81', true))).toBe('ok')
    expect(await readReglagesDeTerritoire('81')).toEqual(reglagesDe(['radiation', 'rappels']))
  })

  it('elle ne s’ouvre, ni ne revient par une annulation, sans réglage qui entende les retours ; ouverte, elle se ferme (R-REG-06)', async () => {
    granted(await regler('65', 0, ['radiation'], true))
    const sourds = async () =>
      (await listReglagesDesTerritoires()).filter(({ isSourde }) => isSourde).map(({ territoire }) => territoire)
    expect(await sourds()).toEqual([])
    delete process.env.ACCUSES_SECRET
    try {
      // Others are open by the tests before.
      expect(await sourds()).toContain('65')
      granted(await regler('65', 1, ['rappels']))
      expect(await sourds()).not.toContain('65')
      expect(codeOf(await regler('65', 2, ['rappels', 'radiation'], true))).toBe('retours-non-entendus')
      expect(codeOf(await annuler('65', true))).toBe('retours-non-entendus')
      expect(await readReglagesDeTerritoire('65')).toEqual(reglagesDe(['rappels']))
    } finally {
      process.env.ACCUSES_SECRET = SECRET
    }
    granted(await annuler('65', true))
  })

  it('seul le dernier changement s’annule (R-EDI-02)', async () => {
    granted(await regler('82', 0, ['rappels']))
    const premier = await dernier('82')
    granted(await regler('82', 1, []))
    expect(codeOf(await annuler('82', false, premier))).toBe('annulation-impossible')
    granted(await annuler('82'))
    expect(await readReglagesDeTerritoire('82')).toEqual(reglagesDe(['rappels']))
  })

  it('la liste nomme chaque territoire une fois et dit lesquels ont des demandes', async () => {
    await insertUneDemande({ territoire: '12' })
    const territoires = await listReglagesDesTerritoires()
    expect(new Set(territoires.map(({ territoire }) => territoire)).size).toBe(territoires.length)
    expect(territoires.filter(({ hasDemandes }) => hasDemandes).map(({ territoire }) => territoire)).toEqual(['12'])
    expect(territoires[0]).toMatchObject({ territoire: '111', nom: 'Île-de-France' })
  })
})

describe('le renouvellement en ligne, ouvert ou non', () => {
  it('fermé, il est refusé par internet et permis au guichet ; ce qui est renouvelé le reste (R-REG-02)', async () => {
    const [une, deux] = [await insertUneDemande(), await insertUneDemande()]
    const contenu = unContenu()
    const enLigne = ({ ref }: typeof une, cle = randomUUID()) =>
      renewDemande(
        { ref, ctx: contexteDe({ ...ACTEURS.demandeur, demandes: [ref] }) },
        { contenu, version: 1, cle },
        AVIS_DE_CONTACT,
      )
    const cle = randomUUID()
    expect(codeOf(await enLigne(une, cle))).toBe('ok')
    granted(await regler('09', 1, ['rappels']))
    expect(granted(await enLigne(une, cle))).toMatchObject({ deja: true })
    expect(granted(await enLigne(une))).toMatchObject({ deja: true })
    expect(codeOf(await enLigne(deux))).toBe('renouvellement-en-ligne-ferme')
    const centreId = await insertCentre({ code: 'G0123' })
    const agent = contexteDe({ ...ACTEURS['agent-de-guichet'], centres: [centreId] })
    const auGuichet = { ref: deux.ref, ctx: agent, porte: { canal: 'guichet', centreId } } as const
    expect(
      granted(await renewDemande(auGuichet, { contenu, version: 1, cle: randomUUID() }, AVIS_DE_CONTACT)),
    ).toMatchObject({
      deja: false,
    })
  })

  it('rien ne s’ouvre sous un fichier partagé local (R-REG-04)', async () => {
    expect(codeOf(await regler('31', 0, ['rappels']))).toBe('territoire-a-fichier-partage')
    expect(await readReglagesDeTerritoire('31')).toEqual(reglagesDe([]))
  })
})
