import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { numeroDuMois } from '#lib/domain/demande/testing.ts'
import { LETTRES_PAR_LOT } from '#lib/domain/rappels/courrier.ts'
import { COLONNES_D_ADRESSES, ecrireUneLettre, type LettreRangee } from './courriers.ts'
import { streamCsv } from './csv.ts'
import { renderLettres } from './lettres-pdf.ts'

const suivi = {
  valideDepuis: jour('2026-07-29'),
  avisAuPlusTardLe: jour('2027-06-29'),
  expireLe: jour('2027-07-29'),
  dernierJour: jour('2027-08-29'),
  avisRemisLe: null,
  radieeLe: null,
}
const LONG = [
  'Camille-Dominique Inventée-de-la-Particule-Fictive-du-Grand-Chemin',
  'appartement 12, étage 3, escalier B',
  'bâtiment C résidence des Inventés',
  '45 cours Fictif',
  'Le Bosc',
  '09000 Saint-Jean-de-Verges-et-Foix',
]
const une = (rang: number, destinataire = ['Camille Inventée', '45 cours Fictif', '09000 Foix']): LettreRangee => ({
  rang,
  contenu: {
    ...ecrireUneLettre('https://portail.exemple.fr')('avis', {
      suivi,
      isEnLigne: false,
      numeroUnique: numeroDuMois('2023-03-12', rang),
      le: jour('2027-06-19'),
    }),
    destinataire,
    le: jour('2027-06-19'),
  },
})
const decor = {
  le: jour('2027-06-19'),
  expediteur: { nom: 'Service fictif du logement', adresse: ['1 rue Inventée', '09000 Foix'] },
  siteUrl: 'https://portail.exemple.fr',
}

async function lire(octets: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(octets))
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, at) => pdf.getPage(at + 1)))
  const items = await Promise.all(
    pages.map(async (page) =>
      (await page.getTextContent()).items.flatMap((item) =>
        'str' in item && item.str.trim()
          ? [{ texte: item.str, x: item.transform[4], y: item.transform[5], largeur: item.width }]
          : [],
      ),
    ),
  )
  const marques = await pdf.getMarkInfo()
  return { items, isBalise: marques?.Marked === true }
}
const MM = 72 / 25.4

describe('les lettres d’un lot en PDF', () => {
  it('chacune sur sa feuille, balisée, avec son numéro, ses dates et ce que la loi veut', async () => {
    const { items, isBalise } = await lire(await renderLettres([une(1), une(2, LONG)], decor))
    expect(isBalise).toBe(true)
    expect(items).toHaveLength(2)
    for (const [at, page] of items.entries()) {
      const texte = page
        .map((item) => item.texte)
        .join(' ')
        .replace(/\s+/g, ' ')
      for (const dit of [
        'Service fictif du logement',
        'samedi 19 juin 2027',
        'jeudi 29 juillet 2027',
        'dimanche 29 août 2027',
        'guichet',
        'R. 441-2-7',
        `Lettre ${at + 1} · demande`,
      ])
        expect(texte).toContain(dit)
    }
  })

  it('l’adresse, la plus longue aussi, se lit dans la fenêtre d’une enveloppe, et rien d’autre', async () => {
    const { items } = await lire(await renderLettres([une(1), une(2, LONG)], decor))
    for (const [at, page] of items.entries()) {
      const dans = page.filter(({ x, y }) => x >= 95 * MM && 841.89 - y > 50 * MM && 841.89 - y < 92 * MM)
      expect(
        dans
          .map(({ texte }) => texte)
          .join(' ')
          .replace(/\s+/g, ' '),
      ).toBe((at === 0 ? une(1).contenu.destinataire : LONG).join(' '))
      for (const { x, y, largeur } of dans) {
        expect(x).toBeGreaterThanOrEqual(100 * MM)
        expect(x + largeur).toBeLessThanOrEqual(190 * MM)
        expect(841.89 - y).toBeGreaterThan(55 * MM)
        expect(841.89 - y).toBeLessThan(80 * MM)
      }
    }
  })

  it('les mêmes octets à chaque fois, et d’autres dès qu’un mot change', async () => {
    const premier = await renderLettres([une(1), une(2)], decor)
    expect((await renderLettres([une(1), une(2)], decor)).equals(premier)).toBe(true)
    expect((await renderLettres([une(1), une(3)], decor)).equals(premier)).toBe(false)
  })

  it('un lot entier tient dans un fichier, une feuille par lettre', async () => {
    const lettres = Array.from({ length: LETTRES_PAR_LOT }, (_, at) => une(at + 1))
    const octets = await renderLettres(lettres, { ...decor, expediteur: null })
    const pdf = await getDocumentProxy(new Uint8Array(octets))
    expect(pdf.numPages).toBe(LETTRES_PAR_LOT)
    expect(octets.length).toBeLessThan(5_000_000)
  })
})

it('les adresses en CSV ne calculent rien dans un tableur', async () => {
  const piege = une(1, ['=HYPERLINK("https://x.invalid")', '-2+3', '09000 Foix'])
  const lignes: string[] = []
  for await (const ligne of streamCsv(COLONNES_D_ADRESSES, [piege])) lignes.push(ligne)
  expect(lignes[0]).toContain('Lettre;Numéro unique;Objet;Ligne 1;Ligne 2;Ligne 3;Ligne 4;Ligne 5;Ligne 6')
  expect(lignes[1]).toContain(`;"'=HYPERLINK(""https://x.invalid"")";'-2+3;09000 Foix;;;`)
})
