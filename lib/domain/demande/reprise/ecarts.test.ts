import { describe, expect, it } from 'vitest'
import { jour } from '../../calendrier.ts'
import { readDemandeSne } from './demande-sne.ts'
import { avecEcrit, uneDemandeEntiere } from './testing.ts'

const LE = jour('2026-11-30')
const lire = (chemin: string, ecrit: string) => {
  const lu = readDemandeSne(avecEcrit(uneDemandeEntiere(), chemin, ecrit), LE)
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
  const entiere = lire('numGuichet', 'G0901').contenu

  it.each(
    MONTANTS.flatMap(([element, champ]) =>
      ['NC', '-1', 'inconnu', '123456789'].map((ecrit) => [element, ecrit, champ] as const),
    ),
  )(
    '%s « %s » reste inconnu, se dit une fois et se garde à côté ; personne n’est retiré (R-REP-02, R-REP-16)',
    (element, ecrit, champ) => {
      const { contenu, remarques } = lire(element, ecrit)
      const attendu = JSON.parse(JSON.stringify({ ...entiere, autres: [{ chemin: champ, valeur: ecrit }] }))
      const noms = champ.split('.')
      const porteur = noms.slice(0, -1).reduce<unknown>((at, nom) => Reflect.get(Object(at), nom), attendu)
      Reflect.set(Object(porteur), noms.at(-1) ?? '', null)
      expect(contenu).toEqual(attendu)
      expect(remarques.map((une) => une.champ)).toEqual([champ])
    },
  )
})
