import { describe, expect, it } from 'vitest'
import { ACTEURS } from '../acces/testing.ts'
import { jour } from '../calendrier.ts'
import { recordAvisRemis } from './avis.ts'
import { type MotifDeChangement, recordChangementDeTitulaire } from './changement-de-titulaire.ts'
import { listConjoints } from './conjoints.ts'
import type { Demande, DemandeActive } from './demande.ts'
import { type Fait, replayFaits } from './faits.ts'
import { readFait } from './faits-lus.ts'
import { unContenu, unCotitulaire } from './formulaire/testing.ts'
import { showFait } from './histoire.ts'
import { recordModification } from './modification.ts'
import { findNommeeDepuis } from './nommee.ts'
import { promoteCotitulaire, removeCotitulaire } from './personnes.ts'
import { recordRadiation } from './radiation.ts'
import { recordSeparation } from './separation.ts'
import { auGuichet, codeOf, granted, numeroDuMois, refDe, unCouple, uneDemande, uneRadiation } from './testing.ts'

const never = (): never => {
  throw new Error('Nobody there')
}
const couple = (lien = 'M') => uneDemande().avec(unCouple(lien)).deposeeLe('2014-07-29').renouveleeLe('2015-07-01')
const separe = (
  lien = 'M',
  {
    prenom = 'Dominique',
    naissance = '1984-05-12',
    rang = 0,
    territoire = '09',
    deposeeLe = '2016-01-15',
    vie = couple(lien),
  } = {},
) =>
  recordSeparation(
    vie.build(),
    {
      faits: vie.listFaits(),
      rang,
      preuve: 'jugement-de-divorce',
      depot: {
        ref: refDe(2),
        numeroUnique: numeroDuMois('2016-01-15', 7, territoire),
        deposeeLe: jour(deposeeLe),
        contenu: unContenu(
          ['demandeur.prenom', prenom],
          ['demandeur.naissance', naissance],
          ['recherche.localisations', [{ commune: territoire === '09' ? '09122' : '32013', quartier: null }]],
        ),
      },
    },
    auGuichet('2016-01-15'),
  )

describe('se séparer', () => {
  it('vaut pour un couple marié ou pacsé, pour nul autre (R-SEP-01)', () => {
    const refuse = 'couple-non-couvert'
    expect(['M', 'P', 'C', 'L'].map((lien) => codeOf(separe(lien)))).toEqual(['ok', 'ok', refuse, refuse])
    expect(codeOf(separe('M', { rang: 1 }))).toBe('cotitulaire-inconnu')
  })

  it('garde l’ancienneté du couple, avec un numéro et un T à soi (R-SEP-03)', () => {
    const { couple: reste, nouvelle } = granted(separe())
    expect(nouvelle.demande).toMatchObject({
      numeroUnique: '0090116000007G0123',
      deposeeLe: '2016-01-15',
      valideDepuis: '2016-01-15',
      ancienneteDepuis: '2014-07-29',
    })
    expect(nouvelle.fait).toMatchObject({ type: 'depot', separationDe: refDe(1) })
    expect(reste.demande).toMatchObject({
      valideDepuis: '2015-07-01',
      ancienneteDepuis: '2014-07-29',
      contenu: { cotitulaires: [] },
    })
    expect(replayFaits([...couple().listFaits(), reste.fait])).toEqual(reste.demande)
  })

  it('ne vaut que pour la personne nommée, quelle que soit l’écriture de son nom (R-SEP-02)', () => {
    const answers = ['Dominique', 'DOMINIQUE', 'Claude'].map((prenom) => codeOf(separe('M', { prenom })))
    expect(answers).toEqual(['ok', 'ok', 'autre-personne'])
    const naissances = ['1984-05-12', '1984-05-00', '1984-05-13'].map((naissance) => codeOf(separe('M', { naissance })))
    expect(naissances).toEqual(['ok', 'ok', 'autre-personne'])
  })

  it('donne toute l’ancienneté de la demande, même si elle ne nommait pas l’autre au dépôt (R-SEP-05)', () => {
    const ancienneteApres = (vie: ReturnType<typeof uneDemande>) =>
      granted(separe('M', { vie })).nouvelle.demande.ancienneteDepuis
    expect(ancienneteApres(couple())).toBe('2014-07-29')
    const nommeeLaVeille = uneDemande().deposeeLe('2014-07-29').modifieeLe('2016-01-14', unCouple())
    expect(ancienneteApres(nommeeLaVeille)).toBe('2014-07-29')
    // Their own form was received before the couple's demande.
    const tardive = separe('M', { vie: uneDemande().avec(unCouple()).deposeeLe('2016-01-15'), deposeeLe: '2016-01-02' })
    expect(granted(tardive).nouvelle.demande.ancienneteDepuis).toBe('2016-01-02')
  })

  it('par un départ, l’ancienneté court du jour où la demande la nomme, malgré un oubli d’un jour (R-DEM-17)', () => {
    const seule = uneDemande().deposeeLe('2014-07-29')
    const nommeeDepuis = (vie: ReturnType<typeof uneDemande>) =>
      findNommeeDepuis(vie.listFaits(), unCouple().cotitulaires[0] ?? never())
    expect(nommeeDepuis(couple())).toBeNull()
    expect(nommeeDepuis(seule.modifieeLe('2016-01-14', unCouple()))).toBe('2016-01-14')
    // Named as a concubin first, left out by mistake for a day, the usage name mended: the day of the first stands.
    const longue = seule
      .modifieeLe('2015-03-02', unCouple('C'))
      .modifieeLe('2015-04-01', unContenu())
      .modifieeLe('2015-04-02', unCouple('M', ['cotitulaires.0.nom', 'Dupond']))
      .modifieeLe('2015-04-03', unCouple('M'))
    expect(nommeeDepuis(longue)).toBe('2015-03-02')
    // Somebody else took the place of the spouse.
    const autre = couple().modifieeLe(
      '2016-01-14',
      unCouple(
        'M',
        ['cotitulaires.0.prenom', 'Alix'],
        ['cotitulaires.0.nom', 'Autre'],
        ['cotitulaires.0.nomDeNaissance', 'Autre'],
        ['cotitulaires.0.naissance', '1990-01-01'],
      ),
    )
    const { contenu } = autre.build() as DemandeActive
    expect(findNommeeDepuis(autre.listFaits(), contenu.cotitulaires[0] ?? never())).toBe('2016-01-14')
    expect(() => findNommeeDepuis(autre.listFaits(), unCouple().cotitulaires[0] ?? never())).not.toThrow()
    expect(() => findNommeeDepuis(seule.listFaits(), contenu.cotitulaires[0] ?? never())).toThrow('Nobody')
  })

  it('vaut pour qui un formulaire de l’autre a ôté, ou dont il a changé le lien (R-SEP-09)', () => {
    const otee = couple().modifieeLe('2016-01-10', unContenu())
    const { couple: reste, nouvelle } = granted(separe('M', { vie: otee }))
    expect(nouvelle.demande.ancienneteDepuis).toBe('2014-07-29')
    expect(nouvelle.fait).toMatchObject({ separationDe: refDe(1) })
    expect(reste.fait).toMatchObject({ type: 'separation', contenu: unContenu() })
    expect(replayFaits([...otee.listFaits(), reste.fait])).toEqual(reste.demande)
    // Said concubin the day before by the other alone: the couple that it was stands.
    expect(codeOf(separe('M', { vie: couple().modifieeLe('2016-01-10', unCouple('C')) }))).toBe('ok')
    // Never said married nor PACS.
    expect(codeOf(separe('C', { vie: couple('C').modifieeLe('2016-01-10', unContenu()) }))).toBe('couple-non-couvert')
    // Only who was named: not a stranger, not twice, not a couple of another head.
    expect(codeOf(separe('M', { vie: otee, prenom: 'Claude' }))).toBe('autre-personne')
    const conjointsApres = (faits: readonly Fait[]) =>
      listConjoints((replayFaits(faits) as DemandeActive).contenu, faits).map(({ personne }) => personne.prenom)
    expect(conjointsApres(otee.listFaits())).toEqual(['Dominique'])
    expect(conjointsApres([...otee.listFaits(), reste.fait])).toEqual([])
    expect(conjointsApres([...couple().listFaits(), granted(separe()).couple.fait])).toEqual([])
  })

  it('celui qui s’en va par un acte n’emporte pas ce qui est dû à un autre, ôté avant (R-SEP-09)', () => {
    const remariee = couple()
      .modifieeLe('2015-08-01', unContenu())
      .modifieeLe(
        '2015-09-01',
        unCouple('M', ['cotitulaires.0.prenom', 'Alix'], ['cotitulaires.0.naissance', '1990-01-01']),
      )
    const conjoints = (faits: readonly Fait[]) =>
      listConjoints((replayFaits(faits) as DemandeActive).contenu, faits).map(({ personne }) => personne.prenom)
    expect(conjoints(remariee.listFaits())).toEqual(['Alix', 'Dominique'])
    const separee = granted(separe('M', { vie: remariee, prenom: 'Alix', naissance: '1990-01-01' })).couple
    expect(conjoints([...remariee.listFaits(), separee.fait])).toEqual(['Dominique'])
    const changement = { rang: 0, motif: 'deces', preuve: 'Acte', faits: remariee.listFaits() } as const
    const changee = granted(recordChangementDeTitulaire(remariee.build(), changement, auGuichet('2016-01-15')))
    expect(conjoints([...remariee.listFaits(), changee.fait])).toEqual([])
  })

  it('de deux que des formulaires ont ôtés, celui qui se sépare n’emporte pas ce qui est dû à l’autre (R-SEP-09)', () => {
    const alix = unCouple('M', ['cotitulaires.0.prenom', 'Alix'], ['cotitulaires.0.naissance', '1990-01-01'])
    const otes = couple()
      .modifieeLe('2015-08-01', unContenu())
      .modifieeLe('2015-09-01', alix)
      .modifieeLe('2015-10-01', unContenu())
    const conjoints = (faits: readonly Fait[]) =>
      listConjoints((replayFaits(faits) as DemandeActive).contenu, faits).map(({ personne }) => personne.prenom)
    expect(conjoints(otes.listFaits())).toEqual(['Dominique', 'Alix'])
    const partie = separe('M', { vie: otes, rang: 1, prenom: 'Alix', naissance: '1990-01-01' })
    const { fait } = granted(partie).couple
    expect(conjoints([...otes.listFaits(), readFait(JSON.parse(JSON.stringify(fait)))])).toEqual(['Dominique'])
  })

  it('par un départ, reprend de zéro pour qui était parti (R-DEM-17)', () => {
    const { couple: reste } = granted(separe())
    const faits = [...couple().listFaits(), reste.fait]
    const revenu = granted(recordModification(reste.demande, { contenu: unCouple() }, auGuichet('2016-05-01')))
    const [conjoint = never()] = unCouple().cotitulaires
    expect(findNommeeDepuis([...faits, revenu.fait], conjoint)).toBe('2016-05-01')
  })

  it('l’histoire montrée à l’un ne dit rien de l’autre (R-SEP-06)', () => {
    const { couple: reste, nouvelle } = granted(separe())
    const { demandeur } = ACTEURS
    expect(showFait(reste.fait, demandeur)).toMatchObject({ preuve: null, vers: null, origine: { organisme: '' } })
    expect(showFait(nouvelle.fait, demandeur)).toMatchObject({ separationDe: null, numeroUnique: '0090116000007G0123' })
    expect(showFait(reste.fait, ACTEURS['agent-de-guichet'])).toEqual(reste.fait)
    const [depot = never()] = couple().listFaits()
    expect(showFait(depot, demandeur)).toEqual(depot)
  })

  it('reste dans le territoire (R-SEP-04)', () => {
    expect(codeOf(separe('M', { territoire: '32' }))).toBe('autre-territoire')
  })
})

describe('changer de titulaire', () => {
  const change = (lien: string, motif: MotifDeChangement, preuve = 'Acte de décès') =>
    recordChangementDeTitulaire(
      couple(lien).build(),
      { rang: 0, motif, preuve, faits: couple(lien).listFaits() },
      auGuichet('2016-01-15'),
    )

  it('met un cotitulaire à la tête de la demande, preuve à l’appui (R-DEM-11)', () => {
    expect(granted(change('C', 'deces')).demande).toMatchObject({
      numeroUnique: '0090714000042G0123',
      valideDepuis: '2015-07-01',
      ancienneteDepuis: '2014-07-29',
      contenu: { demandeur: { prenom: 'Dominique', situationFamiliale: null }, cotitulaires: [] },
    })
    expect(codeOf(change('M', 'depart', ' '))).toBe('preuve-manquante')
    const seule = uneDemande().deposeeLe('2014-07-29').build()
    const demande = { rang: 0, motif: 'deces', preuve: 'Acte', faits: [] } as const
    expect(codeOf(recordChangementDeTitulaire(seule, demande, auGuichet('2015-01-01')))).toBe('cotitulaire-inconnu')
    const rang1 = { ...demande, rang: 1 }
    expect(codeOf(recordChangementDeTitulaire(couple().build(), rang1, auGuichet('2016-01-15')))).toBe(
      'cotitulaire-inconnu',
    )
  })

  it('ne donne par un départ que l’ancienneté d’après le jour où elle est nommée, toute par un décès ou une séparation (R-DEM-17, R-SEP-05)', () => {
    const vie = uneDemande().deposeeLe('2014-07-29').modifieeLe('2016-01-14', unCouple())
    const apres = (motif: MotifDeChangement) => {
      const changement = { rang: 0, motif, preuve: 'Acte', faits: vie.listFaits() }
      const acte = granted(recordChangementDeTitulaire(vie.build(), changement, auGuichet('2016-01-15')))
      expect(replayFaits([...vie.listFaits(), acte.fait])).toEqual(acte.demande)
      expect(showFait(acte.fait, ACTEURS.demandeur)).toMatchObject({ preuve: null })
      return acte.demande.ancienneteDepuis
    }
    expect([apres('depart'), apres('separation'), apres('deces')]).toEqual(['2016-01-14', '2014-07-29', '2014-07-29'])
  })

  it('un avis remis à qui s’en va n’a pas averti la nouvelle tête, et nul ne radie sur lui (R-RAP-30)', () => {
    const vie = couple().avisRemisLe('2016-06-01')
    const changement = { rang: 0, motif: 'deces', preuve: 'Acte de décès', faits: vie.listFaits() } as const
    const acte = granted(recordChangementDeTitulaire(vie.build(), changement, auGuichet('2016-06-04')))
    expect(acte.demande).toMatchObject({ statut: 'active', valideDepuis: '2015-07-01', avisRemisLe: null })
    expect(replayFaits([...vie.listFaits(), acte.fait])).toEqual(acte.demande)
    const radie = (demande: Demande, le: string) =>
      codeOf(recordRadiation(demande, uneRadiation('RADREN', jour(le)), auGuichet(le)))
    expect([radie(vie.build(), '2016-08-02'), radie(acte.demande, '2016-08-02')]).toEqual(['ok', 'avis-non-remis'])
    const avertie = granted(recordAvisRemis(acte.demande, { avisRemisLe: jour('2016-07-20') }, auGuichet('2016-07-20')))
    expect([radie(avertie.demande, '2016-08-19'), radie(avertie.demande, '2016-08-20')]).toEqual([
      'avis-trop-recent',
      'ok',
    ])
  })

  it('le conjoint qui se sépare laisse à la tête l’avis qu’elle a reçu (R-RAP-30)', () => {
    const { couple: reste, nouvelle } = granted(separe('M', { vie: couple().avisRemisLe('2016-01-10') }))
    expect(reste.demande).toMatchObject({ avisRemisLe: '2016-01-10', contenu: { demandeur: { prenom: 'Camille' } } })
    expect(nouvelle.demande).toMatchObject({ avisRemisLe: null })
  })

  it('ne dit pas ce que les autres sont à la nouvelle tête', () => {
    const [un, deux] = [unCotitulaire(['prenom', 'Dominique']), unCotitulaire(['prenom', 'Alix'], ['lien', 'L'])]
    const enfant = { nom: 'Inventée', prenom: 'Noé', naissance: '2010-01-01', sexe: 'M', lien: 'E' }
    const contenu = unContenu(['cotitulaires', [un, deux]], ['foyer.personnesACharge', [enfant]])
    const [premier = never()] = contenu.cotitulaires
    expect(promoteCotitulaire(contenu, 0, premier)).toMatchObject({
      cotitulaires: [{ prenom: 'Alix', lien: null }],
      foyer: { personnesACharge: [{ prenom: 'Noé', lien: null }] },
    })
  })

  it('pour séparation, seulement d’un couple marié ou pacsé (R-SEP-01)', () => {
    const refuse = 'couple-non-couvert'
    expect(['M', 'P', 'C', 'L'].map((lien) => codeOf(change(lien, 'separation')))).toEqual(['ok', 'ok', refuse, refuse])
  })

  const handicap = (personne: number | null) => ({
    personne,
    etat: null,
    marche: null,
    moteurs: [],
    sensoriels: [],
    aides: [],
    equipements: [],
  })
  it('chacun garde ce qui est dit de son handicap', () => {
    const contenu = unCouple('M', ['handicaps', [0, 1, 2, null].map(handicap)])
    expect(removeCotitulaire(contenu, 0).handicaps.map(({ personne }) => personne)).toEqual([0, 1, null])
    const demande = uneDemande().avec(contenu).deposeeLe('2014-07-29').build()
    const acte = recordChangementDeTitulaire(
      demande,
      { rang: 0, motif: 'deces', preuve: 'Acte', faits: [] },
      auGuichet('2015-01-01'),
    )
    expect(granted(acte).demande).toMatchObject({
      contenu: { handicaps: [{ personne: 0 }, { personne: 1 }, { personne: null }] },
    })
  })
})
