import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { lectureDeDemande } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande, newRef } from '#db/testing/demandes.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { compareDemandes } from './compare-demandes.ts'
import type { Porte } from './open-demande.ts'
import { contexteDe } from './testing.ts'

withDatabase()
const porte: Porte = { canal: 'guichet', centreId: null }
const gestionnaire = { ...ACTEURS['gestionnaire-territorial'], departements: ['09'] }
const compare = (ref = newRef(), acteur: Acteur = gestionnaire) =>
  compareDemandes({ ref, ctx: contexteDe(acteur), porte })

describe('comparer les demandes d’une même personne', () => {
  it('les rend sans rien en changer, et écrit chaque lecture (R-PER-05)', async () => {
    const une = await insertUneDemande()
    const autre = await insertUneDemande({
      contenu: unContenu(['demandeur.nom', 'Petit'], ['demandeur.prenom', 'CAMILLE']),
    })
    const peutEtre = await insertUneDemande({ contenu: unContenu(['demandeur.prenom', 'Kamile']) })
    expect(granted(await compare(une.ref))).toEqual({
      demande: une,
      memes: [
        { demande: autre, certitude: 'certaine' },
        { demande: peutEtre, certitude: 'probable' },
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
})
