import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { readDemandeSne } from './demande-sne.ts'
import { avecEcrit, uneDemandeEntiere } from './testing.ts'

const LE = jour('2026-11-30')
const ENTIERE = uneDemandeEntiere()
const lire = (...ecrits: readonly (readonly [chemin: string, ecrit: string])[]) => {
  const element = ecrits.reduce((un, [chemin, ecrit]) => avecEcrit(un, chemin, ecrit), ENTIERE)
  const lu = readDemandeSne(element, LE)
  if (!lu.ok) throw new Error(JSON.stringify(lu.remarques))
  return lu.demande
}

describe('un montant qui ne se lit pas', () => {
  const COTITULAIRE = 'personnePhysique/listeCotitulaire/cotitulaire/revenuFiscal'
  const DEMANDEUR = 'personnePhysique/demandeur/revenuFiscal'
  const MONTANTS = [
    [`${COTITULAIRE}/montantMoins2`, 'cotitulaires.0.revenuFiscal.anneeMoins2.montant'],
    [`${COTITULAIRE}/montantMoins1`, 'cotitulaires.0.revenuFiscal.anneeMoins1.montant'],
    [`${DEMANDEUR}/montantMoins2`, 'demandeur.revenuFiscal.anneeMoins2.montant'],
    [`${DEMANDEUR}/montantMoins1`, 'demandeur.revenuFiscal.anneeMoins1.montant'],
    ['personnePhysique/logementActuel/montantMensuelLoyer', 'logementActuel.loyerMensuel'],
  ] as const
  const entiere = lire(['numGuichet', 'G0901']).contenu

  it.each(
    MONTANTS.flatMap(([element, champ]) =>
      ['NC', '-1', 'inconnu', '123456789'].map((ecrit) => [element, ecrit, champ] as const),
    ),
  )(
    '%s « %s » reste inconnu, se dit une fois et se garde à côté ; personne n’est retiré (R-REP-02, R-REP-16)',
    (element, ecrit, champ) => {
      const { contenu, remarques } = lire([element, ecrit])
      const attendu = JSON.parse(JSON.stringify({ ...entiere, autres: [{ chemin: champ, valeur: ecrit }] }))
      const noms = champ.split('.')
      const porteur = noms.slice(0, -1).reduce<unknown>((at, nom) => Reflect.get(Object(at), nom), attendu)
      Reflect.set(Object(porteur), noms.at(-1) ?? '', null)
      expect(contenu).toEqual(attendu)
      expect(remarques.map((une) => une.champ)).toEqual([champ])
    },
  )
})

describe('un montant se lit comme dans un formulaire, ou ne se lit pas (R-REP-19, R-FORM-17)', () => {
  const CHAMPS = [
    ['personnePhysique/demandeur/revenuFiscal/montantMoins2', 'demandeur.revenuFiscal.anneeMoins2.montant'],
    [
      'personnePhysique/listeCotitulaire/cotitulaire/revenuFiscal/montantMoins1',
      'cotitulaires.0.revenuFiscal.anneeMoins1.montant',
    ],
    ['personnePhysique/logementActuel/montantMensuelLoyer', 'logementActuel.loyerMensuel'],
    ['personnePhysique/demandeur/listeRessourceRecue/detailRessource/montant', 'demandeur.ressources.lignes.0.euros'],
    ['personnePhysique/demandeur/listeRessourceVersee/detailRessource/montant', 'demandeur.pensionVersee'],
    ['logementRecherche/loyerMaximal', 'recherche.loyerMaximal'],
  ] as const
  const LUS = [
    ['20 000 €', 20_000],
    ['20\u00a0000', 20_000],
    ['20000.50', 20_000.5],
    ['20.000,00', 20_000],
    ['1240,5', 1240.5],
    ['1500.00', 1500],
  ] as const
  it.each(CHAMPS)('%s', (element, champ) => {
    const euros = (contenu: unknown) =>
      champ.split('.').reduce<unknown>((at, nom) => Reflect.get(Object(at), nom), contenu)
    for (const [ecrit, attendu] of LUS) {
      const { contenu, remarques } = lire([element, ecrit])
      const lu = euros(contenu)
      expect([ecrit, lu instanceof Object ? Reflect.get(lu, 'euros') : lu, remarques]).toEqual([ecrit, attendu, []])
    }
    for (const [ecrit, message] of [
      ['20.000', 'Écrivez 20000 ou 20\u00a0000, sans point ni virgule.'],
      ['20,000 €', 'Écrivez 20000 ou 20\u00a0000, sans point ni virgule.'],
      ['0x10', 'Écrivez un montant en euros, par exemple 1240.'],
      ['1e3', 'Écrivez un montant en euros, par exemple 1240.'],
      ['20000 EUR', 'Écrivez un montant en euros, par exemple 1240.'],
    ] as const) {
      const { contenu, remarques } = lire([element, ecrit])
      expect([ecrit, euros(contenu), remarques]).toEqual([ecrit, null, [{ champ, gravite: 'a-verifier', message }]])
      expect(contenu.autres).toEqual([{ chemin: champ, valeur: ecrit }])
    }
  })

  it('un nombre entier aussi', () => {
    const { contenu, remarques } = lire(['personnePhysique/logementActuel/surface', '0x10'])
    expect([contenu.logementActuel.surface, remarques.map(({ champ }) => champ)]).toEqual([
      null,
      ['logementActuel.surface'],
    ])
  })
})

describe('une naissance prévue à côté de zéro enfant à naître (R-REP-22)', () => {
  const MESSAGE =
    'Un 0 est écrit à côté d’une naissance prévue\u00a0: sa date n’est pas reprise, et reste gardée à côté. Vérifiez le nombre d’enfants à naître dans votre logiciel.'
  const lireNaissance = (nombre: string, prevue: string) => {
    const { contenu, remarques } = lire(
      ['personnePhysique/personneANaitre/nombre', nombre],
      ['personnePhysique/personneANaitre/dateNaissancePrevue', prevue],
    )
    return [
      contenu.foyer.enfantsANaitre,
      contenu.autres.map(({ chemin, valeur }) => `${chemin} ${valeur}`),
      remarques.map(({ champ, message }) => `${champ} ${message}`),
    ]
  }
  it.each([
    ['0', '2027-01-01'],
    ['0,0', '2027-01-01'],
    ['0', '2020-01-01'],
    ['0', 'bientôt'],
  ])('%s et « %s » : la date se dit une fois et se garde à côté', (nombre, prevue) => {
    expect(lireNaissance(nombre, prevue)).toEqual([
      null,
      [`foyer.enfantsANaitre.prevusLe ${prevue}`],
      [`foyer.enfantsANaitre ${MESSAGE}`],
    ])
  })

  it('zéro sans date, ou un enfant, ne se demande pas', () => {
    expect(lireNaissance('0', '')).toEqual([null, [], []])
    expect(lireNaissance('1', '2027-01-01')).toEqual([{ nombre: 1, prevusLe: '2027-01-01' }, [], []])
    expect(lireNaissance('', '2027-01-01')).toEqual([{ nombre: null, prevusLe: '2027-01-01' }, [], []])
  })
})
