/** A mail and its parts (RFC 5322, RFC 2045), as far as a mail that comes back needs: on a text of one sign per byte (latin1). */

/** Signs of a header that are read: the rules of mails allow 998 in a line. */
const SIGNES_D_UN_CHAMP = 2_000

export type Champs = ReadonlyMap<string, string>
export type Entite = Readonly<{ champs: Champs; type: string; parametres: Champs; corps: string }>

/** The header fields of a block, by their name in lower case; of one said twice, the first. */
export function champsDe(bloc: string): Champs {
  const champs = new Map<string, string>()
  for (const ligne of bloc.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const fin = ligne.indexOf(':')
    const nom = ligne.slice(0, fin).trim().toLowerCase()
    if (fin > 0 && !champs.has(nom)) champs.set(nom, ligne.slice(fin + 1, fin + 1 + SIGNES_D_UN_CHAMP).trim())
  }
  return champs
}

/** The parameters of a content type: `boundary`, `report-type`. */
const parametresDe = (champ: string): Champs =>
  new Map(
    [...champ.matchAll(/;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;"]+))/g)].map(([, nom = '', cite, nu = '']) => [
      nom.toLowerCase(),
      cite ?? nu,
    ]),
  )

const DECODAGES: Readonly<Record<string, (corps: string) => string>> = {
  base64: (corps) => toLignes(Buffer.from(corps, 'base64').toString('latin1')),
  'quoted-printable': (corps) =>
    corps
      .replace(/=[ \t]*\n/g, '')
      .replace(/=([0-9A-Fa-f]{2})/g, (_, hexa: string) => String.fromCharCode(Number.parseInt(hexa, 16))),
}

/** The same, its lines ended by `\n`. */
export const toLignes = (texte: string): string => texte.replace(/\r\n?/g, '\n')

/** A mail, or one of its parts; its lines end by `\n`. */
export function entiteDe(texte: string): Entite {
  const fin = texte.startsWith('\n') ? 0 : texte.indexOf('\n\n')
  const champs = champsDe(fin < 0 ? texte : texte.slice(0, fin))
  const contenu = champs.get('content-type') ?? ''
  const corps = fin < 0 ? '' : texte.slice(texte.startsWith('\n') ? 1 : fin + 2)
  const decode = DECODAGES[(champs.get('content-transfer-encoding') ?? '').toLowerCase()]
  return {
    champs,
    type: contenu.split(';', 1)[0]?.trim().toLowerCase() ?? '',
    parametres: parametresDe(contenu),
    corps: decode ? decode(corps) : corps,
  }
}

/** The parts that a boundary holds; the last of a mail that was cut is what is left of it. */
export function partiesDe({ corps, parametres }: Entite): readonly Entite[] {
  const borne = parametres.get('boundary')
  if (!borne) return []
  const parties: string[][] = []
  for (const ligne of corps.split('\n')) {
    const nue = ligne.trimEnd()
    if (nue === `--${borne}--`) break
    if (nue === `--${borne}`) parties.push([])
    else parties.at(-1)?.push(ligne)
  }
  return parties.map((lignes) => entiteDe(lignes.join('\n')))
}
