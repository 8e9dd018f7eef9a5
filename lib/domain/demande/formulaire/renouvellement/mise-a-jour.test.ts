import { describe, expect, it } from 'vitest'
import { jour } from '../../../calendrier.ts'
import type { Contenu } from '../contenu.ts'
import { unContenu, unContenuDAssociation, unCotitulaire } from '../testing.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import type { Reponses } from './groupes.ts'
import {
  blocsDePartie,
  checkPageOuverte,
  isPartie,
  type Partie,
  partieDuChamp,
  partiesDe,
  readMiseAJour,
  textesDe,
} from './mise-a-jour.ts'

const le = jour('2026-11-28')
const FOIX = { code: '09122', nom: 'Foix', codesPostaux: ['09000'] }
const PAMIERS = { code: '09225', nom: 'Pamiers', codesPostaux: ['09100'] }
const faits = { le, communes: makeCommunes(makeCommunesDuTerritoire([FOIX, PAMIERS]), [FOIX, PAMIERS]) }
const blocsDe = (partie: Partie, contenu: Contenu) => blocsDePartie(partie, contenu, faits)
/** What the form sends: what it showed (a box only when it is ticked), with what was typed. */
const envoi = (partie: Partie, avant: Contenu, saisies: Reponses = {}): Reponses => ({
  ...Object.fromEntries(
    blocsDe(partie, avant)
      .flatMap(({ champs }) => champs)
      .filter(({ sorte, valeur }) => sorte !== 'reponse' && (sorte !== 'case' || valeur !== ''))
      .map(({ nom, valeur }) => [nom, valeur]),
  ),
  ...saisies,
})
const lire = (partie: Partie, avant: Contenu, saisies: Reponses = {}) =>
  readMiseAJour({ partie, avant, envoyes: envoi(partie, avant, saisies) }, faits)
const ENFANT = { nom: 'Inventée', prenom: 'Alix', naissance: '2015-02-03', sexe: 'F', lien: 'E' }

describe('une partie de la demande, hors renouvellement', () => {
  it('rendue comme elle est montrée, elle ne change rien : ni montant deviné, ni année déplacée', () => {
    const contenu = unContenu(['cotitulaires', [unCotitulaire()]], ['foyer.personnesACharge', [ENFANT]])
    for (const partie of partiesDe(contenu)) expect(lire(partie, contenu).contenu).toEqual(contenu)
  })

  it('une association n’a que deux parties, et un nom inconnu n’en est pas une', () => {
    expect(partiesDe(unContenuDAssociation())).toEqual(['vous', 'recherche'])
    expect(partiesDe(unContenu())).toEqual(['vous', 'foyer', 'logement', 'recherche', 'ressources', 'revenu'])
    expect(['vous', 'revenu', 'confirmer', 'toString'].map(isPartie)).toEqual([true, true, false, false])
  })

  it('ne prend que ses champs, jamais ceux d’une autre partie ni les moyens de joindre (R-MAJ-01)', () => {
    const contenu = unContenu()
    const intrus = {
      'demandeur.courriel': 'intrus@exemple.invalid',
      'demandeur.telephonePortable': '06 39 98 00 00',
      'demandeur.nom': 'Autre',
      'logementActuel.surface': '99',
    }
    expect(Object.keys(textesDe(blocsDe('vous', contenu))).filter((nom) => nom in intrus)).toEqual([])
    expect(lire('vous', contenu, intrus).contenu).toEqual(contenu)
    const lu = lire('logement', contenu, { ...intrus, 'logementActuel.surface': '41' })
    expect(lu.contenu).toEqual(unContenu(['logementActuel.surface', 41]))
  })

  it('une case décochée est vidée ; une mauvaise réponse est dite à son champ, et rien n’est gardé d’elle', () => {
    const contenu = unContenu()
    const [coche = ''] = Object.entries(textesDe(blocsDe('recherche', contenu)))
      .filter(([nom, texte]) => nom.startsWith('recherche.types.') && texte === 'on')
      .map(([nom]) => nom)
    const { [coche]: _, ...reste } = envoi('recherche', contenu, { 'recherche.types.T5': 'on' })
    const lu = readMiseAJour({ partie: 'recherche', avant: contenu, envoyes: reste }, faits)
    expect(lu.contenu?.recherche.types).toContain('T5')
    expect(lu.contenu?.recherche.types).not.toContain(coche.replace('recherche.types.', ''))
    const faux = lire('logement', contenu, { 'logementActuel.surface': 'grande' })
    expect(faux.contenu).toBeNull()
    expect(faux.anomalies.map(({ champ }) => champ)).toEqual(['logementActuel.surface'])
  })

  it('une naissance attendue, passée depuis longtemps, n’arrête que sa partie ; une faute nouvelle arrête la sienne (R-MAJ-07)', () => {
    const attendue = (prevusLe: string) => unContenu(['foyer.enfantsANaitre', { nombre: 1, prevusLe }])
    // Three hundred days before 28 November 2026, and the day before.
    const [juste, passee] = [attendue('2026-02-01'), attendue('2026-01-31')]
    const surface = { 'logementActuel.surface': '41' }
    for (const contenu of [juste, passee])
      expect(lire('logement', contenu, surface).contenu).toEqual({
        ...contenu,
        logementActuel: { ...contenu.logementActuel, surface: 41 },
      })
    expect(lire('foyer', juste).contenu).toEqual(juste)
    const foyer = lire('foyer', passee, { 'demandeur.situationFamiliale': 'D' })
    expect([foyer.contenu, foyer.anomalies.map(({ champ }) => champ)]).toEqual([
      null,
      ['foyer.enfantsANaitre.prevusLe'],
    ])
    const faux = lire('logement', passee, { 'logementActuel.entreLe': '29/11/2026' })
    expect([faux.contenu, faux.anomalies.map(({ champ }) => champ)]).toEqual([null, ['logementActuel.entreLe']])
  })

  it('une personne ajoutée, une personne retirée', () => {
    const contenu = unContenu(['foyer.personnesACharge', [ENFANT]])
    const ajout = lire('foyer', contenu, {
      'foyer.personnesACharge.1.nom': 'Inventée',
      'foyer.personnesACharge.1.prenom': 'Noa',
      'foyer.personnesACharge.1.naissance': '12/03/2019',
      'foyer.personnesACharge.1.sexe': 'M',
      'foyer.personnesACharge.1.lien': 'E',
    })
    expect(ajout.contenu?.foyer.personnesACharge.map(({ prenom }) => prenom)).toEqual(['Alix', 'Noa'])
    const sans = lire('foyer', contenu, { 'foyer.personnesACharge.0.retirer': 'on' })
    expect(sans.contenu).toEqual(unContenu())
  })
})

describe('les montants, hors renouvellement', () => {
  const INCONNU = unContenu(['demandeur.ressources', null])
  const euros = 'demandeur.ressources.lignes.0.euros'
  const code = 'demandeur.ressources.lignes.0.code'
  const montant = 'demandeur.revenuFiscal.anneeMoins2.montant.euros'

  it('ce que l’on ne touche pas reste, l’inconnu aussi (R-MAJ-02)', () => {
    expect(lire('ressources', INCONNU).contenu).toEqual(INCONNU)
    expect(lire('ressources', INCONNU, { 'demandeur.ressources.reponse': '' }).contenu).toEqual(INCONNU)
    // The renewal's « la même chose » is not offered here: forged, it answers nothing.
    expect(lire('revenu', INCONNU, { 'demandeur.revenuFiscal.reponse': 'toujours' }).contenu).toEqual(INCONNU)
  })

  it('un montant écrit est une réponse sans rien choisir ; « rien » et « inconnu » se disent (R-MAJ-02)', () => {
    const contenu = unContenu()
    expect(lire('ressources', contenu, { [euros]: '1 300,50' }).contenu?.demandeur).toMatchObject({
      ressources: { statut: 'declarees', lignes: [{ code: 'SAL', euros: 1300.5 }] },
    })
    const repondre = (reponse: string) =>
      lire('ressources', contenu, { 'demandeur.ressources.reponse': reponse }).contenu?.demandeur
    expect(repondre('rien')).toMatchObject({ ressources: { statut: 'aucune' } })
    expect(repondre('inconnu')).toMatchObject({ ressources: null })
    expect(lire('revenu', contenu, { [montant]: '15000' }).contenu?.demandeur).toMatchObject({
      revenuFiscal: { anneeMoins2: { annee: 2024, montant: { statut: 'declare', euros: 15_000 } } },
    })
  })

  it('vidé, il se redemande : ce n’est ni 0, ni l’inconnu, ni l’ancien (R-MAJ-02)', () => {
    const contenu = unContenu()
    const vide = lire('ressources', contenu, { [euros]: '', [code]: '' })
    expect(vide.contenu).toBeNull()
    expect(vide.anomalies.map(({ champ }) => champ)).toEqual([euros])
    expect(lire('ressources', contenu, { [euros]: '' }).anomalies.map(({ champ }) => champ)).toEqual([euros])
  })

  describe('une page qui parle d’autres personnes, ou d’une autre année, se rouvre (R-MAJ-04)', () => {
    const enfant = (prenom: string | null, naissance: string | null = '2015-02-03') => ({
      ...ENFANT,
      prenom,
      naissance,
    })
    const foyer = (...enfants: readonly unknown[]) => unContenu(['foyer.personnesACharge', enfants])
    const ouverte = (partie: Partie, vu: Contenu | undefined, actuel: Contenu, annee = '2024') =>
      checkPageOuverte(partie, { vue: { contenu: vu, annee }, actuel, le }).ok
    const PAR_RANG = ['foyer', 'ressources', 'revenu'] as const
    const deux = foyer(enfant('Alix'), enfant('Noa'))

    it.each([
      ['une de plus', foyer(enfant('Alix'), enfant('Noa'), enfant('Sam'))],
      ['une de moins', foyer(enfant('Alix'))],
      ['deux qui ont changé de place', foyer(enfant('Noa'), enfant('Alix'))],
      ['une autre naissance', foyer(enfant('Alix'), enfant('Noa', '2015-02-04'))],
      ['un nom qui n’était pas connu', foyer(enfant('Alix'), { ...enfant(null), nom: null })],
      ['une personne qui demande aussi', unContenu(['cotitulaires', [unCotitulaire()]])],
      [
        'un enfant accueilli',
        unContenu(['foyer.enfantsEnGarde', [{ naissance: '2015-02-03', sexe: 'F', garde: 'G' }]]),
      ],
      ['un autre demandeur', unContenu(['demandeur.prenom', 'Dominique'])],
    ])('%s', (_, actuel) => {
      for (const partie of PAR_RANG) expect(ouverte(partie, deux, actuel)).toBe(false)
      for (const partie of ['vous', 'logement', 'recherche'] as const) expect(ouverte(partie, deux, actuel)).toBe(true)
    })

    it('tout le reste peut changer, et ce dont il ne reste rien ne se devine pas', () => {
      const ailleurs = unContenu(
        ['foyer.personnesACharge', [{ ...enfant('Alix'), lien: 'A' }, enfant('Noa')]],
        ['logementActuel.surface', 41],
        ['demandeur.ressources', { statut: 'declarees', lignes: [{ code: 'SAL', euros: 980 }] }],
      )
      for (const partie of PAR_RANG) expect(ouverte(partie, deux, ailleurs)).toBe(true)
      for (const partie of PAR_RANG) expect(ouverte(partie, undefined, deux)).toBe(false)
      expect(ouverte('logement', undefined, deux)).toBe(true)
    })

    it('deux personnes sans nom ne se confondent que si tout ce que l’on en sait est le même', () => {
      const [une, autre] = [
        { ...enfant(null), nom: null },
        { ...enfant(null), nom: null, lien: 'A' },
      ]
      expect(ouverte('foyer', foyer(une), foyer(une))).toBe(true)
      expect(ouverte('foyer', foyer(une), foyer(autre))).toBe(false)
    })

    it('une ligne de ressources d’une autre nature, de sa partie seule', () => {
      const avec = (...codes: readonly string[]) =>
        unContenu([
          'demandeur.ressources',
          { statut: 'declarees', lignes: codes.map((code) => ({ code, euros: 980 })) },
        ])
      for (const actuel of [
        avec('AF', 'SAL'),
        avec('SAL'),
        avec('SAL', 'AF', 'AF'),
        unContenu(['demandeur.ressources', null]),
      ]) {
        expect(ouverte('ressources', avec('SAL', 'AF'), actuel)).toBe(false)
        expect(ouverte('revenu', avec('SAL', 'AF'), actuel)).toBe(true)
      }
    })

    it('l’année est celle que le formulaire demandait', () => {
      expect(['', '2023', '2024', '2025'].map((annee) => ouverte('revenu', deux, deux, annee))).toEqual([
        false,
        false,
        true,
        false,
      ])
      expect(ouverte('foyer', deux, deux, '')).toBe(true)
    })
  })

  it('un montant écrit à côté de « rien » ou de « je ne sais pas » se redemande (R-MAJ-05)', () => {
    const avant = unContenu()
    const question = blocsDe('ressources', avant)[0]?.champs[0]?.nom ?? ''
    const euros = blocsDe('ressources', avant)[0]?.champs.find(({ sorte }) => sorte === 'euros')?.nom ?? ''
    for (const reponse of ['rien', 'inconnu']) {
      expect(lire('ressources', avant, { [question]: reponse }).contenu).not.toBeNull()
      const { contenu, anomalies } = lire('ressources', avant, { [question]: reponse, [euros]: '1300' })
      expect([contenu, anomalies.map(({ champ }) => champ)]).toEqual([null, [question]])
    }
  })

  it('autant de lignes de ressources que le registre en tient : corriger la première garde la septième', () => {
    const codes = ['SAL', 'RET', 'CHO', 'PAR', 'RSA', 'AAH', 'AUT'] as const
    const lignes = codes.map((code, rang) => ({ code, euros: 100 + rang }))
    const avant = unContenu(['demandeur.ressources', { statut: 'declarees', lignes }])
    const euros = blocsDe('ressources', avant)[0]?.champs.find(({ sorte }) => sorte === 'euros')?.nom ?? ''
    const { contenu } = lire('ressources', avant, { [euros]: '150' })
    expect(contenu?.demandeur).toMatchObject({
      ressources: { statut: 'declarees', lignes: [{ euros: 150 }, ...lignes.slice(1)] },
    })
  })

  it('dit la partie d’un champ qui est ailleurs', () => {
    expect(partieDuChamp('logementActuel.surface', unContenu(), faits)).toBe('logement')
    expect(partieDuChamp('inconnu', unContenu(), faits)).toBeUndefined()
  })
})
