import { describe, expect, it } from 'vitest'
import type { Bloc } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import { listARecopier } from './saisie-gardee.ts'

const CHARGE = 'foyer.personnesACharge'
/** A dependant of the household as it stands. */
const enfant = (rang: number, prenom: string, lien = 'E'): Bloc => ({
  titre: `${prenom} Inventée`,
  retirer: `${CHARGE}.${rang}.retirer`,
  champs: [
    { nom: `${CHARGE}.${rang}.prenom`, libelle: 'Prénom', sorte: 'texte', valeur: prenom },
    { nom: `${CHARGE}.${rang}.nom`, libelle: 'Nom', sorte: 'texte', valeur: prenom && 'Inventée' },
    {
      nom: `${CHARGE}.${rang}.lien`,
      libelle: 'Lien',
      sorte: 'choix',
      valeur: lien,
      options: { E: 'Enfant', A: 'Ascendant' },
    },
  ],
})
const ecrit = (rang: number, prenom: string, lien = 'E') => ({
  [`${CHARGE}.${rang}.prenom`]: prenom,
  [`${CHARGE}.${rang}.nom`]: 'Inventée',
  [`${CHARGE}.${rang}.lien`]: lien,
})
const dire = (gardee: Record<string, string>, blocs: readonly Bloc[]) =>
  listARecopier(gardee, blocs).map(({ libelle, valeur }) => `${libelle} = ${valeur}`)

describe('ce qui est à recopier', () => {
  it('dit ce qui diffère du registre, de qui, avec son libellé et le mot de son choix', () => {
    expect(listARecopier({ version: '3', ...ecrit(0, 'Noa', 'A') }, [enfant(0, 'Noa')])).toEqual([
      { nom: `${CHARGE}.0.lien`, libelle: 'Lien (Noa Inventée)', valeur: 'Ascendant' },
    ])
  })

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('redit « %s » tel quel', (texte) => {
    expect(listARecopier({ 'un.champ.parti': texte }, []).map(({ valeur }) => valeur)).toEqual([texte])
  })

  it('dit de qui est chaque texte quand deux personnes ont le même libellé, et qui est à retirer', () => {
    const blocs = [enfant(0, 'Zoé'), enfant(1, 'Lou'), enfant(2, '', '')]
    const gardee = { ...ecrit(0, 'Zoé', 'A'), ...ecrit(1, 'Lou', 'A'), [`${CHARGE}.1.retirer`]: 'on' }
    expect(dire(gardee, blocs)).toEqual([
      'Lien (Zoé Inventée) = Ascendant',
      'Lien (Lou Inventée) = Ascendant',
      'Retirer cette personne (Lou Inventée) = Oui',
    ])
    expect(dire({ ...ecrit(0, 'Zoé', 'A'), ...ecrit(1, 'Zoé') }, [enfant(0, 'Lou')])).toEqual([
      'Prénom (Zoé Inventée, personne à charge 1) = Zoé',
      'Nom (Zoé Inventée, personne à charge 1) = Inventée',
      'Lien (Zoé Inventée, personne à charge 1) = Ascendant',
      'Prénom (Zoé Inventée, personne à charge 2) = Zoé',
      'Nom (Zoé Inventée, personne à charge 2) = Inventée',
      'Lien (Zoé Inventée, personne à charge 2) = Enfant',
    ])
  })

  it('suit une personne qui a changé de place, et ne tait pas un texte que la nouvelle a aussi', () => {
    expect(dire(ecrit(1, 'Lou', 'A'), [enfant(0, 'Lou'), enfant(1, '', '')])).toEqual([
      'Lien (Lou Inventée) = Ascendant',
    ])
    expect(dire(ecrit(0, 'Sam', 'E'), [enfant(0, 'Noa', 'E')])).toEqual([
      'Prénom (Sam Inventée) = Sam',
      'Nom (Sam Inventée) = Inventée',
      'Lien (Sam Inventée) = Enfant',
    ])
  })

  it('ne perd pas ce qui était écrit d’une personne partie depuis, ni un champ qui n’est plus', () => {
    const montant = { nom: 'demandeur.revenuFiscal.montant', libelle: 'Montant', sorte: 'euros', valeur: '' } as const
    const blocs: readonly Bloc[] = [{ titre: 'Camille Inventée', champs: [montant] }]
    expect(dire({ 'cotitulaires.0.revenuFiscal.montant': '12000', 'foyer.nombre': '' }, blocs)).toEqual([
      'Montant (personne qui demande avec vous 1) = 12000',
    ])
    expect(dire({ [`${CHARGE}.2.nom`]: 'Sam' }, [enfant(0, 'Noa')])).toEqual(['Nom (Sam) = Sam'])
    expect(dire({ 'foyer.autre': 'x' }, [enfant(0, 'Noa')])).toEqual(['foyer.autre = x'])
  })

  it('dit une case que l’on avait vidée, et non celle d’une page qui ne la montrait pas', () => {
    const recherche: Bloc = {
      titre: 'Ce que je cherche',
      champs: [
        { nom: 'recherche.loyer', libelle: 'Loyer', sorte: 'euros', valeur: '500' },
        { nom: 'recherche.types.t2', libelle: 'T2', sorte: 'case', valeur: 'on' },
        { nom: 'recherche.types.t3', libelle: 'T3', sorte: 'case', valeur: '' },
      ],
    }
    expect(dire({ 'recherche.loyer': '500' }, [recherche])).toEqual(['T2 = Non'])
    expect(dire({ 'recherche.loyer': '500', 'recherche.types.t2': '' }, [recherche])).toEqual(['T2 = Non'])
    expect(dire({ 'recherche.loyer': '500', 'recherche.types.t2': 'on' }, [recherche])).toEqual([])
    expect(dire({ 'foyer.autre': '' }, [recherche])).toEqual([])
  })
})
