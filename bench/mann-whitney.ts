/**
 * How likely two samples as unlike as these are when both come from one law (Mann and Whitney, two-sided, by the normal
 * approximation with its corrections for ties and continuity): below 0.05, somebody who measures tells them apart.
 */
export function mannWhitney(ones: readonly number[], others: readonly number[]): number {
  const all = [...ones.map((value) => ({ value, isOne: true })), ...others.map((value) => ({ value, isOne: false }))]
  all.sort((a, b) => a.value - b.value)
  const total = all.length
  let sum = 0
  let ties = 0
  for (let start = 0; start < total; ) {
    let end = start + 1
    while (end < total && all[end]?.value === all[start]?.value) end += 1
    // Equals share the mean of their ranks.
    const rank = (start + 1 + end) / 2
    for (const { isOne } of all.slice(start, end)) if (isOne) sum += rank
    ties += (end - start) ** 3 - (end - start)
    start = end
  }
  const product = ones.length * others.length
  const away = Math.abs(sum - (ones.length * (ones.length + 1)) / 2 - product / 2)
  const sigma = Math.sqrt((product / 12) * (total + 1 - ties / (total * (total - 1))))
  return sigma === 0 ? 1 : Math.min(1, erfc(Math.max(0, away - 0.5) / sigma / Math.SQRT2))
}

/** Of a number that is not negative, to 1.5e-7. Source: Abramowitz and Stegun, 7.1.26. */
function erfc(x: number): number {
  const t = 1 / (1 + 0.3275911 * x)
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  return polynomial * Math.exp(-x * x)
}
