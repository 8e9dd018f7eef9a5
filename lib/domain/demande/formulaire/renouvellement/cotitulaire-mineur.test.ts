import { describe, expect, it } from 'vitest'
import type { Contenu } from '../contenu.ts'
import { unContenu, unCotitulaire } from '../testing.ts'
import { blocsACompleter } from './a-completer.ts'
import type { Reponses } from './groupes.ts'
import { exact, lire } from './testing.ts'

const MINEURE =
  'Avant dix-huit ans, une personne ne demande avec vous que si elle est émancipée. Cochez-le, ou ajoutez-la aux personnes à charge.'
const ENFANT =
  'Avant seize ans, une personne ne peut pas être émancipée, ni demander avec vous. Vérifiez la date, ou ajoutez cette personne aux personnes à charge.'
const AJOUT = {
  'cotitulaires.0.lien': 'M',
  'cotitulaires.0.civilite': '2',
  'cotitulaires.0.nom': 'Inventée',
  'cotitulaires.0.nomDeNaissance': 'Inventée',
  'cotitulaires.0.prenom': 'Alix',
  'cotitulaires.0.nationalite': '1',
  'cotitulaires.0.situationProfessionnelle.type': 'ETU',
  'cotitulaires.0.ressources.reponse': 'rien',
  'cotitulaires.0.revenuFiscal.reponse': 'rien',
}
const avec = (contenu: Contenu, reponses: Reponses) => lire(contenu, { ...exact(contenu), ...AJOUT, ...reponses })

describe('qui demande avec le demandeur', () => {
  // Read on 28 November 2026.
  it.each([
    ['28/11/2008', true],
    ['29/11/2008', false],
    ['12/2008', false],
    ['2009', false],
    ['28/11/2010', false],
    // Born on one day of the year or of the month, of age; on another, not: the age cannot be told.
    ['2008', true],
    ['11/2008', true],
    ['2007', true],
  ])('né ou née le %s, majeur ou majeure : %s (R-FORM-33)', (naissance, isMajeure) => {
    const lu = avec(unContenu(), { 'cotitulaires.0.naissance': naissance })
    expect(lu.anomalies).toEqual(isMajeure ? [] : [{ champ: 'cotitulaires.0.naissance', message: MINEURE }])
    expect(lu.etape).toBe(isMajeure ? 'confirmer' : 'completer')
  })

  it.each([
    ['28/11/2010', []],
    ['29/11/2010', [ENFANT]],
    ['03/02/2021', [ENFANT]],
    ['2010', []],
    ['11/2010', []],
    ['12/2010', [ENFANT]],
    ['2011', [ENFANT]],
  ])('né ou née le %s et dit émancipé ou émancipée (R-FORM-33)', (naissance, messages) => {
    const dit = { 'cotitulaires.0.naissance': naissance, 'cotitulaires.0.emancipe': 'on' }
    expect(avec(unContenu(), dit).anomalies.map(({ message }) => message)).toEqual(messages)
  })

  it('n’est pas mené à se dire émancipé ou émancipée avant seize ans (R-FORM-33)', () => {
    const messages = (naissance: string) =>
      avec(unContenu(), { 'cotitulaires.0.naissance': naissance }).anomalies.map(({ message }) => message)
    expect([messages('28/11/2010'), messages('29/11/2010')]).toEqual([[MINEURE], [ENFANT]])
  })

  it('dont la demande dit l’émancipation sans la naissance n’a que sa naissance à dire (R-FORM-33)', () => {
    const dite = unContenu(['cotitulaires', [unCotitulaire(['naissance', null], ['emancipe', true])]])
    const naissance = (texte: string) =>
      lire(dite, { ...exact(dite), 'cotitulaires.0.naissance': texte }).anomalies.map(({ message }) => message)
    expect([naissance('29/11/2008'), naissance('03/02/2021')]).toEqual([[], [ENFANT]])
  })

  it('se dit émancipé ou émancipée là où l’âge se redemande, et demande alors aussi (R-FORM-33)', () => {
    const mineure = { 'cotitulaires.0.naissance': '29/11/2008' }
    const noms = blocsACompleter(avec(unContenu(), mineure)).flatMap(({ champs }) => champs.map(({ nom }) => nom))
    expect(noms).toEqual(['cotitulaires.0.naissance', 'cotitulaires.0.emancipe'])
    expect(avec(unContenu(), { ...mineure, 'cotitulaires.0.emancipe': 'on' })).toMatchObject({
      etape: 'confirmer',
      contenu: { cotitulaires: [{ naissance: '2008-11-29', emancipe: true }] },
    })
  })

  it('celui ou celle que la demande avait déjà n’est pas interrogé, ni qui s’en va (R-FORM-33)', () => {
    const deja = unContenu(['cotitulaires', [unCotitulaire(['naissance', '2021-02-03'])]])
    expect(lire(deja, exact(deja)).anomalies).toEqual([])
    const sans = unContenu(['cotitulaires', [unCotitulaire(['naissance', null])]])
    const dit = { ...exact(sans), 'cotitulaires.0.naissance': '03/02/2021' }
    expect(lire(sans, dit).anomalies.map(({ champ }) => champ)).toEqual(['cotitulaires.0.naissance'])
    expect(lire(sans, { ...dit, 'cotitulaires.0.retirer': 'on' }).anomalies).toEqual([])
  })
})
