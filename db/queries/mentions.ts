/** What départements say for attestations, as their gestionnaire edits it: within the actor's départements only. */
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Acteur } from '#lib/domain/acces/acteur.ts'
import { type ChampDeMentions, listManques, openMentions, SANS_MENTION } from '#lib/domain/attestation/mentions.ts'
import { commune, departement, mentionDeDepartement } from '../schema/index.ts'
import { lecture } from './lecture.ts'
import { NOTHING } from './portee.ts'

/** undefined: every département. */
export function departementsOf(acteur: Acteur): SQL | undefined {
  if (acteur.role === 'administrateur-national') return undefined
  return acteur.role === 'gestionnaire-territorial' && acteur.departements.length > 0
    ? inArray(departement.code, [...acteur.departements])
    : NOTHING
}

/** The version in force of each. */
const enVigueur = () =>
  lecture
    .selectDistinct({
      code: mentionDeDepartement.departementCode,
      contenu: mentionDeDepartement.contenu,
      version: mentionDeDepartement.version,
      at: mentionDeDepartement.at,
    })
    .from(mentionDeDepartement)
    .where(
      sql`${mentionDeDepartement.version} = (select max(autre.version) from mention_de_departement autre
      where autre.departement_code = ${mentionDeDepartement.departementCode})`,
    )
    .as('derniere')

/** Each département within reach with what its attestations print as missing, and when it was last changed. */
export async function listMentions(acteur: Acteur) {
  const derniere = enVigueur()
  const rows = await lecture
    .select({ code: departement.code, nom: departement.nom, contenu: derniere.contenu, at: derniere.at })
    .from(departement)
    .leftJoin(derniere, eq(derniere.code, departement.code))
    .where(departementsOf(acteur))
    .orderBy(sql`${departement.code} collate "C"`)
  return rows.map(({ code, nom, contenu, at }) => ({ code, nom, at, manques: listManques(contenu ?? SANS_MENTION) }))
}

export type MentionsTenues = Readonly<{
  code: string
  nom: string
  version: number
  saisie: Readonly<Record<ChampDeMentions, string>>
}>

/** Those of one département as its form shows them; undefined: none such within reach. */
export async function findMentions(acteur: Acteur, code: string): Promise<MentionsTenues | undefined> {
  const [found] = await lecture
    .select({ code: departement.code, nom: departement.nom })
    .from(departement)
    .where(and(eq(departement.code, code), departementsOf(acteur)))
  if (!found) return undefined
  const [[row], communes] = await Promise.all([
    lecture
      .select({ contenu: mentionDeDepartement.contenu, version: mentionDeDepartement.version })
      .from(mentionDeDepartement)
      .where(eq(mentionDeDepartement.departementCode, code))
      .orderBy(desc(mentionDeDepartement.version))
      .limit(1),
    lecture
      .select({ codeInsee: commune.codeInsee, nom: commune.nom })
      .from(commune)
      .where(eq(commune.departementCode, code))
      .orderBy(asc(commune.codeInsee)),
  ])
  const noms = new Map(communes.map(({ codeInsee, nom }) => [codeInsee, nom]))
  const saisie = openMentions(row?.contenu ?? SANS_MENTION, (un) => noms.get(un) ?? un)
  return { ...found, version: row?.version ?? 0, saisie }
}
