import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#db/client.ts'
import { saveExamen } from '#db/repositories/imports.ts'
import { importDeRecensement } from '#db/schema/index.ts'
import { withDatabase } from '#db/testing/database.ts'
import { insertTerritoire } from '#db/testing/territoire.ts'
import { jour } from '#lib/domain/calendrier.ts'
import { LIMITES } from '#lib/domain/guichet/recensement/classeur.ts'
import type { RangCompare } from '#lib/domain/guichet/recensement/comparaison.ts'
import type { ChiffresCompares, Examen } from '#lib/domain/guichet/recensement/examen.ts'
import type { Remarque } from '#lib/domain/guichet/recensement/remarques.ts'
import { unPointDeContact } from '#lib/domain/guichet/testing.ts'
import {
  ABSENTS_MONTRES,
  ALERTES_MONTREES,
  ATTENTES_MONTREES,
  findApercu,
  findLignes,
  LIGNES_PAR_PAGE,
  listLignes,
} from './apercu-d-import.ts'

withDatabase()

const AUTRE: Remarque = {
  cellule: 'A1',
  colonne: 'nom',
  gravite: 'refus',
  code: 'deja-publie-par-un-autre',
  points: [{ id: 'p', nom: 'Autre', version: 1, detenteur: null }],
}
const A_REGARDER: Remarque = { cellule: 'B1', colonne: 'voie', gravite: 'a-verifier', code: 'adresse-incomplete' }
const CORRIGEE = { colonne: 'telephone', cellule: 'C1', ecrit: '12', valeur: '36 46' } as const
/**
 * One row in ten is refused, one in a hundred waits beside another's point, the others are new; one new row in a
 * thousand is to look at and was corrected.
 */
const rang = (ligne: number): RangCompare => {
  const contenu = unPointDeContact()
  const attend = ligne % 100 === 0
  return {
    feuille: 'Points',
    ligne,
    identifiant: null,
    centreId: null,
    trouve: { nom: `Point ${ligne}` },
    valeurs: contenu,
    contenu,
    repere: `A${ligne}`,
    remarques: attend ? [AUTRE] : ligne % 1000 === 1 ? [A_REGARDER] : [],
    ...(ligne % 1000 === 1 && { corrigees: [CORRIGEE] }),
    statut: ligne % 10 === 0 ? 'refuse' : 'nouveau',
    pointId: null,
    version: null,
    changements: [],
  }
}
const CHIFFRES: ChiffresCompares = {
  feuille: 'Communes',
  ligne: 2,
  trouve: {},
  valeurs: {
    codeInsee: null,
    annee: null,
    type: null,
    logements: null,
    demandesEnAttente: null,
    attributionsN1: null,
    arreteAu: null,
    source: null,
  },
  chiffres: null,
  remarques: [],
  statut: 'nouveau',
  avant: null,
}
const TOTAL = LIMITES.lignes
const REFUSES = TOTAL / 10
const ATTENTES = TOTAL / 100

const insert = async (examen: Examen | null) => {
  const [row] = await db
    .insert(importDeRecensement)
    .values({ fichierNom: 'grand.xlsx', empreinte: 'e', origine: 'administration', etat: 'lu' })
    .returning({ id: importDeRecensement.id })
  const id = row?.id ?? ''
  if (examen)
    await db.transaction((tx) =>
      saveExamen(tx, id, { examen, le: jour('2026-03-03'), departements: [], publication: 0 }),
    )
  return id
}
let id = ''

beforeAll(async () => {
  id = await insert({
    points: Array.from({ length: TOTAL }, (_, index) => rang(index + 1)),
    absents: Array.from({ length: ABSENTS_MONTRES + 3 }, (_, index) => ({ id: `a${index}`, nom: `Absent ${index}` })),
    chiffres: [CHIFFRES],
    exemples: [],
    alertes: [
      ...Array.from({ length: ALERTES_MONTREES + 4 }, (_, index) => ({
        code: 'ligne-ignoree' as const,
        feuille: 'Points',
        ligne: index,
        motif: 'titre' as const,
      })),
      { code: 'colonne-a-donner', feuille: 'Points', colonne: 'canal' },
      { code: 'colonne-a-donner', feuille: 'Suite', colonne: 'canal' },
    ],
    totaux: { nouveau: TOTAL - REFUSES + 1, modifie: 0, inchange: 0, refuse: REFUSES, ignore: 0, absents: 0 },
  })
}, 60_000)

describe('l’aperçu d’un import de cinquante mille lignes', () => {
  it('ne rend que les lignes d’une page, dans l’ordre du fichier, et dit s’il en reste', async () => {
    const first = await listLignes(id, { vue: 'refuse', page: 1 })
    expect(first.suite).toBe(true)
    expect(first.lignes).toHaveLength(LIGNES_PAR_PAGE)
    expect(first.lignes.map((ligne) => ligne.rang.ligne)).toEqual(
      Array.from({ length: LIGNES_PAR_PAGE }, (_, index) => 10 * (index + 1)),
    )
    expect(first.lignes[0]).toEqual({ nature: 'point', rang: rang(10) })
    const last = await listLignes(id, { vue: 'refuse', page: REFUSES / LIGNES_PAR_PAGE })
    expect(last.suite).toBe(false)
    expect(last.lignes.at(-1)?.rang.ligne).toBe(TOTAL)
    expect(await listLignes(id, { vue: 'refuse', page: REFUSES / LIGNES_PAR_PAGE + 1 })).toEqual({
      lignes: [],
      suite: false,
    })
  })

  it('met les chiffres après les points', async () => {
    const { lignes, suite } = await listLignes(id, {
      vue: 'nouveau',
      page: (TOTAL - REFUSES) / LIGNES_PAR_PAGE + 1,
    })
    expect(suite).toBe(false)
    expect(lignes).toEqual([{ nature: 'chiffres', rang: CHIFFRES }])
  })

  it('montre à part ce qui est accepté mais à vérifier, et ce qui a été corrigé', async () => {
    for (const vue of ['a-verifier', 'corrigees'] as const) {
      const { lignes, suite } = await listLignes(id, { vue, page: 1 })
      expect(suite).toBe(false)
      expect(lignes.map((ligne) => ligne.rang.ligne)).toEqual(
        Array.from({ length: TOTAL / 1000 }, (_, index) => 1000 * index + 1),
      )
    }
  })

  it('compte tout, et ne montre que ce qu’une page porte', async () => {
    const apercu = await findApercu(id)
    expect(apercu).toMatchObject({
      nombreDAttentes: ATTENTES,
      aVerifier: TOTAL / 1000,
      corrigees: TOTAL / 1000,
      autresAlertes: 6,
      autresAbsents: 3,
      manquent: ['canal'],
      hasRemarques: true,
      hasChiffres: true,
    })
    expect(apercu?.attentes.map(({ rang: { ligne } }) => ligne)).toEqual(
      Array.from({ length: ATTENTES_MONTREES }, (_, index) => 100 * (index + 1)),
    )
    expect(apercu?.absents).toHaveLength(ABSENTS_MONTRES)
    expect(apercu?.alertes).toHaveLength(ALERTES_MONTREES)
  })

  it('n’a rien à montrer d’un fichier qui n’est pas lu', async () => {
    const empty = await insert(null)
    expect(await findApercu(empty)).toBeUndefined()
    expect(await listLignes(empty, { vue: 'nouveau', page: 1 })).toEqual({ lignes: [], suite: false })
  })

  it('nomme les lieux du territoire publié qu’un bouton garde (R-REC-97)', async () => {
    await insertTerritoire()
    const garder = (colonne: 'territoire' | 'nom', valeur: string): Remarque => ({
      ...{ cellule: 'D1', colonne, gravite: 'refus', code: 'territoire-inconnu', valeur: 'NC' },
      propositions: [{ pourquoi: 'publie', ecritures: [{ colonne, cellule: 'D1', valeur }] }],
    })
    const remarques = [garder('territoire', '09225 ; 200067791 ; 31 ; 99999'), garder('nom', '31')]
    const autre = await insert({
      points: [{ ...rang(1), statut: 'refuse', remarques }],
      ...{ absents: [], chiffres: [], exemples: [], alertes: [] },
      totaux: { nouveau: 0, modifie: 0, inchange: 0, refuse: 1, ignore: 0, absents: 0 },
    })
    const { lignes } = await listLignes(autre, { vue: 'refuse', page: 1 })
    const [nommee] = await findLignes(autre, [{ feuille: 'Points', ligne: 1 }])
    for (const ligne of [lignes[0], nommee])
      expect(ligne?.rang.remarques.map(({ propositions }) => propositions?.map(({ libelle }) => libelle))).toEqual([
        ['09225 (Pamiers) ; 200067791 (CA Pays Foix-Varilhes) ; 31 (Haute-Garonne) ; 99999'],
        [undefined],
      ])
  })

  it('rend les lignes que l’on nomme, dans cet ordre, quoi qu’elles soient devenues', async () => {
    const lieux = [7, 999_999, 10].map((ligne) => ({ feuille: 'Points', ligne }))
    const lues = await findLignes(id, lieux)
    expect(lues.map((ligne) => ligne?.rang.ligne)).toEqual([7, undefined, 10])
    expect(await findLignes(id, [{ feuille: 'Communes', ligne: 7 }])).toEqual([undefined])
    expect(await findLignes(id, [])).toEqual([])
  })
})
