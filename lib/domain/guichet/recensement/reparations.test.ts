import { describe, expect, it } from 'vitest'
import { expandScientific, openRang } from './rang.ts'
import { rangDe } from './testing.ts'

type Changes = Parameters<typeof rangDe>[0]
const lu = (changes: Changes, champ: 'telephone' | 'siren' | 'canal' | 'rendezVous' | 'services' | 'misAJourLe') => {
  const rang = rangDe(changes)
  return [
    rang.contenu === null ? null : rang.contenu[champ],
    ...rang.remarques.map(({ gravite, code }) => `${gravite}:${code}`),
  ]
}

describe('ce qui se répare sans risque est réparé, et montré', () => {
  it.each<[string | number, string]>([
    [536_490_001, '05 36 49 00 01'],
    ['536490001', '05 36 49 00 01'],
    ['5 36 49 00 01', '05 36 49 00 01'],
    ['33536490001', '05 36 49 00 01'],
    ['+33 5 36 49 00 01', '05 36 49 00 01'],
    ['0590410000', '05 90 41 00 00'],
  ])('le téléphone « %s »', (telephone, read) => {
    expect(lu({ telephone }, 'telephone')).toEqual([read, 'corrige:ecriture-retablie'])
  })

  it('un numéro et des mots : le numéro est gardé, à vérifier (R-REC-41)', () => {
    expect(lu({ telephone: '05 36 49 00 01 (standard)' }, 'telephone')).toEqual([
      '05 36 49 00 01',
      'a-verifier:telephone-accompagne',
    ])
  })

  it('deux numéros : chacun est proposé, la ligne attend (R-REC-41)', () => {
    const rang = rangDe({ telephone: '05 36 49 00 01 / 06 39 98 00 00' })
    expect(rang.contenu).toBeNull()
    expect(rang.remarques[0]?.propositions?.map(({ ecritures }) => ecritures[0]?.valeur)).toEqual([
      '05 36 49 00 01',
      '06 39 98 00 00',
    ])
  })

  it('un SIRET en notation scientifique, entier ou perdu (R-REC-18)', () => {
    expect(lu({ siren: 21_090_122_900_018 }, 'siren')).toEqual(['210901229', 'corrige:siret-reduit'])
    expect(lu({ siren: '2,1090122900018E+13' }, 'siren')).toEqual(['210901229', 'corrige:siret-reduit'])
    expect(lu({ siren: '2.10901E+13' }, 'siren')).toEqual([null, 'refus:chiffres-perdus'])
    expect(expandScientific('5,926E4')).toBeUndefined()
  })

  it('un nombre que la feuille montre avec son zéro n’a rien perdu', () => {
    const cellule = { adresse: 'A2', valeur: 9000, texte: '09000' }
    const rang = openRang({ numero: 2, cellules: [{ colonne: 0, cellule }] }, new Map([['codePostal', 0]]))
    expect(rang.texte('codePostal')).toBe('09000')
  })

  it.each<[Changes, 'canal' | 'rendezVous' | 'services', unknown]>([
    [{ canal: 'Sur place' }, 'canal', 'physique'],
    [{ rendezVous: 'Sur RDV' }, 'rendezVous', 'obligatoire'],
    [{ rendezVous: 'Avec ou sans rendez-vous' }, 'rendezVous', 'possible'],
    [{ services: 'Infos ; Création de la demande' }, 'services', ['creation', 'information']],
  ])('une autre façon d’écrire %j (R-REC-40)', (changes, champ, value) => {
    const [read, ...remarques] = lu(changes, champ)
    expect(read).toEqual(value)
    expect(new Set(remarques)).toEqual(new Set(['corrige:ecriture-retablie']))
  })

  it('ce qui peut dire deux choses n’est pas deviné (R-REC-40)', () => {
    expect(lu({ rendezVous: 'Oui' }, 'rendezVous')).toEqual([null, 'refus:hors-liste'])
    expect(lu({ services: 'Dépôt' }, 'services')).toEqual([null, 'refus:hors-liste'])
  })

  // The file is read on 1 June 2026.
  it.each([
    ['01/06/26', '2026-06-01', 'corrige:annee-completee'],
    ['31/05/26', '2026-05-31', 'corrige:annee-completee'],
    ['02/06/26', null, 'refus:jour-illisible'],
    ['03/03/98', null, 'refus:jour-illisible'],
  ])('la date « %s » (R-REC-42)', (misAJourLe, read, remarque) => {
    expect(lu({ misAJourLe }, 'misAJourLe')).toEqual([read, remarque])
  })
})
