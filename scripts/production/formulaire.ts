/** A form of a page as a browser without scripts sends it. */

/** The fields of the form that holds `contains`, those of the person added. */
export function fill(
  { html }: Readonly<{ html: string }>,
  contains: string,
  typed: Readonly<Record<string, string>>,
): FormData {
  const form = [...html.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)].map(([, inside = '']) => inside)
  const inside = form.find((one) => one.includes(contains))
  if (!inside) throw new Error(`No form with « ${contains} ».`)
  const data = new FormData()
  for (const [input] of inside.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? ''
    data.append(attribute('name'), attribute('value').replaceAll('&quot;', '"').replaceAll('&amp;', '&'))
  }
  for (const [nom, valeur] of Object.entries(typed)) data.append(nom, valeur)
  return data
}
