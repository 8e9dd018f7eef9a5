/** To whom an error that the public reported is told: always someone who can correct it, when there is one. */

export type Destinataires = Readonly<{
  /** The address of the centre that holds the point. */
  courriel: string | null
  /** Those of its open accounts. */
  agents: readonly string[]
  /** Those of the gestionnaires of its département. */
  gestionnaires: readonly string[]
}>

/** Who is written to, as a page may say it without naming anybody. */
export const ENVOIS_DE_SIGNALEMENT = ['centre', 'gestionnaires', 'les-deux', 'personne'] as const
export type EnvoiDeSignalement = (typeof ENVOIS_DE_SIGNALEMENT)[number]

/** The addresses to write to, and who they are. */
export function chooseDestinataires({
  courriel,
  agents,
  gestionnaires,
}: Destinataires): Readonly<{ adresses: readonly string[]; envoi: EnvoiDeSignalement }> {
  const centre = courriel === null ? agents : [courriel]
  // R-SIG-04 — choix du portail : un centre qui n’a pas de compte ouvert ne peut rien corriger ici, son gestionnaire si
  const autres = agents.length === 0 ? gestionnaires : []
  const adresses = [...new Set([...centre, ...autres])]
  if (centre.length > 0) return { adresses, envoi: autres.length > 0 ? 'les-deux' : 'centre' }
  return { adresses, envoi: autres.length > 0 ? 'gestionnaires' : 'personne' }
}
