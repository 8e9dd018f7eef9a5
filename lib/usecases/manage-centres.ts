/** Centres: created and corrected by the gestionnaire of their départements. */
import { isDeepStrictEqual } from 'node:util'
import { db } from '#db/client.ts'
import {
  type CentreEnregistre,
  insertCentre,
  listPointsOfCentre,
  loadCentreForUpdate,
  toRow,
  updateCentre,
} from '#db/repositories/centres.ts'
import { lockComptes } from '#db/repositories/comptes.ts'
import { recordFaitDAdministration } from '#db/repositories/faits-d-administration.ts'
import { recordPublication } from '#db/repositories/publications.ts'
import { checkAcces, type RefusDAcces } from '#lib/domain/acces/acces.ts'
import type { NouveauCentre, RefusDeCentre } from '#lib/domain/acces/compte.ts'
import { type Contexte, compteDe } from '#lib/domain/acces/contexte.ts'
import { baliseDuPoint } from '#lib/domain/guichet/balises.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { cleDeCreation } from './cle-de-creation.ts'

/** `cle`: drawn with the form. The same form again, saying the same, answers the centre that it created. */
export const createCentre = (
  { cle, contenu }: Readonly<{ cle: string; contenu: NouveauCentre }>,
  ctx: Contexte,
  { demonstration = false } = {},
): Promise<Resultat<{ id: string }, RefusDAcces | RefusDeCentre>> =>
  db.transaction(async (tx) => {
    const acces = checkAcces(ctx.acteur, 'gerer-centres', { departements: contenu.departements, centreId: null })
    if (!acces.ok) return acces
    // R-EDI-10 — choix du portail : un formulaire envoyé deux fois ne crée qu’une fois
    const created = await insertCentre(tx, contenu, { cle: cleDeCreation(cle, toRow(contenu)), demonstration })
    if (!created) return refuse({ code: 'code-guichet-pris' })
    const { id } = created
    if (!created.isNeuf) return accept({ id })
    await recordFaitDAdministration(tx, {
      objet: 'centre',
      cible: id,
      nature: 'creation',
      compteId: compteDe(ctx.acteur),
      apres: toRow(contenu),
    })
    return accept({ id })
  })

const toContenu = ({ nom, code, siren, courriel, departements }: CentreEnregistre) => ({
  nom,
  code,
  siren,
  courriel,
  departements,
})

const conflict = ({ version, ...centre }: CentreEnregistre) =>
  refuse({
    code: 'modifiee-entre-temps',
    version,
    actuel: {
      nom: centre.nom,
      code: centre.code ?? '',
      siren: centre.siren ?? '',
      courriel: centre.courriel ?? '',
      departements: centre.departements,
    },
  })

type RefusDeCorrection =
  | RefusDAcces
  | RefusDeCentre
  | { code: 'introuvable' }
  | { code: 'modifiee-entre-temps'; version: number; actuel: Readonly<Record<string, string | readonly string[]>> }

/**
 * Corrects a centre from the version that the form was made from. The gestionnaire must hold the départements that the
 * centre had, and those it will have. The same content again changes nothing.
 */
export const correctCentre = (
  { id, version, contenu }: Readonly<{ id: string; version: number; contenu: NouveauCentre }>,
  ctx: Contexte,
): Promise<Resultat<{ id: string }, RefusDeCorrection>> =>
  db.transaction(async (tx) => {
    // Two centres that take one code at once: the second is told, not broken.
    await lockComptes(tx)
    const centre = await loadCentreForUpdate(tx, id)
    if (!centre) return refuse({ code: 'introuvable' })
    const departements = [...new Set([...centre.departements, ...contenu.departements])]
    const acces = checkAcces(ctx.acteur, 'gerer-centres', { departements, centreId: id })
    if (!acces.ok) return acces
    const [avant, apres] = [toContenu(centre), toRow(contenu)]
    if (isDeepStrictEqual(avant, apres)) return accept({ id })
    // R-EDI-01 — choix du portail : the second is told, sees both, loses nothing
    if (centre.version !== version) return conflict(centre)
    if (!(await updateCentre(tx, id, contenu))) return refuse({ code: 'code-guichet-pris' })
    await recordFaitDAdministration(tx, {
      objet: 'centre',
      cible: id,
      nature: 'correction',
      compteId: compteDe(ctx.acteur),
      avant,
      apres,
    })
    // The page of a point says who publishes it.
    if (contenu.nom !== centre.nom) await recordPublication(tx, (await listPointsOfCentre(tx, id)).map(baliseDuPoint))
    return accept({ id })
  })
