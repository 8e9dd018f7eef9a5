/** Why the sending was not taken, on the page where it is mended; the page of confirmation says its own beside its box. */
import { phraseDuRefus } from '#lib/documents/refus.ts'

export type Query = Readonly<Record<string, string | string[] | undefined>>

/** What is said by the code alone: nothing of the person stands in the address. */
const PHRASES: ReadonlyMap<unknown, string> = new Map([
  ['cle-deja-employee', phraseDuRefus({ code: 'cle-deja-employee' })],
  ['rubriques-en-trop', phraseDuRefus({ code: 'rubriques-en-trop' })],
  ['identite-figee', phraseDuRefus({ code: 'identite-figee' })],
  ['commune-hors-territoire', phraseDuRefus({ code: 'commune-hors-territoire', communes: [] })],
  ['incomplete', phraseDuRefus({ code: 'incomplete', champs: [], mineur: false })],
  ['reponses-a-revoir', 'Il reste une réponse à donner, ou à corriger.'],
])

export function RefusDit({ query }: Readonly<{ query: Query }>) {
  const phrase = PHRASES.get(query.refus)
  if (!phrase) return null
  return (
    <div className="fr-container renouveler">
      <p role="alert">
        <strong>Votre renouvellement n’est pas enregistré.</strong> {phrase}
      </p>
    </div>
  )
}

/** The same address, that still says the refusal: a step which has nothing to ask leads to another. */
export const avecRefus = (chemin: string, query: Query): string =>
  PHRASES.has(query.refus) ? `${chemin}?refus=${query.refus}` : chemin
