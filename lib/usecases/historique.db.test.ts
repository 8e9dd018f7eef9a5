import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listHistoriqueDuCentre, listHistoriqueDuCompte, listHistoriqueDuSeuil } from '#db/queries/historique.ts'
import { insertPoint } from '#db/repositories/points-de-contact.ts'
import { centre, compte, faitDAdministration, publication } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { changementsDAdministration } from '#lib/documents/changements.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import { changeSeuil } from './change-seuil.ts'
import { withdrawPoint } from './edit-point.ts'
import { correctCentre, createCentre } from './manage-centres.ts'
import { closeCompteOf, correctCompte, inviteCompte, reopenCompteOf } from './manage-comptes.ts'
import { contexteDe } from './testing.ts'

withDatabase()

const SIRET = '73282932000074'
const codeOf = (answer: { ok: true } | { ok: false; refus: { code: string } }) => (answer.ok ? 'ok' : answer.refus.code)
let ariege: Contexte
let garonne: Contexte
let administratrice: Contexte

async function unCompte(nom: string, role: 'gestionnaire-territorial' | 'administrateur-national') {
  const [row] = await db
    .insert(compte)
    .values({ courriel: `${nom}@x.invalid`, nom, role })
    .returning({ id: compte.id })
  return row?.id ?? ''
}
const unGestionnaire = async (nom: string, departements: string[]) =>
  contexteDe({
    role: 'gestionnaire-territorial',
    compteId: await unCompte(nom, 'gestionnaire-territorial'),
    departements,
  } satisfies Acteur)
beforeAll(async () => {
  ariege = await unGestionnaire('Anne', ['09'])
  garonne = await unGestionnaire('Gil', ['31'])
  administratrice = contexteDe({
    role: 'administrateur-national',
    compteId: await unCompte('Adele', 'administrateur-national'),
  })
})
async function unCentre(nom: string): Promise<string> {
  const made = await createCentre({ cle: randomUUID(), contenu: { nom, departements: ['09'] } }, ariege)
  if (!made.ok) throw new Error(made.refus.code)
  return made.value.id
}

describe('corriger un centre', () => {
  it('à deux : la seconde personne est prévenue et voit la version de la première (R-EDI-01)', async () => {
    const id = await unCentre('Mairie disputée')
    const correct = (nom: string, version = 1) =>
      correctCentre({ id, version, contenu: { nom, departements: ['09'], courriel: 'm@x.invalid' } }, ariege)
    const answers = await Promise.all([correct('Première'), correct('Seconde')])
    expect(answers.map(codeOf).sort()).toEqual(['modifiee-entre-temps', 'ok'])
    const [row] = await db.select().from(centre).where(eq(centre.id, id))
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      refus: { version: 2, actuel: { nom: row?.nom, code: '', departements: ['09'] } },
    })
    const faits = await db.$count(faitDAdministration)
    // What is there already, whoever wrote it, is no conflict and no change.
    expect(codeOf(await correct(row?.nom ?? ''))).toBe('ok')
    expect(await db.$count(faitDAdministration)).toBe(faits)
    expect(codeOf(await correct('Troisième', 2))).toBe('ok')
  })

  it('refait les fiches de ses points quand il change de nom, et rien d’autre', async () => {
    await insertTerritoire()
    const id = await unCentre('Ancien nom fictif')
    const [tenu, retire] = await db.transaction(async (tx) => [
      await insertPoint(tx, { contenu: unPointDeContact(), rattachement: { centreId: id } }, { compteId: null }),
      await insertPoint(
        tx,
        { contenu: unPointDeContact({ nom: 'Fermé' }), rattachement: { centreId: id } },
        { compteId: null },
      ),
    ])
    expect(codeOf(await withdrawPoint(retire?.id ?? '', ariege))).toBe('ok')
    const before = await db.$count(publication)
    const correct = (nom: string, version: number) =>
      correctCentre({ id, version, contenu: { nom, departements: ['09'], courriel: 'autre@x.invalid' } }, ariege)
    expect(codeOf(await correct('Ancien nom fictif', 1))).toBe('ok')
    expect(await db.$count(publication)).toBe(before)
    expect(codeOf(await correct('Nouveau nom fictif', 2))).toBe('ok')
    expect(await db.$count(publication)).toBe(before + 1)
    const [last] = await db.select().from(publication).orderBy(desc(publication.version)).limit(1)
    expect(last?.balises).toEqual([`point:${tenu?.id}`])
  })

  it('dit dans son historique qui a changé quoi, à qui voit le centre', async () => {
    const id = await unCentre('Mairie d’avant')
    await correctCentre({ id, version: 1, contenu: { nom: 'Mairie d’après', departements: ['09'] } }, ariege)
    const lignes = await listHistoriqueDuCentre(ariege.acteur, id)
    expect(lignes.map(({ nature, auteur }) => [nature, auteur])).toEqual([
      ['correction', 'Anne'],
      ['creation', 'Anne'],
    ])
    const [correction] = lignes
    expect(changementsDAdministration(correction?.avant ?? null, correction?.apres ?? null)).toEqual([
      { champ: 'Nom', avant: 'Mairie d’avant', apres: 'Mairie d’après' },
    ])
    expect(await listHistoriqueDuCentre(garonne.acteur, id)).toEqual([])
    expect(await listHistoriqueDuCentre(administratrice.acteur, id)).toHaveLength(2)
  })
})

describe('l’historique d’un compte', () => {
  it('garde l’invitation, chaque correction, la fermeture et la réouverture, une fois chacune', async () => {
    const [a, b] = [await unCentre('Centre a'), await unCentre('Centre b')]
    const invited = await inviteCompte(
      {
        cle: randomUUID(),
        invitation: {
          courriel: 'ana@x.invalid',
          role: 'agent-de-guichet',
          siret: SIRET,
          departements: [],
          centreIds: [a],
        },
      },
      { objet: 'Accès', corps: 'Bonjour' },
      ariege,
    )
    if (!invited.ok) throw new Error(invited.refus.code)
    const id = invited.value.compteId
    const portee = { siret: SIRET, departements: [], centreIds: [b] }
    for (let click = 0; click < 2; click++)
      expect(codeOf(await correctCompte({ id, version: 1, portee }, ariege))).toBe('ok')
    for (let click = 0; click < 2; click++) await closeCompteOf(id, ariege)
    for (let click = 0; click < 2; click++) await reopenCompteOf(id, ariege)
    const lignes = await listHistoriqueDuCompte(ariege.acteur, id)
    expect(lignes.map(({ nature }) => nature)).toEqual(['reouverture', 'fermeture', 'correction', 'creation'])
    const said = lignes.map(({ avant, apres }) => changementsDAdministration(avant, apres))
    expect(said).toEqual([
      [],
      [],
      [{ champ: 'Centres', avant: 'Centre a', apres: 'Centre b' }],
      [
        { champ: 'Rôle', avant: 'vide', apres: 'Agent de guichet' },
        { champ: 'SIRET', avant: 'vide', apres: SIRET },
        { champ: 'Centres', avant: 'vide', apres: 'Centre a' },
      ],
    ])
    expect(JSON.stringify(lignes)).not.toContain('ana@x.invalid')
    expect(await listHistoriqueDuCompte(garonne.acteur, id)).toEqual([])
  })
})

it('l’historique du seuil dit l’avant et l’après, à l’administrateur seul', async () => {
  for (const seuil of [7, 7, 4]) expect(codeOf(await changeSeuil(seuil, administratrice))).toBe('ok')
  const lignes = await listHistoriqueDuSeuil(administratrice.acteur)
  expect(lignes).toMatchObject([
    { auteur: 'Adele', avant: { seuil: 7 }, apres: { seuil: 4 } },
    { auteur: 'Adele', avant: { seuil: 5 }, apres: { seuil: 7 } },
  ])
  expect(await listHistoriqueDuSeuil(ariege.acteur)).toEqual([])
})
