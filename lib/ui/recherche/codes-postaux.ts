/** The postcodes of a commune on one line: « 09000 », « 06140, 06480 », « 75001 à 75020 ». */
export function codesPostauxOf(codes: readonly string[]): string {
  const sorted = [...codes].sort()
  return sorted.length <= 2 ? sorted.join(', ') : `${sorted[0]} à ${sorted.at(-1)}`
}
