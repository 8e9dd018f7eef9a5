/** Runs once in each web process: from then on it follows what others publish. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { followPublications } = await import('./lib/web/publications.ts')
  followPublications()
}
