import { describe, expect, it } from 'vitest'
import type { Bloc } from '#lib/domain/demande/formulaire/renouvellement/champs-saisis.ts'
import { listARecopier } from './saisie-gardee.ts'

const BLOCS: readonly Bloc[] = [
  {
    titre: 'Noa Inventée',
    champs: [
      { nom: 'foyer.personnesACharge.0.nom', libelle: 'Nom', sorte: 'texte', valeur: 'Inventée' },
      {
        nom: 'foyer.personnesACharge.0.lien',
        libelle: 'Lien',
        sorte: 'choix',
        valeur: 'E',
        options: { E: 'Enfant', A: 'Ascendant' },
      },
    ],
  },
]

describe('ce qui est à recopier', () => {
  it('dit ce qui diffère du registre, avec son libellé et le mot de son choix', () => {
    expect(
      listARecopier(
        { version: '3', 'foyer.personnesACharge.0.nom': 'Inventée', 'foyer.personnesACharge.0.lien': 'A' },
        BLOCS,
      ),
    ).toEqual([{ nom: 'foyer.personnesACharge.0.lien', libelle: 'Lien', valeur: 'Ascendant' }])
  })

  it('ne perd pas ce qui était écrit d’une personne partie depuis : son champ a le nom du même chez une autre', () => {
    expect(listARecopier({ 'foyer.personnesACharge.2.nom': 'Sam', 'foyer.nombre': '' }, BLOCS)).toEqual([
      { nom: 'foyer.personnesACharge.2.nom', libelle: 'Nom', valeur: 'Sam' },
    ])
    expect(listARecopier({ 'foyer.autre': 'x' }, BLOCS)).toEqual([
      { nom: 'foyer.autre', libelle: 'foyer.autre', valeur: 'x' },
    ])
  })
})
