/** The demandes of the campaign of reminders: what each is due today, who came by Internet, which the night must radiate. */
import { db } from '#db/client.ts'
import { saveActe } from '#db/repositories/demandes.ts'
import { insertUneDemande } from '#db/testing/demandes.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordModification } from '#lib/domain/demande/modification.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import { listAttendus } from './echelle-a-part.ts'
import type { Attendu } from './histoire-de-rappels.ts'
import { inTens } from './terrain-du-registre.ts'

/** One in so many is due its legal notice instead of a step of the ladder; half of these came by Internet. */
const UN_AVIS_SUR = 4
/** Of sixteen, those that are due a step of before the last month. */
const RELANCE: readonly number[] = [2, 11]
const FIN_PROCHE: readonly number[] = [6, 14]
/** One in so many is past its last day. */
const UNE_A_RADIER_SUR = 16
const isRadiable = (rang: number): boolean => rang % UNE_A_RADIER_SUR === 7
const isAvise = (rang: number): boolean => rang % UN_AVIS_SUR !== 0

/** T of the demande of that rank: its step falls due on that day, or the day before. */
function valideDepuisDe(rang: number, le: Jour): Jour {
  if (!isAvise(rang)) return addMonths(addDays(le, 5), -11)
  if (isRadiable(rang)) return addMonths(addDays(le, -6), -13)
  if (RELANCE.includes(rang % 16)) return addMonths(addDays(le, -16), -11)
  return addMonths(addDays(le, FIN_PROCHE.includes(rang % 16) ? 2 : -16), -12)
}
/** Of sixteen, those that renew once their reminders are planned and before any is sent; and those that renew while they are sent, notices too. */
const AVANT: readonly number[] = [1, 9]
const PENDANT: readonly number[] = [0, 3, 4, 11]

export type Due = Readonly<{
  demande: DemandeActive
  venuSurLePortail: boolean
  isARadier: boolean
  seRenouvelle: 'avant' | 'pendant' | null
  /** What it is due, by the ladder beside. */
  attendus: readonly Attendu[]
}>

/** A demande of Ariège, reached by a mail and a mobile of its own, whose step is due today. */
async function insertDue(rang: number, le: Jour): Promise<Due> {
  const contenu = unContenu(
    ['demandeur.telephonePortable', `06${String(39_980_000 + rang)}`],
    ['demandeur.courriel', `personne.${rang}@exemple.invalid`],
  )
  const isARadier = isRadiable(rang)
  const seRenouvelle = AVANT.includes(rang % 16) ? 'avant' : PENDANT.includes(rang % 16) ? 'pendant' : null
  const venuSurLePortail = rang % (2 * UN_AVIS_SUR) === 0
  const valideDepuis = valideDepuisDe(rang, le)
  const isAvisRemis = isAvise(rang)
  const reprise = await insertUneDemande({
    contenu,
    valideDepuis,
    ...(isAvisRemis && { avisRemisLe: addDays(le, -45) }),
  })
  const demande = venuSurLePortail ? await comeByInternet(reprise, le) : reprise
  const radieeLe = isARadier ? le : null
  const suivie = { numero: demande.numeroUnique, valideDepuis, isAvisRemis, radieeLe, venuSurLePortail }
  return { demande, venuSurLePortail, isARadier, seRenouvelle, attendus: listAttendus(suivie, le) }
}

/** Who came by Internet has their notice by mail alone. */
async function comeByInternet(demande: DemandeActive, le: Jour): Promise<DemandeActive> {
  const { contenu } = demande
  if (contenu.demandeur.nature === 'personne-morale') throw new Error('A person is wanted')
  const change = { ...contenu, demandeur: { ...contenu.demandeur, telephoneDuDomicile: '05 61 02 00 00' } }
  const moment = { le, bareme: baremeAu(le), origine: { canal: 'internet', organisme: GUICHET_DU_PORTAIL } } as const
  const acte = recordModification(demande, { contenu: change }, moment)
  if (!acte.ok) throw new Error(`A change was refused: ${acte.refus.code}`)
  await db.transaction((tx) => saveActe(tx, acte.value, { compteId: null, role: null }))
  if (acte.value.demande.statut !== 'active') throw new Error('A change ended a demande')
  return acte.value.demande
}

/** `nombre` demandes, those that are past their last day radiated by two nights at once. */
export async function insertDues(nombre: number, le: Jour): Promise<readonly Due[]> {
  const dues = await inTens(
    Array.from({ length: nombre }, (_, rang) => rang),
    (rang) => insertDue(rang, le),
  )
  await Promise.all([radiateDues(), radiateDues()])
  return dues
}
