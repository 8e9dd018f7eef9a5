import { beforeAll, describe, expect, it } from 'vitest'
import { withDatabase } from '#db/testing/database.ts'
import type { RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { feuilleDe } from '#lib/domain/guichet/recensement/testing.ts'
import { accept, refuse } from '#lib/domain/resultat.ts'
import { correctImport } from './correct-import.ts'
import { publishRecensement } from './publish-recensement.ts'
import { type LireClasseur, readImport, receiveRecensement } from './read-recensement.ts'
import { importDe, lireClasseur, type Tenu, unClasseurDe, unDecor, unPointA } from './testing.ts'

withDatabase()

let centre: Tenu
beforeAll(async () => {
  centre = (await unDecor()).ariege
})

const CONTENU = unClasseurDe([unPointA('Mairie', 'Foix', '09000', '12')])
const reading: LireClasseur = async () => accept(CONTENU)
const failing =
  (refus: RefusDeLecture): LireClasseur =>
  async () =>
    refuse(refus)
const codeOf = (answer: { ok: boolean; refus?: { code: string } }) => (answer.ok ? 'ok' : answer.refus?.code)
async function unDepot(): Promise<string> {
  const depot = { nom: 'x.xlsx', octets: Buffer.from('x'), centreId: centre.id, origine: 'administration' } as const
  const recu = await receiveRecensement(depot, centre.agent)
  if (!recu.ok) throw new Error(recu.refus.code)
  return recu.value.importId
}

describe('une lecture manquée (R-REC-79)', () => {
  it.each(['trop-long', 'trop-de-memoire', 'lecture-interrompue'] as const)(
    '%s laisse un dépôt à lire, et ce qui est lu comme il est montré',
    async (code) => {
      const importId = await unDepot()
      expect(codeOf(await readImport(importId, { lire: failing({ code }) }, centre.agent))).toBe(code)
      expect(await importDe(importId)).toMatchObject({ etat: 'recu', erreur: null, version: 1 })
      expect(codeOf(await readImport(importId, { lire: reading }, centre.agent))).toBe('ok')
      const lu = await importDe(importId)
      expect(codeOf(await readImport(importId, { lire: failing({ code }) }, centre.agent))).toBe(code)
      expect(await importDe(importId)).toEqual(lu)
    },
  )

  it('après une correction, la garde et laisse relancer la lecture', async () => {
    const { importId } = await lireClasseur(CONTENU, { centreId: centre.id, par: centre.agent })
    const correction = { feuille: 'Points de contact', ligne: 2, cellules: [] }
    const telephone = { colonne: 'telephone', vu: '12', valeur: '36 46' } as const
    const corriger = (lire: LireClasseur) =>
      correctImport(
        importId,
        { ...correction, cellules: [telephone] },
        { relire: (id) => readImport(id, { lire }, centre.agent) },
        centre.agent,
      )
    expect(codeOf(await corriger(failing({ code: 'trop-long' })))).toBe('trop-long')
    expect(await importDe(importId)).toMatchObject({ etat: 'recu', erreur: null, corrections: 1 })
    expect(codeOf(await publishRecensement(importId, centre.agent))).toBe('correction-a-relire')
    expect(await corriger(reading)).toEqual({ ok: true, value: { statut: 'nouveau' } })
    const { version: versionVue } = (await importDe(importId)) ?? {}
    expect(codeOf(await publishRecensement(importId, centre.agent, { versionVue }))).toBe('ok')
  })

  it('ne change rien à un import lu, quelle que soit sa raison', async () => {
    const { importId } = await lireClasseur(CONTENU, { centreId: centre.id, par: centre.agent })
    const lu = await importDe(importId)
    const autres: [LireClasseur, string][] = [
      [failing({ code: 'fichier-abime' }), 'fichier-abime'],
      [async () => accept({ feuilles: [feuilleDe('Autre', [['x'], ['y']])] }), 'aucune-feuille-reconnue'],
    ]
    for (const [lire, code] of autres) expect(codeOf(await readImport(importId, { lire }, centre.agent))).toBe(code)
    expect(await importDe(importId)).toEqual(lu)
  })

  it('finie après une autre ne dit pas illisible ce que l’autre a rangé', async () => {
    const importId = await unDepot()
    const late: LireClasseur = async () => {
      expect(codeOf(await readImport(importId, { lire: reading }, centre.agent))).toBe('ok')
      return refuse({ code: 'fichier-abime' })
    }
    expect(codeOf(await readImport(importId, { lire: late }, centre.agent))).toBe('fichier-abime')
    expect(await importDe(importId)).toMatchObject({ etat: 'lu', erreur: null, version: 2 })

    // Without anything read either: the reason that the other gave stands.
    const jamais = await unDepot()
    const second: LireClasseur = async () => {
      await readImport(jamais, { lire: failing({ code: 'fichier-protege' }) }, centre.agent)
      return refuse({ code: 'fichier-abime' })
    }
    expect(codeOf(await readImport(jamais, { lire: second }, centre.agent))).toBe('fichier-abime')
    expect(await importDe(jamais)).toMatchObject({ etat: 'illisible', erreur: '{"code":"fichier-protege"}' })
  })
})
