/** One thing said, by any of the ways to say it, with the dates that are said after it. */
import type { Clause, Phrase } from './clauses.ts'
import { choix, entreParentheses, faire, liste, memo, mot, option, type Regle, suite } from './combinaisons.ts'
import { heuresReservees, rendezVous } from './heures.ts'
import { pariteApres, pariteSeule } from './jours.ts'
import {
  heuresPuisJours,
  heuresSeules,
  idem,
  intros,
  joursDeMoitiePuisHeures,
  joursPuisHeures,
  joursSurRendezVous,
  ouvre,
  surRendezVous,
} from './regles-d-ouverture.ts'
import { exception, fermetures, heureDUnJour, jusqua, remplace } from './regles-de-fermeture.ts'
import { isOneDay, type SaisonDite, saison } from './saisons.ts'

const ferie: Regle<unknown> = mot('ferie')
const feriesOrdinaires: Regle<Clause> = faire(
  choix<unknown>(
    suite(ferie, mot('inclus')),
    suite(mot('inclus'), ferie),
    suite(mot('ouvert'), option(mot('inclus', 'aussi')), ferie),
  ),
  () => ({ type: 'feries-ordinaires' }),
)

const sinon: Regle<Clause> = faire(
  choix<unknown>(
    suite(mot('sinon'), option(mot(':', ',')), surRendezVous),
    suite(surRendezVous, option(mot(',')), mot('sinon')),
  ),
  () => ({ type: 'sinon' }),
)

const reserve: Regle<Clause> = faire(suite(intros, rendezVous), ([, valeur]) => ({
  type: 'reserve',
  surRendezVous: valeur,
}))

const portee: Regle<Clause> = choix<Clause>(
  faire(pariteSeule, (semaines) => ({ type: 'portee', semaines })),
  faire(saison, (found) => (isOneDay(found) ? undefined : { type: 'portee', saison: found })),
)

const toujours: Regle<Clause> = faire(
  suite(intros, liste(mot('24h', '7j7', '24-7'), option(mot('et', ',', '-', '/')))),
  ([, found]) => (found.some(({ etiquette }) => etiquette !== '7j7') ? { type: 'toujours' } : undefined),
)

const seule = (regle: Regle<Clause>): Regle<readonly Clause[]> => faire(regle, (clause) => [clause])

const saisonPuisHeures: Regle<Phrase> = faire(
  suite(saison, option(mot(':', ',')), heuresReservees),
  ([found, , hours]) => ({
    clauses: [ouvre(null, hours, {})],
    saison: found,
  }),
)

const parenthese: Regle<Phrase> = entreParentheses(
  choix<Phrase>(
    faire(
      choix(fermetures, exception, seule(choix(jusqua, heureDUnJour, remplace, feriesOrdinaires, reserve, portee))),
      (clauses) => ({ clauses, aparte: true as const }),
    ),
    saisonPuisHeures,
  ),
)

const periode: Regle<SaisonDite> = faire(saison, (found) => (isOneDay(found) ? undefined : found))
const saisonApres = option(faire(suite(option(mot(',')), periode), ([, found]) => found))
const qualifiee = (regle: Regle<Clause>, sens?: 'jours' | 'heures'): Regle<Phrase> => qualifiees(seule(regle), sens)
const qualifiees = (regle: Regle<readonly Clause[]>, sens?: 'jours' | 'heures'): Regle<Phrase> =>
  faire(suite(regle, option(pariteApres), saisonApres), ([clauses, semaines, found]) => ({
    clauses,
    ...(sens && { sens }),
    ...(semaines && { semaines }),
    ...(found && { saison: found }),
    ...(clauses.some((clause) => isDoubtful(clause) || (found && mayBeOfItsEnd(clause, sens))) && {
      doute: true as const,
    }),
  }))

const isDoubtful = (clause: Clause): boolean => clause.type === 'ouvre' && clause.doute === true

/** « 9h-12h et 14h-17h en août », « 9h-12h le lundi et le samedi en août »: of all that, or of what was said last? */
const mayBeOfItsEnd = (clause: Clause, sens: Phrase['sens']): boolean =>
  clause.type === 'ouvre' && (sens === 'heures' && clause.sur ? clause.sur.length > 1 : clause.heures.length > 1)

/** Every way to read one thing said. */
export const phrase: Regle<Phrase> = memo(
  choix<Phrase>(
    qualifiee(joursPuisHeures, 'jours'),
    qualifiee(joursDeMoitiePuisHeures, 'jours'),
    qualifiee(heuresPuisJours, 'heures'),
    qualifiee(heuresSeules, 'heures'),
    qualifiee(joursSurRendezVous),
    parenthese,
    qualifiees(choix(fermetures, exception)),
    faire(seule(choix(idem, jusqua, feriesOrdinaires, sinon, reserve, portee, toujours)), (clauses) => ({ clauses })),
  ),
)
