import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import { forgetReponses, mergeReponses } from '#lib/domain/demande/formulaire/renouvellement/brouillon.ts'
import { makeCommunes, makeCommunesDuTerritoire } from '#lib/domain/demande/formulaire/renouvellement/communes.ts'
import type { Reponses } from '#lib/domain/demande/formulaire/renouvellement/groupes.ts'
import { readReponses, reponsesExactes } from '#lib/domain/demande/formulaire/renouvellement/lecture.ts'
import { unContenu, unCotitulaire } from '#lib/domain/demande/formulaire/testing.ts'
import { interpreter } from './interpreter.ts'

const contenu = unContenu(['cotitulaires', [unCotitulaire()]])
const faits = { le: jour('2026-11-28'), communes: makeCommunes(makeCommunesDuTerritoire([]), []) }
const lire = (reponses: Reponses) => readReponses(contenu, reponses, faits)
/** The draft once a form was sent over it. */
function envoyer(brouillon: Reponses, champs: Reponses): Reponses {
  const { reponses, oublier = () => false } = interpreter(champs, contenu, lire(brouillon))
  return mergeReponses(forgetReponses(brouillon, oublier), reponses)
}
const QUI = ['demandeur', 'cotitulaires.0']
const pourChacun = (question: string, reponse: string): Reponses =>
  Object.fromEntries(QUI.map((qui) => [`${qui}.${question}.reponse`, reponse]))
const DEBUT = {
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
