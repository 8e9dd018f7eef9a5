/** Hostile texts of every kind, through the reading of a census, to the formats that we write: each stays a text. */
import { describe, expect, it } from 'vitest'
import { read } from 'xlsx'
import { parseCsv } from '#lib/adapters/xlsx/csv.ts'
import { readChargesHostiles } from '#lib/domain/guichet/cas/testing.ts'
import { rangDe } from '#lib/domain/guichet/recensement/testing.ts'
import { unPointPublie } from '#lib/domain/guichet/testing.ts'
import { removeInvisibles } from '#lib/domain/signes-invisibles.ts'
import { SEPARATEUR, streamCsv } from './csv.ts'
import { jsonLdDuPoint, scriptJson } from './json-ld.ts'
import { COLONNES_DE_POINT } from './points-ouverts.ts'
import { writeRecensement } from './recensement-modele.ts'

const CHARGES = readChargesHostiles()
const TOUTES = [...CHARGES.values()].flat()
const FAMILLES = [...CHARGES.keys()]
const chargesDe = (famille: string): readonly string[] => CHARGES.get(famille) ?? []
const CHAMPS = ['nom', 'organisme', 'voie', 'complement', 'coutAppel', 'commentaire'] as const
/** A text of its own for each field. */
const dire = (charge: string, champ: string, rang: number): string => `${charge} ${champ}${rang}`
/** As it is kept: without the signs that nobody sees, runs of blanks are one (R-TXT-01). */
const lu = (text: string): string => removeInvisibles(text).replace(/\s+/g, ' ').trim()

it('le corpus en a plus de trois cents, toutes différentes', () => {
  expect(new Set(TOUTES).size).toBe(TOUTES.length)
  expect(TOUTES.length).toBeGreaterThan(300)
})

describe('lues dans un recensement', () => {
  it.each(FAMILLES)('%s : chaque champ garde le texte qui se voit, et rien d’autre', (famille) => {
    const ecarts = chargesDe(famille).flatMap((charge, rang) => {
      const dits = Object.fromEntries(CHAMPS.map((champ) => [champ, dire(charge, champ, rang)]))
      const { contenu } = rangDe(dits)
      if (!contenu) return [`refusée : ${charge}`]
      const vus: Record<string, unknown> = { ...contenu, ...contenu.adresse }
      return CHAMPS.filter((champ) => lu(String(vus[champ])) !== lu(dits[champ] ?? '')).map(
        (champ) => `${champ} : ${JSON.stringify(dits[champ])} lu ${JSON.stringify(vus[champ])}`,
      )
    })
    expect(ecarts).toEqual([])
  })

  it.each(FAMILLES)('%s : une adresse de site est refusée, ou mène en http à un site', (famille) => {
    for (const charge of chargesDe(famille))
      for (const champ of ['siteWeb', 'lienRendezVous'] as const) {
        const { contenu } = rangDe({ [champ]: charge, rendezVous: 'Possible' })
        const gardee = contenu?.[champ] ?? null
        if (gardee === null) continue
        const { protocol, username, password } = new URL(gardee)
        expect([charge, protocol, username, password]).toEqual([charge, expect.stringMatching(/^https?:$/), '', ''])
        expect(gardee).toMatch(/^https?:\/\/[^/\s]/i)
      }
  })

  it('celles qui exécutent, ou qui mènent ailleurs que sur un site, sont toutes refusées', () => {
    const gardees = [...chargesDe('adresses qui exécutent'), ...chargesDe('adresses d’ailleurs')].filter(
      (charge) => rangDe({ siteWeb: charge }).contenu !== null,
    )
    expect(gardees).toEqual([])
  })
})

const POINTS = TOUTES.map((charge, rang) => {
  const said = (champ: string) => lu(dire(charge, champ, rang))
  return unPointPublie(
    {
      nom: said('nom'),
      organisme: said('organisme'),
      adresse: {
        voie: said('voie'),
        complement: said('complement'),
        codePostal: '09000',
        commune: 'Foix',
        codeInsee: '09122',
      },
      coutAppel: said('coutAppel'),
      commentaire: said('commentaire'),
    },
    `AbCdEf${100_000 + rang}`,
  )
})
const DITS = TOUTES.flatMap((charge, rang) => CHAMPS.map((champ) => lu(dire(charge, champ, rang))))
/** What a spreadsheet takes for a formula, in whatever is before it that does not show. */
const FORMULE = /^[\s\p{C}]*[=+\-@＝＋－＠]/u

describe('écrites par le portail', () => {
  it('en CSV, aucune cellule ne commence comme une formule, et chacune se relit', async () => {
    const csv = (await Array.fromAsync(streamCsv(COLONNES_DE_POINT, POINTS))).join('')
    const [titres = [], ...lignes] = parseCsv(csv.replace(/^\uFEFF/, ''), SEPARATEUR)
    expect(lignes).toHaveLength(POINTS.length)
    expect(new Set(lignes.map((ligne) => ligne.length))).toEqual(new Set([titres.length]))
    const cellules = lignes.flatMap((ligne) => CHAMPS.map((champ) => ligne[titres.indexOf(champ)] ?? ''))
    expect(cellules.filter((cell) => FORMULE.test(cell))).toEqual([])
    expect(cellules.map((cell) => cell.replace(/^'(?='*[\s\p{C}]*[=+\-@＝＋－＠])/u, ''))).toEqual(DITS)
  })

  it('pour les moteurs, aucune ne referme sa balise, et chacune se relit', () => {
    for (const point of POINTS) {
      const texte = scriptJson(jsonLdDuPoint(point, 'https://exemple.invalid'))
      expect(texte).not.toMatch(/[<\u2028\u2029]/)
      expect(JSON.parse(texte)).toMatchObject({ name: point.nom, address: { addressLocality: 'Foix' } })
    }
  })

  it('dans le modèle rempli, chaque cellule est un texte : ni formule, ni lien', async () => {
    const octets = await writeRecensement({ points: POINTS.map((contenu) => ({ contenu })), chiffres: [] })
    const { Sheets } = read(octets)
    const cellules = Object.entries(Sheets['Points de contact'] ?? {}).flatMap(([adresse, cell]) =>
      adresse.startsWith('!') ? [] : [cell],
    )
    expect(cellules.filter(({ f, l }) => f !== undefined || l !== undefined)).toEqual([])
    const textes = new Set(cellules.flatMap(({ t, v }) => (t === 's' ? [String(v)] : [])))
    expect(DITS.filter((dit) => !textes.has(dit))).toEqual([])
  })
})
