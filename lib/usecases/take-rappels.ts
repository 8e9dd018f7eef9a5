/**
 * What may leave now: taken under its lock, judged again with the facts of this moment, and marked as leaving before
 * anything leaves. A use case never reaches the network: the job sends what this one gives it.
 */
import { listArretsDeSms } from '#db/repositories/arrets-de-sms.ts'
import {
  holdRappelsDus,
  listContenusDits,
  loadDestinations,
  lockEnvois,
  type RappelPris,
  type Reglement,
  settleRappels,
} from '#db/repositories/envois.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { ensureSels, insertRappels } from '#db/repositories/rappels.ts'
import { listTerritoiresOuverts } from '#db/repositories/reglages-de-territoire.ts'
import { transact } from '#db/repositories/transact.ts'
import { type Instant, type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import { fuseauDuTerritoire, TERRITOIRES, type Territoire } from '#lib/domain/demande/territoire.ts'
import { memoize } from '#lib/domain/memoire.ts'
import { checkEnvoi, destinataireDe, isContactMort, isHeureDEnvoi, relaisDe } from '#lib/domain/rappels/envoi.ts'
import type { CanalDeRappel } from '#lib/domain/rappels/jalons.ts'

/** A reminder that leaves, with its address of this moment. */
export type RappelAEnvoyer = RappelPris &
  Readonly<{
    vers: string
    destination: string
    /** Draws the link to the choices of the person; empty where no link goes. */
    sel: string
    /** Its territory takes renewals by Internet. */
    isEnLigne: boolean
    /** The civil day of its territory: what is said is true of it. */
    le: Jour
  }>
/** Imprint of an address, by which the cap of a day and the dead are known without keeping it. */
export type Empreinte = (canal: CanalDeRappel, vers: string) => string

/** Hours that cover a civil day anywhere, whatever the hour of the first sending. */
const HEURES_VUES = 36
/** After the cap of a day, looked at again in the hours that follow. */
const REPORT_DU_PLAFOND_EN_MINUTES = 240
/** Longer than any sending: then its worker is dead, and the sending may have left. */
export const BAIL_EN_MINUTES = 5

/**
 * Takes at most `limite` reminders of one channel for a gateway, in the territories where they are open, and the radiations
 * wherever they were made (R-RAP-38); those that are not due any more are cancelled. `examines` counts all that were looked
 * at: 0, and nothing is due.
 */
export const takeRappels = (
  {
    canal,
    territoires,
    passerelle,
    empreinteDe,
    isHeure = isHeureDEnvoi,
  }: Readonly<{
    canal: Exclude<CanalDeRappel, 'courrier'>
    territoires: readonly Territoire[]
    passerelle: string
    empreinteDe: Empreinte
    /** When messages may leave; a test, a bench and a fault scenario do not wait for the morning. */
    isHeure?: typeof isHeureDEnvoi
  }>,
  limite: number,
): Promise<Readonly<{ partants: readonly RappelAEnvoyer[]; examines: number }>> =>
  transact(async (tx) => {
    await lockEnvois(tx)
    const { at } = await readInstant(tx)
    const isHeureLa = memoize((fuseau) => isHeure(at, fuseau))
    const partout = TERRITOIRES.filter((un) => isHeureLa(fuseauDuTerritoire(un)))
    const ouverts = partout.filter((un) => territoires.includes(un))
    const pris = await holdRappelsDus(tx, { canal, territoires: ouverts, partout }, limite)
    const adresses = pris.map((rappel) => {
      const vers = destinataireDe(canal, rappel.demande)
      return { rappel, destination: vers === null ? null : empreinteDe(canal, vers) }
    })
    const empreintes = [...new Set(adresses.flatMap(({ destination }) => destination ?? []))]
    const connues = await loadDestinations(tx, empreintes, HEURES_VUES)
    const arrets = await listArretsDeSms(tx, canal === 'sms' ? empreintes : [])
    const dits = await listContenusDits(
      tx,
      adresses.flatMap(({ rappel, destination }) =>
        destination !== null && connues.mortes.has(destination) ? rappel.demande.numeroUnique : [],
      ),
    )
    const enLigne = new Set(await listTerritoiresOuverts(tx, 'renouvellement-en-ligne'))
    const partants: RappelAEnvoyer[] = []
    const reglements: Reglement[] = []
    const refuses: RappelPris[] = []
    for (const { rappel, destination } of adresses) {
      const { reference, tentatives, preferences, demande } = rappel
      const envois: Instant[] = destination === null ? [] : (connues.envois.get(destination) ?? [])
      const mortAt = destination === null ? undefined : connues.mortes.get(destination)
      const isMorte = mortAt !== undefined && isContactMort(mortAt, canal, dits.get(demande.numeroUnique) ?? [])
      const fuseau = fuseauDuTerritoire(demande.territoire)
      const juge = checkEnvoi(rappel, demande, {
        maintenant: at,
        fuseau,
        preferences,
        destination: { isMorte, isArretee: destination !== null && arrets.has(destination), envois },
      })
      const suite = {
        reference,
        destination,
        passerelle,
        motif: null,
        tentatives: tentatives + 1,
        minutes: BAIL_EN_MINUTES,
      }
      if (juge.ok && destination !== null) {
        const isEnLigne = enLigne.has(demande.territoire)
        partants.push({
          ...rappel,
          passerelle,
          vers: juge.value,
          destination,
          sel: '',
          isEnLigne,
          le: jourLocal(at, fuseau),
        })
        reglements.push({ ...suite, etat: 'en-cours' })
        // The next ones of this batch are counted with it.
        connues.envois.set(destination, [...(connues.envois.get(destination) ?? []), at])
        continue
      }
      const motif = juge.ok ? 'sans-contact' : juge.refus.code
      const rien = { ...suite, destination: null, passerelle: rappel.passerelle, motif, tentatives }
      if (motif === 'plafond') {
        reglements.push({ ...rien, etat: 'a-envoyer', minutes: REPORT_DU_PLAFOND_EN_MINUTES })
        continue
      }
      reglements.push({ ...rien, etat: 'annule' })
      if (motif !== 'plus-due') refuses.push(rappel)
    }
    await settleRappels(tx, ['a-envoyer'], reglements)
    await insertRappels(tx, relaisDeTous(refuses))
    const sels =
      canal === 'courriel'
        ? await ensureSels(
            tx,
            partants.map(({ demande }) => demande.numeroUnique),
          )
        : undefined
    const complets = partants.map((one) => ({ ...one, sel: sels?.get(one.demande.numeroUnique) ?? '' }))
    return { partants: complets, examines: pris.length }
  })

/** What takes the place of sendings that cannot be made. */
export const relaisDeTous = (refuses: readonly Pick<RappelPris, 'jalon' | 'canal' | 'duLe' | 'cycle' | 'demande'>[]) =>
  refuses.flatMap(({ jalon, canal, duLe, cycle, demande: { numeroUnique, territoire } }) => {
    const relais = relaisDe({ jalon, canal })
    return relais === null ? [] : [{ jalon, canal: relais, duLe, cycle, numeroUnique, territoire }]
  })
