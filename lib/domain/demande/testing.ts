/** Demandes for tests, made by the real acts: `uneDemande().deposeeLe('2024-03-31').radieeLe('2025-05-01').build()`. */
import { addMonths, type Jour, jour } from '../calendrier.ts'
import type { Resultat } from '../resultat.ts'
import type { Acte } from './acte.ts'
import type { Attribution } from './attribution.ts'
import { recordAvisRemis } from './avis.ts'
import { type Demande, type DemandeRef, parseDemandeRef } from './demande.ts'
import { recordDepot, recordReprise } from './depot.ts'
import { baremeAu } from './echeances.ts'
import { recordEffacement } from './effacement.ts'
import type { Fait, Moment } from './faits.ts'
import type { Contenu } from './formulaire/contenu.ts'
import { type Changement, unContenu, unCotitulaire } from './formulaire/testing.ts'
import { recordModification } from './modification.ts'
import type { MotifDeRadiation } from './motifs-de-radiation.ts'
import { composeNumeroUnique, type NumeroUnique } from './numero-unique.ts'
import { type Radiation, recordRadiation } from './radiation.ts'
import { recordReactivation } from './reactivation.ts'
import { recordRenouvellement } from './renouvellement.ts'
import { parseTerritoire } from './territoire.ts'

/** At a guichet of Ariège, on a day. */
export const auGuichet = (le: string): Moment => ({
  le: jour(le),
  bareme: baremeAu(jour(le)),
  origine: { canal: 'guichet', organisme: 'G0123' },
})

export const refDe = (rang: number): DemandeRef => {
  const ref = parseDemandeRef(`00000000-0000-4000-8000-${String(rang).padStart(12, '0')}`)
  if (!ref) throw new Error('ref')
  return ref
}

export const numeroDuMois = (deposeeLe: string, sequence = 42, territoire = '09'): NumeroUnique =>
  composeNumeroUnique({
    territoire: parseTerritoire(territoire) ?? '09',
    mois: Number(deposeeLe.slice(5, 7)),
    annee: Number(deposeeLe.slice(2, 4)),
    sequence,
    codeGuichet: 'G0123',
  })

/** The value of an act that a test knows to be granted. */
export function granted<T>(answer: Resultat<T, { code: string }>): T {
  if (answer.ok) return answer.value
  throw new Error(`Refused: ${JSON.stringify(answer.refus)}`)
}

/** `ok`, or the code of the refusal. */
export const codeOf = (answer: Resultat<unknown, { code: string }>): string => (answer.ok ? 'ok' : answer.refus.code)

export const SIREN = '123456782'
export const uneAttribution = (changes: Partial<Attribution> = {}): Attribution => ({
  siren: SIREN,
  bailSigneLe: jour('2024-06-01'),
  commune: '09122',
  logement: { identifiantRpls: '0912200042' },
  dejaLocataire: 'NON',
  accordCollectif: 'AUCUN',
  dalo: 'NON',
  contingent: 'AUCUN',
  ...changes,
})

/** A motive that a radiation of that day may have: its letter is a month old, its renunciation of the day. */
export const unMotif = (code: MotifDeRadiation['code'], le: Jour): MotifDeRadiation => {
  const avertissement = { envoyeLe: addMonths(le, -1), preuve: 'Lettre recommandée' }
  switch (code) {
    case 'RADATT':
      return { code, attribution: uneAttribution({ bailSigneLe: jour('2000-01-01') }) }
    case 'RADABA':
      return { code, recuLe: le }
    case 'RADIRR':
      return { code, sousMotif: 'IRRRES', avertissement }
    case 'RADCON':
      return { code, avertissement }
    case 'RADREN':
      return { code }
  }
}
export const uneRadiation = (code: MotifDeRadiation['code'], le: Jour): Radiation => ({
  motif: unMotif(code, le),
  sirenEmetteur: SIREN,
})

/** A content with a spouse (M), a partner (P), a concubin (C) or a housemate (L), named Dominique. */
export const unCouple = (lien = 'M', ...changements: readonly Changement[]): Contenu =>
  unContenu(['cotitulaires', [unCotitulaire(['lien', lien], ['prenom', 'Dominique'])]], ...changements)

class Builder {
  private readonly faits: readonly Fait[]
  private readonly demande: Demande | undefined
  private readonly contenu: Contenu
  constructor(contenu: Contenu, demande?: Demande, faits: readonly Fait[] = []) {
    this.contenu = contenu
    this.demande = demande
    this.faits = faits
  }
  private after(answer: Resultat<Acte, { code: string }>): Builder {
    const { demande, fait } = granted(answer)
    return new Builder(this.contenu, demande, [...this.faits, fait])
  }
  avec(contenu: Contenu): Builder {
    return new Builder(contenu)
  }
  deposeeLe(day: string, numeroUnique = numeroDuMois(day), ref = refDe(1)): Builder {
    const depot = { ref, numeroUnique, deposeeLe: jour(day), contenu: this.contenu }
    return this.after(recordDepot(depot, auGuichet(day)))
  }
  /** Loaded without its T. */
  repriseSansT(day: string): Builder {
    const [deposeeLe, contenu] = [jour(day), this.contenu]
    const dates = { deposeeLe, ancienneteDepuis: deposeeLe, renouveleeLe: null }
    const creation = { ref: refDe(1), numeroUnique: numeroDuMois(day), contenu, valideDepuis: null, avisRemisLe: null }
    return this.after(recordReprise({ ...creation, ...dates }, auGuichet(day)))
  }
  renouveleeLe(day: string): Builder {
    return this.after(recordRenouvellement(this.build(), { contenu: this.contenu }, auGuichet(day)))
  }
  modifieeLe(day: string, contenu: Contenu): Builder {
    return this.after(recordModification(this.build(), { contenu }, auGuichet(day)))
  }
  avisRemisLe(day: string): Builder {
    return this.after(recordAvisRemis(this.build(), { avisRemisLe: jour(day) }, auGuichet(day)))
  }
  radieeLe(day: string, code: MotifDeRadiation['code'] = 'RADREN'): Builder {
    return this.after(recordRadiation(this.build(), uneRadiation(code, jour(day)), auGuichet(day)))
  }
  reactiveeLe(day: string): Builder {
    return this.after(recordReactivation(this.build(), { raison: 'Hospitalisée' }, auGuichet(day)))
  }
  effaceeLe(day: string): Builder {
    return this.after(recordEffacement(this.build(), auGuichet(day)))
  }
  build(): Demande {
    if (!this.demande) throw new Error('A demande begins by deposeeLe')
    return this.demande
  }
  listFaits(): readonly Fait[] {
    return this.faits
  }
}
export const uneDemande = (): Builder => new Builder(unContenu())
