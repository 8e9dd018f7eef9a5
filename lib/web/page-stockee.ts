/** What a stored page is made from: read once, kept until a publication touches one of its tags. */
import { unstable_cache } from 'next/cache'

/** `cle` names the reading; what `read` gives must survive JSON. The page that calls it takes the tags too. */
export const readStored = <T>(cle: readonly string[], balises: readonly string[], read: () => Promise<T>): Promise<T> =>
  unstable_cache(read, [...cle], { tags: [...balises], revalidate: false })()
