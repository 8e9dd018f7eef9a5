/** What a stored page is made from: read once, kept until a publication touches one of its tags. */
import { unstable_cache } from 'next/cache'
import { BALISE_D_ABSENCE } from './magasin.ts'

/** `cle` names the reading; what `read` gives must survive JSON. The page that calls it takes the tags too. */
export const readStored = <T>(cle: readonly string[], balises: readonly string[], read: () => Promise<T>): Promise<T> =>
  unstable_cache(read, [...cle], { tags: [...balises], revalidate: false })()

class Absent extends Error {}

/** The same of what may not exist, of which nothing is kept then: anyone can name such things without end. */
export async function findStored<T>(
  cle: readonly string[],
  balises: readonly string[],
  find: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const read = async (): Promise<T> => {
    const found = await find()
    if (found === undefined) throw new Absent()
    return found
  }
  try {
    return await readStored(cle, balises, read)
  } catch (error) {
    if (error instanceof Absent) return undefined
    throw error
  }
}

/** For a page whose address stands for nothing: the store, which knows a page by its tags, will not keep it. */
export async function keepNothing(): Promise<void> {
  await readStored(['absence'], [BALISE_D_ABSENCE], async () => true)
}
