/**
 * Sends the reminders that are due. What leaves was marked as leaving before; a worker that dies between the answer of a
 * gateway and its own writing leaves an uncertain sending, about which the gateway is asked: nothing is sent twice.
 */
import { setTimeout } from 'node:timers/promises'
import { db } from '#db/client.ts'
import { listAVerifier, markIncertains } from '#db/repositories/envois.ts'
import { keepRappelInOutbox } from '#db/repositories/messages.ts'
import { listTerritoiresOuverts } from '#db/repositories/reglages-de-territoire.ts'
import { type Envoi, openMail } from '#lib/adapters/mail/mail.ts'
import { makeAiguillage } from '#lib/adapters/sms/aiguillage.ts'
import { openPasserelle, type Passerelle } from '#lib/adapters/sms/sms.ts'
import { courrielDeRappel, smsDeRappel } from '#lib/documents/rappels.ts'
import type { Territoire } from '#lib/domain/demande/territoire.ts'
import { isHeureDEnvoi } from '#lib/domain/rappels/envoi.ts'
import { type CanalDeRappel, suiviDe } from '#lib/domain/rappels/jalons.ts'
import { env } from '#lib/env.ts'
import { journal } from '#lib/journal.ts'
import { sealDestination, sealPreferences } from '#lib/sceau.ts'
import { planRappelsDuJour } from '#lib/usecases/plan-rappels.ts'
import { reviveCourriers } from '#lib/usecases/revive-courriers.ts'
import { type Reponse, settleEnvois, settleVerification } from '#lib/usecases/settle-rappels.ts'
import { BAIL_EN_MINUTES, type RappelAEnvoyer, takeRappels } from '#lib/usecases/take-rappels.ts'

/** Sendings under way together: a gateway that takes 50 ms for each then lets more than a thousand pass in a second. */
const ENSEMBLE = 64
const VOIES = 2
/** A round ends before the next minute's begins. */
const ROUND_MS = 50_000

type CanalEnvoye = Exclude<CanalDeRappel, 'courrier'>
/** One way out: `send` never throws for what the outside answers. */
type Sortie = Readonly<{
  canal: CanalEnvoye
  /** Chosen before each batch: what is uncertain is asked of the gateway that had it. */
  choose: () => Readonly<{
    nom: string
    /** It may still answer nothing: one message tries it, where a batch would be uncertain as a whole. */
    essai?: boolean
    send: (rappel: RappelAEnvoyer, lien: string) => Promise<Reponse>
  }>
}>

const ditsDe = ({ demande, isEnLigne, le }: RappelAEnvoyer) => {
  const suivi = suiviDe(demande)
  if (!suivi) throw new Error('A reminder of a demande that has no day')
  return { suivi, siteUrl: env.siteUrl, isEnLigne, le }
}

/** The gateways of this installation; none without its setting. */
export const passerellesOf = (): readonly Passerelle[] =>
  env.passerelles.map(({ url, jeton }, rang) => openPasserelle({ nom: `passerelle-${rang + 1}`, url, jeton }))

/** SMS by these gateways, the first that answers. */
export function sortieDeSms(passerelles: readonly [Passerelle, ...Passerelle[]]): Sortie {
  const aiguillage = makeAiguillage(passerelles)
  return {
    canal: 'sms',
    choose: () => {
      const { passerelle, essai } = aiguillage.choose()
      return {
        nom: passerelle.nom,
        essai,
        send: async (rappel) => {
          const texte = smsDeRappel(rappel.jalon, ditsDe(rappel))
          const envoi = await passerelle.send({ reference: rappel.reference, destinataire: rappel.vers, texte })
          aiguillage.note(passerelle.nom, envoi)
          return envoi
        },
      }
    },
  }
}

const toReponse = (envoi: Envoi): Reponse => {
  if (envoi.issue !== 'indisponible') return envoi
  return { issue: envoi.peutEtreParti ? 'incertain' : 'differe', code: envoi.code }
}

export const sortieDeCourriel = (transport: ReturnType<typeof openMail>): Sortie => ({
  canal: 'courriel',
  choose: () => ({
    nom: 'smtp',
    send: async (rappel, lien) => {
      const { reference, vers: destinataire } = rappel
      const courriel = courrielDeRappel(rappel.jalon, { ...ditsDe(rappel), lienDesPreferences: lien })
      return toReponse(await transport.send({ cle: `rappel:${reference}`, reference, destinataire, ...courriel }))
    },
  }),
})

/** In demonstration nothing leaves: what would have is kept for the page that shows it. */
const sortieDeDemonstration = (canal: CanalEnvoye): Sortie => ({
  canal,
  choose: () => ({
    nom: 'demonstration',
    send: async (rappel, lien) => {
      const dits = ditsDe(rappel)
      const message =
        canal === 'sms'
          ? { objet: null, corps: smsDeRappel(rappel.jalon, dits) }
          : courrielDeRappel(rappel.jalon, { ...dits, lienDesPreferences: lien })
      await keepRappelInOutbox(rappel.reference, { canal, destinataire: rappel.vers, ...message })
      return { issue: 'envoye' }
    },
  }),
})

/** Plans what is due today where reminders are on, and the letters whose address was mended. */
export async function planRappels(): Promise<Record<string, number>> {
  const territoires = await listTerritoiresOuverts(db, 'rappels')
  return { ...(await planRappelsDuJour(territoires)), ...(await reviveCourriers(territoires)) }
}

/** Without a gateway no SMS leaves: what was due by SMS goes by mail. */
const SANS_PASSERELLE: Sortie = {
  canal: 'sms',
  choose: () => ({ nom: 'aucune', send: async () => ({ issue: 'refuse', code: 'sans passerelle' }) }),
}

let sms: Sortie | undefined
/** One for the process: which gateway failed of late is remembered from one round to the next. */
function smsOf(passerelles: readonly Passerelle[]): Sortie {
  const [first, ...others] = passerelles
  sms ??= first ? sortieDeSms([first, ...others]) : SANS_PASSERELLE
  return sms
}

/** One round over what is due where reminders are on; counts by outcome. */
export async function sendRappels(): Promise<Record<string, number>> {
  const territoires = await listTerritoiresOuverts(db, 'rappels')
  const passerelles = passerellesOf()
  if (env.mode === 'demonstration') {
    await verify(passerelles)
    return runSorties([sortieDeDemonstration('courriel'), sortieDeDemonstration('sms')], territoires)
  }
  const transport = openMail()
  try {
    // A gateway that answers nothing keeps nobody's mail waiting.
    const [, total] = await Promise.all([
      verify(passerelles),
      runSorties([sortieDeCourriel(transport), smsOf(passerelles)], territoires),
    ])
    return total
  } finally {
    transport.close()
  }
}

async function runSorties(sorties: readonly Sortie[], territoires: readonly Territoire[]) {
  const total: Record<string, number> = {}
  await Promise.all(
    sorties.map(async (sortie) => {
      for (const [issue, nombre] of Object.entries(await runSortie(sortie, territoires)))
        total[`${sortie.canal}-${issue}`] = nombre
    }),
  )
  return total
}

/** Batch after batch until nothing is due, in lanes: one takes while another sends. */
export async function runSortie(sortie: Sortie, territoires: readonly Territoire[], isHeure = isHeureDEnvoi) {
  const total = { envoyes: 0, reportes: 0, abandonnes: 0, incertains: 0 }
  const end = performance.now() + ROUND_MS
  const lane = async () => {
    while (performance.now() < end) {
      const { canal, choose } = sortie
      const { nom, essai, send } = choose()
      const question = { canal, territoires, passerelle: nom, empreinteDe: sealDestination, isHeure }
      const { partants, examines } = await takeRappels(question, essai ? 1 : ENSEMBLE)
      if (examines === 0) return
      const envois = await Promise.all(
        partants.map(async (rappel) => {
          const lien = `${env.siteUrl}/rappels/${sealPreferences(rappel.sel)}`
          return { rappel, reponse: await send(rappel, lien) }
        }),
      )
      const compte = await insist(() => settleEnvois(envois))
      total.envoyes += compte.envoyes
      total.reportes += compte.reportes
      total.abandonnes += compte.abandonnes
      total.incertains += compte.incertains
    }
  }
  await Promise.all(Array.from({ length: VOIES }, lane))
  return total
}

/** Says again what is known and could not be written: lost, it would have to be asked of the outside. */
async function insist<T>(write: () => Promise<T>): Promise<T> {
  for (const pause of [200, 1_000, 5_000]) {
    try {
      return await write()
    } catch (err) {
      journal.warn({ err }, 'what became of sendings could not be written yet')
      await setTimeout(pause)
    }
  }
  return write()
}

/**
 * What may have left is asked of the gateway that had it, until it says nothing; a mail server cannot be asked: people
 * decide.
 */
export async function verify(passerelles: readonly Passerelle[]): Promise<void> {
  await markIncertains(BAIL_EN_MINUTES)
  const muettes = new Set<string>()
  for (const { reference, passerelle: nom } of await listAVerifier(500)) {
    const passerelle = passerelles.find((one) => one.nom === nom)
    if (passerelle && muettes.has(passerelle.nom)) continue
    const connaissance = passerelle ? await passerelle.ask(reference) : 'muet'
    if (passerelle && connaissance === 'muet') muettes.add(passerelle.nom)
    await settleVerification(reference, connaissance)
    if (connaissance === 'muet') journal.warn({ reference }, 'a sending stays uncertain')
  }
}
