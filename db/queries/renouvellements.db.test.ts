/** What the administration reads of the renewals is a recount of the faits, whatever the night has folded. */
import { beforeAll, expect, it } from 'vitest'
import { addMonths, jour } from '#lib/domain/calendrier.ts'
import { recordDepot } from '#lib/domain/demande/depot.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { CANAUX_DE_DEMANDE, type CanalDeDemande } from '#lib/domain/demande/faits.ts'
import { codesOf } from '#lib/domain/demande/formulaire/codes.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordRenouvellement } from '#lib/domain/demande/renouvellement.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { granted, numeroDuMois } from '#lib/domain/demande/testing.ts'
import { db } from '../client.ts'
import { foldComptage, recordOuvertures } from '../repositories/comptage.ts'
import { insertDemande, saveActe } from '../repositories/demandes.ts'
import { departement, region } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { newRef } from '../testing/demandes.ts'
import { insertTerritoire } from '../testing/territoire.ts'
import { listRenouvellements } from './renouvellements.ts'

withDatabase()
const NUIT = { compteId: null, role: null }
/** Written here and in the table apart, so that neither checks itself. */
const TERRITOIRES: readonly (readonly [Territoire, commune: string, region: string])[] = [
  ['09', '09122', 'Occitanie'],
  ['32', '32013', 'Occitanie'],
  ['111', '78646', 'Île-de-France'],
  ['975', '97502', 'Hors des régions'],
]

beforeAll(async () => {
  await insertTerritoire()
  await db.insert(region).values({ code: '11', nom: 'Île-de-France' })
  await db.insert(departement).values([
    { code: '32', nom: 'Gers', regionCode: '76' },
    { code: '75', nom: 'Paris', regionCode: '11' },
    { code: '78', nom: 'Yvelines', regionCode: '11' },
  ])
})

let rang = 0
/** Deposited, then renewed eleven months later by this canal. */
async function renew([territoire, commune]: (typeof TERRITOIRES)[number], canal: CanalDeDemande, renouveleeLe: string) {
  rang += 1
  const deposeeLe = addMonths(jour(renouveleeLe), -11)
  const moment = (le: typeof deposeeLe) => ({ le, bareme: baremeAu(le), origine: { canal, organisme: 'G0123' } })
  const contenu = unContenu(['recherche.localisations', [{ commune, quartier: null }]])
  const numeroUnique = numeroDuMois(deposeeLe, rang, territoire)
  const depot = granted(recordDepot({ ref: newRef(), numeroUnique, deposeeLe, contenu }, moment(deposeeLe)))
  const acte = granted(recordRenouvellement(depot.demande, { contenu }, moment(jour(renouveleeLe))))
  await db.transaction((tx) => insertDemande(tx, depot, NUIT))
  await db.transaction((tx) => saveActe(tx, acte, NUIT))
}

it('les renouvellements d’un mois se lisent par région et par canal, comme un recomptage (R-STA-01)', async () => {
  expect(await listRenouvellements()).toEqual({ mois: null, autres: [], jusquAu: null, regions: [] })
  const recompte = new Map<string, number>()
  for (const [at, territoire] of TERRITOIRES.entries())
    for (const [combien, canal] of codesOf(CANAUX_DE_DEMANDE).entries())
      for (const le of ['2025-02-28', '2025-03-01', '2025-03-31']) {
        // Not the same number everywhere, and none here and there.
        if ((at + combien) % 3 === 0) continue
        await renew(territoire, canal, le)
        const cle = [le.slice(0, 7), territoire[2], canal].join(' ')
        recompte.set(cle, (recompte.get(cle) ?? 0) + 1)
      }
  // What the night has not counted yet is not told: it comes whole, the day after.
  expect((await listRenouvellements()).mois).toBeNull()
  await db.transaction((tx) => foldComptage(tx, { arreteLe: jour('2025-04-01'), tout: true }))

  await db.transaction((tx) => recordOuvertures(tx, jour('2025-04-01')))
  expect((await listRenouvellements()).jusquAu).toBe('2025-04-01')

  const lus = new Map<string, number>()
  for (const mois of ['2025-02', '2025-03']) {
    const dit = await listRenouvellements(mois)
    expect(dit.mois).toBe(mois)
    for (const { nom, canaux, total } of dit.regions) {
      for (const [canal, nombre] of Object.entries(canaux)) lus.set([mois, nom, canal].join(' '), nombre)
      expect(Object.values(canaux).reduce((somme, nombre) => somme + nombre, 0)).toBe(total)
    }
    expect(dit.regions.map(({ nom }) => nom)).toEqual(['Hors des régions', 'Île-de-France', 'Occitanie'])
  }
  expect(Object.fromEntries(lus)).toEqual(Object.fromEntries(recompte))

  // The last month unless another that is known is asked.
  expect(await listRenouvellements()).toEqual(await listRenouvellements('2025-03'))
  for (const inconnu of ['2025-04', '2025-3', "2025-03'", ''])
    expect((await listRenouvellements(inconnu)).mois).toBe('2025-03')
  expect((await listRenouvellements('2025-02')).autres).toEqual(['2025-03'])
})
