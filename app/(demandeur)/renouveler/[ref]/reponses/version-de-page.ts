/**
 * The version of the demande that a page says it showed; that of today where a page says none. Undefined: no page of ours
 * says so, and nothing of it is kept.
 */
export function versionDePage(dite: string | undefined, actuelle: number): number | undefined {
  if (dite === undefined) return actuelle
  const version = Number.parseInt(dite, 10)
  return version >= 1 ? Math.min(version, actuelle) : undefined
}
