import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { saveReglagesDeTerritoire } from '#db/repositories/reglages-de-territoire.ts'
import { lectureDeDemande } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande, newRef } from '#db/testing/demandes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { reglagesDe } from '#lib/domain/demande/reglages-de-territoire.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import type { Porte } from './open-demande.ts'
import { readDemande } from './read-demande.ts'
import { contexteDe } from './testing.ts'

withDatabase()
let ici: Porte
let ailleurs: Porte
let sienne: DemandeActive
const agent = ACTEURS['agent-de-guichet']
beforeAll(async () => {
  ici = { canal: 'guichet', centreId: await insertCentre({ code: 'G0123' }) }
  ailleurs = { canal: 'guichet', centreId: await insertCentre({ code: 'G0031', departements: ['31'] }) }
  sienne = await insertUneDemande()
})

const read = (acteur: Acteur, porte: Porte | null = ici, ref = sienne.ref) =>
  readDemande({ ref, ctx: contexteDe(acteur), porte }, 'ma-demande')
const agentDe = ({ centreId }: Porte): Acteur => ({ ...agent, centres: centreId ? [centreId] : [] })
const lectures = () => db.select().from(lectureDeDemande).where(eq(lectureDeDemande.numeroUnique, sienne.numeroUnique))

describe('lire une demande (R-DEM-13)', () => {
  it('rend l’état et l’histoire, et écrit qui a lu', async () => {
    const demandeur = { ...ACTEURS.demandeur, demandes: [sienne.ref] }
    const { demande, faits } = granted(await read(demandeur))
    expect(demande).toEqual(sienne)
    expect(faits.map(({ rang, fait }) => [rang, fait.type])).toEqual([[1, 'reprise']])
    granted(await read(agentDe(ici)))
    expect((await lectures()).map(({ role, objet, compteId }) => [role, objet, compteId])).toEqual([
      ['demandeur', 'ma-demande', demandeur.compteId],
      ['agent-de-guichet', 'ma-demande', agent.compteId],
    ])
  })

  it('une lecture refusée ne montre rien et n’en est pas une', async () => {
    const before = (await lectures()).length
    const answers = [
      await read({ ...ACTEURS.demandeur, demandes: [] }),
      await read(agentDe(ailleurs), ailleurs),
      // The centre of another: an agent acts for their own.
      await read(agentDe(ailleurs), ici),
      await read(ACTEURS['administrateur-national']),
      await read(ACTEURS.visiteur, null),
      await read(agentDe(ici), ici, newRef()),
    ]
    const refuse = 'acces-refuse'
    expect(answers.map(codeOf)).toEqual([refuse, refuse, refuse, refuse, 'connexion-requise', 'introuvable'])
    expect(await lectures()).toHaveLength(before)
  })
})

describe('ce que sa page offre', () => {
  const demandeur = () => ({ ...ACTEURS.demandeur, demandes: [sienne.ref] })

  it.each([-2, 2])('le jour est celui de la base, l’horloge du serveur fût-elle à %i h', async (heures) => {
    const maintenant = new Date(Date.now() + heures * 3_600_000 + 30 * 86_400_000).toISOString()
    const { le } = granted(
      await readDemande({ ref: sienne.ref, ctx: { acteur: demandeur(), maintenant } }, 'ma-demande'),
    )
    expect(le).toBe(await aujourdHui())
  })

  it('le renouvellement en ligne ne s’offre que là où il est ouvert ; un guichet le fait de toute façon (R-REG-02)', async () => {
    const offre = async (acteur: Acteur) => granted(await read(acteur)).actes.includes('renouvellement')
    expect([await offre(demandeur()), await offre(agentDe(ici))]).toEqual([true, true])
    await db.transaction((tx) => saveReglagesDeTerritoire(tx, '09', reglagesDe([])))
    expect([await offre(demandeur()), await offre(agentDe(ici))]).toEqual([false, true])
    expect(granted(await read(demandeur())).actes).toContain('modification')
  })
})
