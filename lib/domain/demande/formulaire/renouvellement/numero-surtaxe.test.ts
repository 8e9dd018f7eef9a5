import { describe, expect, it } from 'vitest'
import type { Contenu } from '../contenu.ts'
import { type Changement, unContenu, unContenuDAssociation, unCotitulaire } from '../testing.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import type { Reponses } from './groupes.ts'
import { blocsDePartie, type Partie, partiesDe, readMiseAJour, textesDe } from './mise-a-jour.ts'
import { exact, FOIX, le, lire } from './testing.ts'

const SURTAXE = '08 92 12 34 56'
const NOMS = ['telephonePortable', 'telephoneDuDomicile', 'telephoneDuTravail'] as const
const deCotitulaire = (nom: string): Changement => ['cotitulaires', [unCotitulaire(), unCotitulaire([nom, SURTAXE])]]

const renouveler = (contenu: Contenu, reponses: Reponses = {}) => {
  const toujours = contenu.cotitulaires.flatMap((_, rang) =>
    ['ressources', 'revenuFiscal'].map((quoi) => [`cotitulaires.${rang}.${quoi}.reponse`, 'toujours']),
  )
  return lire(contenu, { ...exact(contenu), ...Object.fromEntries(toujours), ...reponses })
}
const faits = { le, communes: makeCommunes(makeCommunesDuTerritoire([FOIX]), [FOIX]) }
const mettreAJour = (partie: Partie, avant: Contenu, saisies: Reponses = {}) =>
  readMiseAJour({ partie, avant, envoyes: { ...textesDe(blocsDePartie(partie, avant, faits)), ...saisies } }, faits)

describe('un numéro surtaxé que la demande a déjà', () => {
  it.each(
    NOMS.flatMap((nom) => [
      [`du demandeur, ${nom}`, unContenu([`demandeur.${nom}`, SURTAXE])] as const,
      [`d’un cotitulaire, ${nom}`, unContenu(deCotitulaire(nom))] as const,
      [`d’une association, ${nom}`, unContenuDAssociation([`demandeur.${nom}`, SURTAXE])] as const,
    ]),
  )('%s : n’arrête ni le renouvellement ni aucune mise à jour, et reste (R-FORM-30)', (_, contenu) => {
    expect(renouveler(contenu)).toMatchObject({ anomalies: [], etape: 'confirmer' })
    for (const partie of partiesDe(contenu)) expect(mettreAJour(partie, contenu)).toEqual({ contenu, anomalies: [] })
  })

  it('reste à sa personne quand celle d’avant s’en va (R-FORM-30)', () => {
    const parti = renouveler(unContenu(deCotitulaire('telephoneDuTravail')), { 'cotitulaires.0.retirer': 'on' })
    expect(parti).toMatchObject({ etape: 'confirmer', contenu: { cotitulaires: [{ telephoneDuTravail: SURTAXE }] } })
  })

  it.each(['0892123456', '+33 8 92 12 34 56', ' 08.92.12.34.56 '])(
    'n’arrête rien quand il revient écrit autrement : « %s » (R-FORM-30)',
    (ecrit) => {
      const contenu = unContenu(['demandeur.telephoneDuTravail', SURTAXE], deCotitulaire('telephonePortable'))
      for (const champ of ['demandeur.telephoneDuTravail', 'cotitulaires.1.telephonePortable']) {
        const { anomalies, contenu: apres } = renouveler(contenu, { [champ]: ecrit })
        expect([anomalies, apres]).toEqual([[], renouveler(contenu).contenu])
      }
      const champ = 'cotitulaires.1.telephonePortable'
      expect(mettreAJour('foyer', contenu, { [champ]: ecrit })).toEqual({ contenu, anomalies: [] })
    },
  )

  it.each(['08 99 12 34 56', '+33 8 90 00 12 34'])('se redemande s’il s’écrit : « %s » (R-FORM-30)', (ecrit) => {
    const contenu = unContenu(['demandeur.telephoneDuTravail', SURTAXE], deCotitulaire('telephonePortable'))
    const message = 'Ce numéro est surtaxé\u00a0: personne ne vous joindra par lui. Écrivez un autre numéro.'
    for (const champ of ['demandeur.telephonePortable', 'cotitulaires.1.telephonePortable'])
      expect(renouveler(contenu, { [champ]: ecrit }).anomalies).toEqual([{ champ, message }])
    const champ = 'cotitulaires.1.telephonePortable'
    expect(mettreAJour('foyer', contenu, { [champ]: ecrit })).toEqual({
      contenu: null,
      anomalies: [{ champ, message }],
    })
  })
})
