import { describe, expect, it } from 'vitest'
import { type Instant, type Jour, jour, jourLocal } from '../../../calendrier.ts'
import { departementsDuTerritoire, fuseauDuTerritoire, TERRITOIRES } from '../../territoire.ts'
import { unContenu } from '../testing.ts'
import { mergeReponsesDeRenouvellement } from './brouillon.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import { readReponses, reponsesExactes } from './lecture.ts'

const FOIX = { code: '09122', nom: 'Foix', codesPostaux: ['09000'] }
const communes = makeCommunes(makeCommunesDuTerritoire([FOIX]), [FOIX])
const contenu = unContenu()
const MONTANT = 'demandeur.revenuFiscal.anneeMoins2.montant.euros'
const ECRIT = { 'demandeur.revenuFiscal.reponse': 'autre', [MONTANT]: '17 000', 'revenuFiscal.annee': '2024' }
const REPONSES = { ...reponsesExactes(contenu), 'demandeur.ressources.reponse': 'toujours', ...ECRIT }
const lire = (le: Jour, reponses: Readonly<Record<string, string>> = REPONSES) =>
  readReponses(contenu, reponses, { le, communes })

describe('le revenu d’une année, lu une autre année (R-BRO-08)', () => {
  it('écrit le 31 décembre, il se redemande le 1er janvier, et ne se certifie pas', () => {
    const [avant, apres] = [lire(jour('2026-12-31')), lire(jour('2027-01-01'))]
    expect(avant.etape).toBe('confirmer')
    expect(avant.contenu?.demandeur).toMatchObject({
      revenuFiscal: { anneeMoins2: { annee: 2024, montant: { statut: 'declare', euros: 17_000 } } },
    })
    expect([apres.etape, apres.revenuADire]).toEqual(['revenu', true])
    expect(JSON.stringify(apres.contenu)).not.toContain('17000')
  })

  it.each(['toujours', 'rien', 'inconnu'])('« %s » aussi, et sans année dite rien n’est répondu', (reponse) => {
    const dit = { ...REPONSES, 'demandeur.revenuFiscal.reponse': reponse, [MONTANT]: '' }
    expect(lire(jour('2026-12-31'), dit).etape).toBe('confirmer')
    expect(lire(jour('2027-01-01'), dit).etape).toBe('revenu')
    expect(lire(jour('2026-12-31'), { ...dit, 'revenuFiscal.annee': '' }).etape).toBe('revenu')
  })

  it.each([
    ['971', '2027-01-01T03:59:59Z', '2027-01-01T04:00:00Z'],
    ['09', '2026-12-31T22:59:59Z', '2026-12-31T23:00:00Z'],
    ['974', '2026-12-31T19:59:59Z', '2026-12-31T20:00:00Z'],
  ] as const)('l’année tourne à minuit là où vit la demande : %s', (departement, veille, minuit) => {
    const territoire = TERRITOIRES.find((un) => departementsDuTerritoire(un).some((one) => one === departement))
    if (!territoire) throw new Error('No such territory')
    const le = (instant: Instant) => jourLocal(instant, fuseauDuTerritoire(territoire))
    expect(lire(le(veille)).etape).toBe('confirmer')
    expect(lire(le(minuit)).etape).toBe('revenu')
  })

  it('la réponse de la nouvelle année remplace l’autre ; une page restée ouverte ne la défait pas', () => {
    const neuve = { 'demandeur.revenuFiscal.reponse': 'rien', 'revenuFiscal.annee': '2025' }
    const garde = mergeReponsesDeRenouvellement(REPONSES, neuve, 2025)
    expect(garde).toEqual({ ...reponsesExactes(contenu), 'demandeur.ressources.reponse': 'toujours', ...neuve })
    expect(mergeReponsesDeRenouvellement(garde, ECRIT, 2025)).toEqual(garde)
    // What a page of before the year was asked sends is kept, to be shown and answered again.
    const sansAnnee = { 'demandeur.revenuFiscal.reponse': 'rien' }
    expect(mergeReponsesDeRenouvellement(garde, sansAnnee, 2025)).toEqual(garde)
    expect(mergeReponsesDeRenouvellement({}, sansAnnee, 2025)).toEqual(sansAnnee)
    // Another group says nothing of it.
    expect(mergeReponsesDeRenouvellement(REPONSES, { 'exact.vous': 'oui' }, 2025)).toMatchObject(ECRIT)
    // A year that nobody asked does not stay in the way.
    const forgee = mergeReponsesDeRenouvellement({}, { ...ECRIT, 'revenuFiscal.annee': '9999' }, 2025)
    expect(mergeReponsesDeRenouvellement(forgee, neuve, 2025)).toEqual(neuve)
  })
})
