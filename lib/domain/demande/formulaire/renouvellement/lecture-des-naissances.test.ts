import { describe, expect, it } from 'vitest'
import { unContenu } from '../testing.ts'
import { exact, lire } from './testing.ts'

const QUI_N_EXISTE_PAS =
  'Écrivez une date de naissance qui existe, par exemple 12/03/1980. Si le jour ou le mois n’est pas connu, écrivez 03/1980 ou 1980.'
const A_VENIR = 'Vérifiez cette date de naissance : elle est à venir, ou trop ancienne.'

const contenu = unContenu(['demandeur.naissance', null])
const lireLa = (texte: string) => lire(contenu, { ...exact(contenu), 'demandeur.naissance': texte })

describe('une date de naissance écrite dans un renouvellement', () => {
  it.each([
    ['12/03/1980', '1980-03-12'],
    ['2.3.1980', '1980-03-02'],
    ['1980-03-12', '1980-03-12'],
    ['12 mars 1980', '1980-03-12'],
    ['00/03/1980', '1980-03-00'],
    ['00/00/1980', '1980-00-00'],
    ['03/1980', '1980-03-00'],
    ['3-1980', '1980-03-00'],
    [' 1980 ', '1980-00-00'],
  ])('« %s » se lit %s, autant qu’elle est connue (R-FORM-02)', (texte, naissance) => {
    expect(lireLa(texte)).toMatchObject({ etape: 'confirmer', contenu: { demandeur: { naissance } } })
  })

  it.each([
    ['31/02/1980', QUI_N_EXISTE_PAS],
    ['13/1980', QUI_N_EXISTE_PAS],
    ['12/00/1980', QUI_N_EXISTE_PAS],
    ['80', QUI_N_EXISTE_PAS],
    ['03/80', QUI_N_EXISTE_PAS],
    ['au printemps', QUI_N_EXISTE_PAS],
    ['12/03/2199', A_VENIR],
    ['12/2026', A_VENIR],
    ['2027', A_VENIR],
    ['1905', A_VENIR],
  ])('« %s » ne se devine pas : une phrase dit comment l’écrire (R-FORM-02)', (texte, message) => {
    expect(lireLa(texte)).toMatchObject({ contenu: null, anomalies: [{ champ: 'demandeur.naissance', message }] })
  })
})
