/** What the search-as-you-type shows, and the calm way it asks for it. */
import { useEffect, useState } from 'react'
import { foldText } from '#lib/domain/territoire/slug.ts'

/** As the open data gives it (`GET /api/v1/communes`); the fields after `population` tell why it was found. */
export type Proposition = Readonly<{
  code: string
  nom: string
  departement: string
  nomDepartement: string
  codesPostaux: readonly string[]
  population: number
  motif?: string
  ancienNom?: string | null
  /** The postcode or INSEE code that was recognised; `motif` tells which. */
  codeReconnu?: string | null
}>

const ATTENTE_MS = 120
export const PROPOSITIONS_MAXIMALES = 8

const isProposition = (value: unknown): value is Proposition =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'nom' in value &&
  typeof value.nom === 'string' &&
  'departement' in value &&
  typeof value.departement === 'string' &&
  'nomDepartement' in value &&
  typeof value.nomDepartement === 'string' &&
  'codesPostaux' in value &&
  Array.isArray(value.codesPostaux)

async function ask(texte: string, signal: AbortSignal): Promise<Proposition[]> {
  const address = `/api/v1/communes?q=${encodeURIComponent(texte)}&limite=${PROPOSITIONS_MAXIMALES}`
  const answer = await fetch(address, { signal })
  if (!answer.ok) throw new Error(`communes: ${answer.status}`)
  const found: unknown = await answer.json()
  const propositions = Array.isArray(found) ? found.filter(isProposition) : []
  // One letter begins thousands of names; it is one: Y, in the Somme.
  return texte.length > 1 ? propositions : propositions.filter(({ nom }) => foldText(nom) === foldText(texte))
}

type Reponse = Readonly<{ texte: string; propositions: readonly Proposition[] }>
const SANS_REPONSE: Reponse = { texte: '', propositions: [] }

/**
 * The communes proposed for what is being typed, with the text that they answer: asked once the fingers rest, the last
 * text alone, and nothing when the network fails, not even what answered another text: the form still works.
 */
export function usePropositions(texte: string): Reponse {
  const [reponse, setReponse] = useState(SANS_REPONSE)
  const asked = texte.trim()
  useEffect(() => {
    if (asked === '') {
      setReponse(SANS_REPONSE)
      return
    }
    const abort = new AbortController()
    const timer = setTimeout(() => {
      ask(asked, abort.signal)
        .then((propositions): Reponse => ({ texte: asked, propositions }))
        .catch(() => SANS_REPONSE)
        .then((found) => {
          if (!abort.signal.aborted) setReponse(found)
        })
    }, ATTENTE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [asked])
  return reponse
}
