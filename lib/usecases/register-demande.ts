/** A new demande in the register: its number is drawn, and drawn again when another took it at that moment. */
import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/client.ts'
import { empreinteDe, findDepotByCle, insertDemande, listFaits, saveActe } from '#db/repositories/demandes.ts'
import { detachDemandeurs } from '#db/repositories/demandeurs.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { drawNumero } from '#db/repositories/numeros.ts'
import { transact } from '#db/repositories/transact.ts'
import type { RefusDAcces } from '#lib/domain/acces/acces.ts'
import type { Contexte } from '#lib/domain/acces/contexte.ts'
import type { Jour } from '#lib/domain/calendrier.ts'
import type { Acte, RefusDEnregistrement } from '#lib/domain/demande/acte.ts'
import { parseDemandeRef } from '#lib/domain/demande/demande.ts'
import { type Depot, type RefusDeDepot, recordDepot } from '#lib/domain/demande/depot.ts'
import { checkDroitDeDepot } from '#lib/domain/demande/droits.ts'
import type { Contenu } from '#lib/domain/demande/formulaire/contenu.ts'
import { canonicalJson } from '#lib/domain/demande/modification.ts'
import { separationSchema } from '#lib/domain/demande/saisies.ts'
import { type PreuveDeSeparation, type RefusDeSeparation, recordSeparation } from '#lib/domain/demande/separation.ts'
import { type Departement, type Territoire, territoireDuDepartement } from '#lib/domain/demande/territoire.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import {
  auteurDe,
  type Demarche,
  findOrganisme,
  momentDe,
  openDemande,
  type Porte,
  type RefusDOuverture,
} from './open-demande.ts'

/** Two draws fall together once in hundreds of thousands; many times in a row is a fault. */
const ESSAIS = 50

/** A form, and the day on which it was received. */
export type FormulaireRecu = Readonly<{ deposeeLe: Jour; contenu: Contenu }>
type SansCode = Extract<RefusDEnregistrement, { code: 'guichet-sans-code' }>
type CleDejaEmployee = Extract<RefusDEnregistrement, { code: 'cle-deja-employee' }>

/**
 * Draws numbers until `record` writes one, which answers `undefined` when the number was taken meanwhile. What is
 * refused is refused at the first.
 */
async function withNumero<T>(
  tx: Tx,
  { deposeeLe, territoire, codeGuichet }: Readonly<{ deposeeLe: Jour; territoire: Territoire; codeGuichet: string }>,
  record: (place: Pick<Depot, 'ref' | 'numeroUnique'>) => Promise<T | undefined>,
): Promise<T> {
  const [annee, mois] = [Number(deposeeLe.slice(2, 4)), Number(deposeeLe.slice(5, 7))]
  for (let essai = 0; essai < ESSAIS; essai += 1) {
    const numeroUnique = await drawNumero(tx, { territoire, mois, annee, codeGuichet })
    const ref = parseDemandeRef(randomUUID())
    const done = ref && (await record({ ref, numeroUnique }))
    if (done !== undefined) return done
  }
  throw new Error(`No numéro unique was free in ${ESSAIS} draws`)
}

/** What was sent: `cle` is drawn with the form, so that the same sending makes one demande however often it comes. */
export type EnvoiDeDepot = Readonly<{ departement: Departement; formulaire: FormulaireRecu; cle: string }>
/** `deja`: an earlier sending of the same key had registered it. */
export type DemandeEnregistree = Acte & Readonly<{ deja: boolean }>

/**
 * Registers a new demande in the territory of a département, by an applicant or by a service. The same key with the same
 * form answers the demande that it made; with another form, or from another account, it is refused.
 */
export const registerDemande = (
  { departement, formulaire, cle }: EnvoiDeDepot,
  { ctx, porte = null }: Readonly<{ ctx: Contexte; porte?: Porte | null }>,
): Promise<Resultat<DemandeEnregistree, RefusDeDepot | RefusDAcces | SansCode | CleDejaEmployee>> =>
  transact(async (tx) => {
    const territoire = territoireDuDepartement(departement)
    const organisme = await findOrganisme(tx, ctx.acteur, porte)
    const pour = organisme ?? { departements: [], codeGuichet: null }
    const droit = checkDroitDeDepot(ctx.acteur, territoire, pour)
    if (!droit.ok) return droit
    if (!organisme) return refuse({ code: 'acces-refuse' })
    const envoi = { cle, corps: canonicalJson({ departement, formulaire }) }
    const auteur = auteurDe(ctx)
    const premier = await findDepotByCle(tx, cle)
    if (premier) {
      // R-DEM-16 — choix du portail : un envoi fait une demande, qu’il arrive une fois ou dix
      if (premier.empreinte !== empreinteDe(envoi.corps) || premier.compteId !== auteur.compteId)
        return refuse({ code: 'cle-deja-employee' })
      return accept({ demande: premier.demande, fait: premier.fait, deja: true })
    }
    const { at } = await readInstant(tx)
    const moment = momentDe(at.toISOString(), territoire, organisme.origine)
    // R-DEM-15 — choix du portail : par internet, le dépôt est du jour ; seul un service dit avoir reçu un papier avant
    const deposeeLe = ctx.acteur.role === 'demandeur' ? moment.le : formulaire.deposeeLe
    return withNumero(tx, { deposeeLe, territoire, codeGuichet: droit.value }, async (place) => {
      const acte = recordDepot({ ...place, ...formulaire, deposeeLe }, moment)
      if (!acte.ok) return acte
      const isEcrite = await insertDemande(tx, acte.value, auteur, { envoi })
      return isEcrite ? accept({ ...acte.value, deja: false }) : undefined
    })
  })

/**
 * Parts a spouse from a couple's demande: the new demande and what is left of the couple's are written together.
 * `rang`: of the spouse in `listConjoints`, from 0.
 */
export const separateDemande = (
  { ref, ctx, porte = null }: Demarche,
  { rang, preuve, formulaire }: Readonly<{ rang: number; preuve: PreuveDeSeparation; formulaire: FormulaireRecu }>,
  demonstration = false,
): Promise<Resultat<Readonly<{ couple: Acte; nouvelle: Acte }>, RefusDeSeparation | RefusDOuverture | SansCode>> =>
  transact(async (tx) => {
    const ouverte = await openDemande(tx, { ref, acte: 'separation' }, { ctx, porte })
    if (!ouverte.ok) return ouverte
    const { demande, moment, auteur, codeGuichet } = ouverte.value
    if (!codeGuichet) return refuse({ code: 'guichet-sans-code' })
    const { territoire, numeroUnique } = demande
    const faits = (await listFaits(tx, numeroUnique)).map(({ fait }) => fait)
    return withNumero(tx, { deposeeLe: formulaire.deposeeLe, territoire, codeGuichet }, async (place) => {
      const depot = { ...place, ...formulaire }
      const acte = recordSeparation(demande, { ...separationSchema.parse({ rang, preuve }), depot, faits }, moment)
      if (!acte.ok) return acte
      if (!(await insertDemande(tx, acte.value.nouvelle, auteur, { demonstration }))) return undefined
      await saveActe(tx, acte.value.couple, auteur)
      // R-SEP-08 — CCH, R441-2-6 : un compte peut être celui du conjoint qui s’en va ; chacun se rattache à la sienne
      await detachDemandeurs(tx, numeroUnique)
      return accept(acte.value)
    })
  })
