import { describe, expect, it } from 'vitest'
import { readChiffres } from './communes.ts'
import type { RangDePoint } from './points.ts'
import { FAITS, ligneDe, rangDe } from './testing.ts'

const codes = ({ remarques }: Pick<RangDePoint, 'remarques'>) =>
  remarques.map(({ colonne, gravite, code }) => `${colonne}:${gravite}:${code}`)
const proposees = ({ remarques }: Pick<RangDePoint, 'remarques'>) =>
  remarques.flatMap(({ propositions = [] }) => propositions.map(({ ecritures }) => ecritures[0]?.valeur))

describe('des cellules comme on les envoie', () => {
  it.each([
    [{ jour: '1905-07-18' }, '2026'],
    ['01/01/1900', undefined],
    ['31/12/1999', undefined],
  ])('un jour d’avant l’an 2000 n’est pas une mise à jour : %s (R-TAB-02)', (misAJourLe, annee) => {
    const rang = rangDe({ misAJourLe })
    expect(codes(rang)).toEqual(['misAJourLe:refus:jour-trop-ancien'])
    expect(rang.remarques[0]).toMatchObject(annee ? { annee } : {})
    expect(proposees(rang)).toEqual(['01/06/2026'])
  })
  it('le 1er janvier 2000 en est une (R-TAB-02)', () =>
    expect(rangDe({ misAJourLe: '01/01/2000' }).contenu?.misAJourLe).toBe('2000-01-01'))

  const chiffres = (type: string, logements: string | number = 12) =>
    readChiffres(
      {
        feuille: 'Communes',
        ligne: ligneDe(2, ['09122', 2026, type, logements]),
        colonnes: new Map([
          ['codeInsee', 0],
          ['annee', 1],
          ['type', 2],
          ['logements', 3],
        ]),
      },
      FAITS,
    )
  it.each(['T5+', 'T5 +', 'T5 et +', '≥ T5', '> T4'])('« %s » n’est pas T5 (R-TAB-03)', (type) =>
    expect(codes(chiffres(type))).toEqual(['type:refus:hors-liste']),
  )
  it.each(['T6+', 'T6 et +', 'T6 ou plus', 'T6 et plus'])('« %s » est « T6 et plus » (R-TAB-03)', (type) =>
    expect(chiffres(type).chiffres?.type).toBe('t6-et-plus'),
  )
  it('« 1,000 » se demande ; 1,00 est un (R-TAB-03)', () => {
    expect(proposees(chiffres('T5', '1,000'))).toEqual(['1000', '1'])
    expect(chiffres('T5', '1,00').chiffres?.logements).toBe(1)
  })

  it.each([
    ['0 800 123 456 (service et appel gratuits)', '08 00 12 34 56'],
    ['3646 (prix appel)', '36 46'],
    ['39 60 service gratuit', '39 60'],
    ['115 (jour et nuit)', '115'],
  ])('« %s » a un numéro, gardé et montré (R-REC-41)', (telephone, lu) => {
    const rang = rangDe({ telephone })
    expect([rang.contenu?.telephone, ...codes(rang)]).toEqual([lu, 'telephone:a-verifier:telephone-accompagne'])
  })
  it.each([
    ['3646 ou 05 61 02 33 00', ['05 61 02 33 00', '36 46']],
    ['15 rue de la Paix', []],
    ['1000 habitants', []],
  ])('« %s » se demande (R-REC-41)', (telephone, attendus) => {
    const rang = rangDe({ telephone })
    expect([rang.contenu, proposees(rang)]).toEqual([null, attendus])
  })

  it.each([
    ['Oui', null, ['Obligatoire', 'Possible']],
    ['x', null, ['Obligatoire', 'Possible']],
    ['Non obligatoire', null, ['Possible', 'Sans']],
    ['Pas obligatoire', null, ['Possible', 'Sans']],
    ['Conseillé', null, ['Possible']],
    ['Avec ou sans', 'possible', []],
    ['Facultatif', 'possible', []],
    ['0', 'sans', []],
  ])('rendez-vous : « %s » (R-TAB-06)', (rendezVous, lu, attendus) => {
    const rang = rangDe({ rendezVous })
    expect([rang.contenu?.rendezVous ?? null, proposees(rang)]).toEqual([lu, attendus])
  })
  it.each([
    ['O', 'oui', []],
    ['N', 'non', []],
    ['X', 'oui', []],
    ['1', 'oui', []],
    ['✓', 'oui', []],
    ['VRAI', 'oui', []],
    [false, 'non', []],
    ['✗', null, []],
    ['Oui sauf étage', null, ['Partielle']],
    ['Pas encore', null, ['Non']],
  ])('accessibilité : « %s » (R-TAB-06)', (accessibilitePmr, lu, attendus) => {
    const rang = rangDe({ accessibilitePmr })
    expect([rang.contenu?.accessibilitePmr ?? null, proposees(rang)]).toEqual([lu, attendus])
  })

  it.each([
    [{ codePostal: '="09000"' }, 'codePostal:corrige:ecriture-retablie'],
    [{ codePostal: "'09000" }, 'codePostal:corrige:ecriture-retablie'],
    [{ siren: "'210901229" }, 'siren:corrige:ecriture-retablie'],
    [{ codeGuichet: '="00001"' }, 'codeGuichet:corrige:ecriture-retablie'],
    [{ codeGuichet: '1' }, 'codeGuichet:corrige:zero-retabli'],
    [{ misAJourLe: '46084' }, 'misAJourLe:corrige:annee-completee'],
  ])('un autre programme enregistre %o de même (R-TAB-07)', (changes, attendu) => {
    const rang = rangDe(changes)
    expect(codes(rang)).toEqual([attendu])
    expect(rang.contenu).not.toBeNull()
  })
  it('une apostrophe de mot reste, un numéro de jour à venir ne se lit pas (R-TAB-07)', () => {
    expect(rangDe({ nom: "'Espace logement'" }).contenu?.nom).toBe("'Espace logement'")
    expect(codes(rangDe({ misAJourLe: '49000' }))).toEqual(['misAJourLe:refus:jour-illisible'])
  })

  it('l’arrondissement que dit le code INSEE a son code postal (R-TAB-08)', () => {
    const rang = rangDe({ codePostal: '13202', commune: 'Marseille' })
    expect(rang.contenu?.adresse?.codePostal).toBe('13002')
    expect(codes(rang)).toEqual([
      'codePostal:corrige:code-insee-en-code-postal',
      'codePostal:corrige:code-postal-deduit',
    ])
    // The commune has several: the one that the name says comes first.
    expect(proposees(rangDe({ codePostal: null, commune: 'Marseille 2e' }))).toEqual(['13002', '13001'])
    expect(codes(rangDe({ codePostal: '13001', commune: 'Marseille 2e' }))).toEqual([
      'codePostal:a-verifier:arrondissement-contredit',
    ])
  })
  it.each(['00000', '99999', '09999', '31685'])('%s n’est pas un CEDEX de Foix (R-REC-12)', (codePostal) => {
    for (const codeInsee of [null, '09122']) {
      const rang = rangDe({ codePostal, codeInsee })
      expect(rang.contenu).toBeNull()
      expect(proposees(rang)).toHaveLength(1)
    }
  })

  it.each([
    { voie: '12 rue de la Paix 9000 Foix' },
    { voie: '12 rue de la Paix, 09 000 Foix' },
    { voie: '12 rue de la Paix', commune: 'FOIX 09000' },
    { voie: '12 rue de la Paix', commune: '9000 Foix' },
    { voie: '12 rue de la Paix', commune: '09 000 Foix' },
    { voie: '12 rue de la Paix', commune: '09000FOIX' },
  ])('un lieu dans une cellule : %o (R-REC-92, R-REC-96)', (changes) =>
    expect(rangDe({ codePostal: null, commune: null, ...changes }).contenu?.adresse).toMatchObject({
      voie: '12 rue de la Paix',
      codePostal: '09000',
      commune: 'Foix',
    }),
  )
  it.each(['BP 9000 Foix', '12 rue du 9000 Foix', 'ZI 2000 Foix'])('« %s » reste une rue (R-REC-92)', (voie) =>
    expect(rangDe({ voie }).contenu?.adresse?.voie).toBe(voie),
  )
  it('sans virgule, le nom se propose, et celui de la rue reste (R-REC-92)', () => {
    const lieu = { codePostal: null, commune: null }
    expect(proposees(rangDe({ ...lieu, voie: '12 rue de la Paix Foix 09000' }))).toEqual(['12 rue de la Paix'])
    expect(proposees(rangDe({ ...lieu, voie: '12 rue de Foix 09000' }))).toEqual([])
    expect(rangDe({ voie: '1 place du 8 mai 1945 Foix' }).contenu?.adresse?.voie).toBe('1 place du 8 mai 1945 Foix')
  })

  it.each([
    ['complement', 200],
    ['organisme', 150],
    ['coutAppel', 100],
    ['horairesTexte', 500],
  ] as const)('%s : au-delà de %i caractères le texte est gardé, à vérifier (R-TAB-11)', (colonne, max) => {
    const lire = (longueur: number) => rangDe({ [colonne]: 'a'.repeat(longueur) })
    expect(codes(lire(max))).not.toContain(`${colonne}:a-verifier:texte-long`)
    expect(codes(lire(max + 1))).toContain(`${colonne}:a-verifier:texte-long`)
    expect(lire(2000).contenu).not.toBeNull()
    expect(codes(lire(2001))).toContain(`${colonne}:refus:longueur`)
  })

  it('des choix par dizaines sont refusés en une fois (R-TAB-14)', () => {
    const dites = rangDe({ services: 'Créations ; '.repeat(51) }).remarques
    expect(dites.map(({ colonne, code }) => `${colonne}:${code}`)).toEqual(['services:hors-liste'])
    expect(dites[0]?.propositions ?? []).toEqual([])
  })
})
