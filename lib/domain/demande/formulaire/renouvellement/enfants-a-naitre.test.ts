import { describe, expect, it } from 'vitest'
import { jour } from '../../../calendrier.ts'
import { questionsDe } from '../champs.ts'
import type { Contenu } from '../contenu.ts'
import { unContenu } from '../testing.ts'
import { readContenu } from '../validite.ts'
import { blocsACompleter } from './a-completer.ts'
import { blocsDuGroupe } from './champs-de-groupe.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import type { Reponses } from './groupes.ts'
import { readMiseAJour } from './mise-a-jour.ts'
import { exact, le, lire } from './testing.ts'

const [NOMBRE, PREVUS] = ['foyer.enfantsANaitre.nombre', 'foyer.enfantsANaitre.prevusLe']
/** As a register of before kept it: no reading of the content would make it now. */
const gardee = (nombre: number | null, prevusLe: string | null): Contenu => {
  const contenu = unContenu()
  return {
    ...contenu,
    foyer: { ...contenu.foyer, enfantsANaitre: { nombre, prevusLe: prevusLe === null ? null : jour(prevusLe) } },
  }
}
const rendu = (contenu: Contenu, saisies: Reponses = {}) => lire(contenu, { ...exact(contenu), ...saisies })
const misAJour = (avant: Contenu, envoyes: Reponses) =>
  readMiseAJour({ partie: 'foyer', avant, envoyes }, { le, communes: makeCommunes(makeCommunesDuTerritoire([]), []) })

describe('les enfants à naître', () => {
  it.each([null, '2027-02-03', '2020-01-01'])(
    'zéro, gardé d’un fichier avec la date %s, vaut aucun : la demande se renouvelle (R-FORM-28)',
    (prevusLe) => {
      const lu = rendu(gardee(0, prevusLe))
      expect([lu.anomalies, lu.manques, lu.etape]).toEqual([[], [], 'confirmer'])
      expect(lu.contenu?.foyer.enfantsANaitre).toBeNull()
      expect(questionsDe(gardee(0, prevusLe)).filter(({ manque }) => manque)).toEqual([])
    },
  )

  it('zéro gardé se montre comme aucun, et un enfant attendu se dit (R-FORM-28)', () => {
    const champs = blocsDuGroupe('foyer', gardee(0, '2020-01-01'), String).flatMap((bloc) => bloc.champs)
    expect(champs.filter(({ nom }) => [NOMBRE, PREVUS].includes(nom)).map(({ valeur }) => valeur)).toEqual(['', ''])
    const lu = rendu(gardee(0, '2020-01-01'), { [NOMBRE]: '2', [PREVUS]: '03/02/2027' })
    expect(lu.contenu?.foyer.enfantsANaitre).toEqual({ nombre: 2, prevusLe: '2027-02-03' })
  })

  it('zéro écrit vide les deux champs, au renouvellement et dans la mise à jour (R-FORM-28)', () => {
    for (const prevusLe of [null, '2027-02-03', '2020-01-01']) {
      const contenu = gardee(1, prevusLe)
      expect(rendu(contenu, { [NOMBRE]: '0' })).toMatchObject({ etape: 'confirmer', anomalies: [] })
      expect(rendu(contenu, { [NOMBRE]: '0' }).contenu?.foyer.enfantsANaitre).toBeNull()
      expect(misAJour(contenu, { [NOMBRE]: '0' })).toMatchObject({
        anomalies: [],
        contenu: { foyer: { enfantsANaitre: null } },
      })
    }
    expect(readContenu(gardee(0, '2020-01-01'), le)).toMatchObject({ contenu: { foyer: { enfantsANaitre: null } } })
  })

  it('une date écrite à côté de zéro n’est pas perdue : on redemande combien (R-FORM-28)', () => {
    const dit = { [NOMBRE]: '0', [PREVUS]: '03/02/2027' }
    for (const lu of [rendu(unContenu(), dit), misAJour(unContenu(), dit)]) {
      expect(lu.anomalies).toEqual([
        { champ: NOMBRE, message: 'Écrivez combien d’enfants sont attendus, ou videz la date.' },
      ])
      expect(lu.contenu).toBeNull()
    }
  })

  const SI_NE = 'Vérifiez cette date. Si l’enfant est né, videz ces deux champs et ajoutez-le aux personnes à charge.'
  it('une naissance attendue l’an dernier se redemande avec le nombre, et de quoi ajouter l’enfant (R-FORM-29)', () => {
    const contenu = gardee(1, '2025-03-02')
    const lu = rendu(contenu)
    expect(lu.anomalies).toEqual([{ champ: PREVUS, message: SI_NE }])
    const blocs = blocsACompleter(lu)
    expect(blocs.map(({ titre, champs }) => [titre, champs.map(({ nom }) => nom)])).toEqual([
      [
        'Ajouter une personne à charge',
        ['prenom', 'nom', 'naissance', 'sexe', 'lien'].map((quoi) => `foyer.personnesACharge.0.${quoi}`),
      ],
      ['Enfants à naître', [NOMBRE, PREVUS]],
    ])
    const ne = {
      [NOMBRE]: '',
      [PREVUS]: '',
      'foyer.personnesACharge.0.prenom': 'Alix',
      'foyer.personnesACharge.0.naissance': '02/03/2025',
    }
    expect(rendu(contenu, ne)).toMatchObject({ etape: 'completer', anomalies: [] })
    expect(rendu(contenu, { ...ne, 'foyer.personnesACharge.0.lien': 'E' })).toMatchObject({
      etape: 'confirmer',
      contenu: { foyer: { enfantsANaitre: null, personnesACharge: [{ prenom: 'Alix' }] } },
    })
  })

  it('le nombre qui manque se demande avec sa date, et rien de plus (R-FORM-29)', () => {
    expect(
      blocsACompleter(rendu(gardee(null, '2027-02-03'))).map(({ titre, champs }) => [titre, champs.length]),
    ).toEqual([['Enfants à naître', 2]])
    const loin = rendu(gardee(1, '2028-02-03'))
    expect(loin.anomalies).toEqual([{ champ: PREVUS, message: 'Vérifiez la date de naissance prévue.' }])
    expect(blocsACompleter(loin).map(({ titre }) => titre)).toEqual(['Enfants à naître'])
  })
})
