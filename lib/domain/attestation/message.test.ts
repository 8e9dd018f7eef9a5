import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { numeroUnique } from '../demande/numero-unique.ts'
import {
  areSameNoms,
  canonicalNom,
  composeMessage,
  formatCode,
  judgeAttestation,
  listCodesLus,
  listEcrituresDuNom,
  parseMessageSigne,
} from './message.ts'

const MESSAGE = {
  cle: '261128',
  nature: 'renouvellement',
  numeroUnique: numeroUnique('009032300004200123'.replace('00123', 'G0123')),
  deposeeLe: jour('2023-03-12'),
  isDepotCompte: false,
  le: jour('2024-02-20'),
  valideJusquAu: jour('2025-02-20'),
  empreinte: '0123456789ABC',
} as const
const SIGNATURE = 'Z'.repeat(103)

describe('le message signé', () => {
  it('se relit comme il a été composé, même avec des espaces et en minuscules', () => {
    const texte = composeMessage(MESSAGE)
    expect(texte).toHaveLength(66)
    const lu = { message: MESSAGE, texte, signature: SIGNATURE }
    expect(parseMessageSigne(texte + SIGNATURE)).toEqual(lu)
    expect(parseMessageSigne(` ${texte.toLowerCase()}\n${SIGNATURE} `)).toEqual(lu)
    const creation = composeMessage({ ...MESSAGE, nature: 'creation' })
    expect(parseMessageSigne(creation + SIGNATURE)?.message.nature).toBe('creation')
  })

  it('ne dit du dépôt que son mois quand son jour a été compté (R-REP-11)', () => {
    const texte = composeMessage({ ...MESSAGE, isDepotCompte: true })
    expect(texte).toBe(composeMessage(MESSAGE).replace('DLS1', 'DLS2').replace('20230312', '20230300'))
    const { message } = parseMessageSigne(texte + SIGNATURE) ?? {}
    expect(message).toEqual({ ...MESSAGE, deposeeLe: '2023-03-01', isDepotCompte: true })
  })

  it.each([
    ['', 'rien'],
    [composeMessage(MESSAGE), 'sans signature'],
    [`${composeMessage(MESSAGE)}${SIGNATURE}Z`, 'un signe de trop'],
    [composeMessage(MESSAGE).replace('DLS1', 'DLS3') + SIGNATURE, 'une autre version'],
    [composeMessage(MESSAGE).replace('DLS1', 'DLS2') + SIGNATURE, 'un jour où le mois seul est signé'],
    [composeMessage(MESSAGE).replace('20230312', '20230300') + SIGNATURE, 'un mois où un jour est signé'],
    [composeMessage(MESSAGE).replace('20250220', '20250231') + SIGNATURE, 'un jour qui n’existe pas'],
    [composeMessage({ ...MESSAGE, numeroUnique: '020032300004 G0123' as never }) + SIGNATURE, 'un numéro impossible'],
    ['<script>alert(1)</script>'.repeat(7), 'autre chose'],
  ])('n’est pas lu : %s (%s)', (contenu) => {
    expect(parseMessageSigne(contenu)).toBeUndefined()
  })

  it('un code court se lit comme on le tape', () => {
    expect(formatCode('7K2M9QXR4T0BVN3E')).toBe('7K2M-9QXR-4T0B-VN3E')
    expect(listCodesLus(' 7k2m 9qxr–4tOb-vn3e ')).toEqual(['7K2M9QXR4T0BVN3E'])
    expect(listCodesLus('7K2M')).toEqual([])
    expect(listCodesLus('7K2M9QXR4T0BVN3U')).toEqual([])
  })

  it('le nom se compare sans casse, accents, traits ni ordre', () => {
    expect(canonicalNom('  CAMILLE   d’Inventée-Durand ')).toBe(
      canonicalNom('Durand D Inventee, camille'.replace(',', '')),
    )
    expect(canonicalNom('Camille Inventée')).not.toBe(canonicalNom('Camille Invente'))
  })

  it('le nom signé garde ses lettres d’ailleurs : ce qui est déjà remis se vérifie encore (R-IDE-10)', () => {
    expect(canonicalNom('Łukasz Groß-Sørensen Yıldız')).toBe('groß sørensen yıldız łukasz')
    expect(canonicalNom('Camille L‘Inventée Oʼ Neill')).toBe('camille l‘inventee neill oʼ')
  })
})

describe('un nom dont l’apostrophe se tape autrement', () => {
  it.each([
    ['Falcʼhun Anna', "Falc'hun Anna"],
    ['Falcʼhun Anna', 'anna falc’hun'],
    ['N‘Diaye Awa', "N'Diaye Awa"],
    ['N‘Diaye OʼNeill', "N'Diaye O'Neill"],
    ["N'Diaye Awa", 'NʼDiaye Awa'],
    // As files of before and some keyboards write it.
    ['D`Angelo Anna', "D'Angelo Anna"],
    ['D’Angelo Anna', 'D´Angelo Anna'],
    ['D´Angelo Anna', 'D´Angelo Anna'],
  ])('« %s » est « %s », par son nom comme par son empreinte (R-ATS-21)', (signe, tape) => {
    expect(areSameNoms(signe, tape)).toBe(true)
    expect(listEcrituresDuNom(tape).map(canonicalNom)).toContain(canonicalNom(signe))
  })

  it('un autre nom reste un autre nom (R-ATS-21)', () => {
    for (const autre of ["Falc'hum Anna", "Falc'hun", "Falc'hun Annah"]) {
      expect(areSameNoms('Falcʼhun Anna', autre)).toBe(false)
      expect(listEcrituresDuNom(autre).map(canonicalNom)).not.toContain(canonicalNom('Falcʼhun Anna'))
    }
  })

  it('les écritures essayées sont peu nombreuses, si longue que soit la suite d’apostrophes (R-ATS-21)', () => {
    expect(listEcrituresDuNom('Camille Inventée')).toEqual(['Camille Inventée'])
    expect(listEcrituresDuNom("N'Diaye")).toEqual(["N'Diaye", 'N‘Diaye', 'NʼDiaye', 'N`Diaye', 'N´Diaye'])
    expect(listEcrituresDuNom("N'a'b'c")).toHaveLength(125)
    expect(listEcrituresDuNom("'".repeat(400))).toEqual(["'", '‘', 'ʼ', '`', '´'].map((une) => une.repeat(400)))
  })
})

describe('ce qu’elle vaut', () => {
  const valideJusquAu = jour('2025-02-20')
  it.each([
    ['2025-02-19', 'active', 'conforme'],
    ['2025-02-20', 'active', 'conforme'],
    ['2025-02-21', 'active', 'plus-valable'],
    ['2025-02-19', 'radiee', 'plus-valable'],
    ['2025-02-19', 'effacee', 'plus-valable'],
    ['2025-02-19', undefined, 'plus-valable'],
  ] as const)('le %s, demande %s : %s (R-ATS-05)', (le, statut, etat) => {
    expect(judgeAttestation({ valideJusquAu, rang: 1 }, statut && { statut, teteDepuis: null }, jour(le))).toBe(etat)
  })

  it.each([
    [null, 'conforme'],
    [2, 'conforme'],
    [3, 'conforme'],
    [4, 'plus-valable'],
  ] as const)('au troisième acte, tête changée par l’acte %s : %s (R-ATS-17)', (teteDepuis, etat) => {
    expect(judgeAttestation({ valideJusquAu, rang: 3 }, { statut: 'active', teteDepuis }, valideJusquAu)).toBe(etat)
  })
})
