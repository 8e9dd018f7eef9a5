import { eq, isNull } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { findFichier, findImport, listImports } from '#db/queries/imports.ts'
import { loadReferentiel } from '#db/repositories/referentiel.ts'
import {
  chiffreDeCommune,
  compte,
  faitDePoint,
  importDeRecensement,
  pointDeContact,
  publication,
} from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import { COLONNES_DES_COMMUNES } from '#lib/domain/guichet/recensement/colonnes.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { listAttentes } from '#lib/domain/guichet/recensement/voisinage.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { publishProposition, publishRecensement } from './publish-recensement.ts'
import { type Par, readImport, readRecensement, receiveRecensement } from './read-recensement.ts'
import { reopenImport } from './revert-import.ts'

withDatabase()

const ENTETES = [
  'Identifiant',
  'Nom',
  'Canal',
  'Type',
  'Services',
  'Adresse',
  'Code postal',
  'Commune',
  'Téléphone',
  'Mis à jour le',
]
type Row = (string | number | null)[]
const point = (nom: string, commune = 'Foix', codePostal = '09000', telephone = '05 36 49 00 01'): Row => [
  null,
  nom,
  'Physique',
  'Lieu d’information',
  'Information',
  '1 rue Inventée',
  codePostal,
  commune,
  telephone,
  '03/03/2026',
]
const numero = (nom: string, telephone = '36 46'): Row => [
  null,
  nom,
  'Téléphone',
  'Lieu d’information',
  'Information',
  null,
  null,
  null,
  telephone,
  '03/03/2026',
]
const classeur = (points: Row[], communes: Row[] = []): Classeur => ({
  feuilles: [
    feuilleDe('Points de contact', [ENTETES, ...points]),
    ...(communes.length > 0 ? [feuilleDe('Communes', [Object.values(COLONNES_DES_COMMUNES), ...communes])] : []),
  ],
})
const FOIX_T3: Row = ['09122', 'Foix', 2025, 'T3', 210, null, 12, '31/12/2024', 'Essai']

let ariege: { id: string; agent: Par }
let autre: { id: string; agent: Par }
let gestionnaire: Par

const ctx = (acteur: Acteur): Contexte => ({ acteur, maintenant: '2026-06-01T10:00:00Z' })
async function unCompte(role: 'agent-de-guichet' | 'gestionnaire-territorial', courriel: string): Promise<string> {
  const [row] = await db.insert(compte).values({ courriel, role }).returning({ id: compte.id })
  return row?.id ?? ''
}
async function unCentre(nom: string): Promise<{ id: string; agent: Par }> {
  const id = await insertCentre({ nom })
  const compteId = await unCompte('agent-de-guichet', `${nom}@x.invalid`)
  return { id, agent: ctx({ role: 'agent-de-guichet', compteId, centres: [id] }) }
}

beforeAll(async () => {
  await insertTerritoire()
  ariege = await unCentre('a')
  autre = await unCentre('b')
  const compteId = await unCompte('gestionnaire-territorial', 'g@x.invalid')
  gestionnaire = ctx({ role: 'gestionnaire-territorial', compteId, departements: ['09'] })
})

async function read(contenu: Classeur, centreId: string | null, par: Par, departements: string[] = ['09']) {
  const referentiel = await loadReferentiel(db)
  const depot = {
    nom: 'essai.xlsx',
    octets: Buffer.from('x'),
    centreId,
    departements,
    origine: 'administration',
  } as const
  const lu = await readRecensement(depot, { lire: async () => accept(contenu), referentiel }, par)
  if (!lu.ok) throw new Error(lu.refus.code)
  return lu.value
}
const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)
const pointsDe = (centreId: string) => db.select().from(pointDeContact).where(eq(pointDeContact.centreId, centreId))

describe('la publication d’un recensement', () => {
  it('écrit tout, une seule fois, avec le fichier et la ligne (R-REC-30)', async () => {
    const { importId, examen } = await read(
      classeur([point('Mairie'), point('Antenne', 'Pamiers', '09100', '05 36 49 00 02'), numero('Accueil')]),
      ariege.id,
      ariege.agent,
    )
    expect(examen.totaux).toMatchObject({ nouveau: 3, refuse: 0 })
    const [first, second] = await Promise.all([
      publishRecensement(importId, ariege.agent),
      publishRecensement(importId, ariege.agent),
    ])
    expect([codeOf(first), codeOf(second)]).toEqual(['ok', 'ok'])
    expect(first.ok && second.ok && first.value.totaux).toEqual(second.ok && second.value.totaux)
    const points = await pointsDe(ariege.id)
    expect(points).toHaveLength(3)
    const faits = await db.select().from(faitDePoint).where(eq(faitDePoint.importId, importId))
    expect(faits.map(({ nature, feuille, ligne }) => [nature, feuille, ligne])).toEqual([
      ['creation', 'Points de contact', 2],
      ['creation', 'Points de contact', 3],
      ['creation', 'Points de contact', 4],
    ])
    const publications = await db.select().from(publication)
    expect(publications).toHaveLength(1)
    expect(publications[0]?.balises).toEqual(
      expect.arrayContaining(['desserte:commune:09122', 'desserte:commune:09225', 'desserte:departement:09']),
    )
  })

  it('le même contenu déposé de nouveau ne change rien', async () => {
    const avant = await db.$count(publication)
    const { importId, examen } = await read(classeur([numero('Accueil'), point('Mairie')]), ariege.id, ariege.agent)
    expect(examen.totaux).toMatchObject({ nouveau: 0, modifie: 0, inchange: 2, absents: 1 })
    expect(await publishRecensement(importId, ariege.agent)).toMatchObject({ ok: true, value: { balises: [] } })
    expect(await db.$count(publication)).toBe(avant)
    expect(await pointsDe(ariege.id)).toHaveLength(3)
  })

  it('absent ne veut dire retiré que coché', async () => {
    const { importId, examen } = await read(classeur([numero('Accueil'), point('Mairie')]), ariege.id, ariege.agent)
    const antenne = examen.absents[0]
    expect(antenne?.nom).toBe('Antenne')
    const answer = await publishRecensement(importId, ariege.agent, { retirer: [antenne?.id ?? '', 'inconnu'] })
    expect(answer.ok && answer.value.balises).toContain('desserte:commune:09225')
    const restants = (await pointsDe(ariege.id)).filter(({ retireAt }) => retireAt === null)
    expect(restants.map(({ nom }) => nom).sort()).toEqual(['Accueil', 'Mairie'])
  })

  it('montre de nouveau ce qu’un autre a changé entre-temps, puis publie (R-REC-28)', async () => {
    const one = await read(classeur([point('Mairie', 'Foix', '09000', '05 36 49 00 11')]), ariege.id, ariege.agent)
    const two = await read(classeur([point('Mairie', 'Foix', '09000', '05 36 49 00 22')]), ariege.id, ariege.agent)
    expect(codeOf(await publishRecensement(one.importId, ariege.agent))).toBe('ok')
    expect(await publishRecensement(two.importId, ariege.agent)).toEqual({
      ok: false,
      refus: { code: 'publie-entre-temps', noms: ['Mairie'] },
    })
    expect(codeOf(await publishRecensement(two.importId, ariege.agent))).toBe('ok')
    const mairie = (await pointsDe(ariege.id)).find(({ nom }) => nom === 'Mairie')
    expect(mairie).toMatchObject({ telephone: '05 36 49 00 22', version: 3 })
  })

  it('deux fichiers publiés ensemble ne créent pas deux fois le même point', async () => {
    const seul = await unCentre('seul')
    const files = await Promise.all([1, 2].map(() => read(classeur([point('Guichet')]), seul.id, seul.agent)))
    const answers = await Promise.all(files.map(({ importId }) => publishRecensement(importId, seul.agent)))
    expect(answers.map(codeOf)).toEqual(['ok', 'ok'])
    expect(await pointsDe(seul.id)).toHaveLength(1)
  })

  it('publie les lignes acceptées, jamais les refusées ; rien à publier se dit', async () => {
    const centre = await unCentre('partiel')
    const half = await read(
      classeur([point('Bon', 'Foix', '09000', '05 36 49 00 51'), point('Mauvais', 'Foix', 'ABC')]),
      centre.id,
      centre.agent,
    )
    expect(half.examen.totaux).toMatchObject({ nouveau: 1, refuse: 1 })
    expect(codeOf(await publishRecensement(half.importId, centre.agent))).toBe('ok')
    expect((await pointsDe(centre.id)).map(({ nom }) => nom)).toEqual(['Bon'])
    const none = await read(classeur([point('Mauvais', 'Foix', 'ABC')]), centre.id, centre.agent)
    expect(codeOf(await publishRecensement(none.importId, centre.agent))).toBe('rien-a-publier')
  })

  it('n’écrit rien du tout quand une écriture échoue', async () => {
    const centre = await unCentre('panne')
    const { importId } = await read(
      classeur([point('Un'), point('Deux', 'Pamiers', '09100', '05 36 49 00 44')]),
      centre.id,
      centre.agent,
    )
    const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    const broken = JSON.parse(JSON.stringify(row?.analyse).replaceAll('"09225"', '"09998"'))
    await db.update(importDeRecensement).set({ analyse: broken }).where(eq(importDeRecensement.id, importId))
    await expect(publishRecensement(importId, centre.agent)).rejects.toThrow()
    expect(await pointsDe(centre.id)).toEqual([])
    const [after] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    expect(after?.etat).toBe('lu')
  })
})

describe('deux centres sur un même territoire', () => {
  const LIEU = ['Maison commune', 'Pamiers', '09100', '05 36 49 00 60'] as const
  it('le second voit le point du premier, et ne publie le sien que confirmé (R-REC-64)', async () => {
    const [premier, second] = [await unCentre('premier'), await unCentre('second')]
    const avant = await read(classeur([point(...LIEU)]), premier.id, premier.agent)
    expect(codeOf(await publishRecensement(avant.importId, premier.agent))).toBe('ok')
    const ailleurs = point('Chez nous', 'Foix', '09000', '05 36 49 00 61')
    const { importId, examen } = await read(classeur([point(...LIEU), ailleurs]), second.id, second.agent)
    expect(examen.totaux).toMatchObject({ nouveau: 1, refuse: 1 })
    const [attente] = listAttentes(examen)
    expect(attente).toMatchObject({ rang: { ligne: 2 }, points: [{ nom: 'Maison commune', detenteur: 'premier' }] })
    // Without the tick the row waits and the rest is published.
    expect(codeOf(await publishRecensement(importId, second.agent))).toBe('ok')
    expect((await pointsDe(second.id)).map(({ nom }) => nom)).toEqual(['Chez nous'])
    expect(codeOf(await reopenImport(importId, second.agent))).toBe('ok')
    const confirmer = [attente?.cle ?? '']
    expect(codeOf(await publishRecensement(importId, second.agent, { confirmer }))).toBe('ok')
    expect((await pointsDe(second.id)).map(({ nom }) => nom).sort()).toEqual(['Chez nous', 'Maison commune'])
    expect(await pointsDe(premier.id)).toMatchObject([{ nom: 'Maison commune', version: 1 }])
    const tiers = await unCentre('tiers')
    const seul = await read(classeur([point(...LIEU)]), tiers.id, tiers.agent)
    expect(codeOf(await publishRecensement(seul.importId, tiers.agent))).toBe('tout-attend')
    const again = await read(classeur([point(...LIEU), ailleurs]), second.id, second.agent)
    expect(again.examen.totaux).toMatchObject({ inchange: 2, refuse: 0 })
  })

  it('publiés ensemble, ou changés depuis, la différence est montrée de nouveau (R-REC-28, R-REC-64)', async () => {
    const [premier, second] = [await unCentre('troisieme'), await unCentre('quatrieme')]
    const lieu = point('Lieu commun', 'Pamiers', '09100', '05 36 49 00 70')
    const lus = [
      await read(classeur([lieu]), premier.id, premier.agent),
      await read(classeur([lieu]), second.id, second.agent),
    ]
    const answers = await Promise.all([
      publishRecensement(lus[0]?.importId ?? '', premier.agent),
      publishRecensement(lus[1]?.importId ?? '', second.agent),
    ])
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'publie-entre-temps'])
    const [gagnant, perdant] = answers[0]?.ok ? [premier, second] : [second, premier]
    const importId = lus[answers[0]?.ok ? 1 : 0]?.importId ?? ''
    const montre = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    const confirmer = listAttentes(montre[0]?.analyse ?? { points: [] }).map(({ cle }) => cle)
    const change = [...lieu.slice(0, 5), '2 rue Inventée', ...lieu.slice(6)]
    const { importId: suivant } = await read(classeur([change]), gagnant.id, gagnant.agent)
    expect(codeOf(await publishRecensement(suivant, gagnant.agent))).toBe('ok')
    expect(await publishRecensement(importId, perdant.agent, { confirmer })).toMatchObject({
      refus: { code: 'publie-entre-temps', noms: ['Lieu commun'] },
    })
    expect(codeOf(await publishRecensement(importId, perdant.agent, { confirmer: 'tout' }))).toBe('ok')
    expect(await pointsDe(perdant.id)).toHaveLength(1)
  })
})

describe('qui publie quoi', () => {
  it('l’import d’un autre centre n’existe pas pour qui le demande', async () => {
    const { importId } = await read(classeur([point('Chez moi')]), ariege.id, ariege.agent)
    expect(codeOf(await publishRecensement(importId, autre.agent))).toBe('introuvable')
    expect(codeOf(await readImport(importId, { lire: async () => accept(classeur([])) }, autre.agent))).toBe(
      'introuvable',
    )
    expect(codeOf(await publishRecensement('x', ariege.agent))).toBe('introuvable')
    const depot = { nom: 'x', octets: Buffer.from('x'), centreId: ariege.id, origine: 'administration' } as const
    expect(codeOf(await receiveRecensement(depot, autre.agent))).toBe('acces-refuse')
    expect(codeOf(await receiveRecensement({ ...depot, centreId: null, departements: ['31'] }, gestionnaire))).toBe(
      'acces-refuse',
    )
    expect(codeOf(await receiveRecensement(depot, ctx({ role: 'visiteur' })))).toBe('connexion-requise')
  })

  it('les chiffres d’un centre sont une proposition que le gestionnaire publie (R-REC-31)', async () => {
    const { importId } = await read(classeur([point('Mairie')], [FOIX_T3]), ariege.id, ariege.agent)
    expect(await publishRecensement(importId, ariege.agent)).toMatchObject({ ok: true, value: { proposition: true } })
    expect(await db.$count(chiffreDeCommune)).toBe(0)
    expect(codeOf(await publishProposition(importId, ariege.agent))).toBe('acces-refuse')
    expect(await publishProposition(importId, gestionnaire)).toEqual({
      ok: true,
      value: { balises: ['chiffres:09122'] },
    })
    expect(await publishProposition(importId, gestionnaire)).toEqual({ ok: true, value: { balises: [] } })
  })

  it('un centre ne devine pas un petit nombre en l’envoyant, un gestionnaire voit la différence (R-CHI-12)', async () => {
    const t1 = (demandes: number) => ['09122', 'Foix', 2025, 'T1', 40, demandes, 12, '31/12/2024', 'Essai']
    const first = await read(classeur([], [t1(3)]), null, gestionnaire)
    expect(codeOf(await publishRecensement(first.importId, gestionnaire))).toBe('ok')
    for (const guess of [1, 2, 3, 4]) {
      const { examen } = await read(classeur([point('Mairie')], [t1(guess)]), ariege.id, ariege.agent)
      expect(examen.chiffres).toMatchObject([{ statut: 'nouveau', avant: null }])
    }
    const shown = await read(classeur([], [t1(2)]), null, gestionnaire)
    expect(shown.examen.chiffres).toMatchObject([{ statut: 'modifie', avant: { demandesEnAttente: 3 } }])
    await db.delete(chiffreDeCommune).where(eq(chiffreDeCommune.type, 't1'))
  })

  it('un gestionnaire publie les chiffres et les points sans centre de ses départements', async () => {
    const file = classeur(
      [numero('Numéro du département', '05 36 49 00 52')],
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
    const { importId } = await read(classeur([point('À Toulouse', 'Toulouse', '31000')]), null, 'exploitant', [])
    const [row] = await db.select().from(importDeRecensement).where(eq(importDeRecensement.id, importId))
    expect(row).toMatchObject({ departements: ['31'], compteId: null })
    expect(codeOf(await publishRecensement(importId, 'exploitant'))).toBe('ok')
  })
})

describe('l’histoire des imports', () => {
  it('ne montre que ceux de sa portée', async () => {
    const { importId } = await read(
      classeur([point('Histoire', 'Foix', '09000', '05 36 49 00 53')]),
      autre.id,
      autre.agent,
    )
    const acteurDe = (par: Par) => (par === 'exploitant' ? ({ role: 'visiteur' } as const) : par.acteur)
    const seen = async (par: Par) => (await listImports(acteurDe(par))).some(({ id }) => id === importId)
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
      { lire: async () => accept(classeur([point('Enfin', 'Foix', '09000', '05 36 49 00 77')])) },
      ariege.agent,
    )
    expect(again.ok && again.value.examen.totaux.nouveau).toBe(1)
    expect(await db.select().from(pointDeContact)).toEqual(avant)
  })
})
