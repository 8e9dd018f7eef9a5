/** What reverting an import would do, as it is shown before it is done. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { checkAcces } from '#lib/domain/acces/acces.ts'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { areSameChiffres, type ChiffresDeclares } from '#lib/domain/guichet/chiffres.ts'
import type { ContenuDePoint } from '#lib/domain/guichet/point-de-contact.ts'
import { areSameContenus } from '#lib/domain/guichet/recensement/contenus.ts'
import { type ActeDeRetour, decideRetour, isAnnule, wasPublie } from '#lib/domain/guichet/recensement/retour.ts'
import type { Doubles } from '#lib/domain/guichet/recensement/voisinage.ts'
import { db } from '../client.ts'
import { loadRetoursDeChiffres, loadRetoursDePoints } from '../repositories/retours.ts'
import { findImport } from './imports.ts'

type Acte = Exclude<ActeDeRetour, 'rien' | 'garder'>
type Commun = Readonly<{
  cle: string
  titre: string
  acte: Acte
  /** Who changed it since, the last one last; nobody, where it is doubled alone. */
  depuis: readonly Readonly<{ auteur: string | null; at: Date }>[]
}>
/** What waits for a choice: changed since, doubled by a point published since, or left by a first revert. */
export type ModifieDepuis =
  | (Commun &
      Readonly<{
        objet: 'point'
        actuel: ContenuDePoint | null
        avant: ContenuDePoint | null
        /** Published since, where it would come back. */
        doubles: Doubles
      }>)
  | (Commun & Readonly<{ objet: 'chiffres'; actuel: ChiffresDeclares | null; avant: ChiffresDeclares | null }>)

/** As many as a page shows; the others are on the next ones. */
export const MODIFIES_PAR_PAGE = 200

const COMPTES = { retirer: 0, remplacer: 0, retablir: 0 } satisfies Record<Acte, number>

/** Undefined out of reach, or when the import was never published. `page`: of what waits for a choice. */
export async function findRetourDImport(acteur: Acteur, id: string, page = 1) {
  const found = await findImport(acteur, id)
  if (!found) return undefined
  const objet = { departements: found.departements, centreId: found.centreId }
  if (!checkAcces(acteur, 'publier-recensement', objet).ok) return undefined
  const mayFigures = checkAcces(acteur, 'modifier-chiffres', { ...objet, centreId: null }).ok
  if (!wasPublie(found, mayFigures)) return undefined
  const [points, chiffres] = await Promise.all([loadRetoursDePoints(db, found), loadRetoursDeChiffres(db, id)])
  const modifies: ModifieDepuis[] = []
  const dejaAnnule = isAnnule(found)
  const decide = <T>({ actuel, avant, ...one }: Cas<T>, since: number, isSame: Same<T>) => {
    const cas = { ...one, actuel, avant, modifieDepuis: since > 0, isSame }
    const now = decideRetour({ ...cas, choisi: false })
    const chosen = decideRetour({ ...cas, choisi: true })
    return { now, coche: chosen === 'rien' || chosen === 'garder' ? undefined : chosen }
  }
  const comptes = { points: { ...COMPTES }, chiffres: { ...COMPTES } }
  for (const { retour, point, ...one } of points) {
    const { actuel, avant, doubles } = one
    const cas = { actuel, avant, enDouble: doubles.points.length > 0, dejaAnnule }
    const { now, coche } = decide(cas, retour.suivants.length, areSameContenus)
    if (now === 'garder' && coche)
      modifies.push({ ...one, objet: 'point', titre: point.point.nom, acte: coche, depuis: retour.suivants })
    else if (now !== 'rien' && now !== 'garder') comptes.points[now] += 1
  }
  for (const { retour, commune, chiffres: said, ...one } of mayFigures ? chiffres : []) {
    const { actuel, avant } = one
    const { now, coche } = decide({ actuel, avant }, retour.suivants.length, areSameChiffres)
    const titre = `${commune}, ${said.annee}`
    if (now === 'garder' && coche)
      modifies.push({ ...one, objet: 'chiffres', titre, acte: coche, depuis: retour.suivants })
    else if (now !== 'rien' && now !== 'garder') comptes.chiffres[now] += 1
  }
  const avant = Math.max(0, Math.min(page, Math.ceil(modifies.length / MODIFIES_PAR_PAGE)) - 1) * MODIFIES_PAR_PAGE
  return {
    fichierNom: found.fichierNom,
    dejaAnnule,
    publieAt: found.publieAt,
    chiffresPubliesAt: found.chiffresPubliesAt,
    comptes,
    modifies: modifies.slice(avant, avant + MODIFIES_PAR_PAGE),
    /** Place of the first of them, from 1, and how many there are on all pages. */
    premier: avant + 1,
    total: modifies.length,
    /** Figures of this file stand published, and are a gestionnaire's to undo. */
    chiffresDAutrui: !mayFigures && chiffres.some(({ actuel }) => actuel !== null),
  }
}

/** Figures that an import published last: some stand as it wrote them, all were changed since, or none is left. */
export type ChiffresARendre = 'intacts' | 'modifies' | 'aucun'

/** For who may give them back. */
export async function findChiffresARendre(importId: string): Promise<ChiffresARendre> {
  const rows = await db.execute(sql`
    with un as (
      select distinct on (f.code_insee, f.annee, coalesce(f.apres, f.avant) ->> 'type')
        f.id, f.code_insee, f.annee, f.retour, coalesce(f.apres, f.avant) ->> 'type' as type
      from fait_de_chiffre f where f.import_id = ${importId}
      order by f.code_insee, f.annee, coalesce(f.apres, f.avant) ->> 'type', f.id desc
    )
    select distinct exists (
      select from fait_de_chiffre g
      where g.code_insee = un.code_insee and g.annee = un.annee and g.id > un.id
        and coalesce(g.apres, g.avant) ->> 'type' = un.type
    ) as "changes"
    from un where not un.retour`)
  const changes = z.array(z.object({ changes: z.boolean() })).parse([...rows])
  if (changes.length === 0) return 'aucun'
  return changes.some((one) => !one.changes) ? 'intacts' : 'modifies'
}

type Cas<T> = Readonly<{ actuel: T | null; avant: T | null; enDouble?: boolean; dejaAnnule?: boolean }>
type Same<T> = (a: T, b: T) => boolean
