/** Asks how far a reading is, again and again: the next time once the last one was answered, and never two at once. */
const RONDE_MS = 2_000
/** Of a request that nobody answers. */
const PATIENCE_MS = 10_000

type Reponse = Readonly<{ lues: number; enCours: boolean }>
const isReponse = (said: unknown): said is Reponse =>
  typeof said === 'object' && said !== null && 'lues' in said && typeof said.lues === 'number' && 'enCours' in said

/** Nothing more is to be learnt here: the session is over, or the import is not there any more. */
const SANS_SUITE = [401, 403, 404]

/** undefined: not known this time. */
async function ask(adresse: string): Promise<Reponse | undefined> {
  const answer = await fetch(adresse, { signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store' })
  if (SANS_SUITE.includes(answer.status)) return { lues: 0, enCours: false }
  const said: unknown = answer.ok ? await answer.json() : undefined
  return isReponse(said) ? said : undefined
}

type Suites = Readonly<{ onLues: (lues: number) => void; onFin: () => void }>

/** `onFin` is told once; a request that fails is as if it had not been made. Answers what stops it. */
export function followRonde(adresse: string, { onLues, onFin }: Suites): () => void {
  let isOver = false
  let clock: ReturnType<typeof setTimeout>
  const turn = async () => {
    const said = await ask(adresse).catch(() => undefined)
    if (isOver) return
    if (said && !said.enCours) return onFin()
    if (said) onLues(said.lues)
    clock = setTimeout(turn, RONDE_MS)
  }
  clock = setTimeout(turn, RONDE_MS)
  return () => {
    isOver = true
    clearTimeout(clock)
  }
}
