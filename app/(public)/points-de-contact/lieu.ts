/** The commune that a search of the directory is about: by its code, or by what was typed. */
import { type CommuneDetaillee, loadCommune, resolveCode } from '#db/queries/communes.ts'
import { findCommunes } from '#db/queries/index-communes.ts'
import { lecture } from '#db/queries/lecture.ts'
import { foldText } from '#lib/domain/territoire/slug.ts'

export type LieuDemande = Readonly<{
  commune: CommuneDetaillee | undefined
  /** Others that what was typed means as well: the same name, or a shared postcode. */
  autres: readonly Readonly<{ codeInsee: string; nom: string; departement: string }>[]
  /** What was asked and leads nowhere. */
  inconnu: string | undefined
}>

/** What is typed wins over a code left in the address; a former code leads to the commune of today. */
export async function resolveLieu(code: string | undefined, texte: string): Promise<LieuDemande> {
  if (texte === '') {
    const found = code === undefined ? undefined : await resolveCode(lecture, code)
    const commune = found && (await loadCommune(lecture, found.codeInsee))
    return { commune, autres: [], inconnu: commune ? undefined : code }
  }
  const [first, ...rest] = await findCommunes(texte, 60)
  const commune = first && (await loadCommune(lecture, first.codeInsee))
  const autres = rest.filter(({ nom, motif }) =>
    motif === 'code-postal' ? first?.motif === 'code-postal' : foldText(nom) === foldText(first?.nom ?? ''),
  )
  return { commune, autres, inconnu: commune ? undefined : texte }
}
