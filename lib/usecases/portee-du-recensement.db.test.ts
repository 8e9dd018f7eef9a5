import { eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { listCentres } from '#db/queries/administration.ts'
import { confrontLignes, findProposition, listLignes } from '#db/queries/apercu-d-import.ts'
import { findFichier, findImport, findRemarques, listImports } from '#db/queries/imports.ts'
import { listJournal } from '#db/queries/journal.ts'
import { chiffreDeCommune, importDeRecensement, pointDeContact } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import type { Par } from './open-import.ts'
import { publishProposition } from './publish-proposition.ts'
import { publishRecensement } from './publish-recensement.ts'
import { readImport, receiveRecensement } from './read-recensement.ts'
import {
  contexteDe,
  FOIX_T3,
  lireClasseur,
  type Tenu,
  unCentre,
  unClasseurDe,
  unDecor,
  unNumero,
  unPointA,
} from './testing.ts'

withDatabase()

let ariege: Tenu
let autre: Tenu
let gestionnaire: Par
beforeAll(async () => {
  ;({ ariege, autre, gestionnaire } = await unDecor())
})

const read = (contenu: Classeur, centreId: string | null, par: Par, departements = ['09']) =>
  lireClasseur(contenu, { centreId, par, departements })
const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)

describe('qui publie quoi', () => {
  it('l’import d’un autre centre n’existe pas pour qui le demande', async () => {
    const { importId } = await read(unClasseurDe([unPointA('Chez moi')]), ariege.id, ariege.agent)
    expect(codeOf(await publishRecensement(importId, autre.agent))).toBe('introuvable')
    expect(codeOf(await readImport(importId, { lire: async () => accept(unClasseurDe([])) }, autre.agent))).toBe(
      'introuvable',
    )
    expect(codeOf(await publishRecensement('x', ariege.agent))).toBe('introuvable')
    const depot = { nom: 'x', octets: Buffer.from('x'), centreId: ariege.id, origine: 'administration' } as const
    expect(codeOf(await receiveRecensement(depot, autre.agent))).toBe('acces-refuse')
    expect(codeOf(await receiveRecensement({ ...depot, centreId: null, departements: ['31'] }, gestionnaire))).toBe(
      'acces-refuse',
    )
    expect(codeOf(await receiveRecensement(depot, contexteDe({ role: 'visiteur' })))).toBe('connexion-requise')
  })

  it('les chiffres d’un centre sont une proposition que le gestionnaire publie (R-REC-31)', async () => {
    const { importId } = await read(unClasseurDe([unPointA('Mairie')], [FOIX_T3(210)]), ariege.id, ariege.agent)
    expect(await publishRecensement(importId, ariege.agent)).toMatchObject({ ok: true, value: { proposition: true } })
    expect(await db.$count(chiffreDeCommune)).toBe(0)
    expect(codeOf(await publishProposition(importId, ariege.agent, { version: 0 }))).toBe('acces-refuse')
    const { version } = await findProposition(importId)
    expect(await publishProposition(importId, gestionnaire, { version })).toEqual({
      ok: true,
      value: { balises: ['chiffres:09122'] },
    })
    expect(await publishProposition(importId, gestionnaire, { version })).toEqual({ ok: true, value: { balises: [] } })
    await db.update(importDeRecensement).set({ etat: 'abandonne' }).where(eq(importDeRecensement.id, importId))
    expect(codeOf(await publishProposition(importId, gestionnaire, { version }))).toBe('import-abandonne')
  })

  it('l’état de la proposition d’un autre ne se devine pas', async () => {
    const { importId } = await read(unClasseurDe([unPointA('Ailleurs')], [FOIX_T3(210)]), ariege.id, ariege.agent)
    const ailleurs = contexteDe({ role: 'gestionnaire-territorial', compteId: '', departements: ['31'] })
    const visiteur = contexteDe({ role: 'visiteur' })
    const ask = async (par: Par) => codeOf(await publishProposition(importId, par, { version: 0 }))
    const states = [{ etat: 'abandonne' }, { etat: 'recu' }, { etat: 'recu', analyse: null }] as const
    for (const state of [{}, ...states]) {
      await db
        .update(importDeRecensement)
        .set({ etat: 'lu', ...state })
        .where(eq(importDeRecensement.id, importId))
      expect(await ask(autre.agent)).toBe('introuvable')
      expect(await ask(ailleurs)).toBe('introuvable')
      expect(await ask(visiteur)).toBe('connexion-requise')
      // The centre knows its own import: it is told that its role does not publish figures.
      expect(await ask(ariege.agent)).toBe('acces-refuse')
    }
    expect(await ask(gestionnaire)).toBe('import-non-lu')
  })

  it('un centre ne devine pas un petit nombre en l’envoyant, un gestionnaire voit la différence (R-CHI-12)', async () => {
    const t1 = (demandes: number) => ['09122', 'Foix', 2025, 'T1', 40, demandes, 12, '31/12/2024', 'Essai']
    const first = await read(unClasseurDe([], [t1(3)]), null, gestionnaire)
    expect(codeOf(await publishRecensement(first.importId, gestionnaire))).toBe('ok')
    for (const guess of [1, 2, 3, 4]) {
      const { examen, importId } = await read(unClasseurDe([unPointA('Mairie')], [t1(guess)]), ariege.id, ariege.agent)
      expect(examen.chiffres).toMatchObject([{ statut: 'nouveau', avant: null }])
      const { lignes } = await listLignes(importId, { vue: 'nouveau', page: 1 })
      const montrees = await confrontLignes(lignes)
      // The gestionnaire who may publish it sees what it replaces.
      expect(montrees.map(({ nature }) => nature)).toEqual(['chiffres'])
      expect(montrees[0]?.rang).toMatchObject({
        statut: guess === 3 ? 'inchange' : 'modifie',
        avant: { demandesEnAttente: 3 },
      })
    }
    const shown = await read(unClasseurDe([], [t1(2)]), null, gestionnaire)
    expect(shown.examen.chiffres).toMatchObject([{ statut: 'modifie', avant: { demandesEnAttente: 3 } }])
    await db.delete(chiffreDeCommune).where(eq(chiffreDeCommune.type, 't1'))
  })

  it('un gestionnaire publie les chiffres et les points sans centre de ses départements', async () => {
    const file = unClasseurDe(
      [unNumero('Numéro du département', '05 36 49 00 52')],
      [
        ['09122', 'Foix', 2025, 'T3', 211, 0, 12, '31/12/2024', 'Essai'],
        ['31555', 'Toulouse', 2025, 'T3', 1, 1, 1, null, null],
      ],
    )
    const { importId, examen } = await read(file, null, gestionnaire)
    expect(examen.chiffres.map(({ statut }) => statut)).toEqual(['modifie', 'refuse'])
    expect(codeOf(await publishRecensement(importId, gestionnaire))).toBe('ok')
    const [row] = await db.select().from(chiffreDeCommune)
    expect(row).toMatchObject({ logements: 211, demandesEnAttente: 0, version: 2 })
    const libres = await db.select().from(pointDeContact).where(isNull(pointDeContact.centreId))
    expect(libres.map(({ nom, departementCode }) => [nom, departementCode])).toEqual([['Numéro du département', '09']])
  })

  it('à la ligne de commande, le gestionnaire est celui des territoires du fichier', async () => {
    const { importId } = await read(unClasseurDe([unPointA('À Toulouse', 'Toulouse', '31000')]), null, 'exploitant', [])
    const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    expect(row).toMatchObject({ departements: ['31'], compteId: null })
    expect(codeOf(await publishRecensement(importId, 'exploitant'))).toBe('ok')
  })
})

describe('l’histoire des imports', () => {
  it('ne montre que ceux de sa portée', async () => {
    const { importId } = await read(
      unClasseurDe([unPointA('Histoire', 'Foix', '09000', '05 36 49 00 53')]),
      autre.id,
      autre.agent,
    )
    const acteurDe = (par: Par) => (par === 'exploitant' ? ({ role: 'visiteur' } as const) : par.acteur)
    const seen = async (par: Par) => (await listImports(acteurDe(par))).imports.some(({ id }) => id === importId)
    expect(await seen(autre.agent)).toBe(true)
    expect(await seen(gestionnaire)).toBe(true)
    expect(await seen(ariege.agent)).toBe(false)
    expect(await seen('exploitant')).toBe(false)
    expect(await findImport(acteurDe(autre.agent), importId)).toMatchObject({
      etat: 'lu',
      totaux: { nouveau: 1 },
      refus: null,
    })
    expect(await findImport(acteurDe(ariege.agent), importId)).toBeUndefined()
    expect(await findImport(acteurDe(autre.agent), 'pas-un-identifiant')).toBeUndefined()
    expect((await findFichier(acteurDe(autre.agent), importId))?.octets?.toString()).toBe('x')
  })

  it('un gestionnaire lit le fichier dont tous les départements sont les siens, et les points de chacun (R-ACC-06)', async () => {
    const { id: aCheval, agent } = await unCentre('À cheval', ['09', '31'])
    const { importId } = await read(
      unClasseurDe([
        unPointA('À cheval à Foix', 'Foix', '09000', '05 36 49 00 61'),
        unPointA('À cheval à Toulouse', 'Toulouse', '31000', '05 36 49 00 62'),
      ]),
      aCheval,
      agent,
    )
    expect(codeOf(await publishRecensement(importId, agent))).toBe('ok')
    const [sansDepartement] = await db
      .insert(importDeRecensement)
      .values({ fichierNom: 'x', empreinte: 'x', origine: 'ligne-de-commande', departements: [] })
      .returning()
    const imports = await db.select().from(importDeRecensement)
    const gestionnaireDe = (...departements: string[]) => {
      const acteur = { role: 'gestionnaire-territorial', compteId: 'x', departements } as const
      const vus = async () => (await listImports(acteur)).imports.map(({ id }) => id)
      const permis = imports.filter((objet) => checkAcces(acteur, 'consulter-import', objet).ok).map(({ id }) => id)
      return { acteur, vus, permis }
    }
    // The query and the rule name the same files, whatever the territory.
    for (const departements of [[], ['09'], ['31'], ['09', '31'], ['09', '31', '75'], ['75']]) {
      const { acteur, vus, permis } = gestionnaireDe(...departements)
      expect([departements, (await vus()).toSorted()]).toEqual([departements, permis.toSorted()])
      const entier = departements.includes('09') && departements.includes('31')
      expect(permis.includes(importId)).toBe(entier)
      expect(await findRemarques(acteur, importId)).toEqual(entier ? expect.anything() : undefined)
      expect(await findFichier(acteur, importId)).toEqual(entier ? expect.anything() : undefined)
      expect(permis).not.toContain(sansDepartement?.id)
      // Each still works with the centre on what stands in the territory.
      const centres = (await listCentres(acteur)).map(({ id }) => id)
      expect(centres.includes(aCheval)).toBe(departements.includes('09') || departements.includes('31'))
      const { lignes: journal } = await listJournal(acteur, {})
      for (const [nom, code] of [
        ['À cheval à Foix', '09'],
        ['À cheval à Toulouse', '31'],
      ] as const)
        expect(journal.filter(({ titre }) => titre === nom).map((ligne) => ligne.importId)).toEqual(
          departements.includes(code) ? [entier ? importId : null] : [],
        )
    }
  })
})

describe('un fichier reçu n’est jamais perdu', () => {
  it('une lecture interrompue se relance, un fichier illisible garde sa raison (R-REC-29)', async () => {
    const depot = {
      nom: 'x.xlsx',
      octets: Buffer.from('contenu'),
      centreId: ariege.id,
      origine: 'administration',
    } as const
    const received = await receiveRecensement(depot, ariege.agent)
    if (!received.ok) throw new Error(received.refus.code)
    const { importId } = received.value
    const avant = await db.select().from(pointDeContact)
    const cut = await readImport(importId, { lire: async () => refuse({ code: 'lecture-interrompue' }) }, ariege.agent)
    expect(codeOf(cut)).toBe('lecture-interrompue')
    const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    expect(row).toMatchObject({ etat: 'recu' })
    expect(row?.fichier?.toString()).toBe('contenu')
    expect(codeOf(await publishRecensement(importId, ariege.agent))).toBe('import-non-lu')
    await readImport(importId, { lire: async () => refuse({ code: 'fichier-abime' }) }, ariege.agent)
    const [bad] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    expect(bad).toMatchObject({ etat: 'illisible', erreur: '{"code":"fichier-abime"}' })
    const again = await readImport(
      importId,
      { lire: async () => accept(unClasseurDe([unPointA('Enfin', 'Foix', '09000', '05 36 49 00 77')])) },
      ariege.agent,
    )
    expect(again.ok && again.value.examen.totaux.nouveau).toBe(1)
    expect(await db.select().from(pointDeContact)).toEqual(avant)
  })
})
