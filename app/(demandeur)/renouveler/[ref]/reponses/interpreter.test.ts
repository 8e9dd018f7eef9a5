import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import {
  forgetReponses,
  mergeReponsesDeRenouvellement,
} from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import { makeCommunes, makeCommunesDuTerritoire } from '#lib/domain/demande/formulaire/renouvellement/communes.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { readReponses, reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { anomaliesDeSilence } from '#lib/domain/demande/formulaire/renouvellement/ressources.ts'
import { unContenu, unCotitulaire } from '#lib/domain/demande/formulaire/testing.ts'
import { interpreter } from './interpreter.ts'

const contenu = unContenu(['cotitulaires', [unCotitulaire()]])
const faits = { le: jour('2026-11-28'), communes: makeCommunes(makeCommunesDuTerritoire([]), []) }
const lire = (reponses: Reponses) => readReponses(contenu, reponses, faits)
/** The draft once a form was sent over it. */
function envoyer(brouillon: Reponses, champs: Reponses): Reponses {
  const { reponses, oublier = () => false } = interpreter(champs, contenu, { lu: lire(brouillon), gardees: brouillon })
  return mergeReponsesDeRenouvellement(forgetReponses(brouillon, oublier), reponses, 2024)
}
const QUI = ['demandeur', 'cotitulaires.0']
const pourChacun = (question: string, reponse: string): Reponses =>
  Object.fromEntries(QUI.map((qui) => [`${qui}.${question}.reponse`, reponse]))
const DEBUT: Reponses = {
  ...reponsesExactes(contenu),
  ...pourChacun('ressources', 'toujours'),
  ...pourChacun('revenuFiscal', 'toujours'),
  'revenuFiscal.annee': '2024',
}

describe('le bouton qui répond sans montant, après un essai (R-MAJ-05)', () => {
  it.each([
    ['ressources', 'ressources', 'ressources.lignes.0.euros', 'toujours'],
    ['ressources', 'ressources', 'ressources.lignes.1.code', 'toujours'],
    ['revenu', 'revenuFiscal', 'revenuFiscal.anneeMoins2.montant.euros', 'toujours'],
    ['revenu', 'revenuFiscal', 'revenuFiscal.anneeMoins2.montant.euros', 'inconnu'],
  ])('%s, %s : oublie %s quand on touche « %s »', (etape, question, montant, faire) => {
    const essais = Object.fromEntries(QUI.map((qui) => [`${qui}.${montant}`, '12 40']))
    const essai = { ...DEBUT, ...pourChacun(question, 'autre'), ...essais, 'logementActuel.surface': '41' }
    const apres = envoyer(essai, { etape, faire, 'revenuFiscal.annee': '2024' })
    expect(lire(apres)).toMatchObject({ anomalies: [], etape: 'confirmer' })
    expect(Object.keys(apres).filter((nom) => nom in essais)).toEqual([])
    expect(apres).toMatchObject({ ...pourChacun(question, faire), 'logementActuel.surface': '41' })
  })

  it('« la même chose » oublie les montants de sa personne, et d’aucune autre, une fois qu’aucun ne dit autre chose (R-MAJ-11)', () => {
    const [une, autre] = QUI.map((qui) => `${qui}.ressources.lignes.0.euros`)
    const essai = { ...DEBUT, ...pourChacun('ressources', 'autre'), [`${une}`]: '900', [`${autre}`]: '950' }
    const dire = (euros: string) =>
      envoyer(essai, {
        etape: 'ressources',
        faire: 'enregistrer',
        'demandeur.ressources.reponse': 'toujours',
        'cotitulaires.0.ressources.reponse': 'autre',
        [`${une}`]: euros,
        [`${autre}`]: '960',
      })
    // Nobody knows whether it was typed before « la même chose » or after.
    const ecrit = dire('900')
    expect([ecrit[`${une}`], lire(ecrit).etape]).toEqual(['900', 'ressources'])
    expect(lire(ecrit).anomalies.map(({ champ }) => champ)).toEqual(['demandeur.ressources.reponse'])
    for (const euros of ['', ' ', '1240', '1 240,00 €']) {
      const apres = dire(euros)
      expect(`${une}` in apres).toBe(false)
      expect(apres).toMatchObject({ 'demandeur.ressources.reponse': 'toujours', [`${autre}`]: '960' })
      expect(lire(apres).etape).toBe('confirmer')
    }
  })
})

describe('une touche, quand plusieurs personnes répondent (R-MAJ-14)', () => {
  const [MONTANT = '', AUTRE_MONTANT = ''] = QUI.map((qui) => `${qui}.revenuFiscal.anneeMoins2.montant.euros`)
  const [DIT = '', AUTRE_DIT = ''] = QUI.map((qui) => `${qui}.revenuFiscal.reponse`)
  const toucher = (saisies: Reponses, faire: string) => {
    const { [DIT]: _, [AUTRE_DIT]: __, ...debut } = DEBUT
    const apres = envoyer({ ...debut, ...saisies }, { etape: 'revenu', faire, 'revenuFiscal.annee': '2024' })
    return [DIT, MONTANT, AUTRE_DIT, AUTRE_MONTANT].map((nom) => apres[nom])
  }

  it.each(['toujours', 'rien', 'inconnu'])(
    '« %s » répond pour qui n’a rien dit, et laisse un montant écrit',
    (faire) => {
      const ecrit = { [MONTANT]: '15000' }
      expect(toucher({ ...ecrit, [DIT]: 'autre' }, faire)).toEqual(['autre', '15000', faire, undefined])
      // Written without a choice, it is an answer too.
      expect(toucher(ecrit, faire)).toEqual(['autre', '15000', faire, undefined])
      expect(toucher({ ...ecrit, [DIT]: 'autre', [AUTRE_DIT]: 'autre', [AUTRE_MONTANT]: '13 50' }, faire)).toEqual([
        'autre',
        '15000',
        faire,
        undefined,
      ])
      expect(toucher({ [AUTRE_DIT]: 'autre', [AUTRE_MONTANT]: '15000' }, faire)).toEqual([
        faire,
        undefined,
        'autre',
        '15000',
      ])
    },
  )

  it('libère qui a écrit un montant que personne ne lit, ou deux réponses', () => {
    for (const saisies of [
      { [DIT]: 'autre', [MONTANT]: '13 50' },
      { [MONTANT]: '13 50' },
      { [DIT]: 'rien', [MONTANT]: '900' },
    ])
      expect(toucher({ ...saisies, [AUTRE_DIT]: 'rien' }, 'inconnu')).toEqual(['inconnu', undefined, 'rien', undefined])
  })

  it.each(['13.900', '13 50', '0'])('laisse « %s » à qui l’a écrit, tant qu’un autre n’a rien dit', (ecrit) => {
    for (const faire of ['toujours', 'inconnu'])
      for (const dit of [undefined, 'autre', 'inconnu']) {
        const saisies = { [AUTRE_MONTANT]: ecrit, ...(dit && { [AUTRE_DIT]: dit }) }
        const une = toucher(saisies, faire)
        expect(une).toEqual([faire, undefined, dit ?? 'autre', ecrit])
        // Asked again of that person alone, the same tap then answers for them.
        expect(toucher({ ...saisies, [DIT]: faire }, faire)).toEqual([faire, undefined, faire, undefined])
      }
  })

  it('répond de nouveau quand tous ont répondu : d’abord pour qui n’a pas écrit de montant', () => {
    const tous = (reponse: string) => ({ [DIT]: reponse, [AUTRE_DIT]: reponse })
    expect(toucher(tous('toujours'), 'inconnu')).toEqual(['inconnu', undefined, 'inconnu', undefined])
    expect(toucher({ ...tous('rien'), [DIT]: 'autre', [MONTANT]: '15000' }, 'inconnu')).toEqual([
      'autre',
      '15000',
      'inconnu',
      undefined,
    ])
    expect(toucher({ ...tous('autre'), [MONTANT]: '15000', [AUTRE_MONTANT]: '9000' }, 'toujours')).toEqual([
      'toujours',
      undefined,
      'toujours',
      undefined,
    ])
  })

  it('un montant d’une autre année n’est la réponse de personne', () => {
    const autreAnnee = { [DIT]: 'autre', [MONTANT]: '15000', 'revenuFiscal.annee': '2023' }
    expect(toucher(autreAnnee, 'inconnu')).toEqual(['inconnu', undefined, 'inconnu', undefined])
  })

  it.each([
    ['inconnu', {}],
    ['enregistrer', { [DIT]: 'toujours', [MONTANT]: '' }],
  ])(
    'une page d’avant le nouvel an, « %s », n’ôte rien de ce qui est répondu pour la nouvelle année (R-BRO-08)',
    (faire, saisies) => {
      const [avant, le] = [
        { ...DEBUT, [DIT]: 'autre', [MONTANT]: '15000', 'revenuFiscal.annee': '2025' },
        jour('2027-01-02'),
      ]
      const lu = readReponses(contenu, avant, { ...faits, le })
      const champs = { etape: 'revenu', faire, 'revenuFiscal.annee': '2024', ...saisies }
      const { reponses, oublier = () => false } = interpreter(champs, contenu, { lu, gardees: avant })
      expect(mergeReponsesDeRenouvellement(forgetReponses(avant, oublier), reponses, 2025)).toEqual(avant)
    },
  )

  it('des ressources écrites par l’une restent quand l’autre touche « Toujours »', () => {
    const [une, autre] = QUI.map((qui) => `${qui}.ressources.reponse`)
    const euros = 'demandeur.ressources.lignes.0.euros'
    const { [`${une}`]: _, [`${autre}`]: __, ...debut } = DEBUT
    const apres = envoyer({ ...debut, [euros]: '900' }, { etape: 'ressources', faire: 'toujours' })
    expect(apres).toMatchObject({ [`${une}`]: 'autre', [euros]: '900', [`${autre}`]: 'toujours' })
    expect(lire(apres).etape).toBe('confirmer')
  })

  it('d’où vient l’argent, changé par l’une sans réponse, reste quand l’autre touche « Toujours »', () => {
    const [une, autre] = QUI.map((qui) => `${qui}.ressources.reponse`)
    const code = 'demandeur.ressources.lignes.0.code'
    const { [`${une}`]: _, [`${autre}`]: __, ...debut } = DEBUT
    const apres = envoyer({ ...debut, [code]: 'CHO' }, { etape: 'ressources', faire: 'toujours' })
    expect([apres[`${une}`], apres[code], apres[`${autre}`]]).toEqual([undefined, 'CHO', 'toujours'])
    expect(lire(apres).etape).toBe('ressources')
  })
})

describe('un formulaire envoyé après une touche, sans choix ni montant (R-MAJ-12)', () => {
  const seul = unContenu()
  const lireSeul = (reponses: Reponses) => readReponses(seul, reponses, faits)
  const envoyerSeul = (brouillon: Reponses, champs: Reponses): Reponses => {
    const ouvert = { lu: lireSeul(brouillon), gardees: brouillon }
    const { reponses, oublier = () => false } = interpreter(champs, seul, ouvert)
    return mergeReponsesDeRenouvellement(forgetReponses(brouillon, oublier), reponses, 2024)
  }
  const [DIT, CODE, EUROS] = ['reponse', 'lignes.0.code', 'lignes.0.euros'].map((un) => `demandeur.ressources.${un}`)
  // Alone, nobody is shown « la même chose » as chosen: the button said it.
  const touche = envoyerSeul(reponsesExactes(seul), { etape: 'ressources', faire: 'toujours' })
  const enregistrer = (code: string, euros: string, brouillon: Reponses = touche) =>
    envoyerSeul(brouillon, { etape: 'ressources', faire: 'enregistrer', [`${CODE}`]: code, [`${EUROS}`]: euros })

  it.each([
    ['SAL', ''],
    ['', ''],
    ['CHO', ' '],
  ])('« %s » et « %s » se redemandent, et restent écrits', (code, euros) => {
    // With a script, what was typed is in the draft before the form goes.
    for (const avant of [touche, { ...touche, [`${CODE}`]: code, [`${EUROS}`]: euros }]) {
      const apres = enregistrer(code, euros, avant)
      expect([apres[`${DIT}`], apres[`${CODE}`], apres[`${EUROS}`]]).toEqual([undefined, code, euros])
      expect(lireSeul(apres).etape).toBe('ressources')
      expect(anomaliesDeSilence(lireSeul(apres).porteurs, apres, 'ressources')).toHaveLength(1)
    }
  })

  it('ce qui y était, laissé, dit encore la même chose ; une réponse d’une touche à la question d’à côté reste', () => {
    const apres = enregistrer('SAL', '1240')
    expect([apres[`${DIT}`], lireSeul(apres).etape]).toEqual(['autre', 'revenu'])
    const revenu = { 'revenuFiscal.annee': '2024', 'demandeur.revenuFiscal.reponse': 'toujours' }
    expect(enregistrer('SAL', '', { ...touche, ...revenu })).toMatchObject(revenu)
  })

  it('une autre réponse, que la page montre choisie, reste', () => {
    expect(enregistrer('SAL', '', { ...touche, [`${DIT}`]: 'rien' })).toMatchObject({ [`${DIT}`]: 'rien' })
  })
})

it('qui a plus de lignes que le formulaire n’en a d’ordinaire répond aussi en écrivant la dernière (R-MAJ-12)', () => {
  const lignes = Array.from({ length: 7 }, () => ({ code: 'PAR', euros: 100 }))
  const nombreux = unContenu(['demandeur.ressources', { statut: 'declarees', lignes }])
  const euros = 'demandeur.ressources.lignes.6.euros'
  const lu = readReponses(nombreux, {}, faits)
  const { reponses } = interpreter({ etape: 'ressources', [euros]: '90' }, nombreux, { lu, gardees: {} })
  expect(reponses).toEqual({ [euros]: '90', 'demandeur.ressources.reponse': 'autre' })
})
