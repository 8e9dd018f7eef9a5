/** A content that is being made, by the path of a field: it is no content until its schema has read it. */

/** What stands at a path; undefined when nothing does. A path may come from a file: `constructor` names nothing of ours. */
export function read(from: unknown, chemin: string): unknown {
  let at = from
  for (const nom of chemin.split('.'))
    at = at instanceof Object && Object.hasOwn(at, nom) ? Reflect.get(at, nom) : undefined
  return at
}

/** Puts a value at a path. A person who left has no place any more: what was typed of them waits, in case they come back. */
export function put(envoi: unknown, chemin: string, valeur: unknown): void {
  const noms = chemin.split('.')
  const dernier = noms.pop() ?? ''
  const at = noms.length === 0 ? envoi : read(envoi, noms.join('.'))
  if (at instanceof Object) Reflect.set(at, dernier, valeur)
}
