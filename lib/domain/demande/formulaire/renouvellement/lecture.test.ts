import { describe, expect, it } from 'vitest'
import { jour } from '../../../calendrier.ts'
import type { Contenu } from '../contenu.ts'
import { type Changement, unContenu, unContenuDAssociation, unCotitulaire } from '../testing.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import type { Reponses } from './groupes.ts'
import { readReponses, reponsesExactes } from './lecture.ts'
import { totalConnu } from './ressources.ts'

const le = jour('2026-11-28')
const FOIX = { code: '09122', nom: 'Foix', codesPostaux: ['09000'] }
const PAMIERS = { code: '09225', nom: 'Pamiers', codesPostaux: ['09100'] }
const GIRONS = { code: '09261', nom: 'Saint-Girons', codesPostaux: ['09200'] }
const PARIS = { code: '75056', nom: 'Paris', codesPostaux: ['75001'] }
const communes = makeCommunes(makeCommunesDuTerritoire([FOIX, PAMIERS, GIRONS]), [FOIX, PAMIERS, GIRONS, PARIS])
const lire = (contenu: Contenu, reponses: Reponses) => readReponses(contenu, reponses, { le, communes })

const TOUJOURS = {
  'demandeur.ressources.reponse': 'toujours',
  'demandeur.revenuFiscal.reponse': 'toujours',
  'revenuFiscal.annee': '2024',
}
const exact = (contenu: Contenu): Reponses => ({ ...reponsesExactes(contenu), ...TOUJOURS })
const ENFANT = { nom: 'Inventée', prenom: 'Alix', naissance: '2015-02-03', sexe: 'F', lien: 'E' }
const couple = (...changements: Changement[]) =>
  unContenu(['cotitulaires', [unCotitulaire(['prenom', 'Dominique'], ...changements)]])

describe('les réponses d’un renouvellement', () => {
  it('rien n’a changé : le contenu de l’an dernier, le revenu fiscal à l’année demandée', () => {
    const contenu = unContenu()
    expect(lire(contenu, {}).etape).toBe('faits')
    expect(lire(contenu, reponsesExactes(contenu)).etape).toBe('ressources')
    expect(lire(contenu, { ...reponsesExactes(contenu), 'demandeur.ressources.reponse': 'toujours' }).etape).toBe(
      'revenu',
    )
    const lu = lire(contenu, exact(contenu))
    expect(lu.etape).toBe('confirmer')
    expect(lu.groupes.map(({ etat }) => etat)).toEqual(['exact', 'exact', 'exact', 'exact'])
    expect(lu.contenu).toEqual(contenu)
  })

  it('un champ changé fait de son groupe un groupe changé ; remis comme avant, il ne l’est plus', () => {
    const contenu = unContenu()
    const lu = lire(contenu, { ...exact(contenu), 'demandeur.telephonePortable': '06 39 98 00 00' })
    expect(lu.groupes.map(({ etat }) => etat)).toEqual(['change', 'exact', 'exact', 'exact'])
    expect(lu.contenu?.demandeur).toMatchObject({ telephonePortable: '06 39 98 00 00' })
    const remis = lire(contenu, { ...exact(contenu), 'demandeur.telephonePortable': ' 06 39 98 12 34 ' })
    expect(remis.groupes[0]?.etat).toBe('exact')
    expect(remis.contenu).toEqual(contenu)
  })

  it('d’une association, ce qu’un fichier lui avait donné en trop tombe, et elle renouvelle (R-DEM-20)', () => {
    const enTrop = unContenuDAssociation(
      ['motifs', [{ code: '09', precision: null }]],
      ['logementActuel.surface', 12],
      ['foyer.enfantsANaitre', { nombre: 1, prevusLe: null }],
    )
    expect(lire(enTrop, reponsesExactes(enTrop))).toMatchObject({
      etape: 'confirmer',
      contenu: unContenuDAssociation(),
    })
  })

  it('une commune d’un autre territoire qui y était reste, même à un autre rang ; une nouvelle est refusée à son champ (R-DEM-19)', () => {
    const contenu = unContenu([
      'recherche.localisations',
      ['09122', '75056'].map((commune) => ({ commune, quartier: null })),
    ])
    const vouloir = (...noms: readonly string[]) =>
      lire(contenu, {
        ...exact(contenu),
        ...Object.fromEntries(noms.map((nom, rang) => [`recherche.localisations.${rang}.commune`, nom])),
      })
    expect(lire(contenu, exact(contenu))).toMatchObject({ etape: 'confirmer', contenu: contenu })
    expect(vouloir('Paris', 'Foix').contenu?.recherche.localisations.map(({ commune }) => commune)).toEqual([
      '75056',
      '09122',
    ])
    const autre = vouloir('Foix', 'Paris', 'Toulouse')
    expect(autre).toMatchObject({ etape: 'completer', contenu: null })
    expect(new Set(autre.anomalies.map(({ champ }) => champ))).toEqual(new Set(['recherche.localisations.2.commune']))
  })

  it('une commune d’ailleurs qui change de rang ne devient pas celle d’ici qui a le même nom (R-DEM-19)', () => {
    const ici = { code: '09267', nom: 'Saint-Lary', codesPostaux: ['09800'] }
    const ailleurs = { code: '32384', nom: 'Saint-Lary', codesPostaux: ['32360'] }
    const deux = makeCommunes(makeCommunesDuTerritoire([FOIX, ici]), [FOIX, ici, ailleurs])
    const contenu = unContenu([
      'recherche.localisations',
      ['09122', '32384'].map((commune) => ({ commune, quartier: null })),
    ])
    const vouloir = (...noms: readonly string[]) => {
      const rangs = noms.map((nom, rang) => [`recherche.localisations.${rang}.commune`, nom])
      return readReponses(contenu, { ...exact(contenu), ...Object.fromEntries(rangs) }, { le, communes: deux })
    }
    const codes = (lu: ReturnType<typeof vouloir>) => lu.contenu?.recherche.localisations.map(({ commune }) => commune)
    expect(codes(vouloir('Saint-Lary (32360)', 'Foix'))).toEqual(['32384', '09122'])
    expect(codes(vouloir('Saint-Lary (09800)', 'Saint-Lary (32360)', 'Foix'))).toEqual(['09267', '32384', '09122'])
    expect(codes(vouloir('Foix', 'Saint-Lary (09800)', 'Saint-Lary (32360)'))).toEqual(['09122', '09267', '32384'])
    // Which of the two is not guessed.
    expect(vouloir('Saint-Lary', 'Foix').anomalies[0]).toMatchObject({ champ: 'recherche.localisations.0.commune' })
  })

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

  it('ce qui manque se demande, et rien n’est inventé (R-DEM-06)', () => {
    const contenu = unContenu(['demandeur.nationalite', null], ['recherche.accepteDAutresCommunes', null])
    const lu = lire(contenu, exact(contenu))
    expect(lu.etape).toBe('completer')
    expect(lu.manques.map(({ champ }) => champ)).toEqual(['demandeur.nationalite', 'recherche.accepteDAutresCommunes'])
    const complet = lire(contenu, {
      ...exact(contenu),
      'demandeur.nationalite': '1',
      'recherche.accepteDAutresCommunes': 'non',
    })
    expect(complet.etape).toBe('confirmer')
    expect(complet.contenu?.recherche.accepteDAutresCommunes).toBe(false)
  })

  it('un nom inconnu se complète, un nom écrit n’a pas de champ (R-IDE-05)', () => {
    const champs = (contenu: Contenu) =>
      lire(contenu, {}).groupes.flatMap(({ blocs }) => blocs.flatMap((bloc) => bloc.champs.map(({ nom }) => nom)))
    expect(champs(unContenu())).not.toContain('demandeur.nom')
    expect(champs(unContenu())).not.toContain('demandeur.naissance')
    expect(champs(unContenu(['demandeur.prenom', null]))).toContain('demandeur.prenom')
  })

  it.each([
    ['Pamiers', '09225'],
    ['PAMIERS (09100)', '09225'],
    ['st girons', '09261'],
    ['09200', '09261'],
    ['Paris', undefined],
    ['Nulle-Part-en-Rien', undefined],
    ['<b>Foix</b> 🏠', undefined],
  ])('une commune souhaitée écrite « %s » (R-FORM-13)', (texte, code) => {
    const contenu = unContenu()
    const lu = lire(contenu, { ...exact(contenu), 'recherche.localisations.0.commune': texte })
    if (code) expect(lu.contenu?.recherche.localisations).toEqual([{ commune: code, quartier: null }])
    else expect(lu.anomalies.map(({ champ }) => champ)).toEqual(['recherche.localisations.0.commune'])
  })

  it('l’ordre des communes se tient, une place vide se ferme, une commune en double se dit à sa place', () => {
    const contenu = unContenu()
    const dit = {
      ...exact(contenu),
      'recherche.localisations.0.commune': '',
      'recherche.localisations.2.commune': 'Pamiers',
    }
    expect(lire(contenu, dit).contenu?.recherche.localisations.map(({ commune }) => commune)).toEqual(['09225'])
    const double = lire(contenu, { ...exact(contenu), 'recherche.localisations.4.commune': 'Foix' })
    expect(double.anomalies).toEqual([
      { champ: 'recherche.localisations.4.commune', message: 'Vous avez déjà choisi cette commune.' },
    ])
  })

  it('qui déménage écrit sa commune : le code postal et le nom doivent se répondre', () => {
    const contenu = unContenu()
    const dit = { ...exact(contenu), 'demandeur.adresse.commune': 'Pamiers', 'demandeur.adresse.codePostal': '09100' }
    expect(lire(contenu, dit).contenu?.demandeur.adresse).toMatchObject({ commune: '09225', codePostal: '09100' })
    expect(lire(contenu, { ...dit, 'demandeur.adresse.codePostal': '75001' }).anomalies[0]?.champ).toBe(
      'demandeur.adresse.commune',
    )
  })

  it('une personne part, une autre arrive ; les erreurs restent à leur place, le handicap suit la bonne personne', () => {
    const handicap = { etat: 'STA', marche: null, moteurs: [], sensoriels: [], aides: [], equipements: [] }
    const contenu = unContenu(
      ['foyer.personnesACharge', [ENFANT, { ...ENFANT, prenom: 'Sacha' }]],
      [
        'handicaps',
        [
          { ...handicap, personne: 1 },
          { ...handicap, personne: 2 },
        ],
      ],
    )
    const dit = {
      ...exact(contenu),
      'foyer.personnesACharge.0.retirer': 'on',
      'foyer.personnesACharge.1.prenom': 'Sasha',
      'foyer.personnesACharge.2.prenom': 'Noa',
      'foyer.personnesACharge.2.naissance': '31/02/2020',
      'foyer.personnesACharge.2.lien': 'E',
    }
    const lu = lire(contenu, dit)
    expect(lu.anomalies.map(({ champ }) => champ)).toEqual(['foyer.personnesACharge.2.naissance'])
    const bon = lire(contenu, { ...dit, 'foyer.personnesACharge.2.naissance': '28/02/2020' })
    expect(bon.contenu?.foyer.personnesACharge.map(({ prenom }) => prenom)).toEqual(['Sasha', 'Noa'])
    expect(bon.contenu?.handicaps.map(({ personne }) => personne)).toEqual([1])
    // What was typed of her waits: she comes back whole.
    expect(lire(contenu, { ...dit, 'foyer.personnesACharge.0.retirer': '' }).contenu).toBeNull()
  })

  it('les ressources de chacun : une seule réponse pour tous, ou chacun la sienne', () => {
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

  it('une association ne répond que de ses rubriques (R-FORM-09)', () => {
    const contenu = unContenuDAssociation()
    const lu = lire(contenu, reponsesExactes(contenu))
    expect(lu.groupes.map(({ groupe }) => groupe)).toEqual(['vous', 'recherche'])
    expect([lu.etape, lu.porteurs.length]).toEqual(['confirmer', 0])
    expect(lu.contenu).toEqual(contenu)
  })

  it('une association dont la date de création n’est pas connue la dit en renouvelant (R-FORM-14)', () => {
    const contenu = unContenuDAssociation(['demandeur.creeeLe', null])
    const sans = lire(contenu, reponsesExactes(contenu))
    expect([sans.etape, sans.manques.map(({ champ }) => champ)]).toEqual(['completer', ['demandeur.creeeLe']])
    // A form of « ça a changé » finds its field, as any other of the content does.
    expect(sans.groupes.flatMap(({ blocs }) => blocs.flatMap(({ champs }) => champs.map(({ nom }) => nom)))).toContain(
      'demandeur.creeeLe',
    )
    const dite = lire(contenu, { ...reponsesExactes(contenu), 'demandeur.creeeLe': '03/02/2001' })
    expect(dite.contenu).toEqual(unContenuDAssociation(['demandeur.creeeLe', '2001-02-03']))
    expect(dite.etape).toBe('confirmer')
  })

  it.each([
    ['demandeur.telephonePortable', '+44 20 7946 0000'],
    ['demandeur.courriel', '<script>'],
    ['demandeur.adresse.voie', 'x'.repeat(151)],
    ['logementActuel.surface', '🙂'],
    ['logementActuel.surface', '38,5'],
    ['logementActuel.entreLe', '31/02/2020'],
    ['logementActuel.entreLe', '12/03/2199'],
    ['logementActuel.loyerMensuel', 'пятьсот'],
    ['foyer.enfantsANaitre.prevusLe', '12/03/2029'],
    ['logementActuel.modele', 'CHATEAU'],
  ])('« %s » qui ne se lit pas : une phrase, à son champ, et rien n’est gardé', (champ, texte) => {
    const contenu = unContenu()
    const lu = lire(contenu, { ...exact(contenu), [champ]: texte })
    expect(lu.anomalies.map((one) => one.champ)).toEqual([champ])
    expect(lu.anomalies[0]?.message).toMatch(/^\p{Lu}.*\.$/u)
    expect([lu.contenu, lu.etape]).toEqual([null, 'completer'])
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

  it('un champ que personne ne connaît ne change rien', () => {
    const contenu = unContenu()
    const lu = lire(contenu, {
      ...exact(contenu),
      'demandeur.nom': 'Autre',
      '__proto__.x': '1',
      'recherche.types.T9': 'on',
    })
    expect(lu.contenu).toEqual(contenu)
  })
})
