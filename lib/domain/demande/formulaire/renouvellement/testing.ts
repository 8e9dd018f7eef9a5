/** For the tests of a renewal: the places of its territory, and answers that say again what stands. */
import { jour } from '../../../calendrier.ts'
import type { Contenu } from '../contenu.ts'
import { makeCommunes, makeCommunesDuTerritoire } from './communes.ts'
import type { Reponses } from './groupes.ts'
import { readReponses, reponsesExactes } from './lecture.ts'

export const le = jour('2026-11-28')
export const FOIX = { code: '09122', nom: 'Foix', codesPostaux: ['09000'] }
const PAMIERS = { code: '09225', nom: 'Pamiers', codesPostaux: ['09100'] }
const GIRONS = { code: '09261', nom: 'Saint-Girons', codesPostaux: ['09200'] }
const PARIS = { code: '75056', nom: 'Paris', codesPostaux: ['75001'] }
const communes = makeCommunes(makeCommunesDuTerritoire([FOIX, PAMIERS, GIRONS]), [FOIX, PAMIERS, GIRONS, PARIS])
export const faits = { le, communes }
export const lire = (contenu: Contenu, reponses: Reponses) => readReponses(contenu, reponses, faits)

const TOUJOURS = {
  'demandeur.ressources.reponse': 'toujours',
  'demandeur.revenuFiscal.reponse': 'toujours',
  'revenuFiscal.annee': '2024',
}
/** « C’est exact » of each group, « toujours » of each amount. */
export const exact = (contenu: Contenu): Reponses => ({ ...reponsesExactes(contenu), ...TOUJOURS })
