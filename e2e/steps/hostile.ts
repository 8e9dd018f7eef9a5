/** A workbook whose every text is hostile: markup, formulas, addresses; each text its own, to be found again where it shows. */
import { expect, type Locator } from '@playwright/test'
import type { WorkBook } from 'xlsx'
import { ADRESSES_HOSTILES, TEXTES_HOSTILES } from '../../lib/domain/guichet/recensement/testing.ts'
import { removeInvisibles } from '../../lib/domain/signes-invisibles.ts'
import { unClasseur, unPointAuch } from './classeur.ts'
import { unMot } from './connexion.ts'

export const MOT = unMot()
const FLEURANCE = { codePostal: '32500', commune: 'Fleurance' }
export const DE_FLEURANCE = '/communes/32132-fleurance'
const BALISE = '<img src=x onerror=window.__xss=1>'
/** A web address may hold such signs: they stay inside the link. */
export const SITE = 'https://gers.invalid/"><script>window.__xss=1</script>'
export const COURRIEL = 'accueil?bcc=x%40x.invalid&body=a@gers.invalid'
export const CENTRE = `${BALISE} centre fictif`
export const SOURCE = `</script>${BALISE} source ${MOT}`
export const FICHIER = `${BALISE} ${MOT}.xlsx`
export const FEUILLE = '<img src=x onerror=__xss=1>'
export const ENTETE = `${BALISE} colonne ${MOT}`

export const CHAMPS_PUBLICS = ['nom', 'voie', 'complement', 'coutAppel', 'horairesTexte', 'commentaire'] as const
export type Champ = (typeof CHAMPS_PUBLICS)[number] | 'organisme'
/** What the cell of a field holds, a text of its own. */
export const dire = (rang: number, champ: Champ): string => `${TEXTES_HOSTILES[rang]} ${champ}${rang}${MOT}`
export const RANGS = TEXTES_HOSTILES.map((_, rang) => rang)
/** Texts as they are kept and shown: without the signs that nobody sees, runs of blanks are one. */
export const lu = (text: string): string => removeInvisibles(text).replace(/\s+/g, ' ')

const unPointHostile = (rang: number) =>
  unPointAuch(dire(rang, 'nom'), {
    ...FLEURANCE,
    organisme: dire(rang, 'organisme'),
    voie: dire(rang, 'voie'),
    complement: dire(rang, 'complement'),
    coutAppel: dire(rang, 'coutAppel'),
    lundi: '',
    horairesTexte: dire(rang, 'horairesTexte'),
    commentaire: dire(rang, 'commentaire'),
    telephone: `05 36 49 01 ${10 + rang}`,
    siteWeb: SITE,
    lienRendezVous: SITE,
    rendezVous: 'Possible',
    courriel: COURRIEL,
    latitude: (43.8012 + 0.02 * rang).toFixed(4),
    longitude: (0.6034 + 0.02 * (rang % 4)).toFixed(4),
  })

/** A cell that is no value of its column: each is said, none is shown otherwise than as it was typed. */
export const TOUT_FAUX = Object.fromEntries(
  (
    [
      'canal',
      'type',
      'services',
      'codePostal',
      'commune',
      'codeInsee',
      'latitude',
      'telephone',
      'courriel',
      'siren',
    ] as const
  ).map((colonne) => [colonne, `${BALISE} ${colonne}`]),
)
export const CLASSEUR = unClasseur(
  [
    ...RANGS.map(unPointHostile),
    ...ADRESSES_HOSTILES.map((adresse, rang) =>
      unPointAuch(`Point refusé ${rang} ${MOT}`, {
        ...FLEURANCE,
        voie: `${rang} rue Refusée`,
        siteWeb: adresse,
        lienRendezVous: adresse,
      }),
    ),
    unPointAuch(`Point tout faux ${MOT}`, { ...TOUT_FAUX, territoire: BALISE, fermetures: BALISE, misAJourLe: BALISE }),
  ],
  [['32132', 'Fleurance', 2026, 'Ensemble', 1234, '', '', '', SOURCE]],
  { feuille: FEUILLE, enPlus: [ENTETE] },
)
export const tousLes = (champs: readonly Champ[]): string[] =>
  RANGS.flatMap((rang) => champs.map((champ) => dire(rang, champ)))

/** The text stands there as a text, once at least. */
export async function expectLu(where: Locator, texts: readonly string[]): Promise<void> {
  const shown = lu((await where.allTextContents()).join(' '))
  expect(texts.map(lu).filter((text) => !shown.includes(text))).toEqual([])
}

/** The cells of a workbook, formulas apart. */
export function cellulesDe(livre: WorkBook): { textes: Set<string>; formules: string[] } {
  const cellules = Object.values(livre.Sheets).flatMap((sheet) =>
    Object.entries(sheet).flatMap(([adresse, cell]) => (adresse.startsWith('!') ? [] : [cell])),
  )
  return {
    textes: new Set(cellules.flatMap(({ t, v }) => (t === 's' && typeof v === 'string' ? [lu(v)] : []))),
    formules: cellules.flatMap(({ f }) => (f === undefined ? [] : [String(f)])),
  }
}
