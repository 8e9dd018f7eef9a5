/** Whole lives, as files that a lawyer can read: acts in, each with its answer; then the state, and what may follow. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ACTEURS } from '../acces/testing.ts'
import { jour } from '../calendrier.ts'
import type { Resultat } from '../resultat.ts'
import type { Acte } from './acte.ts'
import { recordAvisRemis, recordAvisRevenu } from './avis.ts'
import { computeAnciennete, type Demande } from './demande.ts'
import { recordDepot } from './depot.ts'
import { recordEffacement } from './effacement.ts'
import { type Fait, replayFaits } from './faits.ts'
import { unContenu } from './formulaire/testing.ts'
import { possibleActes } from './possible-actes.ts'
import { recordRadiation, recordRetablissement } from './radiation.ts'
import { recordReactivation } from './reactivation.ts'
import { recordRenouvellement } from './renouvellement.ts'
import { auGuichet, codeOf, numeroDuMois, refDe, SIREN, unCouple, uneDemande, uneRadiation } from './testing.ts'

const MOTIFS = ['RADATT', 'RADABA', 'RADIRR', 'RADCON', 'RADREN'] as const
const ACTES = [
  'depot',
  'reprise-sans-t',
  'renouvellement',
  'avis-remis',
  'avis-revenu',
  ...MOTIFS,
  'reactivation',
] as const
const casSchema = z.strictObject({
  cas: z.string(),
  couple: z.enum(['M', 'P', 'C', 'L']).optional(),
  actes: z.array(
    z.strictObject({
      acte: z.enum([...ACTES, 'retablissement', 'effacement']),
      le: z.string().transform(jour),
      reponse: z.string().default('ok'),
    }),
  ),
  au: z.string().transform(jour),
  etat: z.record(z.string(), z.unknown()),
  anciennete: z.string(),
  demandeur: z.array(z.string()),
  guichet: z.array(z.string()),
})
type Ligne = z.infer<typeof casSchema>['actes'][number]

const FOLDER = join(import.meta.dirname, 'cas')
const CAS = readdirSync(FOLDER).flatMap((file) =>
  z.array(casSchema).parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))),
)

function play(demande: Demande | undefined, { acte, le }: Ligne, couple?: string): Resultat<Acte, { code: string }> {
  const contenu = couple ? unCouple(couple) : unContenu()
  const moment = auGuichet(le)
  if (acte === 'depot')
    return recordDepot({ ref: refDe(1), numeroUnique: numeroDuMois(le), deposeeLe: le, contenu }, moment)
  if (acte === 'reprise-sans-t') {
    const reprise = uneDemande().avec(contenu).repriseSansT(le)
    const [fait] = reprise.listFaits()
    if (fait) return { ok: true, value: { demande: reprise.build(), fait } }
  }
  if (!demande) throw new Error('A life begins by a depot or a reprise')
  switch (acte) {
    case 'renouvellement':
      return recordRenouvellement(demande, { contenu }, moment)
    case 'avis-remis':
      return recordAvisRemis(demande, { avisRemisLe: le }, moment)
    case 'avis-revenu':
      return recordAvisRevenu(demande, moment)
    case 'reactivation':
      return recordReactivation(demande, { raison: 'Hospitalisation' }, moment)
    case 'retablissement':
      return recordRetablissement(demande, { raison: 'Mauvaise demande', sirenEmetteur: SIREN }, moment)
    case 'effacement':
      return recordEffacement(demande, moment)
    case 'reprise-sans-t':
      throw new Error('A reprise begins a life')
    default:
      return recordRadiation(demande, uneRadiation(acte, moment.le), moment)
  }
}

describe('des vies entières', () => {
  it.each(CAS)('$cas', ({ actes, couple, au, etat, anciennete, demandeur, guichet }) => {
    let demande: Demande | undefined
    const faits: Fait[] = []
    for (const ligne of actes) {
      const answer = play(demande, ligne, couple)
      expect(codeOf(answer), `${ligne.acte} ${ligne.le}`).toBe(ligne.reponse)
      if (!answer.ok) continue
      demande = answer.value.demande
      faits.push(answer.value.fait)
    }
    if (!demande) throw new Error('No demande')
    expect(demande).toMatchObject(etat)
    expect(replayFaits(faits)).toEqual(demande)
    const { annees, mois } = computeAnciennete(demande.ancienneteDepuis, au)
    expect(`${annees} ans ${mois} mois`).toBe(anciennete)
    expect(possibleActes({ demande, faits }, ACTEURS.demandeur, au)).toEqual(demandeur)
    expect(possibleActes({ demande, faits }, ACTEURS['agent-de-guichet'], au)).toEqual(guichet)
  })

  it('ne sont pas vides', () => {
    expect(CAS.length).toBeGreaterThan(9)
  })
})
