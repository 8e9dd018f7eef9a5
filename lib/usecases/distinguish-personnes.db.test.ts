import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listMemesPersonnes } from '#db/queries/memes-personnes.ts'
import { listPersonnesDistinctes } from '#db/queries/personnes-distinctes.ts'
import { saveDistinctes } from '#db/repositories/personnes-distinctes.ts'
import { demande, faitDAdministration, personnesDistinctes } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { aujourdHui, insertUneDemande, newRef } from '#db/testing/demandes.ts'
import { insertCentre } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addMonths } from '#lib/domain/calendrier.ts'
import type { DemandeActive, DemandeRef } from '#lib/domain/demande/demande.ts'
import { unContenu, unCotitulaire } from '#lib/domain/demande/formulaire/testing.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { codeOf, granted } from '#lib/domain/demande/testing.ts'
import { compareDemandes } from './compare-demandes.ts'
import { distinguishPersonnes, undoDistinction } from './distinguish-personnes.ts'
import { askCorrection, changeTitulaire, decideCorrection } from './edit-demande.ts'
import type { Porte } from './open-demande.ts'
import { radiateDemande } from './radiate-demande.ts'
import { reactivateDemande } from './reactivate-demande.ts'
import { contexteDe, unGestionnaire } from './testing.ts'

withDatabase()
const DEPARTEMENTS = ['09', '32', '34', '46', '48', '65', '81', '82']
const porte: Porte = { canal: 'guichet', centreId: null }
let gestionnaire: Acteur
let centreId: string
beforeAll(async () => {
  gestionnaire = await unGestionnaire(DEPARTEMENTS)
  centreId = await insertCentre({ code: 'G0123', departements: ['46'] })
})

type Une = Pick<DemandeActive, 'ref' | 'numeroUnique'>
const paireDe = (une: Une, autre: Une, acteur: Acteur = gestionnaire) =>
  ({ ref: une.ref, avec: autre.ref, ctx: contexteDe(acteur), porte }) as const
const memesDe = async ({ ref }: Une) =>
  granted(await compareDemandes({ ref, ctx: contexteDe(gestionnaire), porte })).memes
/** What the page of a demande shows of it and of the others that it compares. */
async function vuesDe({ ref }: Une) {
  const { demande, vu, memes } = granted(await compareDemandes({ ref, ctx: contexteDe(gestionnaire), porte }))
  return new Map([[demande.ref, vu], ...memes.map((une) => [une.demande.ref, une.vu] as const)])
}
/** As the page of the first one says it of these. */
async function distinguer(...demandes: readonly [Une, Une, ...Une[]]) {
  const [une] = demandes
  const montrees = await vuesDe(une)
  const vues = new Map(demandes.map(({ ref }) => [ref, montrees.get(ref) ?? '']))
  return distinguishPersonnes({ ref: une.ref, ctx: contexteDe(gestionnaire), porte }, { vues })
}
const auGuichet = ({ ref }: Une, acteur: Acteur = { ...ACTEURS['agent-de-guichet'], centres: [centreId] }) => ({
  ref,
  ctx: contexteDe(acteur),
  porte: { canal: 'guichet', centreId } as const,
})
/** `version`: of the demande, once the correction is asked for. */
async function accepterLeNom(une: Une, version: number) {
  const decision = { decision: 'acceptee', piece: 'Acte de naissance', version } as const
  const avis = { courriel: { objet: '', corps: '' }, sms: '' }
  granted(await decideCorrection(auGuichet(une, gestionnaire), decision, avis))
}
const dans = (territoire: Territoire) => ({ ...gestionnaire, departements: [territoire] }) as Acteur
const listees = async (territoire: Territoire) =>
  (await listMemesPersonnes(dans(territoire))).personnes.map(({ numeros }) => [...numeros].sort())
const dites = async (acteur: Acteur) => (await listPersonnesDistinctes(acteur)).distinctes
const numerosDe = (...demandes: readonly Une[]) => demandes.map(({ numeroUnique }) => numeroUnique).sort()
const inserer = (territoire: Territoire, prenom = 'Sacha') =>
  insertUneDemande({ territoire, contenu: unContenu(['demandeur.prenom', prenom]) })
const journal = () =>
  db
    .select()
    .from(faitDAdministration)
    .where(eq(faitDAdministration.objet, 'personnes'))
    .orderBy(faitDAdministration.id)

describe('dire que deux demandes sont de deux personnes', () => {
  it('la paire quitte la liste, sans que les demandes changent, et y revient quand on l’annule ; qui et quand sont écrits (R-PER-09)', async () => {
    const [une, autre] = [await inserer('09'), await inserer('09', 'SACHA')]
    expect(await listees('09')).toEqual([numerosDe(une, autre)])
    expect(await dites(gestionnaire)).toEqual([])
    // From the one or from the other, and again: it is one choice.
    expect(codeOf(await distinguer(autre, une))).toBe('ok')
    expect(codeOf(await distinguer(autre, une))).toBe('ok')
    expect(codeOf(await distinguer(une, autre))).toBe('ok')
    expect(await listees('09')).toEqual([])
    const le = await aujourdHui()
    expect(await memesDe(une)).toMatchObject([{ demande: autre, distinctesLe: le }])
    expect(await memesDe(autre)).toMatchObject([{ demande: une, distinctesLe: le }])
    const refs = [une.ref, autre.ref]
    expect(await dites(gestionnaire)).toEqual([
      {
        refs,
        numeros: [une.numeroUnique, autre.numeroUnique],
        territoire: '09',
        le,
        par: expect.stringContaining('@'),
      },
    ])
    for (const annulation of [undoDistinction(paireDe(une, autre)), undoDistinction(paireDe(autre, une))])
      expect(codeOf(await annulation)).toBe('ok')
    expect(await listees('09')).toEqual([numerosDe(une, autre)])
    expect(await memesDe(une)).toMatchObject([{ demande: autre, distinctesLe: null }])
    const faits = await journal()
    const cible = `${une.ref}:${autre.ref}`
    expect(faits.map(({ id: _, at, ...fait }) => fait)).toMatchObject([
      { cible, nature: 'fermeture', apres: { distinctes: true } },
      { cible, nature: 'reouverture', apres: { distinctes: false } },
    ])
    for (const { compteId } of faits)
      expect([compteId]).toEqual([gestionnaire.role === 'visiteur' ? '' : gestionnaire.compteId])
  })

  it('dit deux fois au même instant, c’est dit une fois ; dit et annulé à la fois, l’un des deux vaut (R-PER-09)', async () => {
    const [une, autre] = [await inserer('34'), await inserer('34')]
    const avant = (await journal()).length
    const ensemble = await Promise.all([distinguer(une, autre), distinguer(autre, une), distinguer(une, autre)])
    expect(ensemble.map(codeOf)).toEqual(['ok', 'ok', 'ok'])
    expect((await journal()).length).toBe(avant + 1)
    const contraires = await Promise.all([undoDistinction(paireDe(une, autre)), distinguer(autre, une)])
    expect(contraires.map(codeOf)).toEqual(['ok', 'ok'])
    const valent = await db.$count(personnesDistinctes, eq(personnesDistinctes.territoire, '34'))
    expect((await listees('34')).length).toBe(1 - valent)
    expect((await journal()).at(-1)?.apres).toEqual({ distinctes: valent === 1 })
  })

  it('de trois, chacune s’en va quand elle est dite d’une autre personne que toutes les autres (R-PER-09)', async () => {
    const [a, b, c] = [await inserer('32'), await inserer('32'), await inserer('32')]
    // Of the first one of the page, whether another is left there to be said.
    expect(granted(await distinguer(a, b))).toEqual({ reste: true })
    expect(await listees('32')).toEqual([numerosDe(a, b, c)])
    expect(granted(await distinguer(c, a))).toEqual({ reste: true })
    expect(await listees('32')).toEqual([numerosDe(b, c)])
    expect(granted(await distinguer(b, c))).toEqual({ reste: false })
    expect(granted(await distinguer(b, c))).toEqual({ reste: false })
    expect(await listees('32')).toEqual([])
    const nouvelle = await inserer('32')
    expect(await listees('32')).toEqual([numerosDe(a, b, c, nouvelle)])
  })

  it('une identité qui change fait reposer la question ; un renouvellement, une radiation défaite, non (R-PER-10)', async () => {
    const couple = (prenom: string) =>
      insertUneDemande({
        territoire: '46',
        contenu: unContenu(
          ['demandeur.prenom', prenom],
          ['cotitulaires', [unCotitulaire(['prenom', `${prenom} Bis`])]],
        ),
      })
    const [une, autre] = [await couple('Sacha'), await couple('Sacha')]
    granted(await distinguer(une, autre))
    expect(await listees('46')).toEqual([])
    const avertissement = { envoyeLe: addMonths(await aujourdHui(), -2), preuve: 'Lettre recommandée' }
    granted(await radiateDemande(auGuichet(autre), { code: 'RADCON', avertissement }))
    expect(await memesDe(une).catch(() => 'seule')).toBe('seule')
    granted(await reactivateDemande(auGuichet(autre), 'Hospitalisation'))
    expect(await listees('46')).toEqual([])
    const identite = { nom: 'Inventée', nomDeNaissance: null, prenom: 'Sacha Éloi' }
    granted(await askCorrection(auGuichet(autre), { nouvelle: identite, motif: 'Mal écrit' }))
    expect(await listees('46')).toEqual([])
    await accepterLeNom(autre, 4)
    expect((await listees('46')).flat()).toEqual(expect.arrayContaining(numerosDe(une, autre)))
    expect(await memesDe(une)).toMatchObject([{ distinctesLe: null }])
    // From a page of before: what no longer stands is taken back without a word.
    const ecrits = (await journal()).length
    granted(await undoDistinction(paireDe(une, autre)))
    expect((await journal()).length).toBe(ecrits)
    granted(await distinguer(une, autre))
    expect((await journal()).at(-1)).toMatchObject({ avant: { distinctes: false }, apres: { distinctes: true } })
    expect(await listees('46')).toEqual([])
    granted(await changeTitulaire(auGuichet(une), { rang: 0, motif: 'deces', preuve: 'Acte de décès' }))
    expect((await listees('46')).flat()).toEqual(expect.arrayContaining(numerosDe(une, autre)))
  })

  it('de celles qui sont certaines, aucune ne reste, quand une autre n’est que probable (R-PER-09)', async () => {
    const [une, sure] = [await inserer('34', 'Elsa'), await inserer('34', 'ELSA')]
    await inserer('34', 'Elso')
    const vues = await vuesDe(une)
    const lesDeux = new Map([une.ref, sure.ref].map((ref) => [ref, vues.get(ref) ?? '']))
    const dire = (certaines: boolean) =>
      distinguishPersonnes(paireDe(une, sure), { vues: lesDeux, certaines }).then(granted)
    expect([await dire(true), await dire(false)]).toEqual([{ reste: false }, { reste: true }])
  })

  it('d’une identité incomplète, une voyelle corrigée laisse le choix ; d’une identité entière, non (R-PER-10, R-PER-08)', async () => {
    const restent = async (naissance: string) => {
      const leroy = () =>
        insertUneDemande({
          territoire: '46',
          contenu: unContenu(
            ['demandeur.nom', 'Leroy'],
            ['demandeur.nomDeNaissance', null],
            ['demandeur.prenom', 'Noa'],
            ['demandeur.naissance', naissance],
          ),
        })
      const [une, autre] = [await leroy(), await leroy()]
      granted(await distinguer(une, autre))
      const nouvelle = { nom: 'Leroi', nomDeNaissance: null, prenom: 'Noa' }
      granted(await askCorrection(auGuichet(autre), { nouvelle, motif: 'Mal écrit' }))
      await accepterLeNom(autre, 2)
      return (await memesDe(une)).map(({ distinctesLe }) => distinctesLe !== null)
    }
    expect([await restent('1981-06-00'), await restent('1982-06-03')]).toEqual([[true], [false]])
  })

  it('refuse ce qui a changé depuis que la page est ouverte, et ce qui ne se compare plus (R-PER-09, R-EDI-01)', async () => {
    const [une, autre] = [await inserer('65'), await inserer('65')]
    const seule = await insertUneDemande({
      territoire: '65',
      contenu: unContenu(['demandeur.naissance', '1950-01-01']),
    })
    const vues = await vuesDe(une)
    const dire = (refs: readonly DemandeRef[], vu?: string) =>
      distinguishPersonnes(paireDe(une, autre), { vues: new Map(refs.map((ref) => [ref, vu ?? vues.get(ref) ?? ''])) })
    expect(codeOf(await dire([une.ref, autre.ref], 'autre'))).toBe('personnes-changees')
    expect(codeOf(await dire([une.ref, seule.ref]))).toBe('plus-comparables')
    // Nobody was shown what is of one page only for having been written in it.
    expect(codeOf(await dire([une.ref, autre.ref, seule.ref]))).toBe('personnes-changees')
    expect([codeOf(await dire([une.ref])), codeOf(await dire([]))]).toEqual(['demandes-a-cocher', 'demandes-a-cocher'])
    expect(codeOf(await dire([une.ref, newRef()]))).toBe('introuvable')
    expect(await listees('65')).toEqual([numerosDe(une, autre)])
    // An act of somebody else between what this one reads and what it writes.
    const ecrire = (...paires: readonly (readonly [DemandeActive, DemandeActive])[]) =>
      db.transaction((tx) => saveDistinctes(tx, paires))
    expect(await ecrire([une, { ...autre, version: autre.version + 1 }])).toBe('changees')
    // All or none.
    expect(await ecrire([une, autre], [{ ...une, version: une.version - 1 }, seule])).toBe('changees')
    expect(await listees('65')).toEqual([numerosDe(une, autre)])
    expect(await ecrire([autre, une])).toEqual([[une, autre]])
    expect(await ecrire([une, autre])).toEqual([])
  })

  it('vaut d’une demande dont les clés sont d’avant la règle d’aujourd’hui, telles que le registre les a (R-PER-10)', async () => {
    const [une, autre] = [await inserer('65', 'Ancienne'), await inserer('65', 'Ancienne')]
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`)
      const avant = sql`${demande.titulaires} || 'pdavant'::text`
      await tx.update(demande).set({ titulaires: avant }).where(eq(demande.ref, autre.ref))
    })
    granted(await distinguer(une, autre))
    expect((await listees('65')).flat()).not.toContain(une.numeroUnique)
    expect(await memesDe(autre)).toMatchObject([{ demande: { ref: une.ref }, distinctesLe: await aujourdHui() }])
  })

  it('refuse qui ne répond pas du territoire de l’une et de l’autre, pour dire comme pour annuler (R-PER-06)', async () => {
    const [une, autre] = [await inserer('81'), await inserer('81')]
    const ailleurs = await inserer('48')
    granted(await distinguer(une, autre))
    const avant = await journal()
    const deux = (...demandes: readonly Une[]) => new Map(demandes.map(({ ref }) => [ref, '']))
    const centreId = await insertCentre({ code: 'G0456', departements: ['81'] })
    for (const acteur of [
      dans('48'),
      ACTEURS['administrateur-national'],
      { ...ACTEURS['agent-de-guichet'], centres: [centreId] },
      { role: 'demandeur', compteId: randomUUID(), demandes: [une.ref, autre.ref] } as const,
    ])
      for (const answer of [
        await distinguishPersonnes(paireDe(une, autre, acteur), { vues: deux(une, autre) }),
        await undoDistinction(paireDe(une, autre, acteur)),
      ])
        expect(codeOf(answer), acteur.role).toBe('acces-refuse')
    for (const paire of [paireDe(une, ailleurs, dans('81')), paireDe(ailleurs, une, dans('81'))])
      expect([
        codeOf(await distinguishPersonnes(paire, { vues: deux(une, ailleurs) })),
        codeOf(await undoDistinction(paire)),
      ]).toEqual(['acces-refuse', 'acces-refuse'])
    // From the page of one that is theirs, of one that is not.
    const dOuElleRepond = paireDe(une, autre, dans('81'))
    expect(codeOf(await distinguishPersonnes(dOuElleRepond, { vues: deux(une, ailleurs) }))).toBe('acces-refuse')
    expect(codeOf(await distinguishPersonnes(paireDe(une, autre), { vues: deux(une, ailleurs) }))).toBe(
      'plus-comparables',
    )
    expect(await journal()).toEqual(avant)
    expect(await dites(dans('48'))).toEqual([])
    for (const role of ['administrateur-national', 'agent-de-guichet', 'demandeur'] as const)
      expect(await dites(ACTEURS[role])).toEqual([])
  })
})
