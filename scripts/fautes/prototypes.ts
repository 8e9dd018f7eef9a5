/** What every object inherits: a file that adds to it, or changes it, reaches whoever is served next. */

const HERITES: readonly (readonly [nom: string, prototype: object])[] = [
  ['Object', Object.prototype],
  ['Array', Array.prototype],
  ['Function', Function.prototype],
  ['String', String.prototype],
  ['Map', Map.prototype],
]

/** Remembers them as they are; says, each time it is asked, what was added or changed since, null when nothing was. */
export function watchPrototypes(): () => string | null {
  const avant = HERITES.map(([nom, prototype]) => ({
    nom,
    prototype,
    membres: new Map(Reflect.ownKeys(prototype).map((cle) => [cle, Object.getOwnPropertyDescriptor(prototype, cle)])),
  }))
  return () => {
    for (const { nom, prototype, membres } of avant) {
      if (Reflect.ownKeys(prototype).length !== membres.size) return `un membre de plus ou de moins dans ${nom}`
      for (const [cle, membre] of membres) {
        const now = Object.getOwnPropertyDescriptor(prototype, cle)
        if (now?.value !== membre?.value || now?.get !== membre?.get || now?.set !== membre?.set)
          return `${nom}.${String(cle)} n’est plus le même`
      }
    }
    return null
  }
}
