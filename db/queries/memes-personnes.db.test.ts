import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq, getTableColumns, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { ACTEURS } from '#lib/domain/acces/testing.ts'
import { addMonths } from '#lib/domain/calendrier.ts'
import type { DemandeActive, DemandeRef } from '#lib/domain/demande/demande.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { unContenu, unContenuDAssociation, unCotitulaire } from '#lib/domain/demande/formulaire/testing.ts'
import type { Departement, Territoire } from '#lib/domain/demande/territoire.ts'
import { granted, numeroDuMois } from '#lib/domain/demande/testing.ts'
import { askCorrection, decideCorrection, modifyDemande } from '#lib/usecases/edit-demande.ts'
import type { Porte } from '#lib/usecases/open-demande.ts'
import { radiateDemande } from '#lib/usecases/radiate-demande.ts'
import { reactivateDemande } from '#lib/usecases/reactivate-demande.ts'
import { registerDemande } from '#lib/usecases/register-demande.ts'
import { AVIS_DE_CONTACT, contexteDe } from '#lib/usecases/testing.ts'
import { db } from '../client.ts'
import { clesDesTitulaires } from '../repositories/demandes.row.ts'
import { insertDemande, listFaits } from '../repositories/demandes.ts'
import { cleDeTitulaire, demande } from '../schema/index.ts'
import { withDatabase } from '../testing/database.ts'
import { aujourdHui, insertUneDemande, newRef } from '../testing/demandes.ts'
import { untilActive } from '../testing/requetes.ts'
import { insertCentre } from '../testing/territoire.ts'
import {
  DEMANDES_MONTREES,
  formatRepereDePersonne,
  listMemesPersonnes,
  PERSONNES_PAR_PAGE,
  parseRepereDePersonne,
  type RepereDePersonne,
} from './memes-personnes.ts'

withDatabase()

const gestionnaireDe = (...departements: string[]): Acteur => ({
  ...ACTEURS['gestionnaire-territorial'],
  departements,
})
let porte: Porte
let agent: Acteur
beforeAll(async () => {
  const departements = ['09', '75', '93']
  const centreId = await insertCentre({ code: 'G0123', departements })
  porte = { canal: 'guichet', centreId }
  agent = { ...ACTEURS['agent-de-guichet'], centres: [centreId] }
})
const par = (ref: DemandeRef, acteur: Acteur = agent) => ({ ref, ctx: contexteDe(acteur), porte })

/** An invented person by their names and their day. */
const personne = (nom: string, prenom: string, naissance = '1990-01-02', nee = nom): Contenu =>
  unContenu(
    ['demandeur.nom', nom],
    ['demandeur.nomDeNaissance', nee],
    ['demandeur.prenom', prenom],
    ['demandeur.naissance', naissance],
  )
const inserer = (contenu: Contenu, territoire: Territoire) => insertUneDemande({ contenu, territoire })

const listees = async (...departements: string[]) =>
  (await listMemesPersonnes(gestionnaireDe(...departements))).personnes.map(
    ({ isCertaine, numeros }) => `${isCertaine ? 'certaine' : 'probable'} ${[...numeros].sort().join()}`,
  )
const paire = (certitude: string, ...demandes: readonly Pick<DemandeActive, 'numeroUnique'>[]) =>
  `${certitude} ${demandes
    .map(({ numeroUnique }) => numeroUnique)
    .sort()
    .join()}`

describe('les demandes d’une même personne', () => {
  it('toutes dites, sûres ou probables, sans un nom, dans leur seul territoire (R-PER-01, R-PER-02, R-PER-06)', async () => {
    // Each by the writing that another guichet made of it: of two hundred, none is missed.
    const ecritures: readonly (readonly [
      certitude: string,
      nom: (n: string) => string,
      prenom: (p: string) => string,
    ])[] = [
      ['certaine', (nom) => nom, (prenom) => prenom],
      ['certaine', (nom) => nom.toUpperCase(), (prenom) => prenom.normalize('NFD').replace(/\p{M}/gu, '')],
      ['certaine', (nom) => nom.replace('-', ' '), (prenom) => prenom.toLowerCase()],
      ['probable', (nom) => nom.replace('ll', 'l'), (prenom) => prenom],
      ['probable', (nom) => nom.replace('é', 'er').replace('er', 'ai'), (prenom) => prenom],
    ]
    const attendues: string[] = []
    for (let rang = 0; rang < 100; rang += 1) {
      const lettres = [...String(rang).padStart(2, '0')].map((chiffre) => 'bdfgjklmnp'[Number(chiffre)]).join('o')
      const [nom, prenom] = [`Ballé-${lettres}`, `Hélène ${lettres}`]
      const [certitude = '', toNom = String, toPrenom = String] = ecritures[rang % ecritures.length] ?? []
      // A day of their own: what is alike without it is another person.
      const le = `19${String(50 + Math.floor(rang / 12)).padStart(2, '0')}-${String((rang % 12) + 1).padStart(2, '0')}-28`
      const une = await inserer(personne(nom, prenom, le), '65')
      attendues.push(paire(certitude, une, await inserer(personne(toNom(nom), toPrenom(prenom), le), '65')))
    }
    const ailleurs = await inserer(personne('Ballé-bob', 'Hélène bob', '1950-01-28'), '32')
    const montrees = await listees('65')
    expect(montrees.filter((une) => une.startsWith('certaine')).sort()).toEqual(
      attendues.filter((une) => une.startsWith('certaine')).sort(),
    )
    expect([...montrees].sort()).toEqual(attendues.sort())
    expect(montrees.indexOf(montrees.find((une) => une.startsWith('probable')) ?? '')).toBe(60)
    expect(montrees.join()).not.toContain(ailleurs.numeroUnique)
    expect(JSON.stringify(await listMemesPersonnes(gestionnaireDe('65')))).not.toMatch(/Ball|\d{4}-\d\d-28/)
    expect(await listees('32')).toEqual([])
    for (const role of ['administrateur-national', 'agent-de-guichet', 'demandeur', 'bailleur'] as const)
      expect(await listMemesPersonnes(ACTEURS[role])).toEqual({ personnes: [], suite: null })
  })

  it('deux dépôts au même moment se voient tous les deux, à chaque fois, fût-ce de deux départements d’Île-de-France (R-PER-01)', async () => {
    const le = await aujourdHui()
    const deposer = (departement: Departement, contenu: Contenu) =>
      registerDemande(
        { departement, formulaire: { deposeeLe: le, contenu }, cle: randomUUID() },
        { ctx: contexteDe(agent), porte },
      )
    const attendues: string[] = []
    for (let rang = 0; rang < 10; rang += 1) {
      const contenu = {
        ...personne('Concurrent', 'Ali', `19${70 + rang}-05-06`),
        recherche: { ...unContenu().recherche, localisations: [{ commune: '75056', quartier: null }] },
      }
      const [une, autre] = await Promise.all([deposer('75', contenu), deposer('93', contenu)])
      attendues.push(paire('certaine', granted(une).demande, granted(autre).demande))
    }
    expect((await listees('93')).sort()).toEqual(attendues.sort())
  })

  it('qui dépose pendant qu’une autre transaction dépose l’attend, et les deux se voient (R-PER-01)', async () => {
    const modele = await inserer(personne('Modèle', 'Un'), '09')
    const [lu] = await listFaits(db, modele.numeroUnique)
    if (lu?.fait.type !== 'reprise') throw new Error('A reprise')
    const contenu = personne('Attendue', 'Une')
    const soi = { ref: newRef(), numeroUnique: numeroDuMois(modele.deposeeLe, 999_999), contenu }
    const acte = { demande: { ...modele, ...soi }, fait: { ...lu.fait, ...soi } }
    const autre = await db.transaction(async (tx) => {
      await insertDemande(tx, acte, { compteId: null, role: null })
      const depot = inserer(personne('ATTENDUE', 'une'), '09')
      await untilActive('insert into "demande"', 'Lock')
      return { depot }
    })
    const seconde = await autre.depot
    expect(await listees('09')).toEqual([paire('certaine', acte.demande, seconde)])
    granted(await radiateDemande(par(seconde.ref), { code: 'RADABA', recuLe: await aujourdHui() }))
  })

  it('radiée, elle n’y est plus ; réactivée, elle revient ; un nom corrigé se suit (R-PER-04)', async () => {
    const [une, autre] = [
      await inserer(personne('Corrigé', 'Sacha'), '09'),
      await inserer(personne('Autre', 'Sacha'), '09'),
    ]
    expect(await listees('09')).toEqual([])
    const identite = { nom: 'Corrige', nomDeNaissance: null, prenom: 'sacha' }
    granted(await askCorrection(par(autre.ref), { nouvelle: identite, motif: 'Mal écrit' }))
    expect(await listees('09')).toEqual([])
    const decision = { decision: 'acceptee', piece: 'Acte de naissance', version: 2 } as const
    const avis = { courriel: { objet: '', corps: '' }, sms: '' }
    granted(await decideCorrection(par(autre.ref, gestionnaireDe('09')), decision, avis))
    expect(await listees('09')).toEqual([paire('certaine', une, autre)])
    const avertissement = { envoyeLe: addMonths(await aujourdHui(), -2), preuve: 'Lettre recommandée' }
    granted(await radiateDemande(par(autre.ref), { code: 'RADCON', avertissement }))
    expect(await listees('09')).toEqual([])
    expect(await db.$count(cleDeTitulaire, eq(cleDeTitulaire.numeroUnique, autre.numeroUnique))).toBe(0)
    granted(await reactivateDemande(par(autre.ref), 'Hospitalisation'))
    expect(await listees('09')).toEqual([paire('certaine', une, autre)])
    const contenu = unContenu(['cotitulaires', [unCotitulaire(['prenom', 'Noé'], ['naissance', '1971-07-07'])]])
    const [couple, seul] = [
      await inserer(unContenu(), '09'),
      await inserer(personne('Inventée', 'Noe', '1971-07-07'), '09'),
    ]
    granted(await modifyDemande(par(couple.ref), { contenu, version: 1 }, AVIS_DE_CONTACT))
    expect(await listees('09')).toContain(paire('certaine', couple, seul))
  })

  it('de qui en a beaucoup, quelques-unes et leur nombre', async () => {
    for (let rang = 0; rang < DEMANDES_MONTREES + 3; rang += 1) await inserer(unContenu(), '82')
    const { personnes, suite } = await listMemesPersonnes(gestionnaireDe('82'))
    expect(personnes.map(({ nombre, numeros }) => [nombre, numeros.length])).toEqual([[8, DEMANDES_MONTREES]])
    expect(suite).toBeNull()
  })

  it('de page en page, chacune une fois, les certaines d’abord ; une adresse ne dit ni nom ni numéro', async () => {
    // Of these two, several lines begin with the same demande: one as sure as the other, or not.
    const [premiere] = [await inserer(personne('Kaba', 'Ada', '1970-07-07'), '48')]
    await inserer(personne('Kebe', 'Ada', '1970-07-07', 'Kaba'), '48')
    await inserer(personne('Kéba', 'Ado', '1970-07-07'), '48')
    const double = await inserer(personne('Mimi', 'Ada', '1971-07-07', 'Dodu'), '48')
    const [sous, naissance] = [
      await inserer(personne('Mimi', 'Ada', '1971-07-07'), '48'),
      await inserer(personne('Dada', 'Ada', '1971-07-07'), '48'),
    ]
    for (let rang = 0; rang < PERSONNES_PAR_PAGE + 25; rang += 1)
      for (const nom of ['Cent', rang % 3 === 0 ? 'Cente' : 'Cent'])
        await inserer(personne(nom, 'Un', `${1900 + rang}-10-10`), '48')
    const acteur = gestionnaireDe('48')
    const lignes: string[] = []
    const pages: number[] = []
    let apres: RepereDePersonne | undefined
    do {
      const { personnes, suite } = await listMemesPersonnes(acteur, apres)
      pages.push(personnes.length)
      lignes.push(
        ...personnes.map(({ isCertaine, numeros }) => `${isCertaine ? 'certaine' : 'probable'} ${numeros.join()}`),
      )
      const adresse = suite ? formatRepereDePersonne(suite) : undefined
      expect(adresse ?? '').not.toMatch(/Cent|Kaba|\d{13}G0123/)
      apres = adresse === undefined ? undefined : parseRepereDePersonne(adresse)
      expect(apres ?? null).toEqual(suite)
    } while (apres)
    expect(pages).toEqual([PERSONNES_PAR_PAGE, 29])
    expect(new Set(lignes).size).toBe(lignes.length)
    expect(lignes.lastIndexOf(lignes.filter((une) => une.startsWith('certaine')).at(-1) ?? '')).toBe(
      lignes.filter((une) => une.startsWith('certaine')).length - 1,
    )
    // A page may end between two lines that begin with the same demande.
    const siennes = lignes.filter((une) => une.includes(` ${premiere.numeroUnique}`))
    expect(siennes.map((une) => une.split(',').length)).toEqual([2, 3])
    const entreDeux = await listMemesPersonnes(acteur, { isCertaine: false, ref: double.ref, rang: 1 })
    expect([sous, naissance].map((une) => paire('probable', double, une))).toEqual(
      lignes.filter((une) => une.includes(` ${double.numeroUnique}`)),
    )
    expect(entreDeux.personnes[0]?.numeros).toEqual([double.numeroUnique, naissance.numeroUnique])
    const apresElle = { isCertaine: true, ref: premiere.ref, rang: 1 }
    expect((await listMemesPersonnes(acteur, apresElle)).personnes).toHaveLength(PERSONNES_PAR_PAGE)
  })

  it('d’une adresse changée à la main, la première page ; d’une demande d’ailleurs, rien de plus', async () => {
    const ref = newRef()
    expect(parseRepereDePersonne(`certaine_${ref}_1`)).toEqual({ isCertaine: true, ref, rang: 1 })
    expect(parseRepereDePersonne(`probable_${ref}_12`)).toEqual({ isCertaine: false, ref, rang: 12 })
    for (const texte of ['', '_', `${ref}_1`, `certaine_${ref}`, `certaine_${ref}_x`, 'certaine_12_1', `sure_${ref}_1`])
      expect(parseRepereDePersonne(texte), texte).toBeUndefined()
    const acteur = gestionnaireDe('48')
    const [ailleurs] = [await inserer(personne('Ailleurs', 'Une'), '81')]
    for (const inconnue of [ref, ailleurs.ref])
      expect(await listMemesPersonnes(acteur, { isCertaine: true, ref: inconnue, rang: 1 })).toEqual(
        await listMemesPersonnes(acteur),
      )
  })

  it('celles d’avant la migration ont les mêmes clés que les nouvelles (R-PER-01, R-PER-02, R-PER-08)', async () => {
    const noms = [
      ['Lefèvre-Dûpont', 'Anne Marie'],
      ['D’Œuvre', 'Ève-Æ'],
      ['O\u2019Neill  y\u00a0Zephq', 'Jean\u2011Luc, Paul'],
      ['Eau', 'Ïo'],
      ['Șerban', 'Nguyễn'],
    ]
    for (const [nom = '', prenom = ''] of noms) await inserer(personne(nom, prenom, '1988-11-03'), '46')
    await inserer(unContenuDAssociation(['recherche.localisations', [{ commune: '46042', quartier: null }]]), '46')
    await inserer(
      unContenu(
        ['demandeur.prenom', null],
        ['demandeur.unSeulNom', true],
        ['demandeur.naissance', '1988-00-00'],
        ['cotitulaires', [unCotitulaire(['nom', 'Usage']), unCotitulaire(['naissance', null])]],
      ),
      '46',
    )
    const inconnus = [
      ['1980-00-00', 'Sacha', false],
      ['1980-05-00', 'Sacha', false],
      ['1900-05-01', 'Sacha', false],
      ['1980-05-01', null, false],
      ['1980-05-01', ' - ', false],
      ['1980-05-01', null, true],
    ] as const
    const seules = inconnus.map(([le, prenom, unSeulNom]) =>
      unContenu(['demandeur.naissance', le], ['demandeur.prenom', prenom], ['demandeur.unSeulNom', unSeulNom]),
    )
    for (const contenu of seules) await inserer(contenu, '46')
    expect(seules.map((contenu) => clesDesTitulaires(contenu).filter((cle) => cle.startsWith('c')).length)).toEqual([
      0, 0, 1, 0, 0, 1,
    ])
    const { isPartagee: _, ...colonnes } = getTableColumns(cleDeTitulaire)
    const readCles = async () => [
      await db.select(colonnes).from(cleDeTitulaire).orderBy(cleDeTitulaire.cle, cleDeTitulaire.numeroUnique),
      await listees('09', '65', '75', '82'),
    ]
    const avant = await readCles()
    await db.execute(sql`drop trigger suivre_titulaires on demande`)
    await db.execute(sql`drop trigger suivre_titulaires_crees on demande`)
    await db.execute(sql`drop function suivre_titulaires`)
    await db.execute(sql`alter table demande drop column titulaires`)
    await db.execute(sql`drop table cle_de_titulaire`)
    const migration = '../migrations/0037_memes-personnes.sql'
    await db.execute(sql.raw(readFileSync(join(import.meta.dirname, migration), 'utf8')))
    for (const { contenu, titulaires } of await db.select().from(demande))
      expect(titulaires).toEqual(contenu && clesDesTitulaires(contenu))
    expect(await readCles()).toEqual(avant)
    const apres = await inserer(personne('Lefevre Dupont', 'anne-marie', '1988-11-03'), '46')
    expect((await listees('46')).join()).toContain(apres.numeroUnique)
  })

  it('celle dont nul acte n’a refait les clés se rapproche de qui écrit comme elle, et des autres au prochain (R-IDE-14)', async () => {
    const nee = '1971-02-09'
    const ancienne = await inserer(personne('Łukasz', 'ØRSTED', nee), '81')
    // As the migration 0037 wrote them: the letters of another alphabet as they are.
    const nouvelles = clesDesTitulaires(personne('Lukasz', 'Orsted', nee))
    const titulaires = clesDesTitulaires(personne('Łukasz', 'ØRSTED', nee)).filter((une) => !nouvelles.includes(une))
    await db.execute(sql`alter table demande disable trigger keep_demande`)
    await db.update(demande).set({ titulaires }).where(eq(demande.numeroUnique, ancienne.numeroUnique))
    await db.execute(sql`alter table demande enable trigger keep_demande`)
    const seconde = await inserer(personne('Lukasz', 'Orsted', nee), '81')
    expect((await listees('81')).join()).toBe('')
    const troisieme = await inserer(personne('łukasz', 'Ørsted', nee), '81')
    const vues = (await listees('81')).join()
    for (const { numeroUnique } of [ancienne, seconde, troisieme]) expect(vues).toContain(numeroUnique)
  })
})
