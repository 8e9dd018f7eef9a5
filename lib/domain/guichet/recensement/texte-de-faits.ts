/** Facts as one text, to tell whether they are the same whatever the order of their keys. */
export const textOf = (faits: object): string =>
  JSON.stringify(faits, (_, value: unknown) => {
    if (value instanceof Map) return [...value]
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
