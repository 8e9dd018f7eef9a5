import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import type { Element } from './element.ts'
import { readLigneDeValidite, readLigneSne } from './ligne.ts'

const un = (nom: string, texte: string, enfants: readonly Element[] = []): Element => ({
  nom,
  code: null,
  texte,
  enfants,
})
/** A demande that says its number, its date and its renewal, and nothing else. */
const lire = (typeFichier: string, date: string, changes: { dateFichier?: string; renouveleeLe?: string } = {}) =>
  readLigneSne(
    un('demandeLogement', '', [
      un('numUnique', '0090324016982G0901'),
      un('dateCreationDemande', date),
      ...(changes.renouveleeLe ? [un('dateRenouvellement', changes.renouveleeLe)] : []),
    ]),
    { typeFichier, dateFichier: changes.dateFichier ?? '2024-03-20T08:00:00.0+01:00' },
    jour('2026-11-28'),
  )

describe('une ligne d’un fichier d’interface', () => {
  it('d’un couple séparé, a la date du couple pour ancienneté, et son dépôt du jour du fichier (R-REP-11)', () => {
    expect(lire('CRS', '2014-07-29')).toMatchObject({
      ok: true,
      ligne: { demande: { deposeeLe: '2024-03-20', ancienneteDepuis: '2014-07-29' } },
      remarques: expect.arrayContaining([expect.objectContaining({ champ: 'dateCreationDemande' })]),
    })
    expect(lire('CRS', '2024-03-15')).toMatchObject({
      ligne: { demande: { deposeeLe: '2024-03-15', ancienneteDepuis: '2024-03-15' } },
    })
    // Neither the file nor the demande says a day of the number's month: it is counted from its first, and said.
    const ailleurs = { dateFichier: '2024-04-01T08:00:00.0+01:00' }
    for (const type of ['CRS', 'MOD', 'DIS', 'REN'])
      expect(lire(type, '2024-02-29', ailleurs), type).toMatchObject({
        ligne: { demande: { deposeeLe: '2024-03-01', ancienneteDepuis: '2024-02-29', mayCreate: type === 'CRS' } },
        remarques: expect.arrayContaining([
          {
            champ: 'dateCreationDemande',
            gravite: 'a-verifier',
            message: expect.stringContaining(type === 'CRS' ? 'premier du mois' : 'déjà ici'),
          },
        ]),
      })
    for (const type of ['CRS', 'MOD', 'DIS']) expect(lire(type, '2024-04-01', ailleurs)).toMatchObject({ ok: false })
    expect(lire('CRS', '2024-03-31')).toMatchObject({ ligne: { demande: { deposeeLe: '2024-03-31' } } })
  })

  it('d’une création ordinaire, a une date du mois de son numéro (R-REP-08)', () => {
    const answers = ['2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01'].map((date) => lire('CRE', date).ok)
    expect(answers).toEqual([false, true, true, false])
  })

  it('d’un renouvellement, en donne la validité même d’un mois plus tard, sans créer de demande (R-REP-05, R-REP-08)', () => {
    const renouveleeLe = '2026-03-10'
    expect(lire('REN', '2024-04-01', { renouveleeLe })).toMatchObject({
      ok: true,
      ligne: { demande: null, valideDepuis: renouveleeLe },
    })
    expect(lire('REN', '2024-03-15', { renouveleeLe })).toMatchObject({
      ligne: { demande: { deposeeLe: '2024-03-15' } },
    })
    expect(lire('REN', '2014-07-29', { renouveleeLe })).toMatchObject({
      ligne: { demande: { ancienneteDepuis: '2014-07-29' }, valideDepuis: renouveleeLe },
    })
    expect(lire('REN', '2024-04-01')).toMatchObject({ ok: false })
  })
})

describe('un numéro unique qui n’en est pas un', () => {
  it.each([
    ['0091324016982G0901', '0091324016982G0901'],
    [' 009\n1324 ', '009 1324'],
    ['x'.repeat(100), 'x'.repeat(60)],
    ['', null],
    ['1 79 10 75 113 001 38', null],
    ['1791075113001', null],
    ['1/79/10/75/113/001', null],
    ['n° 1 79 10 75 113 001', null],
    ['1111318016982G1104', '1111318016982G1104'],
  ])('« %s » se redit « %s », tel qu’il est écrit, sans rien d’une personne (R-NIR-01)', (ecrit, dit) => {
    const sne = readLigneSne(
      un('demandeLogement', '', [un('numUnique', ecrit)]),
      { typeFichier: 'CRE', dateFichier: null },
      jour('2026-11-28'),
    )
    expect(sne).toMatchObject({ ok: false, numeroUnique: dit, remarques: [{ champ: 'numUnique' }] })
    expect(readLigneDeValidite(`${ecrit};2026-03-15;`)).toMatchObject({
      ok: false,
      numeroUnique: dit,
      remarques: [{ champ: 'numeroUnique' }],
    })
  })
})

describe('un instant est du jour de son territoire (R-REP-18)', () => {
  it.each([
    ['974', '2024-03-31T19:59:59Z', '2024-03-31'],
    ['974', '2024-03-31T20:00:00Z', '2024-03-01'],
    ['972', '2024-04-01T03:59:59Z', '2024-03-31'],
    ['972', '2024-04-01T04:00:00Z', '2024-03-01'],
    ['972', '2024-03-31T00:00:00+01:00', '2024-03-31'],
    ['972', '2024-03-31T00:00:01+01:00', '2024-03-30'],
    ['974', '2024-03-31T00:00:00+01:00', '2024-03-31'],
    ['974', '2024-03-31T00:00:01+01:00', '2024-03-31'],
  ])('%s : le dépôt d’un fichier CRS du « %s » est compté du %s', (territoire, dateFichier, deposeeLe) => {
    const dits = [un('numUnique', `${territoire}0324016982G0901`), un('dateCreationDemande', '2014-07-29')]
    const lu = readLigneSne(un('demandeLogement', '', dits), { typeFichier: 'CRS', dateFichier }, jour('2026-11-28'))
    expect(lu).toMatchObject({ ligne: { demande: { deposeeLe } } })
  })

  it.each([
    ['974', '2026-03-14T20:00:00Z', '2026-03-15'],
    ['974', '2026-03-14T19:59:59Z', '2026-03-14'],
    ['972', '2026-03-15T03:59:59Z', '2026-03-14'],
    ['972', '"2026-03-15T04:00:00Z"', '2026-03-15'],
    ['972', '2026-03-15T23:30:00', '2026-03-15'],
    ['972', '2026-03-15T00:00:00+01:00', '2026-03-15'],
    ['972', '2026-03-15T00:00:00Z', '2026-03-15'],
    ['972', '2026-03-15T00:00:01+01:00', '2026-03-14'],
    ['974', '2026-03-15T00:00:00+01:00', '2026-03-15'],
    ['974', '2026-03-15T00:00:01+01:00', '2026-03-15'],
    ['972', '15/03/2026', '2026-03-15'],
  ])('%s : la validité « %s » d’un CSV est du %s', (territoire, ecrit, valideDepuis) => {
    expect(readLigneDeValidite(`${territoire}0324016982G0901;${ecrit};`)).toMatchObject({ ligne: { valideDepuis } })
  })

  it('un CSV n’accepte pas une heure qui n’existe pas, ni ce qui suit un jour', () => {
    for (const faux of ['2026-03-15T25:00:00Z', '2026-03-15 matin', '2026-03-1'])
      expect(readLigneDeValidite(`0090324016982G0901;${faux};`), faux).toMatchObject({ ok: false })
  })
})
