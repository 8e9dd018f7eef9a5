/** Letters that are due again: the address changed since the post brought them back, or a notice came back. */
import type { Tx } from '#db/client.ts'
import { holdAvis, listCourriersSansAdresse } from '#db/repositories/courriers.ts'
import { empreinteDe } from '#db/repositories/demandes.ts'
import { settleRappels } from '#db/repositories/envois.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { insertRappels } from '#db/repositories/rappels.ts'
import { transact } from '#db/repositories/transact.ts'
import { type Jour, jourLocal } from '#lib/domain/calendrier.ts'
import type { Demande } from '#lib/domain/demande/demande.ts'
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { memoize } from '#lib/domain/memoire.ts'
import {
  checkCourrier,
  destinatairePostal,
  isAdresseNouvelle,
  MOTIF_AUTRE_TITULAIRE,
} from '#lib/domain/rappels/courrier.ts'
import { PREFERENCES_PAR_DEFAUT, planRappels, type Suivi, suiviDe } from '#lib/domain/rappels/jalons.ts'
import { communesDesLettres } from './take-courriers.ts'

const LOT = 1_000

/** Puts back in the queue the letters of these territories, and of radiations anywhere, whose demande has another address than the one that failed. */
export async function reviveCourriers(territoires: readonly Territoire[]): Promise<{ repris: number }> {
  let repris = 0
  let apres: string | null = null
  do {
    const lot = await reviveLot(territoires, apres)
    repris += lot.repris
    apres = lot.dernier
  } while (apres !== null)
  return { repris }
}

const reviveLot = (territoires: readonly Territoire[], apres: string | null) =>
  transact(async (tx) => {
    const vus = await listCourriersSansAdresse(tx, { territoires, apres }, LOT)
    const communeDe = await communesDesLettres(tx, vus)
    const { at } = await readInstant(tx)
    const jourDe = memoize((fuseau) => jourLocal(at, fuseau))
    const reglements = []
    for (const { demande, reference, destination, tentatives, ...rappel } of vus) {
      if (demande.statut === 'effacee') continue
      const destinataire = destinatairePostal(demande.contenu, communeDe)
      const le = jourDe(fuseauDuTerritoire(demande.territoire))
      const empreinte = destinataire && empreinteDe(destinataire.join('\n'))
      if (!isAdresseNouvelle(destination, empreinte) || !checkCourrier(rappel, demande, { le, destinataire }).ok)
        continue
      const suite = { passerelle: null, destination: null, motif: null, minutes: 0 }
      reglements.push({ ...suite, reference, tentatives, etat: 'a-prendre' as const })
    }
    const repris = await settleRappels(tx, ['echec', 'annule'], reglements)
    return { repris: repris.length, dernier: vus.length < LOT ? null : (vus.at(-1)?.reference ?? null) }
  })

/**
 * The notice of a demande came back, and somebody says so in the register: what was said to have left did not arrive, and
 * the letter is due, again or for the first time.
 */
export async function planApresRetour(tx: Tx, demande: Demande, le: Jour): Promise<void> {
  const suivi = suiviDe(demande)
  if (!suivi) return
  await settleAvisPartis(tx, await holdAvisDe(tx, demande, suivi), 'revenu')
  await insertLettresDAvis(tx, demande, { suivi, le })
}

/**
 * Somebody else is at the head of the demande: a notice that was handed over warned who left, and is due again; one that
 * was planned by mail for who used the portal is due by post as well, as for whoever never came. A letter that is printed
 * is marked under its lock, and handed over to nobody.
 */
export async function planApresChangementDeTete(
  tx: Tx,
  { avant, demande }: Readonly<{ avant: Demande; demande: Demande }>,
  le: Jour,
): Promise<void> {
  const suivi = suiviDe(demande)
  if (!suivi) return
  const envois = await holdAvisDe(tx, demande, suivi)
  await settleAvisPartis(tx, envois, MOTIF_AUTRE_TITULAIRE)
  await settleRappels(
    tx,
    ['pris'],
    envois.map((envoi) => ({ ...envoi, etat: 'pris', motif: MOTIF_AUTRE_TITULAIRE, minutes: 0 })),
  )
  // What nobody planned nor handed over yet is planned by the night.
  if (envois.length > 0 || suiviDe(avant)?.avisRemisLe) await insertLettresDAvis(tx, demande, { suivi, le })
}

const holdAvisDe = (tx: Tx, { numeroUnique }: Demande, { valideDepuis: cycle }: Suivi) =>
  holdAvis(tx, { numeroUnique, cycle })

/** What left of a notice, or was given up, warned nobody: its letter waits again, its mail has failed, for that motive. */
const settleAvisPartis = (tx: Tx, envois: Awaited<ReturnType<typeof holdAvis>>, motif: string) =>
  settleRappels(
    tx,
    ['envoye', 'remis', 'echec', 'annule'],
    envois.map(({ reference, tentatives, canal, passerelle }) => {
      const suite = { reference, tentatives, destination: null, minutes: 0 }
      return canal === 'courrier'
        ? { ...suite, passerelle: null, etat: 'a-prendre', motif: null }
        : { ...suite, passerelle, etat: 'echec', motif }
    }),
  )

/** The letter of a notice that is due; one that is planned already is left as it is. */
async function insertLettresDAvis(
  tx: Tx,
  { numeroUnique, territoire }: Demande,
  { suivi, le }: Readonly<{ suivi: Suivi; le: Jour }>,
): Promise<void> {
  const dus = planRappels(suivi, PREFERENCES_PAR_DEFAUT, le).filter(
    ({ jalon, canal }) => jalon === 'avis' && canal === 'courrier',
  )
  await insertRappels(
    tx,
    dus.map((du) => ({ ...du, numeroUnique, territoire })),
  )
}
