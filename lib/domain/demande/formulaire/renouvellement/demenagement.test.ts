import { describe, expect, it } from 'vitest'
import { unContenu, unCotitulaire } from '../testing.ts'
import { exact, lire } from './testing.ts'

const PARTIES = { batiment: 'B', escalier: '2', etage: '3', appartement: '31', complement: 'chez Fictif' }
const DEMENAGEMENT = {
  'demandeur.adresse.voie': 'rue Inventée',
  'demandeur.adresse.commune': 'Pamiers',
  'demandeur.adresse.codePostal': '09100',
}
const EMPLOI = {
  type: 'CDI',
  profession: 'maçon',
  employeur: 'Bâti Fictif',
  siretDeLEmployeur: '73282932000074',
  codePostalDuTravail: '09000',
  communeDuTravail: '09122',
  travailALEtranger: false,
}
const OUBLIE = { siretDeLEmployeur: null, codePostalDuTravail: null, communeDuTravail: null, travailALEtranger: null }

describe('qui déménage, change d’employeur ou de bailleur', () => {
  it('chaque partie d’une adresse a son champ, et se vide quand on déménage (R-FORM-16)', () => {
    const contenu = unContenu(
      ...Object.entries(PARTIES).map(([quoi, dit]) => [`demandeur.adresse.${quoi}`, dit] as const),
    )
    const champs = lire(contenu, {}).groupes.flatMap(({ blocs }) => blocs.flatMap((bloc) => bloc.champs))
    for (const [quoi, dit] of Object.entries(PARTIES))
      expect(champs.find(({ nom }) => nom === `demandeur.adresse.${quoi}`)).toMatchObject({ valeur: dit })
    const videes = Object.keys(PARTIES).map((quoi) => [`demandeur.adresse.${quoi}`, ''])
    const lu = lire(contenu, { ...exact(contenu), ...DEMENAGEMENT, ...Object.fromEntries(videes) })
    expect(lu.contenu?.demandeur.adresse).toEqual({
      ...unContenu().demandeur.adresse,
      voie: 'rue Inventée',
      commune: '09225',
      codePostal: '09100',
    })
    const autre = lire(contenu, { ...exact(contenu), ...DEMENAGEMENT, 'demandeur.adresse.etage': '1er' })
    expect(autre.contenu?.demandeur.adresse).toMatchObject({ ...PARTIES, etage: '1er' })
  })

  it('ce qui était dit de l’employeur d’avant n’est pas dit du nouveau, pour chacun (R-FORM-16)', () => {
    const contenu = unContenu(
      ['demandeur.situationProfessionnelle', EMPLOI],
      ['cotitulaires', [unCotitulaire(['situationProfessionnelle', EMPLOI])]],
    )
    const dire = (qui: string, employeur: string) =>
      lire(contenu, { ...exact(contenu), [`${qui}.situationProfessionnelle.employeur`]: employeur }).contenu
    expect(dire('demandeur', 'Autre Fictif')?.demandeur).toMatchObject({
      situationProfessionnelle: { ...EMPLOI, employeur: 'Autre Fictif', ...OUBLIE },
    })
    expect(dire('demandeur', '')?.demandeur).toMatchObject({
      situationProfessionnelle: { ...EMPLOI, employeur: null, ...OUBLIE },
    })
    expect(dire('demandeur', 'Autre Fictif')?.cotitulaires[0]?.situationProfessionnelle).toEqual(EMPLOI)
    expect(dire('cotitulaires.0', 'Autre Fictif')?.cotitulaires[0]).toMatchObject({
      situationProfessionnelle: { ...EMPLOI, employeur: 'Autre Fictif', ...OUBLIE },
    })
    // The same one, written otherwise.
    expect(dire('demandeur', 'BATI FICTIF')?.demandeur).toMatchObject({
      situationProfessionnelle: { ...EMPLOI, employeur: 'BATI FICTIF' },
    })
  })

  it('le SIRET d’un employeur sans nom ne se met pas sous le nom que l’on écrit ; le lieu du travail reste (R-FORM-21)', () => {
    const sansNom = { ...EMPLOI, employeur: null }
    const contenu = unContenu(
      ['demandeur.situationProfessionnelle', sansNom],
      ['cotitulaires', [unCotitulaire(['situationProfessionnelle', sansNom])]],
    )
    const dire = (reponses: Readonly<Record<string, string>>) =>
      lire(contenu, { ...exact(contenu), ...reponses }).contenu
    const nomme = dire({ 'demandeur.situationProfessionnelle.employeur': 'Bâti Fictif' })
    expect(nomme?.demandeur).toMatchObject({
      situationProfessionnelle: { ...EMPLOI, employeur: 'Bâti Fictif', siretDeLEmployeur: null },
    })
    expect(nomme?.cotitulaires[0]?.situationProfessionnelle).toEqual(sansNom)
    const autre = dire({ 'cotitulaires.0.situationProfessionnelle.employeur': 'Bâti Fictif' })
    expect(autre?.demandeur).toMatchObject({ situationProfessionnelle: sansNom })
    expect(autre?.cotitulaires[0]?.situationProfessionnelle.siretDeLEmployeur).toBeNull()
    // Nobody named it: what the file said stands.
    expect(dire({ 'demandeur.situationProfessionnelle.employeur': ' ' })?.demandeur).toMatchObject({
      situationProfessionnelle: sansNom,
    })
    expect(dire({ 'demandeur.situationProfessionnelle.profession': 'peintre' })?.demandeur).toMatchObject({
      situationProfessionnelle: { ...sansNom, profession: 'peintre' },
    })
  })

  it('un bailleur n’est que celui du logement dont il était dit (R-FORM-16)', () => {
    const contenu = unContenu(['logementActuel.modele', 'HLM'], ['logementActuel.sirenDuBailleur', '732829320'])
    const dire = (modele: string) => lire(contenu, { ...exact(contenu), 'logementActuel.modele': modele }).contenu
    expect(dire('LP')?.logementActuel).toMatchObject({ modele: 'LP', sirenDuBailleur: null })
    expect(dire('HLM')?.logementActuel.sirenDuBailleur).toBe('732829320')
    const sansModele = unContenu(['logementActuel.modele', null], ['logementActuel.sirenDuBailleur', '732829320'])
    const complete = lire(sansModele, { ...exact(sansModele), 'logementActuel.modele': 'HLM' })
    expect(complete.contenu?.logementActuel).toMatchObject({ modele: 'HLM', sirenDuBailleur: '732829320' })
  })
})
