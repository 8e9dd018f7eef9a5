/** One file marked, inside the child process: its own package edited, else a workbook made from what was read. */
import type { Annotation } from '#lib/domain/guichet/recensement/annotation.ts'
import type { RefusDeLecture } from '#lib/domain/guichet/recensement/classeur.ts'
import { accept, type Resultat, refuse } from '#lib/domain/resultat.ts'
import { checkArchive } from '../archive.ts'
import { convert } from '../conversion.ts'
import { identifyFormat } from '../signature.ts'
import { annotePaquet } from './annoter.ts'
import { nomsRefaits, refaireClasseur } from './refaire.ts'

export type Annote = Readonly<{
  octets: Uint8Array
  /** The workbook is made from what was read: the file was not one whose package we edit. */
  refait: boolean
}>

/** Never throws for a bad file: it says why. */
export async function marquer(source: Buffer, annotation: Annotation): Promise<Resultat<Annote, RefusDeLecture>> {
  const format = identifyFormat(source)
  if (!format.ok) return format
  if (format.value === 'zip') {
    const archive = await checkArchive(source)
    if (!archive.ok) return archive
    const own = editOwn(source, annotation)
    if (own) return accept({ octets: own, refait: false })
  }
  const classeur = await convert(source)
  if (!classeur.ok) return classeur
  const names = nomsRefaits(classeur.value.feuilles)
  const renamed = <T extends { readonly feuille: string }>(item: T): T => ({
    ...item,
    feuille: names.get(item.feuille) ?? item.feuille,
  })
  const { liste } = annotation
  const octets = annotePaquet(await refaireClasseur(classeur.value), {
    marques: annotation.marques.map(renamed),
    liste: { ...liste, phrases: [...liste.phrases, ...liste.siRefait], lignes: liste.lignes.map(renamed) },
  })
  return octets ? accept({ octets, refait: true }) : refuse({ code: 'fichier-abime' })
}

/** A package that breaks our editing is one that we do not know: it is made again from what was read. */
function editOwn(source: Buffer, annotation: Annotation): Buffer | undefined {
  try {
    return annotePaquet(source, annotation)
  } catch {
    return undefined
  }
}
