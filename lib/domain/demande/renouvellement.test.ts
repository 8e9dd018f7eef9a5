import { describe, expect, it } from 'vitest'
import { jour } from '../calendrier.ts'
import { baremeAu } from './echeances.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { unContenu } from './formulaire/testing.ts'
import { checkNonRenouvellement } from './radiation.ts'
import { recordRenouvellement, recordRenouvellementRecu } from './renouvellement.ts'
import { auGuichet, codeOf, granted, numeroDuMois, uneDemande } from './testing.ts'

const renouvelle = (t: string, le: string, contenu = unContenu()) =>
  recordRenouvellement(uneDemande().deposeeLe(t).build(), { contenu }, auGuichet(le))

describe('renouveler', () => {
  it.each([
    ['2014-07-29', '2015-05-28', 'trop-tot'],
    ['2014-07-29', '2015-05-29', 'ok'],
    ['2014-07-29', '2015-07-29', 'ok'],
    ['2014-07-29', '2015-08-29', 'ok'],
    ['2014-07-29', '2015-08-30', 'echeance-passee'],
    ['2014-08-31', '2015-06-29', 'trop-tot'],
    ['2014-08-31', '2015-06-30', 'ok'],
    ['2014-08-31', '2015-09-30', 'ok'],
    ['2014-08-31', '2015-10-01', 'echeance-passee'],
    ['2014-01-31', '2014-11-29', 'trop-tot'],
    ['2014-01-31', '2014-11-30', 'ok'],
    ['2014-01-31', '2015-02-28', 'ok'],
    ['2014-01-31', '2015-03-01', 'echeance-passee'],
  ])('T = %s, le %s : %s (R-REN-01, R-REN-02)', (t, le, expected) => {
    expect(codeOf(renouvelle(t, le))).toBe(expected)
  })

  it('T devient son jour, dans le dernier mois aussi ; numéro et dépôt ne bougent pas', () => {
    const { demande, fait } = granted(renouvelle('2014-07-29', '2015-08-29'))
    expect(demande).toMatchObject({
      valideDepuis: '2015-08-29',
      renouveleeLe: '2015-08-29',
      deposeeLe: '2014-07-29',
      numeroUnique: '0090714000042G0123',
      avisRemisLe: null,
      echeances: { ouvreLe: '2016-06-29', expireLe: '2016-08-29', dernierJour: '2016-09-29' },
    })
    expect(fait).toMatchObject({
      type: 'renouvellement',
      cycle: '2014-07-29',
      origine: { canal: 'guichet', organisme: 'G0123' },
    })
  })

  it('un second renouvellement du même cycle rend le premier (R-REN-03)', () => {
    const demande = uneDemande().deposeeLe('2014-07-29').renouveleeLe('2015-06-10').build()
    for (const le of ['2015-06-10', '2015-06-11', '2016-04-09'])
      expect(recordRenouvellement(demande, { contenu: unContenu() }, auGuichet(le))).toEqual({
        ok: false,
        refus: { code: 'deja-renouvelee', renouveleeLe: '2015-06-10', ouvreLe: '2016-04-10' },
      })
    expect(codeOf(recordRenouvellement(demande, { contenu: unContenu() }, auGuichet('2016-04-10')))).toBe('ok')
  })

  it('sans T, se renouvelle à tout moment et le connaît ensuite (R-REN-04)', () => {
    const demande = uneDemande().repriseSansT('2014-07-29').build()
    const { demande: apres } = granted(recordRenouvellement(demande, { contenu: unContenu() }, auGuichet('2026-01-02')))
    expect(apres).toMatchObject({ valideDepuis: '2026-01-02' })
    expect(codeOf(recordRenouvellement(apres, { contenu: unContenu() }, auGuichet('2026-01-02')))).toBe(
      'deja-renouvelee',
    )
  })

  const recu = (t: string, renouveleeLe: string, contenu: Contenu | null = null, le = '2016-12-01') =>
    recordRenouvellementRecu(
      uneDemande().deposeeLe(t).build(),
      { renouveleeLe: jour(renouveleeLe), contenu },
      { ...auGuichet(le), origine: { canal: 'editeur', organisme: 'G0901' } },
    )

  it.each([
    ['2015-05-28', 'ok', true],
    ['2015-05-29', 'ok', false],
    ['2015-08-29', 'ok', false],
    ['2015-08-30', 'ok', true],
    ['2016-12-01', 'ok', true],
    ['2016-12-02', 'dates-incoherentes', undefined],
  ])('ce qu’un autre service a renouvelé le %s, dit bien plus tard : %s (R-REN-07, R-REN-09)', (le, code, hors) => {
    const answer = recu('2014-07-29', le)
    expect(codeOf(answer)).toBe(code)
    expect(answer.ok ? answer.value.horsPeriode : undefined).toBe(hors)
    if (answer.ok) expect(answer.value.demande).toMatchObject({ valideDepuis: le })
  })

  it('trois mois après un renouvellement, un autre est du même cycle ; passé ce jour, une réactivation dite (R-REN-03, R-REN-09)', () => {
    const demande = uneDemande().deposeeLe('2014-07-29').renouveleeLe('2015-06-10').build()
    const dit = (le: string) =>
      codeOf(recordRenouvellementRecu(demande, { renouveleeLe: jour(le), contenu: null }, auGuichet('2016-12-01')))
    expect(['2015-06-11', '2015-09-10', '2015-09-11'].map(dit)).toEqual(['deja-renouvelee', 'deja-renouvelee', 'ok'])
  })

  it('en fait un renouvellement de son jour, par son service, sans rien redemander (R-REN-07)', () => {
    const incomplet = unContenu(['motifs', []])
    const { demande, fait, garde } = granted(recu('2014-07-29', '2015-07-01', incomplet))
    expect(demande).toMatchObject({ valideDepuis: '2015-07-01', renouveleeLe: '2015-07-01', contenu: incomplet })
    expect(demande).toMatchObject({ echeances: { dernierJour: '2016-08-01' } })
    expect(fait).toMatchObject({ le: '2015-07-01', origine: { canal: 'editeur', organisme: 'G0901' } })
    expect(garde).toBe(false)
    // What the register cannot hold is left aside; the renewal stands all the same.
    const autreNom = granted(recu('2014-07-29', '2015-07-01', unContenu(['demandeur.nom', 'Autre'])))
    expect(autreNom).toMatchObject({ garde: true, demande: { valideDepuis: '2015-07-01', contenu: unContenu() } })
  })

  it('une demande radiée ne se renouvelle pas, d’où que vienne le renouvellement (R-DEM-03)', () => {
    const radiee = uneDemande().deposeeLe('2014-07-29').radieeLe('2014-09-01', 'RADABA').build()
    const envoi = { renouveleeLe: jour('2015-07-01'), contenu: null }
    expect(codeOf(recordRenouvellementRecu(radiee, envoi, auGuichet('2015-07-02')))).toBe('demande-radiee')
  })

  it('celle d’un fichier partagé se renouvelle sur le sien (R-TER-13)', () => {
    const numero = numeroDuMois('2014-06-30', 42, '31')
    const contenu = unContenu(['recherche.localisations', [{ commune: '31555', quartier: null }]])
    const demande = uneDemande().avec(contenu).deposeeLe('2014-06-30', numero).build()
    expect(codeOf(recordRenouvellement(demande, { contenu }, auGuichet('2015-06-30')))).toBe('fichier-partage')
    expect(codeOf(checkNonRenouvellement(demande, jour('2026-01-01'), baremeAu(jour('2026-01-01'))))).toBe(
      'fichier-partage',
    )
  })

  it('demande ce qui manque, admet un montant inconnu, refuse un autre nom', () => {
    const rfr = ['demandeur.revenuFiscal.anneeMoins2.montant', null] as const
    expect(codeOf(renouvelle('2014-07-29', '2015-07-01', unContenu(rfr)))).toBe('ok')
    expect(codeOf(renouvelle('2014-07-29', '2015-07-01', unContenu(['motifs', []])))).toBe('incomplete')
    expect(codeOf(renouvelle('2014-07-29', '2015-07-01', unContenu(['demandeur.nom', 'Autre'])))).toBe('identite-figee')
  })
})
