/**
 * Reverts a whole import in one transaction: each point and each row of figures that it wrote gets back what stood
 * before, as changes of their own. What was edited since, and what would double a point published since, is kept unless
 * it was shown and ticked. The import may be compared again with what is published, and published again.
 */
import { db, type Tx } from '#db/client.ts'
import { deleteChiffres, upsertChiffres } from '#db/repositories/chiffres.ts'
import {
  type ImportEnregistre,
  loadImportForUpdate,
  lockPublications,
  markAnnule,
  saveExamen,
} from '#db/repositories/imports.ts'
import { readInstant } from '#db/repositories/instant.ts'
import { type PointAEcrire, type Retrait, retirePoints, writePoints } from '#db/repositories/points-de-contact.ts'
import { findDernierePublication, recordPublication } from '#db/repositories/publications.ts'
import { loadExamen } from '#db/repositories/rangs-d-import.ts'
import {
  loadRetoursDeChiffres,
  loadRetoursDePoints,
  loadTenantsTouches,
  type RetourDeChiffres,
  type RetourDePoint,
} from '#db/repositories/retours.ts'
import { lockCreation, type Tenants } from '#db/repositories/verrous.ts'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import { areSameChiffres } from '#lib/domain/guichet/chiffres.ts'
import { areSameContenus } from '#lib/domain/guichet/recensement/contenus.ts'
import { compareAnalyse } from '#lib/domain/guichet/recensement/examen.ts'
import type { RefusDeRecensement } from '#lib/domain/guichet/recensement/refus.ts'
import {
  type ActeDeRetour,
  type BilanDeRetour,
  decideRetour,
  isAnnule,
  wasPublie,
} from '#lib/domain/guichet/recensement/retour.ts'
import { listAttentes } from '#lib/domain/guichet/recensement/voisinage.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { loadPublie } from './load-publie.ts'
import { auteurDe, type Par } from './open-import.ts'

export type Annulation = BilanDeRetour & Readonly<{ importId: string; balises: readonly string[] }>
type Reponse = Promise<Resultat<Annulation, RefusDeRecensement>>
/** What was decided of each thing, and the pages that it touched. */
type Ecrits = Readonly<{ actes: readonly ActeDeRetour[]; balises: readonly string[] }>

/** `choisis`: keys of what was edited since, or doubled, and must come back all the same, as they were shown. */
export const revertImport = (
  importId: string,
  par: Par,
  { choisis = [] }: Readonly<{ choisis?: readonly string[] }> = {},
): Reponse =>
  db.transaction(async (tx) => {
    await lockPublications(tx)
    const found = checkImport(await loadImportForUpdate(tx, importId), par)
    if (!found.ok) return found
    const row = found.value
    const figures = mayRevertChiffres(row, par)
    if (!wasPublie(row, figures)) return refuse({ code: 'import-non-publie' })
    const tenants = await loadTenantsTouches(tx, row)
    const choix = { row, par, choisis: new Set(choisis), tenants }
    // Who publishes one more point holds those that are published first, then a withdrawn one: not while both are held
    // here. And who renames or moves one is seen where it comes.
    await lockCreation(tx, tenants)
    const points = await revertPoints(tx, choix)
    const chiffres = figures ? await revertChiffres(tx, choix) : { actes: [], balises: [] }
    const actes = [...points.actes, ...chiffres.actes]
    const rendus = actes.filter((acte) => acte !== 'rien' && acte !== 'garder').length
    // R-REC-62 — choix du portail : un second clic, ou une seconde personne, reçoit la même réponse
    if (isAnnule(row) && rendus === 0)
      return accept({ importId, ...(row.retour ?? { rendus, gardes: 0 }), balises: [] })
    const balises = [...points.balises, ...chiffres.balises]
    await recordPublication(tx, balises)
    const bilan = {
      rendus: rendus + (row.retour?.rendus ?? 0),
      gardes: actes.filter((acte) => acte === 'garder').length,
    }
    await markAnnule(tx, importId, { compteId: auteurDe(par), bilan })
    return accept({ importId, ...bilan, balises })
  })

/**
 * Compares with what is published now an import that was reverted, or that holds rows to confirm: it may then be
 * published again.
 */
export const reopenImport = (
  importId: string,
  par: Par,
): Promise<Resultat<Readonly<{ importId: string }>, RefusDeRecensement>> =>
  db.transaction(async (tx) => {
    await lockPublications(tx)
    const found = checkImport(await loadImportForUpdate(tx, importId), par)
    if (!found.ok) return found
    const row = found.value
    // A second click finds it open already.
    if (row.etat === 'lu') return accept({ importId })
    const vu = await loadExamen(tx, importId)
    if (!vu) return refuse({ code: 'import-non-lu' })
    const waits = row.etat === 'publie' && listAttentes(vu).length > 0
    if (row.etat !== 'annule' && !waits) return refuse({ code: 'import-deja-publie' })
    const role = row.centreId === null ? 'gestionnaire' : 'centre'
    const publication = await findDernierePublication(tx)
    const examen = compareAnalyse(vu, await loadPublie(tx, vu, role, row.departements))
    const { le } = await readInstant(tx)
    await saveExamen(tx, importId, { examen, publication, le: row.luLe ?? le, departements: row.departements })
    return accept({ importId })
  })

function checkImport(row: ImportEnregistre | undefined, par: Par): Resultat<ImportEnregistre, RefusDeRecensement> {
  if (!row) return refuse({ code: 'introuvable' })
  if (par !== 'exploitant') {
    const acces = checkAcces(par.acteur, 'publier-recensement', row)
    // Someone else's import does not exist for the one who asks.
    if (!acces.ok) return acces.refus.code === 'acces-refuse' ? refuse({ code: 'introuvable' }) : acces
  }
  return row.seLit ? refuse({ code: 'lecture-en-cours' }) : accept(row)
}

/** The figures that a gestionnaire published from a centre's file are not the centre's to undo. */
const mayRevertChiffres = ({ departements }: ImportEnregistre, par: Par): boolean =>
  par === 'exploitant' || checkAcces(par.acteur, 'modifier-chiffres', { departements, centreId: null }).ok

type Choix = Readonly<{ row: ImportEnregistre; par: Par; choisis: ReadonlySet<string>; tenants: Tenants }>

const auteurFor = ({ row, par }: Choix, { retour }: RetourDePoint | RetourDeChiffres) => ({
  compteId: auteurDe(par),
  importId: row.id,
  retour: true,
  feuille: retour.origine.feuille,
  ligne: retour.origine.ligne,
})

/** All is decided, then all is written at once: tens of thousands of points cost a few statements. */
async function revertPoints(tx: Tx, choix: Choix): Promise<Ecrits> {
  const rendus: PointAEcrire[] = []
  const retires: Retrait[] = []
  const { row, choisis, tenants } = choix
  const dejaAnnule = isAnnule(row)
  const actes = (await loadRetoursDePoints(tx, row, { tenants, choisis })).map((one) => {
    const { point, actuel, avant, retour, doubles, choisi } = one
    const enDouble = doubles.points.length > 0
    const modifieDepuis = retour.suivants.length > 0
    const situation = { actuel, avant, modifieDepuis, enDouble, dejaAnnule, choisi }
    const acte = decideRetour({ ...situation, isSame: areSameContenus })
    if (acte === 'rien' || acte === 'garder') return acte
    const auteur = auteurFor(choix, one)
    if (avant === null) retires.push({ actuel: point, auteur })
    else rendus.push({ actuel: point, contenu: avant, auteur })
    return acte
  })
  const ecrits = [...(await writePoints(tx, rendus)), ...(await retirePoints(tx, retires))]
  return { actes, balises: ecrits.flatMap(({ balises }) => balises) }
}

async function revertChiffres(tx: Tx, choix: Choix): Promise<Ecrits> {
  const actes: ActeDeRetour[] = []
  const balises: string[] = []
  for (const one of await loadRetoursDeChiffres(tx, choix.row.id, { lock: true })) {
    const { actuel, avant, retour, cle } = one
    const modifieDepuis = retour.suivants.length > 0
    const choisi = choix.choisis.has(cle)
    const acte = decideRetour({ actuel, avant, modifieDepuis, choisi, isSame: areSameChiffres })
    actes.push(acte)
    if (acte === 'rien' || acte === 'garder') continue
    const auteur = auteurFor(choix, one)
    if (avant !== null) {
      const { version: _, demonstration, ...chiffres } = avant
      balises.push(...(await upsertChiffres(tx, [{ chiffres, demonstration }], auteur)))
    } else if (actuel) balises.push(...(await deleteChiffres(tx, actuel, auteur)))
  }
  return { actes, balises }
}
