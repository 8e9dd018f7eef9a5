/**
 * What a bench is: a figure of ours beside its limit, measured in the same run. The command judges, never a test.
 * `rapport` is `mesure` ÷ `limite`, both null where no limit is given.
 */
export type Row = Readonly<{
  nom: string
  mesure: number
  limite: number | null
  unite: string
  rapport: number | null
  objectif: string
  atteint: boolean
  details: Record<string, unknown>
}>

/** `grand` asks for the large sizes; the portal a bench needs is started and stopped by the bench itself. */
export type Bench = Readonly<{ nom: string; run: (options: { grand: boolean }) => Promise<Row[]> }>

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low, high] = [sorted[middle - 1], sorted[middle]]
  if (high === undefined) throw new Error('median of nothing')
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2
}

/** Smallest and largest of the runs, kept in `details` so that a noisy machine shows. */
export const spread = (values: readonly number[]): { min: number; max: number } => ({
  min: Math.min(...values),
  max: Math.max(...values),
})

/** Runs ours and the limit in turn, `times` times each, so that a drift of the machine falls on both. */
export async function alternate<T>(
  ours: () => Promise<T> | T,
  limit: () => Promise<T> | T,
  times = 5,
): Promise<{ ours: T[]; limit: T[] }> {
  const result: { ours: T[]; limit: T[] } = { ours: [], limit: [] }
  for (let turn = 0; turn < times; turn++) {
    result.ours.push(await ours())
    result.limit.push(await limit())
  }
  return result
}
