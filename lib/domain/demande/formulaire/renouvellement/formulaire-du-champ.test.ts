import { describe, expect, it } from 'vitest'
import { jour } from '../../../calendrier.ts'
import type { Contenu } from '../contenu.ts'
import { unContenu, unContenuDAssociation, unCotitulaire } from '../testing.ts'
import { isDitAuChamp, makeFormulaireDuChamp } from './formulaire-du-champ.ts'
import { faits } from './testing.ts'

const ou = (chemin: string, contenu: Contenu = unContenu(), le = faits.le) =>
  makeFormulaireDuChamp(contenu, { ...faits, le })(chemin)

describe('le formulaire où se change ce qu’un chargement n’a pas pris', () => {
  it.each([
    ['demandeur.telephonePortable', 'coordonnees'],
    ['demandeur.telephoneDuTravail', 'coordonnees'],
    ['demandeur.courriel', 'coordonnees'],
    ['demandeur.adresse.voie', 'vous'],
    ['demandeur.adresse.pays', 'vous'],
    ['demandeur.situationProfessionnelle.profession', 'vous'],
    ['demandeur.situationFamiliale', 'foyer'],
    ['foyer.enfantsANaitre.prevusLe', 'foyer'],
    ['logementActuel.surface', 'logement'],
    ['logementActuel.loyerMensuel', 'logement'],
    ['recherche.types.2', 'recherche'],
    ['recherche.localisations.8.commune', 'recherche'],
    ['motifs.3.precision', 'recherche'],
    ['demandeur.ressources.lignes.0.euros', 'ressources'],
    ['demandeur.ressources.lignes.7.code', 'ressources'],
    ['demandeur.revenuFiscal.anneeMoins2.montant', 'revenu'],
  ])('%s : %s (R-BRO-11)', (chemin, partie) => {
    expect(ou(chemin)).toBe(partie)
  })

  it.each([
    'demandeur.pensionVersee',
    'demandeur.courrielDeLAidant',
    'demandeur.situationProfessionnelle.siretDeLEmployeur',
    'demandeur.situationProfessionnelle.communeDuTravail',
    'logementActuel.sirenDuBailleur',
    'recherche.localisations.0.quartier',
    'recherche',
    'demandeur',
    'handicap',
    'numGuichet',
    'personnePhysique/demandeur/civilite',
    'constructor',
    '',
  ])('« %s » n’en a aucun (R-BRO-11)', (chemin) => {
    expect(ou(chemin)).toBeUndefined()
  })

  it('une identité n’a de champ que tant qu’elle n’est pas connue (R-BRO-11)', () => {
    expect(ou('demandeur.naissance')).toBeUndefined()
    expect(ou('demandeur.naissance', unContenu(['demandeur.naissance', null]))).toBe('vous')
  })

  it('d’une personne qui n’est pas là, rien ne se change (R-BRO-11)', () => {
    const couple = unContenu(['cotitulaires', [unCotitulaire(['naissance', null])]])
    expect(ou('cotitulaires.0.naissance', couple)).toBe('foyer')
    expect(ou('cotitulaires.0.telephonePortable', couple)).toBe('foyer')
    expect(ou('cotitulaires.0.revenuFiscal.anneeMoins2.montant', couple)).toBe('revenu')
    for (const champ of ['naissance', 'telephonePortable', 'revenuFiscal.anneeMoins2.montant'])
      expect(ou(`cotitulaires.1.${champ}`, couple)).toBeUndefined()
    expect(ou('foyer.personnesACharge.0.naissance')).toBeUndefined()
    expect(ou('foyer.ressourcesDesPersonnesACharge.lignes.0.euros')).toBeUndefined()
  })

  it('le revenu d’une année que son formulaire ne demande pas n’en a aucun (R-BRO-11)', () => {
    const [ancien, recent] = [2, 1].map((rang) => `demandeur.revenuFiscal.anneeMoins${rang}.montant`)
    const en = (le: string) => [ancien, recent].map((chemin) => ou(chemin ?? '', unContenu(), jour(le)))
    expect(en('2026-12-31')).toEqual(['revenu', undefined])
    expect(en('2027-01-01')).toEqual([undefined, 'revenu'])
    const sans = unContenu(['demandeur.revenuFiscal.anneeMoins2.annee', null])
    expect(ou('demandeur.revenuFiscal.anneeMoins2.montant', sans)).toBeUndefined()
  })

  it('une association a ses deux parties et ses coordonnées (R-BRO-11)', () => {
    const elle = unContenuDAssociation()
    expect(['demandeur.siret', 'demandeur.courriel', 'recherche.loyerMaximal'].map((un) => ou(un, elle))).toEqual([
      'vous',
      'coordonnees',
      'recherche',
    ])
    expect(ou('logementActuel.surface', elle)).toBeUndefined()
  })
})

describe('ce qu’un champ dit depuis', () => {
  const REVENU = 'demandeur.revenuFiscal.anneeMoins2.montant'
  const vide = unContenu(
    ['demandeur.nationalite', null],
    ['demandeur.ressources', null],
    [REVENU, null],
    ['motifs', []],
    ['logementActuel.surface', null],
  )
  it.each([
    ['demandeur.nationalite', ['demandeur.nationalite', '2']],
    ['demandeur.ressources.lignes.0.euros', ['demandeur.ressources', { statut: 'aucune' }]],
    [REVENU, [REVENU, { statut: 'declare', euros: 14_000 }]],
    ['motifs.3.code', ['motifs', [{ code: '01', precision: null }]]],
    ['logementActuel.surface', ['logementActuel.surface', 41]],
  ] as const)('%s : se tait tant que rien n’y est dit, et le dit ensuite (R-BRO-11)', (chemin, [ou, valeur]) => {
    expect(isDitAuChamp(vide, chemin)).toBe(false)
    expect(isDitAuChamp(unContenu([ou, valeur]), chemin)).toBe(true)
  })

  it.each([
    ['demandeur.ressources.lignes.1.euros', { code: 'AF', euros: null }],
    ['demandeur.ressources.lignes.1.code', { code: null, euros: 250 }],
    ['foyer.ressourcesDesPersonnesACharge.lignes.1.euros', { code: 'AF', euros: null }],
  ])(
    '%s : une ressource qui n’est pas connue en entier ne dit rien de plus qu’au chargement (R-BRO-11)',
    (chemin, une) => {
      const [liste = ''] = chemin.split('.lignes')
      const dites = (...lignes: readonly unknown[]) => unContenu([liste, { statut: 'declarees', lignes }])
      const salaire = { code: 'SAL', euros: 1240 }
      expect(isDitAuChamp(dites(salaire, une), chemin)).toBe(false)
      expect(isDitAuChamp(dites(une), chemin)).toBe(false)
      expect(isDitAuChamp(dites(salaire), chemin)).toBe(true)
      expect(isDitAuChamp(dites(salaire, { ...une, code: 'AF', euros: 250 }), chemin)).toBe(true)
    },
  )

  it.each([
    'demandeur',
    'handicap',
    'personnePhysique/demandeur/civilite',
    'demandeur.constructor',
    'demandeur.__proto__',
    'constructor',
    '',
  ])('« %s », qui n’est pas un champ, ne l’est jamais (R-BRO-11)', (chemin) => {
    expect(isDitAuChamp(unContenu(), chemin)).toBe(false)
  })
})
