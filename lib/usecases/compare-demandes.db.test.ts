import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { lectureDeDemande } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande, newRef } from '#db/testing/demandes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { MEMES_AU_PLUS } from '#lib/domain/demande/memes-personnes.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { compareDemandes } from './compare-demandes.ts'
import type { Porte } from './open-demande.ts'
import { contexteDe } from './testing.ts'

withDatabase()
const porte: Porte = { canal: 'guichet', centreId: null }
const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['09'] }
const compare = (ref = newRef(), acteur: Acteur = gestionnaire, suite: { porte?: Porte; certaines?: boolean } = {}) =>
  compareDemandes({ ref, ctx: contexteDe(acteur), porte, ...suite })

describe('comparer les demandes d’une même personne', () => {
  it('les rend sans rien en changer, et écrit chaque lecture (R-PER-05)', async () => {
    const une = await insertUneDemande()
    const autre = await insertUneDemande({
      contenu: unContenu(['demandeur.nom', 'Petit'], ['demandeur.prenom', 'CAMILLE']),
    })
    const peutEtre = await insertUneDemande({ contenu: unContenu(['demandeur.prenom', 'Kamile']) })
    expect(granted(await compare(une.ref))).toEqual({
      demande: une,
      vu: expect.stringMatching(/^[0-9a-f]{32}$/),
      isPlus: false,
      memes: [
        { demande: autre, certitude: 'certaine', vu: expect.any(String), distinctesLe: null },
        { demande: peutEtre, certitude: 'probable', vu: expect.any(String), distinctesLe: null },
      ],
    })
    const lectures = await db.select().from(lectureDeDemande)
    expect(lectures.map(({ numeroUnique, objet, compteId }) => [numeroUnique, objet, compteId])).toEqual(
      [une, autre, peutEtre].map(({ numeroUnique }) => [numeroUnique, 'meme-personne', gestionnaire.compteId]),
    )
  })

  it('refuse qui n’en répond pas, et n’ouvre pas une demande qui est seule : rien n’est lu (R-PER-06)', async () => {
    const [une, seule] = [
      await insertUneDemande({ territoire: '32' }),
      await insertUneDemande({ contenu: unContenu(['demandeur.naissance', '1950-01-01']) }),
    ]
    await insertUneDemande({ territoire: '32' })
    const avant = await db.$count(lectureDeDemande)
    const demandeur = { role: 'demandeur', compteId: randomUUID(), demandes: [] } as const
    const reponses = [
      await compare(une.ref),
      await compare(une.ref, demandeur),
      await compare(une.ref, ACTEURS['administrateur-national']),
      await compare(seule.ref),
      await compare(),
    ]
    expect(reponses.map(codeOf)).toEqual(['acces-refuse', 'acces-refuse', 'acces-refuse', 'introuvable', 'introuvable'])
    expect(await db.$count(lectureDeDemande)).toBe(avant)
    granted(await compare(une.ref, { ...gestionnaire, departements: ['32'] }))
  })

  it('refuse un guichet du territoire et le demandeur, qui lisent pourtant cette demande (R-PER-06)', async () => {
    const centreId = await insertCentre({ code: 'G0456', departements: ['46'] })
    const [une] = [await insertUneDemande({ territoire: '46' }), await insertUneDemande({ territoire: '46' })]
    const avant = await db.$count(lectureDeDemande)
    const sienne = { role: 'demandeur', compteId: randomUUID(), demandes: [une.ref] } as const
    const reponses = [await compare(une.ref, sienne)]
    for (const role of ['agent-de-guichet', 'responsable-de-guichet'] as const) {
      const agent = { ...ACTEURS[role], centres: [centreId] }
      reponses.push(await compare(une.ref, agent, { porte: { canal: 'guichet', centreId } }))
    }
    expect(reponses.map(codeOf)).toEqual(['acces-refuse', 'acces-refuse', 'acces-refuse'])
    expect(await db.$count(lectureDeDemande)).toBe(avant)
  })

  it('n’ouvre que les certaines quand ce sont elles que l’on compare, et dix au plus, les certaines d’abord (R-PER-05)', async () => {
    const acteur = { ...gestionnaire, departements: ['82'] }
    const inserer = (prenom: string) =>
      insertUneDemande({ territoire: '82', contenu: unContenu(['demandeur.prenom', prenom]) })
    const une = await inserer('Sacha')
    for (let rang = 0; rang < MEMES_AU_PLUS + 2; rang += 1) await inserer('Saché')
    const sure = await inserer('SACHA')
    const lues = async (certaines: boolean) => {
      await db.delete(lectureDeDemande)
      const { memes, isPlus } = granted(await compare(une.ref, acteur, { certaines }))
      expect(await db.$count(lectureDeDemande)).toBe(memes.length + 1)
      expect(isPlus).toBe(!certaines)
      return memes
    }
    expect(await lues(true)).toMatchObject([{ demande: sure, certitude: 'certaine' }])
    const toutes = await lues(false)
    expect(toutes.map(({ certitude }) => certitude)).toEqual(['certaine', ...Array(MEMES_AU_PLUS - 1).fill('probable')])
    expect(toutes[0]?.demande).toEqual(sure)
  })
})
