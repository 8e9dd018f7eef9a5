import { beforeAll, describe, expect, it } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import { insertCentre, insertTerritoire } from '#db/testing/territoire.ts'
import { convert } from '#lib/adapters/xlsx/conversion.ts'
import { jour } from '#lib/domain/calendrier.ts'
import type { Defauts } from '#lib/domain/guichet/recensement/champs.ts'
import type { ColonneDite } from '#lib/domain/guichet/recensement/colonnes.ts'
import type { ColonnesDites } from '#lib/domain/guichet/recensement/correspondance.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { accept } from '#lib/domain/resultat.ts'
import { previewRecensement, readImport, readRecensement, receiveRecensement } from './read-recensement.ts'

withDatabase()

const ENTETES = ['Structure', 'Adresse', 'CP', 'Ville', 'Tél.']
const MAIRIE = ['Mairie (essai)', '1 rue Inventée', '09000', 'Foix', '05 36 49 00 01']
const DEFAUTS = { canal: 'physique', type: 'lieu-information', services: ['information'] } as const
const classeur = (entetes = ENTETES) => ({ feuilles: [feuilleDe('Feuil1', [entetes, MAIRIE])] })

let centreId: string
let autreId: string
beforeAll(async () => {
  await insertTerritoire()
  centreId = await insertCentre({ nom: 'A' })
  autreId = await insertCentre({ nom: 'B' })
})

async function lire(pour: string, defauts: Defauts, entetes = ENTETES) {
  const depot = { nom: 'x.csv', octets: Buffer.from('x'), centreId: pour, origine: 'ligne-de-commande' } as const
  const lu = await readRecensement(depot, { lire: async () => accept(classeur(entetes)), defauts }, 'exploitant')
  if (!lu.ok) throw new Error(lu.refus.code)
  const { alertes, totaux } = lu.value.examen
  return {
    nouveau: totaux.nouveau,
    alertes: alertes.flatMap((alerte) => ('colonne' in alerte ? [`${alerte.code}:${alerte.colonne}`] : [])),
  }
}
const A_DONNER = ['canal', 'type', 'services', 'misAJourLe'].map((colonne) => `colonne-a-donner:${colonne}`)

describe('ce qui a été donné une fois pour un tableau (R-REC-44)', () => {
  it('est repris pour le même centre et le même tableau, et c’est dit ; jamais le jour', async () => {
    expect(await lire(centreId, {})).toEqual({ nouveau: 0, alertes: A_DONNER })
    expect(await lire(centreId, { ...DEFAUTS, misAJourLe: jour('2026-03-03') })).toEqual({ nouveau: 1, alertes: [] })
    expect(await lire(centreId, {})).toEqual({
      nouveau: 0,
      alertes: [
        'colonne-a-donner:misAJourLe',
        'valeur-reprise:canal',
        'valeur-reprise:type',
        'valeur-reprise:services',
      ],
    })
    expect((await lire(centreId, { misAJourLe: jour('2027-03-03') })).nouveau).toBe(1)
  })

  it('ne l’est ni pour un autre centre, ni pour un autre tableau', async () => {
    expect(await lire(autreId, {})).toEqual({ nouveau: 0, alertes: A_DONNER })
    expect(await lire(centreId, {}, [...ENTETES.slice(0, 4), 'Téléphone'])).toEqual({ nouveau: 0, alertes: A_DONNER })
  })

  it('se change en le donnant de nouveau, et un essai à blanc n’en retient rien', async () => {
    const preview = await previewRecensement(classeur(), {
      centreId: autreId,
      defauts: DEFAUTS,
    })
    expect(preview.ok).toBe(true)
    expect((await lire(autreId, {})).alertes).toEqual(A_DONNER)
    await lire(autreId, { canal: 'physique' })
    expect((await lire(autreId, { canal: 'telephone' })).alertes).not.toContain('valeur-reprise:canal')
    expect((await lire(autreId, {})).alertes).toContain('valeur-reprise:canal')
  })
})

describe('ce qu’une colonne a été dite', () => {
  const INCONNUS = ['Qui', 'Où', 'Appeler', 'Fax']
  const octets = Buffer.from(`${INCONNUS.join(';')}\nMairie (essai);2 rue Inventée, 09000 Foix;05 36 49 00 02;aucun\n`)
  const dites = new Map([
    ['qui', 'nom'],
    ['appeler', 'telephone'],
    ['fax', null],
  ] as const)
  const defauts = { ...DEFAUTS, canal: 'telephone', misAJourLe: jour('2026-03-03') } as const
  const lire = (bytes: Uint8Array, { colonnes }: Readonly<{ colonnes: ColonnesDites }>) =>
    convert(Buffer.from(bytes), colonnes)
  const depose = async (pour: string) => {
    const depot = { nom: 'x.csv', octets, centreId: pour, origine: 'administration' } as const
    const recu = await receiveRecensement(depot, 'exploitant')
    if (!recu.ok) throw new Error(recu.refus.code)
    return recu.value.importId
  }

  it('par deux personnes pendant une lecture : la seconde est prévenue, rien ne s’écrase (R-EDI-01)', async () => {
    const importId = await depose(await insertCentre())
    const begun = Promise.withResolvers<void>()
    const held = Promise.withResolvers<void>()
    const slow: typeof lire = async (bytes, said) => {
      begun.resolve()
      await held.promise
      return lire(bytes, said)
    }
    const say = (fax: 'courriel' | 'siteWeb', reader: typeof lire) =>
      readImport(importId, { lire: reader, defauts, colonnes: new Map([...dites, ['fax', fax]]) }, 'exploitant')
    const late = say('siteWeb', slow)
    await begun.promise
    expect(await say('courriel', lire)).toMatchObject({ ok: true })
    held.resolve()
    expect(await late).toEqual({ ok: false, refus: { code: 'colonnes-dites-entre-temps' } })
    expect(await say('siteWeb', lire)).toMatchObject({ ok: true })
  })
  const alertesDe = (lu: Awaited<ReturnType<typeof readImport>>) =>
    lu.ok
      ? lu.value.examen.alertes.flatMap((one) => ('entete' in one ? [`${one.code}:${one.entete}`] : []))
      : [lu.refus.code]

  it('est retenu pour le centre et ce tableau, que personne ne savait lire, et c’est dit (R-REC-44)', async () => {
    const importId = await depose(centreId)
    expect(alertesDe(await readImport(importId, { lire, defauts }, 'exploitant'))).toEqual(['aucune-feuille-reconnue'])
    const lu = await readImport(importId, { lire, defauts, colonnes: dites }, 'exploitant')
    expect(alertesDe(lu)).toEqual(['colonne-ignoree:Où', 'colonne-ignoree:Fax'])
    expect(lu.ok && lu.value.examen.colonnes?.[0]?.aDire?.map(({ entete, dite }) => [entete, dite])).toEqual([
      ['Qui', 'nom'],
      ['Où', undefined],
      ['Appeler', 'telephone'],
      ['Fax', null],
    ])
    const suivant = await depose(centreId)
    const repris = await readImport(suivant, { lire, defauts: { misAJourLe: defauts.misAJourLe } }, 'exploitant')
    expect(repris.ok && repris.value.examen.totaux.nouveau).toBe(1)
    expect(alertesDe(repris)).toEqual([
      'colonne-ignoree:Où',
      'colonne-ignoree:Fax',
      'colonne-reprise:Qui',
      'colonne-reprise:Appeler',
    ])
  })

  it('ne l’est pas pour un autre centre ; une réponse qui ne suffit pas est gardée avec l’import', async () => {
    const importId = await depose(autreId)
    const seul = new Map([['qui', 'nom']] as const)
    expect(alertesDe(await readImport(importId, { lire, colonnes: seul }, 'exploitant'))).toEqual([
      'aucune-feuille-reconnue',
    ])
    const suite = new Map([['appeler', 'telephone']] as const)
    expect((await readImport(importId, { lire, defauts, colonnes: suite }, 'exploitant')).ok).toBe(true)
  })

  it('reprise, ne vaut plus, ni pour ce fichier ni pour les suivants (R-REC-91)', async () => {
    const tenu = await insertCentre({ nom: 'C' })
    const importId = await depose(tenu)
    const dit = async (id: string, reponses: readonly ColonneDite[]) => {
      const lu = await readImport(id, { lire, defauts, colonnes: new Map(reponses) }, 'exploitant')
      if (!lu.ok) throw new Error(lu.refus.code)
      return lu.value.examen.colonnes?.[0]?.aDire?.map(({ dite }) => dite)
    }
    await dit(importId, [...dites, ['fax', 'courriel']])
    const apres = ['nom', undefined, 'telephone', undefined]
    const echange = [
      ['fax', 'oubliee'],
      ['appeler', 'telephone'],
    ] as const
    expect(await dit(importId, echange)).toEqual(apres)
    expect(await dit(importId, [])).toEqual(apres)
    expect(await dit(await depose(tenu), [])).toEqual(apres)
  })

  it('ne rend pas illisible un fichier lu, quand elle l’en empêcherait', async () => {
    const importId = await depose(centreId)
    expect((await readImport(importId, { lire, defauts }, 'exploitant')).ok).toBe(true)
    const rien = new Map([['qui', null]] as const)
    expect(alertesDe(await readImport(importId, { lire, defauts, colonnes: rien }, 'exploitant'))).toEqual([
      'aucune-feuille-reconnue',
    ])
    expect((await readImport(importId, { lire, defauts }, 'exploitant')).ok).toBe(true)
  })
})
