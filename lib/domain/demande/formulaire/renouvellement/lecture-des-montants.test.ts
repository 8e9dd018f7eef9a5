import { describe, expect, it } from 'vitest'
import { type Changement, unContenu, unCotitulaire } from '../testing.ts'
import { totalConnu } from './ressources.ts'
import { exact, lire } from './testing.ts'

const couple = (...changements: Changement[]) =>
  unContenu(['cotitulaires', [unCotitulaire(['prenom', 'Dominique'], ...changements)]])

/** The same text in each field that takes an amount, and what is read of it. */
const lireChaqueMontant = (texte: string) =>
  (
    [
      ['demandeur.ressources.reponse', 'demandeur.ressources.lignes.0.euros'],
      ['demandeur.revenuFiscal.reponse', 'demandeur.revenuFiscal.anneeMoins2.montant.euros'],
      ['', 'logementActuel.loyerMensuel'],
      ['', 'recherche.loyerMaximal'],
    ] as const
  ).map(([reponse, champ]) => {
    const contenu = unContenu()
    return { champ, lu: lire(contenu, { ...exact(contenu), ...(reponse && { [reponse]: 'autre' }), [champ]: texte }) }
  })

describe('les montants répondus dans un renouvellement', () => {
  it.each([
    ['rien', { statut: 'zero-declare' }],
    ['inconnu', null],
  ])('le revenu fiscal « %s » n’est jamais deviné (R-FORM-01, R-FORM-11)', (reponse, montant) => {
    const contenu = unContenu()
    const lu = lire(contenu, { ...exact(contenu), 'demandeur.revenuFiscal.reponse': reponse })
    expect(lu.contenu?.demandeur).toMatchObject({
      revenuFiscal: { anneeMoins2: { annee: 2024, montant }, anneeMoins1: { annee: 2025, montant: null } },
    })
    expect(lu.etape).toBe('confirmer')
  })

  it('le revenu de l’an dernier est celui de l’année demandée s’il est connu, sinon le dernier connu', () => {
    const contenu = unContenu([
      'demandeur.revenuFiscal',
      {
        anneeMoins2: { annee: 2023, montant: { statut: 'declare', euros: 12_000 } },
        anneeMoins1: { annee: 2024, montant: { statut: 'declare', euros: 15_000 } },
      },
    ])
    expect(lire(contenu, {}).porteurs[0]?.revenu).toEqual({
      annee: 2024,
      montant: { statut: 'declare', euros: 15_000 },
    })
    const sans = unContenu([
      'demandeur.revenuFiscal',
      {
        anneeMoins2: { annee: 2023, montant: { statut: 'declare', euros: 12_000 } },
        anneeMoins1: { annee: 2024, montant: null },
      },
    ])
    expect(lire(sans, {}).porteurs[0]?.revenu?.annee).toBe(2023)
  })

  it('« toujours » ne vaut rien là où rien n’est connu : la question reste posée', () => {
    const contenu = unContenu(['demandeur.ressources', null], ['demandeur.revenuFiscal.anneeMoins2.montant', null])
    const lu = lire(contenu, exact(contenu))
    expect([lu.ressourcesADire, lu.revenuADire, lu.etape]).toEqual([true, true, 'ressources'])
    const dit = {
      ...exact(contenu),
      'demandeur.ressources.reponse': 'inconnu',
      'demandeur.revenuFiscal.reponse': 'inconnu',
    }
    expect(lire(contenu, dit).contenu?.demandeur).toMatchObject({ ressources: null })
    expect(lire(contenu, dit).etape).toBe('confirmer')
  })

  it.each([
    ['1 240,50 €', 1240.5, undefined],
    ['0', undefined, 'Écrivez un montant plus grand que 0. Si vous n’avez rien perçu, choisissez « Rien ».'],
    ['abc', undefined, 'Écrivez un montant en euros, par exemple 1240.'],
    ['-5', undefined, 'Écrivez un montant en euros, par exemple 1240.'],
    ['99999999', undefined, 'Vérifiez ce montant : il est trop grand.'],
    ['', undefined, 'Écrivez le montant de chaque mois, par exemple 1240.'],
  ])('des ressources de « %s » (R-FORM-12)', (texte, euros, message) => {
    const contenu = unContenu()
    const lu = lire(contenu, {
      ...exact(contenu),
      'demandeur.ressources.reponse': 'autre',
      'demandeur.ressources.lignes.0.euros': texte,
    })
    expect(lu.anomalies).toEqual(message ? [{ champ: 'demandeur.ressources.lignes.0.euros', message }] : [])
    if (euros)
      expect(lu.contenu?.demandeur).toMatchObject({
        ressources: { statut: 'declarees', lignes: [{ code: 'SAL', euros }] },
      })
    else expect(lu.etape).toBe('ressources')
  })

  const MILLE = ['1240', '1 240', '1\u00A0240', '1\u202F240', '1\u2009240', '1.240,00', '1,240.00', '1240 euros']
  it.each<readonly [texte: string, euros: number | undefined, message: string | undefined]>([
    ...MILLE.map((texte) => [texte, 1240, undefined] as const),
    ['1.240,50', 1240.5, undefined],
    ['1,240.50', 1240.5, undefined],
    ['1.240.500', 1_240_500, undefined],
    ['1.24', 1.24, undefined],
    ['1,240', undefined, 'Écrivez 1240 ou 1\u00A0240, sans point ni virgule.'],
    ['1.240', undefined, 'Écrivez 1240 ou 1\u00A0240, sans point ni virgule.'],
    ['13.900 €', undefined, 'Écrivez 13900 ou 13\u00A0900, sans point ni virgule.'],
    ['13,900', undefined, 'Écrivez 13900 ou 13\u00A0900, sans point ni virgule.'],
    ['0.505', undefined, 'Écrivez au plus deux chiffres après la virgule.'],
    ['1.240.50', undefined, 'Écrivez un montant en euros, par exemple 1240.'],
    ['1.24,500', undefined, 'Écrivez un montant en euros, par exemple 1240.'],
  ])('un montant de « %s » ne se divise pas par mille (R-FORM-17)', (texte, euros, message) => {
    for (const { champ, lu } of lireChaqueMontant(texte)) {
      expect(lu.anomalies).toEqual(message ? [{ champ, message }] : [])
      if (euros) expect(JSON.stringify(lu.contenu)).toContain(`:${euros}`)
      else expect(lu.contenu).toBeNull()
    }
  })

  const PAR_EXEMPLE = 'Écrivez un montant en euros, par exemple 1240.'
  it.each<readonly [texte: string, euros: number | undefined]>([
    ['13 900', 13_900],
    ['1 240,50', 1240.5],
    ['1 240 500', 1_240_500],
    ['13\u202F900,5', 13_900.5],
    ['13 900 €', 13_900],
    ['13 900 euros', 13_900],
    ['1240 euro', 1240],
    ['1240, 50', 1240.5],
    ['1240€50', 1240.5],
    ['1\u00A0240 € 50', 1240.5],
    ['1240 euros 50', 1240.5],
    ['1240 50', undefined],
    ['13900 50', undefined],
    ['520\u00A050', undefined],
    ['1 24', undefined],
    ['12 40', undefined],
    ['1240 500', undefined],
    ['0 500', undefined],
    ['1 240,500', undefined],
    ['1240€5', undefined],
    ['1240€500', undefined],
    ['1240,50€50', undefined],
    ['€1240', 1240],
    ['€ 1 240', 1240],
    ['€ 1240,50', 1240.5],
    ['1 240 €,50', 1240.5],
    ['1240€.50', 1240.5],
    ['1240 euros, 5', 1240.5],
    ['1240€€', 1240],
    ['1 240 € euros', 1240],
    ['€1240€', 1240],
    ['€1240 50', undefined],
    ['€12 40', undefined],
    ['1240 €,500', undefined],
    ['12 40 €,50', undefined],
    ['€1240 € 50', undefined],
    ['€', undefined],
    ['€€1240', undefined],
    ['euros 1240', undefined],
    ['12€40 €', undefined],
  ])('un montant de « %s » ne se multiplie pas par cent (R-FORM-27)', (texte, euros) => {
    for (const { champ, lu } of lireChaqueMontant(texte)) {
      expect(lu.anomalies).toEqual(euros ? [] : [{ champ, message: PAR_EXEMPLE }])
      if (euros) expect(JSON.stringify(lu.contenu)).toMatch(new RegExp(`:${euros}[,}]`))
      else expect(lu.contenu).toBeNull()
    }
  })

  it.each(['38 5', '1 20 0', '38€50'])('une surface de « %s » se redemande (R-FORM-27)', (texte) => {
    const contenu = unContenu()
    expect(lire(contenu, { ...exact(contenu), 'logementActuel.surface': texte }).anomalies).toEqual([
      { champ: 'logementActuel.surface', message: 'Écrivez un nombre entier.' },
    ])
  })

  it('un nombre entier ne se divise pas par mille non plus (R-FORM-17)', () => {
    const contenu = unContenu()
    const surface = (texte: string) => lire(contenu, { ...exact(contenu), 'logementActuel.surface': texte })
    expect(surface('1.200').anomalies).toEqual([
      { champ: 'logementActuel.surface', message: 'Écrivez 1200 ou 1\u00A0200, sans point ni virgule.' },
    ])
    expect(surface('38.000').contenu).toBeNull()
    expect(surface('1 200').contenu?.logementActuel.surface).toBe(1200)
  })

  it('un montant sans sa nature se demande, et aucune ligne n’est une réponse (R-FORM-12)', () => {
    const contenu = unContenu(['demandeur.ressources', null])
    const dit = { ...exact(contenu), 'demandeur.ressources.reponse': 'autre' }
    expect(lire(contenu, dit).anomalies).toHaveLength(1)
    for (const code of [undefined, 'toString', 'constructor', '__proto__', 'hasOwnProperty'])
      expect(
        lire(contenu, {
          ...dit,
          ...(code && { 'demandeur.ressources.lignes.2.code': code }),
          'demandeur.ressources.lignes.2.euros': '500',
        }).anomalies,
      ).toEqual([{ champ: 'demandeur.ressources.lignes.2.code', message: 'Choisissez d’où vient ce montant.' }])
  })

  const CONTRADICTION =
    'Vous avez écrit un montant\u00A0: choisissez «\u00A0Le montant écrit ci-dessous\u00A0», ou effacez-le.'
  it.each([
    ['demandeur.ressources.reponse', 'demandeur.ressources.lignes.0.euros', '1240', 'ressources'],
    ['demandeur.ressources.reponse', 'demandeur.ressources.lignes.3.euros', '', 'ressources'],
    ['demandeur.revenuFiscal.reponse', 'demandeur.revenuFiscal.anneeMoins2.montant.euros', '', 'revenu'],
  ])(
    '%s : un montant écrit à côté de « rien » ou de « je ne sais pas » se redemande (R-MAJ-05)',
    (question, montant, montre, etape) => {
      const contenu = unContenu()
      for (const reponse of ['rien', 'inconnu']) {
        const dit = { ...exact(contenu), [question]: reponse }
        const lu = lire(contenu, { ...dit, [montant]: '900' })
        expect(lu.anomalies).toEqual([{ champ: question, message: CONTRADICTION }])
        expect([lu.contenu, lu.etape]).toEqual([null, etape])
        for (const texte of [montre, '', ' '])
          expect(lire(contenu, { ...dit, [montant]: texte }).etape).toBe('confirmer')
      }
    },
  )

  it('les ressources de chacun : une seule réponse pour tous, ou chacun la sienne', () => {
    const contenu = couple()
    const { porteurs } = lire(contenu, {})
    expect(porteurs.map(({ cle }) => cle)).toEqual(['demandeur', 'cotitulaires.0'])
    expect(totalConnu(porteurs)).toBe(2480)
    const dit = {
      ...exact(contenu),
      'cotitulaires.0.ressources.reponse': 'rien',
      'cotitulaires.0.revenuFiscal.reponse': 'autre',
    }
    expect(lire(contenu, dit).revenuADire).toBe(true)
    const lu = lire(contenu, { ...dit, 'cotitulaires.0.revenuFiscal.anneeMoins2.montant.euros': '8 000' })
    expect(lu.contenu?.cotitulaires[0]).toMatchObject({
      ressources: { statut: 'aucune' },
      revenuFiscal: { anneeMoins2: { annee: 2024, montant: { statut: 'declare', euros: 8000 } } },
    })
    const parti = lire(contenu, { ...exact(contenu), 'cotitulaires.0.retirer': 'on' })
    expect([parti.porteurs.length, parti.etape]).toEqual([1, 'confirmer'])
  })

  it('un loyer de 0 écrit est une déclaration, un loyer effacé est inconnu (R-FORM-01)', () => {
    const contenu = unContenu()
    const loyer = (texte: string) =>
      lire(contenu, { ...exact(contenu), 'logementActuel.loyerMensuel': texte }).contenu?.logementActuel.loyerMensuel
    expect([loyer('0'), loyer(''), loyer('480,20')]).toEqual([
      { statut: 'zero-declare' },
      null,
      { statut: 'declare', euros: 480.2 },
    ])
  })
})
