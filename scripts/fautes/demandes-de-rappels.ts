/** The demandes of the campaign of reminders: what each is due today, who came by Internet, which the night must radiate. */
import { db } from '#db/client.ts'
import { saveActe } from '#db/repositories/demandes.ts'
import { insertUneDemande, loadUneDemande } from '#db/testing/demandes.ts'
import { addDays, addMonths, type Jour } from '#lib/domain/calendrier.ts'
import type { DemandeActive } from '#lib/domain/demande/demande.ts'
import { baremeAu } from '#lib/domain/demande/echeances.ts'
import { GUICHET_DU_PORTAIL } from '#lib/domain/demande/faits.ts'
import { unContenu } from '#lib/domain/demande/formulaire/testing.ts'
import { recordModification } from '#lib/domain/demande/modification.ts'
import { PREFERENCES_PAR_DEFAUT, planRappels, suiviDe } from '#lib/domain/rappels/jalons.ts'
import { radiateDues } from '#lib/usecases/radiate-dues.ts'
import type { Du } from './histoire-de-rappels.ts'
import { inTens } from './terrain-du-registre.ts'

/** One in so many is due its legal notice instead of the step of the last month; half of these came by Internet. */
const UN_AVIS_SUR = 4
/** One in so many is past its last day. */
const UNE_A_RADIER_SUR = 16
const isRadiable = (rang: number): boolean => rang % UNE_A_RADIER_SUR === 7
/** Of sixteen, those that renew once their reminders are planned and before any is sent; and those that renew while they are sent, notices too. */
const AVANT: readonly number[] = [1, 9]
const PENDANT: readonly number[] = [0, 3, 4, 11]

export type Due = Readonly<{
  demande: DemandeActive
  venuSurLePortail: boolean
  isARadier: boolean
  seRenouvelle: 'avant' | 'pendant' | null
}>

/** A demande of Ariège, reached by a mail and a mobile of its own, whose step is due today. */
async function insertDue(rang: number, le: Jour): Promise<Due> {
  const contenu = unContenu(
    ['demandeur.telephonePortable', `06${String(39_980_000 + rang)}`],
    ['demandeur.courriel', `personne.${rang}@exemple.invalid`],
  )
  const [isARadier, isAvis] = [isRadiable(rang), rang % UN_AVIS_SUR === 0]
  const seRenouvelle = AVANT.includes(rang % 16) ? 'avant' : PENDANT.includes(rang % 16) ? 'pendant' : null
  const venuSurLePortail = rang % (2 * UN_AVIS_SUR) === 0
  const valideDepuis = isAvis
    ? addMonths(addDays(le, 5), -11)
    : isARadier
      ? addMonths(addDays(le, -6), -13)
      : addMonths(addDays(le, -16), -12)
  const reprise = await insertUneDemande({ contenu, valideDepuis, ...(!isAvis && { avisRemisLe: addDays(le, -45) }) })
  const demande = venuSurLePortail ? await comeByInternet(reprise, le) : reprise
  return { demande, venuSurLePortail, isARadier, seRenouvelle }
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

/** `nombre` demandes, those that are past their last day radiated by two nights at once; and what each is due then. */
export async function insertDues(nombre: number, le: Jour): Promise<Readonly<{ dues: Due[]; attendus: Du[] }>> {
  const dues = await inTens(
    Array.from({ length: nombre }, (_, rang) => rang),
    (rang) => insertDue(rang, le),
  )
  await Promise.all([radiateDues(), radiateDues()])
  const attendus = await inTens(dues, async ({ demande, venuSurLePortail }) => {
    const etat = await loadUneDemande(demande.ref)
    const suivi = etat && suiviDe(etat)
    const dus = suivi ? planRappels(suivi, { ...PREFERENCES_PAR_DEFAUT, venuSurLePortail }, le) : []
    return dus.map(({ jalon, canal, duLe }) => ({ numero: demande.numeroUnique, jalon, canal, duLe }))
  })
  return { dues, attendus: attendus.flat() }
}
