import { describe, expect, it } from 'vitest'
import { unContenu } from '../testing.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import { readMiseAJour } from './mise-a-jour.ts'
import { exact, le, lire } from './testing.ts'

const faits = { le, communes: makeCommunes(makeCommunesDuTerritoire([]), []) }
const contenu = unContenu()
const LIGNE = 'demandeur.ressources.lignes.0'
const QUESTIONS = [
  ['ressources', 'demandeur.ressources.reponse', `${LIGNE}.euros`],
  ['revenu', 'demandeur.revenuFiscal.reponse', 'demandeur.revenuFiscal.anneeMoins2.montant.euros'],
] as const
const CHOISIR_RIEN = 'Écrivez un montant plus grand que 0. Si vous n’avez rien perçu, choisissez «\u00a0Rien\u00a0».'
const ZERO_ECRIT = 'Vous avez écrit 0\u00a0: choisissez «\u00a0Rien\u00a0», ou effacez-le.'
const CONTRADICTION =
  'Vous avez écrit un montant\u00a0: choisissez «\u00a0Le montant écrit ci-dessous\u00a0», ou effacez-le.'

describe('un zéro écrit', () => {
  const lus = (partie: 'ressources' | 'revenu', dit: Readonly<Record<string, string>>) => [
    lire(contenu, { ...exact(contenu), ...dit }),
    readMiseAJour({ partie, avant: contenu, envoyes: dit }, faits),
  ]

  it.each(QUESTIONS.flatMap((question) => ['0', ' 0 € ', '0,00', '0.00 euros'].map((zero) => [...question, zero])))(
    '%s : « rien » est vrai à côté de %s, %s : « %s » (R-MAJ-05)',
    (_, question, montant, zero) => {
      const [partie] = QUESTIONS.find(([, nom]) => nom === question) ?? ['revenu' as const]
      for (const lu of lus(partie, { [question]: 'rien', [montant]: zero })) {
        expect(lu.anomalies).toEqual([])
        expect(lu.contenu?.demandeur).toMatchObject(
          partie === 'ressources'
            ? { ressources: { statut: 'aucune' } }
            : { revenuFiscal: { anneeMoins2: { montant: { statut: 'zero-declare' } } } },
        )
      }
    },
  )

  it.each(QUESTIONS)('%s : mène à « rien », d’où que l’on parte (R-MAJ-05)', (partie, question, montant) => {
    for (const lu of lus(partie, { [question]: 'autre', [montant]: '0' }))
      expect(lu.anomalies).toEqual([{ champ: montant, message: CHOISIR_RIEN }])
    for (const lu of lus(partie, { [question]: 'inconnu', [montant]: '0' }))
      expect(lu.anomalies).toEqual([{ champ: question, message: ZERO_ECRIT }])
    const sansChoisir = readMiseAJour({ partie, avant: contenu, envoyes: { [montant]: '0' } }, faits)
    expect(sansChoisir.anomalies).toEqual([{ champ: montant, message: CHOISIR_RIEN }])
    for (const lu of lus(partie, { [question]: 'rien', [montant]: '0,01' }))
      expect(lu.anomalies).toEqual([{ champ: question, message: CONTRADICTION }])
  })

  it('à côté d’un autre montant, s’efface : « rien » n’y serait pas vrai (R-MAJ-05)', () => {
    const deux = {
      'demandeur.ressources.reponse': 'autre',
      'demandeur.ressources.lignes.1.code': 'RSA',
      'demandeur.ressources.lignes.1.euros': '0',
    }
    for (const lu of lus('ressources', deux))
      expect(lu.anomalies).toEqual([
        {
          champ: 'demandeur.ressources.lignes.1.euros',
          message:
            'Écrivez un montant plus grand que 0. Pour retirer cette ligne, effacez le 0 et, dans «\u00a0D’où vient l’argent\u00a0», remettez «\u00a0Choisir\u00a0».',
        },
      ])
  })
})
