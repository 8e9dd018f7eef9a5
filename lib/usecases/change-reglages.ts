/** The administrator switches what is on in a territory, and undoes the last switch. */
import { isDeepStrictEqual } from 'node:util'
import { db, type Tx } from '#db/client.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import {
  isRetourEntendu,
  loadDernierReglage,
  loadReglagesForUpdate,
  saveReglagesDeTerritoire,
} from '#db/repositories/reglages-de-territoire.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import {
  checkOuvertureDeRadiation,
  checkOuvertureDeTerritoire,
  fonctionsOuvertes,
  type RefusDeReglage,
  type ReglagesDeTerritoire,
} from '#lib/domain/demande/reglages-de-territoire.ts'
import { fuseauDuTerritoire, type Territoire } from '#lib/domain/demande/territoire.ts'
import { BALISE_DES_REGLAGES } from '#lib/domain/guichet/balises.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'

type Regle = Readonly<{ territoire: Territoire }>
type Conflit = { code: 'modifiee-entre-temps'; version: number; actuel: Readonly<Record<string, readonly string[]>> }
type Change = Readonly<{ territoire: Territoire; avant: ReglagesDeTerritoire; apres: ReglagesDeTerritoire }>

async function checkOuverture(tx: Tx, { territoire, avant, apres }: Change) {
  const { le } = await readInstant(tx, fuseauDuTerritoire(territoire))
  return checkOuvertureDeTerritoire(avant, apres, { territoire, le })
}

async function write(tx: Tx, { territoire, avant, apres }: Change, ctx: Contexte): Promise<void> {
  await saveReglagesDeTerritoire(tx, territoire, apres)
  // Its register gives, or no longer gives, the figures of its communes.
  if (avant.renouvellementEnLigne !== apres.renouvellementEnLigne) await recordPublication(tx, [BALISE_DES_REGLAGES])
  await recordFaitDAdministration(tx, {
    objet: 'territoire',
    cible: territoire,
    nature: 'correction',
    compteId: compteDe(ctx.acteur),
    avant: { ouverts: fonctionsOuvertes(avant) },
    apres: { ouverts: fonctionsOuvertes(apres) },
  })
}

/**
 * Switches from the version that the form was made from (0: nobody had set it). `isConfirmee`: the person ticked that
 * what radiation needs is true. The same settings again change nothing.
 */
export const changeReglages = (
  {
    territoire,
    version,
    reglages,
    isConfirmee,
  }: Regle & Readonly<{ version: number; reglages: ReglagesDeTerritoire; isConfirmee: boolean }>,
  ctx: Contexte,
): Promise<Resultat<Regle, RefusDAcces | RefusDeReglage | Conflit>> =>
  db.transaction(async (tx) => {
    const acces = checkAcces(ctx.acteur, 'regler-territoires', null)
    if (!acces.ok) return acces
    const actuels = await loadReglagesForUpdate(tx, territoire)
    if (isDeepStrictEqual(actuels.reglages, reglages)) return accept({ territoire })
    // R-EDI-01 — choix du portail : the second is told, sees both, loses nothing
    if (actuels.version !== version) {
      const actuel = { ouverts: fonctionsOuvertes(actuels.reglages) }
      return refuse({ code: 'modifiee-entre-temps', version: actuels.version, actuel })
    }
    const ouvre = await checkOuverture(tx, { territoire, avant: actuels.reglages, apres: reglages })
    if (!ouvre.ok) return ouvre
    const confirme = checkOuvertureDeRadiation(actuels.reglages, reglages, {
      isConfirmee,
      isRetourEntendu: isRetourEntendu(),
    })
    if (!confirme.ok) return confirme
    await write(tx, { territoire, avant: actuels.reglages, apres: reglages }, ctx)
    return accept({ territoire })
  })

/** Undoes the last switch of a territory, as a switch of its own; radiation comes back confirmed only. */
export const undoReglages = (
  { territoire, id, isConfirmee }: Regle & Readonly<{ id: number; isConfirmee: boolean }>,
  ctx: Contexte,
): Promise<Resultat<Regle, RefusDAcces | RefusDeReglage | { code: 'annulation-impossible' }>> =>
  db.transaction(async (tx) => {
    const acces = checkAcces(ctx.acteur, 'regler-territoires', null)
    if (!acces.ok) return acces
    const { reglages: avant } = await loadReglagesForUpdate(tx, territoire)
    const dernier = await loadDernierReglage(tx, territoire)
    // R-EDI-02 — ADR 0004 : undo never erases what someone did since
    if (dernier?.id !== id) return refuse({ code: 'annulation-impossible' })
    const ouvre = await checkOuverture(tx, { territoire, avant, apres: dernier.avant })
    if (!ouvre.ok) return ouvre
    const confirme = checkOuvertureDeRadiation(avant, dernier.avant, {
      isConfirmee,
      isRetourEntendu: isRetourEntendu(),
    })
    if (!confirme.ok) return confirme
    await write(tx, { territoire, avant, apres: dernier.avant }, ctx)
    return accept({ territoire })
  })
