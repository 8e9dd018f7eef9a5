import { describe, expect, it } from 'vitest'
import { parseNaissance } from '#lib/domain/demande/formulaire/naissance.ts'
import { unContenu, unContenuDAssociation, unCotitulaire } from '#lib/domain/demande/formulaire/testing.ts'
import { comparerLignes, formatEuros, formatMontant, formatRessources, lignesDuGroupe } from './contenu-en-lignes.ts'
import { formatNaissance } from './mots-de-contenu.ts'

const nomDe = (code: string) => (code === '09122' ? 'Foix' : code)
const valeurs = (...args: Parameters<typeof lignesDuGroupe>) =>
  Object.fromEntries(lignesDuGroupe(...args).map(({ cle, valeur }) => [cle, valeur.replaceAll(/[\u00A0\u202F]/g, ' ')]))

describe('une demande en lignes', () => {
  it('dit chaque groupe en mots, sans code, et tait ce qui n’est pas connu', () => {
    const contenu = unContenu(['cotitulaires', [unCotitulaire(['prenom', 'Dominique'])]])
    expect(valeurs('vous', contenu, nomDe)).toEqual({
      nom: 'Monsieur Camille Inventée',
      nomDeNaissance: 'Inventée',
      naissance: '12 mai 1984',
      nationalite: 'Française',
      adresse: '45 cours Fictif, 09000 Foix',
      telephone: '06 39 98 12 34',
      courriel: 'camille.inventee@exemple.fr',
      travail: 'CDI ou fonctionnaire',
    })
    expect(valeurs('foyer', contenu, nomDe)).toMatchObject({ famille: 'Célibataire' })
    expect(valeurs('foyer', contenu, nomDe)['cotitulaire.0']).toMatch(
      /^Dominique Inventée, conjoint ou conjointe, 12 mai 1984/,
    )
    expect(valeurs('logement', contenu, nomDe)).toEqual({
      modele: 'Locataire dans le parc privé',
      taille: 'Appartement, T2, 38 m²',
      occupants: '1',
      loyer: '520 €',
      proprietaire: 'Non',
    })
    expect(valeurs('recherche', contenu, nomDe)).toMatchObject({
      types: 'T2, T3',
      communes: 'Foix',
      autres: 'Oui',
      motifs: 'Logement trop cher',
    })
    expect(valeurs('vous', unContenu(['demandeur.emancipe', true]), nomDe)).toMatchObject({ emancipe: 'Oui' })
    expect(valeurs('vous', unContenuDAssociation(), nomDe)).toMatchObject({
      nom: 'Association inventée du Toit',
      creation: '3 février 2001',
    })
    expect(valeurs('foyer', unContenuDAssociation(), nomDe)).toEqual({})
  })

  it.each([
    ['06 39 98 12 34', '06 39 98 12 34'],
    ['+33 7 39 98 12 34', '07 39 98 12 34'],
    ['05 36 49 12 34', '05 36 49 12 34 (ne reçoit pas de SMS)'],
    ['+687 26 58 12', '+687 26 58 12 (ne reçoit pas de SMS)'],
    [null, undefined],
  ])('dit d’un portable « %s » si un rappel y arrive (R-FORM-31)', (numero, dit) => {
    expect(valeurs('vous', unContenu(['demandeur.telephonePortable', numero]), nomDe).telephone).toBe(dit)
  })

  it('un montant inconnu n’est jamais 0, une naissance se dit autant qu’elle est connue', () => {
    expect([formatMontant(null), formatMontant({ statut: 'zero-declare' }), formatRessources(null)]).toEqual([
      'Pas encore connu',
      'Rien (0 €)',
      'Pas encore connues',
    ])
    expect([1240, 1240.5].map(formatEuros)).toEqual(['1\u202F240\u00A0€', '1\u202F240,50\u00A0€'])
    const naissances = ['1984-05-01', '1984-05-00', '1984-00-00'].map(parseNaissance)
    expect(naissances.map((one) => one && formatNaissance(one))).toEqual(['1er mai 1984', 'mai 1984', '1984'])
  })

  it('compare deux contenus ligne à ligne', () => {
    const [avant, apres] = [unContenu(), unContenu(['demandeur.courriel', null], ['demandeur.nationalite', '2'])]
    expect(comparerLignes(lignesDuGroupe('vous', avant, nomDe), lignesDuGroupe('vous', apres, nomDe))).toEqual([
      { cle: 'nationalite', libelle: 'Nationalité', avant: 'Française', apres: 'Union européenne' },
      { cle: 'courriel', libelle: 'Courriel', avant: 'camille.inventee@exemple.fr', apres: '' },
    ])
  })
})
