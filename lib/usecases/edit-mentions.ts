/** A gestionnaire says what attestations print of a département, and undoes the last change; each is a version more. */
import { isDeepStrictEqual } from 'node:util'
import { db, type Tx } from '#db/client.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import {
  insertMentions,
  listCommunesDuDepartement,
  loadMentionsAVersion,
  loadMentionsForUpdate,
} from '#db/repositories/mentions.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import {
  type CommuneConnue,
  type MentionsDuDepartement,
  openMentions,
  readMentions,
  type SaisieDeMentions,
} from '#lib/domain/attestation/mentions.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

type Conflit = { code: 'modifiee-entre-temps'; version: number; actuel: Readonly<Record<string, string>> }
type RefusDeMentions =
  | RefusDAcces
  | { code: 'introuvable' }
  | Conflit
  | { code: 'saisie-a-revoir'; erreurs: Readonly<Record<string, string>> }
  | { code: 'annulation-impossible' }
type Edite = Readonly<{ departement: string }>

const nomsDe = (communes: readonly CommuneConnue[]) => {
  const noms = new Map(communes.map(({ codeInsee, nom }) => [codeInsee, nom]))
  return (code: string) => noms.get(code) ?? code
}

type Change = Readonly<{
  departement: string
  version: number
  avant: MentionsDuDepartement
  apres: MentionsDuDepartement
  nomDe: (code: string) => string
}>

async function write(tx: Tx, { departement, version, avant, apres, nomDe }: Change, ctx: Contexte): Promise<void> {
  const compteId = compteDe(ctx.acteur)
  await insertMentions(tx, { code: departement, version: version + 1, mentions: apres, compteId })
  await recordFaitDAdministration(tx, {
    objet: 'mentions',
    cible: departement,
    nature: 'correction',
    compteId,
    avant: openMentions(avant, nomDe),
    apres: openMentions(apres, nomDe),
  })
}

const checkMentions = (departement: string, ctx: Contexte) =>
  // R-ATS-11 — choix du portail : le gestionnaire répond de ce que la préfecture de ses départements fait imprimer
  checkAcces(ctx.acteur, 'modifier-mentions', { departements: [departement], centreId: null })

/** `version` is that of the form; the same mentions again change nothing. */
export const editMentions = (
  { departement, version, saisie }: Edite & Readonly<{ version: number; saisie: SaisieDeMentions }>,
  ctx: Contexte,
): Promise<Resultat<Edite, RefusDeMentions>> =>
  db.transaction(async (tx) => {
    const acces = checkMentions(departement, ctx)
    if (!acces.ok) return acces
    const actuelles = await loadMentionsForUpdate(tx, departement)
    if (!actuelles) return refuse({ code: 'introuvable' })
    const communes = await listCommunesDuDepartement(tx, departement)
    const lues = readMentions(saisie, communes)
    if (!lues.ok) return lues
    if (isDeepStrictEqual(lues.value, actuelles.mentions)) return accept({ departement })
    const nomDe = nomsDe(communes)
    // R-EDI-01 — choix du portail : the second is told, sees both, loses nothing
    if (actuelles.version !== version) {
      const actuel = openMentions(actuelles.mentions, nomDe)
      return refuse({ code: 'modifiee-entre-temps', version: actuelles.version, actuel })
    }
    await write(tx, { departement, version, avant: actuelles.mentions, apres: lues.value, nomDe }, ctx)
    return accept({ departement })
  })

/** Undoes the change that made `version`, when nobody changed anything since. */
export const undoMentions = (
  { departement, version }: Edite & Readonly<{ version: number }>,
  ctx: Contexte,
): Promise<Resultat<Edite, RefusDeMentions>> =>
  db.transaction(async (tx) => {
    const acces = checkMentions(departement, ctx)
    if (!acces.ok) return acces
    const actuelles = await loadMentionsForUpdate(tx, departement)
    if (!actuelles) return refuse({ code: 'introuvable' })
    // R-EDI-02 — ADR 0004 : undo never erases what someone did since
    if (version < 1 || actuelles.version !== version) return refuse({ code: 'annulation-impossible' })
    const apres = await loadMentionsAVersion(tx, departement, version - 1)
    const nomDe = nomsDe(await listCommunesDuDepartement(tx, departement))
    await write(tx, { departement, version, avant: actuelles.mentions, apres, nomDe }, ctx)
    return accept({ departement })
  })
