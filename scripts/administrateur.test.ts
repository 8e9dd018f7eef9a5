import { expect, it } from 'vitest'
import { Obstacle } from '#db/obstacle.ts'
import { administrateur } from './administrateur.ts'

it.each([
  [[], 'Donnez l’adresse de courriel : npm run administrateur -- nom@exemple.fr'],
  [['a@exemple.fr', 'b@exemple.fr'], 'Donnez une seule adresse de courriel : npm run administrateur -- nom@exemple.fr'],
  [['--aide'], 'L’option « --aide » n’existe pas. Écrivez : npm run administrateur -- nom@exemple.fr'],
])('dit ce que la commande attend, sans rien nommer : %j', async (args, sentence) => {
  await expect(administrateur(args, { out: async () => {}, err: () => {} })).rejects.toThrow(new Obstacle(sentence))
})
