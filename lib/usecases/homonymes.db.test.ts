/** What is said of several homonyms at once, and what is left of it when one of them is erased. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listMemesPersonnes } from '#db/queries/memes-personnes.ts'
import { forgetDemandes } from '#db/repositories/oubli.ts'
import { faitDAdministration, personnesDistinctes } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { MEMES_AU_PLUS } from '#lib/domain/demande/memes-personnes.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { compareDemandes } from './compare-demandes.ts'
import { distinguishPersonnes, undoDistinction } from './distinguish-personnes.ts'
import { contexteDe, unGestionnaire } from './testing.ts'

withDatabase()
const porte = { canal: 'guichet', centreId: null } as const
let gestionnaire: Acteur
beforeAll(async () => {
  gestionnaire = await unGestionnaire(['47', '82'])
})

type Une = Pick<DemandeActive, 'ref' | 'numeroUnique'>
const demarcheDe = ({ ref }: Une) => ({ ref, ctx: contexteDe(gestionnaire), porte })
const comparer = async (une: Une) => granted(await compareDemandes(demarcheDe(une)))
/** As the page of the first one says it of these. */
async function distinguer(...demandes: readonly [Une, Une, ...Une[]]) {
  const { demande, vu, memes } = await comparer(demandes[0])
  const montrees = new Map([[demande.ref, vu], ...memes.map((une) => [une.demande.ref, une.vu] as const)])
  const vues = new Map(demandes.map(({ ref }) => [ref, montrees.get(ref) ?? '']))
  return distinguishPersonnes(demarcheDe(demandes[0]), { vues })
}
const numerosDe = (...demandes: readonly Une[]) => demandes.map(({ numeroUnique }) => numeroUnique).sort()
const listees = async () => (await listMemesPersonnes(gestionnaire)).personnes.map(({ numeros }) => [...numeros].sort())
const inserer = (territoire: Territoire) => insertUneDemande({ territoire })
const paires = (territoire: Territoire) =>
  db.$count(personnesDistinctes, eq(personnesDistinctes.territoire, territoire))
const ecrits = () => db.$count(faitDAdministration, eq(faitDAdministration.objet, 'personnes'))
/** As the night does a year after a radiation: the base lets nobody do it before. */
const oublier = ({ numeroUnique }: Une) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await forgetDemandes(tx, [numeroUnique])
  })

describe('dire que plusieurs demandes sont d’autant de personnes', () => {
  it('de plusieurs, chaque paire cochée qui se ressemble est dite en une fois, et s’annule à part (R-PER-11)', async () => {
    const demandes: DemandeActive[] = []
    for (let rang = 0; rang < 5; rang += 1) demandes.push(await inserer('47'))
    const [a, b, c, d, e] = demandes
    if (!a || !b || !c || !d || !e) throw new Error('Five of them')
    // Alike of the first one only, by a name of its own.
    const mariee = await insertUneDemande({
      territoire: '47',
      contenu: unContenu(['demandeur.nom', 'Autrement']),
    })
    expect(granted(await distinguer(a, b))).toEqual({ reste: true })
    const avant = await ecrits()
    // Twice at once, in one order and in the other; a pair that was said stays said.
    const ensemble = await Promise.all([distinguer(a, b, c, d), distinguer(d, c, b, a)])
    expect(ensemble.map(codeOf)).toEqual(['ok', 'ok'])
    expect(await ecrits()).toBe(avant + 5)
    expect(granted(await distinguer(a, b, c, d))).toEqual({ reste: true })
    expect(await ecrits()).toBe(avant + 5)
    expect((await listees()).every((ligne) => ligne.includes(e.numeroUnique))).toBe(true)
    expect(granted(await distinguer(e, d, c, b, a, mariee))).toEqual({ reste: false })
    expect(await listees()).toEqual([])
    const dites = await paires('47')
    granted(await undoDistinction({ ...demarcheDe(c), avec: b.ref }))
    expect(await listees()).toEqual([numerosDe(b, c)])
    expect(await paires('47')).toBe(dites - 1)
  })

  it('s’efface avec l’une ou l’autre des deux demandes (R-EFF-02) ; les autres sont comparées d’abord', async () => {
    const le = await inserer('82')
    const autres: DemandeActive[] = []
    for (let rang = 0; rang < MEMES_AU_PLUS + 1; rang += 1) autres.push(await inserer('82'))
    const [premiere, seconde] = autres
    if (!premiere || !seconde) throw new Error('Two of them')
    granted(await distinguer(le, premiere))
    granted(await distinguer(le, seconde))
    const { memes: montrees } = await comparer(le)
    expect(montrees).toHaveLength(MEMES_AU_PLUS)
    expect(montrees.map(({ distinctesLe }) => distinctesLe !== null)).toEqual([
      ...Array(MEMES_AU_PLUS - 1).fill(false),
      true,
    ])
    const restent = () => paires('82')
    expect(await restent()).toBe(2)
    await oublier(seconde)
    expect(await restent()).toBe(1)
    await oublier(le)
    expect(await restent()).toBe(0)
  })
})
