/** Runs once in each web process, before it answers: whom it believes, what it keeps and follows, the communes it knows. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  // Whoever develops reads the words of an error; Next keeps the process alive and prints what nobody caught.
  if (process.env.NODE_ENV === 'production') {
    const { writeOutputsAsOurs } = await import('./lib/sorties-sans-valeurs.ts')
    writeOutputsAsOurs()
  }
  const { distrustForwardedHeaders } = await import('./lib/web/entetes-de-confiance.ts')
  distrustForwardedHeaders()
  const { keepOneDestination } = await import('./lib/web/destination-unique.ts')
  keepOneDestination()
  const { keepReponses } = await import('./lib/web/reponses-pretes.ts')
  const emptyReponses = keepReponses()
  const { followPublications } = await import('./lib/web/publications.ts')
  followPublications(emptyReponses)
  // Built before the first person types; a base that does not answer yet is asked again by the first search.
  const { loadIndexDesCommunes } = await import('./db/queries/index-communes.ts')
  void loadIndexDesCommunes().catch(() => {})
}
