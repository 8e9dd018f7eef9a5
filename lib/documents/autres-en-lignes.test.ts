import { describe, expect, it } from 'vitest'
import { jour } from '#lib/domain/calendrier.ts'
import {
  type Changement,
  unContenu,
  unContenuDAssociation,
  unCotitulaire,
} from '#lib/domain/demande/formulaire/testing.ts'
import { lignesHorsFormulaire } from './autres-en-lignes.ts'
import { lignesDuGroupe } from './contenu-en-lignes.ts'

const LE = jour('2026-11-28')
const nomDe = (code: string) => (code === '09122' ? 'Foix' : code)
const lignes = (...args: readonly Changement[]) =>
  lignesHorsFormulaire(unContenu(...args), nomDe, LE).map(({ libelle, valeur }) =>
    `${libelle} = ${valeur}`.replaceAll(/[\u00A0\u202F]/g, ' '),
  )

describe('ce qu’aucun formulaire ne change', () => {
  it('se lit, d’une personne et de chacun (R-BRO-09)', () => {
    expect(lignes()).toEqual([])
    const qui = unCotitulaire(
      ['prenom', 'Dominique'],
      ['pensionVersee', 90],
      ['situationProfessionnelle.communeDuTravail', '09225'],
    )
    expect(
      lignes(
        ['demandeur.pensionVersee', 120.5],
        ['demandeur.situationProfessionnelle.communeDuTravail', '09122'],
        ['demandeur.courrielDeLAidant', 'aide@exemple.fr'],
        ['cotitulaires', [qui]],
      ),
    ).toEqual([
      'Pension alimentaire que vous versez, par mois = 120,50 €',
      'Commune de votre travail = Foix',
      'Courriel de qui vous aide = aide@exemple.fr',
      'Dominique Inventée : pension alimentaire versée, par mois = 90 €',
      'Dominique Inventée : commune du travail = 09225',
    ])
  })

  it('dit tout ce qu’un autre système a écrit, en mots là où ils sont connus (R-BRO-09)', () => {
    const autres = [
      { chemin: 'personnePhysique/demandeur/civilite', valeur: '7' },
      { chemin: 'demandeur.telephonePortable', valeur: '12' },
      { chemin: 'personnePhysique/demandeur/listeMesure/mesureDAccompagnement', valeur: 'AVDL' },
      { chemin: 'cotitulaires.0.ressources.lignes.0.code', valeur: 'XYZ' },
      { chemin: 'note', valeur: 'né le' },
      { chemin: '', valeur: 'sans chemin' },
    ]
    expect(lignes(['autres', autres])).toEqual([
      'Vous : civilité = code 7, inconnu',
      'Vous : téléphone portable = 12',
      'Vous : mesure d’accompagnement = AVDL',
      'Qui demande avec vous : ressources = code XYZ, inconnu',
      'Note = né le',
      'Autre = sans chemin',
    ])
    const association = { ...unContenuDAssociation(), autres: autres.slice(4, 5) }
    expect(lignesHorsFormulaire(association, nomDe, LE)).toEqual([
      { cle: 'autre.0', libelle: 'Note', valeur: 'né le', isPassee: false },
    ])
  })

  it('se dit passé quand son champ est rempli depuis (R-BRO-11)', () => {
    const autres = [{ chemin: 'logementActuel.surface', valeur: 'env. 40' }]
    const passees = (...changements: readonly Changement[]) =>
      lignesHorsFormulaire(unContenu(['autres', autres], ...changements), nomDe, LE).map(({ isPassee }) => isPassee)
    expect(passees(['logementActuel.surface', null])).toEqual([false])
    expect(passees(['logementActuel.surface', 41])).toEqual([true])
  })

  it('de ce qu’un champ n’a pas pris, dit le formulaire qui le change ; du reste, aucun (R-BRO-11)', () => {
    const autres = [
      ['demandeur.telephonePortable', '12'],
      ['logementActuel.surface', '0x10'],
      ['personnePhysique/demandeur/civilite', '7'],
      ['demandeur.pensionVersee', 'NC'],
    ].map(([chemin = '', valeur = '']) => ({ chemin, valeur }))
    const contenu = unContenu(['demandeur.pensionVersee', 120], ['autres', autres])
    expect(lignesHorsFormulaire(contenu, nomDe, LE).map(({ libelle, formulaire }) => [libelle, formulaire])).toEqual([
      ['Pension alimentaire que vous versez, par mois', undefined],
      ['Vous\u00A0: téléphone portable', 'coordonnees'],
      ['Logement actuel\u00A0: surface', 'logement'],
      ['Vous\u00A0: civilité', undefined],
      ['Vous\u00A0: pension alimentaire versée', undefined],
    ])
  })

  it.each([
    ['recherche.localisations.8.commune', '09122', 'Logement recherché : commune souhaitée : commune = Foix'],
    ['personnePhysique/demandeur/adressePostale/commune@code', '09122', 'Vous : adresse : commune = Foix'],
    [
      'recherche.localisations.8.commune',
      '09999',
      'Logement recherché : commune souhaitée : commune = code 09999, inconnu',
    ],
    ['recherche.localisations.8.commune', 'Foix', 'Logement recherché : commune souhaitée : commune = Foix'],
    ['motifs.3.code', '04', 'Motif = Logement repris ou mis en vente par son propriétaire'],
    ['recherche.types.3', 'T3', 'Logement recherché : taille = T3'],
    ['recherche.types.3', 'T9', 'Logement recherché : taille = T9, soit T6 et plus'],
    ['personnePhysique/demandeur/civilite', '2', 'Vous : civilité = Madame'],
    ['personnePhysique/demandeur/civilite', '9', 'Vous : civilité = code 9, inconnu'],
    ['personnePhysique/demandeur/civilite', 'toString', 'Vous : civilité = toString'],
    ['personnePhysique/demandeur/nationalite@code', '3', 'Vous : nationalité = Hors Union européenne'],
    [
      'cotitulaires.0.ressources.lignes.1.code',
      'RSA',
      'Qui demande avec vous : ressources = Revenu de solidarité active (RSA)',
    ],
    ['note', '04', 'Note = 04'],
    // Of our own fields, whose names are not those of a file; « P » and « M » are not the same of everybody.
    ['cotitulaires.20.lien', 'P', 'Qui demande avec vous : lien = Partenaire de PACS'],
    ['foyer.personnesACharge.20.lien', 'P', 'Foyer : personne à charge : lien = Parent'],
    ['foyer.enfantsEnGarde.20.garde', 'G', 'Foyer : enfant que vous accueillez : garde = Garde alternée'],
    [
      'cotitulaires.20.situationProfessionnelle.type',
      'ART',
      'Qui demande avec vous : travail : type = Artisan, commerçant, profession libérale',
    ],
    ['logementActuel.type', 'ZZ9', 'Logement actuel : type = code ZZ9, inconnu'],
    ['logementActuel.categorie', 'I', 'Logement actuel : catégorie = code I, inconnu'],
    ['recherche.categorie', 'ZZ9', 'Logement recherché : catégorie = code ZZ9, inconnu'],
    ['recherche.quartierPrioritaire', 'ZZ9', 'Logement recherché : quartier prioritaire (QPV) = code ZZ9, inconnu'],
    ['logementActuel.modele', 'ZZ9', 'Logement actuel : logement = code ZZ9, inconnu'],
    [
      'personnePhysique/logementActuel/listeModeleLogement/modeleLogement',
      'SLHT',
      'Logement actuel : logement = Sous-locataire ou hébergé temporairement',
    ],
    ['listeMotif/motif/type', '05', 'Motif : type = Procédure d’expulsion'],
    [
      'foyer.ressourcesDesPersonnesACharge.lignes.0.code',
      'ZZ9',
      'Foyer : ressources des personnes à charge = code ZZ9, inconnu',
    ],
    ['personnePhysique/demandeur/commune@libelle', '09122', 'Vous : commune = 09122'],
  ])('« %s » %s se dit en mots : « %s » (R-BRO-12)', (chemin, valeur, dit) => {
    expect(lignes(['autres', [{ chemin, valeur }]])).toEqual([dit])
  })

  it.each([
    ['numeroAllocataireCAF', 'Numéro allocataire CAF'],
    ['complementHandicap', 'Complément handicap'],
    ['personnePhysique/demandeur/dateDebut', 'Vous : date début'],
    ['personnePhysique/demandeur/emancipe', 'Vous : émancipé'],
    ['heberge', 'Hébergé'],
    ['hebergeur', 'Hebergeur'],
  ])('« %s » se lit avec ses accents : « %s » (R-BRO-12)', (chemin, libelle) => {
    expect(lignes(['autres', [{ chemin, valeur: 'x' }]])).toEqual([`${libelle} = x`])
  })

  it.each([
    ['personnePhysique/demandeur/civilite@libelle', 'Vous : civilité'],
    [
      'personnePhysique/demandeur/situationProfessionnelle/typeContratTravail@libelle',
      'Vous : travail : contrat de travail',
    ],
    [
      'personnePhysique/demandeur/revenuFiscal/montantMoins2@devise',
      'Vous : revenu fiscal : montant de l’avant-dernière année : devise',
    ],
    ['@libelle', 'Autre'],
    ['_', 'Autre'],
    ['personnePhysique/demandeur/constructor', 'Vous : constructor'],
    ['personnePhysique/demandeur/__proto__', 'Vous : proto'],
    ['toString', 'To string'],
    ['URLDuDossier', 'Url du dossier'],
    ['date_de-passage2', 'Date de passage 2'],
    ['cotitulaires.20.revenuFiscal.anneeMoins1.montant.euros', 'Qui demande avec vous : année précédente : montant'],
  ])('ne dit jamais un chemin : « %s » se lit « %s » (R-BRO-09)', (chemin, libelle) => {
    expect(lignes(['autres', [{ chemin, valeur: 'x' }]])).toEqual([`${libelle} = x`])
  })

  it('ne dit pas un 0 mis de côté, que son champ dit inconnu et laisse changer, ni les marques du formulaire (R-BRO-09)', () => {
    const caches = [
      ['demandeur.revenuFiscal.anneeMoins1.montant', '0'],
      ['demandeur.ressources.lignes.0.euros', '0'],
      ['logementActuel.loyerMensuel', '0'],
      ['cotitulaires.20.unSeulNom', 'false'],
      ['cotitulaires.20.revenuFiscal.anneeMoins1.montant.statut', 'declare'],
    ]
    const dits = [
      ['demandeur.revenuFiscal.anneeMoins1.montant', '20.000'],
      ['personnePhysique/demandeur/listeRessourceVersee/detailRessource/montant', '0'],
      ['foyer.enfantsANaitre.nombre', '0'],
      ['personnePhysique/demandeur/pacs', 'true'],
    ]
    const autres = [...caches, ...dits].map(([chemin = '', valeur = '']) => ({ chemin, valeur }))
    expect(lignes(['autres', autres])).toEqual([
      'Vous : revenu fiscal : année précédente : montant = 20.000',
      'Vous : ressource : montant = 0',
      'Foyer : enfant à naître : nombre = 0',
      'Vous : pacs = Oui',
    ])
  })

  it('un complément handicap venu d’un fichier se dit joint, comme un autre (R-BRO-09)', () => {
    const dit = (...args: readonly Changement[]) =>
      lignesDuGroupe('foyer', unContenu(...args), nomDe).find(({ cle }) => cle === 'handicap')?.valeur
    const handicap = { personne: 0, etat: 'STA', marche: null, moteurs: [], sensoriels: [], aides: [], equipements: [] }
    const joint = 'Un complément est joint à votre demande\u00a0: il se change au guichet'
    expect(dit()).toBeUndefined()
    expect(dit(['handicaps', [handicap]])).toBe(joint)
    for (const chemin of ['personnePhysique/demandeur/complementHandicap/etat', 'handicap'])
      expect(dit(['autres', [{ chemin, valeur: 'STA' }]])).toBe(joint)
    expect(dit(['autres', [{ chemin: 'note', valeur: 'handicap' }]])).toBeUndefined()
  })
})
