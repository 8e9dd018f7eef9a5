import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import type { Demande } from '../demande/demande.ts'
import type { Changement } from '../demande/formulaire/testing.ts'
import { unContenu } from '../demande/formulaire/testing.ts'
import { codeOf, uneDemande } from '../demande/testing.ts'
import { type CommunePostale, communePostaleDAvant } from '../territoire/code-insee.ts'
import {
  checkCorrectionDeRemise,
  checkCourrier,
  checkJourDeRemise,
  destinatairePostal,
  isAdresseNouvelle,
  isLettreAJour,
  isLettreARemettre,
  isRadieeSurAvis,
  isRadieeTropTot,
  MOTIF_AUTRE_TITULAIRE,
} from './courrier.ts'

const COMMUNES: Readonly<Record<string, CommunePostale>> = {
  '09122': { nom: 'Foix', ancienne: null },
  '09998': communePostaleDAvant('Saint-Fictif', 'Val-Inventé'),
  '09997': communePostaleDAvant('', 'Val-Inventé'),
  '75056': { nom: 'Paris', ancienne: null },
}
const avec = (...changements: Changement[]) => destinatairePostal(unContenu(...changements), (code) => COMMUNES[code])

describe('l’adresse d’une lettre (R-RAP-18)', () => {
  it('a le nom, puis les lignes de l’adresse', () => {
    expect(avec()).toEqual(['Camille Inventée', '45 cours Fictif', '09000 Foix'])
  })

  it.each<[string, Changement[]]>([
    ['sans rue, ni lieu-dit, ni complément', [['demandeur.adresse.voie', null]]],
    ['sans code postal', [['demandeur.adresse.codePostal', null]]],
    ['sans commune', [['demandeur.adresse.commune', null]]],
    [
      'à l’étranger sans pays',
      [
        ['demandeur.adresse.etranger', true],
        ['demandeur.adresse.localite', 'Gand'],
      ],
    ],
    [
      'sans nom',
      [
        ['demandeur.nom', null],
        ['demandeur.nomDeNaissance', null],
        ['demandeur.prenom', null],
      ],
    ],
  ])('%s, elle n’arriverait pas', (_, changements) => {
    expect(avec(...changements)).toBeNull()
  })

  it('un lieu-dit suffit, et l’étranger a sa ville et son pays', () => {
    expect(
      avec(
        ['demandeur.adresse.voie', null],
        ['demandeur.adresse.numero', null],
        ['demandeur.adresse.lieuDit', 'Le Bosc'],
      ),
    ).toEqual(['Camille Inventée', 'Le Bosc', '09000 Foix'])
    expect(
      avec(
        ['demandeur.adresse.etranger', true],
        ['demandeur.adresse.commune', null],
        ['demandeur.adresse.codePostal', '9000'],
        ['demandeur.adresse.localite', 'Gand'],
        ['demandeur.adresse.pays', 'Belgique'],
      ),
    ).toEqual(['Camille Inventée', '45 cours Fictif', '9000 Gand', 'Belgique'])
  })

  it.each<[string, Changement[], string[]]>([
    ['09998', [], ['Saint-Fictif', '09000 Val-Inventé']],
    ['09997', [], ['09000 Val-Inventé']],
    ['09998', [['demandeur.adresse.lieuDit', 'Le Bosc']], ['Le Bosc, Saint-Fictif', '09000 Val-Inventé']],
    ['09998', [['demandeur.adresse.lieuDit', 'saint fictif']], ['saint fictif', '09000 Val-Inventé']],
    ['09998', [['demandeur.adresse.localite', 'Val-Inventé Cedex']], ['09000 Val-Inventé Cedex']],
    ['75113', [], ['09000 Paris']],
    ['09996', [], ['09000 09996']],
  ])('en %s, sa dernière ligne a un code postal et un nom, une fois (R-TER-16)', (commune, changements, fin) => {
    expect(avec(['demandeur.adresse.commune', commune], ...changements)?.slice(2)).toEqual(fin)
  })

  it('tient en six lignes, sans rien perdre', () => {
    const lignes = avec(
      ['demandeur.adresse.appartement', '12'],
      ['demandeur.adresse.batiment', 'B'],
      ['demandeur.adresse.lieuDit', 'Le Bosc'],
      ['demandeur.adresse.localite', 'Foix'],
      ['demandeur.adresse.pays', 'France'],
    )
    expect(lignes).toHaveLength(6)
    expect(lignes?.join(' ')).toMatch(/appartement 12.*bâtiment B.*45 cours Fictif.*Le Bosc.*09000 Foix.*France/)
  })
})

const T = '2014-07-29'
const avis = { jalon: 'avis', cycle: jour(T) } as const
const radiation = { jalon: 'radiation', cycle: jour(T) } as const
const active = uneDemande().deposeeLe(T)
const ou = ['Camille Inventée', '45 cours Fictif', '09000 Foix']
const juge = (
  demande: Demande,
  le: string,
  destinataire: readonly string[] | null = ou,
  rappel: typeof avis | typeof radiation = avis,
) => codeOf(checkCourrier(rappel, demande, { le: jour(le), destinataire }))

describe('une lettre qui attend', () => {
  it('l’avis s’imprime du premier jour au dernier, et pas après lui (R-RAP-31)', () => {
    expect(juge(active.build(), '2015-06-18')).toBe('plus-due')
    expect(juge(active.build(), '2015-06-19')).toBe('ok')
    expect(juge(active.build(), '2015-08-29')).toBe('ok')
    expect(juge(active.build(), '2015-08-30')).toBe('plus-due')
  })

  it('un renouvellement, un avis déjà remis, une adresse incomplète la retirent (R-RAP-19, R-RAP-18)', () => {
    expect(juge(active.renouveleeLe('2015-06-20').build(), '2015-06-21')).toBe('plus-due')
    expect(juge(active.avisRemisLe('2015-06-20').build(), '2015-06-21')).toBe('plus-due')
    expect(juge(active.build(), '2015-06-21', null)).toBe('sans-contact')
  })

  it('celle de la radiation s’imprime si tard que ce soit, tant que rien ne l’a défaite (R-RAP-38)', () => {
    const radiee = active.avisRemisLe('2015-06-20').radieeLe('2015-08-30', 'RADREN').build()
    expect(juge(radiee, '2015-08-29', ou, radiation)).toBe('plus-due')
    for (const jour of ['2015-08-30', '2015-09-29', '2015-09-30', '2016-08-29'])
      expect(juge(radiee, jour, ou, radiation)).toBe('ok')
    expect(juge(active.build(), '2015-09-29', ou, radiation)).toBe('plus-due')
  })
})

describe('une lettre imprimée, quand son lot est remis (R-RAP-20)', () => {
  it('vaut pour la même validité et le même état', () => {
    const [deLAvis, deLaRadiation] = [avis, radiation].map((une) => ({ ...une, motif: null }))
    const radiee = active.avisRemisLe('2015-06-20').radieeLe('2015-08-30', 'RADREN').build()
    const isAJour = (lettre: typeof deLAvis, demande: Demande) => lettre && isLettreAJour(lettre, demande)
    expect(isAJour(deLAvis, active.build())).toBe(true)
    expect(isAJour(deLAvis, active.renouveleeLe('2015-06-20').build())).toBe(false)
    expect(isAJour(deLAvis, radiee)).toBe(false)
    expect(isAJour(deLaRadiation, radiee)).toBe(true)
    expect(isAJour(deLaRadiation, active.build())).toBe(false)
    expect(isAJour(deLAvis, active.radieeLe('2015-07-01', 'RADABA').build())).toBe(false)
  })

  it('ne se remet pas après le dernier jour, et celle de la radiation si (R-RAP-31)', () => {
    const aRemettre = (lettre: typeof avis | typeof radiation, demande: Demande, remisLe: string) =>
      isLettreARemettre({ ...lettre, motif: null }, demande, jour(remisLe))
    expect(aRemettre(avis, active.build(), '2015-08-29')).toBe(true)
    expect(aRemettre(avis, active.build(), '2015-08-30')).toBe(false)
    expect(aRemettre(avis, active.renouveleeLe('2015-06-20').build(), '2015-08-29')).toBe(false)
    const radiee = active.avisRemisLe('2015-06-20').radieeLe('2015-08-30', 'RADREN').build()
    expect(aRemettre(radiation, radiee, '2015-09-20')).toBe(true)
  })

  it('ne vaut pas pour une autre tête de la demande (R-RAP-30)', () => {
    expect(isLettreAJour({ ...avis, motif: 'npai' }, active.build())).toBe(true)
    expect(isLettreAJour({ ...avis, motif: MOTIF_AUTRE_TITULAIRE }, active.build())).toBe(false)
  })

  it('revenue après la radiation, se dit (R-RAP-25)', () => {
    const radiee = active.avisRemisLe('2015-06-20').radieeLe('2015-08-30', 'RADREN').build()
    expect(isRadieeSurAvis(avis, radiee)).toBe(true)
    expect(isRadieeSurAvis({ ...avis, cycle: jour('2013-07-29') }, radiee)).toBe(false)
    expect(isRadieeSurAvis(radiation, radiee)).toBe(false)
    expect(isRadieeSurAvis(avis, active.build())).toBe(false)
    expect(isRadieeSurAvis(avis, active.radieeLe('2015-07-01', 'RADABA').build())).toBe(false)
  })

  it.each<[string, string, string, string?]>([
    ['la veille du lot', '2015-06-19', 'jour-de-remise-faux'],
    ['le jour du lot', '2015-06-20', 'ok'],
    ['aujourd’hui', '2015-06-25', 'ok'],
    ['demain', '2015-06-26', 'jour-de-remise-faux'],
    // Of an older batch: a week ago, and the day before.
    ['il y a sept jours', '2015-06-18', 'ok', '2015-06-01'],
    ['il y a huit jours', '2015-06-17', 'jour-de-remise-faux', '2015-06-01'],
  ])('se dit remise %s (R-RAP-21) : %s, %s', (_, remisLe, attendu, prisLe = '2015-06-20') => {
    expect(codeOf(checkJourDeRemise(jour(remisLe), { prisLe: jour(prisLe), le: jour('2015-06-25') }))).toBe(attendu)
  })
})

describe('un lot dit remis trop tôt', () => {
  it.each([
    ['le jour déjà dit', '2015-06-20', 'correction-de-remise-fausse'],
    ['le lendemain', '2015-06-21', 'ok'],
    ['aujourd’hui', '2015-06-25', 'ok'],
    ['demain', '2015-06-26', 'correction-de-remise-fausse'],
  ])('se corrige : %s, %s, %s (R-RAP-27)', (_, remisLe, attendu) => {
    const jours = { dit: jour('2015-06-20'), le: jour('2015-06-25') }
    expect(codeOf(checkCorrectionDeRemise(jour(remisLe), jours))).toBe(attendu)
  })

  it('a radié trop tôt ce que le vrai jour ne radiait pas encore (R-RAP-27)', () => {
    const radiee = active.avisRemisLe('2015-06-20').radieeLe('2015-08-30', 'RADREN').build()
    const tropTot = (demande: Demande, remisLe: string, dit = '2015-06-20') =>
      isRadieeTropTot(avis, demande, { dits: [jour(dit)], remisLe: jour(remisLe) })
    expect(tropTot(radiee, '2015-07-30')).toBe(false)
    expect(tropTot(radiee, '2015-07-31')).toBe(true)
    // The notice that allowed it was of another day, a day before or after: it was not this batch's.
    expect(tropTot(radiee, '2015-07-31', '2015-06-19')).toBe(false)
    expect(tropTot(radiee, '2015-07-31', '2015-06-21')).toBe(false)
    expect(tropTot(active.build(), '2015-07-31')).toBe(false)
    // More than a month before the radiation, and after the last day all the same (R-RAP-31).
    const tard = active.avisRemisLe('2015-06-20').radieeLe('2015-10-15', 'RADREN').build()
    expect(['2015-08-29', '2015-08-30'].map((remisLe) => tropTot(tard, remisLe))).toEqual([false, true])
  })
})

it('une lettre revenue repart quand l’adresse a changé, et pas avant (R-RAP-22)', () => {
  expect(isAdresseNouvelle('a', 'a')).toBe(false)
  expect(isAdresseNouvelle('a', 'b')).toBe(true)
  expect(isAdresseNouvelle(null, 'a')).toBe(true)
  expect(isAdresseNouvelle('a', null)).toBe(false)
})
