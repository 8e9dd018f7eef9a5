/** What the search-as-you-type shows, and the calm way it asks for it. */
import { useEffect, useState } from 'react'

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
}>

const ATTENTE_MS = 120
const LETTRES_MINIMALES = 2
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
  if (!answer.ok) return []
  const found: unknown = await answer.json()
  return Array.isArray(found) ? found.filter(isProposition) : []
}

type Reponse = Readonly<{ texte: string; propositions: readonly Proposition[] }>

/**
 * The communes proposed for what is being typed, with the text that they answer: asked once the fingers rest, the last
 * text alone, and nothing when the network fails: the form still works.
 */
export function usePropositions(texte: string): Reponse {
  const [reponse, setReponse] = useState<Reponse>({ texte: '', propositions: [] })
  const asked = texte.trim()
  useEffect(() => {
    if (asked.length < LETTRES_MINIMALES) {
      setReponse({ texte: asked, propositions: [] })
      return
    }
    const abort = new AbortController()
    const timer = setTimeout(() => {
      ask(asked, abort.signal).then(
        (propositions) => setReponse({ texte: asked, propositions }),
        () => {},
      )
    }, ATTENTE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [asked])
  return reponse
}
