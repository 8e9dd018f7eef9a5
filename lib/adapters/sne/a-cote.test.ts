import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { readDemandeSne } from '#lib/domain/demande/reprise/demande-sne.ts'
import { uneDemandeSne, unFichierSne } from '#lib/domain/demande/reprise/testing.ts'
import { readFichierSne } from './lire-xml.ts'

const folder = mkdtempSync(join(tmpdir(), 'portail-sne-a-cote-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function lire(dans: Parameters<typeof uneDemandeSne>[0]) {
  const path = join(folder, 'demandes.xml')
  writeFileSync(path, unFichierSne([uneDemandeSne(dans)]))
  const [morceau] = await Array.fromAsync(readFichierSne(path))
  const lue = morceau?.sorte === 'demande' ? readDemandeSne(morceau.element, jour('2026-11-28')) : undefined
  if (!lue?.ok) throw new Error(JSON.stringify(morceau))
  return lue.demande
}

describe('à côté d’une demande, ce que dit un élément codé de plus que son code (R-REP-20)', () => {
  const PERSONNE = 'personnePhysique/demandeur'
  it.each([
    ['son texte', '<nationalite code="2">Belge</nationalite>', [['', 'Belge']]],
    ['un attribut', '<nationalite code="2" libelle="Belge"/>', [['@libelle', 'Belge']]],
    ['les deux, une fois', '<nationalite code="2" libelle="Belge">Belge</nationalite>', [['', 'Belge']]],
    [
      'deux libellés',
      '<nationalite code="2" libelle="Belge" pays="BE"/>',
      [
        ['@libelle', 'Belge'],
        ['@pays', 'BE'],
      ],
    ],
    ['rien, s’il redit son code', '<nationalite code="2" libelle="2"> 2 </nationalite>', []],
    ['rien, s’il n’a que son code', '<nationalite code="2"/>', []],
    ['rien de ce qui est de XML', '<nationalite code="2" xsi:nil="false" xml:lang="fr" xmlns:xsi="x"/>', []],
  ] as const)('%s', async (_, nationalite, attendus) => {
    const { contenu, remarques } = await lire({ nationalite })
    expect(contenu.demandeur).toMatchObject({ nationalite: '2' })
    expect(contenu.autres).toEqual(
      attendus.map(([suffixe, valeur]) => ({ chemin: `${PERSONNE}/nationalite${suffixe}`, valeur })),
    )
    // Only the resource without an amount that this file has anyway.
    expect(remarques).toHaveLength(1)
  })

  it('un élément qui n’est pas lu garde son code, son texte et ses attributs, sans NIR (R-NIR-01)', async () => {
    const { contenu, remarques } = await lire({
      nationalite: '<mesure code="X1" depuis="2020" nir="1840509122001">Suivie, 1 84 05 09 122 001</mesure>',
    })
    expect(contenu.autres).toEqual([
      { chemin: `${PERSONNE}/mesure`, valeur: 'X1' },
      { chemin: `${PERSONNE}/mesure`, valeur: 'Suivie,' },
      { chemin: `${PERSONNE}/mesure@depuis`, valeur: '2020' },
    ])
    const nirs = remarques.filter(({ message }) => message.startsWith('Un numéro de sécurité sociale était écrit là'))
    expect(nirs.map(({ champ }) => champ)).toEqual([`${PERSONNE}/mesure`, `${PERSONNE}/mesure@nir`])
  })

  it('le téléphone d’un autre pays n’en est pas un là où un téléphone s’attend ; ailleurs, sa perte se dit (R-NIR-01)', async () => {
    const { contenu, remarques } = await lire({
      nationalite:
        '<telAidant>2250707123456</telAidant><aidant>+2250707123456</aidant><dossier>2250707123456</dossier>',
    })
    expect(contenu.autres).toEqual([
      { chemin: `${PERSONNE}/telAidant`, valeur: '2250707123456' },
      { chemin: `${PERSONNE}/aidant`, valeur: '+2250707123456' },
    ])
    expect(remarques.map(({ champ }) => champ)).toContain(`${PERSONNE}/dossier`)
  })

  it('le texte d’un élément qui en contient d’autres, et l’attribut d’un texte qui se lit', async () => {
    const { contenu } = await lire({
      revenuFiscal: '<revenuFiscal>avis reçu<montantMoins2 devise="EUR">20000</montantMoins2></revenuFiscal>',
    })
    expect(contenu.autres).toEqual([
      { chemin: `${PERSONNE}/revenuFiscal`, valeur: 'avis reçu' },
      { chemin: `${PERSONNE}/revenuFiscal/montantMoins2@devise`, valeur: 'EUR' },
    ])
  })

  it('le code que porte un motif se lit, et n’est pas gardé deux fois', async () => {
    const { contenu } = await lire({
      logementRecherche: '<listeMotif><motif code="09"/></listeMotif><logementRecherche/>',
    })
    expect([contenu.motifs, contenu.autres]).toEqual([[{ code: '09', precision: null }], []])
  })
})

it.each([
  [1000, undefined],
  [
    1001,
    'Cette demande dit plus de 1000 choses sans champ ici\u00a0: les dernières (1) ne sont pas gardées. Conservez ce fichier.',
  ],
])('de %i éléments sans champ, ce qui n’est pas gardé se dit (R-REP-21)', async (nombre, message) => {
  const inconnus = Array.from({ length: nombre }, (_, rang) => `<inconnu${rang}>v</inconnu${rang}>`)
  const { contenu, remarques } = await lire({ telPortable: inconnus.join('') })
  expect(contenu.autres).toHaveLength(1000)
  expect(remarques.find(({ champ }) => champ === 'autres')?.message).toBe(message)
})
