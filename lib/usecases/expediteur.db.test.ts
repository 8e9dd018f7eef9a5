/** Who sends the letters of a territory: what the préfecture of its département says; of Île-de-France, the first that says so. */
import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { departement, lotDeCourriers, mentionDeDepartement, region } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande } from '#db/testing/demandes.ts'
import { ecrireUneLettre } from '#lib/documents/courriers.ts'
import { SANS_MENTION } from '#lib/domain/attestation/mentions.ts'
import { addDays, addMonths } from '#lib/domain/calendrier.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { departementsDuTerritoire } from '#lib/domain/demande/territoire.ts'
import { granted } from '#lib/domain/demande/testing.ts'
import { takeCourriers } from './take-courriers.ts'
import { contexteDe, unGestionnaire } from './testing.ts'

withDatabase()
const ecrire = ecrireUneLettre('https://portail.exemple.fr')
const service = (departementCode: string) => ({
  nom: `Service fictif ${departementCode}`,
  adresse: ['1 rue Inventée', `${departementCode}000 Ville-Inventée`],
})

it('une lettre d’Île-de-France dit le premier de ses huit départements qui nomme un service, jamais aucun quand un le fait (R-TER-18)', async () => {
  const le = await aujourdHui('111')
  const franciliens = departementsDuTerritoire('111')
  await db.insert(region).values({ code: '11', nom: 'Île-de-France' }).onConflictDoNothing()
  await db.insert(departement).values(franciliens.map((code) => ({ code, nom: code, regionCode: '11' })))
  const ctx = contexteDe(await unGestionnaire([...franciliens]))
  const expediteur = async () => {
    const valideDepuis = addMonths(le, -11)
    const contenu = unContenu(['recherche.localisations', [{ commune: '77288', quartier: null }]])
    const { numeroUnique, echeances } = await insertUneDemande({ territoire: '111', valideDepuis, contenu })
    const duLe = addDays(echeances?.avisAuPlusTardLe ?? le, -10)
    const lettre = {
      jalon: 'avis',
      canal: 'courrier',
      duLe,
      cycle: valideDepuis,
      numeroUnique,
      territoire: '111',
    } as const
    await db.transaction((tx) => insertRappels(tx, [lettre]))
    const { id } = granted(await takeCourriers({ id: randomUUID(), territoire: '111', ecrire }, ctx))
    const [lot] = await db.select().from(lotDeCourriers).where(eq(lotDeCourriers.id, id))
    return lot?.expediteur
  }
  const dire = (departementCode: string, version: number, gestionnaire: ReturnType<typeof service> | null) =>
    db.insert(mentionDeDepartement).values({ departementCode, version, contenu: { ...SANS_MENTION, gestionnaire } })

  expect(await expediteur()).toBeNull()
  await dire('78', 1, service('78'))
  await dire('75', 1, null)
  expect(await expediteur()).toEqual(service('78'))
  await dire('75', 2, service('75'))
  expect(await expediteur()).toEqual(service('75'))
})
