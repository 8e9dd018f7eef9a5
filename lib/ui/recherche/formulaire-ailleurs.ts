/** A form that says more than a place: choosing a commune sends all of it, what was changed since the last time too. */
export type FormulaireAilleurs = Readonly<{
  /** Fields that say a place in another way: a chosen commune stands for them. */
  sansChamps: readonly string[]
}>

/** The address that sending the form would open, with `commune` in the stead of the fields that say another place. */
export function adresseAilleurs(form: HTMLFormElement, remplaces: readonly string[], codeInsee: string): string {
  const params = new URLSearchParams()
  for (const [name, value] of new FormData(form))
    if (typeof value === 'string' && value !== '' && !remplaces.includes(name)) params.set(name, value)
  params.set('commune', codeInsee)
  return `${form.action}?${params}`
}
