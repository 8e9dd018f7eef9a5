import { describe, expect, it } from 'vitest'
import type { Role } from '../acces/acteur.ts'
import { ACTEURS } from '../acces/testing.ts'
import { type Jour, jour } from '../calendrier.ts'
import type { Resultat } from '../resultat.ts'
import { recordAvisRemis, recordAvisRevenu } from './avis.ts'
import { recordChangementDeTitulaire } from './changement-de-titulaire.ts'
import { recordDecisionDeCorrection, recordDemandeDeCorrection } from './correction-d-identite.ts'
import type { Demande } from './demande.ts'
import { recordValidite } from './depot.ts'
import { recordEffacement } from './effacement.ts'
import type { Moment } from './faits.ts'
import { unContenu } from './formulaire/testing.ts'
import { recordModification } from './modification.ts'
import { ACTES_DE_DEMANDE, type ActeDeDemande, isAuteur, possibleActes } from './possible-actes.ts'
import { recordRadiation, recordRetablissement } from './radiation.ts'
import { recordReactivation } from './reactivation.ts'
import { recordRenouvellement } from './renouvellement.ts'
import { recordSeparation } from './separation.ts'
import {
  auGuichet,
  codeOf,
  granted,
  numeroDuMois,
  refDe,
  SIREN,
  unCouple,
  uneDemande,
  uneRadiation,
} from './testing.ts'

type Essai = (demande: Demande, moment: Moment) => Resultat<unknown, { code: string }>
const contenuDe = (demande: Demande) => (demande.statut === 'effacee' ? unContenu() : demande.contenu)
const inverse = (demande: Demande) => {
  const contenu = contenuDe(demande)
  return { ...contenu, recherche: { ...contenu.recherche, accepteDAutresCommunes: false } }
}

/** Each act with what it needs to be granted wherever the state and the day allow it. */
const ESSAIS: { readonly [A in ActeDeDemande]: Essai } = {
  modification: (demande, moment) => recordModification(demande, { contenu: inverse(demande) }, moment),
  renouvellement: (demande, moment) => recordRenouvellement(demande, { contenu: contenuDe(demande) }, moment),
  'radiation-attribution': (demande, moment) => recordRadiation(demande, uneRadiation('RADATT', moment.le), moment),
  'radiation-abandon': (demande, moment) => recordRadiation(demande, uneRadiation('RADABA', moment.le), moment),
  'radiation-irrecevabilite': (demande, moment) => recordRadiation(demande, uneRadiation('RADIRR', moment.le), moment),
  'radiation-sans-reponse': (demande, moment) => recordRadiation(demande, uneRadiation('RADCON', moment.le), moment),
  'radiation-non-renouvellement': (demande, moment) =>
    recordRadiation(demande, uneRadiation('RADREN', moment.le), moment),
  retablissement: (demande, moment) =>
    recordRetablissement(demande, { raison: 'Erreur', sirenEmetteur: SIREN }, moment),
  reactivation: (demande, moment) => recordReactivation(demande, { raison: 'Hospitalisée' }, moment),
  separation: (demande, moment) => {
    const depot = {
      ref: refDe(2),
      numeroUnique: numeroDuMois(moment.le, 7),
      deposeeLe: moment.le,
      contenu: unContenu(['demandeur.prenom', 'Dominique']),
    }
    return recordSeparation(demande, { rang: 0, preuve: 'rupture-de-pacs', depot, faits: faitsDe(demande) }, moment)
  },
  'changement-de-titulaire': (demande, moment) =>
    recordChangementDeTitulaire(demande, { rang: 0, motif: 'deces', preuve: 'Acte', faits: [] }, moment),
  'demande-de-correction': (demande, moment) =>
    recordDemandeDeCorrection(demande, { nouvelle: AUTRE_NOM, motif: 'Faute de frappe' }, moment),
  'decision-de-correction': (demande, moment) =>
    recordDecisionDeCorrection(demande, { decision: 'acceptee', piece: 'Acte de naissance' }, moment),
  // Told after the last day, of a day before it (R-RAP-31).
  'avis-remis': (demande, moment) =>
    recordAvisRemis(demande, { avisRemisLe: dernierAvant(demande, moment.le) }, moment),
}
const dernierAvant = (demande: Demande, le: Jour): Jour => {
  const dernierJour = demande.statut === 'effacee' ? undefined : demande.echeances?.dernierJour
  return dernierJour !== undefined && dernierJour < le ? dernierJour : le
}
/** What nobody asks for by a button: the night, a gateway and a file bring it. */
const AUTRES_FAITS: Readonly<Record<string, Essai>> = {
  effacement: recordEffacement,
  'avis-revenu': recordAvisRevenu,
  'validite-apprise': (demande, moment) =>
    recordValidite(demande, { valideDepuis: moment.le, avisRemisLe: null }, moment),
}
/** Where each of them is granted, by the name of the state below. */
const PERMIS: Readonly<Record<string, readonly string[]>> = {
  effacement: ['radiée depuis un an'],
  'avis-revenu': ['active, après le dernier jour, avertie', 'active, avertie trop tard'],
  'validite-apprise': ['active, T inconnu'],
}
const AUTRE_NOM = { nom: 'Autre', nomDeNaissance: 'Autre', prenom: 'Camille' }

const couple = uneDemande().avec(unCouple()).deposeeLe('2024-03-31')
const seule = uneDemande().deposeeLe('2024-03-31')
/** A form of one of the two left the other out. */
const otee = couple.modifieeLe('2024-06-01', unContenu())
const faitsDe = (demande: Demande) => [couple, otee].find((vie) => vie.build() === demande)?.listFaits() ?? []
const radiee = (code: 'RADATT' | 'RADABA' | 'RADIRR' | 'RADCON') => seule.radieeLe('2024-06-30', code).build()
const nonRenouvelee = seule.avisRemisLe('2025-02-28').radieeLe('2025-05-01').build()
const aCorriger = granted(
  recordDemandeDeCorrection(seule.build(), { nouvelle: AUTRE_NOM, motif: 'Faute' }, auGuichet('2024-05-01')),
).demande

const RADIATIONS = [
  'radiation-attribution',
  'radiation-abandon',
  'radiation-irrecevabilite',
  'radiation-sans-reponse',
] as const
const TOUJOURS = ['modification', ...RADIATIONS, 'demande-de-correction'] as const
const A_DEUX = ['separation', 'changement-de-titulaire'] as const

/** Every state on a day, and all that the law lets anybody do of it then. Whatever is not named is refused. */
const ETATS: readonly (readonly [string, Demande, string, readonly ActeDeDemande[]])[] = [
  ['active d’un couple, avant l’ouverture', couple.build(), '2025-01-30', [...TOUJOURS, ...A_DEUX, 'avis-remis']],
  [
    'active d’un couple dont un seul reste nommé',
    otee.build(),
    '2025-01-30',
    [...TOUJOURS, 'separation', 'avis-remis'],
  ],
  ['active, le jour de l’ouverture', seule.build(), '2025-01-31', [...TOUJOURS, 'renouvellement', 'avis-remis']],
  ['active, le dernier jour', seule.build(), '2025-04-30', [...TOUJOURS, 'renouvellement', 'avis-remis']],
  ['active, après le dernier jour, sans avis', seule.build(), '2025-05-01', [...TOUJOURS, 'avis-remis']],
  [
    'active, après le dernier jour, avertie',
    seule.avisRemisLe('2025-04-01').build(),
    '2025-05-01',
    [...TOUJOURS, 'radiation-non-renouvellement', 'avis-remis'],
  ],
  ['active, avertie trop tard', seule.avisRemisLe('2025-04-02').build(), '2025-05-01', [...TOUJOURS, 'avis-remis']],
  [
    'active de concubins',
    uneDemande().avec(unCouple('C')).deposeeLe('2024-03-31').build(),
    '2024-06-01',
    [...TOUJOURS, 'changement-de-titulaire', 'avis-remis'],
  ],
  ['active, T inconnu', uneDemande().repriseSansT('2014-07-29').build(), '2026-01-01', [...TOUJOURS, 'renouvellement']],
  [
    'active, correction demandée',
    aCorriger,
    '2024-06-01',
    ['modification', ...RADIATIONS, 'decision-de-correction', 'avis-remis'],
  ],
  ['radiée pour non-renouvellement', nonRenouvelee, '2025-10-01', ['reactivation']],
  ['radiée pour non-renouvellement, trop tard', nonRenouvelee, '2025-10-02', []],
  ['radiée sans réponse', radiee('RADCON'), '2024-11-30', ['reactivation']],
  ['radiée sans réponse, trop tard', radiee('RADCON'), '2024-12-01', []],
  ['radiée par abandon', radiee('RADABA'), '2024-07-01', []],
  ['radiée par irrecevabilité', radiee('RADIRR'), '2024-07-01', []],
  ['radiée par attribution', radiee('RADATT'), '2024-07-01', ['retablissement']],
  ['radiée depuis un an', radiee('RADABA'), '2025-06-30', []],
  ['effacée', seule.radieeLe('2024-06-30', 'RADABA').effaceeLe('2025-06-30').build(), '2025-07-01', []],
]
const PAIRES = ETATS.flatMap(([nom, demande, le, permis]) =>
  ACTES_DE_DEMANDE.map((acte) => [nom, acte, demande, le, permis.includes(acte)] as const),
)
const TOUS = Object.values(ACTEURS)

describe('chaque état et chaque acte (R-DEM-03, R-SEP-09)', () => {
  it.each(PAIRES)('%s × %s', (_, acte, demande, le, permis) => {
    const answer = ESSAIS[acte](demande, auGuichet(le))
    expect(answer.ok, codeOf(answer)).toBe(permis)
    for (const acteur of TOUS)
      expect(possibleActes({ demande, faits: faitsDe(demande) }, acteur, jour(le)).includes(acte)).toBe(
        permis && isAuteur(acteur, acte),
      )
  })

  it.each(ETATS.flatMap(([nom, demande, le]) => Object.keys(PERMIS).map((fait) => [nom, fait, demande, le] as const)))(
    '%s × %s',
    (nom, fait, demande, le) => {
      const answer = AUTRES_FAITS[fait]?.(demande, auGuichet(le))
      expect(answer?.ok).toBe(PERMIS[fait]?.includes(nom))
    },
  )

  it('un acte refusé ne change rien à la demande', () => {
    for (const [, acte, demande, le] of PAIRES) {
      const avant = structuredClone(demande)
      ESSAIS[acte](demande, auGuichet(le))
      expect(demande).toEqual(avant)
    }
  })
})

describe('qui peut quoi', () => {
  const SERVICES: readonly Role[] = ['agent-de-guichet', 'responsable-de-guichet', 'bailleur', 'reservataire']
  const AUTEURS: { readonly [A in ActeDeDemande]: readonly Role[] } = {
    modification: ['demandeur', ...SERVICES],
    renouvellement: ['demandeur', ...SERVICES],
    'radiation-attribution': ['bailleur'],
    'radiation-abandon': ['demandeur', ...SERVICES],
    'radiation-irrecevabilite': ['bailleur'],
    'radiation-sans-reponse': SERVICES,
    'radiation-non-renouvellement': ['gestionnaire-territorial'],
    retablissement: ['bailleur'],
    reactivation: ['agent-de-guichet', 'responsable-de-guichet'],
    separation: ['agent-de-guichet', 'responsable-de-guichet'],
    'changement-de-titulaire': SERVICES,
    'demande-de-correction': ['demandeur', ...SERVICES],
    'decision-de-correction': ['gestionnaire-territorial'],
    'avis-remis': ['gestionnaire-territorial'],
  }
  it.each(ACTES_DE_DEMANDE)('%s a ses auteurs (R-RAD-09, R-IDE-04, R-DEM-18)', (acte) => {
    const auteurs = TOUS.filter((acteur) => isAuteur(acteur, acte)).map(({ role }) => role)
    expect(auteurs.sort()).toEqual([...AUTEURS[acte]].sort())
  })

  it('un réservataire qui n’enregistre pas ne fait rien', () => {
    const reservataire = { ...ACTEURS.reservataire, enregistreur: false }
    expect(possibleActes({ demande: seule.build(), faits: [] }, reservataire, jour('2025-03-31'))).toEqual([])
  })

  it('la réactivation n’est jamais offerte au demandeur (R-REA-04)', () => {
    for (const [, demande, le] of ETATS)
      expect(possibleActes({ demande, faits: [] }, ACTEURS.demandeur, jour(le))).not.toContain('reactivation')
  })
})
