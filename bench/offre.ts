/** How many rows the button of a preview publishes: none when all of them are published already. */
export function readOffre(bouton: string): number {
  const dit = bouton.replace(/\s+/g, ' ').trim()
  if (dit === 'Publier sans changement') return 0
  const nombre = /^Publier ([\d ]+) lignes?$/.exec(dit)?.[1]
  if (nombre === undefined) throw new Error(`a button that publishes no rows: « ${dit} »`)
  return Number(nombre.replaceAll(' ', ''))
}
