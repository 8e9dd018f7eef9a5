import { describe, expect, it } from 'vitest'
import * as XLSX from 'xlsx'
import { annotationDExamen } from '#lib/documents/recensement-annotation.ts'
import type { Classeur } from '#lib/domain/guichet/recensement/classeur.ts'
import { examineSeul } from '#lib/domain/guichet/recensement/testing.ts'
import { convert } from '../conversion.ts'
import { marquer } from './marquer.ts'
import { refaireClasseur } from './refaire.ts'

const ENTETES = [
  ...['Nom', 'Canal', 'Type', 'Services', 'Adresse', 'Code postal', 'Commune', 'Téléphone', 'Mis à jour le'],
  ...['Lundi ouverture', 'Lundi fermeture'],
]
const point = (nom: string, telephone: string, ...lieu: readonly [string, number | null, string | null]) => [
  ...[nom, 'Physique', 'Lieu d’information', 'Information', ...lieu, telephone, null, 9 / 24, 17.5 / 24],
]

/** Postcode and commune of rows 2 to 4 are one merged cell each; row 4 has a wrong telephone. */
function unTableau(date1904 = false): XLSX.WorkBook {
  const sheet = XLSX.utils.aoa_to_sheet([
    ENTETES,
    point('Mairie', '05 36 49 00 01', '1 rue A', 9000, 'Foix'),
    point('Annexe', '05 36 49 00 02', '2 rue B', null, null),
    point('Maison du logement', 'en mairie', '3 rue C', null, null),
    point('Permanence', '05 36 49 00 04', '4 rue D', 1400, 'L’Abergement-Clémenciat'),
  ])
  const jour = { t: 'n', v: 46_084 - (date1904 ? 1462 : 0), z: 'dd/mm/yyyy' } as const
  for (const ligne of [2, 3, 4]) sheet[`I${ligne}`] = { ...jour }
  // A day that lost its format.
  sheet.I5 = { t: 'n', v: jour.v }
  for (const adresse of ['F2', 'F5']) Object.assign(sheet[adresse] ?? {}, { z: '00000' })
  for (const ligne of [2, 3, 4, 5])
    for (const colonne of ['J', 'K']) Object.assign(sheet[`${colonne}${ligne}`] ?? {}, { z: 'hh:mm' })
  sheet['!merges'] = ['F2:F4', 'G2:G4'].map((un) => XLSX.utils.decode_range(un))
  return { SheetNames: ['Points'], Sheets: { Points: sheet }, Workbook: { WBProps: { date1904 } } }
}

const lire = async (octets: Uint8Array): Promise<Classeur> => {
  const lu = await convert(Buffer.from(octets))
  if (!lu.ok) throw new Error(lu.refus.code)
  return lu.value
}
const verdicts = (classeur: Classeur) =>
  examineSeul(classeur).points.map(({ statut, valeurs, remarques }) => ({
    statut,
    lieu: valeurs.adresse,
    horaires: valeurs.horaires?.osm,
    le: valeurs.misAJourLe,
    remarques: remarques.map(({ cellule, gravite, code }) => [cellule, gravite, code]),
  }))

describe('un fichier refait se relit comme celui dont il vient (R-REC-125)', () => {
  it.each([
    // The library that writes this one forgets that a number is an hour: it comes as a part of a day (R-REC-128).
    ['ods', false],
    ['xls', false],
    ['xls', true],
  ] as const)('un .%s : cellules fusionnées, heures, zéros, jours (1904 : %s)', async (bookType, mac) => {
    const source: Buffer = XLSX.write(unTableau(mac), { type: 'buffer', bookType })
    const classeur = await lire(source)
    const avant = verdicts(classeur)
    expect(avant.map(({ statut, lieu }) => [statut, lieu?.codePostal])).toEqual([
      ['nouveau', '09000'],
      ['nouveau', '09000'],
      ['refuse', '09000'],
      ['nouveau', '01400'],
    ])
    expect(new Set(avant.map(({ horaires }) => horaires))).toEqual(new Set(['Mo 09:00-17:30; PH off']))
    expect(new Set(avant.map(({ le }) => le))).toEqual(new Set(['2026-03-03']))
    const annote = await marquer(source, annotationDExamen(examineSeul(classeur)))
    if (!annote.ok) throw new Error(annote.refus.code)
    expect(annote.value.refait).toBe(true)
    expect(verdicts(await lire(annote.value.octets))).toEqual(avant)
    expect(XLSX.read(annote.value.octets).Sheets.Points?.['!merges']?.map(XLSX.utils.encode_range)).toEqual([
      'F2:F4',
      'G2:G4',
    ])
  })

  it('24 h reste une heure, et des fusions qui se recouvrent ou d’une cellule ne sont pas écrites', async () => {
    const cellule = (adresse: string, valeur: number | string, texte: string) => ({ adresse, valeur, texte })
    const octets = await refaireClasseur({
      feuilles: [
        {
          nom: 'Points',
          lignes: [
            { numero: 1, cellules: [{ colonne: 0, cellule: cellule('A1', 'Nom', 'Nom') }] },
            { numero: 2, cellules: [{ colonne: 0, cellule: { ...cellule('A2', 1, '24:00'), jour: '1900-01-01' } }] },
          ],
          fusions: [
            { haut: 4, bas: 9, gauche: 0, droite: 1 },
            { haut: 2, bas: 4, gauche: 1, droite: 2 },
            { haut: 5, bas: 5, gauche: 3, droite: 3 },
            { haut: 1, bas: 1, gauche: 1, droite: 2 },
          ],
        },
      ],
    })
    const sheet = XLSX.read(octets).Sheets.Points
    expect(sheet?.A2).toMatchObject({ v: 1, w: '24:00' })
    expect(sheet?.['!merges']?.map(XLSX.utils.encode_range)).toEqual(['B1:C1', 'B2:C4'])
  })
})
