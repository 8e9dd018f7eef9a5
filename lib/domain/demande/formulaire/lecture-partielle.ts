/** What still reads of an old content, whose version of the form was replaced: piece by piece, in a content that reads. */
import { type Contenu, contenuSchema } from './contenu.ts'

type Morceau = Readonly<Record<string, unknown>>
const isMorceau = (lu: unknown): lu is Morceau => typeof lu === 'object' && lu !== null && !Array.isArray(lu)

/** The content that stands, with all of the old one that reads in its place. */
export const readCeQuiSeLit = (ancien: unknown, debout: Contenu): Contenu => poser(debout, [], ancien)

function poser(contenu: Contenu, chemin: readonly string[], morceau: unknown): Contenu {
  const lu = contenuSchema.safeParse(avec(contenu, chemin, morceau))
  if (lu.success) return lu.data
  if (!isMorceau(morceau)) return contenu
  return Object.entries(morceau).reduce((pose, [cle, valeur]) => poser(pose, [...chemin, cle], valeur), contenu)
}

const avec = (dans: unknown, [cle, ...reste]: readonly string[], morceau: unknown): unknown => {
  if (cle === undefined) return morceau
  const autour = isMorceau(dans) ? dans : {}
  return { ...autour, [cle]: avec(autour[cle], reste, morceau) }
}
