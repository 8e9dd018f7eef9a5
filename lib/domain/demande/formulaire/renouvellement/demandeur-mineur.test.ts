import { describe, expect, it } from 'vitest'
import type { Contenu } from '../contenu.ts'
import { unContenu } from '../testing.ts'
import { blocsACompleter } from './a-completer.ts'
import type { Reponses } from './groupes.ts'
import { blocsDePartie, readMiseAJour, textesDe } from './mise-a-jour.ts'
import { exact, faits, lire } from './testing.ts'

const ENFANT =
  'Avant seize ans, personne n’a de demande de logement. Vérifiez la date ; si elle est juste, voyez un guichet.'
const ne = (naissance: string | null) => unContenu(['demandeur.naissance', naissance])
const demandes = (contenu: Contenu, reponses: Reponses = {}) =>
  blocsACompleter(lire(contenu, { ...exact(contenu), ...reponses })).flatMap(({ champs }) =>
    champs.map(({ nom }) => nom),
  )

describe('l’âge de qui demande, au renouvellement', () => {
  // Read on 28 November 2026.
  it.each([
    ['2008-11-28', []],
    ['2008-11-29', ['demandeur.emancipe']],
    // Born on one day of the year or of the month, of age; on another, not: the age cannot be told.
    ['2008-00-00', []],
    ['2008-11-00', []],
    ['2008-12-00', ['demandeur.emancipe']],
    ['2009-00-00', ['demandeur.emancipe']],
    ['2010-11-28', ['demandeur.emancipe']],
    ['2010-00-00', ['demandeur.emancipe']],
  ])('né ou née le %s, il se demande : %j (R-FORM-03)', (naissance, noms) => {
    const contenu = ne(naissance)
    expect(demandes(contenu)).toEqual(noms)
    expect(lire(contenu, exact(contenu)).etape).toBe(noms.length === 0 ? 'confirmer' : 'completer')
    expect(lire(contenu, { ...exact(contenu), 'demandeur.emancipe': 'on' }).etape).toBe('confirmer')
  })

  it.each(['2010-11-29', '2010-12-00', '2011-00-00', '2021-02-03'])(
    'né ou née le %s, nul ne se dit émancipé, et un guichet le dira (R-FORM-34)',
    (naissance) => {
      const contenu = ne(naissance)
      for (const reponses of [exact(contenu), { ...exact(contenu), 'demandeur.emancipe': 'on' }])
        expect(lire(contenu, reponses)).toMatchObject({ etape: 'completer', mineur: true, manques: [], anomalies: [] })
      expect(demandes(contenu)).toEqual([])
    },
  )

  it.each([
    ['29/11/2010', ENFANT, false],
    ['2011', ENFANT, false],
    ['28/11/2010', undefined, true],
    ['29/11/2008', undefined, true],
    ['28/11/2008', undefined, false],
    ['2008', undefined, false],
  ])('une naissance dite ici, %s, se redemande avant seize ans (R-FORM-34)', (texte, message, mineur) => {
    const contenu = ne(null)
    const lu = lire(contenu, { ...exact(contenu), 'demandeur.naissance': texte })
    expect([lu.anomalies, lu.mineur]).toEqual([message ? [{ champ: 'demandeur.naissance', message }] : [], mineur])
    const dit = lire(contenu, { ...exact(contenu), 'demandeur.naissance': texte, 'demandeur.emancipe': 'on' })
    expect(dit.etape).toBe(message ? 'completer' : 'confirmer')
  })
})

describe('l’âge de qui demande, hors renouvellement', () => {
  const mettreAJour = (contenu: Contenu, saisies: Reponses) =>
    readMiseAJour(
      {
        partie: 'vous',
        avant: contenu,
        envoyes: { ...textesDe(blocsDePartie('vous', contenu, faits)), ...saisies },
      },
      faits,
    )

  it('une naissance d’avant seize ans se redemande ; de seize à dix-huit, elle s’enregistre, et le renouvellement demandera (R-FORM-34)', () => {
    const lu = mettreAJour(ne(null), { 'demandeur.naissance': '29/11/2010' })
    expect([lu.contenu, lu.anomalies]).toEqual([null, [{ champ: 'demandeur.naissance', message: ENFANT }]])
    expect(mettreAJour(ne(null), { 'demandeur.naissance': '28/11/2010' }).contenu).toEqual(ne('2010-11-28'))
    expect(demandes(ne('2010-11-28'))).toEqual(['demandeur.emancipe'])
  })

  it('qui est déjà au registre n’est pas arrêté pour son âge (R-FORM-34)', () => {
    const contenu = ne('2021-02-03')
    expect(mettreAJour(contenu, { 'demandeur.nationalite': '2' })).toMatchObject({ anomalies: [] })
    expect(textesDe(blocsDePartie('vous', contenu, faits))).not.toHaveProperty(['demandeur.emancipe'])
    expect(textesDe(blocsDePartie('vous', ne('2009-00-00'), faits))).toHaveProperty(['demandeur.emancipe'])
  })
})
