/** Runs once in each web process: from then on it follows what others publish, and it knows the communes. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { followPublications } = await import('./lib/web/publications.ts')
  followPublications()
  // Built before the first person types; a base that does not answer yet is asked again by the first search.
  const { loadIndexDesCommunes } = await import('./db/queries/index-communes.ts')
  void loadIndexDesCommunes().catch(() => {})
}
