import { expect, it } from 'vitest'
import { ENVOIS_DE_SIGNALEMENT } from '#lib/domain/guichet/destinataires.ts'
import { phraseDeSignalement } from './signalements.ts'

it('dit « envoyé » à qui il l’est, et qu’il ne l’est à personne (R-SIG-04)', () => {
  const dites = ENVOIS_DE_SIGNALEMENT.map((envoi) => phraseDeSignalement('Mairie', envoi))
  expect(new Set(dites).size).toBe(ENVOIS_DE_SIGNALEMENT.length)
  for (const dite of dites) expect(dite).toMatch(/^Votre signalement sur «\u00a0Mairie\u00a0» est /)
  const [centre, gestionnaires, deux, personne] = dites
  expect(centre).toMatch(/est envoyé à l’organisme/)
  expect(gestionnaires).toMatch(/est envoyé au gestionnaire/)
  expect(deux).toMatch(/est envoyé à l’organisme .* et au gestionnaire/)
  expect(personne).not.toContain('envoyé')
})
