import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import type { Element } from './element.ts'
import { readLigneSne } from './ligne.ts'

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
    // Neither the file nor the demande says a day of the number's month: none is invented.
    expect(lire('CRS', '2014-07-29', { dateFichier: '2024-04-01T08:00:00.0+01:00' })).toMatchObject({ ok: false })
    expect(lire('CRS', '2024-03-31')).toMatchObject({ ligne: { demande: { deposeeLe: '2024-03-31' } } })
  })

  it('d’une création ordinaire, a une date du mois de son numéro (R-REP-08)', () => {
    const answers = ['2024-02-29', '2024-03-01', '2024-03-31', '2024-04-01'].map((date) => lire('CRE', date).ok)
    expect(answers).toEqual([false, true, true, false])
  })

  it('d’un renouvellement, en donne la validité même d’un autre mois, sans créer de demande (R-REP-05, R-REP-08)', () => {
    const renouveleeLe = '2026-03-10'
    expect(lire('REN', '2014-07-29', { renouveleeLe })).toMatchObject({
      ok: true,
      ligne: { demande: null, valideDepuis: renouveleeLe },
    })
    expect(lire('REN', '2024-03-15', { renouveleeLe })).toMatchObject({
      ligne: { demande: { deposeeLe: '2024-03-15' } },
    })
    expect(lire('REN', '2014-07-29')).toMatchObject({ ok: false })
  })
})
